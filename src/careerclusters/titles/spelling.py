"""Unknown words as the known ones they are slips of, many at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from careerclusters.titles.lexicon import Lexicon

__all__ = ["SHORTEST", "correct", "corrections"]

SHORTEST, SHORT, LONG = 4, 6, 8
"""Letters from which on a word is corrected by itself, may have a slip in its first letter, or two slips."""

MOST = 4
OFTEN = 5
_SHORTEST_WITH_OTHERS, _SHORTEST_PART = 3, 3
# What a slip, a slip in the first letter, and a lost blank take from the log of how many titles hold a word.
_SLIP, _FIRST, _BLANK = 4.0, 3.0, 3.5

Words = tuple[str, ...]


def correct(
    words: Sequence[str], lexicon: Lexicon, *, is_foreign: Callable[[str], bool]
) -> dict[str, tuple[str, ...]]:
    """For unknown words what they are most likely slips of; words of three letters are left as they are."""
    found = corrections(words, lexicon, is_foreign=is_foreign)
    return {word: options[0] for word, options in found.items() if len(word) >= SHORTEST}


def corrections(
    words: Sequence[str], lexicon: Lexicon, *, is_foreign: Callable[[str], bool]
) -> dict[str, list[Words]]:
    """For unknown words what they may be slips of: one slip, two in words of eight letters, a lost blank.

    Parameters
    ----------
    words
        Words the lexicon doesn't hold.
    is_foreign
        Says of a word whether it is one of another language; those aren't slips.

    Returns
    -------
    Known words in place of each that can be corrected, likeliest first, at most `MOST`.
    """
    from rapidfuzz.distance import OSA

    tried = [word for word in words if len(word) >= _SHORTEST_WITH_OTHERS and word.isalpha()]
    tried = [word for word in tried if not is_foreign(word)]
    if not tried:
        return {}
    best: dict[str, dict[Words, float]] = {}

    def consider(word: str, place: int, most: int) -> None:
        known = lexicon.words[place]
        if not known.isalpha() or len(known) < SHORTEST or (len(word) < SHORT and known[0] != word[0]):
            return
        slips = OSA.distance(word, known, score_cutoff=most)
        if slips <= most:
            # A slip in the first letter is rare, most of all in short words.
            first = 0.0 if known[0] == word[0] else _FIRST
            weight = float(np.log1p(lexicon.titles_count[place])) - _SLIP * slips - first
            best.setdefault(word, {})[(known,)] = weight

    for at, place in zip(*lexicon.one_slip_away(tried), strict=True):
        consider(tried[at], int(place), 1)
    long = [word for word in tried if word not in best and len(word) >= LONG]
    if long:
        near = lexicon.alike_words(long)
        for at, word in enumerate(long):
            for place in near.indices[near.indptr[at] : near.indptr[at + 1]]:
                consider(word, int(place), 2)
    for word in tried:
        often, parts = _parts(word, lexicon)
        if parts:
            best.setdefault(word, {})[parts] = float(np.log1p(often)) - _BLANK
    found: dict[str, list[Words]] = {}
    for word, options in best.items():
        found[word] = [option for option, _ in sorted(options.items(), key=lambda one: (-one[1], one[0]))][
            :MOST
        ]
    return found


def _parts(word: str, lexicon: Lexicon) -> tuple[int, Words]:
    """Two well-known words written as one, or nothing; and how many titles hold the rarer of them."""
    best: tuple[int, Words] = (0, ())
    for at in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        places = [lexicon.number.get(part) for part in (word[:at], word[at:])]
        if None not in places:
            often = min(int(lexicon.titles_count[place]) for place in places if place is not None)
            if often >= OFTEN:
                best = max(best, (often, (word[:at], word[at:])))
    return best
