"""The graph: each occupation joined to those most like it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from careerclusters.results import Value

__all__ = ["Graph", "nearest"]

_GROUP = 8  # columns of which only the best is looked at first


@dataclass(frozen=True, eq=False)
class Graph(Value):
    """Nearest neighbours on the fused similarity, nearest first.

    Attributes
    ----------
    codes
        O*NET-SOC codes, shape (n_occupations,).
    neighbours
        Positions in `codes`, int32, shape (n_occupations, k).
    similarity
        Fused similarity, float32, same shape.
    parts
        What each view adds, name → float32, same shape; they sum to `similarity`.
    """

    codes: tuple[str, ...]
    neighbours: np.ndarray
    similarity: np.ndarray
    parts: dict[str, np.ndarray]

    def __repr__(self) -> str:
        n, k = self.neighbours.shape
        return f"Graph({n} occupations, {k} neighbours each, views: {', '.join(self.parts)})"


def nearest(similarity: np.ndarray, k: int) -> np.ndarray:
    """Positions of the k most similar others of each row, nearest first, (n, k) int32.

    Equal similarities are ordered by position. The input is left as it was.
    """
    n = len(similarity)
    k = min(k, n - 1)
    if n < _GROUP * (k + 2):  # few to choose from
        distance = -similarity
        np.fill_diagonal(distance, np.inf)
        return np.argsort(distance, axis=1, kind="stable")[:, :k].astype(np.int32)
    # Only those that reach the (k + 1)th best of the groups' best can be among the k nearest: then k + 1
    # reach it, and k others, since one of them may be the row itself.
    whole = n // _GROUP * _GROUP
    best = similarity[:, :whole].reshape(n, _GROUP, -1).max(axis=1)
    least = np.partition(best, best.shape[1] - k - 1, axis=1)[:, [-k - 1]]
    reaches = similarity >= least
    np.fill_diagonal(reaches, False)
    flat = np.flatnonzero(reaches)
    rows = flat // n
    counts = np.bincount(rows, minlength=n)
    place = np.arange(len(flat)) - (np.cumsum(counts) - counts)[rows]
    shape = (n, int(counts.max()))
    distance = np.full(shape, np.inf, dtype=similarity.dtype)
    distance[rows, place] = -similarity.ravel()[flat]
    position = np.zeros(shape, dtype=np.int32)
    position[rows, place] = flat - rows * n
    order = np.argsort(distance, axis=1, kind="stable")[:, :k]
    return np.take_along_axis(position, order, axis=1)
