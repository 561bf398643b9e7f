"""Programmes of study to occupations: CIP 2020 to SOC 2018 (NCES and BLS).

Quirks
- A programme without an occupation is listed under `99-9999`, an occupation without a programme
  under CIP `99.9999`; both say NO MATCH. They are left out: an occupation that is absent has none.
- Programme titles end with a full stop, and codes with a leading zero (`01.0101`) lose it in
  spreadsheets; they are read as text.
- The link says that a programme prepares for the occupation, not how many graduates go there.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from careerclusters.sources._bounds import read_bounded
from careerclusters.sources._sheets import expect_columns, release_file
from careerclusters.sources._text import read_plain_csv

__all__ = ["read_programmes"]

CROSSWALK = "cip2020_soc2018_crosswalk.csv"


def read_programmes(folder: Path) -> pl.DataFrame:
    """Programmes that lead to each detailed SOC code, one row per pair."""
    raw = read_plain_csv(read_bounded(release_file(folder, CROSSWALK)), file=CROSSWALK)
    expect_columns(raw, ("SOC2018Code", "CIP2020Code", "CIP2020Title"), where=CROSSWALK)
    return (
        raw.select(
            code_soc2018=pl.col("SOC2018Code").str.strip_chars(),
            code_cip2020=pl.col("CIP2020Code").str.extract(r"(\d\d\.\d{4})"),
            programme_title=pl.col("CIP2020Title").str.strip_chars().str.strip_suffix("."),
        )
        .filter(pl.col("code_soc2018") != "99-9999", pl.col("code_cip2020") != "99.9999")
        .unique(["code_soc2018", "code_cip2020"], keep="first")
        .sort("code_soc2018", "code_cip2020")
    )
