"""What a person can do: work held, things done unpaid, twelve ratings, and what follows from them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Any

from fastapi import Query

from careerclusters.errors import UnknownError
from careerclusters.language import _, marked
from careerclusters.people.profile.experiences import (
    KINDS,
    experience,
    experience_words,
    experiences,
    kind_words,
)
from careerclusters.people.profile.person import Person
from careerclusters.people.profile.strengths import Done, ElementLevel, Held, StrengthEvidence
from careerclusters.web.contexts import Page
from careerclusters.web.pages.occupation import known_code
from careerclusters.web.parameters import NONE_GIVEN, Me
from careerclusters.web.profile_code import code_of, person_of
from careerclusters.web.queries.find import find_titles
from careerclusters.web.questionnaire import SectionState, address_of_section, interview_of, section_states
from careerclusters.web.state import State
from careerclusters.words import gloss, spoken_language

__all__ = ["PAGE", "StrengthsPage", "strengths"]

_SHOWN, _CHOICES = 12, 4
_FURTHER = ("skills", "knowledge", "abilities")
Title = Annotated[str | None, Query(description="Work held: a title or an O*NET code.", max_length=120)]
Years = Annotated[float, Query(description="Years of it.", ge=0, le=80)]
DoneIds = Annotated[
    list[Annotated[str, Query(max_length=60)]],
    Query(description="Things done, by id; repeat.", max_length=40),
]
_LEVELS = (
    (5.0, marked("very strong")),
    (4.0, marked("strong")),
    (3.0, marked("good")),
    (2.0, marked("some")),
    (0.0, marked("a little")),
)
"""Least level, 0 to 7, and how strong it is called."""


@dataclass(frozen=True)
class Past:
    """Work held or a thing done, with its years and the address without it."""

    key: str
    title: str
    years: float
    without: str


@dataclass(frozen=True)
class Choice:
    """What a title may have meant."""

    code_onet: str
    title: str
    href: str


@dataclass(frozen=True)
class Doing:
    """Something that people do unpaid, to choose."""

    experience_id: str
    text: str
    is_chosen: bool


@dataclass(frozen=True)
class Kind:
    """A kind of doing with its entries."""

    title: str
    entries: tuple[Doing, ...]


@dataclass(frozen=True)
class Level:
    """A skill, field of knowledge or ability: level 0 to 7, also in words, its standard error and source."""

    element_id: str
    label: str
    level: float
    standard_error: float
    source: str
    because: str | None
    words: str


@dataclass(frozen=True)
class StrengthsPage:
    """What was told, what follows, and what else may be told."""

    title: str
    me: str
    asked: str | None
    years: float
    choices: tuple[Choice, ...]
    problem: str | None
    held: tuple[Past, ...]
    done: tuple[Past, ...]
    kinds: tuple[Kind, ...]
    ratings: SectionState
    further: tuple[SectionState, ...]
    levels: tuple[Level, ...]
    n_inferred: int


def strengths(
    state: State, *, me: Me = "", held: Title = None, years: Years = 2.0, done: DoneIds = NONE_GIVEN
) -> StrengthsPage:
    """What a person can do; `held` and `done` are added to it."""
    person = person_of(me)
    problem: str | None = None
    choices: tuple[Choice, ...] = ()
    if held is not None and held.strip():
        code, choices = _meant(state, person, held, years)
        if code is not None:
            person, problem = _with_held(state, person, Held(code, years))
        elif not choices:
            problem = _("No occupation is like “{words}”. Try a more usual title.", words=held.strip())
    for key in done:
        experience(key)
    if done:
        kept = {one.experience_id: one for one in _stated(person).experiences}
        kept |= {key: Done(key, years) for key in done if key not in kept}
        person = _with(person, experiences=tuple(kept[key] for key in sorted(kept)))
    states = {one.section: one for one in section_states(person)}
    inferred = state.atlas.matcher.read(person)
    levels = inferred.strengths.levels if inferred.strengths is not None else ()
    shown = sorted(
        (one for one in levels if not one.is_inferred), key=lambda one: (-one.level, one.element_id)
    )
    return StrengthsPage(
        title=_("What you can do"),
        me=code_of(person),
        asked=held if choices or problem else None,
        years=years,
        choices=choices,
        problem=problem,
        held=_held(state, person),
        done=_done(person),
        kinds=_kinds(person),
        ratings=states["strengths"],
        further=tuple(_further(person, section) for section in _FURTHER),
        levels=tuple(_level(state, one) for one in shown[:_SHOWN]),
        n_inferred=sum(one.is_inferred for one in levels),
    )


def _meant(state: State, person: Person, title: str, years: float) -> tuple[str | None, tuple[Choice, ...]]:
    """The code that a title stands for, or what it may mean."""
    try:
        return known_code(state, title), ()
    except UnknownError:
        hits = find_titles(state, title, limit=_CHOICES)
    if hits and (hits[0].score >= 0.8 or len(hits) == 1):
        return hits[0].code_onet, ()
    code = code_of(person)
    return None, tuple(
        Choice(hit.code_onet, _title(state, hit.code_onet), _address(code, held=hit.code_onet, years=years))
        for hit in hits
    )


def _with_held(state: State, person: Person, one: Held) -> tuple[Person, str | None]:
    """The person with work added; occupations without ratings can't show strengths."""
    if one.code_onet not in state.clustering.codes:
        return person, _(
            "{name} has no ratings, so it can't show strengths. Name work that is like it.",
            name=_title(state, one.code_onet),
        )
    kept = {other.code_onet: other for other in _stated(person).occupations} | {one.code_onet: one}
    return _with(person, occupations=tuple(kept[key] for key in sorted(kept))), None


