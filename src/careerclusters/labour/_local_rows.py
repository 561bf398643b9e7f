"""Checks of the user's rows, a column at a time: what a cell may hold, and what it then is."""

from __future__ import annotations

import polars as pl

from careerclusters.labour._local_csv import FIGURES
from careerclusters.language import _, marked

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
    "~": "not_published",
    "(8)": "suppressed",
    "(5)": "top_coded",
    "nd": "suppressed",
    "confidential": "suppressed",
    "-": "not_published",
    "—": "not_published",
    "–": "not_published",
}

BOUNDS = {
    "wage_median_usd": (1_000.0, 10_000_000.0),
    "wage_mean_usd": (1_000.0, 10_000_000.0),
    "employment_jobs": (0.0, 300_000_000.0),
    "openings_annual_jobs": (0.0, 300_000_000.0),
    "growth_10yr_pct": (-100.0, 1_000.0),
}
_OUTSIDE = {
    "wage_median_usd": marked("is no pay in dollars a year; multiply pay by the hour by 2,080"),
    "wage_mean_usd": marked("is no pay in dollars a year; multiply pay by the hour by 2,080"),
    "employment_jobs": marked("is no number of jobs"),
    "openings_annual_jobs": marked("is no number of jobs"),
    "growth_10yr_pct": marked("is no change in percent (−100 to 1,000)"),
}

COUNTS = ("employment_jobs", "openings_annual_jobs")
FEWEST_TO_TELL, TWO_DECIMALS = 2, 2

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
    frame = rows.with_columns(
        *(pl.lit(None, pl.String).alias(name) for name in missing),
    ).with_columns(pl.col(name).alias(f"given_{name}") for name in ("code", *FIGURES))
    frame = frame.with_columns(
        code=parse_codes(pl.col("code")),
        **{note_of(name): _mark(name) for name in FIGURES},
        **{name: _number(name) for name in FIGURES},
    ).with_columns(is_fraction=_is_fraction("growth_10yr_pct"))
    # Words are made for the suspect rows only; a million good rows need none.
    suspect = frame.filter(pl.any_horizontal(_is_suspect()).fill_null(False))
    problems = [_text_problem("title"), _text_problem("area"), *(_figure_problem(name) for name in FIGURES)]
    nothing = pl.all_horizontal(pl.col(name).is_null() & pl.col(note_of(name)).is_null() for name in FIGURES)
    listed = pl.concat_str(problems, separator="; ", ignore_nulls=True).replace("", None)
    reasons = suspect.select(
        "line",
        reason=pl.when(_is_bad_code())
        .then(pl.format(_("{} is no O*NET or SOC code such as 15-1252.00 or 15-1252"), _shown("given_code")))
        .when(_is_nameless())
        .then(pl.lit(_("neither a code nor a title")))
        .when(listed.is_null() & nothing)
        .then(pl.lit(_("no figure")))
        .otherwise(listed),
    )
    given = [f"given_{name}" for name in FIGURES]
    return frame.drop(*given, "is_fraction").join(reasons, on="line", how="left").sort("line")


def _is_bad_code() -> pl.Expr:
    return pl.col("given_code").is_not_null() & pl.col("code").is_null()


def _is_nameless() -> pl.Expr:
    return pl.col("given_code").is_null() & pl.col("title").is_null()


def _is_suspect() -> list[pl.Expr]:
    """Every way in which a row can be wrong, cheaply; a suspect row may still be good."""
    unread = [
        pl.col(f"given_{name}").is_not_null() & pl.col(name).is_null() & pl.col(note_of(name)).is_null()
        for name in FIGURES
    ]
    outside = [~pl.col(name).is_between(*BOUNDS[name]) for name in FIGURES]
    percent = [
        pl.col(f"given_{name}").str.contains("%", literal=True)
        for name in FIGURES
        if not name.endswith("_pct")
    ]
    no_figure = pl.all_horizontal(pl.col(name).is_null() for name in FIGURES)
    parts = [_is_no_whole_number(name) for name in COUNTS]
    formula = [pl.col(name).str.contains(_FORMULA) for name in ("title", "area")]
    return [
        _is_bad_code(),
        _is_nameless(),
        no_figure,
        *unread,
        *outside,
        *percent,
        *parts,
        *formula,
        pl.col("is_fraction"),
    ]


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
    given = f"given_{name}"
    cell, number = pl.col(given), pl.col(name)
    low, high = BOUNDS[name]
    return (
        pl.when(cell.is_null() | pl.col(note_of(name)).is_not_null())
        .then(None)
        .when(cell.str.starts_with("="))
        .then(pl.format(_("{}: {} is a formula"), pl.lit(name), _shown(given)))
        .when(number.is_null())
        .then(pl.format(_("{}: {} is no number"), pl.lit(name), _shown(given)))
        .when(~number.is_between(low, high))
        .then(pl.format("{}: {} {}", pl.lit(name), _shown(given), pl.lit(_(_OUTSIDE[name]))))
        .when(_is_no_whole_number(name) if name in COUNTS else pl.lit(False))
        .then(
            pl.format(
                _("{}: {} is no whole number; thousands, or a point between thousands? Write jobs in full"),
                pl.lit(name),
                _shown(given),
            )
        )
        .when(pl.col("is_fraction") if name.endswith("_pct") else pl.lit(False))
        .then(pl.format(_("{}: {} looks like a fraction; give percent"), pl.lit(name), _shown(given)))
        .when((cell.str.contains("%", literal=True)) & (not name.endswith("_pct")))
        .then(pl.format(_("{}: {} is a percentage"), pl.lit(name), _shown(given)))
    )


def _is_no_whole_number(name: str) -> pl.Expr:
    return (pl.col(name) % 1) != 0


def _is_fraction(name: str) -> pl.Expr:
    """Changes given as shares of one: 0.049 for 4.9 percent.

    A cell of three decimals below one, or two decimals where every figure of the column is below one.
    """
    cell, size = pl.col(f"given_{name}"), pl.col(name).abs()
    decimals = cell.str.extract(r"\.(\d+)").str.len_chars().fill_null(0)
    column = (size.max() < 1) & (size.count() >= FEWEST_TO_TELL) & (decimals >= TWO_DECIMALS)
    is_small = (size < 1) & (size > 0) & ~cell.str.contains("%", literal=True)
    return (is_small & ((decimals > TWO_DECIMALS) | column)).fill_null(False)


def _text_problem(name: str) -> pl.Expr:
    return pl.when(pl.col(name).str.contains(_FORMULA)).then(
        pl.format(_("{}: {} is a formula"), pl.lit(name), _shown(name))
    )


def _shown(name: str) -> pl.Expr:
    return pl.col(name).str.slice(0, 40)
