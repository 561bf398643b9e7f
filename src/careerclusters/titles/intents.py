"""Wishes in what people type: "no degree", "work with kids", "good pay at night".

`intents.csv` holds a row for each wish: where it leads (a lens, a list made here, the questions, or a plan),
what the list is ranked by, and the phrases people use. A phrase is found when its words stand in this order
in what was typed, next to each other once fillers ("I want a job where …") are gone. A phrase of one word
counts only when nothing but wishes was typed: "kids" is a wish, "kids photographer" a title. A phrase behind
an equals sign is looked for with its fillers.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType

from careerclusters.errors import UnknownError

__all__ = ["Intent", "find_intents", "get_intent", "intents"]

_WORD = re.compile(r"[a-z0-9]+")
_MOST_WORDS = 24
# Words that say nothing about the wish.
_FILLER_TEXT = """
a about all am an and any are at be can career careers could day days do does doing enjoy every for from get
has have how i if im in is it its job jobs just kind let like lot looking love me mostly much my need
occupation occupations of on or really some something sort that the there they thing this to type very want
was we well what where which while who will with work worker workers working works would you your
"""
_FILLER = frozenset(_FILLER_TEXT.split())
# Words that mean as much as another.
_SAME = {
    "animal": "animals",
    "child": "kids",
    "children": "kids",
    "childrens": "kids",
    "kid": "kids",
    "outdoor": "outside",
    "outdoors": "outside",
    "indoor": "inside",
    "degrees": "degree",
    "qualification": "degree",
    "qualifications": "degree",
    "dog": "dogs",
    "horse": "horses",
    "pet": "pets",
    "plant": "plants",
    "hand": "hands",
    "salary": "pay",
    "wage": "pay",
    "wages": "pay",
    "paying": "pay",
    "paid": "pay",
    "pays": "pay",
    "others": "people",
    "nights": "night",
    "truck": "trucks",
    "cat": "cats",
    "flower": "flowers",
    "tree": "trees",
    "engine": "engines",
    "computer": "computers",
    "introverts": "introvert",
    "hospitals": "hospital",
    "nite": "night",
    "helping": "help",
    "teaching": "teach",
    "selling": "sell",
    "writing": "write",
    "travelling": "travel",
    "traveling": "travel",
    "maths": "math",
    "car": "cars",
    "elders": "elderly",
    "seniors": "elderly",
}
_NO = "no"
_SAME |= dict.fromkeys(
    ("not", "without", "dont", "never", "hate", "avoid", "except", "cant", "isnt", "non"), _NO
)
_RAW = "="


@dataclass(frozen=True)
class Intent:
    """A wish that people type.

    Attributes
    ----------
    key, label
        Name for programs; what the wish leads to, in plain words.
    leads_to
        "lens": the lens called `lens`; "list": the list of `intent_list`; "questions": the assessment;
        "plan": the planner.
    lens
        Name of a lens of `careerclusters.labour`; None where none fits.
    measure
        What its list is made from; None where there is no list. `intent_lists` reads it.
    how
        By what the list is ranked, in plain words.
    """

    key: str
    label: str
    leads_to: str
    lens: str | None
    measure: str | None
    how: str | None
    phrases: tuple[str, ...]

    @property
    def has_list(self) -> bool:
        """Whether `intent_list` can rank occupations for it."""
        return self.measure is not None

    def to_dict(self) -> dict[str, object]:
        """JSON-ready, without the phrases."""
        names = ("key", "label", "leads_to", "lens", "how")
        return {name: getattr(self, name) for name in names}


@cache
def intents() -> Mapping[str, Intent]:
    """All wishes by key, in the order of the file. Read once, at first use."""
    text = (resources.files(__package__) / "intents.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    return MappingProxyType(
        {
            row["key"]: Intent(
                key=row["key"],
                label=row["label"],
                leads_to=row["leads_to"],
                lens=row["lens"] or None,
                measure=row["measure"] or None,
                how=row["how"] or None,
                phrases=tuple(row["phrases"].split(";")),
            )
            for row in rows
        }
    )


def get_intent(key: str) -> Intent:
    """The wish with this key; `UnknownError` with the nearest keys when there is none."""
    if key in intents():
        return intents()[key]
    import difflib

    near = difflib.get_close_matches(str(key), intents(), n=3)
    raise UnknownError("No wish has this key", seen=key, closest=tuple(near))


def find_intents(text: str) -> tuple[Intent, ...]:
    """The wishes in what somebody typed, in the order in which they were typed.

    Parameters
    ----------
    text
        As typed; capitals and signs make no difference. Of long texts the first 24 words are read.

    Returns
    -------
    Each wish once; none for the name of a job. A wish said with a no ("not with kids") is left out, unless
    the no is part of it ("no degree").
    """
    raw = _words(text)[:_MOST_WORDS]
    words = [word for word in raw if word not in _FILLER]
    keys = phrases_said(words, _index())
    if not keys:
        keys = [key for _, _, key in sorted(matches(raw, _raw_index()))]
    return tuple(intents()[key] for key in dict.fromkeys(keys))


def phrases_said(words: list[str], index: Mapping[tuple[str, ...], str]) -> list[str]:
    """Wishes whose phrases stand in the words, in their order; those said with a no are left out.

    A phrase of one word counts only where nothing but wishes is said. In every language `words` has "no" for
    each way to say no.
    """
    found: list[tuple[int, str, int]] = []
    taken = [False] * len(words)
    for start, length, key in matches(words, index):
        if any(taken[start : start + length]):
            continue
        taken[start : start + length] = [True] * length
        if start and words[start - 1] == _NO and not taken[start - 1]:
            taken[start - 1] = True
            continue
        found.append((start, key, length))
    is_all_wishes = all(taken)
    return [key for _, key, length in sorted(found) if length > 1 or is_all_wishes]


def matches(words: list[str], index: Mapping[tuple[str, ...], str]) -> Iterator[tuple[int, int, str]]:
    """Start, length and wish of each phrase that stands in the words, longest phrases first."""
    for length in range(min(len(words), max(map(len, index), default=0)), 0, -1):
        for start in range(len(words) - length + 1):
            key = index.get(tuple(words[start : start + length]))
            if key is not None:
                yield start, length, key


def _words(text: str) -> list[str]:
    plain = text.lower().replace("’", "'").replace("'", "")
    return [_SAME.get(word, word) for word in _WORD.findall(plain)]


@cache
def _index() -> Mapping[tuple[str, ...], str]:
    """Wish by the words of its phrases without fillers; the first in the file has a phrase that two claim."""
    found: dict[tuple[str, ...], str] = {}
    for intent in intents().values():
        for phrase in intent.phrases:
            words = tuple(word for word in _words(phrase) if word not in _FILLER)
            if words and not phrase.startswith(_RAW):
                found.setdefault(words, intent.key)
    return found


@cache
def _raw_index() -> Mapping[tuple[str, ...], str]:
    return {
        tuple(_words(phrase)): intent.key
        for intent in intents().values()
        for phrase in intent.phrases
        if phrase.startswith(_RAW)
    }
