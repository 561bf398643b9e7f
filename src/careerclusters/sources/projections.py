"""Employment Projections (US Bureau of Labor Statistics): 2024–34, and schooling from 2022–32.

Quirks
- Jobs, changes and openings are in thousands with one decimal (the csv writes "1,579.8"); they are
  read as jobs, so the last two digits are always 00.
- Jobs are all jobs, the self-employed included: more than OEWS counts for the same occupation.
- In the csv the occupation title goes on after four blanks with lay titles, each after `*`; codes
  come as `="13-2011"` so that spreadsheets leave them alone.
- A median wage of `>=239,200` (`>=$239,200` in the workbook) is top-coded; `N/A` or an em dash means
  that no annual median is published (hourly pay only, or no estimate).
- The workbook has a title above each header, indents titles by level, and ends with footnotes.
  "Line item" rows are the detailed ones; "Summary" rows are their sums.
- An em dash in "Percent self employed" means not available; it doesn't mean 0, which is written too.
- Rates of transfer and exit are yearly averages over 2024–34 in percent of the jobs; openings are
  growth plus separations, and separations are exits plus transfers.
- Column names hold footnote marks ("2024[1]") and dashes of their edition.
- Table 5.3 of the 2022–32 workbook says which schooling workers aged 25 and over really have
  (American Community Survey 2019 and 2021), in percent that add up to 100 within rounding; the later
  workbook at hand lacks it, and nothing else is read from the earlier one. A title that ends in
  "(1)" means that the survey has no exact counterpart, so the figures are those of a broader group.
- Both editions combine the same twelve groups of SOC codes; see `_labour_codes`.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from careerclusters.errors import DataError
from careerclusters.sources._bounds import read_bounded
from careerclusters.sources._labour_codes import spread
from careerclusters.sources._sheets import expect_columns, read_sheet, release_file
from careerclusters.sources._text import read_plain_csv

__all__ = ["EDUCATION_ORDER", "read_attainment", "read_projections", "read_separations"]

TABLE = "Employment Projections.csv"
WORKBOOK = "occupation_projections_2024-34.xlsx"
SELF_EMPLOYED_SHEET, RATES_SHEET = "Table 1.2", "Table 1.10"
ATTAINMENT_WORKBOOK, ATTAINMENT_SHEET = "occupation_projections_2022-32.xlsx", "Table 5.3"

# The publisher's education code counts down from the longest schooling (1) to none (8).
EDUCATION_ORDER = (
    "No formal educational credential",
    "High school diploma or equivalent",
    "Some college, no degree",
    "Postsecondary nondegree award",
    "Associate's degree",
    "Bachelor's degree",
    "Master's degree",
    "Doctoral or professional degree",
)

_NUMBERS = {
    "employment_2024_jobs": "Employment 2024",
    "employment_2034_jobs": "Employment 2034",
    "change_10yr_jobs": "Employment Change, 2024-2034",
    "growth_10yr_pct": "Employment Percent Change, 2024-2034",
    "openings_annual_jobs": "Occupational Openings, 2024-2034 Annual Average",
}
_WAGE = "Median Annual Wage 2024"
_WORDS = {
    "education": "Typical Entry-Level Education",
    "experience": "Work Experience in a Related Occupation",
    "training": "Typical on-the-job Training",
}
_ATTAINMENT = {
    "attained_below_high_school_share": "Less than high school diploma",
    "attained_high_school_share": "High school diploma or equivalent",
    "attained_some_college_share": "Some college, no degree",
    "attained_associate_share": "Associate's degree",
    "attained_bachelor_share": "Bachelor's degree",
    "attained_master_share": "Master's degree",
    "attained_doctoral_share": "Doctoral or professional degree",
}


def read_projections(folder: Path) -> pl.DataFrame:
    """Jobs 2024 and 2034, growth, yearly openings, median wage and typical entry, per detailed SOC code."""
    raw = read_plain_csv(read_bounded(release_file(folder, TABLE)), file=TABLE)
    expect_columns(raw, ("Occupation Code", *_NUMBERS.values(), _WAGE, *_WORDS.values()), where=TABLE)
    wage = _number(_WAGE)
    frame = raw.select(
        code_published=pl.col("Occupation Code").str.extract(r"(\d\d-\d{4})"),
        **{
            name: _jobs(column) if name.endswith("_jobs") else _number(column)
            for name, column in _NUMBERS.items()
        },
        wage_median_usd=wage.cast(pl.Int32),
        wage_median_note=_wage_reason(_WAGE),
        top_coded_at_usd=_top_code(_WAGE),
        **{name: pl.col(column).str.strip_chars() for name, column in _WORDS.items()},
    )
    odd = frame.filter(~pl.col("education").is_in(EDUCATION_ORDER))
    if odd.height:
        raise DataError(f"{TABLE} names an entry education that is not known", seen=odd["education"][0])
    return spread(frame).sort("code_soc2018")


def read_separations(folder: Path) -> pl.DataFrame:
    """Self-employed share 2024 and yearly exit and transfer shares 2024–34, per detailed SOC code."""
    path = release_file(folder, WORKBOOK)
    code, kind = "2024 National Employment Matrix code", "Occupation type"
    share = "Percent self employed, 2024"
    rates = {
        "exit_annual_share": "Labor force exit rate, 2024–34 annual average",
        "transfer_annual_share": "Occupational transfer rate, 2024–34 annual average",
    }
    workers, flows = (read_sheet(path, sheet, header_row=1) for sheet in (SELF_EMPLOYED_SHEET, RATES_SHEET))
    expect_columns(workers, (code, kind, share), where=f"{WORKBOOK}, {SELF_EMPLOYED_SHEET}")
    expect_columns(flows, (code, kind, *rates.values()), where=f"{WORKBOOK}, {RATES_SHEET}")
    detailed = pl.col(kind) == "Line item"
    workers = workers.filter(detailed).select(
        code_published=code,
        employment_2024_jobs=_jobs("Employment, 2024"),
        self_employed_share=(_number(share) / 100).round(4),
        self_employed_note=pl.when(_number(share).is_null()).then(pl.lit("not_published")),
    )
    flows = flows.filter(detailed).select(
        code_published=code, **{name: (_number(column) / 100).round(4) for name, column in rates.items()}
    )
    joined = workers.join(flows, on="code_published", how="full", coalesce=True)
    return spread(joined).sort("code_soc2018")


def read_attainment(folder: Path) -> pl.DataFrame:
    """Shares of workers aged 25 and over by the schooling they have, 2019 and 2021, per detailed SOC code."""
    path = release_file(folder, ATTAINMENT_WORKBOOK)
    raw = read_sheet(path, ATTAINMENT_SHEET, header_row=1)
    title, code = "2022 National Employment Matrix title", "2022 National Employment Matrix code"
    expect_columns(
        raw, (title, code, *_ATTAINMENT.values()), where=f"{ATTAINMENT_WORKBOOK}, {ATTAINMENT_SHEET}"
    )
    frame = raw.filter(pl.col(code).str.contains(r"^\d\d-\d{4}$"), pl.col(code) != "00-0000")
    frame = frame.select(
        code_published=code,
        is_exact=~pl.col(title).str.ends_with("(1)"),
        **{name: (_number(column) / 100).round(4) for name, column in _ATTAINMENT.items()},
    )
    return spread(frame).sort("code_soc2018")


def _number(column: str) -> pl.Expr:
    text = pl.col(column).str.strip_chars().str.replace_all(",", "", literal=True)
    return text.cast(pl.Float64, strict=False)


def _jobs(column: str) -> pl.Expr:
    return (_number(column) * 1000).round().cast(pl.Int32)


def _wage_reason(column: str) -> pl.Expr:
    return (
        pl.when(pl.col(column).str.contains(">=", literal=True))
        .then(pl.lit("top_coded"))
        .when(_number(column).is_null())
        .then(pl.lit("not_published"))
        .otherwise(None)
    )


def _top_code(column: str) -> pl.Expr:
    """The wage in `>=239,200`; null where the wage is given."""
    text = pl.col(column).str.extract(r">=\$?([\d,]+)").str.replace_all(",", "", literal=True)
    return text.cast(pl.Int32, strict=False)
