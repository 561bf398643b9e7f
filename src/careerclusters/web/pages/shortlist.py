"""A shortlist: what somebody wants to keep in sight. The browser keeps it; the address shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import Query

from careerclusters.errors import UnknownError
from careerclusters.labour.figure import Figure
from careerclusters.language import _
from careerclusters.web.contexts import Page, occupation_rows
from careerclusters.web.parameters import NONE_GIVEN, Me
from careerclusters.web.profile_code import code_of, person_of
from careerclusters.web.queries.find import resolve
from careerclusters.web.state import State

__all__ = ["PAGE", "Kept", "ShortlistPage", "kept_of", "shortlist"]

MOST = 20
Kepts = Annotated[
    list[Annotated[str, Query(max_length=120)]],
    Query(description="Codes, titles or cluster ids on the list; repeat.", max_length=MOST),
]


@dataclass(frozen=True)
class Kept:
    """One thing on the list; figures are those of occupations.

    `name` is what people say, `title` the official one.
    """

    kind: str
    key: str
    title: str
    name: str
    cluster_id: str
    cluster: str
    place: int
    pay: Figure | None
    jobs: Figure | None
    growth: Figure | None
    without: tuple[str, ...]


@dataclass(frozen=True)
class ShortlistPage:
    """The list in its order, and what on it is no longer known."""

    title: str
    me: str
    kept: tuple[Kept, ...]
    unknown: tuple[str, ...]


def shortlist(state: State, *, of: Kepts = NONE_GIVEN, me: Me = "") -> ShortlistPage:
    """What is on a shortlist."""
    kept, unknown = kept_of(state, of)
    return ShortlistPage(_("Saved jobs"), code_of(person_of(me)), kept, unknown)


def kept_of(state: State, asked: Sequence[str]) -> tuple[tuple[Kept, ...], tuple[str, ...]]:
    """Rows of what was asked for, each once, and what nothing is known of."""
    found: dict[str, tuple[str, str]] = {}
    unknown = []
    for one in asked:
        try:
            kind, key = resolve(state, one)
        except UnknownError:
            unknown.append(one)
        else:
            found.setdefault(key, (kind, key))
    rows = [
        _row(state, kind, key, tuple(other for other in found if other != key))
        for kind, key in found.values()
    ]
    return tuple(rows), tuple(unknown)


def _row(state: State, kind: str, key: str, without: tuple[str, ...]) -> Kept:
    if kind == "cluster":
        name, place = state.names[key], state.places[key]
        return Kept(kind, key, name, name, key, name, place, None, None, None, without)
    row = occupation_rows(state)[key]
    return Kept(
        kind=kind,
        key=key,
        title=row.title,
        name=row.name,
        cluster_id=row.cluster_id,
        cluster=row.cluster,
        place=row.place,
        pay=row.pay,
        jobs=row.jobs,
        growth=row.growth,
        without=without,
    )


PAGE = Page("shortlist", "/shortlist", "What is on a shortlist.", shortlist, rows="kept")
