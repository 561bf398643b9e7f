"""Which of two jobs would you take? One pair a page, until it is known what the person wants most."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import Query

from careerclusters.errors import InputError
from careerclusters.language import _
from careerclusters.people.explain.tradeoff_words import QUESTION, JobSide, WishFound, sides_of, wishes_found
from careerclusters.people.profile.choices import MOST_CHOICES, Choice
from careerclusters.people.profile.person import Person
from careerclusters.people.profile.preferences import Preferences
from careerclusters.web.contexts import Page
from careerclusters.web.parameters import Me
from careerclusters.web.profile_code import code_of, person_of
from careerclusters.web.state import State

__all__ = ["PAGE", "TradeoffsPage", "tradeoffs"]

_ANSWERS = {"1": "first", "2": "second", "skip": "neither"}
Job = Annotated[str | None, Query(description="Code of a job of the pair that is answered.", max_length=20)]
Value = Annotated[
    str | None,
    Query(description="1 takes the first job, 2 the second; skip where one can't say.", max_length=20),
]
Again = Annotated[bool, Query(description="Take all choices back and begin again.")]


@dataclass(frozen=True)
class TradeoffsPage:
    """A pair of jobs to choose from; when enough is known, what the choices say.

    `jobs` is empty at the end. `wishes` begins with the strongest; a wish that was set by hand counts as set.
    """

    title: str
    me: str
    jobs: tuple[JobSide, ...]
    number: int
    n_most: int
    back: str | None
    wishes: tuple[WishFound, ...]


def tradeoffs(
    state: State,
    *,
    me: Me = "",
    first: Job = None,
    second: Job = None,
    value: Value = None,
    again: Again = False,
) -> TradeoffsPage:
    """The next pair of jobs; with `first`, `second` and `value`, the one after that answer."""
    from urllib.parse import urlencode

    person = person_of(me)
    matcher = state.atlas.matcher
    choices = () if again or person.preferences is None else person.preferences.choices
    if first is not None and second is not None and value is not None:
        if value not in _ANSWERS:
            raise InputError(
                "This answer can't be used",
                seen=value,
                todo=_("Give one of: {names}.", names=", ".join(_ANSWERS)),
            )
        sides_of(
            (first, second), tradeoffs=matcher.tradeoffs, features=matcher.features, market=matcher.nation
        )
        choices = _with_choice(choices, Choice(first, second, _ANSWERS[value]))
    person = _with_choices(person, choices)
    pair = matcher.tradeoffs.next_pair(choices)
    before = None
    if choices:
        before = "/tradeoffs?" + urlencode({"me": code_of(_with_choices(person, choices[:-1]))})
    jobs: tuple[JobSide, ...] = ()
    if pair is not None:
        jobs = sides_of(pair, tradeoffs=matcher.tradeoffs, features=matcher.features, market=matcher.nation)
    return TradeoffsPage(
        title=_(QUESTION) if jobs else _("What you want most"),
        me=code_of(person),
        jobs=jobs,
        number=len(choices) + 1,
        n_most=MOST_CHOICES,
        back=before,
        wishes=() if jobs else wishes_found(matcher.tradeoffs.wishes(choices)),
    )


def _with_choice(choices: tuple[Choice, ...], choice: Choice) -> tuple[Choice, ...]:
    """The choices with one more; the same pair sent twice counts once."""
    pair = {choice.first, choice.second}
    return (*(one for one in choices if {one.first, one.second} != pair), choice)


def _with_choices(person: Person, choices: tuple[Choice, ...]) -> Person:
    preferences = replace(person.preferences or Preferences(), choices=choices)
    if person.preferences is None and preferences.is_empty:
        return person
    return replace(person, preferences=preferences)


PAGE = Page("tradeoffs", "/tradeoffs", "Which of two jobs a person would take.", tradeoffs, rows="wishes")
