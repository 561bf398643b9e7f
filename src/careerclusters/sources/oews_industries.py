"""Pay and jobs by occupation and industry in the nation, May 2025 (OEWS).

Quirks
- Industry codes have six digits, filled up with zeros (113300 is NAICS 1133; 3250A1 is the publisher's
  sum of some four-digit industries). Sectors are written as the range up to the next one (11--12,
  44--46, 99-100): they get the sector's own code here (11, 44-45, 99).
- 000001 and 999001 to 999301 are sums across industries by ownership; they get level 0. 000000 is the
  nation's total, listed without cells.
- Schools (611) and hospitals (622) stand for all owners together; their parts by owner (611002 ...) are
  left out, because they would be counted twice.
- A cell that is withheld is null with its reason; an occupation that an industry hardly employs has no
  row. Industries of an occupation can therefore add up to less than its total.
- See `_oews_cells` for the marks.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from careerclusters.errors import DataError
from careerclusters.sources._bounds import read_bounded
from careerclusters.sources._labour_codes import spread
from careerclusters.sources._oews_cells import STATISTICS, TOP_CODED_USD, YEAR, occupation_list, read_cells
from careerclusters.sources._sheets import expect_columns, release_file
from careerclusters.sources._text import read_plain_csv

__all__ = ["ACROSS_INDUSTRIES", "read_industry_employment"]

ACROSS_INDUSTRIES = ("000001", "999001", "999101", "999201", "999301")
_INDUSTRIES = "oews_may2025/industries.csv"
_CELLS = "industries_wages.parquet"
_SECTORS = {"31--34": "31-33", "44--46": "44-45", "48--50": "48-49"}
_OCCUPATION_LEVEL, _BELOW_FOUR_DIGITS = 3, 5


def read_industry_employment(folder: Path) -> pl.DataFrame:
    """Jobs and annual pay by detailed occupation and industry, groups and totals left out."""
    codes = occupation_list(folder).filter(pl.col("level") == _OCCUPATION_LEVEL)["code"]
    cells = read_cells(folder, _CELLS, where="industry_code").filter(
        pl.col("code_published").is_in(codes.implode())
    )
    known = _industries(folder)
    odd = cells.join(known, on="industry_code", how="anti")
    if odd.height:
        raise DataError(f"{_CELLS} names an industry that its own list lacks", seen=odd["industry_code"][0])
    wages = [name for one in STATISTICS for name in (f"wage_{one}_usd", f"wage_{one}_note")]
    frame = cells.join(known.filter("is_kept"), on="industry_code").select(
        "code_published",
        "code_naics",
        "industry_name",
        "level",
        pl.lit(YEAR, pl.Int16).alias("year"),
        "employment_jobs",
        "employment_note",
        *wages,
        pl.lit(TOP_CODED_USD, pl.Int32).alias("top_coded_at_usd"),
    )
    return spread(frame).sort("code_soc2018", "code_naics")


def _industries(folder: Path) -> pl.DataFrame:
    """`industry_code`, `code_naics`, `industry_name`, `level` and whether it is no part by owner."""
    raw = read_plain_csv(read_bounded(release_file(folder, _INDUSTRIES)), file=_INDUSTRIES)
    expect_columns(raw, ("industry_code", "industry_name", "display_level"), where=_INDUSTRIES)
    code = pl.col("industry_code")
    is_sector = code.str.contains("-", literal=True)
    is_across = code.is_in([*ACROSS_INDUSTRIES, "000000"])
    is_sum = code.str.contains("A", literal=True)
    depth = pl.col("display_level").cast(pl.UInt8)
    naics = (
        pl.when(is_sector)
        .then(code.replace_strict(_SECTORS, default=code.str.slice(0, 2), return_dtype=pl.String))
        .when(is_across | is_sum)
        .then(code)
        .when(depth < _BELOW_FOUR_DIGITS)
        .then(code.str.slice(0, depth))
        .otherwise(code.str.strip_suffix("0"))
    )
    level = (
        pl.when(is_across)
        .then(0)
        .when(is_sector)
        .then(2)
        .when(is_sum)
        .then(4)
        .otherwise(naics.str.len_chars())
    )
    by_owner = code.str.contains(r"^(611|622)\d0[235]$")
    return raw.select(
        "industry_code",
        naics.alias("code_naics"),
        pl.col("industry_name")
        .str.strip_chars()
        .str.replace(r"^Sectors? [\d, and]+ - ", "")
        .str.replace(r" \(OEWS Designation\)$", "")
        .alias("industry_name"),
        level.cast(pl.UInt8).alias("level"),
        (~by_owner).alias("is_kept"),
    )
