"""One cluster: its paragraph, ten faces, pay and a ladder, members that can be filtered, and the evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any

import polars as pl
from fastapi import Query

from careerclusters import present
from careerclusters.clustering.describe import description_of
from careerclusters.clustering.paragraphs import Paragraph, paragraph_of
from careerclusters.errors import UnknownError
from careerclusters.features.estimated_share import EstimatedShare, estimated_share
from careerclusters.labour import ClusterOutlook
from careerclusters.labour.figure import Figure
from careerclusters.language import ENGLISH, current_language
from careerclusters.web.contexts import (
    ALL,
    ClusterRow,
    OccupationRow,
    Page,
    Paging,
    cluster_row,
    occupation_rows,
    page_of,
)
from careerclusters.web.miniature import Miniature, miniature
from careerclusters.web.parameters import ClusterId, PageNumber, Words
from careerclusters.web.queries.areas import AreaName, Where, where_of
from careerclusters.web.queries.elements import rated_elements
from careerclusters.web.queries.faces import Face, faces_of, in_lens
from careerclusters.web.queries.ladders import Rung, climbing, ladder_of
from careerclusters.web.queries.pay_picture import PayPicture, cluster_pay
from careerclusters.web.queries.spots import dots_path
from careerclusters.web.state import State
from careerclusters.words.mark_words import mark_words

__all__ = ["PAGE", "ClusterPage", "cluster", "find_cluster"]

_SOFTWARE = "technologies:"
_PER_PAGE, _VISITORS = 8, 12
Tick = Annotated[bool, Query(description="Only members that this filter lets through.")]
PayMin = Annotated[
    str, Query(description="Least pay in the middle, US$ a year; nothing for any.", pattern=r"^\d{0,7}$")
]


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
    name: str
    sentence: str
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
    name: str
    membership_share: float


@dataclass(frozen=True)
class Filters:
    """What the members shown must be: words in name or sentence, no degree, growing, least pay in US$."""

    q: str
    no_degree: bool
    growing: bool
    pay_min: int | None


@dataclass(frozen=True)
class ClusterPage:
    """One cluster: its paragraph, faces, ladder, pay and members, then its evidence and labour market.

    `dots` are its members on the small map, as a path; `members` are those that pass `filters`, of
    `members_count` in all.
    """

    title: str
    cluster: ClusterRow
    paragraph: Paragraph
    description: str
    map: Miniature
    dots: str
    faces: tuple[Face, ...]
    pay: PayPicture
    ladder: tuple[Rung, ...]
    parent: ClusterRow | None
    children: tuple[ClusterRow, ...]
    foundation: tuple[Mark, ...]
    distinctive: tuple[Mark, ...]
    typical: tuple[Mark, ...]
    surprising: tuple[Mark, ...]
    filters: Filters
    members_count: int
    members: tuple[Member, ...]
    paging: Paging
    visitors: tuple[Visitor, ...]
    where: Where
    outlook: ClusterOutlook
    leaving_words: str | None
    estimated: EstimatedShare
    sources: tuple[str, ...] = ("oews_areas", "oews_industry", "oews_national", "projections_2024")


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
            error.what, seen=query, closest=error.closest, todo="See all groups, or search."
        ) from None
    row = state.clustering.clusters.row(by_predicate=pl.col("cluster_id") == found.cluster_id, named=True)
    return row | {"name": state.names[found.cluster_id]}


def cluster(
    state: State,
    cluster_id: ClusterId,
    *,
    q: Words = "",
    no_degree: Tick = False,
    growing: Tick = False,
    pay_min: PayMin = "",
    area: AreaName = None,
    page: PageNumber = 1,
) -> ClusterPage:
    """One cluster; its members can be filtered and come twelve to a page."""
    row, where = find_cluster(state, cluster_id), where_of(state, area)
    base = state.kept(("cluster page", row["cluster_id"]), lambda: _base(state, row))
    if where.area is not None or where.problem is not None:
        base = _in_area(state, base, where) if where.area is not None else replace(base, where=where)
    filters = Filters(q.strip(), no_degree, growing, int(pay_min) if pay_min else None)
    members = [one for one in base.members if _passes(state, one, filters)]
    shown, paging = page_of(members, page, per_page=_PER_PAGE)
    return replace(base, filters=filters, members=shown, paging=paging)


def _passes(state: State, member: Member, filters: Filters) -> bool:
    """Whether a member is let through; what isn't known isn't."""
    pay = member.pay.at_least if member.pay.value is None else member.pay.value
    text = f"{member.name} {member.title} {member.sentence}".casefold()
    return (
        all(word in text for word in filters.q.casefold().split())
        and (not filters.no_degree or member.code_onet in in_lens(state, "no_degree"))
        and (not filters.growing or member.code_onet in in_lens(state, "growing"))
        and (filters.pay_min is None or (isinstance(pay, (int, float)) and pay >= filters.pay_min))
    )


def _base(state: State, row: dict[str, Any]) -> ClusterPage:
    """The page with all members, before filters."""
    found = state.clustering.cluster(row["cluster_id"])
    known = occupation_rows(state)
    members = tuple(_member(state, one, known) for one in found.members.iter_rows(named=True))
    rows = {one["cluster_id"]: one for one in state.clustering.clusters.iter_rows(named=True)}
    outlook = _in_plain_words(state.outlook(found.cluster_id, found.level), members)
    leaving = outlook.leaving
    paragraph = paragraph_of(found, name_of=state.plain_name)
    codes = [one.code_onet for one in members]
    visitors = found.visitors.select("code_onet", "title", "membership_share").head(_VISITORS)
    return ClusterPage(
        title=state.names[found.cluster_id],
        cluster=cluster_row(state, row),
        paragraph=paragraph,
        description=description_of(rows[found.cluster_id], state.clustering.evidence),
        map=miniature(state),
        dots=dots_path(state, codes),
        faces=faces_of(state, [known[code] for code in codes], paragraph),
        pay=cluster_pay(state, outlook),
        ladder=climbing(ladder_of(state, found.cluster_id, found.level)),
        parent=cluster_row(state, rows[found.parent_id]) if found.parent_id else None,
        children=tuple(cluster_row(state, rows[one]) for one in found.children),
        foundation=_marks(state, found.foundation),
        distinctive=_marks(state, found.distinctive),
        typical=_marks(state, found.typical),
        surprising=_marks(state, found.surprising),
        filters=Filters("", False, False, None),
        members_count=len(members),
        members=members,
        paging=page_of(members, ALL)[1],
        visitors=tuple(
            Visitor(code, title, state.plain_name(code), share) for code, title, share in visitors.iter_rows()
        ),
        where=where_of(state, None),
        outlook=outlook,
        leaving_words=present.share_words(leaving.number) if leaving.is_known else None,
        estimated=estimated_share(state.catalog, codes, figures=outlook.to_dict()),
    )


def _in_plain_words(outlook: ClusterOutlook, members: tuple[Member, ...]) -> ClusterOutlook:
    """The outlook with the slowest and fastest job by their own names; official titles are English only."""
    if current_language() == ENGLISH:
        return outlook
    names = {one.title: one.name for one in members}
    slowest, fastest = (
        end and (names.get(end[0], end[0]), end[1]) for end in (outlook.slowest, outlook.fastest)
    )
    return replace(outlook, slowest=slowest, fastest=fastest)


def _in_area(state: State, base: ClusterPage, where: Where) -> ClusterPage:
    """The same page with pay and jobs of an area."""
    known = occupation_rows(state, where.area)
    outlook = state.outlook(base.cluster.cluster_id, base.cluster.level, where.area)
    outlook = _in_plain_words(outlook, base.members)
    members = tuple(
        replace(one, pay=known[one.code_onet].pay, growth=known[one.code_onet].growth) for one in base.members
    )
    return replace(
        base,
        where=where,
        outlook=outlook,
        pay=cluster_pay(state, outlook),
        members=members,
        faces=faces_of(state, [known[one.code_onet] for one in members], base.paragraph),
    )


def _member(state: State, row: dict[str, Any], known: Mapping[str, OccupationRow]) -> Member:
    occupation = known[row["code_onet"]]
    return Member(
        code_onet=row["code_onet"],
        title=row["title"],
        name=occupation.name,
        sentence=occupation.sentence,
        membership_share=row["membership_share"],
        role=row["role"],
        stability_share=row["stability_share"],
        stability=present.stability_words(row["stability_share"]),
        pay=occupation.pay,
        growth=occupation.growth,
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
        if item in state.clustering.titles:
            label = state.plain_name(item) if current_language() != ENGLISH else label
        else:
            label = mark_words(item, label)
        seen.setdefault(label, Mark(label, domain, item, href))
    return tuple(seen.values())


PAGE = Page("cluster", "/clusters/{cluster_id}", "One cluster with members and outlook.", cluster, "members")
