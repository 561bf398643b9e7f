"""Quantiles of values that count for more or less."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

__all__ = ["weighted_quantiles"]


def weighted_quantiles(
    values: Sequence[float], weights: Sequence[float], *, at: Sequence[float]
) -> list[float | None]:
    """Smallest value below or at which at least the share `at` of the weight lies.

    Always one of the values, never between two. None for each when there is no weight.
    """
    values, weights = np.asarray(values, dtype=float), np.asarray(weights, dtype=float)
    kept = np.isfinite(values) & np.isfinite(weights) & (weights > 0)
    values, weights = values[kept], weights[kept]
    if not len(values):
        return [None] * len(at)
    order = np.argsort(values, kind="stable")
    reached = np.cumsum(weights[order])
    places = np.searchsorted(reached, np.asarray(at) * reached[-1] * (1 - 1e-12), side="left")
    return [float(values[order][place]) for place in np.minimum(places, len(values) - 1)]
