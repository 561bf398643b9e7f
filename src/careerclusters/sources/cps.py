"""Share of women by occupation, 2022 (Current Population Survey, annual averages, table 11).

Quirks
- The workbook has titles only, no codes: those of the Census 2018 list, to the letter but for spaces and
  hyphens. Titles that end in "occupations" are groups and are left out.
- Numbers are thousands of employed people aged 16 and over; a dash means that fewer than 50,000 are
  employed, so no share is published.
- A Census code can cover several SOC codes. Its share is repeated on each and marked.
"""

from __future__ import annotations

import re
from pathlib import Path

import polars as pl

from careerclusters.errors import DataError
from careerclusters.sources._sheets import read_sheet, release_file
from careerclusters.sources.crosswalks import read_census2018_soc2018

__all__ = ["read_women_share"]

WORKBOOK = "cpsaat11_2022.xlsx"
_HEADER_ROW, _WOMEN = 5, "Women"
_DASH = "–"


def read_women_share(folder: Path) -> pl.DataFrame:
    """Employed people and the share of women, one row per detailed SOC 2018 code."""
    sheet = read_sheet(release_file(folder, WORKBOOK), header_row=_HEADER_ROW)
    if sheet.width < 3 or sheet.columns[2] != _WOMEN:
        raise DataError(
            f"{WORKBOOK} has another layout",
            seen=", ".join(sheet.columns[:3]),
            todo=f"Its row {_HEADER_ROW + 1} should hold {_WOMEN} in the third column.",
        )
    title, employed, share = sheet.columns[:3]
    rows = sheet.select(title=title, employed=employed, share=share).drop_nulls("employed")
    rows = rows.with_columns(pl.col("title").map_elements(_plain, return_dtype=pl.String).alias("key"))
    odd = rows.filter(pl.col("share").cast(pl.Float64, strict=False).is_null() & (pl.col("share") != _DASH))
    if odd.height:
        raise DataError(f"{WORKBOOK} marks a share in a way that is not known", seen=odd["share"][0])
    codes = read_census2018_soc2018(folder).with_columns(
        pl.col("title_census2018").map_elements(_plain, return_dtype=pl.String).alias("key"),
        pl.len().over("code_census2018").cast(pl.UInt8).alias("covers_count"),
    )
    women = pl.col("share").cast(pl.Float64, strict=False) / 100
    return (
        codes.join(rows, on="key")
        .select(
            "code_soc2018",
            "code_census2018",
            (pl.col("covers_count") > 1).alias("is_broader"),
            "covers_count",
            (pl.col("employed").cast(pl.Float64) * 1000).cast(pl.Int32).alias("employed_2022_people"),
            women.round(3).alias("women_share"),
            pl.when(women.is_null()).then(pl.lit("not_published")).alias("women_note"),
        )
        .sort("code_soc2018")
    )


def _plain(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", title.lower()).strip()
