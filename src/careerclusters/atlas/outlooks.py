"""The labour market of the clusters of an atlas; the nation's is made once a cluster."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from careerclusters.atlas.atlas import Atlas
    from careerclusters.labour import Area, ClusterOutlook

__all__ = ["outlook_of"]


def outlook_of(atlas: Atlas, cluster_id: str, level: str, *, area: Area | str | None) -> ClusterOutlook:
    """Pay, jobs, growth and moves of a cluster's members, in an area where one is given."""
    from careerclusters.labour import cluster_outlook, moves_leaving

    def make() -> ClusterOutlook:
        rows = atlas.clustering.memberships
        rows = rows.filter((rows["level"] == level) & rows["is_primary"])
        members = rows.select("code_onet", "cluster_id", "membership_share")
        leaving = atlas.derive(("leaving", level), lambda: moves_leaving(atlas.catalog, members))
        return cluster_outlook(atlas.catalog, members, cluster_id, leaving=leaving, area=area)

    if area is not None:
        return make()
    outlook: ClusterOutlook = atlas.derive(("outlook", level, cluster_id), make)
    return outlook
