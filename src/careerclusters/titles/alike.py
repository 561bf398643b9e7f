"""Known titles that look like a query: they vote for their occupations, and each occupation hears its kin.

Titles are alike when their words are, and words when their letters are ("hygenist" and "hygienist"), where
a word counts more the rarer it is and the more it narrows down the occupation:

    likeness(q, t) = q K t / (1.36 |q| |t|),    K = .36 I + L,

with q and t the weights of words and L how alike words are by their pieces of 3 to 5 letters. K t is kept
for all known titles, so that a query of three words touches three rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from careerclusters.results import Value
from careerclusters.titles.lexicon import Bags, Lexicon
from careerclusters.titles.rows import add_rows

if TYPE_CHECKING:
    from scipy import sparse

__all__ = ["Alike", "Near"]

WORD_SHARE = 0.36
SHRINK, FLOOR = 2.0, 0.05
KIN = 25
SHARPNESS, LEAST_VOTE = 10.0, 1e-4
LEAST_LIKENESS = 0.25
# Words that more titles hold don't look titles up; they weigh little, and other evidence has them.
MOST_TITLES = 800
# Smaller parts of a likeness are not kept, smaller votes not heard by kin.
LEAST_SHARE, LEAST_CENTRE, LEAST_HEARD = 0.4, 0.01, 0.03


@dataclass(frozen=True, eq=False)
class Near:
    """How like titles are to known ones, from 0.25 on, title by title.

    Attributes
    ----------
    title, known
        Numbers of both.
    likeness
        From 0.25 to about 1.
    """

    title: np.ndarray
    known: np.ndarray
    likeness: np.ndarray

    def part(self, start: int, end: int) -> Near:
        """Of some of the titles, numbered anew."""
        some = slice(*np.searchsorted(self.title, [start, end]))
        return Near(self.title[some] - start, self.known[some], self.likeness[some])

    def of(self, title: int) -> tuple[np.ndarray, np.ndarray]:
        """Numbers of the known titles near one title, and how like they are."""
        start, end = np.searchsorted(self.title, [title, title + 1])
        return self.known[start:end], self.likeness[start:end]

    def most(self, title: int) -> float:
        """Likeness of the nearest known title of one, 0 where none is near."""
        return float(self.of(title)[1].max(initial=0.0))


@dataclass(frozen=True, eq=False, repr=False)
class Alike(Value):
    """Known titles as vectors.

    Attributes
    ----------
    weights
        How much each word counts; of shape (n_words,).
    new_weight
        How much an unknown word counts.
    by_word
        For each word the titles that hold it or one alike, without the commonest words; times the weights of
        a query's words it gives likeness. Of shape (n_words, n_titles).
    holders
        Each title's vote, shared among its occupations; of shape (n_titles, n_occupations).
    centres
        For each word how it brings a query nearer to the centre of an occupation's titles; of shape
        (n_words, n_occupations).
    heard
        How much of the votes for an occupation (row) each of its kin (column) hears.
    """

    weights: np.ndarray
    new_weight: float
    by_word: sparse.csr_matrix
    holders: sparse.csr_matrix
    centres: sparse.csr_matrix
    heard: sparse.csr_matrix

    @classmethod
    def learn(cls, bags: Bags, lexicon: Lexicon, votes: sparse.csr_matrix) -> Alike:
        """Known titles as `bags`, their occupations as `votes` of shape (n_titles, n_occupations)."""
        from scipy import sparse

        n_titles, n_words = len(bags.lengths), len(lexicon.words)
        held = _counted(bags, n_words)
        counts = (held.T @ votes).tocsr()
        weight = _word_weights(counts, lexicon.titles_count, np.asarray(votes.sum(0)).ravel(), n_titles)
        weight = weight.astype(np.float32)
        kernel = sparse.identity(n_words, format="csr", dtype=np.float32) * WORD_SHARE
        kernel = (kernel + lexicon.alike(lexicon.spelled)).tocsr().astype(np.float32)
        titles = _unit(held @ sparse.diags(weight))
        common = lexicon.titles_count > MOST_TITLES
        by_word = (kernel @ (titles @ sparse.diags((~common).astype(np.float32))).T).tocsr()
        _drop_below(by_word, LEAST_SHARE)
        amounts = counts.T.tocsr()
        amounts.data = 1 + np.log(np.maximum(amounts.data, SHRINK / 6))
        centre = _unit(amounts @ sparse.diags(weight))
        centres = (kernel @ centre.T).tocsr()
        _drop_below(centres, LEAST_CENTRE)
        sharing = np.asarray(votes.sum(1)).ravel()
        shared = sparse.diags(1 / np.maximum(sharing, FLOOR)) @ (votes > 0)
        return cls(
            weights=weight,
            new_weight=float(np.quantile(weight, 0.6)),
            by_word=by_word.astype(np.float32),
            holders=shared.tocsr().astype(np.float32),
            centres=centres.astype(np.float32),
            heard=_nearest_kin((centre @ centre.T).toarray()).T.tocsr(),
        )

    def near(self, query: sparse.csr_matrix) -> Near:
        """Known titles that are like titles, which are given as `query` gives them."""
        found = query @ self.by_word
        kept = np.flatnonzero(found.data >= LEAST_LIKENESS)
        title = np.repeat(np.arange(query.shape[0]), np.diff(found.indptr)).take(kept)
        return Near(title, found.indices.take(kept), found.data.take(kept))

    def votes(self, near: Near, n_titles: int) -> np.ndarray:
        """Share of the votes of near titles by occupation; of shape (n_titles, n_occupations)."""
        strength = np.exp(SHARPNESS * near.likeness) - 1
        votes = np.zeros((n_titles, self.holders.shape[1]), dtype=np.float32)
        # Most titles have one holder; adding it by itself is faster than by the row.
        occupation, share, others, has_others = self._holders
        place = near.title * votes.shape[1] + occupation.take(near.known)
        np.add.at(votes.reshape(-1), place, strength * share.take(near.known))
        several = np.flatnonzero(has_others.take(near.known))
        add_rows(votes, near.title[several], others, chosen=near.known[several], times=strength[several])
        votes *= 1 / np.maximum(votes.sum(1, keepdims=True), 1e-9)
        return votes

    @cached_property
    def _holders(self) -> tuple[np.ndarray, np.ndarray, sparse.csr_matrix, np.ndarray]:
        """The first holder of each title and its part of the vote; the others; whether there are others."""
        held = self.holders
        has_any = np.flatnonzero(np.diff(held.indptr))
        first = held.indptr[has_any]
        occupation, share = np.zeros(held.shape[0], np.intp), np.zeros(held.shape[0], np.float32)
        occupation[has_any], share[has_any] = held.indices[first], held.data[first]
        others = held.copy()
        others.data[first] = 0
        others.eliminate_zeros()
        return occupation, share, others, np.diff(others.indptr) > 0

    def kin_votes(self, votes: np.ndarray) -> np.ndarray:
        """What each occupation hears of votes for its kin; small votes aren't heard."""
        heard = np.zeros_like(votes)
        loud = np.flatnonzero(votes.reshape(-1) >= LEAST_HEARD)
        title, occupation = np.divmod(loud, max(votes.shape[1], 1))
        add_rows(heard, title, self.heard, chosen=occupation, times=votes.reshape(-1)[loud])
        return heard

    def query(self, bags: Bags, lexicon: Lexicon) -> sparse.csr_matrix:
        """Titles as words, each of length one; an unknown word stands for the known ones most like it."""
        n_words, n_titles = len(lexicon.words), len(bags.lengths)
        rows, words = bags.rows, bags.words
        is_known = words < n_words
        weight = np.full(len(words), self.new_weight, dtype=np.float32)
        weight[is_known] = self.weights[words[is_known]]
        square = np.bincount(rows, weight**2, minlength=n_titles)
        value = weight / np.sqrt((1 + WORD_SHARE) * square).astype(np.float32)[rows]
        query = _by_title(value, words, is_known, bags, width=n_words)
        if bags.unknown:
            near = lexicon.alike_words(bags.unknown) * np.float32(1 / (1 + WORD_SHARE))
            query = query + _by_title(value, words - n_words, ~is_known, bags, width=len(bags.unknown)) @ near
        return query.tocsr().astype(np.float32)


