"""Fuse views: one similarity between occupations that can be split into its views again.

    s(i, j) = Σ_v w_v c_v(i, j) / Σ_v w_v            over the views v that know both i and j

`c_v` is the cosine of the two rows of view v, divided by its standard deviation over all pairs so
that a view with a narrow range of cosines counts as much as one with a wide range; `w_v` are the
weights, shares of 1. Everything is relative: 0 is the average pair, 1 is one deviation closer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from careerclusters.errors import ModelError
from careerclusters.results import Value
from careerclusters.views import View, build_views

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog
    from careerclusters.clustering.params import Params

__all__ = ["Fusion", "fuse", "fused"]


@dataclass(frozen=True, eq=False)
class Fusion(Value):
    """Views with their weights, ready to be compared whole or resampled.

    Attributes
    ----------
    codes
        O*NET-SOC codes, shape (n_occupations,).
    views
        The views, in the order of `weights`.
    weights
        Share of each view; they add up to 1.
    spreads
        Standard deviation of each view's cosines over pairs, shape (n_views,).
    """

    codes: tuple[str, ...]
    views: tuple[View, ...]
    weights: tuple[float, ...]
    spreads: tuple[float, ...]

    @cached_property
    def coverage(self) -> np.ndarray | None:
        """Weight shared by each pair of occupations, (n, n) float32; None when all know all views."""
        known = np.stack([view.has_row for view in self.views], axis=1).astype(np.float32)
        if known.all():
            return None
        shared = (known * np.array(self.weights, dtype=np.float32)) @ known.T
        return np.where(shared > 0, shared, 1.0).astype(np.float32)

    @cached_property
    def units(self) -> tuple[np.ndarray, ...]:
        """Each view's rows scaled to length 1, float64."""
        return tuple(unit_rows(view.values.astype(np.float64), view.has_row) for view in self.views)

    def similarity(self) -> np.ndarray:
        """Fused similarity of all pairs, (n, n) float64, diagonal included."""
        return sum(self.parts().values(), np.zeros(()))

    def parts(self) -> dict[str, np.ndarray]:
        """What each view adds to the similarity, name → (n, n) float64; they sum to `similarity`."""
        return self.rows(np.arange(len(self.codes)))

    def rows(self, positions: np.ndarray) -> dict[str, np.ndarray]:
        """Rows of `parts` for some occupations only: name → (n_positions, n) float64."""
        coverage = self.coverage
        share = 1.0 if coverage is None else coverage[positions].astype(np.float64)
        result = {}
        parts = zip(self.views, self.units, self.weights, self.spreads, strict=True)
        for view, rows, weight, spread in parts:
            result[view.name] = (rows[positions] @ rows.T) * (weight / spread) / share
        return result


def fused(catalog: Catalog, params: Params) -> Fusion:
    """The views of a catalog joined with the weights of `params`; views that it can't build are left out."""
    views, _ = build_views(catalog, tuple(params.shares))
    return fuse(views, params.shares)


def fuse(views: Sequence[View], weights: Mapping[str, float]) -> Fusion:
    """Join views that have the same rows.

    Parameters
    ----------
    views
        At least one, all with the same codes.
    weights
        Weight by view name; views without one or with 0 are left out.

    Raises
    ------
    ModelError
        When the rows differ, no view has a weight, or an occupation is known to no view.
    """
    used = sorted((view for view in views if weights.get(view.name, 0) > 0), key=lambda view: view.name)
    if not used:
        raise ModelError("No view has a weight above 0", seen=sorted(view.name for view in views))
    codes = used[0].codes
    if any(view.codes != codes for view in used):
        raise ModelError("Views to fuse must have the same occupations in the same order")
    is_known = np.logical_or.reduce([view.has_row for view in used])
    if not is_known.all():
        lost = [code for code, known in zip(codes, is_known, strict=True) if not known]
        raise ModelError(
            "Some occupations are known to none of the views",
            seen=lost[:5],
            todo="Leave them out of the fit.",
        )
    total = sum(weights[view.name] for view in used)
    spreads = []
    for view in used:
        rows = unit_rows(view.values.astype(np.float64), view.has_row)[view.has_row]
        cosines = (rows @ rows.T)[np.triu_indices(len(rows), 1)]
        spread = float(cosines.std()) if len(cosines) else 0.0
        spreads.append(spread if spread > 1e-9 else 1.0)
    return Fusion(
        codes=codes,
        views=tuple(used),
        weights=tuple(weights[view.name] / total for view in used),
        spreads=tuple(spreads),
    )


def unit_rows(values: np.ndarray, has_row: np.ndarray) -> np.ndarray:
    """Rows scaled to length 1; a row of zeros or one without enough known values becomes 0."""
    length = np.sqrt((values * values).sum(axis=1))
    scale = np.where(has_row & (length > 1e-12), 1.0 / np.maximum(length, 1e-12), 0.0)
    scaled: np.ndarray = values * scale[:, None].astype(values.dtype)
    return scaled
