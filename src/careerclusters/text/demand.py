"""From coded postings to demand: how many a month, in each area, for each occupation and its cluster.

A posting counts by the chance that it is coded rightly: `expected_count` adds the chances up, and
`standard_error` is that of such a sum, sqrt(sum of p (1 - p)). What could not be coded is in `coded_share`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

    from careerclusters.clustering import Clustering

__all__ = ["COLUMNS", "KEYS", "NEEDED", "clusters_of", "demand", "with_month"]

NEEDED = ("title", "area", "date")
"""Columns that postings have; a text, if any, isn't read."""

KEYS = ("cluster_id", "code_onet", "area", "month")
COLUMNS = (*KEYS, "postings_count", "sure_count", "expected_count", "standard_error", "coded_share")


def clusters_of(clustering: Clustering) -> pl.DataFrame:
    """Home cluster of each occupation on the main level: `code_onet`, `cluster_id`."""
    import polars as pl

    level = clustering.levels[len(clustering.levels) // 2]
    rows = clustering.memberships.filter((pl.col("level") == level) & pl.col("is_primary"))
    return rows.select("code_onet", "cluster_id")


def with_month(table: pl.LazyFrame) -> pl.LazyFrame:
    """Postings with `month` ("2025-03", null where the date can't be read)."""
    import polars as pl

    text = pl.col("date").cast(pl.String).str.slice(0, 7)
    return table.with_columns(month=pl.when(text.str.contains(r"^\d{4}-(0[1-9]|1[0-2])$")).then(text))


def demand(coded: pl.LazyFrame, clusters: pl.DataFrame) -> pl.LazyFrame:
    """Demand of coded postings with `month`, a row for each of `KEYS`, in their order."""
    import polars as pl

    chance = pl.col("chance")
    counted = (
        coded.group_by("code_onet", "area", "month")
        .agg(
            postings_count=pl.len(),
            sure_count=pl.col("is_sure").fill_null(False).sum(),
            expected_count=chance.sum().round(4),
            standard_error=(chance * (1 - chance)).sum().sqrt().round(4),
        )
        .with_columns(
            coded_share=(
                pl.col("postings_count").filter(pl.col("code_onet").is_not_null()).sum().over("area", "month")
                / pl.col("postings_count").sum().over("area", "month")
            ).round(4)
        )
    )
    rows = counted.drop_nulls("code_onet").join(clusters.lazy(), on="code_onet", how="left")
    return rows.select(COLUMNS).sort(KEYS, nulls_last=True)
