"""Views made of lists of things: weight the rare, compress to a few directions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["compress", "positions", "weigh"]


def weigh(rows: np.ndarray, columns: np.ndarray, *, shape: tuple[int, int]) -> tuple[object, np.ndarray]:
    """Sparse matrix of what each occupation lists, each thing weighted by its rarity.

    Parameters
    ----------
    rows, columns
        Positions of the pairs (occupation, thing); repeats count once.
    shape
        (n_occupations, n_things).

    Returns
    -------
    CSR matrix with rows of length 1 (0 where nothing is listed), and the weight of each thing,
    ``1 + log((1 + n) / (1 + listed))`` as in TF-IDF; things listed once weigh 0.
    """
    from scipy.sparse import coo_matrix, diags

    listed = coo_matrix((np.ones(len(rows)), (rows, columns)), shape=shape).tocsr()
    listed.data[:] = 1.0
    frequency = np.asarray(listed.sum(axis=0)).ravel()
    rarity = np.where(frequency >= 2, 1.0 + np.log((1.0 + shape[0]) / (1.0 + frequency)), 0.0)
    weighted = (listed @ diags(rarity)).tocsr()
    length = np.sqrt(np.asarray(weighted.multiply(weighted).sum(axis=1)).ravel())
    return diags(1.0 / np.where(length > 0, length, 1.0)) @ weighted, rarity


def compress(matrix: Any, *, size: int) -> np.ndarray:
    """Leading `size` directions of a sparse matrix, rows projected, float64.

    The sign of each direction is fixed (its largest entry is positive), and the start vector is
    fixed, so the same input gives the same numbers.
    """
    from scipy.sparse.linalg import svds

    small = min(size, min(matrix.shape) - 1)
    start = np.linspace(1.0, 2.0, min(matrix.shape))
    left, strength, right = svds(matrix, k=small, v0=start)
    order = np.argsort(-strength, kind="stable")
    left, strength, right = left[:, order], strength[order], right[order]
    sign = np.sign(right[np.arange(small), np.abs(right).argmax(axis=1)])
    projected: np.ndarray = left * strength * np.where(sign == 0, 1.0, sign)
    return projected


def positions(values: Sequence[str], known: Sequence[str]) -> np.ndarray:
    """Position of each value in `known`, −1 where it is not there."""
    place = {value: index for index, value in enumerate(known)}
    return np.fromiter((place.get(value, -1) for value in values), dtype=np.int64, count=len(values))
