"""Pay and jobs by area, May 2025 (Occupational Employment and Wage Statistics).

Quirks
- Areas are the nation, 50 states, DC, three territories, and 528 metropolitan and nonmetropolitan areas.
  A metropolitan area may lie in several states; `state_fips` names the one it is listed under. In
  New England areas follow counties, as everywhere since 2024.
- An occupation that has too few jobs in an area has no row there: that isn't 0.
- The location quotient of an area is its share of jobs in the occupation over the nation's share.
- See `_oews_cells` for the marks.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from careerclusters.errors import DataError
from careerclusters.sources._bounds import read_bounded
from careerclusters.sources._oews_cells import (
    NATION,
    STATISTICS,
    TOP_CODED_HOURLY_USD,
    TOP_CODED_USD,
    occupation_list,
    read_cells,
)
from careerclusters.sources._sheets import expect_columns, release_file
from careerclusters.sources._states import POSTAL_BY_FIPS
from careerclusters.sources._text import read_plain_csv

__all__ = ["read_area_wages", "read_area_wages_hourly", "read_areas", "read_soc_titles"]

_AREAS = "oews_may2025/areas.csv"
_CELLS = "areas_wages.parquet"
_LEVELS = {0: "major", 1: "minor", 2: "broad", 3: "occupation"}


def read_areas(folder: Path) -> pl.DataFrame:
    """Nation, states and territories, metropolitan and nonmetropolitan areas, one row each."""
    raw = read_plain_csv(read_bounded(release_file(folder, _AREAS)), file=_AREAS)
    expect_columns(raw, ("area_code", "area_type", "state_fips", "area_name"), where=_AREAS)
    odd = raw.filter(~pl.col("state_fips").is_in([*POSTAL_BY_FIPS, "00"]))
    if odd.height:
        raise DataError(f"{_AREAS} names a state that is not known", seen=odd["state_fips"][0])
    postal = pl.col("state_fips").replace_strict(POSTAL_BY_FIPS, default=None, return_dtype=pl.String)
    after_comma = pl.col("area_name").str.extract(r", ([A-Z]{2}(?:-[A-Z]{2})*)$").str.replace_all("-", " ")
    kind = (
        pl.when(pl.col("area_type") == "N")
        .then(pl.lit("nation"))
        .when(pl.col("area_type") == "S")
        .then(pl.lit("state"))
        .when(pl.col("area_name").str.contains("nonmetropolitan", literal=True))
        .then(pl.lit("nonmetro"))
        .otherwise(pl.lit("metro"))
    )
    return raw.select(
        "area_code",
        kind.alias("area_kind"),
        pl.when(pl.col("area_type") == "N")
        .then(pl.lit("United States"))
        .otherwise(pl.col("area_name").str.strip_chars())
        .alias("area_name"),
        postal.alias("state_code"),
        pl.coalesce(after_comma, postal).alias("state_codes"),
        pl.when(pl.col("area_type") == "N")
        .then(None)
        .when(pl.col("area_type") == "S")
        .then(pl.lit(NATION))
        .otherwise(pl.col("state_fips") + "00000")
        .alias("area_code_wider"),
    ).sort("area_code")


def read_area_wages(folder: Path) -> pl.DataFrame:
    """Jobs and annual pay by area and published code, groups included where the publisher has them."""
    cells = read_cells(folder, _CELLS, where="area_code")
    _refuse_unknown(cells["area_code"], read_areas(folder)["area_code"], what="an area")
    _refuse_unknown(cells["code_published"], occupation_list(folder)["code"], what="an occupation")
    wages = [name for one in STATISTICS for name in (f"wage_{one}_usd", f"wage_{one}_note")]
    return cells.select(
        "code_published",
        "area_code",
        "employment_jobs",
        "employment_note",
        "employment_rse_pct",
        *wages,
        "wage_rse_pct",
        "location_quotient",
        pl.lit(TOP_CODED_USD, pl.Int32).alias("top_coded_at_usd"),
        "is_annual_only",
        "is_hourly_only",
    ).sort("code_published", "area_code")


def read_area_wages_hourly(folder: Path) -> pl.DataFrame:
    """Hourly pay by area of the occupations for which no annual pay is published."""
    cells = read_cells(folder, _CELLS, where="area_code").filter("is_hourly_only")
    return cells.select(
        "code_published",
        "area_code",
        *(
            expression
            for one in STATISTICS
            for expression in (
                pl.col(f"wage_{one}_hourly_usd"),
                pl.when(pl.col(f"wage_{one}_hourly_usd").is_null())
                .then(pl.lit("not_published"))
                .alias(f"wage_{one}_hourly_note"),
            )
        ),
        pl.lit(TOP_CODED_HOURLY_USD, pl.Int32).alias("top_coded_at_usd"),
    ).sort("code_published", "area_code")


def read_soc_titles(folder: Path) -> pl.DataFrame:
    """Titles of SOC groups and of the codes that the wage statistics publish, one row per code."""
    level = pl.col("level").replace_strict(_LEVELS, return_dtype=pl.String)
    return (
        occupation_list(folder)
        .select(code_published="code", soc_title="title", soc_level=level)
        .sort("code_published")
    )


def _refuse_unknown(values: pl.Series, known: pl.Series, *, what: str) -> None:
    odd = values.filter(~values.is_in(known.implode()))
    if len(odd):
        raise DataError(f"{_CELLS} names {what} that its own list lacks", seen=odd[0])
