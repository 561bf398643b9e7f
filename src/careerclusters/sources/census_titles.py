"""Job titles with SOC 2018 codes from the Census occupation index 2022 (U.S. Census Bureau).

Quirks
- A title can stand for several codes, joined by `|`; each gets a row of its own here.
- One row has a code and no title; it is left out.
- Titles are written as they were collected: lower case mostly, singular, some with a number.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from careerclusters.sources._bounds import read_bounded
from careerclusters.sources._sheets import expect_columns, release_file
from careerclusters.sources._text import read_plain_csv

__all__ = ["read_census_titles"]

FILE = "titles/titles_census2022_open.csv"


def read_census_titles(folder: Path) -> pl.DataFrame:
    """Title and detailed SOC 2018 code, one row per pair."""
    raw = read_plain_csv(read_bounded(release_file(folder, FILE)), file=FILE)
    expect_columns(raw, ("title", "codes"), where=FILE)
    return (
        raw.drop_nulls("title")
        .select(pl.col("title").str.strip_chars(), pl.col("codes").str.split("|").alias("code_soc2018"))
        .explode("code_soc2018", empty_as_null=True, keep_nulls=True)
        .with_columns(codes_count=pl.len().over("title").cast(pl.UInt8))
        .unique(["title", "code_soc2018"], keep="first")
        .sort("title", "code_soc2018")
    )
