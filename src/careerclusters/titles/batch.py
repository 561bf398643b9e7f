"""Many titles at once: each distinct one is scored once, in pieces that fit the processor's cache."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from careerclusters.titles.answers import Answers
from careerclusters.titles.chance import SIGNS, WAYS, are_sure, calibrated_chance, weigh_signs
from careerclusters.titles.known import EVERYDAY, LISTED, OWN, WRITTEN, bag_hashes
from careerclusters.titles.wordings import FINE, NOTHING, Worded, word_all

if TYPE_CHECKING:
    from careerclusters.titles.foreign import Foreign
    from careerclusters.titles.lexicon import Words
    from careerclusters.titles.scorer import Features, Scored, Scorer

__all__ = ["BEST", "LEAST_LIKENESS", "Coded", "answer_known", "code_texts", "ways_of"]

BEST, CHANCES_KEPT = 5, 3
CHUNK, PIECE = 2000, 256
THREADS = 2
LEAST_LIKENESS = 0.4
"""Below this likeness of the nearest title nothing we know resembles a title with unknown words."""


@dataclass(frozen=True, eq=False)
class Coded:
    """Texts coded.

    Attributes
    ----------
    occupations
        Numbers of the five likeliest, each of another SOC code; -1 where there is none.
    chance
        That the first's SOC code is meant, as measured on hidden titles; 0 where nothing is known.
    is_sure
        Whether the chance is large enough to go without asking.
    way
        Number in `WAYS` of how it was found; -1 where nothing was.
    status
        Of `wordings`.
    signs
        Of how sure each is, in the order of `chance.SIGNS`; zeros where an answer was ready.
    """

    occupations: np.ndarray
    chance: np.ndarray
    is_sure: np.ndarray
    way: np.ndarray
    status: np.ndarray
    signs: np.ndarray


def code_texts(
    texts: Sequence[str],
    scorer: Scorer,
    foreign: Foreign,
    *,
    soc: np.ndarray,
    answers: Answers | None = None,
    threads: int = THREADS,
    is_calibrated: bool = True,
) -> Coded:
    """Code texts, none twice.

    Parameters
    ----------
    soc
        Number of the SOC code of each occupation, ascending.
    answers
        To known titles, where they are worked out already.
    is_calibrated
        If False the chances are the model's own, before they are mended.
    """
    chunks = [texts[start : start + CHUNK] for start in range(0, len(texts), CHUNK)]

    def one(chunk: Sequence[str]) -> Coded:
        return _code(chunk, scorer, foreign, soc=soc, answers=answers, is_calibrated=is_calibrated)

    if len(chunks) > 1 and threads > 1:
        from concurrent.futures import ThreadPoolExecutor

        from threadpoolctl import threadpool_limits

        # Two of our threads with two of the library's each would wait for one another.
        with threadpool_limits(limits=1, user_api="blas"), ThreadPoolExecutor(threads) as pool:
            parts = list(pool.map(one, chunks))
    else:
        parts = [one(chunk) for chunk in chunks or [[]]]
    names = ("occupations", "chance", "is_sure", "way", "status", "signs")
    return Coded(**{name: np.concatenate([getattr(part, name) for part in parts]) for name in names})


def _code(
    texts: Sequence[str],
    scorer: Scorer,
    foreign: Foreign,
    *,
    soc: np.ndarray,
    answers: Answers | None,
    is_calibrated: bool,
) -> Coded:
    worded = word_all(texts, scorer, foreign)
    # Words that nobody knows may look like known ones: "flutist". Those are always asked about.
    is_new = (worded.status == NOTHING) & np.array([bool(words) for words in worded.words], dtype=bool)
    fine = np.flatnonzero((worded.status == FINE) | is_new)
    n = len(texts)
    occupations = np.full((n, BEST), -1, dtype=np.int32)
    chance, way, signs = np.zeros(n), np.full(n, -1, dtype=np.int8), np.zeros((n, len(SIGNS)))
    if answers is not None and len(answers.bags):
        place = answers.places(worded.hashes[fine])
        ready, place, fine = fine[place >= 0], place[place >= 0], fine[place < 0]
        occupations[ready], chance[ready] = answers.occupations[place], answers.chance[place]
        is_lone = np.array([len(worded.words[at]) == 1 for at in ready], dtype=bool)
        changed = np.where(is_lone, WAYS.index("changed"), WAYS.index("corrected"))
        way[ready] = np.where(worded.is_changed[ready], changed, answers.way[place])
    words, held = [worded.words[at] for at in fine], [worded.held[at] for at in fine]
    features = scorer.features(words, held)
    for start in range(0, len(fine), PIECE):
        piece = fine[start : start + PIECE]
        scored = scorer.weigh(features.part(start, start + PIECE))
        best, chances = best_of(scored.scores, soc)
        occupations[piece], chance[piece] = best, chances[:, 0]
        signs[piece] = scorer.signs(scored, best[:, 0], chances)
        doubtful = np.flatnonzero(is_new[piece]).tolist()
        unlike = piece[[at for at in doubtful if scored.near.most(at) < LEAST_LIKENESS]]
        occupations[unlike], chance[unlike] = -1, 0
    if len(fine):
        first = occupations[fine, 0]
        way[fine] = ways_of(features, worded, fine, scorer=scorer, soc=soc, first=first)
        way[fine[first < 0]] = -1
    found = way >= 0
    if is_calibrated:
        weighed = weigh_signs(signs[found], way[found], chance[found])
        chance[found] = calibrated_chance(weighed, way[found])
    is_sure = are_sure(chance, way) & ~worded.must_ask & ~is_new
    return Coded(occupations, chance, is_sure, way, worded.status, signs)


def answer_known(scorer: Scorer, soc: np.ndarray, titles: Sequence[Words]) -> Answers:
    """Work out the answers to known titles, each given as words; of the same words the first counts."""
    hashes = bag_hashes(scorer.lexicon.bags(titles), len(scorer.lexicon.words))
    bags, first = np.unique(hashes, return_index=True)
    some = [titles[at] for at in first]
    parts: list[tuple[np.ndarray, ...]] = []
    for start in range(0, len(some), PIECE):
        chunk = some[start : start + PIECE]
        flags = np.zeros(len(chunk), dtype=bool)
        worded = Worded(chunk, chunk, flags.astype(np.int8), flags, flags, flags, {}, hashes[:0])
        scored = scorer.score(chunk)
        best, chances = best_of(scored.scores, soc)
        every = np.arange(len(chunk))
        way = ways_of(scored, worded, every, scorer=scorer, soc=soc, first=best[:, 0])
        parts.append((best.astype(np.int16), chances[:, 0], way))
    if not parts:
        return Answers.none()
    return Answers(bags, *(np.concatenate(columns) for columns in zip(*parts, strict=True)))


def best_of(scores: np.ndarray, soc: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The likeliest occupation of each of the five likeliest SOC codes, and the first three chances.

    Parameters
    ----------
    scores
        Of shape (n, n_occupations); changed.
    soc
        Number of each occupation's SOC code, ascending.
    """
    scores -= scores.max(1, keepdims=True)
    np.exp(scores, out=scores)
    starts = np.flatnonzero(np.diff(soc, prepend=-1))
    sizes = np.diff(np.append(starts, len(soc)))
    sums = scores.take(starts, axis=1, mode="clip")
    # Where a code has several occupations, the second of each, then the third, and so on.
    most = int(sizes.max(initial=1))
    several = np.argsort(-sizes, kind="stable")[: int((sizes > 1).sum())]
    several_sums = sums.take(several, axis=1, mode="clip")
    for place in range(1, most):
        some = several[sizes[several] > place]
        several_sums[:, : len(some)] += scores.take(starts[some] + place, axis=1, mode="clip")
    sums[:, several] = several_sums
    total, rows = sums.sum(1), np.arange(len(sums))
    found = min(BEST, sums.shape[1])
    code = np.zeros((len(scores), found), dtype=np.int64)
    chances = np.zeros((len(scores), CHANCES_KEPT))
    for place in range(found):
        code[:, place] = sums.argmax(1)
        if place < CHANCES_KEPT:
            chances[:, place] = sums[rows, code[:, place]] / total
        sums[rows, code[:, place]] = -1
    # Of the occupations of each of these codes the likeliest.
    row, rank = np.nonzero(sizes[code] > 1)
    size, start = sizes[code[row, rank]], starts[code[row, rank]]
    likeliest, highest = start.copy(), scores[row, start]
    for place in range(1, most):
        some = np.flatnonzero(size > place)
        here = scores[row[some], start[some] + place]
        is_higher = here > highest[some]
        likeliest[some[is_higher]] = start[some[is_higher]] + place
        highest[some[is_higher]] = here[is_higher]
    best = np.full((len(scores), BEST), -1, dtype=np.int32)
    best[:, :found] = starts[code]
    best[row, rank] = likeliest
    return best, chances


