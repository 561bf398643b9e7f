"""How much speaks for each occupation, given the words of a title: one column per kind of evidence.

Two kinds go together. *Near titles*: known titles that look like the query, by words and by pieces of
words, vote for their occupations, and each occupation also hears its kin. *Word counts*: see `counts`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from careerclusters.titles.counts import COUNTED, Counts, Numbered

if TYPE_CHECKING:
    from scipy import sparse

__all__ = ["FEATURES", "Evidence", "Near", "Words"]

Words = tuple[str, ...]
PIECES = (3, 4, 5)
WORD_SHARE, PIECE_SHARE = 0.6, 1.0
SHRINK = 2.0
FLOOR = 0.05
KIN = 25
LEAST = 1e-4
FEATURES = (
    "votes",
    "votes_near",
    "votes_of_kin",
    "nearest",
    "nearest_cubed",
    "official",
    "centre",
    "n_titles",
    *(name for name, _, _ in COUNTED),
)


@dataclass(frozen=True)
class Near:
    """Likeness 0–1 of a query to every row of titles, and that of each occupation's nearest row."""

    query: sparse.csr_matrix
    by_row: np.ndarray
    by_pair: np.ndarray
    nearest: np.ndarray


class Evidence:
    """Known titles as vectors and counts.

    Parameters
    ----------
    rows
        Distinct titles as words, none empty.
    pairs
        Of shape (n_pairs, 2): row of the title, number of the occupation; sorted by occupation,
        at least one pair per occupation.
    official
        Row of each occupation's own title; of shape (n_occupations,).
    """

    def __init__(self, rows: Sequence[Words], pairs: np.ndarray, official: np.ndarray) -> None:
        from scipy import sparse

        self.rows, self.pairs, self.official = rows, pairs, official
        self.numbered = Numbered(rows)
        self.word_number = self.numbered.words
        ones = np.ones(len(pairs), dtype=np.float32)
        shape = (len(official), len(rows))
        votes = sparse.csr_matrix((ones, (pairs[:, 1], pairs[:, 0])), shape=shape)
        self.n_sharing = np.asarray(votes.sum(0)).ravel().astype(int)
        self._starts = np.searchsorted(pairs[:, 1], np.arange(len(official)))
        self._n_titles = np.log1p(np.asarray(votes.sum(1)).ravel())

        symbols = self.numbered.symbols(rows)
        self._counts = {kind: Counts(*symbols[kind], votes) for kind in {kind for _, kind, _ in COUNTED}}
        held_rows, held_words = symbols["word"]
        self.frequency = np.bincount(held_words, minlength=len(self.word_number))
        self._weights = self._word_weights(len(rows))
        self._new_word = float(np.quantile(self._weights, 0.6))
        self._read_pieces(len(rows))
        ones = np.ones(len(held_rows), dtype=np.float32)
        held = sparse.csr_matrix((ones, (held_rows, held_words)), shape=(len(rows), len(self.word_number)))
        self._titles = self._vectors(held).T.tocsr()
        amounts = self._counts["word"].counts.tocsr(copy=True)
        amounts.data = 1 + np.log(amounts.data)
        self._centres = self._vectors(amounts).T.tocsr()
        own_words = _unit(amounts @ sparse.diags(self._weights, format="csr"))
        self._kin = _nearest_kin((own_words @ own_words.T).toarray())

    def _word_weights(self, n_rows: int) -> np.ndarray:
        """Geometric mean of how rare a word is and of how much it narrows down the occupation."""
        counts = self._counts["word"].counts
        total = np.asarray(counts.sum(0)).ravel()
        prior = self._counts["word"].total + 1
        prior = (prior / prior.sum())[counts.indices]
        column = np.repeat(np.arange(counts.shape[1]), np.diff(counts.indptr))
        chance = (counts.data + SHRINK * prior) / (total[column] + SHRINK)
        told = np.bincount(column, chance * np.log(chance / prior), minlength=len(total))
        elsewhere = 1 - np.bincount(column, chance, minlength=len(total))
        told += elsewhere * np.log(SHRINK / (total + SHRINK))
        rarity = np.log((n_rows + 1) / (self.frequency + 0.5))
        return np.sqrt(np.maximum(told, FLOOR) * rarity)

    def _read_pieces(self, n_rows: int) -> None:
        from scipy import sparse

        self._piece_number: dict[str, int] = {}
        number, at, what = self._piece_number, [], []
        for row, word in enumerate(self.word_number):
            for piece in pieces(word):
                at.append(row)
                what.append(number.setdefault(piece, len(number)))
        titles = np.minimum(np.bincount(what, self.frequency[at], minlength=len(number)), n_rows)
        self._piece_rarity = np.log((n_rows + 1) / (titles + 1)) + 0.1
        values = (self._piece_rarity[what], (at, what))
        self._pieces = _unit(sparse.csr_matrix(values, shape=(len(self.word_number), len(number))))

    def _vectors(self, bag: sparse.csr_matrix) -> sparse.csr_matrix:
        """Rows of length one: weighted words, then the weighted pieces they are made of."""
        from scipy import sparse

        weighted = bag @ sparse.diags(self._weights.astype(np.float32), format="csr")
        return _unit(sparse.hstack([WORD_SHARE * weighted, PIECE_SHARE * (weighted @ self._pieces)]).tocsr())

    def _query(self, words: Words) -> sparse.csr_matrix:
        """The query as a vector of length one; a word no title uses counts by its pieces."""
        from scipy import sparse

        values: dict[int, float] = {}
        lost = 0.0
        for word in words:
            number = self.word_number.get(word)
            weight = self._new_word if number is None else self._weights[number]
            if number is None:
                lost += (WORD_SHARE * weight) ** 2
            else:
                values[number] = values.get(number, 0.0) + WORD_SHARE * weight
            known = [self._piece_number.get(piece) for piece in pieces(word)]
            rarest = self._piece_rarity.max()
            rarity = np.array([rarest if piece is None else self._piece_rarity[piece] for piece in known])
            rarity /= np.linalg.norm(rarity)
            for piece, share in zip(known, rarity, strict=True):
                if piece is None:
                    lost += (PIECE_SHARE * weight * share) ** 2
                else:
                    at = len(self.word_number) + piece
                    values[at] = values.get(at, 0.0) + PIECE_SHARE * weight * share
        data = np.array(list(values.values()), dtype=np.float32)
        norm = float(np.sqrt((data**2).sum() + lost)) or 1.0
        places = np.fromiter(values, dtype=np.int32, count=len(values))
        return sparse.csr_matrix((data / norm, places, [0, len(data)]), shape=(1, self._titles.shape[0]))

    def near(self, words: Words) -> Near:
        """Compare the query with all known titles."""
        query = self._query(words)
        by_row = (query @ self._titles).toarray().ravel()
        by_pair = by_row[self.pairs[:, 0]]
        return Near(query, by_row, by_pair, np.maximum.reduceat(by_pair, self._starts))

    def nearest_row(self, near: Near, occupation: int) -> int:
        """Row of the occupation's title that is most like the query."""
        ends = self._starts[occupation + 1] if occupation + 1 < len(self._starts) else len(self.pairs)
        own = slice(self._starts[occupation], ends)
        return int(self.pairs[own][np.argmax(near.by_pair[own]), 0])

    def features(self, words: Words, near: Near) -> np.ndarray:
        """Evidence of shape (n_occupations, len(FEATURES)); more speaks for the occupation."""
        rows, occupations = self.pairs.T
        columns: list[np.ndarray] = []
        for sharpness in (10.0, 20.0):
            votes = (np.expm1(sharpness * near.by_row) / self.n_sharing)[rows]
            share = np.bincount(occupations, votes, minlength=len(self.official))
            share /= max(float(share.sum()), 1e-9)
            columns.append(np.log(share + LEAST))
            if len(columns) == 1:
                kin = share
        columns.append(np.log(self._kin @ kin + LEAST))
        columns += [near.nearest, near.nearest**3, near.by_row[self.official]]
        columns.append((near.query @ self._centres).toarray().ravel())
        columns.append(self._n_titles)
        symbols = self.numbered.symbols([words])
        columns += [self._counts[kind].score(symbols[kind][1], pull) for _, kind, pull in COUNTED]
        return np.stack(columns, axis=1)