def _stated(person: Person) -> StrengthEvidence:
    return person.strengths or StrengthEvidence()


def _with(person: Person, **parts: Any) -> Person:
    return replace(person, strengths=replace(_stated(person), **parts))


def _held(state: State, person: Person) -> tuple[Past, ...]:
    all_of_it = _stated(person).occupations
    return tuple(
        Past(
            one.code_onet,
            _title(state, one.code_onet),
            one.years,
            _address(code_of(_with(person, occupations=tuple(x for x in all_of_it if x is not one)))),
        )
        for one in all_of_it
    )


def _done(person: Person) -> tuple[Past, ...]:
    all_of_it = _stated(person).experiences
    return tuple(
        Past(
            one.experience_id,
            experience_words(one.experience_id),
            one.years,
            _address(code_of(_with(person, experiences=tuple(x for x in all_of_it if x is not one)))),
        )
        for one in all_of_it
    )


def _kinds(person: Person) -> tuple[Kind, ...]:
    chosen = {one.experience_id for one in _stated(person).experiences}
    return tuple(
        Kind(
            kind_words(kind),
            tuple(
                Doing(one.experience_id, experience_words(one.experience_id), one.experience_id in chosen)
                for one in experiences().values()
                if one.kind == kind
            ),
        )
        for kind in KINDS
    )


def _further(person: Person, section: str) -> SectionState:
    from careerclusters.people.profile.questions import section_title

    interview = interview_of(person, section)
    progress = interview.progress()
    href = address_of_section(code_of(person), section)
    total = progress.total
    return SectionState(
        section, section_title(section), progress.done, total, True, interview.is_done, -(-total // 6), href
    )


def _level(state: State, one: ElementLevel) -> Level:
    because = one.because
    if because is not None:
        is_work = because in state.clustering.titles
        because = _title(state, because) if is_work else experience_words(because)
    return Level(
        element_id=one.element_id,
        label=gloss(one.element_id, spoken_language()).plain_name,
        level=round(one.level, 1),
        standard_error=round(one.standard_error, 1),
        source=one.source,
        because=because,
        words=_words(one.level),
    )


def _title(state: State, code: str) -> str:
    """What people call it."""
    return state.plain_name(code) if code in state.clustering.titles else code


def _words(level: float) -> str:
    """A level of 0 to 7 in words."""
    return _(next(words for least, words in _LEVELS if level >= least))


def _address(code: str, **more: object) -> str:
    from urllib.parse import urlencode

    return "/strengths?" + urlencode({"me": code, **more})


PAGE = Page("strengths", "/strengths", "What a person can do.", strengths, rows="levels")
