"""Occupational Employment and Wage Statistics (US Bureau of Labor Statistics), the nation.

May 2025 comes from the cells by area (`_oews_cells`), May 2020 from the publisher's workbook.

Quirks of the workbook
- `*` a wage is withheld, `**` a number of jobs is withheld, `#` a wage is at or above the top code:
  $100.00 an hour or $208,000 a year in May 2020 (the sheet "Field Descriptions" says so, and is read
  for it). A mean can be above the top code, because it is computed before coding.
- Some occupations are paid for by the year only (teachers, pilots: `ANNUAL` is TRUE and all hourly
  wages are `*`) or by the hour only (actors, musicians: `HOURLY` is TRUE and all annual wages are
  `*`). Annual figures withheld for the second reason are marked `hourly_only`, not `suppressed`,
  and their hourly wages are kept apart in `wages_hourly`.
- Employment is rounded to 10 and leaves the self-employed out.
- `O_GROUP` "detailed" also marks codes that combine detailed SOC codes; see `_labour_codes`.
  The combined broad ones occur twice, as "broad" and as "detailed"; only "detailed" is read.
- May 2020 combines more codes than May 2025, which has no row for legislators (11-1031) and fishing
  and hunting workers (45-3031).
"""

from __future__ import annotations

import re
from pathlib import Path

import polars as pl

from careerclusters.errors import DataError
from careerclusters.sources._labour_codes import spread
from careerclusters.sources._oews_cells import (
    NATION,
    TOP_CODED_HOURLY_USD,
    TOP_CODED_USD,
    occupation_list,
    read_cells,
)
from careerclusters.sources._oews_cells import YEAR as YEAR_NOW
from careerclusters.sources._sheets import expect_columns, read_sheet, release_file

__all__ = ["STATISTICS", "read_wages", "read_wages_hourly"]

YEAR_BEFORE, WORKBOOK = 2020, "national_M2020_dl.xlsx"
_CELLS = "areas_wages.parquet"
_OCCUPATION_LEVEL = 3

STATISTICS = {
    "mean": "MEAN",
    "p10": "PCT10",
    "p25": "PCT25",
    "median": "MEDIAN",
    "p75": "PCT75",
    "p90": "PCT90",
}
_TOP_CODE = re.compile(r"equal to or greater than \$([\d.,]+) per hour or \$([\d,]+) per year")


def read_wages(folder: Path) -> pl.DataFrame:
    """National jobs and annual wages, May 2020 and May 2025, one row per detailed SOC code and year.

    A wage is null where none is published, and its `_note` says why. `00-0000` is all occupations.
    """
    columns = _columns("wage_{}_usd")
    frames = [
        _estimates(release_file(folder, WORKBOOK), YEAR_BEFORE).select(columns),
        _now(folder, top_coded_at_usd=TOP_CODED_USD).select(columns),
    ]
    return spread(pl.concat(frames)).sort("code_soc2018", "year")


def read_wages_hourly(folder: Path) -> pl.DataFrame:
    """Hourly wages of the occupations for which the publisher gives no annual ones."""
    columns = [name for name in _columns("wage_{}_hourly_usd") if not name.startswith(("employment", "is_"))]
    before = _estimates(release_file(folder, WORKBOOK), YEAR_BEFORE, by_hour=True).filter("is_hourly_only")
    now = _now(folder, top_coded_at_usd=TOP_CODED_HOURLY_USD).filter("is_hourly_only")
    hourly = [f"wage_{one}_hourly" for one in STATISTICS]
    now = now.with_columns(
        pl.when(pl.col(f"{one}_usd").is_null()).then(pl.lit("not_published")).alias(f"{one}_note")
        for one in hourly
    )
    return spread(pl.concat([before.select(columns), now.select(columns)])).sort("code_soc2018", "year")


def _now(folder: Path, *, top_coded_at_usd: int) -> pl.DataFrame:
    """Published occupations and the total of the nation, May 2025."""
    codes = occupation_list(folder).filter(
        (pl.col("level") == _OCCUPATION_LEVEL) | (pl.col("code") == "00-0000")
    )["code"]
    return (
        read_cells(folder, _CELLS, where="area_code")
        .filter(pl.col("area_code") == NATION, pl.col("code_published").is_in(codes.implode()))
        .with_columns(
            pl.lit(YEAR_NOW, pl.Int16).alias("year"),
            pl.lit(top_coded_at_usd, pl.Int32).alias("top_coded_at_usd"),
        )
    )


