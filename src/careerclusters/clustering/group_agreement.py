"""Our clusters beside another grouping of occupations: how far they say the same, and which meet which.

The other grouping may reach our occupations through a crosswalk or through titles, with more or less
confidence; what is less sure than `LEAST_SURE` is left out, and said so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from careerclusters.errors import DataError
from careerclusters.language import _
from careerclusters.results import Value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from careerclusters.catalog import Catalog
    from careerclusters.clustering.clustering import Clustering

__all__ = ["LEAST_SURE", "GroupAgreement", "compare_groups", "nesta_groups"]

LEAST_SURE = 0.5
"""Links below this confidence (0–1) are left out."""

_GRADE_HIGHEST = 2.0


@dataclass(frozen=True, eq=False)
class GroupAgreement(Value):
    """Two groupings side by side.

    Attributes
    ----------
    level
        Our level that is compared.
    other
        What it is compared with, in words.
    ami, ari
        Adjusted mutual information and adjusted Rand index over the links: 0 as chance would have it, 1
        the same.
    confidence_mean
        Mean confidence of the links that count, 0–1.
    links
        code_onet, title, cluster_id, name, other_id, other_title, other_group, confidence; one row per
        link that counts.
    overlap
        cluster_id, name, other_group, n_shared, share_of_cluster, share_of_other; counted over links.
    n_left_out
        Links that were not sure enough, and items without any.
    """

    level: str
    other: str
    ami: float
    ari: float
    confidence_mean: float
    links: pl.DataFrame
    overlap: pl.DataFrame
    n_left_out: int

    def to_frame(self) -> pl.DataFrame:
        """The overlap."""
        return self.overlap

    def to_dict(self) -> dict[str, object]:
        """JSON-ready."""
        return {
            "level": self.level,
            "with": self.other,
            "ami": self.ami,
            "ari": self.ari,
            "confidence_mean": self.confidence_mean,
            "n_links": self.links.height,
            "n_left_out": self.n_left_out,
            "overlap": self.overlap.to_dicts(),
            "links": self.links.to_dicts(),
        }

    def __repr__(self) -> str:
        with_whom = f"{self.level} and {self.other}"
        return f"GroupAgreement({with_whom}: AMI {self.ami:.2f} over {self.links.height} links)"


def compare_groups(
    clustering: Clustering, links: pl.DataFrame, *, level: str, other: str, n_missing: int = 0
) -> GroupAgreement:
    """Our clusters of one level beside the groups that links lead to.

    Parameters
    ----------
    links
        code_onet, other_id, other_title, other_group, confidence (0–1).
    n_missing
        Items of the other side without any link.

    Raises
    ------
    DataError
        When no link is sure enough.
    """
    from sklearn.metrics import adjusted_mutual_info_score, adjusted_rand_score

    labels = clustering.labels(level)
    names: Mapping[str, str] = dict(clustering.at(level).select("cluster_id", "name").iter_rows())
    known = links.filter(pl.col("code_onet").is_in(list(labels)))
    sure = known.filter(pl.col("confidence") >= LEAST_SURE).sort("code_onet", "other_id")
    if sure.is_empty():
        raise DataError(_("No link to {name} is sure enough", name=other), seen=f"{links.height} links")
    rows = sure.with_columns(
        cluster_id=pl.col("code_onet").replace_strict(labels, return_dtype=pl.String),
        title=pl.col("code_onet").replace_strict(dict(clustering.titles), return_dtype=pl.String),
    ).with_columns(name=pl.col("cluster_id").replace_strict(names, return_dtype=pl.String))
    ours, theirs = rows["cluster_id"].to_list(), rows["other_group"].to_list()
    overlap = (
        rows.group_by("cluster_id", "name", "other_group")
        .len("n_shared")
        .with_columns(
            share_of_cluster=(pl.col("n_shared") / pl.col("n_shared").sum().over("cluster_id")).round(4),
            share_of_other=(pl.col("n_shared") / pl.col("n_shared").sum().over("other_group")).round(4),
        )
        .with_columns(pl.col("n_shared").cast(pl.Int64))
        .sort("cluster_id", "n_shared", "other_group", descending=[False, True, False])
    )
    columns = ["code_onet", "title", "cluster_id", "name"]
    columns += ("other_id", "other_title", "other_group", "confidence")
    return GroupAgreement(
        level=level,
        other=other,
        ami=round(float(adjusted_mutual_info_score(theirs, ours)), 4),
        ari=round(float(adjusted_rand_score(theirs, ours)), 4),
        confidence_mean=round(float(rows["confidence"].mean() or 0.0), 4),  # type: ignore[arg-type]
        links=rows.select(columns),
        overlap=overlap,
        n_left_out=links.height - sure.height + n_missing,
    )


def nesta_groups(catalog: Catalog) -> tuple[pl.DataFrame, int]:
    """Links to Nesta's skills-based sectors of ESCO occupations, and how many ESCO occupations have none.

    Raises
    ------
    DataError
        When the catalog has no sectors.
    """
    if not (catalog.has("esco_sectors") and catalog.has("crosswalk_esco_onet")):
        raise DataError("The catalog has no sectors of ESCO occupations", todo="Use the bundled catalog.")
    sectors = catalog.table("esco_sectors")
    labels = catalog.table("esco_occupations").select("esco_uuid", "label_en")
    links = (
        catalog.table("crosswalk_esco_onet")
        .join(sectors, on="esco_uuid")
        .join(labels, on="esco_uuid", how="left")
        .select(
            "code_onet",
            other_id="esco_uuid",
            other_title="label_en",
            other_group="sector_name",
            confidence=pl.col("match_confidence") / _GRADE_HIGHEST,
        )
    )
    return links, sectors.height - links["other_id"].n_unique()
