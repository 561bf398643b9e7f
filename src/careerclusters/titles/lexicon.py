"""Words as numbers: every known word, its stems, and which known words look alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, repeat
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from careerclusters.results import Value

if TYPE_CHECKING:
    from scipy import sparse

__all__ = ["Bags", "Lexicon", "Words", "pieces", "word_hashes"]

Words = tuple[str, ...]
PIECES = (3, 4, 5)
PREFIX = 5
# Endings that a root goes without, longest first.
_ENDINGS = (
    "ologist", "ology", "ment", "ing", "ant", "ist", "ion", "ian", "er", "or", "al", "ic", "y", "e",
)  # fmt: skip
_LEAST_ROOT, _MOST_ROOT = 4, 7
SHORTEST_CUT = 4
NEIGHBOURS, LEAST_LIKENESS = 10, 0.3
MOST_KEPT = 20_000
# Of titles of two words and more: how many hold a word, and what part of them ends with it.
SOME, SELDOM, OFTEN = 3, 0.3, 0.5


@dataclass(frozen=True, eq=False)
class Bags:
    """Titles as numbers of words, flat: one entry per word of a title, in order.

    Attributes
    ----------
    words
        Number of each word; an unknown one has the number of known words plus its place in `unknown`.
    lengths
        How many words each title has.
    unknown
        Words that the lexicon doesn't hold.
    """

    words: np.ndarray
    lengths: np.ndarray
    unknown: tuple[str, ...]

    @property
    def rows(self) -> np.ndarray:
        """The title of each entry."""
        return np.repeat(np.arange(len(self.lengths)), self.lengths)


@dataclass(frozen=True, eq=False, repr=False)
class Lexicon(Value):
    """The words of all known titles.

    Attributes
    ----------
    words
        Ascending.
    titles_count
        How many titles hold each.
    longer_count, ends_count
        How many titles of two words and more hold each, and how many of those end with it.
    prefix_of, root_of
        Number of the first letters and of the root of each word.
    prefixes, roots
        These, ascending.
    pieces
        All runs of 3 to 5 letters, ascending, as UTF-8 in an array of bytes; `piece_rarity` says how rare.
    spelled
        Each word as a vector of length one over its pieces; of shape (n_words, n_pieces).
    cut_hashes, cut_words
        Hashes of the words of four letters or more, whole and without one letter, ascending, and whose they
        are: two words that differ by one slip share one.
    """

    words: tuple[str, ...]
    titles_count: np.ndarray
    longer_count: np.ndarray
    ends_count: np.ndarray
    prefixes: tuple[str, ...]
    prefix_of: np.ndarray
    roots: tuple[str, ...]
    root_of: np.ndarray
    pieces: np.ndarray
    piece_rarity: np.ndarray
    spelled: sparse.csr_matrix
    cut_hashes: np.ndarray
    cut_words: np.ndarray

    @classmethod
    def of(cls, titles: Sequence[Words]) -> Lexicon:
        """Learn the words of titles."""
        from collections import Counter

        counted = Counter(word for words in titles for word in set(words))
        longer = Counter(word for words in titles if len(words) > 1 for word in set(words))
        ends = Counter(words[-1] for words in titles if len(words) > 1)
        words = tuple(sorted(counted))
        count, in_longer, at_end = (
            np.array([one[word] for word in words], dtype=np.int32) for one in (counted, longer, ends)
        )
        prefixes, prefix_of = _numbered([word[:PREFIX] for word in words])
        roots, root_of = _numbered([root(word) for word in words])
        names, rarity, spelled = _spelled(words, count, len(titles))
        hashes, owners = _cuts(words)
        order = np.argsort(hashes, kind="stable")
        cut_hashes, cut_words = hashes[order], owners[order].astype(np.int32)
        return cls(
            words=words,
            titles_count=count,
            longer_count=in_longer,
            ends_count=at_end,
            prefixes=prefixes,
            prefix_of=prefix_of,
            roots=roots,
            root_of=root_of,
            pieces=names,
            piece_rarity=rarity,
            spelled=spelled,
            cut_hashes=cut_hashes,
            cut_words=cut_words,
        )

    @cached_property
    def number(self) -> dict[str, int]:
        """Number of each known word."""
        return {word: at for at, word in enumerate(self.words)}

    @cached_property
    def prefix_number(self) -> dict[str, int]:
        """Number of each known beginning of words."""
        return {word: at for at, word in enumerate(self.prefixes)}

    @cached_property
    def root_number(self) -> dict[str, int]:
        """Number of each known root."""
        return {word: at for at, word in enumerate(self.roots)}

    @cached_property
    def workers(self) -> frozenset[str]:
        """Words that titles end with as often as not, such as "mechanic"."""
        is_worker = self.ends_count >= np.maximum(OFTEN * self.longer_count, SOME)
        return frozenset(self.words[at] for at in np.flatnonzero(is_worker))

    @cached_property
    def seldom_last(self) -> frozenset[str]:
        """Words that titles seldom end with, such as "boat"."""
        is_seldom = self.ends_count < SELDOM * self.longer_count
        return frozenset(self.words[at] for at in np.flatnonzero(is_seldom))

    def bags(self, titles: Sequence[Words]) -> Bags:
        """Titles as numbers."""
        flat = list(chain.from_iterable(titles))
        numbers = np.fromiter(map(self.number.get, flat, repeat(-1)), dtype=np.int64, count=len(flat))
        unknown: dict[str, int] = {}
        for at in np.flatnonzero(numbers < 0).tolist():
            numbers[at] = len(self.words) + unknown.setdefault(flat[at], len(unknown))
        lengths = np.fromiter(map(len, titles), dtype=np.int64, count=len(titles))
        return Bags(numbers, lengths, tuple(unknown))

    def spell(self, words: Sequence[str]) -> sparse.csr_matrix:
        """Unknown words over the pieces; a piece that no known word has takes from the length."""
        from scipy import sparse

        # The last is that of pieces that no known word has, at -1.
        rarity = np.append(self.piece_rarity, self.piece_rarity.max(initial=1.0))
        runs = [pieces(word) for word in words]
        counts = np.fromiter(map(len, runs), dtype=np.int64, count=len(runs))
        place = self._piece_numbers(list(chain.from_iterable(runs)))
        row, is_known = np.repeat(np.arange(len(words)), counts), place >= 0
        weight = rarity[place]
        weight = weight / np.sqrt(np.bincount(row, weight**2, minlength=len(words)))[row]
        starts = np.concatenate([[0], np.cumsum(np.bincount(row[is_known], minlength=len(words)))])
        data, shape = weight[is_known].astype(np.float32), (len(words), len(self.pieces))
        return sparse.csr_matrix((data, place[is_known].astype(np.int32), starts), shape=shape)

    def alike(self, words: sparse.csr_matrix) -> sparse.csr_matrix:
        """For words over pieces the known words most like them, and how like (0–1)."""
        return _best((words @ self._by_piece).tocsr())

    def alike_words(self, words: Sequence[str]) -> sparse.csr_matrix:
        """The same for unknown words; each is worked out once and kept for a while.

        Returns
        -------
        Of shape (len(words), n_words).
        """
        from scipy import sparse

        kept = self._alike_words
        new = [word for word in dict.fromkeys(words) if word not in kept]
        if new:
            if len(kept) > MOST_KEPT:
                kept.clear()
            near = self.alike(self.spell(new))
            for at, word in enumerate(new):
                held = slice(near.indptr[at], near.indptr[at + 1])
                kept[word] = near.indices[held], near.data[held]
        nothing = np.zeros(0, np.int32), np.zeros(0, np.float32)
        rows = [kept.get(word, nothing) for word in words]
        starts = np.cumsum([0, *(len(known) for known, _ in rows)])
        known = np.concatenate([nothing[0], *(known for known, _ in rows)])
        likeness = np.concatenate([nothing[1], *(likeness for _, likeness in rows)])
        return sparse.csr_matrix((likeness, known, starts), shape=(len(words), len(self.words)))

    def forget(self) -> None:
        """Work out anew which words unknown ones are like."""
        self._alike_words.clear()

    @cached_property
    def _alike_words(self) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        return {}

    def one_slip_away(self, words: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
        """Numbers of the given words and of known ones that may be one slip apart; some are further."""
        hashes, owners = _cuts(words, shortest=SHORTEST_CUT - 1)
        start = np.searchsorted(self.cut_hashes, hashes, side="left")
        count = np.searchsorted(self.cut_hashes, hashes, side="right") - start
        within = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
        known = self.cut_words[np.repeat(start, count) + within].astype(np.int64)
        pairs = np.unique(np.repeat(owners, count) * len(self.words) + known)
        return pairs // max(len(self.words), 1), pairs % max(len(self.words), 1)

    def _piece_numbers(self, runs: Sequence[str]) -> np.ndarray:
        """Number of each run of letters; -1 where no known word has it."""
        if not len(self.pieces) or not runs:
            return np.full(len(runs), -1, dtype=np.int64)
        asked = np.array([run.encode() for run in runs])
        place = np.minimum(np.searchsorted(self.pieces, asked), len(self.pieces) - 1)
        numbers: np.ndarray = np.where(self.pieces[place] == asked, place, -1)
        return numbers

    @cached_property
    def _by_piece(self) -> sparse.csr_matrix:
        return self.spelled.T.tocsr()

    def __repr__(self) -> str:
        return f"Lexicon({len(self.words):,} words)"


def pieces(word: str) -> list[str]:
    """Runs of 3 to 5 letters of a word with a space before and after it, each once."""
    text = f" {word} "
    runs = [text[at : at + size] for size in PIECES for at in range(max(1, len(text) - size + 1))]
    return list(dict.fromkeys(runs))


def root(word: str) -> str:
    """The first letters of a word without its ending: "drill" of driller and drilling."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST_ROOT:
            return word[: -len(ending)][:_MOST_ROOT]
    return word[:_MOST_ROOT]


