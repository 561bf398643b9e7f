"""Many titles at once: each distinct one is scored once, in pieces that fit the processor's cache."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from careerclusters.titles.chance import LEAST_SURE, WAYS, told_chance
from careerclusters.titles.known import OWN
from careerclusters.titles.wordings import FINE, Worded, word_all

if TYPE_CHECKING:
    from careerclusters.titles.foreign import Foreign
    from careerclusters.titles.scorer import Scored, Scorer

__all__ = ["BEST", "Coded", "code_texts", "ways_of"]

BEST = 5
CHUNK = 1000
THREADS = 2


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
    """

    occupations: np.ndarray
    chance: np.ndarray
    is_sure: np.ndarray
    way: np.ndarray
    status: np.ndarray


def code_texts(
    texts: Sequence[str],
    scorer: Scorer,
    foreign: Foreign,
    *,
    soc: np.ndarray,
    threads: int = THREADS,
    is_told: bool = True,
) -> Coded:
    """Code texts, none twice; `soc` numbers the SOC code of each occupation, ascending.

    With `is_told` False the chances are the model's own, before they are mended.
    """
    chunks = [texts[start : start + CHUNK] for start in range(0, len(texts), CHUNK)]

    def one(chunk: Sequence[str]) -> Coded:
        return _code(chunk, scorer, foreign, soc, is_told)

    if len(chunks) > 1 and threads > 1:
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(threads) as pool:
            parts = list(pool.map(one, chunks))
    else:
        parts = [one(chunk) for chunk in chunks or [[]]]
    names = ("occupations", "chance", "is_sure", "way", "status")
    return Coded(**{name: np.concatenate([getattr(part, name) for part in parts]) for name in names})


def _code(texts: Sequence[str], scorer: Scorer, foreign: Foreign, soc: np.ndarray, is_told: bool) -> Coded:
    worded = word_all(texts, scorer, foreign)
    fine = np.flatnonzero(worded.status == FINE)
    n = len(texts)
    occupations = np.full((n, BEST), -1, dtype=np.int32)
    chance, way = np.zeros(n), np.full(n, -1, dtype=np.int8)
    if len(fine):
        words, held = [worded.words[at] for at in fine], [worded.held[at] for at in fine]
        scored = scorer.score(words, None if held == words else held)
        best, own_chance = best_of(scored.scores, soc)
        occupations[fine] = best
        way[fine] = ways_of(scored, worded, fine, scorer=scorer, soc=soc, first=best[:, 0])
        chance[fine] = told_chance(own_chance, way[fine]) if is_told else own_chance
    return Coded(occupations, chance, chance >= LEAST_SURE, way, worded.status)


def best_of(scores: np.ndarray, soc: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The likeliest occupation of each of the five likeliest SOC codes, and the chance of the first code.

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
    sums = np.ascontiguousarray(scores[:, starts])
    sizes = np.diff(np.append(starts, len(soc)))
    # Code by code where there are several occupations: the second of each, then the third, and so on.
    for place in range(1, int(sizes.max(initial=1))):
        codes = np.flatnonzero(sizes > place)
        sums[:, codes] += scores[:, starts[codes] + place]
    total, rows = sums.sum(1), np.arange(len(sums))
    best = np.full((len(scores), BEST), -1, dtype=np.int32)
    chance = np.zeros(len(scores))
    for place in range(min(BEST, sums.shape[1])):
        code = sums.argmax(1)
        if place == 0:
            chance = sums[rows, code] / total
        sums[rows, code] = -1
        best[:, place] = starts[code]
        for row in np.flatnonzero(sizes[code] > 1):
            start, size = starts[code[row]], sizes[code[row]]
            best[row, place] += int(scores[row, start : start + size].argmax())
    return best, chance


def ways_of(
    scored: Scored,
    worded: Worded,
    fine: np.ndarray,
    *,
    scorer: Scorer,
    soc: np.ndarray,
    first: np.ndarray,
) -> np.ndarray:
    """How each title was found, a number of `WAYS`."""
    known = scorer.known
    way = np.full(len(fine), WAYS.index("known"), dtype=np.int8)
    way[worded.is_changed[fine]] = WAYS.index("changed")
    way[worded.has_new[fine]] = WAYS.index("new")
    is_whole = np.array([worded.held[at] == worded.words[at] for at in fine], dtype=bool)
    query, pair = scored.query[is_whole[scored.query]], scored.pair[is_whole[scored.query]]
    if len(query):
        codes = np.unique(query * (soc.max() + 1) + soc[known.occupation[pair]])
        count = np.bincount(codes // (soc.max() + 1), minlength=len(fine))
        fresh = ~worded.is_changed[fine]
        way[(count == 1) & fresh] = WAYS.index("one")
        way[(count > 1) & fresh] = WAYS.index("several")
        is_own = (known.flags[pair] & OWN > 0) & (known.occupation[pair] == first[query]) & fresh[query]
        way[query[is_own]] = WAYS.index("own")
    return way
