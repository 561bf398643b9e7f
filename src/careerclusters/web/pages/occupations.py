"""All occupations as a table: the map in rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Query

from careerclusters.errors import UnknownError
from careerclusters.labour import Area, get_lens, lens_words
from careerclusters.labour.figure import Figure
from careerclusters.language import _, pgettext
from careerclusters.web.colour_scale import scale_of
from careerclusters.web.contexts import OccupationRow, Page, Paging, occupation_rows, page_of
from careerclusters.web.pages.cluster import find_cluster
from careerclusters.web.pages.lens import LensChoice, lens_choices, let_through
from careerclusters.web.parameters import OptionalName, PageNumber
from careerclusters.web.queries.areas import AreaName, Where, where_of
from careerclusters.web.state import State

__all__ = ["PAGE", "OccupationsPage", "occupations"]

SORTS = ("title", "pay", "jobs", "growth", "exposure")
Sort = Annotated[str, Query(description=f"Order: {', '.join(SORTS)}; most first.", max_length=20)]


@dataclass(frozen=True)
class Listed(OccupationRow):
    """An occupation with its exposure to language models: the mean percentile of the known measures."""

    exposure: Figure


@dataclass(frozen=True)
class OccupationsPage:
    """Occupations in an order; `cluster_id` when only one cluster's are wanted, `lens` when one filters."""

    title: str
    lens: str | None
    lens_title: str | None
    lenses: tuple[LensChoice, ...]
    sort: str
    where: Where
    cluster_id: str | None
    cluster: str | None
    occupations: tuple[Listed, ...]
    paging: Paging
    sources: tuple[str, ...] = ("gpts_are_gpts", "working_with_ai")


def occupations(
    state: State,
    *,
    cluster: OptionalName = None,
    lens: OptionalName = None,
    sort: Sort = "title",
    area: AreaName = None,
    page: PageNumber = 1,
) -> OccupationsPage:
    """All occupations, those of one cluster or those that a lens lets through; unknown figures come last."""
    found = find_cluster(state, cluster) if cluster else None
    where = where_of(state, area)
    if where.area is None:
        listed = state.kept("listed", lambda: _listed(state, None))
    else:
        listed = _listed(state, where.area)
    chosen = list(listed)
    if found is not None:
        labels = state.clustering.labels(found["level"])
        chosen = [row for row in chosen if labels.get(row.code_onet) == found["cluster_id"]]
    seen = lens_words(get_lens(lens)) if lens else None
    if seen is not None:
        wanted = let_through(state, seen.name)
        chosen = [row for row in chosen if row.code_onet in wanted]
    chosen = _sorted(chosen, sort)
    shown, paging = page_of(chosen, page)
    return OccupationsPage(
        title=_title(found["name"] if found else None, seen.title if seen else None),
        lens=seen.name if seen else None,
        lens_title=seen.title if seen else None,
        lenses=lens_choices(),
        sort=sort or "title",
        where=where,
        cluster_id=found["cluster_id"] if found else None,
        cluster=found["name"] if found else None,
        occupations=shown,
        paging=paging,
    )


def _title(cluster: str | None, lens: str | None) -> str:
    title = pgettext("kinds of work", "Jobs") if lens else _("All jobs")
    if cluster:
        title = _("Jobs in {cluster}", cluster=cluster)
    return f"{title}: {lens}" if lens else title


def _listed(state: State, area: Area | None) -> tuple[Listed, ...]:
    known = scale_of(state, "exposure").value_of

    def exposure(code: str) -> Figure:
        value, note = known.get(code), None if code in known else "no_row"
        value = None if value is None else round(value)
        return Figure(value, "percentile", "2023–25", "gpts_are_gpts", note=note)

    rows = occupation_rows(state, area).items()
    return tuple(Listed(**vars(row), exposure=exposure(code)) for code, row in rows)


def _sorted(rows: list[Listed], sort: str) -> list[Listed]:
    if sort in ("", "title"):
        return rows
    if sort not in SORTS:
        raise UnknownError("No such order", seen=sort, closest=SORTS)

    def place(row: Listed) -> tuple[bool, float, str]:
        """Occupations with figures of their own first: a group's says nothing of one of its parts."""
        figure = getattr(row, sort)
        value = getattr(figure, "at_least", None) if figure.value is None else figure.value
        borrowed = getattr(figure, "group", None) is not None
        return borrowed, float("inf") if value is None else -float(value), row.title

    return sorted(rows, key=place)


PAGE = Page(
    "occupations", "/occupations", "All occupations with pay, jobs and growth.", occupations, "occupations"
)
