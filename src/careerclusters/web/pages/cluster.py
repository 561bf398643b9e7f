"""One cluster: what it is, who belongs and how firmly, pay and outlook, and how many leave."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import polars as pl

from careerclusters import present
from careerclusters.errors import UnknownError
from careerclusters.labour import ClusterOutlook
from careerclusters.labour.figure import Figure
from careerclusters.web.contexts import ClusterRow, Page, Paging, cluster_row, occupation_rows, page_of
from careerclusters.web.parameters import ClusterId, PageNumber
from careerclusters.web.queries.elements import rated_elements
from careerclusters.web.state import State

__all__ = ["PAGE", "ClusterPage", "cluster", "find_cluster"]

_SOFTWARE = "technologies:"


@dataclass(frozen=True)
class Mark:
    """Something that members share or that sets them apart, in plain words; `href` where it has a page."""

    label: str
    domain: str
    item_id: str
    href: str | None


@dataclass(frozen=True)
class Member:
    """An occupation in the cluster: to what degree, in which role, how steadily."""

    code_onet: str
    title: str
    membership_share: float
    role: str
    stability_share: float | None
    stability: str
    pay: Figure
    growth: Figure


@dataclass(frozen=True)
class Visitor:
    """An occupation that belongs in part, with another first cluster."""

    code_onet: str
    title: str
    membership_share: float


@dataclass(frozen=True)
class ClusterPage:
    """One cluster with its evidence, its members and its labour market."""

    title: str
    cluster: ClusterRow
    description: str
    parent: ClusterRow | None
    children: tuple[ClusterRow, ...]
    foundation: tuple[Mark, ...]
    distinctive: tuple[Mark, ...]
    typical: tuple[Mark, ...]
    surprising: tuple[Mark, ...]
    members: tuple[Member, ...]
    paging: Paging
    visitors: tuple[Visitor, ...]
    outlook: ClusterOutlook
    leaving_words: str | None
    sources: tuple[str, ...] = ("oews_industry", "oews_national", "projections_2024")


def find_cluster(state: State, query: str) -> dict[str, Any]:
    """Row of a cluster by id or name.

    Raises
    ------
    UnknownError
        With the closest names.
    """
    try:
        found = state.clustering.cluster(query)
    except UnknownError as error:
        raise UnknownError(
            error.what, seen=query, closest=error.closest, todo="Look through all clusters, or search."
        ) from None
    return state.clustering.clusters.row(by_predicate=pl.col("cluster_id") == found.cluster_id, named=True)


def cluster(state: State, cluster_id: ClusterId, *, page: PageNumber = 1) -> ClusterPage:
    """One cluster; its members come fifty to a page."""
    row = find_cluster(state, cluster_id)
    found = state.kept(("cluster", row["cluster_id"]), lambda: state.clustering.cluster(row["cluster_id"]))
    known = occupation_rows(state)
    members = [
        Member(
            code_onet=one["code_onet"],
            title=one["title"],
            membership_share=one["membership_share"],
            role=one["role"],
            stability_share=one["stability_share"],
            stability=present.stability_words(one["stability_share"]),
            pay=known[one["code_onet"]].pay,
            growth=known[one["code_onet"]].growth,
        )
        for one in found.members.iter_rows(named=True)
    ]
    shown, paging = page_of(members, page)
    rows = {one["cluster_id"]: one for one in state.clustering.clusters.iter_rows(named=True)}
    outlook = state.outlook(found.cluster_id, found.level)
    leaving = outlook.leaving
    return ClusterPage(
        title=found.name,
        cluster=cluster_row(state, row),
        description=found.description,
        parent=cluster_row(state, rows[found.parent_id]) if found.parent_id else None,
        children=tuple(cluster_row(state, rows[one]) for one in found.children),
        foundation=_marks(state, found.foundation),
        distinctive=_marks(state, found.distinctive),
        typical=_marks(state, found.typical),
        surprising=_marks(state, found.surprising),
        members=shown,
        paging=paging,
        visitors=tuple(
            Visitor(code, title, share)
            for code, title, share in found.visitors.select(
                "code_onet", "title", "membership_share"
            ).iter_rows()
        )[:12],
        outlook=outlook,
        leaving_words=present.share_words(leaving.number) if leaving.is_known else None,
    )


def _marks(state: State, table: pl.DataFrame) -> tuple[Mark, ...]:
    seen: dict[str, Mark] = {}
    rated = rated_elements(state)
    for label, domain, item in table.select("label", "domain", "item_id").iter_rows():
        href = rated[item].href if item in rated else None
        if item in state.clustering.titles:
            href = f"/occupations/{item}"
        elif item.startswith(_SOFTWARE):
            href = f"/technologies/{item.removeprefix(_SOFTWARE)}"
        seen.setdefault(label, Mark(label, domain, item, href))
    return tuple(seen.values())


PAGE = Page("cluster", "/clusters/{cluster_id}", "One cluster with members and outlook.", cluster, "members")
