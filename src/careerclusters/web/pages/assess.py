"""The questions, one at a time. Each address holds all answers before it; the server remembers nobody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Query

from careerclusters.language import _, marked
from careerclusters.people.profile.instruments import FORMS
from careerclusters.people.profile.interview import Interview
from careerclusters.people.profile.person import Person
from careerclusters.people.profile.question_words import form_words
from careerclusters.people.profile.questions import SECTIONS, Question, section_title
from careerclusters.web.contexts import Page
from careerclusters.web.parameters import Me
from careerclusters.web.profile_code import code_of, person_of
from careerclusters.web.questionnaire import (
    SectionState,
    address_of_section,
    interview_of,
    is_enough,
    section_states,
    stepped,
)
from careerclusters.web.state import State

__all__ = ["PAGE", "AssessPage", "assess"]

Section = Annotated[str | None, Query(description=f"One of {', '.join(SECTIONS)}.", max_length=20)]
FormName = Annotated[str, Query(description=f"Interest form: {', '.join(FORMS)}.", max_length=20)]
QuestionId = Annotated[
    str | None, Query(description="Question to answer or to ask, such as interests:R01.", max_length=60)
]
Value = Annotated[
    str | None,
    Query(description="Its answer: the place of an option from 1, a number, or skip.", max_length=20),
]


@dataclass(frozen=True)
class Option:
    """One answer: its place from 1, its words, and whether it was chosen before."""

    place: int
    words: str
    is_chosen: bool


@dataclass(frozen=True)
class Asked:
    """The question to answer; without options a number from `least` to `most` is asked for."""

    question_id: str
    text: str
    hint: str | None
    options: tuple[Option, ...]
    least: float
    most: float


@dataclass(frozen=True)
class FormChoice:
    """An interest form and what it takes."""

    form: str
    words: str
    href: str


@dataclass(frozen=True)
class AssessPage:
    """A question with the way back and how far one is; without a section, what may be told.

    `question` is None when the section is done, or none was chosen.
    """

    title: str
    me: str
    section: str | None
    section_title: str | None
    question: Asked | None
    number: int
    n_done: int
    n_total: int
    is_exact: bool
    back: str | None
    is_enough: bool
    form: str | None
    forms: tuple[FormChoice, ...]
    sections: tuple[SectionState, ...]


def assess(
    state: State,
    *,
    me: Me = "",
    section: Section = None,
    form: FormName = "adaptive",
    q: QuestionId = None,
    value: Value = None,
) -> AssessPage:
    """The next question of a section; with `q` and `value`, the one after that answer."""
    person = person_of(me)
    if section is None:
        return _beginning(person)
    before = interview_of(person, section, form=form)
    interview, chosen, last = before, None, None
    if q is not None and value is not None:
        interview, last = stepped(before, q, value), q
        person = interview.to_person()
    elif q is not None:
        interview, chosen = before.at(q), before.answers.get(q)
    progress = (interview if chosen is None else before).progress()
    question = interview.question
    return AssessPage(
        title=section_title(section) if question is None else question.text,
        me=code_of(person),
        section=section,
        section_title=section_title(section),
        question=None if question is None else _asked(question, chosen),
        number=progress.done + 1 if chosen is None else _number(before, q),
        n_done=progress.done,
        n_total=progress.total,
        is_exact=progress.is_exact,
        back=_back(before, interview, last=last, code=code_of(person)),
        is_enough=is_enough(person),
        form=interview.form if section == "interests" else None,
        forms=(),
        sections=section_states(person) if question is None else (),
    )


def _number(before: Interview, question_id: str | None) -> int:
    met = before.met()
    return met.index(question_id) + 1 if question_id in met else len(met) + 1


def _beginning(person: Person) -> AssessPage:
    code = code_of(person)
    return AssessPage(
        title=_("What fits me?"),
        me=code,
        section=None,
        section_title=None,
        question=None,
        number=0,
        n_done=0,
        n_total=0,
        is_exact=True,
        back=None,
        is_enough=is_enough(person),
        form=None,
        forms=tuple(
            FormChoice(name, form_words(name), address_of_section("", "interests", form=name))
            for name in FORMS
        ),
        sections=section_states(person),
    )


def _asked(question: Question, chosen: object) -> Asked:
    return Asked(
        question_id=question.question_id,
        text=question.text,
        hint=question.hint,
        options=tuple(
            Option(place, words, value == chosen and chosen is not None)
            for place, (value, words) in enumerate(question.options, start=1)
        ),
        least=question.least,
        most=question.most,
    )


def _back(before: Interview, interview: Interview, *, last: str | None, code: str) -> str | None:
    """Address of the question met before the present one, its answer still in place."""
    question = interview.question
    if last is None:
        met = before.met()
        here = question.question_id if question is not None else None
        at = met.index(here) if here in met else len(met)
        last = met[at - 1] if at else None
    section = interview.sections[0]
    return None if last is None else address_of_section(code, section, q=last)


_FORM_NAMES = (marked("short"), marked("long"), marked("adaptive"))

PAGE = Page("assess", "/assess", "The questions, one at a time.", assess)
