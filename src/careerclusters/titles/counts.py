"""Which words, pairs and endings the titles of an occupation use more often than other titles do.

For a symbol s (a word, a stem, a pair of stems, a last word ...) and an occupation o

    score(o) = sum over s in query of log( (n_os + a q_s) / (n_o + a) / q_s )

with n_os the titles of o that hold s, n_o all its titles, q_s the share of all titles that hold s and
a the pull toward that share: naive Bayes in log odds, the more cautious the fewer titles there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from scipy import sparse

__all__ = ["COUNTED", "Counts", "Numbered"]

STEM = 5
LONGEST = 8
MAY_REPEAT = {"word", "stem", "stem_pair"}
# Name of the evidence, the symbol counted, the pull toward the share among all titles.
COUNTED: tuple[tuple[str, str, float], ...] = (
    ("words", "word", 200.0),
    ("words_sharp", "word", 30.0),
    ("stems", "stem", 100.0),
    ("stem_pairs", "stem_pair", 100.0),
    ("first_word", "first", 50.0),
    ("last_word", "last", 50.0),
    ("last_two_words", "last_two", 50.0),
    ("length", "length", 50.0),
)


class Numbered:
    """Titles as numbers of words and stems, flat: one entry per word of a title."""

    def __init__(self, rows: Sequence[tuple[str, ...]]) -> None:
        self.words: dict[str, int] = {}
        for words in rows:
            for word in words:
                self.words.setdefault(word, len(self.words))
        stems: dict[str, int] = {}
        for word in self.words:
            stems.setdefault(word[:STEM], len(stems))
        self.stems = stems

    def symbols(self, rows: Sequence[tuple[str, ...]]) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        """For each kind of symbol the rows and the numbers of what they hold, without repeats in a row."""
        lengths = np.array([len(words) for words in rows])
        row = np.repeat(np.arange(len(rows)), lengths)
        flat = [word for words in rows for word in words]
        word = np.array([self.words.get(one, -1) for one in flat], dtype=np.int64)
        stem = np.array([self.stems.get(one[:STEM], -1) for one in flat], dtype=np.int64)
        ends = np.cumsum(lengths)
        some = np.flatnonzero(lengths > 0)
        two = np.flatnonzero(lengths > 1)
        before, after = word[ends[two] - 2], word[ends[two] - 1]
        last_two = np.where((before < 0) | (after < 0), -1, before * len(self.words) + after)
        found = {
            "word": (row, word),
            "stem": (row, stem),
            "stem_pair": self._pairs(row, stem, int(lengths.max(initial=0))),
            "first": (some, word[ends[some] - lengths[some]]),
            "last": (some, word[ends[some] - 1]),
            "last_two": (two, last_two),
            "length": (np.arange(len(rows)), np.minimum(lengths, LONGEST)),
        }
        return {kind: _known(*pair, may_repeat=kind in MAY_REPEAT) for kind, pair in found.items()}

    def _pairs(self, row: np.ndarray, stem: np.ndarray, longest: int) -> tuple[np.ndarray, np.ndarray]:
        rows, numbers = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
        for apart in range(1, longest):
            left, right = stem[:-apart], stem[apart:]
            both = (row[:-apart] == row[apart:]) & (left >= 0) & (right >= 0)
            low, high = np.minimum(left, right)[both], np.maximum(left, right)[both]
            rows.append(row[:-apart][both])
            numbers.append(low * len(self.stems) + high)
        return np.concatenate(rows), np.concatenate(numbers)


class Counts:
    """Counts of one kind of symbol per occupation, ready to score queries."""

    def __init__(self, rows: np.ndarray, symbols: np.ndarray, votes: sparse.csr_matrix) -> None:
        from scipy import sparse

        self.symbols, column = np.unique(symbols, return_inverse=True)
        shape = (votes.shape[1], len(self.symbols))
        seen = sparse.csr_matrix((np.ones(len(rows), dtype=np.float32), (rows, column)), shape=shape)
        self.counts = (votes @ seen).tocsc()
        self.total = np.asarray(votes.sum(1)).ravel()
        self.share = (np.asarray(self.counts.sum(0)).ravel() + 0.5) / self.total.sum()

    def score(self, symbols: np.ndarray, pull: float) -> np.ndarray:
        """Log odds per occupation; a symbol that no title holds says nothing."""
        out = np.zeros(len(self.total))
        if not len(self.symbols):
            return out
        at = np.minimum(np.searchsorted(self.symbols, symbols), len(self.symbols) - 1)
        known = at[self.symbols[at] == symbols]
        out += len(known) * np.log(pull / (self.total + pull))
        for number in known:
            where = slice(self.counts.indptr[number], self.counts.indptr[number + 1])
            many = self.counts.data[where]
            out[self.counts.indices[where]] += np.log1p(many / (pull * self.share[number]))
        return out


def _known(rows: np.ndarray, symbols: np.ndarray, *, may_repeat: bool) -> tuple[np.ndarray, np.ndarray]:
    """Drop unknown symbols (-1) and repeats within a row."""
    keep = symbols >= 0
    rows, symbols = rows[keep], symbols[keep]
    if len(rows) == 0 or not may_repeat:
        return rows, symbols
    width = int(symbols.max()) + 1
    once = np.unique(rows * width + symbols)
    return once // width, once % width
