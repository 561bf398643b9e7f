"""Areas, and what an occupation pays and how common it is in each."""

from __future__ import annotations

import polars as pl

from careerclusters.schema._model import PATTERN_SOC, Column, Table
from careerclusters.schema.labour import ANNUAL, EMPLOYMENT, PAID, TOP_CODE, wage_columns

__all__ = ["AREA_KINDS", "PATTERN_AREA", "TABLES"]

AREA_KINDS = ("nation", "state", "metro", "nonmetro")
PATTERN_AREA = r"^\d{7}$"

_AREA = Column(
    "area_code", pl.String, "Code of the area, seven digits as BLS writes it.", pattern=PATTERN_AREA
)
_PUBLISHED = Column(
    "code_published",
    pl.String,
    "SOC 2018 code, group or code that combines several, under which the publisher gives it.",
    pattern=PATTERN_SOC,
)


def _error(name: str, what: str) -> Column:
    return Column(
        name,
        pl.Float32,
        f"Relative standard error of {what}.",
        unit="percent",
        minimum=0,
        maximum=100,
        is_nullable=True,
    )


TABLES: tuple[Table, ...] = (
    Table(
        name="areas",
        meaning="The nation, a state or territory, or a metropolitan or nonmetropolitan area.",
        columns=(
            _AREA,
            Column("area_kind", pl.String, "Which of these it is.", allowed=AREA_KINDS),
            Column("area_name", pl.String, "Official name."),
            Column(
                "state_code",
                pl.String,
                "Postal code of the state it is listed under; null for the nation.",
                is_nullable=True,
                pattern=r"^[A-Z]{2}$",
            ),
            Column(
                "state_codes",
                pl.String,
                "Postal codes of all states it lies in, with blanks between; null for the nation.",
                is_nullable=True,
                pattern=r"^[A-Z]{2}( [A-Z]{2})*$",
            ),
            Column(
                "area_code_wider",
                pl.String,
                "Area that stands in for it: its state, then the nation; null for the nation.",
                is_nullable=True,
                pattern=PATTERN_AREA,
            ),
        ),
        key=("area_code",),
        source="oews_areas",
        rows_least=580,
    ),
    Table(
        name="soc_titles",
        meaning="A SOC 2018 group or code of the wage statistics and its name.",
        columns=(
            _PUBLISHED,
            Column("soc_title", pl.String, "Official name."),
            Column(
                "soc_level",
                pl.String,
                "Kind of code; occupation: a detailed code, or one that combines some.",
                allowed=("major", "minor", "broad", "occupation"),
            ),
        ),
        key=("code_published",),
        source="oews_areas",
        rows_least=1_100,
    ),
    Table(
        name="area_wages",
        meaning="Jobs and annual pay of an occupation in an area, May 2025; 00-0000 is all.",
        columns=(
            _PUBLISHED,
            _AREA,
            *EMPLOYMENT,
            _error("employment_rse_pct", "the number of jobs"),
            *ANNUAL,
            _error("wage_rse_pct", "mean pay"),
            Column(
                "location_quotient",
                pl.Float32,
                "Share of the area's jobs over the nation's share; 1 is as common as everywhere.",
                unit="ratio",
                minimum=0,
                maximum=1000,
                is_nullable=True,
            ),
            TOP_CODE,
            *PAID,
        ),
        key=("code_published", "area_code"),
        source="oews_areas",
        quirks="No row: too few jobs to publish, which isn't 0. Codes are the publisher's own: look up a "
        "detailed code's `code_published` in `wages`. Groups have rows in the nation, major groups in all "
        "areas. Some percentiles above the top code are given all the same.",
        rows_least=230_000,
    ),
    Table(
        name="area_wages_hourly",
        meaning="Hourly pay in an area of an occupation for which no annual pay is given, May 2025.",
        columns=(_PUBLISHED, _AREA, *wage_columns("wage_{}_hourly", unit="US dollars an hour"), TOP_CODE),
        key=("code_published", "area_code"),
        source="oews_areas",
        rows_least=300,
    ),
)
