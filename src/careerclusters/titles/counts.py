"""Which parts of words, pairs and endings the titles of an occupation use more often than other titles.

For a symbol s (a beginning or root of a word, a pair of beginnings, a last word ...) and an occupation o

    score(o) = sum over s in query of log( (n_os + a q_s) / (n_o + a) / q_s )

with n_os the titles of o that hold s, n_o all its titles, q_s the share of all titles that hold s and
a the pull toward that share: naive Bayes in log odds, the more cautious the fewer titles there are. Each
kind of symbol has a weight, so that all of it is one linear model that is learned by counting.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from careerclusters.results import Value
from careerclusters.titles.lexicon import PREFIX, Bags, Lexicon, root

if TYPE_CHECKING:
    from scipy import sparse

__all__ = ["PULLS", "Linear", "Symbols", "symbols_of"]

MOST_WORDS = 6
MOST_IN_TABLE = 100_000
# Kind of symbol and the pull toward the share among all titles.
PULLS: Mapping[str, float] = {
    "prefix": 100.0,
    "root": 100.0,
    "pair": 100.0,
    "last": 50.0,
    "first": 50.0,
    "last_two": 50.0,
    "length": 50.0,
}
Symbols = dict[str, tuple[np.ndarray, np.ndarray]]


@dataclass(frozen=True, eq=False, repr=False)
class Linear(Value):
    """Which symbols there are, and what each occupation has or loses whatever they say.

    Attributes
    ----------
    keys
        By kind the symbols that known titles hold, ascending.
    penalties
        What each symbol of a kind takes from each occupation; of shape (n_kinds, n_occupations).
    prior
        What an occupation has before any word is read: the more titles the more.
    """

    keys: Mapping[str, np.ndarray]
    penalties: np.ndarray
    prior: np.ndarray

    @classmethod
    def learn(
        cls, symbols: Symbols, votes: sparse.csr_matrix, weights: Mapping[str, float]
    ) -> tuple[Linear, sparse.csr_matrix]:
        """Count the symbols of known titles; `votes` has shape (n_titles, n_occupations).

        Returns
        -------
        The model, and the weighted odds of shape (n_symbols, n_occupations), one kind after another.
        """
        from scipy import sparse

        total = np.asarray(votes.sum(0)).ravel()
        keys, blocks, penalties = {}, [], []
        for kind, pull in PULLS.items():
            rows, held = _once(*symbols[kind])
            keys[kind], column = np.unique(held, return_inverse=True)
            shape = (len(keys[kind]), votes.shape[0])
            seen = sparse.csr_matrix((np.ones(len(rows), dtype=np.float32), (column, rows)), shape=shape)
            odds = (seen @ votes).tocsr()
            share = (np.asarray(odds.sum(1)).ravel() + 0.5) / total.sum()
            each = np.repeat(share, np.diff(odds.indptr))
            odds.data = (weights[kind] * np.log1p(odds.data / (pull * each))).astype(np.float32)
            blocks.append(odds)
            penalties.append(weights[kind] * np.log(pull / (total + pull)))
        prior = weights["prior"] * np.log(total + 1)
        stacked = sparse.vstack(blocks).tocsr().astype(np.float32)
        model = cls(keys, np.array(penalties, dtype=np.float32), prior.astype(np.float32))
        return model, stacked

    def query(self, symbols: Symbols, n_titles: int) -> tuple[sparse.csr_matrix, np.ndarray]:
        """Which symbols each title holds, and how many of each kind; unknown symbols say nothing."""
        from scipy import sparse

        sizes = [len(self.keys[kind]) for kind in PULLS]
        first = np.cumsum([0, *sizes])
        # A title and a column are one number, so that sorting once orders them and finds repeats.
        bits = np.int64(int(first[-1]).bit_length())
        found = []
        for kind, offset in zip(PULLS, first.tolist(), strict=False):
            row, held = symbols[kind]
            at = self._column(kind, held)
            is_known = at >= 0
            found.append((row[is_known].astype(np.int64) << bits) | (at[is_known] + offset))
        both = np.sort(np.concatenate(found))
        both = both[np.append(True, both[1:] != both[:-1])] if len(both) else both
        row, column = both >> bits, both & ((np.int64(1) << bits) - 1)
        kinds = np.repeat(np.arange(len(PULLS)), sizes)[column]
        counts = np.bincount(row * len(PULLS) + kinds, minlength=n_titles * len(PULLS))
        counts = counts.reshape(n_titles, len(PULLS))
        starts = np.concatenate([[0], np.cumsum(counts.sum(1))])
        ones = np.ones(len(column), dtype=np.float32)
        held = sparse.csr_matrix((ones, column.astype(np.int32), starts), shape=(n_titles, int(first[-1])))
        return held, counts.astype(np.float32)

    def _column(self, kind: str, symbols: np.ndarray) -> np.ndarray:
        """The place of each symbol among those of its kind; -1 where it is unknown."""
        keys = self.keys[kind]
        if kind in self._tables:
            table = self._tables[kind]
            place: np.ndarray = table[np.minimum(symbols, len(table) - 1)]
            return place
        at = np.minimum(np.searchsorted(keys, symbols), max(len(keys) - 1, 0))
        return np.where(keys[at] == symbols, at, -1) if len(keys) else np.full(len(symbols), -1)

    @cached_property
    def _tables(self) -> dict[str, np.ndarray]:
        """By kind of few symbols the place of every number, at last -1 for those beyond and for -1."""
        tables = {}
        for kind, keys in self.keys.items():
            if len(keys) and keys[-1] < MOST_IN_TABLE:
                tables[kind] = np.full(int(keys[-1]) + 2, -1, dtype=np.int64)
                tables[kind][keys] = np.arange(len(keys))
        return tables


def symbols_of(bags: Bags, lexicon: Lexicon) -> Symbols:
    """For each kind of symbol the titles and the numbers of what they hold.

    What a title holds twice stands twice; -1 stands for what no known title has.
    """
    rows, words, lengths = bags.rows, bags.words, bags.lengths
    prefix_of = np.concatenate([lexicon.prefix_of, _numbers(bags, lexicon.prefix_number, _prefix)])
    root_of = np.concatenate([lexicon.root_of, _numbers(bags, lexicon.root_number, root)])
    n_known = len(lexicon.words)
    known = np.where(words < n_known, words, -1)
    prefix, roots = prefix_of[words], root_of[words]
    ends = np.cumsum(lengths)
    some, two = np.flatnonzero(lengths > 0), np.flatnonzero(lengths > 1)
    before, after = known[ends[two] - 2], known[ends[two] - 1]
    return {
        "prefix": (rows, prefix),
        "root": (rows, roots),
        "pair": _pairs(rows, prefix, len(lexicon.prefixes)),
        "last": (some, known[ends[some] - 1]),
        "first": (some, known[ends[some] - lengths[some]]),
        "last_two": (two, np.where((before < 0) | (after < 0), -1, before * n_known + after)),
        "length": (np.arange(len(lengths)), np.minimum(lengths, MOST_WORDS)),
    }


def _prefix(word: str) -> str:
    return word[:PREFIX]


def _numbers(bags: Bags, number: Mapping[str, int], part: Callable[[str], str]) -> np.ndarray:
    """Numbers of the parts of unknown words; -1 where no known word has it."""
    return np.array([number.get(part(word), -1) for word in bags.unknown], dtype=np.int32)


def _pairs(rows: np.ndarray, held: np.ndarray, width: int) -> tuple[np.ndarray, np.ndarray]:
    """Every two parts of one title, whatever their order, up to five words apart."""
    at, keys = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
    for apart in range(1, MOST_WORDS):
        left, right = held[:-apart].astype(np.int64), held[apart:].astype(np.int64)
        both = (rows[:-apart] == rows[apart:]) & (left >= 0) & (right >= 0)
        low, high = np.minimum(left, right)[both], np.maximum(left, right)[both]
        at.append(rows[:-apart][both])
        keys.append(low * width + high)
    return np.concatenate(at), np.concatenate(keys)


def _once(rows: np.ndarray, symbols: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Drop what is unknown (-1) and what a title holds twice."""
    keep = symbols >= 0
    rows, symbols = rows[keep].astype(np.int64), symbols[keep].astype(np.int64)
    order = np.lexsort((symbols, rows))
    rows, symbols = rows[order], symbols[order]
    is_new = np.ones(len(rows), dtype=bool)
    is_new[1:] = (rows[1:] != rows[:-1]) | (symbols[1:] != symbols[:-1])
    return rows[is_new], symbols[is_new]
