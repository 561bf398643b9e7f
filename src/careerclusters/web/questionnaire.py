"""The sections of what a person may tell, as the pages show them: how far each is, and where it goes on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import cast

from careerclusters.errors import InputError
from careerclusters.language import _
from careerclusters.people.profile.instruments import FORMS, Form
from careerclusters.people.profile.interview import Interview, resume
from careerclusters.people.profile.person import InterestAnswers, Person
from careerclusters.people.profile.questions import SECTIONS, Question, section_title
from careerclusters.web.profile_code import code_of

__all__ = [
    "SHOWN",
    "SectionState",
    "address_of_section",
    "interview_of",
    "is_enough",
    "section_states",
    "stepped",
]

SHOWN = ("interests", "strengths", "environment", "values", "limits")
_MINUTES = {"interests": 3, "strengths": 2, "environment": 2, "values": 1, "limits": 1}
SKIP = "skip"


@dataclass(frozen=True)
class SectionState:
    """One part of the questions: how many are answered or skipped, and of how many at most."""

    section: str
    title: str
    n_done: int
    n_total: int
    is_exact: bool
    is_done: bool
    minutes: int
    href: str


def interview_of(person: Person, section: str, *, form: str = "adaptive") -> Interview:
    """The questions of one section, going on where this person stopped.

    Raises
    ------
    InputError
        When there is no such section or form.
    """
    if section not in SECTIONS:
        raise InputError("No such part", seen=section, todo=_("Parts: {names}.", names=", ".join(SECTIONS)))
    if form not in FORMS:
        raise InputError("No such form", seen=form, todo=_("Forms: {names}.", names=", ".join(FORMS)))
    interests = person.interests
    if section == "interests" and (
        interests is None or not (interests.answers or interests.skipped or interests.themes)
    ):
        person = replace(person, interests=InterestAnswers(cast(Form, form)))
    return resume(person, sections=(section,))


def stepped(interview: Interview, question_id: str, value: str) -> Interview:
    """The interview after an answer: the place of an option (from 1), a number, or "skip"."""
    here = interview.at(question_id)
    if value == SKIP:
        return here.skip()
    question: Question | None = here.question
    assert question is not None
    return here.answer(question.parse(value))


def is_enough(person: Person) -> bool:
    """Whether the interests alone carry a match; strengths may carry one too."""
    profile = person.interest_profile()
    return bool(profile and profile.is_enough)


def section_states(person: Person) -> tuple[SectionState, ...]:
    """All sections shown, in their order."""
    code = code_of(person)
    found = []
    for section in SHOWN:
        interview = interview_of(person, section)
        progress = interview.progress()
        found.append(
            SectionState(
                section=section,
                title=section_title(section),
                n_done=progress.done,
                n_total=progress.total,
                is_exact=progress.is_exact,
                is_done=interview.is_done,
                minutes=_MINUTES[section],
                href=address_of_section(code, section),
            )
        )
    return tuple(found)


def address_of_section(code: str, section: str, **more: object) -> str:
    """Where a section is asked."""
    from urllib.parse import urlencode

    given = {"section": section, "me": code or None, **more}
    return "/assess?" + urlencode({name: value for name, value in given.items() if value is not None})
