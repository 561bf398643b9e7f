"""A way from one occupation to another: steps with what each asks for, and what other limits would change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Query

from careerclusters import present
from careerclusters.errors import InputError, UnknownError
from careerclusters.pathways.limits import EDUCATION_NAMES, Limits
from careerclusters.pathways.plan import PREFERENCES
from careerclusters.sources.projections import EDUCATION_ORDER
from careerclusters.web.contexts import Page
from careerclusters.web.finding import resolve
from careerclusters.web.parameters import OptionalName
from careerclusters.web.store import State

__all__ = ["PAGE", "Amount", "PlanPage", "Schooling", "place_of", "plan", "read_number"]

_SHOWN = 12
_PREFER = {
    "likelihood": "the likeliest first",
    "time": "the quickest first",
    "pay": "the best paid on the way first",
    "steps": "the fewest steps first",
}
_LIMITS = {
    "avoid": "what is to be avoided",
    "pay_min_usd": "the least pay",
    "education_max": "the most schooling",
    "years_max": "the most years",
    "chance_min": "that hardly anybody makes such a step",
    "max_steps": "the number of steps",
}
From = Annotated[str | None, Query(alias="from", description="Where from: title or code.", max_length=120)]
Prefer = Annotated[str, Query(description=f"What comes first: {', '.join(PREFERENCES)}.", max_length=20)]
Amount = Annotated[str | None, Query(description="A number; nothing for no limit.", max_length=20)]
Schooling = Annotated[
    str | None, Query(description=f"Most schooling: {', '.join(EDUCATION_NAMES)}.", max_length=20)
]
Avoid = Annotated[
    list[Annotated[str, Query(max_length=120)]],
    Query(description="Occupations to keep out; repeat.", max_length=8),
]


@dataclass(frozen=True)
class End:
    """Where a way begins or ends."""

    code_onet: str
    title: str
    pay_usd: float | None


@dataclass(frozen=True)
class Choice:
    """One of several values, in words."""

    value: str
    words: str


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
class PlanPage:
    """Ways that no other way beats in everything. `ways` hold their steps, `others` do not."""

    title: str
    asked_from: str
    asked_to: str
    origin: End | None
    destination: End | None
    prefer: str
    preferences: tuple[Choice, ...]
    pay_min: float | None
    education_max: str | None
    years_max: float | None
    avoid: tuple[End, ...]
    schooling: tuple[Choice, ...]
    is_feasible: bool | None
    ways: tuple[Mapping[str, Any], ...]
    others: tuple[Mapping[str, Any], ...]
    blocks: tuple[Block, ...]
    toggles: tuple[Toggle, ...]
    sources: tuple[str, ...] = ("cps_asec_moves", "oews_national", "projections_2024")


def plan(
    state: State,
    *,
    origin: From = None,
    to: OptionalName = None,
    prefer: Prefer = "likelihood",
    avoid: Avoid = (),
    pay_min: Amount = None,
    education_max: Schooling = None,
    years_max: Amount = None,
) -> PlanPage:
    """Ways from one occupation to another within limits."""
    if prefer not in PREFERENCES:
        raise InputError("No such preference", seen=prefer, todo=f"One of: {', '.join(PREFERENCES)}.")
    kept_out = tuple(_end(state, one) for one in avoid if one.strip())
    limits = Limits(
        avoid=tuple(one.code_onet for one in kept_out),
        pay_min_usd=read_number(pay_min, "least pay"),
        education_max=education_max or None,
        years_max=read_number(years_max, "most years"),
    )
    start = _end(state, origin) if origin and origin.strip() else None
    end = _end(state, to) if to and to.strip() else None
    told: Mapping[str, Any] = {}
    if start is not None and end is not None and start.code_onet == end.code_onet:
        raise InputError("Both are the same occupation", seen=start.title, todo="Name other work to get to.")
    if start is not None and end is not None:
        told = _told(state, start, end, limits=limits, prefer=prefer)
    asked = _Asked(start, end, prefer, limits)
    return PlanPage(
        title=f"From {start.title} to {end.title}" if start and end else "Plan a way to other work",
        asked_from=start.title if start else "",
        asked_to=end.title if end else "",
        origin=start,
        destination=end,
        prefer=prefer,
        preferences=tuple(Choice(name, words) for name, words in _PREFER.items()),
        pay_min=limits.pay_min_usd,
        education_max=limits.education_max,
        years_max=limits.years_max,
        avoid=kept_out,
        schooling=tuple(Choice(name, EDUCATION_ORDER[step]) for name, step in EDUCATION_NAMES.items()),
        is_feasible=told.get("is_feasible"),
        ways=tuple(told.get("chosen", ())),
        others=tuple(told.get("others", ()))[:_SHOWN],
        blocks=tuple(_block(asked, one) for one in told.get("blocked", ())),
        toggles=_toggles(asked) if told else (),
    )


@dataclass(frozen=True)
class _Asked:
    """What was asked for, and the address of the same with changes."""

    start: End | None
    end: End | None
    prefer: str
    limits: Limits

    def address(self, **changes: object) -> str:
        limits = self.limits
        given = {
            "from": self.start and self.start.code_onet,
            "to": self.end and self.end.code_onet,
            "prefer": self.prefer if self.prefer != "likelihood" else None,
            "avoid": list(limits.avoid) or None,
            "pay_min": limits.pay_min_usd,
            "education_max": limits.education_max,
            "years_max": limits.years_max,
        } | changes
        return "/plan?" + urlencode({k: _short(v) for k, v in given.items() if v is not None}, doseq=True)


def _short(value: object) -> object:
    return f"{value:g}" if isinstance(value, float) and value < 100_000 else value


def _told(state: State, start: End, end: End, *, limits: Limits, prefer: str) -> Mapping[str, Any]:
    from careerclusters.pathways import explain_plan, plan_ways

    pathways = state.pathways()
    found = plan_ways(pathways.network, start.code_onet, end.code_onet, limits=limits, prefer=prefer)
    told = explain_plan(pathways, state.catalog, found)
    for way in told["chosen"]:
        for step in way["steps"]:
            gaps = step["gaps"]
            step["years_words"] = present.years_words(gaps["years_low"], gaps["years_high"])
    return told


def _end(state: State, text: str) -> End:
    kind, code = resolve(state, text)
    if kind != "occupation":
        raise UnknownError("A way leads between occupations", seen=text, todo="Name a job title.")
    pay = state.pathways().facts["wage_median_usd"][place_of(state, code)]
    return End(code, state.clustering.titles[code], None if pay is None else float(pay))


def place_of(state: State, code: str) -> int:
    """Place of an occupation among those that ways lead between.

    Raises
    ------
    UnknownError
        When it has no ratings, so that no way can be told.
    """
    try:
        return state.pathways().network.at(code)
    except UnknownError:
        title = state.clustering.titles[code]
        todo = "Take an occupation that is like it."
        raise UnknownError(
            "No way can be told: this occupation has no ratings", seen=title, todo=todo
        ) from None


def read_number(text: str | None, what: str) -> float | None:
    if text is None or not text.strip():
        return None
    try:
        value = float(text.strip().removeprefix("$").replace(",", ""))
    except ValueError:
        value = -1.0
    if not 0 <= value <= 10_000_000:
        raise InputError(f"The {what} can't be used", seen=text, todo="Give a number from 0 up.")
    return value


def _toggles(asked: _Asked) -> tuple[Toggle, ...]:
    """Single changes worth trying, each of which can be taken back."""
    limits, found = asked.limits, []
    if asked.start is not None and asked.start.pay_usd is not None:
        pay = asked.start.pay_usd
        is_on = limits.pay_min_usd == pay
        words = f"Never less than {asked.start.title} earn in the middle: {present.dollars(pay)}"
        found.append(Toggle(words, asked.address(pay_min=None if is_on else pay), is_on))
    for name, words in (
        ("high-school", "No schooling after high school"),
        ("associate", "At most two years of college"),
    ):
        is_on = limits.education_max == name
        found.append(Toggle(words, asked.address(education_max=None if is_on else name), is_on))
    is_on = limits.years_max == 3
    found.append(Toggle("Within three years", asked.address(years_max=None if is_on else 3), is_on))
    for name in ("time", "pay"):
        is_on = asked.prefer == name
        found.append(Toggle(_PREFER[name].capitalize(), asked.address(prefer=None if is_on else name), is_on))
    return tuple(found)


def _block(asked: _Asked, one: Mapping[str, Any]) -> Block:
    limit, value = one["limit"], one["opens_at"]
    changes: dict[str, object] = {}
    if limit == "pay_min_usd":
        words, changes = present.dollars(value), {"pay_min": value}
    elif limit == "education_max":
        words, changes = EDUCATION_ORDER[EDUCATION_NAMES[value]], {"education_max": value}
    elif limit == "years_max":
        words, changes = f"{value:.1f} years", {"years_max": value}
    elif limit == "avoid":
        words, changes = "passing through it", {"avoid": None}
    else:
        words = present.percent(value, decimals=3) if limit == "chance_min" else str(value)
    return Block(
        _LIMITS[limit], words, tuple(one["way"]["titles"]), asked.address(**changes) if changes else ""
    )


PAGE = Page("plan", "/plan", "Ways from one occupation to another.", plan, rows="ways")
