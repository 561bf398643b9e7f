"""Fit the weights of the evidence and the curves of the chance on hidden titles; both are kept as small tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from careerclusters.titles.alike import LEAST_VOTE
from careerclusters.titles.counts import PULLS, symbols_of
from careerclusters.titles.ranking import fit_weights
from careerclusters.titles.scorer import HELD, Scorer

if TYPE_CHECKING:
    from scipy import sparse

    from careerclusters.evaluation.title_sets import HiddenTitles
    from careerclusters.titles.lexicon import Words

__all__ = ["EVIDENCE", "evidence", "fit_title_weights"]

EVIDENCE = ("prior", *PULLS, "votes", "votes_of_kin", "centre", *HELD)
# What the very words of a title add. Hidden titles can't say: whoever holds one of them is never the one
# it was hidden from. These order the holders of a shared title as counsellors would, and are set.
SET = {
    "own": 8.0,
    "held": 1.5,
    "held_reported": 0.5,
    "held_census": 0.7,
    "held_everyday": 2.2,
    "held_people": 0.35,
    "held_alone": 1.3,
}


def fit_title_weights(hidden: HiddenTitles, people: np.ndarray, *, most: int = 700) -> dict[str, float]:
    """Weights of the evidence, from the first hidden titles whose words no other title has."""
    from careerclusters.titles.wording import title_words

    titles, right = [], []
    for kind in ("new", "census_new"):
        for title, owners in list(hidden.sets[kind].items())[:most]:
            words = title_words(title)
            if words:
                titles.append(words)
                right.append(owners)
    features = evidence(hidden, people, titles)
    fitted = dict(zip(EVIDENCE, fit_weights(features, right).tolist(), strict=True))
    return fitted | SET


def evidence(hidden: HiddenTitles, people: np.ndarray, titles: Sequence[Words]) -> np.ndarray:
    """Each kind of evidence by itself; of shape (n_titles, n_occupations, len(EVIDENCE))."""
    from scipy import sparse

    scorer = Scorer.learn(hidden.sources, people, dict.fromkeys(EVIDENCE, 1.0))
    bags = scorer.lexicon.bags(titles)
    linear = scorer.linear
    symbols, counts = linear.query(symbols_of(bags, scorer.lexicon), len(titles))
    words = scorer.alike.query(bags, scorer.lexicon)
    near = scorer.alike.near(words)
    columns = [np.broadcast_to(linear.prior, (len(titles), len(linear.prior)))]
    parts = sparse.hstack([symbols, words], format="csc")
    start = 0
    for number, kind in enumerate(PULLS):
        end = start + len(linear.keys[kind])
        columns.append(_only(scorer, parts, start, end) + counts[:, number, None] * linear.penalties[number])
        start = end
    for votes in (near.votes, scorer.alike.kin_votes(near.votes)):
        columns.append(np.log1p(votes.toarray() / LEAST_VOTE))
    columns.append(_only(scorer, parts, start, parts.shape[1]))
    rows, pair, held = scorer.held(bags)
    for number in range(len(HELD)):
        column = np.zeros(columns[0].shape, dtype=np.float32)
        column[rows, scorer.known.occupation[pair]] = held[:, number]
        columns.append(column)
    return np.stack([column.astype(np.float32) for column in columns], axis=-1)


def _only(scorer: Scorer, parts: sparse.csc_matrix, start: int, end: int) -> np.ndarray:
    """What the columns from `start` to `end` add."""
    from scipy import sparse

    indptr = np.concatenate([np.zeros(start, dtype=int), parts.indptr[start : end + 1] - parts.indptr[start]])
    indptr = np.concatenate([indptr, np.full(parts.shape[1] - end, indptr[-1])])
    held = slice(parts.indptr[start], parts.indptr[end])
    some = sparse.csc_matrix((parts.data[held], parts.indices[held], indptr), shape=parts.shape)
    return scorer.evidence.times(some.tocsr())