def _by_title(
    value: np.ndarray, number: np.ndarray, chosen: np.ndarray, bags: Bags, *, width: int
) -> sparse.csr_matrix:
    """Some of the words of titles, each with a value, as rows."""
    from scipy import sparse

    starts = np.concatenate([[0], np.cumsum(chosen)])[np.concatenate([[0], np.cumsum(bags.lengths)])]
    return sparse.csr_matrix((value[chosen], number[chosen], starts), shape=(len(bags.lengths), width))


def _counted(bags: Bags, n_words: int) -> sparse.csr_matrix:
    from scipy import sparse

    ones = np.ones(len(bags.words), dtype=np.float32)
    held = sparse.csr_matrix((ones, (bags.rows, bags.words)), shape=(len(bags.lengths), n_words))
    held.data[:] = 1
    return held


def _word_weights(
    counts: sparse.csr_matrix, titles: np.ndarray, votes: np.ndarray, n_titles: int
) -> np.ndarray:
    """Geometric mean of how rare a word is and of how much it narrows down the occupation."""
    total = np.asarray(counts.sum(1)).ravel()
    prior = (votes + 1) / (votes + 1).sum()
    word = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
    expected = prior[counts.indices]
    chance = (counts.data + SHRINK * expected) / (total[word] + SHRINK)
    information = np.bincount(word, chance * np.log(chance / expected), minlength=len(total))
    elsewhere = 1 - np.bincount(word, chance, minlength=len(total))
    information += elsewhere * np.log(SHRINK / (total + SHRINK))
    rarity = np.log((n_titles + 1) / (titles + 0.5))
    weights: np.ndarray = np.sqrt(np.maximum(information, FLOOR) * rarity)
    return weights


def _unit(rows: sparse.csr_matrix) -> sparse.csr_matrix:
    """The same rows, each of length one where different words aren't alike."""
    from scipy import sparse

    square = (1 + WORD_SHARE) * np.asarray(rows.multiply(rows).sum(1)).ravel()
    length = np.sqrt(np.where(square > 0, square, 1.0))
    return (sparse.diags(1 / length) @ rows).tocsr().astype(np.float32)


def _drop_below(matrix: sparse.csr_matrix, least: float) -> None:
    """Remove entries under the least, in place."""
    matrix.data[matrix.data < least] = 0
    matrix.eliminate_zeros()


def _nearest_kin(likeness: np.ndarray) -> sparse.csr_matrix:
    """Each occupation's nearest others with weights that sum to one; of shape (n, n)."""
    from scipy import sparse

    np.fill_diagonal(likeness, 0)
    keep = min(KIN, len(likeness) - 1)
    if keep < 1:
        return sparse.csr_matrix(likeness.shape, dtype=np.float32)
    order = np.argsort(-likeness, axis=1, kind="stable")[:, :keep]
    weights = np.take_along_axis(likeness, order, axis=1).astype(float) ** 2
    weights /= np.maximum(weights.sum(1, keepdims=True), 1e-9)
    starts = np.arange(len(likeness) + 1) * keep
    shape = likeness.shape
    return sparse.csr_matrix((weights.ravel().astype(np.float32), order.ravel(), starts), shape=shape)
