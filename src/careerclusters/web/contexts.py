"""What page contexts are made of, and how a context becomes plain data."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cached_property, lru_cache, partial
from inspect import signature
from typing import TYPE_CHECKING, Any

from careerclusters import present
from careerclusters.errors import UnknownError
from careerclusters.labour.borrowed import group_words, with_group
from careerclusters.labour.figure import Figure, figure
from careerclusters.labour.listed import listed_figures
from careerclusters.language import _

if TYPE_CHECKING:
    from careerclusters.labour import Area
    from careerclusters.web.state import State

__all__ = [
    "ALL",
    "ClusterRow",
    "Named",
    "OccupationRow",
    "Page",
    "Paging",
    "cluster_row",
    "known_level",
    "occupation_rows",
    "page_of",
    "plain",
]

ALL = 0
"""Page number of a list in one piece; only downloads ask for it."""
PER_PAGE = 15
AREAS_KEPT = 6


@dataclass(frozen=True)
class Page:
    """One page: its address, its function from a state and parameters to a context, its list for CSV.

    A page whose function takes `me` is about a person: nothing of it is kept, and its JSON may be asked for
    with a profile in the body of a POST. `pdf` turns the context into bytes where the page has that form.
    `has_data` is False where a page is HTML only.
    `upload_bytes` is the largest form with a list or a file that may be sent to it; 0 where there is none.
    What is sent is used for the answer and kept nowhere.
    """

    name: str
    path: str
    summary: str
    make: Any
    rows: str | None = None
    pdf: Any = None
    has_data: bool = True
    upload_bytes: int = 0

    @cached_property
    def takes_limits(self) -> bool:
        """Whether a person's limits may come with the request, such as the least pay."""
        return "pay_min" in signature(self.make).parameters

    @cached_property
    def is_personal(self) -> bool:
        """Whether it is made from what a person told."""
        return "me" in signature(self.make).parameters


@dataclass(frozen=True)
class Paging:
    """Which part of a list is shown: pages count from 1."""

    page: int
    pages: int
    per_page: int
    total: int


@dataclass(frozen=True)
class Named:
    """An occupation with its official title and its plain name."""

    code_onet: str
    title: str
    name: str


@dataclass(frozen=True)
class OccupationRow:
    """An occupation in a list, with its home on the main level.

    `title` is the official one, `name` what people say. `group` says of which group pay, jobs and growth are,
    where they aren't its own: "part of a group of 6 occupations".
    """

    code_onet: str
    title: str
    name: str
    sentence: str
    cluster_id: str
    cluster: str
    place: int
    pay: Figure
    jobs: Figure
    growth: Figure
    group: str | None


@dataclass(frozen=True)
class ClusterRow:
    """A cluster in a list; `place` is the number of its broad cluster."""

    cluster_id: str
    name: str
    level: str
    place: int
    n_occupations: int
    stability_share: float
    stability: str


def page_of(rows: Sequence[Any], page: int, *, per_page: int = PER_PAGE) -> tuple[tuple[Any, ...], Paging]:
    """One page of a list; a page past the end does not exist.

    Raises
    ------
    UnknownError
        When the list is not that long.
    """
    total = len(rows)
    pages = max(1, -(-total // per_page))
    if page == ALL:
        return tuple(rows), Paging(1, 1, max(total, 1), total)
    if page > pages:
        raise UnknownError("The list has no such page", seen=page, todo=_("Its last page is {n}.", n=pages))
    return tuple(rows[(page - 1) * per_page : page * per_page]), Paging(page, pages, per_page, total)


def known_level(state: State, level: str | None) -> str:
    """The level asked for, or the main one.

    Raises
    ------
    UnknownError
        When the clustering has no such level.
    """
    if level is None:
        return state.main_level
    if level not in state.levels:
        raise UnknownError("No such level", seen=level, closest=state.levels)
    return level


def cluster_row(state: State, row: Mapping[str, Any]) -> ClusterRow:
    """From a row of `clustering.clusters`."""
    return ClusterRow(
        cluster_id=row["cluster_id"],
        name=state.names[row["cluster_id"]],
        level=row["level"],
        place=state.places[row["cluster_id"]],
        n_occupations=row["n_occupations"],
        stability_share=row["stability_share"],
        stability=present.stability_words(row["stability_share"]),
    )


def occupation_rows(state: State, area: Area | None = None) -> dict[str, OccupationRow]:
    """Every occupation of the clustering by code, ordered by its plain name.

    In an area, pay is the area's, or a wider one's that says so; jobs are the area's own.
    """
    if area is not None:
        rows_in = state.kept("rows of areas", lambda: lru_cache(AREAS_KEPT)(partial(_rows_in, state)))
        return rows_in(area)

    def make() -> dict[str, OccupationRow]:
        labels = state.clustering.labels(state.main_level)
        titles = state.clustering.titles.items()
        ordered = sorted(titles, key=lambda one: (state.plain_name(one[0]).casefold(), one[0]))
        return {code: _row(state, code, title, labels[code]) for code, title in ordered}

    return state.kept("rows", make)


def _rows_in(state: State, area: Area) -> dict[str, OccupationRow]:
    figures = listed_figures(state.catalog, area=area)
    return {
        code: replace(row, pay=figures[code].pay, jobs=figures[code].jobs) if code in figures else row
        for code, row in occupation_rows(state).items()
    }


def _row(state: State, code: str, title: str, cluster_id: str) -> OccupationRow:
    wages, ahead = state.wages.get(code[:7]), state.projections.get(code[:7])
    group = group_words(state.catalog, code)
    return OccupationRow(
        code_onet=code,
        title=title,
        name=state.plain_name(code),
        sentence=state.sentence(code),
        cluster_id=cluster_id,
        cluster=state.names[cluster_id],
        place=state.places[cluster_id],
        pay=with_group(
            figure(wages, "wage_median_usd", unit="usd_per_year", year="2025", source="oews_national"), group
        ),
        jobs=with_group(
            figure(ahead, "employment_2024_jobs", unit="jobs", year="2024", source="projections_2024"), group
        ),
        growth=with_group(
            figure(ahead, "growth_10yr_pct", unit="pct", year="2024–34", source="projections_2024"), group
        ),
        group=group,
    )


def plain(value: Any) -> Any:
    """JSON-ready: dataclasses as objects, tables as lists of rows, what is no number as null."""
    # What nearly all values are comes first, by its very kind: a page has tens of thousands.
    kind = type(value)
    if value is None or kind is str or kind is int or kind is bool:
        return value
    if kind is dict:
        return {key if type(key) is str else str(key): plain(one) for key, one in value.items()}
    if kind is tuple or kind is list:
        return [plain(one) for one in value]
    if isinstance(value, float):
        return round(value, 6) if math.isfinite(value) else None
    if value is None or isinstance(value, (str, int, bool)):
        return value
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if hasattr(value, "to_dicts"):
        return [plain(row) for row in value.to_dicts()]
    if hasattr(value, "to_dict"):
        return plain(value.to_dict())
    if is_dataclass(value):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value)}
    return [plain(one) for one in value]
