"""Why one occupation stands where it does for a person, on what that rests, and what would lift it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Query

from careerclusters.language import _
from careerclusters.people.explain.counterfactuals import find_changes, find_dependence
from careerclusters.people.explain.reasons import reasons_for
from careerclusters.people.matching.score import PART_NAMES
from careerclusters.present import inside_sentence
from careerclusters.web.contexts import Page
from careerclusters.web.pages.occupation import known_code
from careerclusters.web.pages.results import Part, asked_where, found_for
from careerclusters.web.parameters import Code, Me
from careerclusters.web.profile_code import code_of, person_of
from careerclusters.web.queries.areas import AreaName
from careerclusters.web.state import State

__all__ = ["PAGE", "WhyPage", "why"]

Lift = Annotated[bool, Query(description="Also look for the changes of answers that would lift it.")]


@dataclass(frozen=True)
class Change:
    """One answer as it is and as it would be."""

    text: str
    before: str
    after: str


@dataclass(frozen=True)
class WhyPage:
    """Reasons, the parts of the score, and what would change the place.

    `rests_on` is the single answer that moves it most, to `rank_with_it` if changed; `changes` those that
    would lift it to `rank_lifted`, which is the top ten when `is_reached`.
    """

    title: str
    me: str
    code_onet: str
    occupation: str
    rank: int | None
    rank_low: int | None
    rank_high: int | None
    n_ranked: int
    score: float | None
    parts: tuple[Part, ...]
    reasons: tuple[str, ...]
    rests_on: Change | None
    rank_with_it: int | None
    is_lift: bool
    changes: tuple[Change, ...]
    rank_lifted: int | None
    is_reached: bool


def why(state: State, code: Code, *, me: Me = "", lift: Lift = False, area: AreaName = None) -> WhyPage:
    """Why an occupation stands where it does; looking for a lift takes up to a few seconds."""
    code = known_code(state, code)
    person = person_of(me)
    found = found_for(state, person, area=asked_where(state, me, area).key)
    is_gone = code in set(found.removed["code_onet"])
    row = None if is_gone and lift else found.row(code)
    matcher = state.atlas.matcher
    rests = find_dependence(matcher, found, code) if row else None
    change = find_changes(matcher, found, code) if lift else None
    name = state.plain_name(code)
    return WhyPage(
        title=_("Why {job}?", job=inside_sentence(name)),
        me=code_of(person),
        code_onet=code,
        occupation=name,
        rank=row["rank"] if row else None,
        rank_low=row["rank_low"] if row else None,
        rank_high=row["rank_high"] if row else None,
        n_ranked=found.occupations.height,
        score=row["score"] if row else None,
        parts=tuple(
            Part(_(PART_NAMES[name]), row[name]) for name in found.parts if row and row[name] is not None
        ),
        reasons=reasons_for(matcher, found, code) if row else (),
        rests_on=Change(rests.change.text, rests.change.before, rests.change.after)
        if rests and rests.change
        else None,
        rank_with_it=rests.rank_after if rests else None,
        is_lift=lift,
        changes=tuple(Change(one.text, one.before, one.after) for one in change.changes) if change else (),
        rank_lifted=change.rank_after if change else None,
        is_reached=bool(change and change.is_reached),
    )


PAGE = Page("why", "/results/{code}", "Why an occupation stands where it does for a person.", why)
