"""The graph: each occupation joined to those most like it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from careerclusters.results import Value

__all__ = ["Graph", "nearest"]


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
    distance = -similarity
    np.fill_diagonal(distance, np.inf)
    if k >= n - 1:
        return np.argsort(distance, axis=1, kind="stable")[:, :k].astype(np.int32)
    found = np.sort(np.argpartition(distance, k, axis=1)[:, :k], axis=1)
    order = np.argsort(np.take_along_axis(distance, found, axis=1), axis=1, kind="stable")
    return np.take_along_axis(found, order, axis=1).astype(np.int32)
