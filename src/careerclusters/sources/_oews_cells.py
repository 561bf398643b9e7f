"""Cells of OEWS May 2025 as our columns: figures and reasons apart.

Quirks of this layout
- One row per cell; a figure that is missing is null and its footnote says why: 8 withheld, 5 at or
  above $115.00 an hour or $239,200 a year, 4 paid by the year only (hourly column) or by the hour only
  (annual column). Other null figures have no footnote: they aren't published.
- Some percentiles above $239,200 are given all the same; a footnote counts, never the height. Footnote 5
  stands on all statistics of a cell at once as a rule, the 10th percentile included.
- Jobs are rounded to 10; the file holds them in single precision, so totals of the nation are rounded again.
- Annual pay is not hourly pay times 2,080 to the cent, because each is rounded by itself.
- Codes have no point and no dash in the list of occupations (111011), a dash in the cells (11-1011).
  `display_level` 3 is what is published as an occupation: detailed SOC codes and twelve codes that
  combine some; 0 to 2 are groups. Only the nation and the industries have groups below level 0.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from careerclusters.errors import DataError
from careerclusters.sources._bounds import read_bounded
from careerclusters.sources._sheets import expect_columns, release_file
from careerclusters.sources._text import read_plain_csv

__all__ = ["NATION", "STATISTICS", "YEAR", "occupation_list", "read_cells"]

YEAR = 2025
NATION = "0000000"
STATISTICS = ("mean", "p10", "p25", "median", "p75", "p90")
TOP_CODED_USD, TOP_CODED_HOURLY_USD = 239_200, 115
_FOLDER = "oews_may2025"
_NOTES = {"8": "suppressed", "5": "top_coded", "4": "hourly_only"}


def occupation_list(folder: Path) -> pl.DataFrame:
    """`code`, `title` and `level` (0 major to 3 published occupation) of all codes that cells may have."""
    name = f"{_FOLDER}/occupations.csv"
    raw = read_plain_csv(read_bounded(release_file(folder, name)), file=name)
    expect_columns(raw, ("occupation_code", "occupation_name", "display_level"), where=name)
    return raw.select(
        code=pl.col("occupation_code").str.replace(r"^(\d\d)(\d{4})$", "$1-$2"),
        title=pl.col("occupation_name").str.strip_chars(),
        level=pl.col("display_level").cast(pl.UInt8),
    )


def read_cells(folder: Path, name: str, *, where: str) -> pl.DataFrame:
    """All cells of one file.

    Parameters
    ----------
    name
        File in the folder of May 2025.
    where
        Column that says where: `area_code` or `industry_code`.

    Returns
    -------
    `where`, `code_published`, `employment_jobs`, `employment_note`, `employment_rse_pct`, for each statistic
    `wage_X_usd`, `wage_X_note` and `wage_X_hourly_usd`, then `wage_rse_pct`, `location_quotient`,
    `is_annual_only`, `is_hourly_only`.
    """
    path = release_file(folder, f"{_FOLDER}/{name}")
    raw = pl.read_parquet(path)
    annual = [f"annual_{one}" for one in STATISTICS]
    hourly = [f"hourly_{one}" for one in STATISTICS]
    footnotes = ("employment_footnote", "hourly_median_footnote", *(f"{one}_footnote" for one in annual))
    expect_columns(raw, (where, "code", "employment", *annual, *hourly, *footnotes), where=name)
    _refuse_unknown_footnotes(raw, footnotes, name=name)
    hourly_only = pl.col("annual_median_footnote").eq_missing("4")
    return raw.select(
        where,
        code_published="code",
        employment_jobs=((pl.col("employment").cast(pl.Float64) / 10).round() * 10).cast(pl.Int32),
        employment_note=_reason("employment"),
        employment_rse_pct=pl.col("employment_rse_pct").cast(pl.Float32).round(1),
        **{
            column: expression
            for one in STATISTICS
            for column, expression in (
                (f"wage_{one}_usd", pl.col(f"annual_{one}").cast(pl.Int32)),
                (f"wage_{one}_note", _reason(f"annual_{one}")),
                (f"wage_{one}_hourly_usd", pl.col(f"hourly_{one}").cast(pl.Float64).round(2)),
            )
        },
        wage_rse_pct=pl.col("wage_rse_pct").cast(pl.Float32).round(1),
        location_quotient=pl.col("location_quotient").cast(pl.Float32).round(2),
        is_annual_only=pl.col("hourly_median_footnote").eq_missing("4") & ~hourly_only,
        is_hourly_only=hourly_only,
    )


def _reason(column: str) -> pl.Expr:
    """Why a figure is null; null where it is given."""
    footnote = pl.col(f"{column}_footnote").replace_strict(_NOTES, default=None, return_dtype=pl.String)
    return pl.when(pl.col(column).is_null()).then(footnote.fill_null("not_published")).otherwise(None)


def _refuse_unknown_footnotes(raw: pl.DataFrame, columns: tuple[str, ...], *, name: str) -> None:
    for column in columns:
        odd = raw[column].drop_nulls().filter(~raw[column].drop_nulls().is_in(list(_NOTES)))
        if len(odd):
            raise DataError(
                f"{name} has a footnote in {column} that is not known",
                seen=odd[0],
                todo=f"Known footnotes are {', '.join(sorted(_NOTES))}.",
            )
