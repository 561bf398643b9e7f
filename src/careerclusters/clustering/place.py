"""Place an occupation on a fitted clustering when it has no ratings of its own.

Residual occupations ("All Other") and those not yet surveyed have titles and sometimes tasks. Their
company is taken from the fitted occupations most alike by words and, for civil ones, by their place in the
taxonomy: the same from which their ratings are estimated. How much of a match there is
shows as certainty, which is lower than for fitted ones by construction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from careerclusters.clustering.fusion import unit_rows
from careerclusters.errors import DataError
from careerclusters.features.estimated_ratings import estimates
from careerclusters.views import View, build_view

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog

__all__ = ["Placement", "place"]

_COUNT = 10
_SHARPNESS = 8.0


@dataclass(frozen=True)
class Placement:
    """Company of placed occupations.

    Attributes
    ----------
    codes
        The placed occupations, shape (n_placed,).
    company
        Share of each fitted occupation among the nearest, (n_placed, n_fitted), rows sum to 1.
    certainty
        Cosine of the words with the nearest ten, averaged, cut to 0–1, (n_placed,). It has no unit
        of probability; below 0.3 the placement is a guess.
    fitted
        The columns of `company`.
    """

    codes: tuple[str, ...]
    company: np.ndarray
    certainty: np.ndarray
    fitted: tuple[str, ...] = ()


def place(catalog: Catalog, codes: Sequence[str], *, fitted: Sequence[str]) -> Placement:
    """Company of `codes` among the `fitted` occupations by title and task vectors.

    An occupation without tasks is placed by its titles alone. One without either can't be placed and
    is left out of the result.
    """
    everything = [*fitted, *codes]
    cosine = np.zeros((len(codes), len(fitted)))
    weight = np.zeros((len(codes), len(fitted)))
    for view in _word_views(catalog, everything):
        rows = unit_rows(view.values.astype(np.float64), view.has_row)
        old, new = rows[: len(fitted)], rows[len(fitted) :]
        known = view.has_row[len(fitted) :, None] & view.has_row[None, : len(fitted)]
        cosine += known * (new @ old.T)
        weight += known
    usable = weight.max(axis=1, initial=0.0) > 0
    cosine = cosine / np.where(weight > 0, weight, 1.0)
    kept = [code for code, is_usable in zip(codes, usable, strict=True) if is_usable]
    cosine = cosine[usable]
    company = np.zeros_like(cosine)
    certainty = np.zeros(len(kept))
    count = min(_COUNT, len(fitted))
    for row in range(len(kept)):
        near = np.argsort(-cosine[row], kind="stable")[:count]
        strength = np.exp(_SHARPNESS * (cosine[row, near] - cosine[row, near].max()))
        company[row, near] = strength / strength.sum()
        certainty[row] = float(np.clip((company[row, near] * cosine[row, near]).sum(), 0.0, 1.0))
    known = estimates(catalog)
    if known.rated == tuple(fitted):
        row_of = {code: row for row, code in enumerate(known.codes)}
        for row, code in enumerate(kept):
            if code in row_of:
                company[row] = known.weights[row_of[code]]
    return Placement(tuple(kept), company, certainty, tuple(fitted))


def _word_views(catalog: Catalog, codes: Sequence[str]) -> list[View]:
    """The views made of words that the catalog has; none at all where it has no text vectors."""
    found = []
    for name in ("titles", "tasks"):
        try:
            found.append(build_view(catalog, name, codes=codes))
        except DataError:
            continue
    return found
