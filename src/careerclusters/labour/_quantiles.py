"""Quantiles of values that count for more or less."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

__all__ = ["weighted_quantiles"]


def weighted_quantiles(values: ArrayLike, weights: ArrayLike, *, at: Sequence[float]) -> list[float | None]:
    """Smallest value below or at which at least the share `at` of the weight lies.

    Always one of the values, never between two. None for each when there is no weight.
    """
    x, w = np.asarray(values, dtype=float), np.asarray(weights, dtype=float)
    kept = np.isfinite(x) & np.isfinite(w) & (w > 0)
    x, w = x[kept], w[kept]
    if not len(x):
        return [None] * len(at)
    order = np.argsort(x, kind="stable")
    reached = np.cumsum(w[order])
    places = np.searchsorted(reached, np.asarray(at) * reached[-1] * (1 - 1e-12), side="left")
    return [float(x[order][place]) for place in np.minimum(places, len(x) - 1)]
