"""From titles as words to chances of occupations: one sum of evidence, many titles at a time.

    score(o) = prior(o) + word counts(o) + o's group + likeness to o's titles + votes of near titles
               + what o holds
    chance(o) = exp score(o) / sum over all occupations p of exp score(p)

`weights.csv` holds the weights, fitted on titles that were hidden from the index (`ranking`).
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import TYPE_CHECKING

import numpy as np

from careerclusters.results import Value
from careerclusters.titles.alike import LEAST_VOTE, Alike, Near
from careerclusters.titles.counts import Linear, symbols_of
from careerclusters.titles.groups import Groups
from careerclusters.titles.known import CENSUS, EVERYDAY, OWN, REPORTED, WRITTEN, KnownTitles, bag_hashes
from careerclusters.titles.lexicon import Lexicon, Words
from careerclusters.titles.rows import Rows

if TYPE_CHECKING:
    from scipy import sparse

    from careerclusters.titles.known import Source

__all__ = ["HELD", "Features", "Scored", "Scorer", "load_weights"]

_LEAST_CHANCE = 1e-6

HELD = (
    "own",
    "held",
    "held_reported",
    "held_census",
    "held_everyday",
    "held_people",
    "held_alone",
    "held_written",
)
"""Evidence from holding a title of the very words, one column each; see `Scorer.held`."""


@dataclass(frozen=True, eq=False)
class Features:
    """What titles hold.

    Attributes
    ----------
    near
        Known titles like them.
    full, others
        Their symbols and words; see `Rows.split`.
    counts
        How many symbols of each kind they hold, and 1.
    by_group
        Log of the chance of each group of occupations, of shape (n_titles, n_groups); None where that isn't
        learned.
    query, pair
        Which title has the very words of which pair of the known titles.
    bonus
        What the occupation of each of these pairs gains.
    """

    near: Near
    full: sparse.csr_matrix
    others: sparse.csr_matrix
    counts: np.ndarray
    by_group: np.ndarray | None
    query: np.ndarray
    pair: np.ndarray
    bonus: np.ndarray

    def __len__(self) -> int:
        return len(self.counts)

    def part(self, start: int, end: int) -> Features:
        """Some of the titles, numbered anew."""
        some = slice(start, end)
        held = slice(*np.searchsorted(self.query, [start, end]))
        return Features(
            self.near.part(start, end),
            _rows(self.full, start, end),
            _rows(self.others, start, end),
            self.counts[some],
            None if self.by_group is None else self.by_group[some],
            self.query[held] - start,
            self.pair[held],
            self.bonus[held],
        )


@dataclass(frozen=True, eq=False)
class Scored:
    """Titles scored.

    Attributes
    ----------
    scores
        Of shape (n_titles, n_occupations).
    near
        Known titles that are like them.
    votes
        Share of the votes of near titles by occupation, of shape (n_titles, n_occupations).
    by_group
        Log of the chance of each group of occupations, of shape (n_titles, n_groups); None where that isn't
        learned.
    query, pair
        Which title has the very words of which pair of the known titles.
    """

    scores: np.ndarray
    near: Near
    votes: np.ndarray
    by_group: np.ndarray | None
    query: np.ndarray
    pair: np.ndarray


@dataclass(frozen=True, eq=False, repr=False)
class Scorer(Value):
    """All that is learned from known titles.

    Attributes
    ----------
    groups
        Which group of occupations the symbols speak of; None where that isn't learned.
    evidence
        What each symbol, and behind them each word's nearness to the centres, adds to each occupation.
    weights
        Of each kind of evidence.
    people
        Log of the people employed in each occupation.
    """

    lexicon: Lexicon
    known: KnownTitles
    linear: Linear
    alike: Alike
    groups: Groups | None
    evidence: Rows
    weights: Mapping[str, float]
    people: np.ndarray

    @classmethod
    def learn(
        cls,
        sources: Sequence[Source],
        people: np.ndarray,
        weights: Mapping[str, float] | None = None,
        *,
        groups: np.ndarray | None = None,
    ) -> Scorer:
        """Learn from titles.

        Parameters
        ----------
        people
            Log of the people employed in each occupation.
        weights
            Of the evidence; default: the fitted ones.
        groups
            Number of the group of each occupation; None: groups aren't evidence.
        """
        from scipy import sparse

        weights = load_weights() if weights is None else weights
        known, lexicon, titles = KnownTitles.of(sources)
        bags = lexicon.bags(titles)
        entries = (known.weight, (known.row, known.occupation))
        votes = sparse.csr_matrix(entries, shape=(len(titles), len(people)))
        symbols = symbols_of(bags, lexicon)
        linear, odds = Linear.learn(symbols, votes, weights)
        group_model = None
        if groups is not None:
            held, _ = linear.query(symbols, len(titles))
            sizes = {kind: len(keys) for kind, keys in linear.keys.items()}
            group_model = Groups.learn(held, votes, sizes=sizes, group=groups)
        alike = Alike.learn(bags, lexicon, votes)
        evidence = Rows.of(sparse.vstack([odds, weights["centre"] * alike.centres]).tocsr())
        return cls(
            lexicon, known, linear, alike, group_model, evidence, dict(weights), people.astype(np.float32)
        )

    def score(self, titles: Sequence[Words], held: Sequence[Words] | None = None) -> Scored:
        """Score titles against all occupations; memory grows with titles × occupations.

        Parameters
        ----------
        titles
            As words, none empty.
        held
            Words whose holders gain; default: the same words.
        """
        return self.weigh(self.features(titles, held))

    def features(self, titles: Sequence[Words], held: Sequence[Words] | None = None) -> Features:
        """What titles hold, to be weighed by and by; the same arguments as for `score`."""
        bags = self.lexicon.bags(titles)
        symbols, counts = self.linear.query(symbols_of(bags, self.lexicon), len(titles))
        words = self.alike.query(bags, self.lexicon)
        full, others = self.evidence.split(_beside(symbols, words))
        counts = np.hstack([counts, np.ones((len(counts), 1), dtype=np.float32)])
        by_group = None if self.groups is None else self.groups.log_chances(symbols)
        hashes = bag_hashes(bags, len(self.lexicon.words))
        if held is not None:
            other = [at for at, one in enumerate(held) if one is not titles[at]]
            hashes[other] = bag_hashes(self.lexicon.bags([held[at] for at in other]), len(self.lexicon.words))
        query, pair, evidence = self.held(hashes)
        bonus = evidence @ np.array([self.weights[name] for name in HELD], dtype=np.float32)
        return Features(self.alike.near(words), full, others, counts, by_group, query, pair, bonus)

    def weigh(self, features: Features) -> Scored:
        """Score titles by what they hold."""
        votes = self.alike.votes(features.near, len(features))
        scores = self.unheld(features, votes)
        # Of several titles of one occupation with the same words the strongest counts; they stand together.
        place = features.query * scores.shape[1] + self.known.occupation[features.pair]
        first = np.flatnonzero(np.diff(place, prepend=-1))
        if len(first):
            best = np.maximum(np.maximum.reduceat(features.bonus, first), 0)
            scores.reshape(-1)[place[first]] += best
        return Scored(scores, features.near, votes, features.by_group, features.query, features.pair)

    def unheld(self, features: Features, votes: np.ndarray) -> np.ndarray:
        """Scores without regard to who holds the very title, with the votes of near titles."""
        scores = self.evidence.product(features.full, features.others)
        scores += features.counts @ self._penalties_and_prior
        if self.groups is not None and features.by_group is not None:
            weighted = features.by_group * np.float32(self.weights["group"])
            scores += weighted.take(self.groups.group, axis=1, mode="clip")
        scores += _log_votes(votes, self.weights["votes"])
        scores += _log_votes(self.alike.kin_votes(votes), self.weights["votes_of_kin"])
        return scores

    @cached_property
    def _penalties_and_prior(self) -> np.ndarray:
        return np.vstack([self.linear.penalties, self.linear.prior])

    def signs(self, scored: Scored, first: np.ndarray, chances: np.ndarray) -> np.ndarray:
        """Signs of how sure each first is, in the order of `chance.SIGNS`; of shape (n_titles, 6).

        Parameters
        ----------
        first
            Number of the likeliest occupation of each title.
        chances
            Of the three likeliest SOC codes; of shape (n_titles, 3).
        """
        rows = np.arange(len(first))
        votes = scored.votes[rows, first]
        by_group = np.zeros(len(first))
        if self.groups is not None and scored.by_group is not None:
            by_group = scored.by_group[rows, self.groups.group[first]]
        likely = np.log(chances[:, 0] + _LEAST_CHANCE)
        columns = (np.ones(len(first)), likely, chances[:, 1], chances[:, 2], votes, by_group)
        return np.stack([np.asarray(column, dtype=float) for column in columns], axis=1)

    def held(self, hashes: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Who holds a title of the same words: numbers of query and pair, and the evidence `HELD`.

        `hashes` are those of `bag_hashes`, one for each query.
        """
        query, pair = self.known.holders(hashes)
        flags, people = self.known.flags[pair], self.people[self.known.occupation[pair]]
        is_written = flags == WRITTEN
        most = np.full(len(hashes), -np.inf, dtype=np.float32)
        np.maximum.at(most, query, people)
        alone = 1 / np.maximum(np.bincount(query, minlength=len(hashes)), 1)
        columns = (
            flags & OWN > 0,
            np.where(is_written, 0, self.known.weight[pair]),
            flags & REPORTED > 0,
            flags & CENSUS > 0,
            flags & EVERYDAY > 0,
            np.where(is_written, 0, people - most[query]),
            np.where(is_written, 0, alone[query]),
            is_written,
        )
        evidence = np.stack([np.asarray(column, dtype=np.float32) for column in columns], axis=1)
        return query, pair, evidence

    def __repr__(self) -> str:
        return f"Scorer({self.known!r})"


@cache
def load_weights() -> Mapping[str, float]:
    """The fitted weights by kind of evidence."""
    with (resources.files(__package__) / "weights.csv").open(encoding="utf-8") as file:
        return {row["evidence"]: float(row["weight"]) for row in csv.DictReader(file)}


def _log_votes(votes: np.ndarray, weight: float) -> np.ndarray:
    """Weighted log of shares of votes, moved so that no vote gives 0."""
    logs: np.ndarray = votes * np.float32(1 / LEAST_VOTE)
    logs += 1
    np.log(logs, out=logs)
    logs *= np.float32(weight)
    return logs


def _rows(matrix: sparse.csr_matrix, start: int, end: int) -> sparse.csr_matrix:
    """Some rows that stand together."""
    from scipy import sparse

    starts = matrix.indptr[start : end + 1]
    held = slice(starts[0], starts[-1])
    shape = (len(starts) - 1, matrix.shape[1])
    return sparse.csr_matrix((matrix.data[held], matrix.indices[held], starts - starts[0]), shape=shape)


def _beside(left: sparse.csr_matrix, right: sparse.csr_matrix) -> sparse.csr_matrix:
    """Two matrices of the same rows side by side."""
    from scipy import sparse

    return sparse.hstack([left, right], format="csr")