def ways_of(
    held: Features | Scored,
    worded: Worded,
    fine: np.ndarray,
    *,
    scorer: Scorer,
    soc: np.ndarray,
    first: np.ndarray,
) -> np.ndarray:
    """How each title was found, a number of `WAYS`."""
    known, n = scorer.known, len(fine)
    way = np.full(n, WAYS.index("known"), dtype=np.int8)
    is_changed, has_new = worded.is_changed[fine], worded.has_new[fine]
    way[is_changed] = WAYS.index("changed")
    way[has_new] = WAYS.index("new")
    query, pair = held.query, held.pair
    if not len(query):
        return way
    is_whole = np.array([worded.held[at] == worded.words[at] for at in fine], dtype=bool)
    has_holders = np.bincount(query, minlength=n) > 0
    n_soc = int(soc.max()) + 1
    codes, place = np.unique(query * n_soc + soc[known.occupation[pair]], return_inverse=True)
    count = np.bincount(codes // n_soc, minlength=n)
    way[has_holders & ~is_whole] = WAYS.index("part")
    # A lone unknown word is as often a new one as a slip.
    is_lone = np.array([len(worded.words[at]) == 1 for at in fine], dtype=bool)
    way[has_holders & is_whole & is_changed & ~has_new & ~is_lone] = WAYS.index("corrected")
    fresh = has_holders & is_whole & ~is_changed
    way[fresh & (count == 1)] = WAYS.index("one")
    way[fresh & (count > 1)] = WAYS.index("several")
    flags = np.zeros(len(codes), dtype=np.uint8)
    np.bitwise_or.at(flags, place, known.flags[pair])
    is_ours = flags & EVERYDAY > 0
    are_ours = np.bincount(codes[is_ours] // n_soc, minlength=n)
    owner = codes // n_soc
    is_first = codes % n_soc == soc[first[owner]]
    agreed = owner[is_first & is_ours & (flags & LISTED > 0)]
    is_agreed = np.zeros(n, dtype=bool)
    is_agreed[agreed] = True
    way[fresh & (count > 1) & (are_ours == 1) & is_agreed] = WAYS.index("ours")
    is_written = np.zeros(n, dtype=bool)
    is_written[owner[flags == WRITTEN]] = True
    way[fresh & (count == 1) & is_written] = WAYS.index("written")
    is_own = (known.flags[pair] & OWN > 0) & (known.occupation[pair] == first[query]) & fresh[query]
    way[query[is_own]] = WAYS.index("own")
    return way
