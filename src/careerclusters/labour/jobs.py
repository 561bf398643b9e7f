"""Jobs of each O*NET occupation: what a SOC code counts, split where several occupations share it.

No publisher counts jobs by O*NET occupation. A SOC code's jobs are split equally among the O*NET
occupations at hand that it covers, and so are those of a code that combines SOC codes. Sums over
occupations are then right; the split itself is an assumption, marked `is_split`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog

__all__ = ["split_jobs", "split_shares"]


def split_shares(catalog: Catalog, codes: pl.Series, *, table: str = "projections") -> pl.DataFrame:
    """How much of its SOC code's count each occupation stands for.

    Parameters
    ----------
    codes
        O*NET codes at hand; jobs are split among these only.
    table
        Labour-market table whose `code_published` says what is counted together.

    Returns
    -------
    `code_onet`, `code_soc2018`, `code_published`, `split_share` (1 / occupations that share the
    count) and `is_split`, sorted by `code_onet`; without occupations that the table doesn't count.
    """
    rows = catalog.scan(table)
    if "year" in rows.collect_schema():
        rows = rows.filter(pl.col("year") == pl.col("year").max())
    counted = rows.select("code_soc2018", "code_published").unique().collect()
    return (
        catalog.table("occupations")
        .select("code_onet", "code_soc2018")
        .filter(pl.col("code_onet").is_in(codes.unique().implode()))
        .join(counted, on="code_soc2018")
        .with_columns(split_share=1 / pl.len().over("code_published"))
        .with_columns(is_split=pl.col("split_share") < 1)
        .sort("code_onet")
    )


def split_jobs(
    catalog: Catalog, codes: pl.Series, *, column: str = "employment_2024_jobs", table: str = "projections"
) -> pl.DataFrame:
    """Jobs of each occupation after the split.

    Returns
    -------
    `code_onet`, `jobs` (float, null where withheld) and `is_split`, sorted by `code_onet`.
    """
    shares = split_shares(catalog, codes, table=table)
    counts = catalog.table(table)
    if "year" in counts.columns:
        counts = counts.filter(pl.col("year") == pl.col("year").max())
    return (
        shares.join(counts.select("code_soc2018", column), on="code_soc2018", how="left")
        .select("code_onet", (pl.col(column) * pl.col("split_share")).alias("jobs"), "is_split")
        .sort("code_onet")
    )
