"""What a person wishes for or rules out, all on one page: soft wishes weigh, limits remove."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Query

from careerclusters.errors import InputError
from careerclusters.language import _
from careerclusters.people.profile.interview import Interview, resume
from careerclusters.people.profile.questions import Question, section_title
from careerclusters.web.contexts import Page
from careerclusters.web.parameters import NONE_GIVEN, Me
from careerclusters.web.profile_code import code_of, person_of
from careerclusters.web.state import State

__all__ = ["PAGE", "WishesPage", "wishes"]

_SECTIONS = ("environment", "values", "limits")
Wished = Annotated[
    list[Annotated[str, Query(max_length=80)]],
    Query(
        description="Answers as question=place, such as environment:outdoors=4; none takes it back.",
        max_length=60,
    ),
]
LeastPay = Annotated[
    str | None, Query(description="Least yearly pay in US dollars; nothing takes it back.", max_length=20)
]


@dataclass(frozen=True)
class Option:
    """One answer of a question: what the address holds for it, its words, whether it is the present one."""

    value: str
    words: str
    is_chosen: bool


@dataclass(frozen=True)
class Wish:
    """A question with its answers; `number` is the present answer where a number is asked for."""

    question_id: str
    text: str
    hint: str | None
    options: tuple[Option, ...]
    number: float | None
    most: float


@dataclass(frozen=True)
class Group:
    """The questions of one section."""

    section: str
    title: str
    wishes: tuple[Wish, ...]


@dataclass(frozen=True)
class WishesPage:
    """All wishes and limits with their present answers."""

    title: str
    me: str
    n_answered: int
    groups: tuple[Group, ...]


def wishes(state: State, *, me: Me = "", w: Wished = NONE_GIVEN, pay: LeastPay = None) -> WishesPage:
    """Wishes and limits; each `w` changes one of them."""
    person = person_of(me)
    interview = resume(person, sections=_SECTIONS)
    answers = [*w, *([f"limits:pay_min_usd={pay}"] if pay is not None else [])]
    for answer in answers:
        interview = _changed(interview, answer)
    if answers:
        person = interview.to_person()
    return WishesPage(
        title=_("What you wish for, and what you rule out"),
        me=code_of(person),
        n_answered=len(interview.answers),
        groups=tuple(_group(interview, section) for section in _SECTIONS),
    )


def _changed(interview: Interview, text: str) -> Interview:
    question_id, equals, value = text.partition("=")
    if not equals:
        todo = "Write it like environment:outdoors=4."
        raise InputError("This wish can't be read", seen=text[:60], todo=todo)
    here = interview.at(question_id)
    question = here.question
    return here.answer(question.parse(value)) if value.strip() and question is not None else here


def _group(interview: Interview, section: str) -> Group:
    from careerclusters.people.profile.questions import section_questions

    return Group(
        section, section_title(section), tuple(_wish(interview, q) for q in section_questions(section))
    )


def _wish(interview: Interview, question: Question) -> Wish:
    key = question.question_id
    answer = interview.answers.get(key)
    options = tuple(
        Option(f"{key}={place}", words, answer is not None and value == answer)
        for place, (value, words) in enumerate(question.options, start=1)
    )
    number = answer if isinstance(answer, float) and not options else None
    return Wish(key, question.text, question.hint, options, number, question.most)


PAGE = Page("wishes", "/wishes", "What a person wishes for and rules out.", wishes)
