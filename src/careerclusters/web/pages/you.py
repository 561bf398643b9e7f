"""What a person told so far: all of it, to be changed, taken along or forgotten."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from careerclusters.language import _, decimal_text
from careerclusters.people.explain.tradeoff_words import QUESTION
from careerclusters.people.profile.choices import ANSWERS_TO_PAIRS
from careerclusters.people.profile.file import person_to_dict
from careerclusters.people.profile.interview import DEFAULT_SECTIONS, resume
from careerclusters.people.profile.person import Person
from careerclusters.people.profile.preferences import Preferences
from careerclusters.people.profile.questions import find_question
from careerclusters.present import dollars, listing
from careerclusters.web.contexts import Page
from careerclusters.web.parameters import Me
from careerclusters.web.profile_code import code_of, person_of
from careerclusters.web.questionnaire import SectionState, address_of_section, is_enough, section_states
from careerclusters.web.state import State

__all__ = ["PAGE", "Answered", "YouPage", "you"]


@dataclass(frozen=True)
class Answered:
    """One question with its answer in words, "skipped" where it was passed over, and where to change it."""

    question_id: str
    section: str
    text: str
    answer: str
    href: str


@dataclass(frozen=True)
class YouPage:
    """All that was told. `profile` is the whole as a profile file holds it."""

    title: str
    me: str
    is_enough: bool
    sections: tuple[SectionState, ...]
    answers: tuple[Answered, ...]
    n_occupations: int
    n_experiences: int
    profile: dict[str, Any]


def you(state: State, *, me: Me = "") -> YouPage:
    """What you told so far."""
    person = person_of(me)
    strengths = person.strengths
    return YouPage(
        title=_("Your answers"),
        me=code_of(person),
        is_enough=is_enough(person),
        sections=section_states(person),
        answers=_answers(state, person),
        n_occupations=len(strengths.occupations) if strengths else 0,
        n_experiences=len(strengths.experiences) if strengths else 0,
        profile=person_to_dict(person),
    )


def _answers(state: State, person: Person) -> tuple[Answered, ...]:
    interview, code = resume(person, sections=DEFAULT_SECTIONS), code_of(person)
    found = []
    for key in (*interview.answers, *sorted(interview.skipped)):
        question = find_question(key)
        value = interview.answers.get(key)
        words = _("skipped") if value is None else dict(question.options).get(value)
        if words is None:
            words = (
                _("about {n} of 7", n=decimal_text(float(value or 0), 1))
                if question.options
                else dollars(value)
            )
        href = address_of_section(code, question.section, q=key)
        found.append(Answered(key, question.section, question.text, words, href))
    return (*found, *_chosen(state, person))


def _chosen(state: State, person: Person) -> tuple[Answered, ...]:
    """Choices between two jobs; changing one goes back to its pair, and those after it are asked again."""
    known = person.preferences
    choices = known.choices if known is not None else ()
    found = []
    for at, choice in enumerate(choices):
        before = replace(person, preferences=replace(known or Preferences(), choices=choices[:at]))
        href = "/tradeoffs?" + urlencode({"me": code_of(before)})
        names = listing((_name(state, choice.first), _name(state, choice.second)), joiner="or")
        words = _(ANSWERS_TO_PAIRS["neither"]) if choice.taken is None else _name(state, choice.taken)
        found.append(Answered(f"choices:{at + 1}", "choices", f"{_(QUESTION)} {names}", words, href))
    return tuple(found)


def _name(state: State, code: str) -> str:
    return state.plain_name(code) if code in state.known_codes else code


PAGE = Page("you", "/you", "What a person told so far.", you, rows="answers")
