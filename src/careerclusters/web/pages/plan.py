"""A way from one occupation to another: steps with what each asks for, and what other limits would change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any

from fastapi import Query

from careerclusters import present
from careerclusters.errors import InputError, UnknownError
from careerclusters.pathways.limits import CHANCE_MIN, EDUCATION_NAMES, Limits
from careerclusters.pathways.plan import MOST_STEPS, PREFERENCES
from careerclusters.sources.projections import EDUCATION_ORDER
from careerclusters.web.contexts import Page
from careerclusters.web.parameters import NONE_GIVEN, OptionalName
from careerclusters.web.planning import (
    MOST_AVOIDED,
    PREFER_WORDS,
    Asked,
    Block,
    End,
    Toggle,
    blocks_of,
    toggles_of,
)
from careerclusters.web.queries.find import resolve
from careerclusters.web.state import State

__all__ = [
    "PAGE",
    "Amount",
    "Choice",
    "PlanPage",
    "Schooling",
    "place_of",
    "plan",
    "read_number",
    "schooling_choices",
]

_SHOWN = 12
_CHANCES = {
    0.01: "at least 1 in 100 of those who leave",
    CHANCE_MIN: "at least 1 in 1,000, as usual",
    0.0001: "at least 1 in 10,000",
    0.0: "any, however few",
}
From = Annotated[str | None, Query(alias="from", description="Where from: title or code.", max_length=120)]
Prefer = Annotated[str, Query(description=f"What comes first: {', '.join(PREFERENCES)}.", max_length=20)]
Amount = Annotated[str | None, Query(description="A number; nothing for no limit.", max_length=20)]
Schooling = Annotated[
    str | None, Query(description=f"Most schooling: {', '.join(EDUCATION_NAMES)}.", max_length=20)
]
Avoid = Annotated[
    list[Annotated[str, Query(max_length=120)]],
    Query(description="Occupations to keep out; repeat.", max_length=MOST_AVOIDED + 1),
]
Chance = Annotated[
    str | None,
    Query(description="Share of leavers, 0 to 1, below which a step counts as closed.", max_length=30),
]
Steps = Annotated[int, Query(description="Most steps.", ge=1, le=MOST_STEPS)]


@dataclass(frozen=True)
class Choice:
    """One of several values, in words."""

    value: str
    words: str


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
    chance_min: str
    chances: tuple[Choice, ...]
    max_steps: int
    steps: tuple[Choice, ...]
    is_limited: bool
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
    avoid: Avoid = NONE_GIVEN,
    pay_min: Amount = None,
    education_max: Schooling = None,
    years_max: Amount = None,
    chance_min: Chance = None,
    max_steps: Steps = MOST_STEPS,
) -> PlanPage:
    """Ways from one occupation to another within limits."""
    if prefer not in PREFERENCES:
        raise InputError("No such preference", seen=prefer, todo=f"One of: {', '.join(PREFERENCES)}.")
    kept_out = _kept_out(state, avoid)
    chance = read_number(chance_min, "least share", most=1.0)
    limits = Limits(
        avoid=tuple(one.code_onet for one in kept_out),
        pay_min_usd=read_number(pay_min, "least pay"),
        education_max=education_max or None,
        years_max=read_number(years_max, "most years"),
        chance_min=CHANCE_MIN if chance is None else chance,
    )
    start = _end(state, origin) if origin and origin.strip() else None
    end = _end(state, to) if to and to.strip() else None
    asked = Asked(start, end, prefer, kept_out, limits, max_steps)
    told: Mapping[str, Any] = {}
    if start is not None and end is not None and start.code_onet == end.code_onet:
        raise InputError("Both are the same occupation", seen=start.title, todo="Name other work to get to.")
    if start is not None and end is not None:
        told = _told(state, asked, (start.code_onet, end.code_onet))
    ways = tuple(told.get("chosen", ()))
    return PlanPage(
        title=f"From {start.title} to {end.title}" if start and end else "Plan a way to other work",
        asked_from=start.title if start else "",
        asked_to=end.title if end else "",
        origin=start,
        destination=end,
        prefer=prefer,
        preferences=tuple(Choice(name, words) for name, words in PREFER_WORDS.items()),
        pay_min=limits.pay_min_usd,
        education_max=limits.education_max,
        years_max=limits.years_max,
        chance_min=str(limits.chance_min),
        chances=_chances(limits.chance_min),
        max_steps=max_steps,
        steps=tuple(Choice(str(n), present.counted(n, "step")) for n in range(1, MOST_STEPS + 1)),
        is_limited=bool(limits.set_ones()) or max_steps != MOST_STEPS or prefer != PREFERENCES[0],
        avoid=kept_out,
        schooling=schooling_choices(),
        is_feasible=told.get("is_feasible"),
        ways=ways,
        others=tuple(told.get("others", ()))[:_SHOWN],
        blocks=blocks_of(asked, told.get("blocked", ())),
        toggles=toggles_of(asked, ways) if told else (),
    )


def schooling_choices() -> tuple[Choice, ...]:
    """Schooling to choose from, the least first."""
    return tuple(Choice(name, EDUCATION_ORDER[step]) for name, step in EDUCATION_NAMES.items())


def _chances(chosen: float) -> tuple[Choice, ...]:
    words = dict(_CHANCES)
    words.setdefault(chosen, f"at least {present.percent(chosen, decimals=3)} of those who leave")
    return tuple(Choice(str(share), words[share]) for share in sorted(words, reverse=True))


def _kept_out(state: State, avoid: Iterable[str]) -> tuple[End, ...]:
    ends = {one.code_onet: one for one in (_end(state, text) for text in avoid if text.strip())}
    if len(ends) > MOST_AVOIDED:
        raise InputError(f"At most {MOST_AVOIDED} can be kept out", seen=len(ends), todo="Take one back.")
    return tuple(ends.values())


def _told(state: State, asked: Asked, codes: tuple[str, str]) -> Mapping[str, Any]:
    from careerclusters.pathways import explain_plan, plan_ways
    from careerclusters.pathways.explain import speaks

    pathways = state.atlas.pathways
    found = plan_ways(
        pathways.network,
        *codes,
        limits=asked.limits,
        prefer=asked.prefer,
        max_steps=asked.max_steps,
    )
    told: dict[str, Any] = explain_plan(pathways, state.catalog, found)
    for way in told["chosen"]:
        for step in way["steps"]:
            gaps = step["gaps"]
            step["chance_range"] = present.range_words(
                step["chance_low"], step["chance_high"], as_text=partial(present.percent, decimals=1)
            )
            step["years_words"] = present.years_words(gaps["years_low"], gaps["years_high"])
            step["difficulty_words"] = present.difficulty_words(step["difficulty_percentile"])
            step["speaks_for"] = speaks(step["why"], is_for=True)
            step["speaks_against"] = speaks(step["why"], is_for=False)
            for one in gaps["to_learn"]:
                one["words"] = present.level_gap_words(one["level_destination"] - one["level_origin"])
    return told


def _end(state: State, text: str) -> End:
    kind, code = resolve(state, text)
    if kind != "occupation":
        raise UnknownError("A way leads between occupations", seen=text, todo="Name a job title.")
    pay = state.atlas.pathways.facts["wage_median_usd"][place_of(state, code)]
    return End(code, state.clustering.titles[code], None if pay is None else float(pay))


def place_of(state: State, code: str) -> int:
    """Place of an occupation among those that ways lead between.

    Raises
    ------
    UnknownError
        When it has no ratings, so that no way can be told.
    """
    try:
        return state.atlas.pathways.network.at(code)
    except UnknownError:
        title = state.clustering.titles[code]
        todo = "Take an occupation that is like it."
        raise UnknownError(
            "No way can be told: this occupation has no ratings", seen=title, todo=todo
        ) from None


def read_number(text: str | None, what: str, *, most: float = 10_000_000) -> float | None:
    """A number from 0 to `most` as people write it; None for nothing."""
    if text is None or not text.strip():
        return None
    try:
        value = float(text.strip().removeprefix("$").replace(",", ""))
    except ValueError:
        value = -1.0
    if not 0 <= value <= most:
        raise InputError(f"The {what} can't be used", seen=text, todo=f"Give a number from 0 to {most:,g}.")
    return value


PAGE = Page("plan", "/plan", "Ways from one occupation to another.", plan, rows="ways")
