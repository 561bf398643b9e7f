"""Which group of occupations a title speaks of, learned by telling the groups apart.

Counting (`counts`) takes each symbol of a title by itself, and what two of them say together counts twice.
Here they are weighed against each other: softmax regression over the minor groups of the SOC,

    P(g) = exp(x w_g) / sum over groups h of exp(x w_h),

with x the symbols of a title, of length one, and w_g learned from known titles in a few passes (Adagrad, one
pace for each symbol). Ninety-eight groups are quickly learned, and know more titles each than occupations do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from careerclusters.results import Value

if TYPE_CHECKING:
    from scipy import sparse

__all__ = ["KINDS", "Groups", "minor_groups"]

KINDS: Mapping[str, float] = {"root": 1.0, "last": 0.7, "pair": 0.7}
"""How much each kind of symbol counts; the others aren't used."""

LEAST_TITLES = 3
PASSES, PIECE = 2, 1000
SHARPNESS, PACE, CAUTION = 8.0, 0.1, 0.01


@dataclass(frozen=True, eq=False, repr=False)
class Groups(Value):
    """What each symbol says of each group.

    Attributes
    ----------
    group
        Number of each occupation's group.
    place
        For each symbol of the linear model its row in `weights`, or -1 where it says nothing here.
    scale
        How much each row counts.
    weights
        Of shape (n_rows, n_groups).
    """

    group: np.ndarray
    place: np.ndarray
    scale: np.ndarray
    weights: np.ndarray

    @classmethod
    def learn(
        cls,
        symbols: sparse.csr_matrix,
        votes: sparse.csr_matrix,
        *,
        sizes: Mapping[str, int],
        group: np.ndarray,
    ) -> Groups:
        """Learn from known titles.

        Parameters
        ----------
        symbols
            What each title holds, of shape (n_titles, n_symbols).
        votes
            Of shape (n_titles, n_occupations).
        sizes
            How many symbols there are of each kind, in the order of the columns.
        group
            Number of each occupation's group.
        """
        from scipy import sparse

        scale = np.repeat([KINDS.get(kind, 0.0) for kind in sizes], list(sizes.values()))
        titles = np.bincount(symbols.indices, minlength=symbols.shape[1])
        is_used = (scale > 0) & (titles >= LEAST_TITLES)
        n_groups = int(group.max(initial=-1)) + 1
        place = np.where(is_used, np.cumsum(is_used) - 1, -1).astype(np.int32)
        scale = scale[is_used].astype(np.float32)
        ones = (np.ones(len(group), dtype=np.float32), (np.arange(len(group)), group))
        wanted = (votes @ sparse.csr_matrix(ones, shape=(len(group), n_groups))).tocsr()
        weights = _descend(_vectors(symbols, place, scale), wanted)
        return cls(group.astype(np.int32), place, scale, weights)

    def log_chances(self, symbols: sparse.csr_matrix) -> np.ndarray:
        """Log of the chance of each group, by the symbols of each title; of shape (n_titles, n_groups)."""
        scores: np.ndarray = _vectors(symbols, self.place, self.scale) @ self.weights
        scores *= np.float32(SHARPNESS)
        scores -= scores.max(1, keepdims=True)
        scores -= np.log(np.exp(scores).sum(1, keepdims=True))
        return scores

    def __repr__(self) -> str:
        return f"Groups({self.weights.shape[1]:,} groups, {len(self.scale):,} symbols)"


def minor_groups(codes: Sequence[str]) -> np.ndarray:
    """Number of the SOC minor group of each occupation, such as "15-1" for computer occupations."""
    return np.unique([code[:4] for code in codes], return_inverse=True)[1]


def _vectors(symbols: sparse.csr_matrix, place: np.ndarray, scale: np.ndarray) -> sparse.csr_matrix:
    """Symbols that count here, each title of length one."""
    from scipy import sparse

    row = place[symbols.indices]
    is_used = row >= 0
    starts = np.concatenate([[0], np.cumsum(is_used)])[symbols.indptr]
    row, counts = row[is_used], np.diff(starts)
    values, title = scale[row], np.repeat(np.arange(len(counts)), counts)
    length = np.sqrt(np.bincount(title, values**2, minlength=len(counts)))
    values = values / length[title].astype(np.float32)
    return sparse.csr_matrix((values, row, starts), shape=(len(counts), len(scale)))


def _descend(titles: sparse.csr_matrix, wanted: sparse.csr_matrix) -> np.ndarray:
    """Weights under which the groups wanted are likely, moved piece of titles by piece of titles."""
    # A title of several groups speaks for each in part; one that speaks weakly counts less.
    share, strength = wanted.copy(), np.asarray(wanted.max(1).toarray()).ravel()
    total = np.asarray(wanted.sum(1)).ravel()
    share.data = share.data / np.repeat(np.maximum(total, 1e-9), np.diff(share.indptr))
    strength = np.minimum(strength, 1).astype(np.float32)
    weights = np.zeros((titles.shape[1], wanted.shape[1]), dtype=np.float32)
    squares = np.full(len(weights), CAUTION, dtype=np.float32)
    rng = np.random.default_rng(0)
    for _ in range(PASSES):
        order = rng.permutation(titles.shape[0])
        for start in range(0, len(order), PIECE):
            piece = order[start : start + PIECE]
            some, right = titles[piece], share[piece].tocoo()
            pull = (some @ weights) * np.float32(SHARPNESS)
            pull -= pull.max(1, keepdims=True)
            np.exp(pull, out=pull)
            pull /= pull.sum(1, keepdims=True)
            pull[right.row, right.col] -= right.data.astype(np.float32)
            pull *= strength[piece, None]
            held = np.unique(some.indices)
            moved = some[:, held].T.tocsr() @ pull
            squares[held] += (moved**2).mean(1)
            weights[held] -= np.float32(PACE) * moved / np.sqrt(squares[held])[:, None]
    return weights
