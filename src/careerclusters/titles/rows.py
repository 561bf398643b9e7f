"""A tall matrix of which some rows are full and most nearly empty, multiplied fast from the left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from careerclusters.results import Value

if TYPE_CHECKING:
    from scipy import sparse

__all__ = ["Rows", "add_rows"]

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

    def split(self, left: sparse.csr_matrix) -> tuple[sparse.csr_matrix, sparse.csr_matrix]:
        """What a matrix of shape (n, n_rows) holds of full rows and of the others, for `product`."""
        place = self.place[left.indices]
        is_full = place >= 0
        full = _those(left, is_full, place, len(self.full))
        return full, _those(left, ~is_full, -1 - place, self.others.shape[0])

    def product(self, full: sparse.csr_matrix, others: sparse.csr_matrix) -> np.ndarray:
        """The product with what was split, dense."""
        product: np.ndarray = full @ self.full
        row = np.repeat(np.arange(others.shape[0]), np.diff(others.indptr))
        add_rows(product, row, self.others, chosen=others.indices, times=others.data)
        return product

    def times(self, left: sparse.csr_matrix) -> np.ndarray:
        """The product with a matrix of shape (n, n_rows) from the left, dense."""
        return self.product(*self.split(left))


def add_rows(
    total: np.ndarray, row: np.ndarray, matrix: sparse.csr_matrix, *, chosen: np.ndarray, times: np.ndarray
) -> None:
    """Add rows of a sparse matrix, each a number of times, to rows of a dense one in place.

    Parameters
    ----------
    total
        Of shape (n, n_columns), without gaps between its rows.
    row
        For each row chosen the row of `total` that it goes to.
    matrix
        Of shape (n_rows, n_columns).
    chosen, times
        Numbers of its rows, and how often each counts.
    """
    start = matrix.indptr[chosen].astype(np.intp)
    count = matrix.indptr[chosen + 1] - start
    ends = np.cumsum(count)
    at = np.repeat(start - ends + count, count)
    at += np.arange(len(at))
    place = np.repeat(row * total.shape[1], count)
    place += matrix.indices.take(at)
    value = np.repeat(times, count)
    value *= matrix.data.take(at)
    np.add.at(total.reshape(-1), place, value)


def _those(left: sparse.csr_matrix, chosen: np.ndarray, place: np.ndarray, width: int) -> sparse.csr_matrix:
    """Some entries of a matrix, each moved to its place in a row of that width."""
    from scipy import sparse

    starts = np.concatenate([[0], np.cumsum(chosen)])[left.indptr]
    return sparse.csr_matrix((left.data[chosen], place[chosen], starts), shape=(left.shape[0], width))
