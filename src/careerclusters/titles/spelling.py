"""Unknown words as the known ones they are slips of, many at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from careerclusters.titles.lexicon import Lexicon

__all__ = ["correct"]

SHORTEST, SHORT, LONG = 4, 6, 8
OFTEN = 5
_SHORTEST_PART = 3


def correct(
    words: Sequence[str], lexicon: Lexicon, *, is_foreign: Callable[[str], bool]
) -> dict[str, tuple[str, ...]]:
    """For unknown words what they are slips of: one slip, two in words of eight letters, or two words in one.

    Parameters
    ----------
    words
        Words the lexicon doesn't hold.
    is_foreign
        Says of a word whether it is one of another language; those aren't slips.

    Returns
    -------
    Known words in place of each that can be corrected.
    """
    from rapidfuzz.distance import OSA

    found: dict[str, tuple[str, ...]] = {}
    tried = [word for word in words if len(word) >= SHORTEST and word.isalpha() and not is_foreign(word)]
    if not tried:
        return found
    best: dict[str, tuple[float, str]] = {}

    def consider(word: str, place: int, most: int) -> None:
        known = lexicon.words[place]
        if not known.isalpha() or len(known) < SHORTEST or (len(word) < SHORT and known[0] != word[0]):
            return
        slips = OSA.distance(word, known, score_cutoff=most)
        if slips <= most:
            # A slip in the first letter is rare, most of all in short words.
            first = 0.0 if known[0] == word[0] else 3.0
            weight = float(np.log1p(lexicon.titles_count[place])) - 4.0 * slips - first
            best[word] = max(best.get(word, (weight, known)), (weight, known))

    for at, place in zip(*lexicon.one_slip_away(tried), strict=True):
        consider(tried[at], int(place), 1)
    long = [word for word in tried if word not in best and len(word) >= LONG]
    if long:
        near = lexicon.alike(lexicon.spell(long))
        for at, word in enumerate(long):
            for place in near.indices[near.indptr[at] : near.indptr[at + 1]]:
                consider(word, int(place), 2)
    for word in tried:
        if word in best:
            found[word] = (best[word][1],)
        elif parts := _parts(word, lexicon):
            found[word] = parts
    return found


def _parts(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Two well-known words written as one, or nothing."""
    best: tuple[int, tuple[str, ...]] = (0, ())
    for at in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        places = [lexicon.number.get(part) for part in (word[:at], word[at:])]
        if None not in places:
            often = min(int(lexicon.titles_count[place]) for place in places if place is not None)
            if often >= OFTEN:
                best = max(best, (often, (word[:at], word[at:])))
    return best[1]
