"""The occupations that one lens lets through."""

from __future__ import annotations

from dataclasses import dataclass

from careerclusters.outlook import get_lens, lens_values
from careerclusters.web.contexts import OccupationRow, Page, Paging, occupation_rows, page_of
from careerclusters.web.pages.cluster import find_cluster
from careerclusters.web.pages.lenses import LensRow, lens_rows
from careerclusters.web.parameters import ClusterId, OptionalName, PageNumber
from careerclusters.web.store import State

__all__ = ["PAGE", "LensPage", "lens", "let_through"]


@dataclass(frozen=True)
class Share:
    """How many of a cluster's occupations the lens lets through."""

    cluster_id: str
    name: str
    place: int
    n_in: int


@dataclass(frozen=True)
class LensPage:
    """One lens: its rule, how it falls on the clusters, and the occupations, most jobs first."""

    title: str
    lens: LensRow
    value_means: str
    cluster_id: str | None
    cluster: str | None
    shares: tuple[Share, ...]
    occupations: tuple[OccupationRow, ...]
    paging: Paging


def let_through(state: State, name: str) -> set[str]:
    """Codes that a lens lets through."""
    rows = lens_values(state.catalog, name)
    return set(rows.filter(rows["is_in"].fill_null(False))["code_onet"].to_list())


def lens(state: State, name: ClusterId, *, cluster: OptionalName = None, page: PageNumber = 1) -> LensPage:
    """The occupations that a lens lets through, of one cluster if asked."""
    chosen = get_lens(name)
    found = find_cluster(state, cluster) if cluster else None
    wanted = let_through(state, chosen.name)
    rows = [row for row in occupation_rows(state).values() if row.code_onet in wanted]
    counts: dict[str, int] = {}
    for row in rows:
        counts[row.cluster_id] = counts.get(row.cluster_id, 0) + 1
    shares = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    if found is not None:
        labels = state.clustering.labels(found["level"])
        rows = [row for row in rows if labels.get(row.code_onet) == found["cluster_id"]]
    rows.sort(key=lambda row: (-(row.jobs.value or 0), row.code_onet))
    shown, paging = page_of(rows, page)
    return LensPage(
        title=chosen.title,
        lens=lens_rows(state)[chosen.name],
        value_means=chosen.value_means,
        cluster_id=found and found["cluster_id"],
        cluster=found and found["name"],
        shares=tuple(Share(one, state.names[one], state.places[one], n) for one, n in shares),
        occupations=shown,
        paging=paging,
    )


PAGE = Page("lens", "/lenses/{name}", "Occupations that a lens lets through.", lens, rows="occupations")
