"""Hobbies, care and unpaid work: what each tends to train, for those who can't or won't rate themselves.

`experiences.csv` maps each entry to element ids with the level that about two years of doing it regularly
tends to bring. The levels are our judgement, on the anchors of `anchors`; they are shown wherever
they are used, and a person's own rating replaces them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from careerclusters.errors import UnknownError

__all__ = ["KINDS", "Experience", "experience", "experience_words", "experiences", "kind_words"]

KINDS = {
    "care": "Looking after people",
    "household": "Home and garden",
    "machines": "Machines and making",
    "computers": "Computers and games",
    "arts": "Arts",
    "sport": "Sport and outdoors",
    "community": "Clubs, causes and neighbors",
    "trade": "Buying and selling",
    "service": "Service and life abroad",
    "learning": "Learning for its own sake",
}


@dataclass(frozen=True)
class Experience:
    """One thing that people do unpaid, with the levels it tends to bring."""

    experience_id: str
    kind: str
    text: str
    levels: tuple[tuple[str, float], ...]


@cache
def experiences() -> dict[str, Experience]:
    """All entries by id, grouped by kind."""
    import csv

    text = files("careerclusters.people.profile").joinpath("experiences.csv").read_text(encoding="utf-8")
    found = {}
    for row in csv.DictReader(text.splitlines()):
        pairs = (pair.split("=") for pair in row["levels"].split())
        levels = tuple((element_id, float(level)) for element_id, level in pairs)
        found[row["experience_id"]] = Experience(row["experience_id"], row["kind"], row["text"], levels)
    return found


def experience_words(experience_id: str) -> str:
    """What an entry says, in the language spoken."""
    from careerclusters.people.profile.question_words import said_of

    return said_of("experiences", experience_id, experience(experience_id).text)


def kind_words(kind: str) -> str:
    """What a kind of entries is called, in the language spoken."""
    from careerclusters.people.profile.question_words import said_of

    return said_of("kinds", kind, KINDS[kind])


def experience(experience_id: str) -> Experience:
    """One entry by id; an unknown one names the closest."""
    known = experiences()
    if experience_id in known:
        return known[experience_id]
    from rapidfuzz import process

    near = process.extract(str(experience_id), {k: f"{k} {e.text}" for k, e in known.items()}, limit=3)
    raise UnknownError("No such experience", seen=experience_id, closest=tuple(key for _, _, key in near))
