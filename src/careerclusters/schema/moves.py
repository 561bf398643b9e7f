"""Observed moves between occupations."""

from __future__ import annotations

from typing import Any

import polars as pl

from careerclusters.schema._model import PATTERN_SOC, Column, Table

__all__ = ["TABLES"]

_JOBS: dict[str, Any] = {"unit": "jobs", "minimum": 0, "maximum": 50_000_000, "is_nullable": True}

TABLES: tuple[Table, ...] = (
    Table(
        name="moves",
        rows_least=7_000,
        meaning="Share of those who worked in the origin last year and work in the destination now.",
        columns=(
            Column("origin_code_soc2010", pl.String, "SOC 2010 code, mostly broad.", pattern=PATTERN_SOC),
            Column(
                "destination_code_soc2010", pl.String, "SOC 2010 code, mostly broad.", pattern=PATTERN_SOC
            ),
            Column(
                "move_share",
                pl.Float64,
                "Share of the origin's workers; the same code on both sides means stayed.",
                unit="share 0–1",
                minimum=0,
                maximum=1,
            ),
            Column("origin_title", pl.String, "Name of the origin.", is_nullable=True),
            Column("destination_title", pl.String, "Name of the destination.", is_nullable=True),
            Column("origin_employment_jobs", pl.Int64, "Jobs in the origin.", **_JOBS),
            Column("destination_employment_jobs", pl.Int64, "Jobs in the destination.", **_JOBS),
            Column(
                "destination_wage_mean_usd",
                pl.Int64,
                "Mean pay in the destination.",
                unit="US dollars a year",
                minimum=0,
                maximum=10_000_000,
                is_nullable=True,
            ),
        ),
        key=("origin_code_soc2010", "destination_code_soc2010"),
        source="cps_asec_moves",
        quirks="The survey counts Census codes; where one covers several SOC codes it was split by "
        "employment, so moves between such siblings are artefacts. Merge them before use. Shares carry no "
        "counts: small ones are noise.",
    ),
)
