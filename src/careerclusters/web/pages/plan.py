"""Ways from where somebody is to an occupation: straight, by an apprenticeship, by a stepping stone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import Query

from careerclusters import present
from careerclusters.errors import InputError, UnknownError
from careerclusters.language import _
from careerclusters.pathways.limits import EDUCATION_NAMES, Limits
from careerclusters.sources.projections import EDUCATION_ORDER
from careerclusters.web.contexts import Page
from careerclusters.web.parameters import NONE_GIVEN, OptionalName
from careerclusters.web.planning import (
    MOST_AVOIDED,
    Ask,
    Asked,
    Block,
    End,
    Toggle,
    blocks_of,
    toggles_of,
)
from careerclusters.web.queries.find import find_titles, resolve
from careerclusters.web.state import State
from careerclusters.words import gloss, spoken_language
from careerclusters.words.preparation import schooling_words

if TYPE_CHECKING:
    from careerclusters.labour import Area

__all__ = [
    "PAGE",
    "Amount",
    "AreaName",
    "Choice",
    "PlanPage",
    "Schooling",
    "place_of",
    "plan",
    "read_number",
    "schooling_choices",
]

_CHOICES = 6
From = Annotated[str | None, Query(alias="from", description="Where from: title or code.", max_length=120)]
Grade = Annotated[str | None, Query(description="Grade, 6 to 12, of somebody in school.", max_length=4)]
AreaName = Annotated[str | None, Query(description="State or metropolitan area.", max_length=80)]
Amount = Annotated[str | None, Query(description="A number; nothing for no limit.", max_length=20)]
Schooling = Annotated[
    str | None, Query(description=f"Most schooling: {', '.join(EDUCATION_NAMES)}.", max_length=20)
]
Avoid = Annotated[
    list[Annotated[str, Query(max_length=120)]],
    Query(description="Occupations to keep out; repeat.", max_length=MOST_AVOIDED + 1),
]


@dataclass(frozen=True)
class Choice:
    """One of several values, in words."""

    value: str
    words: str


@dataclass(frozen=True)
class PlanPage:
    """Ways in the order to read them, with their steps; `blocks` names what limits keep out.

    `asks` holds what isn't sure among the words typed: then there are no ways yet.
    """

    title: str
    asked_from: str
    asked_to: str
    asked_area: str
    grade: int | None
    area: str | None
    origin: End | None
    destination: End | None
    asks: tuple[Ask, ...]
    pay_min: float | None
    education_max: str | None
    years_max: float | None
    is_limited: bool
    avoid: tuple[End, ...]
    schooling: tuple[Choice, ...]
    is_feasible: bool | None
    is_estimated: str | None
    estimated: Mapping[str, Any] | None
    openings_words: str | None
    lead: str | None
    ways: tuple[Mapping[str, Any], ...]
    blocks: tuple[Block, ...]
    toggles: tuple[Toggle, ...]
    sources: tuple[str, ...] = ("cps_asec_moves", "oews_areas", "projections_2024", "licences")


def plan(
    state: State,
    *,
    origin: From = None,
    to: OptionalName = None,
    grade: Grade = None,
    area: AreaName = None,
    avoid: Avoid = NONE_GIVEN,
    pay_min: Amount = None,
    education_max: Schooling = None,
    years_max: Amount = None,
) -> PlanPage:
    """Ways from one occupation, or from school, to another within limits."""
    from careerclusters.labour import area_of

    kept_out = _kept_out(state, avoid)
    limits = Limits(
        avoid=tuple(one.code_onet for one in kept_out),
        pay_min_usd=read_number(pay_min, "least pay"),
        education_max=education_max or None,
        years_max=read_number(years_max, "most years"),
    )
    place = area_of(state.catalog, area.strip()) if area and area.strip() else None
    typed_from, typed_to = (" ".join((text or "").split()) for text in (origin, to))
    school = _grade(grade)
    start = None if school is not None else _end(state, typed_from) if typed_from else None
    end = _end(state, typed_to) if typed_to else None
    asked = Asked(
        start if isinstance(start, End) else None,
        end if isinstance(end, End) else None,
        school,
        place.name if place else None,
        kept_out,
        limits,
        typed_from,
        typed_to,
    )
    asks = tuple(
        _ask(asked, field, one)
        for field, one in (("from", start), ("to", end))
        if one is not None and not isinstance(one, End)
    )
    answer: Mapping[str, Any] = {}
    if not asks and asked.end is not None and (asked.start is not None or school is not None):
        answer = _plan_answer(state, asked, place)
    ways = tuple(answer.get("ways", ()))
    return PlanPage(
        title=_title(asked),
        asked_from=asked.start.title if asked.start else typed_from,
        asked_to=asked.end.title if asked.end else typed_to,
        asked_area=area or "",
        grade=school,
        area=place.name if place else None,
        origin=asked.start,
        destination=asked.end,
        asks=asks,
        pay_min=limits.pay_min_usd,
        education_max=limits.education_max,
        years_max=limits.years_max,
        is_limited=bool(limits.set_ones()),
        avoid=kept_out,
        schooling=schooling_choices(),
        is_feasible=answer.get("is_feasible"),
        is_estimated=answer.get("is_estimated"),
        estimated=answer.get("estimated"),
        openings_words=answer.get("openings_words"),
        lead=_lead(asked, ways[0]) if ways else None,
        ways=ways,
        blocks=blocks_of(asked, answer.get("blocked", ())),
        toggles=toggles_of(asked, ways) if answer else (),
    )


def schooling_choices() -> tuple[Choice, ...]:
    """Schooling to choose from, the least first."""
    return tuple(Choice(name, _(EDUCATION_ORDER[step])) for name, step in EDUCATION_NAMES.items())


def _title(asked: Asked) -> str:
    if asked.end is not None and (asked.start is not None or asked.grade is not None):
        if asked.start is None:
            return _("From school to {job}", job=asked.end.title)
        return _("From {start} to {end}", start=asked.start.title, end=asked.end.title)
    return _("Plan a way to other work")


def _lead(asked: Asked, way: Mapping[str, Any]) -> str:
    """The answer in two sentences: how long the first way takes, what school it asks for, what it pays."""
    slots = {"time": way["time_words"], "schooling": _asked_for(way)}
    if asked.start is None:
        said = _("The first way takes {time} after high school and asks for {schooling}.", **slots)
    else:
        said = _("The first way takes {time} and asks for {schooling}.", **slots)
    before = asked.start.pay_usd if asked.start else None
    after = way["steps"][-1]["pay_usd"]
    if after is None:
        return said
    money = partial(present.dollars, per=None)
    if before is None:
        pay = _("Typical pay there is {pay} a year.", pay=money(after))
    else:
        pay = _("Typical pay goes from {before} to {after} a year.", before=money(before), after=money(after))
    return f"{said} {pay}"


def _asked_for(way: Mapping[str, Any]) -> str:
    """The school of a way, for the middle of a sentence."""
    if any(step["is_apprenticed"] for step in way["steps"]):
        return _("an apprenticeship after high school")
    asked = [step["schooling"] for step in way["steps"] if step["school_years_high"] > 0]
    if not asked:
        return _("no more schooling")
    return schooling_words(max(asked, key=EDUCATION_ORDER.index))


def _grade(text: str | None) -> int | None:
    from careerclusters.people.profile.background import check_grade

    if text is None or not text.strip():
        return None
    if not text.strip().isdecimal():
        raise InputError("The school grade can't be used", seen=text, todo="Give a grade from 6 to 12.")
    check_grade(int(text))
    return int(text)


def _kept_out(state: State, avoid: Iterable[str]) -> tuple[End, ...]:
    found = [_end(state, text) for text in avoid if text.strip()]
    ends = {one.code_onet: one for one in found if isinstance(one, End)}
    if len(ends) > MOST_AVOIDED:
        raise InputError(
            _("At most {n} can be kept out", n=MOST_AVOIDED), seen=len(ends), todo="Take one back."
        )
    return tuple(ends.values())


def _plan_answer(state: State, asked: Asked, area: Area | None) -> Mapping[str, Any]:
    from careerclusters.atlas.advice import plan_json

    assert asked.end is not None
    answer = plan_json(
        state.atlas,
        asked.start.code_onet if asked.start else None,
        asked.end.code_onet,
        grade=asked.grade,
        area=area,
        limits=asked.limits,
    )
    for way in answer["ways"]:
        way["years_words"] = present.years_words(way["years_low"], way["years_high"])
        way["time_words"] = present.years_phrase(way["years_low"], way["years_high"])
        for step in way["steps"]:
            _in_words(step)
    return answer


def _in_words(step: dict[str, Any]) -> None:
    """Add words to a step: its years, and where both ends are rated how usual and how hard it is."""
    from careerclusters.pathways.explain import speaks

    step["years_words"] = present.years_words(step["years_low"], step["years_high"])
    gaps = step["gaps"]
    if gaps is None:
        return
    step["chance_range"] = present.range_words(
        step["chance_low"], step["chance_high"], as_text=partial(present.percent, decimals=1)
    )
    step["difficulty_words"] = present.difficulty_words(step["difficulty_percentile"])
    step["speaks_for"] = speaks(step["why"], is_for=True)
    step["speaks_against"] = speaks(step["why"], is_for=False)
    for one in gaps["to_learn"]:
        one["words"] = present.level_gap_words(one["level_destination"] - one["level_origin"])
    for one in (*gaps["to_learn"], *gaps["carries_over"]):
        one["plain_name"] = gloss(one["element_id"], spoken_language()).plain_name


def _end(state: State, text: str) -> End | tuple[tuple[str, str], ...]:
    """The occupation meant, or, where that isn't sure, those that may be meant."""
    try:
        kind, code = resolve(state, text)
    except UnknownError:
        hits = find_titles(state, text, limit=_CHOICES)
        if not hits:
            raise
        return tuple((hit.code_onet, state.plain_name(hit.code_onet)) for hit in hits)
    if kind != "occupation":
        raise UnknownError("A way leads between occupations", seen=text, todo="Name a job title.")
    market = state.atlas.matcher.nation
    pay = float(market.pay[market.rows((code,))[0]])
    return End(code, state.plain_name(code), pay if pay == pay else None)


def _ask(asked: Asked, field: str, choices: tuple[tuple[str, str], ...]) -> Ask:
    typed = asked.typed_from if field == "from" else asked.typed_to
    return Ask(field, typed, tuple((title, asked.address(**{field: code})) for code, title in choices))


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
        raise InputError(
            _("The {what} can't be used", what=_(what)),
            seen=text,
            todo=_("Give a number from 0 to {most}.", most=f"{most:,g}"),
        )
    return value


PAGE = Page("plan", "/plan", "Ways from one occupation, or from school, to another.", plan, rows="ways")