def pieces(word: str) -> list[str]:
    """Runs of 3 to 5 letters of a word with a space before and after it."""
    text = f" {word} "
    return [text[at : at + size] for size in PIECES for at in range(max(1, len(text) - size + 1))]


def _unit(matrix: sparse.csr_matrix) -> sparse.csr_matrix:
    """The same rows, each of length one."""
    from scipy import sparse

    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(1)).ravel())
    lengths[lengths == 0] = 1
    return (sparse.diags(1 / lengths, format="csr") @ matrix).tocsr().astype(np.float32)


def _nearest_kin(likeness: np.ndarray) -> sparse.csr_matrix:
    """Each occupation's nearest others with weights that sum to one; of shape (n, n)."""
    from scipy import sparse

    np.fill_diagonal(likeness, 0)
    keep = min(KIN, len(likeness) - 1)
    if keep < 1:
        return sparse.csr_matrix(likeness.shape)
    order = np.argsort(-likeness, axis=1, kind="stable")[:, :keep]
    weights = np.take_along_axis(likeness, order, axis=1).astype(float) ** 2
    weights /= np.maximum(weights.sum(1, keepdims=True), 1e-9)
    starts = np.arange(len(likeness) + 1) * keep
    return sparse.csr_matrix((weights.ravel(), order.ravel(), starts), shape=likeness.shape)
