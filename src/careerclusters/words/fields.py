"""Fields of work in short words, and which titles speak of them.

The file `fields.csv` is our vocabulary for naming clusters. A row holds a label that fits on a
poster, other wordings for where the first is taken, how broad the field is (1 one kind of work,
2 several, 3 a whole part of the working world), the words that a title of this field has, the words
that rule a title out, and the fields it includes. Words are beginnings ("nurs" finds nurse and
nursing); a full stop closes a word ("bus." finds bus, not business); several words must come in this
order, with others between or not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from careerclusters.words._tables import read_rows

__all__ = ["Field", "fields", "fields_of"]

_WORD = re.compile(r"[a-z]+")


@dataclass(frozen=True)
class Field:
    """One field of work.

    Attributes
    ----------
    field, label
        Identifier; short words for people, such as "School teaching".
    also
        Other wordings, for a cluster inside a cluster of the same members.
    breadth
        1 one kind of work, 2 several, 3 a whole part of the working world.
    titles, unless
        Phrases that speak for the field, and against it.
    parts
        Fields that this one includes.
    """

    field: str
    label: str
    also: tuple[str, ...]
    breadth: int
    titles: tuple[str, ...]
    unless: tuple[str, ...]
    parts: tuple[str, ...]


def fields(language: str = "en") -> tuple[Field, ...]:
    """All fields, in the order in which they stand in a name. Read once, at first use."""
    return _all(language)


@cache
def _all(language: str) -> tuple[Field, ...]:
    return tuple(
        Field(
            field=row["field"],
            label=row["label"],
            also=_split(row["also"]),
            breadth=int(row["breadth"]),
            titles=_split(row["titles"]),
            unless=_split(row["unless"]),
            parts=_split(row["parts"]),
        )
        for row in read_rows("fields.csv", language)
    )


def fields_of(title: str) -> frozenset[str]:
    """Identifiers of the fields that a title speaks of, fields that include them among these.

    What follows "except" does not count: "Architects, Except Naval" are not of the sea.
    """
    words = _WORD.findall(title.lower())
    if "except" in words:
        words = words[: words.index("except")]
    index = _index()
    found: set[str] = set()
    against: set[str] = set()
    for place, word in enumerate(words):
        for stem in (*(word[:length] for length in range(2, len(word) + 1)), f"{word}."):
            for field, rest, is_against in index.get(stem, ()):
                if _follows(rest, words[place + 1 :]):
                    (against if is_against else found).add(field)
    return _with_wholes(frozenset(found - against), frozenset(against))


def _follows(stems: Sequence[str], words: Sequence[str]) -> bool:
    place = 0
    for stem in stems:
        while place < len(words) and not _begins(words[place], stem):
            place += 1
        if place == len(words):
            return False
        place += 1
    return True


def _begins(word: str, stem: str) -> bool:
    return word == stem[:-1] if stem.endswith(".") else word.startswith(stem)


def _with_wholes(found: frozenset[str], against: frozenset[str]) -> frozenset[str]:
    whole = set(found)
    for field, parts in _wholes():
        if not whole.isdisjoint(parts) and field not in against:
            whole.add(field)
    return frozenset(whole)


@cache
def _wholes() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((entry.field, entry.parts) for entry in fields() if entry.parts)


@cache
def _index() -> dict[str, list[tuple[str, tuple[str, ...], bool]]]:
    index: dict[str, list[tuple[str, tuple[str, ...], bool]]] = {}
    for entry in fields():
        for phrases, is_against in ((entry.titles, False), (entry.unless, True)):
            for phrase in phrases:
                first, *rest = phrase.split()
                index.setdefault(first, []).append((entry.field, tuple(rest), is_against))
    return index


def _split(text: str) -> tuple[str, ...]:
    return tuple(part for part in (piece.strip() for piece in text.split(";")) if part)
