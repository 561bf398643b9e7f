"""What a query may have meant: its words as typed, corrected, completed, joined or split."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["Reading", "Speller"]

Words = tuple[str, ...]
# What stands for a word, its weight, and how close it is.
Choice = tuple[Words, float, float]
LIKE_ENOUGH = 0.7
MOST_READINGS = 4
LEAST_WEIGHT = 0.05
PER_WORD = 3
SHORTEST = 3
SHORT = 4
OFTEN = 5
MOST_UNKNOWN = 6
KEPT = 64
COMMONER = 5


@dataclass(frozen=True)
class Reading:
    """One way to read a query. The weights of all readings add up to one.

    `closeness` (0–1) says how like the typed words the read ones are; 1 when nothing was changed.
    `is_activity` says that the typed words name what is done, and `words` those who do it.
    """

    words: Words
    weight: float
    closeness: float
    is_activity: bool = False

    @property
    def is_changed(self) -> bool:
        """Whether any word was corrected, completed, joined or split."""
        return self.closeness < 1


class Speller:
    """Known words with the number of titles that hold them."""

    def __init__(self, frequency: Mapping[str, int]) -> None:
        self.frequency = dict(frequency)
        self._known = list(self.frequency)

    def readings(self, words: Words) -> list[Reading]:
        """Likely readings, best first. A query of known words that can't be joined has one: itself."""
        found = _likeliest(self._all_choices(words))
        likeliest = max(weight for weight, _ in found.values())
        for joined, is_sure in self._joined(words):
            found[joined] = (likeliest * (1.0 if is_sure else 0.5), 0.95)
        best = sorted(found.items(), key=lambda item: (-item[1][0], item[0]))[:MOST_READINGS]
        best = [item for item in best if item[1][0] >= LEAST_WEIGHT * best[0][1][0]]
        total = sum(weight for _, (weight, _) in best)
        return [Reading(read, weight / total, closeness) for read, (weight, closeness) in best]

    def _all_choices(self, words: Words) -> Iterator[list[Choice]]:
        """The choices for each word; of a long query only so many unknown words are looked up."""
        n_unknown = 0
        for at, word in enumerate(words):
            is_last = at == len(words) - 1
            n_unknown += word not in self.frequency
            choices = self._choices(word, is_last=is_last) if n_unknown <= MOST_UNKNOWN else [_as_typed(word)]
            if len(words) == 1 and word in self.frequency:
                choices += self._much_commoner(word)
            yield choices

    def _choices(self, word: str, *, is_last: bool) -> list[Choice]:
        """Replacement, weight and closeness: the word itself when known, else near ones and as typed."""
        if word in self.frequency or len(word) < SHORTEST or not word.isalpha():
            return [_as_typed(word)]
        found: dict[Words, tuple[float, float]] = {}
        for near, closeness in self._near(word):
            weight = math.exp(12 * (closeness - 1)) * self.frequency[near] ** 0.5
            found[(near,)] = (weight, closeness)
        if is_last:
            for whole in self._begun_by(word):
                weight = math.exp(-0.25 * (len(whole) - len(word))) * self.frequency[whole] ** 0.5
                found[(whole,)] = max(found.get((whole,), (0.0, 0.0)), (weight, 0.9))
        for parts in self._splits(word):
            found[parts] = (0.5 * min(self.frequency[part] for part in parts) ** 0.5, 0.95)
        best = sorted(found.items(), key=lambda item: (-item[1][0], item[0]))[:PER_WORD]
        return [*((read, *judged) for read, judged in best), ((word,), 0.1, 1.0)]

    def _begun_by(self, word: str) -> list[str]:
        return [whole for whole in self._known if whole.startswith(word)]

    def _much_commoner(self, word: str) -> list[Choice]:
        """A lone known word may be the start of a far commoner one, as "soft" is of "software"."""
        if len(word) < SHORTEST:
            return []
        found: list[Choice] = []
        for whole in self._begun_by(word):
            times = self.frequency[whole] / self.frequency[word]
            if times >= COMMONER:
                found.append(((whole,), math.exp(-0.25 * (len(whole) - len(word))) * times**0.5, 0.9))
        return sorted(found, key=lambda choice: -choice[1])[:PER_WORD]

    def _near(self, word: str) -> Iterator[tuple[str, float]]:
        """Known words within few slips; of a short word the first letter must stand."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        options: dict[str, Any] = {
            "scorer": OSA.normalized_similarity,
            "score_cutoff": LIKE_ENOUGH,
            "limit": 8,
        }
        for near, closeness, _ in process.extract(word, self._known, **options):
            if len(word) > SHORT or near[0] == word[0]:
                yield near, closeness

    def _splits(self, word: str) -> Iterator[Words]:
        for at in range(SHORTEST, len(word) - SHORTEST + 1):
            parts = (word[:at], word[at:])
            if all(self.frequency.get(part, 0) >= OFTEN for part in parts):
                yield parts

    def _joined(self, words: Words) -> Iterator[tuple[Words, bool]]:
        """Neighbours that are one known word together; sure when one of them is unknown by itself."""
        for at in range(len(words) - 1):
            first, second = words[at], words[at + 1]
            if first + second in self.frequency:
                is_sure = not (first in self.frequency and second in self.frequency)
                yield (*words[:at], first + second, *words[at + 2 :]), is_sure


def _as_typed(word: str) -> Choice:
    return (word,), 1.0, 1.0


def _likeliest(choices: Iterable[list[Choice]]) -> dict[Words, tuple[float, float]]:
    """Weight and closeness of the heaviest combinations; the work grows with the words, not their powers."""
    found: dict[Words, tuple[float, float]] = {(): (1.0, 0.0)}
    n_words = 0
    for options in choices:
        n_words += 1
        longer: dict[Words, tuple[float, float]] = {}
        for read, (weight, closeness) in found.items():
            for part, times, close in options:
                whole = (*read, *part)
                longer[whole] = max(longer.get(whole, (0.0, 0.0)), (weight * times, closeness + close))
        found = longer
        if len(found) > KEPT:
            found = dict(sorted(longer.items(), key=lambda item: (-item[1][0], item[0]))[:KEPT])
    return {read: (weight, closeness / max(n_words, 1)) for read, (weight, closeness) in found.items()}