def _columns(pattern: str) -> list[str]:
    """Column names shared by the wage tables, in their order; `pattern` names one statistic."""
    wages = [pattern.format(name) for name in STATISTICS]
    return [
        "code_published",
        "year",
        "employment_jobs",
        "employment_note",
        *(name for wage in wages for name in (wage, wage.replace("_usd", "_note"))),
        "top_coded_at_usd",
        "is_annual_only",
        "is_hourly_only",
    ]


def _estimates(path: Path, year: int, *, by_hour: bool = False) -> pl.DataFrame:
    """Detailed rows and the total of one workbook, with values and reasons apart."""
    raw = read_sheet(path)
    prefix, name = ("H", "wage_{}_hourly") if by_hour else ("A", "wage_{}")
    wages = {name.format(key): f"{prefix}_{column}" for key, column in STATISTICS.items()}
    expect_columns(
        raw, ("OCC_CODE", "O_GROUP", "NAICS", "NAICS_TITLE", "TOT_EMP", *wages.values()), where=path.name
    )
    raw = raw.filter(pl.col("O_GROUP").is_in(["detailed", "total"]))
    flags = {"is_annual_only": "ANNUAL", "is_hourly_only": "HOURLY"}
    frame = raw.with_columns(pl.col(column).eq_missing("TRUE").alias(flag) for flag, column in flags.items())
    _refuse_unknown_marks(frame, ("TOT_EMP", *wages.values()), path=path)
    return frame.select(
        code_published="OCC_CODE",
        code_naics="NAICS",
        industry_name="NAICS_TITLE",
        year=pl.lit(year, pl.Int16),
        employment_jobs=pl.col("TOT_EMP").cast(pl.Int32, strict=False),
        employment_note=_reason("TOT_EMP"),
        **{
            column: expression
            for wage, source in wages.items()
            for column, expression in (
                (f"{wage}_usd", pl.col(source).cast(pl.Float64 if by_hour else pl.Int32, strict=False)),
                (f"{wage}_note", _reason(source, withheld=None if by_hour else "is_hourly_only")),
            )
        },
        top_coded_at_usd=pl.lit(_top_code(path, by_hour=by_hour), pl.Int32),
        is_annual_only="is_annual_only",
        is_hourly_only="is_hourly_only",
    )


def _reason(column: str, *, withheld: str | None = None) -> pl.Expr:
    """Why a figure is null: "top_coded", "suppressed", "hourly_only" or "not_published"; else null."""
    mark = pl.col(column)
    suppressed = pl.lit("suppressed")
    if withheld:
        suppressed = pl.when(withheld).then(pl.lit("hourly_only")).otherwise(suppressed)
    return (
        pl.when(mark == "#")
        .then(pl.lit("top_coded"))
        .when(mark.is_in(["*", "**"]))
        .then(suppressed)
        .when(mark.is_null())
        .then(pl.lit("not_published"))
        .otherwise(None)
    )


def _refuse_unknown_marks(frame: pl.DataFrame, columns: tuple[str, ...], *, path: Path) -> None:
    for column in columns:
        text = frame[column].drop_nulls()
        odd = text.filter(text.cast(pl.Float64, strict=False).is_null() & ~text.is_in(["*", "**", "#"]))
        if len(odd):
            raise DataError(
                f"{path.name} marks a figure in {column} in a way that is not known",
                seen=odd[0],
                todo="Known marks are *, ** and #.",
            )


def _top_code(path: Path, *, by_hour: bool) -> int:
    """The wage from which this file writes `#`, from its own field descriptions."""
    notes = read_sheet(path, "Field Descriptions")
    for text in notes.to_series(0).drop_nulls():
        if found := _TOP_CODE.search(text):
            return round(float(found[1 if by_hour else 2].replace(",", "")))
    raise DataError(
        f"{path.name} does not say from which wage it writes #",
        todo='Its sheet "Field Descriptions" should hold a line that begins with #.',
    )
