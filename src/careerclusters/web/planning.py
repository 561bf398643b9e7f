"""What was asked of a plan, the address of the same plan with changes, and which changes are worth trying."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from careerclusters import present
from careerclusters.language import _
from careerclusters.pathways.limits import EDUCATION_NAMES, LIMIT_WORDS, Limits, opens_words
from careerclusters.sources.projections import EDUCATION_ORDER
from careerclusters.words.preparation import schooling_words

__all__ = ["MOST_AVOIDED", "Ask", "Asked", "Block", "End", "Toggle", "blocks_of", "toggles_of"]

MOST_AVOIDED = 8
# Parameters of an address that are called otherwise than the limit.
_PARAMETERS = {"pay_min_usd": "pay_min"}


@dataclass(frozen=True)
class End:
    """Where a way begins or ends, or what it keeps out."""

    code_onet: str
    title: str
    pay_usd: float | None


@dataclass(frozen=True)
class Ask:
    """Words that may mean several occupations: which field they stand in, and the plan with each of them."""

    field: str
    typed: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Toggle:
    """A what-if: the same plan with one thing changed; `is_on` when it holds already.

    `field` and `value` are what a form sends for it.
    """

    words: str
    href: str
    is_on: bool
    field: str
    value: str


@dataclass(frozen=True)
class Block:
    """A limit that keeps a way out, from where it would let it through, and the plan without it."""

    words: str
    opens_at: str
    titles: tuple[str, ...]
    href: str


@dataclass(frozen=True)
class Asked:
    """What was asked for; the ends as they were typed where they aren't known yet."""

    start: End | None
    end: End | None
    grade: int | None
    area: str | None
    avoid: tuple[End, ...]
    limits: Limits
    typed_from: str = ""
    typed_to: str = ""

    def address(self, **changes: object) -> str:
        """The address of this plan with some parameters changed; None takes one back."""
        limits = self.limits
        given = {
            "from": self.start.code_onet if self.start else self.typed_from or None,
            "to": self.end.code_onet if self.end else self.typed_to or None,
            "grade": self.grade,
            "area": self.area,
            "avoid": list(limits.avoid) or None,
            "pay_min": limits.pay_min_usd,
            "education_max": limits.education_max,
            "years_max": limits.years_max,
        } | changes
        return "/plan?" + urlencode({k: _short(v) for k, v in given.items() if v is not None}, doseq=True)


def _short(value: object) -> object:
    """A whole number without its point; others to the last digit, so that a limit isn't missed."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def toggles_of(asked: Asked, ways: Iterable[Mapping[str, Any]]) -> tuple[Toggle, ...]:
    """Single changes worth trying, each of which can be taken back."""
    limits, found = asked.limits, []

    def offer(words: str, name: str, value: object, *, is_on: bool) -> None:
        href = asked.address(**{name: None if is_on else value})
        found.append(Toggle(words, href, is_on, name, str(_short(value))))

    if asked.start is not None and asked.start.pay_usd is not None:
        pay = asked.start.pay_usd
        words = _("Never less than typical pay now: {pay}", pay=present.dollars(pay))
        offer(words, "pay_min", pay, is_on=limits.pay_min_usd == pay)
    for name, words in (
        ("high-school", _("No schooling after high school")),
        ("associate", _("At most two years of college")),
    ):
        offer(words, "education_max", name, is_on=limits.education_max == name)
    offer(_("Within three years"), "years_max", 3, is_on=limits.years_max == 3)
    kept = [one.code_onet for one in asked.avoid]
    for one in asked.avoid:
        rest = [code for code in kept if code != one.code_onet] or None
        found.append(
            Toggle(
                _("Leave out {job}", job=one.title), asked.address(avoid=rest), True, "avoid", one.code_onet
            )
        )
    for code, title in _stops(ways, has_start=asked.start is not None)[: MOST_AVOIDED - len(kept)]:
        href = asked.address(avoid=[*kept, code])
        found.append(Toggle(_("Leave out {job}", job=title), href, False, "avoid", code))
    return tuple(found)


def _stops(ways: Iterable[Mapping[str, Any]], *, has_start: bool) -> list[tuple[str, str]]:
    """Stops between the ends, those of the first way first."""
    first = 1 if has_start else 0
    inner = (zip(way["codes"][first:-1], way["names"][first:-1], strict=True) for way in ways)
    return list(dict.fromkeys(stop for stops in inner for stop in stops))


def blocks_of(asked: Asked, blocked: Iterable[Mapping[str, Any]]) -> tuple[Block, ...]:
    """What keeps ways out, each with the plan that it would open."""
    return tuple(_block(asked, one) for one in blocked)


def _block(asked: Asked, one: Mapping[str, Any]) -> Block:
    name, value = _PARAMETERS.get(one["limit"], one["limit"]), one["opens_at"]
    if name == "avoid":
        value = [end.code_onet for end in asked.avoid if end.code_onet not in value] or None
    return Block(
        _(LIMIT_WORDS[one["limit"]]),
        opens_words(one)
        if name != "education_max"
        else schooling_words(EDUCATION_ORDER[EDUCATION_NAMES[value]]),
        tuple(one["way"]["names"]),
        asked.address(**{name: value}),
    )
