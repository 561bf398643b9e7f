"""What the words claim, against what the ratings say.

Each claim is a row: its name, the words that make it, the ratings that must bear it out (the highest of
them counts), and the floor. Ratings are on 1 to 5: "CX" of work context, "IM" of the others. An occupation
without that rating is not checked. Night work has no rating, so words about nights are not checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from word_checks.entries import TEXTS, Entry, Finding, sentences

Rating = tuple[str, str]
Ratings = Mapping[str, Mapping[Rating, float]]


class Claim(NamedTuple):
    """Words, the ratings that bear them out, and how high one of these must be."""

    name: str
    pattern: str
    ratings: tuple[Rating, ...]
    floor: float
    fields: tuple[str, ...] = TEXTS


OUTDOORS = (("4.C.2.a.1.c", "CX"), ("4.C.2.a.1.d", "CX"))
STRENGTH = (("1.A.3.a.1", "IM"),)
HEALTH = (("2.C.5.a", "IM"), ("2.C.5.b", "IM"), ("4.A.4.a.5", "IM"))
SITTING = (("4.C.2.d.1.a", "CX"),)
COMPUTERS = (("4.A.3.b.1", "IM"),)
ON_FEET = (("4.C.2.d.1.b", "CX"), ("4.C.2.d.1.d", "CX"))
DRIVING = (("4.C.2.a.1.f", "CX"), ("4.C.2.a.1.e", "CX"), ("4.A.3.a.4", "IM"))
PEOPLE = (("4.A.4.a.8", "IM"), ("4.C.1.b.1.f", "CX"), ("4.C.1.a.2.c", "CX"))
NOISE = (("4.C.2.b.1.a", "CX"),)
HEIGHTS = (("4.C.2.c.1.c", "CX"), ("4.C.2.d.1.c", "CX"))
ANGER = (("4.C.1.d.2", "CX"), ("4.C.1.d.1", "CX"))

# Followed by these, the words say something else.
_NOT_OUTDOORS = "gear|shop|store|clothing|ads?|furniture|brand|light|sign|space|area"
_NOT_LIFTING = "operator|truck|chair|line|ticket|pass|spirits|the mood"
_NOT_DRIVING = "through|thru|in|down|up|out|away|back|past|home|sales|results|growth|change|people|the"
_NOT_DRIVING += "|nails|screws|piles|stakes|rivets|pins|cattle|you|inside"
_NOT_NOISE = "guest|voice|enough|person|people"
_HEAVY = "lifting|loads?|box(?:es)?|bags?|parts?|tools?|things?|objects?|sacks?|gear|pieces?|items?|trays?"
_HEAVY += "|pots?|crates?|cases?|packs?|stones?|doors?|beams?|pipes?|rolls?|stuff|goods|weights?|furniture"
_HEAVY += "|hoses?|cables?|panels?"
_ONE = "a|the|each|every|one|this|your"
_THEIR = r"(?:a|their|the|your) (?:\w+ )?"
_MOSTLY = "mostly|mainly|most of the (?:day|time|work)|all day"

CLAIMS = (
    Claim("outdoors", rf"\boutdoors?\b(?! (?:{_NOT_OUTDOORS}))", OUTDOORS, 2.5),
    Claim("outdoors", r"\bin (?:all|any|every|bad) weather\b|\bwork(?:s|ing)? outside\b", OUTDOORS, 2.5),
    Claim("outdoors", r"\boutside (?:all|most of the) day\b", OUTDOORS, 2.5),
    Claim("outdoors", r"\bin (?:the )?(?:rain|sun|snow|mud)\b", OUTDOORS, 2.5),
    Claim("strength", rf"\blift(?:s|ed|ing)?\b(?! (?:{_NOT_LIFTING}))", STRENGTH, 2.5),
    Claim("strength", rf"\bheavy (?:{_HEAVY})\b", STRENGTH, 2.5),
    Claim("patients", rf"\bpatients\b|\b(?:{_ONE}) patient\b(?! \w+er\b)", HEALTH, 2.5),
    Claim("at a desk", rf"\b(?:at|behind) {_THEIR}(?:desk|screen)s?\b", SITTING, 3.0),
    Claim("at a computer", rf"\bat {_THEIR}computers?\b|\bat (?:desks|screens)\b", SITTING, 3.0),
    Claim(
        "mostly at a computer",
        rf"\b(?:{_MOSTLY}) (?:at|on|in front of) (?:a |the )?(?:computers?|screens?)\b",
        COMPUTERS,
        3.0,
    ),
    Claim("on their feet", r"\bon (?:their|your|the) feet\b|\bstand(?:s|ing)? (?:all|most)", ON_FEET, 3.0),
    Claim("drives", rf"\bdriv(?:e|es|ing)\b(?![- ](?:{_NOT_DRIVING})\b)", DRIVING, 2.0),
    Claim("drives", r"\bbehind the wheel\b|\blong drives\b", DRIVING, 2.0),
    Claim("the public", r"\bcrowds?\b|\bthe public\b", PEOPLE, 2.5),
    Claim("noise", rf"\b(?:loud|noisy) (?!{_NOT_NOISE})|\bnoise\b", NOISE, 2.5, ("where", "hard")),
    Claim("noise", r"\b(?:is|are|be|gets?) (?:loud|noisy)\b", NOISE, 2.5, ("where", "hard")),
    Claim("heights", r"\bladders?\b|\bhigh up\b|\bscaffold|\bat (?:great )?heights?\b", HEIGHTS, 1.5),
    Claim("anger", r"\b(?:angry|rude|upset|shouting) (?:people|customers?|callers?|guests?)", ANGER, 2.5),
)
# Said in part, the floor is half a point lower; said with a no, it is no claim.
MILD = re.compile(
    r"\b(?:some|sometimes|part|partly|half|at times|now and then|a few|the rest|between|both|or|may|can"
    r"|hours|time|others)\b",
    re.IGNORECASE,
)
NEGATED = re.compile(
    r"\b(?:not?|never|nobody|rarely|seldom|hardly|without|instead of|miss|rather|want|need|prefer|little|less"
    r"|few|\w+n't|off|out of)\b[^,;.]*$",
    re.IGNORECASE,
)
MILDER = 0.5
# Claims that are true although no rating shows it: code, claim, why.
KNOWN_TRUE: Mapping[tuple[str, str], str] = {}


def ratings_of(catalog: Any) -> Ratings:
    """The ratings that claims need, by occupation."""
    import polars as pl

    wanted = {rating for claim in CLAIMS for rating in claim.ratings}
    table = catalog.table("ratings").filter(pl.col("element_id").is_in(sorted({e for e, _ in wanted})))
    found: dict[str, dict[Rating, float]] = {}
    for code, element, scale, value in table.select("code_onet", "element_id", "scale_id", "value").rows():
        if (element, scale) in wanted and value is not None:
            found.setdefault(code, {})[element, scale] = value
    return found


def claims_against_ratings(entry: Entry, ratings: Ratings) -> Iterator[Finding]:
    """Claims that the ratings do not bear out."""
    rated = ratings.get(entry.code, {})
    for claim in CLAIMS:
        values = [rated[rating] for rating in claim.ratings if rating in rated]
        if not values or (entry.code, claim.name) in KNOWN_TRUE:
            continue
        for field, text in entry.lines(claim.fields):
            for sentence in sentences(text):
                floor = claim.floor - MILDER * bool(MILD.search(sentence))
                match = re.search(claim.pattern, sentence, re.IGNORECASE)
                if match and max(values) < floor and not NEGATED.search(sentence[: match.start()]):
                    yield Finding(
                        entry.code,
                        field,
                        f"claims {claim.name!r} ({match[0]!r}), rated {max(values):.2f}, floor {floor:g}",
                        text,
                    )
