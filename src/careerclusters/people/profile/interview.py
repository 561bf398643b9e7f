"""The questions one after another, as a state that the terminal and the web drive alike.

An `Interview` never changes: `answer`, `skip` and `back` return the next one. It holds no clock, no
screen and no file; `to_person` gives what can be saved after every answer, and `resume` goes on from it.

    interview = start("adaptive", sections=("interests", "limits"))
    while question := interview.question:
        interview = interview.answer(question.parse(input(question.text)))
    person = interview.to_person()
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from careerclusters.errors import InputError
from careerclusters.language import _
from careerclusters.people.profile.adaptive import MOST_ITEMS
from careerclusters.people.profile.instruments import Form, form_items, next_item
from careerclusters.people.profile.person import InterestAnswers, Person
from careerclusters.people.profile.preferences import Constraints, Preferences
from careerclusters.people.profile.questions import SECTIONS, Question, find_question, section_questions
from careerclusters.people.profile.strengths import StrengthEvidence

__all__ = ["DEFAULT_SECTIONS", "Interview", "Progress", "resume", "start"]

_RATINGS = ("strengths", "skills", "knowledge", "abilities")
DEFAULT_SECTIONS = ("interests", "strengths", "environment", "values", "limits")


@dataclass(frozen=True)
class Progress:
    """How far the interview is. `total` is the most that may come when `is_exact` is False."""

    section: str | None
    done: int
    total: int
    is_exact: bool

    @property
    def share(self) -> float:
        """0 to 1."""
        return self.done / self.total if self.total else 1.0

    def __str__(self) -> str:
        return f"{self.done} of {'' if self.is_exact else 'at most '}{self.total}"


@dataclass(frozen=True)
class Interview:
    """Where an interview stands.

    `answers` by question id, `skipped` and `trail` (ids in the order met) make up the state; `base` keeps
    what a resumed person told outside the questions, such as occupations held.
    """

    form: Form
    sections: tuple[str, ...]
    answers: Mapping[str, Any] = field(default_factory=dict)
    skipped: frozenset[str] = frozenset()
    trail: tuple[str, ...] = ()
    returned_to: str | None = None
    base: Person = field(default_factory=Person)

    @property
    def question(self) -> Question | None:
        """The question to ask now; None when all is asked."""
        if self.returned_to is not None:
            return find_question(self.returned_to)
        for section in self.sections:
            if (question := self._next_of(section)) is not None:
                return question
        return None

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to ask."""
        return self.question is None

    @property
    def can_go_back(self) -> bool:
        """Whether a question was met before this one."""
        return bool(self.trail)

    def answer(self, value: object) -> Interview:
        """The interview after an answer to the present question, which must be one of its values."""
        question = self._present()
        answers = {**self.answers, question.question_id: question.check(value)}
        return self._moved(question, answers=answers, skipped=self.skipped - {question.question_id})

    def skip(self) -> Interview:
        """The interview after passing over the present question."""
        question = self._present()
        return self._moved(question, answers=self.answers, skipped=self.skipped | {question.question_id})

    def back(self) -> Interview:
        """The interview at the question met before, its answer taken back."""
        if not self.trail:
            raise InputError("There is no earlier question", todo="Answer or skip this one.")
        last = self.trail[-1]
        answers = {key: value for key, value in self.answers.items() if key != last}
        return replace(
            self,
            answers=MappingProxyType(answers),
            skipped=self.skipped - {last},
            trail=self.trail[:-1],
            returned_to=last,
        )

    def at(self, question_id: str) -> Interview:
        """The interview at a question of its sections, whatever was answered there taken back.

        Raises
        ------
        UnknownError
            When there is no such question.
        InputError
            When it belongs to another section.
        """
        question = find_question(question_id)
        if question.section not in self.sections:
            todo = _("Sections asked here: {names}.", names=", ".join(self.sections))
            raise InputError("This question isn't asked here", seen=question_id, todo=todo)
        answers = {key: value for key, value in self.answers.items() if key != question_id}
        return replace(
            self,
            answers=MappingProxyType(answers),
            skipped=self.skipped - {question_id},
            trail=tuple(key for key in self.trail if key != question_id),
            returned_to=question_id,
        )

    def met(self) -> tuple[str, ...]:
        """Ids of the questions answered or skipped, in the order in which they would have been asked."""
        answered = self.answers.keys() | self.skipped
        fresh = replace(self, answers=MappingProxyType({}), skipped=frozenset(), trail=(), returned_to=None)
        while (question := fresh.question) is not None and question.question_id in answered:
            key = question.question_id
            fresh = fresh.answer(self.answers[key]) if key in self.answers else fresh.skip()
        rest = [key for key in (*self.answers, *sorted(self.skipped)) if key not in fresh.trail]
        return (*fresh.trail, *rest)

    def progress(self) -> Progress:
        """Questions answered or skipped, out of all that may come."""
        done = total = 0
        is_exact = True
        for section in self.sections:
            met = sum(key.startswith(section + ":") for key in (*self.answers, *self.skipped))
            done += met
            if section == "interests" and self.form == "adaptive":
                is_over = self._next_of(section) is None
                is_exact = is_exact and is_over
                total += met if is_over else max(MOST_ITEMS, met + 1)
            else:
                total += max(met, len(self._asked(section)))
        question = self.question
        now = question.section if question else None
        return Progress(section=now, done=done, total=total, is_exact=is_exact)

    def to_person(self) -> Person:
        """All that was told so far, ready to save or to match.

        What `base` said on things that this interview doesn't ask about is kept.
        """
        person = self.base
        if "interests" in self.sections and (self._of("interests") or not _has_themes(person)):
            interests = InterestAnswers(self.form, self._of("interests"), tuple(self._skipped_items()))
            person = replace(person, interests=interests)
        known = person.strengths or StrengthEvidence()
        ratings = self._merged(_RATINGS, known.ratings)
        if ratings or person.strengths:
            person = replace(person, strengths=replace(known, ratings=ratings))
        passed = {key for key in person.skipped if key.split(":", 1)[0] not in self.sections}
        passed |= {key for key in self.skipped if not key.startswith("interests:")}
        return self._with_preferences(replace(person, skipped=tuple(passed)))

    def _with_preferences(self, person: Person) -> Person:
        preferences = person.preferences or Preferences()
        constraints = person.constraints or Constraints()
        before = {**preferences.environment, **constraints.environment}
        environment = self._merged(("environment",), before)
        kept = {"education_max": constraints.education_max, "pay_min_usd": constraints.pay_min_usd}
        limits = self._merged(("limits",), kept)
        preferences = replace(
            preferences,
            environment={name: wish for name, wish in environment.items() if isinstance(wish, int)},
            values=self._merged(("values",), preferences.values),
        )
        constraints = replace(
            constraints,
            environment={name: rule for name, rule in environment.items() if isinstance(rule, str)},
            education_max=limits.get("education_max"),
            pay_min_usd=limits.get("pay_min_usd"),
        )
        if person.preferences is not None or not preferences.is_empty:
            person = replace(person, preferences=preferences)
        if person.constraints is not None or not constraints.is_empty:
            person = replace(person, constraints=constraints)
        return person

    def _merged(self, sections: tuple[str, ...], before: Mapping[str, Any]) -> dict[str, Any]:
        """Answers of some sections, over what was known of things they don't ask about."""
        asked = {_key(q) for s in sections if s in self.sections for q in self._asked(s)}
        merged = {name: value for name, value in before.items() if name not in asked}
        for section in sections:
            merged.update(self._of(section))
        return merged

    def _asked(self, section: str) -> tuple[Question, ...]:
        """Questions of a section, without elements that an earlier section asks to rate."""
        questions = _questions(section, self.form)
        if section not in _RATINGS:
            return questions
        earlier = [s for s in self.sections[: self.sections.index(section)] if s in _RATINGS]
        seen = {_key(q) for s in earlier for q in section_questions(s)}
        return tuple(q for q in questions if _key(q) not in seen)

    def _next_of(self, section: str) -> Question | None:
        if section == "interests":
            item = next_item(self.form, self._of("interests"), skipped=self._skipped_items())
            return None if item is None else find_question(f"interests:{item.item_id}")
        met = self.answers.keys() | self.skipped
        return next((q for q in self._asked(section) if q.question_id not in met), None)

    def _skipped_items(self) -> frozenset[str]:
        return frozenset(k.removeprefix("interests:") for k in self.skipped if k.startswith("interests:"))

    def _of(self, section: str) -> dict[str, Any]:
        start = section + ":"
        return {k.removeprefix(start): v for k, v in self.answers.items() if k.startswith(start)}

    def _present(self) -> Question:
        question = self.question
        if question is None:
            raise InputError("All questions have been asked", todo="Go back to change an answer.")
        return question

    def _moved(self, question: Question, *, answers: Mapping[str, Any], skipped: frozenset[str]) -> Interview:
        return replace(
            self,
            answers=MappingProxyType(dict(answers)),
            skipped=frozenset(skipped),
            trail=(*self.trail, question.question_id),
            returned_to=None,
        )


