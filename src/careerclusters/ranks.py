"""Ranks of values, equal ones sharing theirs."""

from __future__ import annotations

import numpy as np

__all__ = ["mean_ranks"]


def mean_ranks(values: np.ndarray) -> np.ndarray:
    """Rank of each value, 1 for the lowest, shape (n,) float64; equal values share the mean of their ranks.

    As SciPy's `rankdata`, which takes half a second to load.

    Parameters
    ----------
    values
        Shape (n,), none of them NaN.
    """
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    ranks: np.ndarray = (ends - (counts - 1) / 2)[place]
    return ranks
