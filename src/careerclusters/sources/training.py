"""What graduates of a field earn and owe, apprenticeships, and occupations with good prospects.

Quirks
- College Scorecard, by school, field (CIP, four digits without a point) and credential, release of
  2026-06-10 as republished by Truewise. Earnings are medians of graduates who had federal aid and who
  work, one or four years after completion: mostly four, and never mixed here. What is withheld is null,
  because too few graduates were counted. Debt is the median of federal loans at that school.
- Some schools have no state in the file; they count in the nation only.
- No graduate is counted here, only schools: the figures are medians of schools' medians, with the
  lowest and the highest school. A state's figure is given where at least five schools report.
- RAPIDS titles are part of the list only: 261 of 449 occupations. None listed doesn't mean none exists.
- Bright Outlook gives one or more reasons per occupation and no date; spring 2026 is inferred.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from careerclusters.errors import DataError
from careerclusters.sources._bounds import read_bounded
from careerclusters.sources._sheets import expect_columns, release_file
from careerclusters.sources._text import read_plain_csv

__all__ = ["read_apprenticeships", "read_bright_outlook", "read_programme_outcomes"]

SCORECARD = "scorecard_field_of_study_2026-06.parquet"
RAPIDS = "rapids_onet_partial.csv"
BRIGHT = "bright_outlook.csv"
SCHOOLS_LEAST = 5

_CREDENTIALS = {
    "Undergraduate Certificate or Diploma": "certificate",
    "Associate's Degree": "associate",
    "Bachelor's Degree": "bachelor",
    "Post-baccalaureate Certificate": "post_baccalaureate",
    "Master's Degree": "master",
    "Graduate/Professional Certificate": "graduate_certificate",
    "Doctoral Degree": "doctoral",
    "First Professional Degree": "first_professional",
}
_LEFT_OUT = "Non-Credential Program (Preparatory Coursework/Teacher Certification)"
_HORIZONS = {"1yr_after_completion": 1, "4yr_after_completion": 4}
_REASONS = ("growth", "openings", "new_emerging")


def read_programme_outcomes(folder: Path) -> pl.DataFrame:
    """Earnings and debt of graduates by field, credential and place: medians of schools' medians."""
    raw = pl.read_parquet(release_file(folder, SCORECARD))
    names = (
        "state",
        "cip_code",
        "cip_desc",
        "credential_desc",
        "earnings",
        "earnings_horizon",
        "debt_median",
    )
    expect_columns(raw, names, where=SCORECARD)
    known = [*_CREDENTIALS, _LEFT_OUT]
    odd = raw.filter(~pl.col("credential_desc").is_in(known))
    if odd.height:
        raise DataError(f"{SCORECARD} names a credential that is not known", seen=odd["credential_desc"][0])
    rows = raw.filter(pl.col("credential_desc") != _LEFT_OUT).select(
        code_cip4=pl.col("cip_code").str.zfill(4).str.replace(r"^(\d\d)(\d\d)$", "$1.$2"),
        field_name=pl.col("cip_desc").str.strip_chars().str.strip_suffix("."),
        credential=pl.col("credential_desc").replace_strict(_CREDENTIALS),
        state_code="state",
        horizon_years=pl.col("earnings_horizon").replace_strict(
            _HORIZONS, default=None, return_dtype=pl.UInt8
        ),
        earnings=pl.col("earnings"),
        debt=pl.col("debt_median"),
    )
    # One name per field, whatever the schools write.
    fields = rows.group_by("code_cip4").agg(pl.col("field_name").mode().sort().first())
    rows = rows.drop("field_name").join(fields, on="code_cip4")
    nation = _medians(rows.with_columns(state_code=pl.lit("US")))
    states = _medians(rows.drop_nulls("state_code"))
    states = states.filter(
        (pl.col("earnings_schools_count") >= SCHOOLS_LEAST) | (pl.col("debt_schools_count") >= SCHOOLS_LEAST)
    )
    enough = pl.col("debt_schools_count") >= SCHOOLS_LEAST
    states = states.with_columns(pl.when(enough).then("debt_median_usd").alias("debt_median_usd"))
    enough = pl.col("earnings_schools_count") >= SCHOOLS_LEAST
    money = [name for name in states.columns if name.startswith("earnings_") and name.endswith("_usd")]
    states = states.with_columns(pl.when(enough).then(pl.col(name)).alias(name) for name in money)
    rows = pl.concat([nation, states]).sort("code_cip4", "credential", "state_code")
    return rows.select(
        "code_cip4", "credential", "state_code", pl.exclude("code_cip4", "credential", "state_code")
    )


def _medians(rows: pl.DataFrame) -> pl.DataFrame:
    """One row per field, credential and place, with earnings at the horizon that most schools report."""
    keys = ["code_cip4", "field_name", "credential", "state_code"]
    paid = rows.drop_nulls(["earnings", "horizon_years"])
    earnings = (
        paid.group_by([*keys, "horizon_years"])
        .agg(
            earnings_schools_count=pl.len().cast(pl.UInt16),
            earnings_median_usd=_usd(pl.col("earnings").median()),
            earnings_lowest_usd=_usd(pl.col("earnings").min()),
            earnings_p25_usd=_usd(pl.col("earnings").quantile(0.25, "linear")),
            earnings_p75_usd=_usd(pl.col("earnings").quantile(0.75, "linear")),
            earnings_highest_usd=_usd(pl.col("earnings").max()),
        )
        .sort([*keys, "earnings_schools_count", "horizon_years"], descending=[False] * 4 + [True, True])
        .unique(keys, keep="first", maintain_order=True)
    )
    owed = (
        rows.drop_nulls("debt")
        .group_by(keys)
        .agg(debt_schools_count=pl.len().cast(pl.UInt16), debt_median_usd=_usd(pl.col("debt").median()))
    )
    return earnings.join(owed, on=keys, how="full", coalesce=True).with_columns(
        pl.col("earnings_schools_count", "debt_schools_count").fill_null(0)
    )


def _usd(value: pl.Expr) -> pl.Expr:
    return value.round(0).cast(pl.Int32)


def read_apprenticeships(folder: Path) -> pl.DataFrame:
    """Registered-apprenticeship titles by O*NET occupation, a part of the full list."""
    raw = read_plain_csv(read_bounded(release_file(folder, RAPIDS)), file=RAPIDS)
    expect_columns(raw, ("code_onet", "rapids_code", "rapids_title"), where=RAPIDS)
    return (
        raw.select(
            "code_onet",
            code_rapids="rapids_code",
            apprenticeship_title=pl.col("rapids_title").str.strip_chars(),
        )
        .unique()
        .sort("code_onet", "code_rapids", "apprenticeship_title")
    )


def read_bright_outlook(folder: Path) -> pl.DataFrame:
    """Occupations that O*NET OnLine marks as Bright Outlook, with the reasons it gives."""
    raw = read_plain_csv(read_bounded(release_file(folder, BRIGHT)), file=BRIGHT)
    expect_columns(raw, ("code_onet", "reason"), where=BRIGHT)
    odd = raw.filter(~pl.col("reason").is_in(_REASONS))
    if odd.height:
        raise DataError(f"{BRIGHT} gives a reason that is not known", seen=odd["reason"][0])
    return raw.select("code_onet", outlook_reason="reason").sort("code_onet", "outlook_reason")
