"""All clusters of one level, under the broad ones."""

from __future__ import annotations

from dataclasses import dataclass

from careerclusters.language import _
from careerclusters.web.contexts import ClusterRow, Page, cluster_row, known_level
from careerclusters.web.parameters import Level
from careerclusters.web.state import State

__all__ = ["PAGE", "ClustersPage", "clusters"]


@dataclass(frozen=True)
class Group:
    """A broad cluster and the clusters of the wanted level inside it."""

    top: ClusterRow
    inner: tuple[ClusterRow, ...]


@dataclass(frozen=True)
class ClustersPage:
    """Clusters of a level; `groups` holds the same ones under their broad cluster."""

    title: str
    level: str
    levels: tuple[str, ...]
    clusters: tuple[ClusterRow, ...]
    groups: tuple[Group, ...]


def clusters(state: State, *, level: Level = None) -> ClustersPage:
    """All clusters of one level."""
    chosen = known_level(state, level)
    rows = tuple(cluster_row(state, row) for row in state.clustering.at(chosen).iter_rows(named=True))
    tops = [cluster_row(state, row) for row in state.clustering.at(state.levels[0]).iter_rows(named=True)]
    is_top = chosen == state.levels[0]
    groups = (Group(top, () if is_top else tuple(r for r in rows if r.place == top.place)) for top in tops)
    return ClustersPage(_("All groups"), chosen, state.levels, rows, tuple(groups))


PAGE = Page("clusters", "/clusters", "All clusters of one level.", clusters, rows="clusters")