def _cuts(words: Sequence[str], *, shortest: int = SHORTEST_CUT) -> tuple[np.ndarray, np.ndarray]:
    """Hashes of words, whole and without one letter, and whose they are; of so many letters or more."""
    hashes: list[int] = []
    owners: list[int] = []
    for number, word in enumerate(words):
        if len(word) >= shortest:
            cuts = {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}
            hashes += [crc32(cut.encode()) for cut in cuts]
            owners += [number] * len(cuts)
    return np.array(hashes, dtype=np.uint32), np.array(owners, dtype=np.int64)


def word_hashes(numbers: np.ndarray) -> np.ndarray:
    """A scattered 64-bit number for each number, the same on all machines (splitmix64)."""
    mixed = numbers.astype(np.uint64) + np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))


def _numbered(texts: Sequence[str]) -> tuple[tuple[str, ...], np.ndarray]:
    distinct = tuple(sorted(set(texts)))
    number = {text: at for at, text in enumerate(distinct)}
    return distinct, np.array([number[text] for text in texts], dtype=np.int32)


def _spelled(
    words: tuple[str, ...], count: np.ndarray, n_titles: int
) -> tuple[np.ndarray, np.ndarray, sparse.csr_matrix]:
    from scipy import sparse

    runs = [pieces(word) for word in words]
    names, what = _numbered([run for one in runs for run in one])
    at = np.repeat(np.arange(len(words)), [len(one) for one in runs])
    titles = np.minimum(np.bincount(what, count[at], minlength=len(names)), n_titles)
    rarity = (np.log((n_titles + 1) / (titles + 1)) + 0.1).astype(np.float32)
    weight = rarity[what]
    length = np.sqrt(np.bincount(at, weight**2, minlength=len(words)))
    values = (weight / length[at]).astype(np.float32)
    shape = (len(words), len(names))
    encoded = np.array([name.encode() for name in names], dtype=np.bytes_)
    return encoded, rarity, sparse.csr_matrix((values, (at, what)), shape=shape)


def _best(likeness: sparse.csr_matrix) -> sparse.csr_matrix:
    """The largest entries of each row, and none below the least likeness."""
    from scipy import sparse

    kept = likeness.data >= LEAST_LIKENESS
    row = np.repeat(np.arange(likeness.shape[0]), np.diff(likeness.indptr))[kept]
    column, value = likeness.indices[kept], likeness.data[kept]
    order = np.lexsort((column, -value, row))
    row, column, value = row[order], column[order], value[order]
    starts = np.searchsorted(row, np.arange(likeness.shape[0]))
    first = np.arange(len(row)) - starts[row] < NEIGHBOURS
    return sparse.csr_matrix((value[first], (row[first], column[first])), shape=likeness.shape)
