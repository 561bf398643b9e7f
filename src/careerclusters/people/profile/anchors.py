"""Levels that a person can rate themselves on, from 0 to 7, with anchors and examples of our own.

The numbers sit on the scale on which occupations are rated, so that a person and an occupation can be
compared; docs/methods/strengths.md says what that comparison can and can't carry. The anchors describe
what someone has done, not how they compare with others, because people know the former better.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from careerclusters.errors import InputError
from careerclusters.language import _, marked
from careerclusters.schema.ratings import RATED_DOMAINS

__all__ = ["ANCHORS", "HIGHEST", "Anchor", "check_level", "examples", "rated_elements"]

HIGHEST = 7.0


@dataclass(frozen=True)
class Anchor:
    """A level with one short word and a sentence per domain."""

    level: float
    word: str
    skills: str
    knowledge: str
    abilities: str

    def words(self, domain: str) -> str:
        """The sentence for skills, knowledge or abilities."""
        sentence: str = getattr(self, domain)
        return sentence


ANCHORS = (
    Anchor(
        0.0,
        marked("not yet"),
        "I haven't done this",
        "I don't know this field",
        "I can't do this, or never had to",
    ),
    Anchor(
        1.5,
        marked("a start"),
        "I do simple cases, with someone to ask",
        "I know a few basics",
        "I manage it when it's easy and I can take my time",
    ),
    Anchor(
        3.0,
        marked("on my own"),
        "I do everyday cases on my own",
        "I know enough for everyday cases and where to look up the rest",
        "I manage it in daily life without thinking about it",
    ),
    Anchor(
        4.5,
        marked("strong"),
        "I do hard cases, and others ask me for help",
        "I can explain it to others and use it on hard cases",
        "I manage it when it's hard, for long or under pressure",
    ),
    Anchor(
        6.0,
        marked("expert"),
        "I do what few can, and train or check those who do it",
        "I know it as those who teach or research it do",
        "I manage what very few people manage",
    ),
)


@cache
def examples() -> dict[str, tuple[str, str, str]]:
    """For each of the 35 skills, what it looks like at a low, a middle and a high level (2, 4, 6)."""
    import csv

    text = files("careerclusters.people.profile").joinpath("skill_examples.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {row["element_id"]: (row["low"], row["mid"], row["high"]) for row in rows}


def rated_elements() -> tuple[str, ...]:
    """The elements that can be rated, in the order of the plain words: skills, knowledge, abilities."""
    from careerclusters.words import glosses

    found = glosses().values()
    return tuple(g.element_id for domain in RATED_DOMAINS for g in found if g.domain == domain)


def check_level(level: object, *, what: str) -> float:
    """The level as a float, once it is a number from 0 to 7."""
    number = level if isinstance(level, (int, float)) and not isinstance(level, bool) else None
    if number is None or not 0 <= number <= HIGHEST:
        words = "; ".join(f"{anchor.level:g} {_(anchor.word)}" for anchor in ANCHORS)
        raise InputError(
            _("The level of {what} can't be used", what=what),
            seen=level,
            todo=_("Give a number from 0 to 7: {words}.", words=words),
        )
    return float(number)
