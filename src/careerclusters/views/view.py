"""A view: one way to look at occupations."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from careerclusters.results import Value

__all__ = ["View"]


@dataclass(frozen=True, eq=False)
class View(Value):
    """Occupations seen from one side, ready to compare.

    Rows follow `codes`, which are ordered; columns follow `features`. A value is in standard
    deviations over the occupations that have it, so 0 is the average occupation and higher means
    more. What is missing stands as 0 in `values` and as True in `missing`.

    Attributes
    ----------
    name
        "skills", "knowledge" ...
    codes
        O*NET-SOC codes, shape (n_occupations,), ascending.
    features
        What the columns are: element ids (with their scale), technology names, vector positions.
    values
        float32, shape (n_occupations, n_features), no NaN.
    missing
        bool, shape (n_occupations, n_features).
    standard_errors
        Sampling error of each value in the same unit, 0 where it is not known; None when the
        source publishes none at all for this view.
    about
        Which scales, how standardised, what missing means: one paragraph for people.
    source
        Release and tables it was made from.
    """

    name: str
    codes: tuple[str, ...]
    features: tuple[str, ...]
    values: np.ndarray
    missing: np.ndarray
    about: str
    source: str
    standard_errors: np.ndarray | None = field(default=None)

    @cached_property
    def has_row(self) -> np.ndarray:
        """bool, shape (n_occupations,): at least half of the features are known."""
        known: np.ndarray = self.missing.mean(axis=1) <= 0.5
        return known

    def to_dict(self) -> dict[str, object]:
        """What the view is, without its values."""
        return {
            "name": self.name,
            "n_occupations": len(self.codes),
            "n_occupations_known": int(self.has_row.sum()),
            "n_features": len(self.features),
            "about": self.about,
            "source": self.source,
        }

    def __repr__(self) -> str:
        n, m = self.values.shape
        return f"View({self.name!r}, {n} occupations × {m} features, {self.missing.mean():.1%} missing)"
