"""One step up from the work somebody has: without school, with a course, with a degree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Query

from careerclusters import present
from careerclusters.language import _
from careerclusters.web.contexts import Page
from careerclusters.web.pages.plan import AreaName
from careerclusters.web.queries.find import resolve
from careerclusters.web.state import State

__all__ = ["PAGE", "NextPage", "next_step"]

Of = Annotated[str | None, Query(description="The work somebody has: title or code.", max_length=120)]


@dataclass(frozen=True)
class Group:
    """Moves of one kind."""

    words: str
    moves: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class NextPage:
    """Steps up in three groups; `moves` holds all of them."""

    title: str
    asked: str
    asked_area: str
    code_onet: str | None
    occupation: str | None
    pay_usd: float | None
    area: str | None
    is_estimated: bool
    groups: tuple[Group, ...]
    moves: tuple[Mapping[str, Any], ...]
    sources: tuple[str, ...] = ("cps_asec_moves", "oews_areas", "projections_2024")


def next_step(state: State, *, of: Of = None, area: AreaName = None) -> NextPage:
    """Up to ten steps up."""
    from careerclusters.atlas.advice import next_json
    from careerclusters.errors import UnknownError
    from careerclusters.labour import area_of
    from careerclusters.pathways.next import GROUPS

    asked = " ".join((of or "").split())
    place = area_of(state.catalog, area.strip()) if area and area.strip() else None
    answer: dict[str, Any] = {}
    if asked:
        kind, code = resolve(state, asked)
        if kind != "occupation":
            raise UnknownError("A step up starts from work", seen=asked, todo="Name a job title.")
        answer = next_json(state.atlas, code, area=place)
    moves = tuple(
        move
        | {
            "years": present.years_words(move["years_low"], move["years_high"]),
            "time": _time(move["years_low"], move["years_high"]),
        }
        for move in answer.get("moves", ())
    )
    origin = answer.get("origin")
    return NextPage(
        title=_("One step up from {job}", job=origin["name"]) if origin else _("One step up"),
        asked=origin["name"] if origin else asked,
        asked_area=area or "",
        code_onet=origin and origin["code_onet"],
        occupation=origin and origin["name"],
        pay_usd=origin and origin["pay_usd"],
        area=place.name if place else None,
        is_estimated=bool(answer.get("is_estimated")),
        groups=tuple(
            Group(_(words), found)
            for name, words in GROUPS.items()
            if (found := tuple(move for move in moves if move["group"] == name))
        ),
        moves=moves,
    )


def _time(low: float, high: float) -> str:
    return present.years_phrase(low, high) if high >= present.LISTED_YEARS else _("no extra time")


PAGE = Page("next", "/next", "One step up from the work somebody has.", next_step, rows="moves")
