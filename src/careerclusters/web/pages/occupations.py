"""All occupations as a table: the map in rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Query

from careerclusters.errors import UnknownError
from careerclusters.outlook import get_lens
from careerclusters.web.contexts import OccupationRow, Page, Paging, occupation_rows, page_of
from careerclusters.web.pages.cluster import find_cluster
from careerclusters.web.pages.lens import let_through
from careerclusters.web.parameters import OptionalName, PageNumber
from careerclusters.web.shades import scale_of
from careerclusters.web.store import State

__all__ = ["PAGE", "OccupationsPage", "occupations"]

SORTS = ("title", "pay", "jobs", "growth", "exposure")
Sort = Annotated[str, Query(description=f"Order: {', '.join(SORTS)}; most first.", max_length=20)]


@dataclass(frozen=True)
class OccupationsPage:
    """Occupations by title; `cluster_id` when only one cluster's are wanted."""

    title: str
    lens: str | None
    lens_title: str | None
    sort: str
    cluster_id: str | None
    cluster: str | None
    occupations: tuple[OccupationRow, ...]
    paging: Paging


def occupations(
    state: State,
    *,
    cluster: OptionalName = None,
    lens: OptionalName = None,
    sort: Sort = "title",
    page: PageNumber = 1,
) -> OccupationsPage:
    """All occupations, those of one cluster or those that a lens lets through; unknown figures come last."""
    rows = occupation_rows(state)
    found = find_cluster(state, cluster) if cluster else None
    chosen = list(rows.values())
    if found is not None:
        labels = state.clustering.labels(found["level"])
        chosen = [row for row in chosen if labels.get(row.code_onet) == found["cluster_id"]]
    seen = get_lens(lens) if lens else None
    if seen is not None:
        wanted = let_through(state, seen.name)
        chosen = [row for row in chosen if row.code_onet in wanted]
    chosen = _sorted(state, chosen, sort)
    shown, paging = page_of(chosen, page)
    return OccupationsPage(
        title="All occupations" if found is None else f"Occupations in {found['name']}",
        lens=seen and seen.name,
        lens_title=seen and seen.title,
        sort=sort or "title",
        cluster_id=found and found["cluster_id"],
        cluster=found and found["name"],
        occupations=shown,
        paging=paging,
    )


def _sorted(state: State, rows: list[OccupationRow], sort: str) -> list[OccupationRow]:
    if sort in ("", "title"):
        return rows
    if sort == "exposure":
        shade = scale_of(state, "exposure").value_of
        return sorted(rows, key=lambda row: (-shade.get(row.code_onet, -1.0), row.title))
    if sort not in SORTS:
        raise UnknownError("No such order", seen=sort, closest=SORTS)

    def place(row: OccupationRow) -> tuple[float, str]:
        figure = getattr(row, sort)
        value = figure.at_least if figure.value is None else figure.value
        return (float("inf") if value is None else -float(value), row.title)

    return sorted(rows, key=place)


PAGE = Page(
    "occupations", "/occupations", "All occupations with pay, jobs and growth.", occupations, "occupations"
)
