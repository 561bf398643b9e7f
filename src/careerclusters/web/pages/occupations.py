"""All occupations as a table: the map in rows."""

from __future__ import annotations

from dataclasses import dataclass

from careerclusters.web.contexts import OccupationRow, Page, Paging, occupation_rows, page_of
from careerclusters.web.pages.cluster import find_cluster
from careerclusters.web.parameters import OptionalName, PageNumber
from careerclusters.web.store import State

__all__ = ["PAGE", "OccupationsPage", "occupations"]


@dataclass(frozen=True)
class OccupationsPage:
    """Occupations by title; `cluster_id` when only one cluster's are wanted."""

    title: str
    cluster_id: str | None
    cluster: str | None
    occupations: tuple[OccupationRow, ...]
    paging: Paging


def occupations(state: State, *, cluster: OptionalName = None, page: PageNumber = 1) -> OccupationsPage:
    """All occupations by title, or those of one cluster."""
    rows = occupation_rows(state)
    found = find_cluster(state, cluster) if cluster else None
    chosen = list(rows.values())
    if found is not None:
        labels = state.clustering.labels(found["level"])
        chosen = [row for row in chosen if labels.get(row.code_onet) == found["cluster_id"]]
    shown, paging = page_of(chosen, page)
    return OccupationsPage(
        title="All occupations" if found is None else f"Occupations in {found['name']}",
        cluster_id=found and found["cluster_id"],
        cluster=found and found["name"],
        occupations=shown,
        paging=paging,
    )


PAGE = Page(
    "occupations", "/occupations", "All occupations with pay, jobs and growth.", occupations, "occupations"
)
