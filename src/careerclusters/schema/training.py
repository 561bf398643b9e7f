"""Licences, apprenticeships, what graduates earn, prospects, and who works in an occupation."""

from __future__ import annotations

import polars as pl

from careerclusters.schema._model import CODE_ONET, CODE_SOC2018, Column, Table

__all__ = ["CREDENTIALS", "OUTLOOK_REASONS", "TABLES"]

CREDENTIALS = (
    "certificate",
    "associate",
    "bachelor",
    "post_baccalaureate",
    "graduate_certificate",
    "master",
    "first_professional",
    "doctoral",
)
"""Credentials from the shortest to the longest."""

OUTLOOK_REASONS = ("growth", "openings", "new_emerging")
_USD = "US dollars"
_YEARLY = "US dollars a year"


def _usd(name: str, meaning: str, unit: str) -> Column:
    return Column(name, pl.Int32, meaning, unit=unit, minimum=0, maximum=2_000_000, is_nullable=True)


def _schools(name: str, what: str) -> Column:
    return Column(name, pl.UInt16, f"Schools that report {what}.", unit="schools", minimum=0, maximum=10_000)


TABLES: tuple[Table, ...] = (
    Table(
        name="licences",
        meaning="How many state licence records cover an occupation or a part of it in a state.",
        columns=(
            CODE_ONET,
            Column("state_code", pl.String, "Postal code of the state or DC.", pattern=r"^[A-Z]{2}$"),
            Column(
                "records_count", pl.UInt16, "State licence records.", unit="records", minimum=1, maximum=1000
            ),
        ),
        key=("code_onet", "state_code"),
        source="licences",
        quirks="California is missing; federal licences are left out. A record can cover a part of the work "
        "only: counts, not duties.",
        rows_least=6_500,
    ),
    Table(
        name="apprenticeships",
        meaning="A registered-apprenticeship title that leads to an occupation.",
        columns=(
            CODE_ONET,
            Column("code_rapids", pl.String, "RAPIDS code of the apprenticeship.", pattern=r"^\d{4}$"),
            Column("apprenticeship_title", pl.String, "Name of the apprenticeship."),
        ),
        key=("code_onet", "code_rapids", "apprenticeship_title"),
        source="rapids",
        quirks="A part of the full list only: no row doesn't mean that there is none.",
        rows_least=900,
    ),
    Table(
        name="programme_outcomes",
        meaning="What graduates of a field with a credential earn and owe, in the nation (US) or a state.",
        columns=(
            Column("code_cip4", pl.String, "CIP 2020 field, four digits.", pattern=r"^\d{2}\.\d{2}$"),
            Column("credential", pl.String, "Kind of credential.", allowed=CREDENTIALS),
            Column(
                "state_code", pl.String, "Postal code of the state; US for the nation.", pattern=r"^[A-Z]{2}$"
            ),
            Column("field_name", pl.String, "Name of the field."),
            Column(
                "horizon_years",
                pl.UInt8,
                "Years after completion at which earnings were measured.",
                unit="years",
                minimum=1,
                maximum=4,
                is_nullable=True,
            ),
            _schools("earnings_schools_count", "earnings"),
            _usd("earnings_median_usd", "Median of schools' median earnings.", _YEARLY),
            _usd("earnings_lowest_usd", "Lowest school's median earnings.", _YEARLY),
            _usd("earnings_p25_usd", "25th percentile of schools' median earnings.", _YEARLY),
            _usd("earnings_p75_usd", "75th percentile of schools' median earnings.", _YEARLY),
            _usd("earnings_highest_usd", "Highest school's median earnings.", _YEARLY),
            _schools("debt_schools_count", "debt"),
            _usd("debt_median_usd", "Median of schools' median federal debt at completion.", _USD),
        ),
        key=("code_cip4", "credential", "state_code"),
        source="scorecard",
        quirks="Federally aided graduates who work. Each school counts once, whatever its size. A state has "
        "a figure where at least five schools report it; null where too few do.",
        rows_least=2_000,
    ),
    Table(
        name="bright_outlook",
        meaning="An occupation marked as having a bright outlook, and a reason; no row means not marked.",
        columns=(
            CODE_ONET,
            Column(
                "outlook_reason",
                pl.String,
                "Reason given: growth, many openings, or new and emerging work.",
                allowed=OUTLOOK_REASONS,
            ),
        ),
        key=("code_onet", "outlook_reason"),
        source="bright_outlook",
        rows_least=370,
    ),
    Table(
        name="women_share",
        meaning="Employed people and the share of women among them, 2022.",
        columns=(
            CODE_SOC2018,
            Column(
                "code_census2018",
                pl.String,
                "Census 2018 code under which it is counted.",
                pattern=r"^\d{4}$",
            ),
            Column("is_broader", pl.Boolean, "Whether the figure covers more than this SOC code."),
            Column(
                "covers_count", pl.UInt8, "Detailed SOC codes that the figure covers.", minimum=1, maximum=40
            ),
            Column(
                "employed_2022_people",
                pl.Int32,
                "Employed people, the self-employed included, in thousands written out.",
                unit="people",
                minimum=0,
            ),
            Column(
                "women_share",
                pl.Float64,
                "Share of women.",
                unit="share 0–1",
                minimum=0,
                maximum=1,
                is_nullable=True,
            ),
            Column(
                "women_note",
                pl.String,
                "Why the share is missing: fewer than 50,000 are employed.",
                is_nullable=True,
                allowed=("not_published",),
            ),
        ),
        key=("code_soc2018",),
        source="cps_2022",
        quirks="A Census code can cover several SOC codes; its figure is repeated on each and marked.",
        rows_least=750,
    ),
)
