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
        from scipy import sparse

        place = self.place[left.indices]
        row = np.repeat(np.arange(left.shape[0]), np.diff(left.indptr))
        is_full = place >= 0
        full = (left.data[is_full], (row[is_full], place[is_full]))
        other = (left.data[~is_full], (row[~is_full], -1 - place[~is_full]))
        product: np.ndarray = sparse.csr_matrix(full, shape=(left.shape[0], len(self.full))) @ self.full
        rest = sparse.csr_matrix(other, shape=(left.shape[0], self.others.shape[0])) @ self.others
        product += rest.toarray()
        return product
