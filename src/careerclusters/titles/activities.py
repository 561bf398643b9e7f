"""From what people do to those who do it: "teaching" is a teacher, "drive trucks" a truck driver."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

__all__ = ["Workers"]

Words = tuple[str, ...]
# A word is what people are called when so many titles end with it, and so large a part of those that hold it.
OFTEN, MOSTLY = 5, 0.3
LONGEST = 4
SHORTEST_STEM = 3
ENDINGS = ("er", "or", "ant", "ist")
# What people say for what titles call otherwise.
SAME_VERB = {"fix": "repair", "mend": "repair"}
# How much likelier the worker is meant than the words as they stand: after an -ing form, after a bare verb.
NAMED, GUESSED = 3.0, 1.0


@dataclass(frozen=True)
class Workers:
    """Knows what people are called by their titles: driver, nurse, technician.

    Attributes
    ----------
    called
        These words, and how many titles end with each.
    """

    called: Mapping[str, int]

    @classmethod
    def of(cls, titles: Iterable[Words]) -> Workers:
        """Learn from all titles, each as words."""
        ends: Counter[str] = Counter()
        holds: Counter[str] = Counter()
        for words in titles:
            ends[words[-1]] += 1
            holds.update(set(words))
        called = {word: n for word, n in sorted(ends.items()) if n >= OFTEN and n >= MOSTLY * holds[word]}
        return cls(called)

    def who_do(self, words: Words) -> tuple[Words, float] | None:
        """The title of those who do what the words name, and how much likelier it is than the words.

        None when the words name no activity that we know workers of.

        Parameters
        ----------
        words
            As `title_words` gives them: "teaching", "truck driving", "driving truck" or "drive truck".
        """
        if not 1 <= len(words) <= LONGEST:
            return None
        *before, last = words
        if last.endswith("ing"):
            return self._title(before, _verbs(last), NAMED)
        if len(words) == 1 or last in self.called or words[0] in self.called:
            return None
        first, *what = words
        if first.endswith("ing"):
            return self._title(what, _verbs(first), NAMED)
        return self._title(what, [first], GUESSED)

    def _title(self, what: list[str], verbs: list[str], weight: float) -> tuple[Words, float] | None:
        """What is done, then the commonest name made from one of the verbs."""
        verbs = [SAME_VERB.get(verb, verb) for verb in verbs]
        names = verbs + [verb.removesuffix("e") + ending for verb in verbs for ending in ENDINGS]
        known = [name for name in names if name in self.called]
        if not known:
            return None
        return (*what, max(known, key=lambda name: (self.called[name], name))), weight


def _verbs(form: str) -> list[str]:
    """What an -ing form may come from: "driving" from drive, "programming" from program."""
    stem = form.removesuffix("ing")
    if len(stem) < SHORTEST_STEM:
        return []
    doubled = [stem[:-1]] if stem[-1] == stem[-2] else []
    return [stem, f"{stem}e", *doubled]
