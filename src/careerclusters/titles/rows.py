"""A tall matrix of which some rows are full and most nearly empty, multiplied fast from the left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from careerclusters.results import Value

if TYPE_CHECKING:
    from scipy import sparse

__all__ = ["Rows"]

FULL = 48
"""Entries from which on a row is kept dense: adding a whole row is faster than so many single entries."""


@dataclass(frozen=True, eq=False, repr=False)
class Rows(Value):
    """Full rows as a dense block, the others sparse.

    Attributes
    ----------
    place
        For each row its place: n for the n-th full row, -1 - n for the n-th of the others.
    full
        Of shape (n_full, n_columns).
    others
        Of shape (n_others, n_columns).
    """

    place: np.ndarray
    full: np.ndarray
    others: sparse.csr_matrix

    @classmethod
    def of(cls, matrix: sparse.csr_matrix) -> Rows:
        """Split a matrix."""
        is_full = np.diff(matrix.indptr) >= FULL
        place = np.where(is_full, np.cumsum(is_full) - 1, -np.cumsum(~is_full))
        full = np.ascontiguousarray(matrix[is_full].toarray(), dtype=np.float32)
        return cls(place.astype(np.int32), full, matrix[~is_full].tocsr().astype(np.float32))

    def times(self, left: sparse.csr_matrix) -> np.ndarray:
        """The product with a matrix of shape (n, n_rows) from the left, dense."""
        place = self.place[left.indices]
        is_full = place >= 0
        product: np.ndarray = _those(left, is_full, place, len(self.full)) @ self.full
        rest = _those(left, ~is_full, -1 - place, self.others.shape[0]) @ self.others
        # Each entry of a row stands once, so that adding them in place is enough.
        product[np.repeat(np.arange(len(product)), np.diff(rest.indptr)), rest.indices] += rest.data
        return product


def _those(left: sparse.csr_matrix, chosen: np.ndarray, place: np.ndarray, width: int) -> sparse.csr_matrix:
    """Some entries of a matrix, each moved to its place in a row of that width."""
    from scipy import sparse

    starts = np.concatenate([[0], np.cumsum(chosen)])[left.indptr]
    return sparse.csr_matrix((left.data[chosen], place[chosen], starts), shape=(left.shape[0], width))
