"""Two maps side by side: our clusters and the official ones, and where they disagree, with reasons."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from careerclusters.clustering.agreement import mutual_information, rand_index
from careerclusters.clustering.fusion import Fusion, fuse
from careerclusters.errors import DataError
from careerclusters.language import ENGLISH, _, marked, speaking
from careerclusters.present import listing
from careerclusters.results import Value
from careerclusters.views import build_views

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog
    from careerclusters.clustering.clustering import Clustering

__all__ = ["Agreement", "compare_with_official", "reason_words", "view_words"]

_VIEW_WORDS = {
    "skills": marked("skills"),
    "knowledge": marked("knowledge"),
    "abilities": marked("abilities"),
    "activities": marked("work activities"),
    "technologies": marked("technologies"),
    "context": marked("work environment"),
    "interests": marked("interests"),
    "styles": marked("work styles"),
    "tasks": marked("tasks"),
    "titles": marked("job titles"),
    "industry": marked("industries"),
}


@dataclass(frozen=True, eq=False)
class Agreement(Value):
    """How far our clusters and the official ones say the same.

    Attributes
    ----------
    level
        Our level that is compared.
    ami, ari
        Adjusted mutual information and adjusted Rand index: 0 as chance would have it, 1 the same.
    overlap
        One row per pair that shares occupations: cluster_id, name, official_cluster, n_shared,
        share_of_cluster, share_of_official.
    disagreements
        One row per occupation that stands elsewhere officially, strongest first: code_onet, title,
        official_cluster, cluster_id, name, membership_share, strength (0–1), officials, views (that
        pull it to its cluster), next_to (codes), view_against, reason. Strength is the
        membership share times the share of cluster mates who are officially elsewhere too.
    """

    level: str
    ami: float
    ari: float
    overlap: pl.DataFrame
    disagreements: pl.DataFrame

    def to_frame(self) -> pl.DataFrame:
        """The disagreements."""
        return self.disagreements

    def to_dict(self) -> dict[str, object]:
        """JSON-ready."""
        return {
            "level": self.level,
            "ami": self.ami,
            "ari": self.ari,
            "overlap": self.overlap.to_dicts(),
            "disagreements": self.disagreements.to_dicts(),
        }

    def __repr__(self) -> str:
        return f"Agreement({self.level}: AMI {self.ami:.2f}, {self.disagreements.height} disagreements)"


def compare_with_official(
    catalog: Catalog,
    clustering: Clustering,
    *,
    level: str = "middle",
    limit: int | None = None,
    fusion: Fusion | None = None,
) -> Agreement:
    """Our clusters of one level beside the official 16.

    An occupation that stands in several official clusters disagrees only when none of them is common
    among its cluster mates.

    Parameters
    ----------
    fusion
        The views of the clustering, joined, where they are at hand; else they are built.

    Raises
    ------
    DataError
        When the catalog has no official clusters.
    """
    if not catalog.has("official_clusters"):
        raise DataError(
            "The catalog has no official clusters", todo="Compile it with All_Career_Clusters.csv."
        )
    codes = clustering.codes
    ours = clustering.labels(level)
    names = dict(clustering.at(level).select("cluster_id", "name").iter_rows())
    stated: dict[str, list[str]] = {}
    table = (
        catalog.table("official_clusters")
        .select("code_onet", "cluster")
        .unique()
        .sort("code_onet", "cluster")
    )
    for code, cluster in table.iter_rows():
        if code in ours and code in set(codes):
            stated.setdefault(code, []).append(cluster)
    known = [code for code in codes if code in stated]
    first = [stated[code][0] for code in known]
    mine = [ours[code] for code in known]
    overlap = _overlap(known, stated, ours, names)
    return Agreement(
        level=level,
        ami=round(mutual_information(first, mine), 4),
        ari=round(rand_index(first, mine), 4),
        overlap=overlap,
        disagreements=_disagreements(catalog, clustering, level, stated, overlap, names, limit, fusion),
    )


def _overlap(
    known: list[str], stated: dict[str, list[str]], ours: dict[str, str], names: dict[str, str]
) -> pl.DataFrame:
    pairs = pl.DataFrame(
        [(ours[code], official) for code in known for official in stated[code]],
        schema={"cluster_id": pl.String, "official_cluster": pl.String},
        orient="row",
    )
    sizes = (
        pl.DataFrame({"cluster_id": [ours[code] for code in known]}).group_by("cluster_id").len("n_cluster")
    )
    totals = pairs.group_by("official_cluster").len("n_official")
    return (
        pairs.group_by("cluster_id", "official_cluster")
        .len("n_shared")
        .join(sizes, on="cluster_id")
        .join(totals, on="official_cluster")
        .with_columns(
            name=pl.col("cluster_id").replace_strict(names, return_dtype=pl.String),
            share_of_cluster=(pl.col("n_shared") / pl.col("n_cluster")).round(4),
            share_of_official=(pl.col("n_shared") / pl.col("n_official")).round(4),
        )
        .select("cluster_id", "name", "official_cluster", "n_shared", "share_of_cluster", "share_of_official")
        .sort("cluster_id", "n_shared", "official_cluster", descending=[False, True, False])
    )


def _disagreements(
    catalog: Catalog,
    clustering: Clustering,
    level: str,
    stated: dict[str, list[str]],
    overlap: pl.DataFrame,
    names: dict[str, str],
    limit: int | None,
    fusion: Fusion | None,
) -> pl.DataFrame:
    share = {
        (row["cluster_id"], row["official_cluster"]): row["share_of_cluster"] for row in overlap.to_dicts()
    }
    own = {
        code: (cluster, value)
        for code, cluster, value in clustering.memberships.filter(
            (pl.col("level") == level) & pl.col("is_primary") & ~pl.col("is_placed")
        )
        .select("code_onet", "cluster_id", "membership_share")
        .iter_rows()
    }
    found = []
    for code, officials in stated.items():
        cluster, value = own[code]
        common = max(share.get((cluster, official), 0.0) for official in officials)
        strength = value * (1.0 - common)
        if common < 0.25 and value >= 0.5:
            found.append((code, officials, cluster, value, strength))
    found.sort(key=lambda row: (-round(row[4], 4), row[0]))
    if limit is not None:
        found = found[:limit]
    pulls = _Pulls(catalog, clustering, level, stated, fusion)
    likeness = pulls.likeness([code for code, *_ in found])
    rows = []
    for at, (code, officials, cluster, value, strength) in enumerate(found):
        own_likeness = {view: part[at] for view, part in likeness.items()}
        towards, close, against = pulls.of(code, officials, cluster, likeness=own_likeness)
        with speaking(ENGLISH):
            row = {
                "code_onet": code,
                "title": clustering.titles[code],
                "official_cluster": listing(officials),
                "cluster_id": cluster,
                "name": names[cluster],
                "membership_share": value,
                "strength": round(strength, 4),
                "officials": "; ".join(officials),
                "views": "; ".join(towards),
                "next_to": "; ".join(close),
                "view_against": "; ".join(against),
            }
            reason = reason_words(row, name=names[cluster], name_of=clustering.titles.__getitem__)
        rows.append(row | {"reason": reason})
    schema = {
        "code_onet": pl.String, "title": pl.String, "official_cluster": pl.String, "cluster_id": pl.String,
        "name": pl.String, "membership_share": pl.Float64, "strength": pl.Float64,
        "officials": pl.String, "views": pl.String, "next_to": pl.String, "view_against": pl.String,
        "reason": pl.String,
    }  # fmt: skip
    return pl.DataFrame(rows, schema=schema)


def reason_words(row: Mapping[str, Any], *, name: str, name_of: Callable[[str], str]) -> str:
    """Why an occupation sits with its cluster and not where it officially is, in the language spoken.

    Parameters
    ----------
    row
        Of `Agreement.disagreements`.
    name
        What the cluster is called.
    name_of
        What an occupation is called, by its code.
    """
    officials, views, close, against = (
        [part for part in row[column].split("; ") if part]
        for column in ("officials", "views", "next_to", "view_against")
    )
    slots = {
        "official": listing(officials),
        "views": listing(_(_VIEW_WORDS[view]) for view in views),
        "group": name,
        "jobs": listing(name_of(code) for code in close),
    }
    if close and against:
        return _(
            "Officially {official}; by {views} it sits with {group}, next to {jobs}; "
            "its {view} would keep it where it officially is.",
            view=_(_VIEW_WORDS[against[0]]),
            **slots,
        )
    if close:
        return _("Officially {official}; by {views} it sits with {group}, next to {jobs}.", **slots)
    if against:
        return _(
            "Officially {official}; by {views} it sits with {group}; "
            "its {view} would keep it where it officially is.",
            view=_(_VIEW_WORDS[against[0]]),
            **slots,
        )
    return _("Officially {official}; by {views} it sits with {group}.", **slots)


def view_words(view: str) -> str:
    """What a view looks at, in the language spoken."""
    return _(_VIEW_WORDS[view])


class _Pulls:
    """Which views pull an occupation towards its cluster mates and away from its official ones."""

    def __init__(
        self,
        catalog: Catalog,
        clustering: Clustering,
        level: str,
        stated: dict[str, list[str]],
        fusion: Fusion | None,
    ) -> None:
        if fusion is None or fusion.codes != clustering.codes:
            views, _ = build_views(catalog, tuple(clustering.params.shares), codes=clustering.codes)
            fusion = fuse(views, clustering.params.shares)
        self.fusion = fusion
        self.place = {code: row for row, code in enumerate(clustering.codes)}
        ours = clustering.labels(level)
        self.cluster = np.array([ours[code] for code in clustering.codes])
        self.official: dict[str, np.ndarray] = {}
        for row, code in enumerate(clustering.codes):
            for official in stated.get(code, ()):
                self.official.setdefault(official, np.zeros(len(self.cluster), dtype=bool))[row] = True
        self.clustering = clustering

    def likeness(self, codes: list[str]) -> dict[str, np.ndarray]:
        """How alike some occupations are to all by each view, (n_codes, n)."""
        return self.fusion.rows(np.array([self.place[code] for code in codes], dtype=int))

    def of(
        self, code: str, officials: list[str], cluster: str, *, likeness: dict[str, np.ndarray]
    ) -> tuple[list[str], list[str], list[str]]:
        """Views that pull towards the cluster, codes next to it there, and the view that pulls away."""
        row = self.place[code]
        mates = self.cluster == cluster
        mates[row] = False
        others = np.logical_or.reduce([self.official[official] for official in officials])
        others &= self.cluster != cluster
        others[row] = False
        pulls, has_others = {}, others.any()
        for view, part in likeness.items():
            away = part[others].mean() if has_others else 0.0
            pulls[view] = float(part[mates].mean() - away)
        towards = [view for view in sorted(pulls, key=lambda v: (-pulls[v], v)) if pulls[view] > 0][:3]
        against = [view for view in sorted(pulls, key=lambda v: (pulls[v], v)) if pulls[view] < -0.02][:1]
        near = self.clustering.graph.neighbours[row, :12]
        close = [self.clustering.codes[at] for at in near if self.cluster[at] == cluster][:2]
        return towards, close, against
