"""Checks of the user's rows, a column at a time: what a cell may hold, and what it then is."""

from __future__ import annotations

import polars as pl

from careerclusters.outlook._local_csv import FIGURES

__all__ = ["MARKS", "check_rows", "parse_codes"]

# Marks with which publishers and spreadsheets say that a figure is withheld or missing.
MARKS = {
    "*": "suppressed",
    "**": "suppressed",
    "(d)": "suppressed",
    "s": "suppressed",
    "#": "top_coded",
    "n/a": "not_published",
    "na": "not_published",
    "-": "not_published",
    "—": "not_published",
    "–": "not_published",
}

BOUNDS = {
    "wage_median_usd": (1_000.0, 10_000_000.0),
    "employment_jobs": (0.0, 300_000_000.0),
    "openings_annual_jobs": (0.0, 300_000_000.0),
    "growth_10yr_pct": (-100.0, 1_000.0),
}
_OUTSIDE = {
    "wage_median_usd": "is no pay in dollars a year; multiply pay by the hour by 2,080",
    "employment_jobs": "is no number of jobs",
    "openings_annual_jobs": "is no number of jobs",
    "growth_10yr_pct": "is no change in percent (−100 to 1,000)",
}

_NUMBER = r"^[-−+]?\$?\s?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?\s?%?$"
_FORMULA = r"^\s*[=+@\-]"
_QUOTED_CODE = r'^="?([\d.\-]+)"?$'
_CODE = r"^(\d{2})-?(\d{4})(\.\d{2})?$"


def check_rows(rows: pl.DataFrame) -> pl.DataFrame:
    """Figures as numbers, their reasons when missing, and what is wrong with a row.

    Parameters
    ----------
    rows
        From `read_lines`.

    Returns
    -------
    `line`, `code`, `title`, `area` (text), each of `FIGURES` (number or null) with its `_note`
    column, and `reason` (null when the row is good).
    """
    missing = [name for name in ("code", "title", "area", *FIGURES) if name not in rows.columns]
    frame = rows.with_columns(pl.lit(None, pl.String).alias(name) for name in missing)
    problems = [_text_problem("title"), _text_problem("area"), *(_figure_problem(name) for name in FIGURES)]
    frame = frame.with_columns(
        code=parse_codes(pl.col("code")),
        given_code="code",
        reason=pl.concat_str(problems, separator="; ", ignore_nulls=True).replace("", None),
        **{note_of(name): _mark(name) for name in FIGURES},
    )
    bad_code = pl.col("given_code").is_not_null() & pl.col("code").is_null()
    nothing = pl.col("given_code").is_null() & pl.col("title").is_null()
    frame = frame.with_columns(
        reason=pl.when(bad_code)
        .then(pl.format("{} is no O*NET or SOC code such as 15-1252.00 or 15-1252", _shown("given_code")))
        .when(nothing)
        .then(pl.lit("neither a code nor a title"))
        .otherwise("reason"),
        **{name: _number(name) for name in FIGURES},
    )
    figures = pl.all_horizontal(pl.col(name).is_null() & pl.col(note_of(name)).is_null() for name in FIGURES)
    return frame.with_columns(
        reason=pl.when(pl.col("reason").is_null() & figures).then(pl.lit("no figure")).otherwise("reason")
    )


def note_of(name: str) -> str:
    """Name of the column with the reason why a figure is missing."""
    return f"{name.removesuffix('_usd').removesuffix('_jobs').removesuffix('_pct')}_note"


def parse_codes(codes: pl.Expr) -> pl.Expr:
    """`15-1252.00` or `15-1252`, also from `151252` and `="15-1252"`; null when it is no code."""
    bare = pl.coalesce(codes.str.extract(_QUOTED_CODE), codes)
    parts = [bare.str.extract(_CODE, group) for group in (1, 2)]
    detail = bare.str.extract(_CODE, 3).fill_null("")
    return pl.when(bare.str.contains(_CODE)).then(pl.format("{}-{}{}", *parts, detail))


def _mark(name: str) -> pl.Expr:
    lower = pl.col(name).str.to_lowercase()
    return lower.replace_strict(MARKS, default=None, return_dtype=pl.String)


def _number(name: str) -> pl.Expr:
    text = pl.col(name).str.replace_all(r"[$,\s%]", "").str.replace("−", "-", literal=True)
    return pl.when(pl.col(name).str.contains(_NUMBER)).then(text.cast(pl.Float64, strict=False))


def _figure_problem(name: str) -> pl.Expr:
    cell, number = pl.col(name), _number(name)
    low, high = BOUNDS[name]
    return (
        pl.when(cell.is_null() | _mark(name).is_not_null())
        .then(None)
        .when(cell.str.starts_with("="))
        .then(pl.format("{}: {} is a formula", pl.lit(name), _shown(name)))
        .when(number.is_null())
        .then(pl.format("{}: {} is no number", pl.lit(name), _shown(name)))
        .when(~number.is_between(low, high))
        .then(pl.format("{}: {} {}", pl.lit(name), _shown(name), pl.lit(_OUTSIDE[name])))
        .when((cell.str.contains("%", literal=True)) & (not name.endswith("_pct")))
        .then(pl.format("{}: {} is a percentage", pl.lit(name), _shown(name)))
    )


def _text_problem(name: str) -> pl.Expr:
    return pl.when(pl.col(name).str.contains(_FORMULA)).then(
        pl.format("{}: {} is a formula", pl.lit(name), _shown(name))
    )


def _shown(name: str) -> pl.Expr:
    return pl.col(name).str.slice(0, 40)
