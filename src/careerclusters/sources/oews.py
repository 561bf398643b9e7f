"""Occupational Employment and Wage Statistics (US Bureau of Labor Statistics).

Quirks
- `*` a wage is withheld, `**` a number of jobs is withheld, `#` a wage is at or above the top code:
  $100.00 an hour or $208,000 a year in May 2020, $115.00 or $239,200 in May 2023 and 2024 (each
  file's sheet "Field Descriptions" says so, and is read for it). A mean can be above the top code,
  because it is computed before coding.
- Some occupations are paid for by the year only (teachers, pilots: `ANNUAL` is TRUE and all hourly
  wages are `*`) or by the hour only (actors, musicians: `HOURLY` is TRUE and all annual wages are
  `*`). Annual figures withheld for the second reason are marked `hourly_only`, not `suppressed`,
  and their hourly wages are kept apart in `wages_hourly`.
- Employment is rounded to 10 and leaves the self-employed out.
- `O_GROUP` "detailed" also marks codes that combine detailed SOC codes; see `_labour_codes`.
  The combined broad ones occur twice, as "broad" and as "detailed"; only "detailed" is read.
- The edge list of occupations and industries is not the publisher's file. It gives no date, but
  private plus government employment equals the national May 2024 figure for every occupation that
  has both, so its vintage is inferred as May 2024. Its codes lost their ownership: schools (611)
  and hospitals (622) occur up to four times per occupation (all, private, state, local). The
  largest is taken, which is the total wherever the publisher gives one. Rows that only repeat
  others (an industry published at two levels, a combined occupation published twice) fold into one.
- Its codes 000001, 999001, 999101, 999201 and 999301 are sums across industries by ownership
  (private; government; federal, state, local including schools, hospitals and post). They get level
  0. Codes such as 3320A1 are sums of four-digit industries and get level 4.
- In the edge list a withheld, top-coded or hourly-only mean wage is simply absent, so its note can
  only say "not_published".
- Cells that the publisher withholds are absent, so an occupation's industries can add up to less
  than its national total.
"""

from __future__ import annotations

import re
from pathlib import Path

import polars as pl

from careerclusters.edge import reading
from careerclusters.errors import DataError
from careerclusters.sources._labour_codes import spread
from careerclusters.sources._sheets import expect_columns, read_sheet, release_file

__all__ = ["read_industry_employment", "read_sector_wages", "read_wages", "read_wages_hourly"]

NATIONAL = {2020: "national_M2020_dl.xlsx", 2024: "national_M2024_dl.xlsx"}
SECTOR_YEAR, SECTOR = 2023, "natsector_M2023_dl.xlsx"
EDGES_YEAR, EDGES = 2024, "oews_occupation_industry.parquet"

STATISTICS = {
    "mean": "MEAN",
    "p10": "PCT10",
    "p25": "PCT25",
    "median": "MEDIAN",
    "p75": "PCT75",
    "p90": "PCT90",
}
ACROSS_INDUSTRIES = ("000001", "999001", "999101", "999201", "999301")
_TOP_CODE = re.compile(r"equal to or greater than \$([\d.,]+) per hour or \$([\d,]+) per year")


def read_wages(folder: Path) -> pl.DataFrame:
    """National jobs and annual wages, May 2020 and May 2024, one row per detailed SOC code and year.

    A wage is null where none is published, and its `_note` says why. `00-0000` is all occupations.
    """
    frames = [_national(folder, year) for year in NATIONAL]
    return spread(pl.concat(frames).select(_columns("wage_{}_usd"))).sort("code_soc2018", "year")


def read_wages_hourly(folder: Path) -> pl.DataFrame:
    """Hourly wages of the occupations for which the publisher gives no annual ones."""
    frames = [_national(folder, year, by_hour=True).filter("is_hourly_only") for year in NATIONAL]
    columns = [name for name in _columns("wage_{}_hourly_usd") if not name.startswith(("employment", "is_"))]
    return spread(pl.concat(frames).select(columns)).sort("code_soc2018", "year")


def read_sector_wages(folder: Path) -> pl.DataFrame:
    """Jobs and annual wages by industry sector, May 2023; `00-0000` is the sector's total."""
    path = release_file(folder, SECTOR)
    frame = _estimates(path, SECTOR_YEAR)
    names = ["code_published", "code_naics", "industry_name", *_columns("wage_{}_usd")[1:]]
    return spread(frame.select(names)).sort("code_soc2018", "code_naics")


def read_industry_employment(folder: Path) -> pl.DataFrame:
    """Jobs and mean annual wage by detailed occupation and industry, 2 to 6 digits, May 2024 (inferred)."""
    path = release_file(folder, EDGES)
    with reading(EDGES):
        edges = pl.read_parquet(path)
    expect_columns(edges, ("from", "to", "name", "data"), where=EDGES)
    data = pl.col("data").str.json_decode(pl.Struct({"employment": pl.Int64, "annualMean": pl.Int64}))
    edges = edges.select(
        code_published=pl.col("from").str.extract(r"(\d\d-\d{4})"),
        code_naics=pl.col("to").str.strip_prefix("industry/"),
        industry_name=pl.col("name").str.strip_chars(),
        employment_jobs=data.struct.field("employment").cast(pl.Int32),
        wage_mean_usd=data.struct.field("annualMean").cast(pl.Int32),
    )
    detailed = _detailed_codes(folder, EDGES_YEAR)
    totals = (
        edges.filter(pl.col("code_published").is_in(detailed.implode()))
        .sort(
            "code_published",
            "code_naics",
            "employment_jobs",
            "wage_mean_usd",
            descending=[False, False, True, True],
        )
        .unique(["code_published", "code_naics"], keep="first", maintain_order=True)
    )
    return (
        spread(totals)
        .with_columns(level=_level(pl.col("code_naics")))
        .select(
            "code_soc2018",
            "code_naics",
            "industry_name",
            "level",
            "employment_jobs",
            "wage_mean_usd",
            pl.when(pl.col("wage_mean_usd").is_null()).then(pl.lit("not_published")).alias("wage_mean_note"),
            "code_published",
            "is_broader",
            "covers_count",
        )
        .sort("code_soc2018", "code_naics")
    )


def _level(code: pl.Expr) -> pl.Expr:
    """Digits of an industry code: 2 for sectors such as 31-33, 0 for sums across industries."""
    return (
        pl.when(code.is_in(ACROSS_INDUSTRIES))
        .then(0)
        .when(code.str.contains("-", literal=True))
        .then(2)
        .when(code.str.contains("A", literal=True))
        .then(4)
        .otherwise(code.str.len_chars())
        .cast(pl.UInt8)
    )


def _detailed_codes(folder: Path, year: int) -> pl.Series:
    sheet = read_sheet(release_file(folder, NATIONAL[year]))
    return sheet.filter(pl.col("O_GROUP") == "detailed")["OCC_CODE"]


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


def _national(folder: Path, year: int, *, by_hour: bool = False) -> pl.DataFrame:
    return _estimates(release_file(folder, NATIONAL[year]), year, by_hour=by_hour)


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
