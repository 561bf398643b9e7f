"""One cluster, as a person would read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

if TYPE_CHECKING:
    from careerclusters.clustering.clustering import Clustering

from careerclusters.results import Value

__all__ = ["Cluster"]


@dataclass(frozen=True, eq=False)
class Cluster(Value):
    """A cluster with its place in the hierarchy, its members and the evidence for it.

    Attributes
    ----------
    cluster_id, level, name, description
        Id like "M07"; level name; short name; one paragraph.
    parent_id, children
        Id of the cluster above (None at the top); ids of the clusters below.
    n_occupations, stability_share
        Fitted members; mean overlap with its counterpart over the runs (0–1).
    members
        Primary members: code_onet, title, membership_share, role, stability_share, is_placed;
        most typical first.
    visitors
        Occupations with a share of at least 0.2 whose first cluster is another.
    foundation
        What nearly all members need: item_id, label, domain, value (share of members), contrast.
    distinctive
        What members have and others don't: same columns; value in standard deviations.
    typical, surprising
        Members closest to the middle of the cluster, and members one would not expect.
    """

    cluster_id: str
    level: str
    name: str
    description: str
    parent_id: str | None
    children: tuple[str, ...]
    n_occupations: int
    stability_share: float
    members: pl.DataFrame
    visitors: pl.DataFrame
    foundation: pl.DataFrame
    distinctive: pl.DataFrame
    typical: pl.DataFrame
    surprising: pl.DataFrame

    @classmethod
    def read(cls, clustering: Clustering, row: Mapping[str, Any]) -> Cluster:
        """From a row of `clustering.clusters`."""
        cluster_id = str(row["cluster_id"])
        titles = pl.DataFrame(
            {"code_onet": list(clustering.titles), "title": list(clustering.titles.values())},
            schema={"code_onet": pl.String, "title": pl.String},
        )
        inside = clustering.memberships.filter(pl.col("cluster_id") == cluster_id).join(
            titles, on="code_onet", how="left"
        )
        columns = ["code_onet", "title", "membership_share", "role", "stability_share", "is_placed"]
        evidence = clustering.evidence.filter(pl.col("cluster_id") == cluster_id).sort("rank")

        def marks(kind: str) -> pl.DataFrame:
            return evidence.filter(pl.col("kind") == kind).drop("level", "cluster_id", "kind", "rank")

        children = clustering.clusters.filter(pl.col("parent_id") == cluster_id)
        return cls(
            cluster_id=cluster_id,
            level=str(row["level"]),
            name=str(row["name"]),
            description=str(row["description"]),
            parent_id=row["parent_id"],
            children=tuple(children["cluster_id"].to_list()),
            n_occupations=int(row["n_occupations"]),
            stability_share=float(row["stability_share"]),
            members=inside.filter(pl.col("is_primary"))
            .sort("is_placed", "membership_share", "code_onet", descending=[False, True, False])
            .select(columns),
            visitors=inside.filter(~pl.col("is_primary") & (pl.col("membership_share") >= 0.2))
            .sort("membership_share", "code_onet", descending=[True, False])
            .select("code_onet", "title", "membership_share"),
            foundation=marks("foundation"),
            distinctive=marks("distinctive"),
            typical=marks("typical"),
            surprising=marks("surprising"),
        )

    def to_dict(self) -> dict[str, object]:
        """JSON-ready, tables as lists of rows."""
        values = {}
        for name in self.__dataclass_fields__:
            value = getattr(self, name)
            values[name] = value.to_dicts() if isinstance(value, pl.DataFrame) else value
        values["children"] = list(self.children)
        return values

    def to_frame(self) -> pl.DataFrame:
        """The members."""
        return self.members

    def __repr__(self) -> str:
        return f"Cluster({self.cluster_id} {self.name!r}, {self.n_occupations} occupations)"
