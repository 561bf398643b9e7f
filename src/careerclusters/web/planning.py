"""What was asked of a plan, the address of the same plan with changes, and which changes are worth trying."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from careerclusters import present
from careerclusters.pathways.limits import CHANCE_MIN, LIMIT_WORDS, Limits, opens_words
from careerclusters.pathways.plan import MOST_STEPS, PREFERENCES

__all__ = ["MOST_AVOIDED", "PREFER_WORDS", "Asked", "Block", "End", "Toggle", "blocks_of", "toggles_of"]

MOST_AVOIDED = 8
_STOPS_OFFERED = 2
# Parameters of an address that are called otherwise than the limit.
_PARAMETERS = {"pay_min_usd": "pay_min"}
PREFER_WORDS = {
    "likelihood": "the likeliest first",
    "time": "the quickest first",
    "pay": "the best paid on the way first",
    "steps": "the fewest steps first",
}


@dataclass(frozen=True)
class End:
    """Where a way begins or ends, or what it keeps out."""

    code_onet: str
    title: str
    pay_usd: float | None


@dataclass(frozen=True)
class Toggle:
    """A what-if: the same plan with one thing changed; `is_on` when it holds already."""

    words: str
    href: str
    is_on: bool


@dataclass(frozen=True)
class Block:
    """A limit that alone stands in the way, and the plan without it."""

    words: str
    opens_at: str
    titles: tuple[str, ...]
    href: str


@dataclass(frozen=True)
class Asked:
    """What was asked for."""

    start: End | None
    end: End | None
    prefer: str
    avoid: tuple[End, ...]
    limits: Limits
    max_steps: int

    def address(self, **changes: object) -> str:
        """The address of this plan with some parameters changed; None takes one back."""
        limits = self.limits
        given = {
            "from": self.start and self.start.code_onet,
            "to": self.end and self.end.code_onet,
            "prefer": self.prefer if self.prefer != PREFERENCES[0] else None,
            "avoid": list(limits.avoid) or None,
            "pay_min": limits.pay_min_usd,
            "education_max": limits.education_max,
            "years_max": limits.years_max,
            "chance_min": limits.chance_min if limits.chance_min != CHANCE_MIN else None,
            "max_steps": self.max_steps if self.max_steps != MOST_STEPS else None,
        } | changes
        return "/plan?" + urlencode({k: _short(v) for k, v in given.items() if v is not None}, doseq=True)


def _short(value: object) -> object:
    """A whole number without its point; others to the last digit, so that a limit isn't missed."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def toggles_of(asked: Asked, ways: Iterable[Mapping[str, Any]]) -> tuple[Toggle, ...]:
    """Single changes worth trying, each of which can be taken back."""
    limits, found = asked.limits, []

    def offer(words: str, name: str, value: object, *, is_on: bool) -> None:
        found.append(Toggle(words, asked.address(**{name: None if is_on else value}), is_on))

    if asked.start is not None and asked.start.pay_usd is not None:
        pay = asked.start.pay_usd
        words = f"Never less than {asked.start.title} earn in the middle: {present.dollars(pay)}"
        offer(words, "pay_min", pay, is_on=limits.pay_min_usd == pay)
    for name, words in (
        ("high-school", "No schooling after high school"),
        ("associate", "At most two years of college"),
    ):
        offer(words, "education_max", name, is_on=limits.education_max == name)
    offer("Within three years", "years_max", 3, is_on=limits.years_max == 3)
    offer("With one stop at most", "max_steps", 2, is_on=asked.max_steps == 2)
    for name in ("time", "pay"):
        offer(PREFER_WORDS[name].capitalize(), "prefer", name, is_on=asked.prefer == name)
    kept = [one.code_onet for one in asked.avoid]
    for one in asked.avoid:
        rest = [code for code in kept if code != one.code_onet] or None
        found.append(Toggle(f"Not by way of {one.title}", asked.address(avoid=rest), True))
    for code, title in _stops(ways)[: min(_STOPS_OFFERED, MOST_AVOIDED - len(kept))]:
        found.append(Toggle(f"Not by way of {title}", asked.address(avoid=[*kept, code]), False))
    return tuple(found)


def _stops(ways: Iterable[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """Stops between the ends, those of the first way first."""
    inner = (zip(way["codes"][1:-1], way["titles"][1:-1], strict=True) for way in ways)
    return list(dict.fromkeys(stop for stops in inner for stop in stops))


def blocks_of(asked: Asked, blocked: Iterable[Mapping[str, Any]]) -> tuple[Block, ...]:
    """What stands in the way, each with the plan that it would open."""
    return tuple(_block(asked, one) for one in blocked)


def _block(asked: Asked, one: Mapping[str, Any]) -> Block:
    name, value = _PARAMETERS.get(one["limit"], one["limit"]), one["opens_at"]
    if name == "avoid":
        value = [end.code_onet for end in asked.avoid if end.code_onet not in value] or None
    return Block(
        LIMIT_WORDS[one["limit"]],
        opens_words(one),
        tuple(one["way"]["titles"]),
        asked.address(**{name: value}),
    )