def start(form: Form = "short", *, sections: tuple[str, ...] = DEFAULT_SECTIONS) -> Interview:
    """A fresh interview with the sections wanted, in that order."""
    return resume(Person(InterestAnswers(form)), sections=sections)


def resume(person: Person, *, sections: tuple[str, ...] = DEFAULT_SECTIONS) -> Interview:
    """An interview that goes on where a saved person stopped; what was skipped stays skipped."""
    unknown = [section for section in sections if section not in SECTIONS]
    if unknown or not sections or len(set(sections)) < len(sections):
        raise InputError(
            "These sections can't be asked",
            seen=", ".join(sections),
            todo=_("Known: {names}.", names=", ".join(SECTIONS)),
        )
    interests = person.interests or InterestAnswers()
    answers: dict[str, Any] = {}
    fresh = Interview(form=interests.form, sections=tuple(sections), base=person)
    for section in sections:
        for question in section_questions(section) if section == "interests" else fresh._asked(section):
            value = _answer_in(person, question)
            if value is not None:
                answers[question.question_id] = value
    skipped = frozenset(f"interests:{item_id}" for item_id in interests.skipped if "interests" in sections)
    skipped |= {key for key in person.skipped if key.split(":", 1)[0] in sections and key not in answers}
    trail = tuple(answers)
    return replace(fresh, answers=MappingProxyType(answers), skipped=skipped, trail=trail)


def _key(question: Question) -> str:
    return question.question_id.split(":", 1)[1]


def _has_themes(person: Person) -> bool:
    return person.interests is not None and person.interests.themes is not None


def _questions(section: str, form: Form) -> tuple[Question, ...]:
    if section == "interests":
        return tuple(find_question(f"interests:{item.item_id}") for item in form_items(form))
    return section_questions(section)


def _answer_in(person: Person, question: Question) -> object:
    """What a saved person already said to a question; None if nothing."""
    key = _key(question)
    preferences = person.preferences or Preferences()
    constraints = person.constraints or Constraints()
    match question.section:
        case "interests":
            return person.interests.answers.get(key) if person.interests else None
        case "environment":
            return constraints.environment.get(key, preferences.environment.get(key))
        case "values":
            return preferences.values.get(key)
        case "limits":
            return constraints.education_max if key == "education_max" else constraints.pay_min_usd
        case _:
            return person.strengths.ratings.get(key) if person.strengths else None
