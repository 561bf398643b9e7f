"""Pay, jobs, industries, projections, programmes and exposure.

Figures that are missing carry a reason in the column of the same name with `_note` in place of
`_usd` or `_jobs`: "suppressed" (withheld by the publisher), "top_coded" (at or above
`top_coded_at_usd`), "hourly_only" (paid by the hour, no annual wage given) or "not_published".
"""

from __future__ import annotations

import polars as pl

from careerclusters.schema._model import CODE_ONET, CODE_SOC2018, PATTERN_SOC, Column, Table

__all__ = ["ANNUAL", "EMPLOYMENT", "NOTES", "PAID", "TABLES", "TOP_CODE", "wage_columns"]

NOTES = ("suppressed", "top_coded", "hourly_only", "not_published")

_COMBINED = (
    "Some publishers' codes combine detailed SOC codes. Such a figure is repeated on each code it covers "
    "and marked is_broader; count each code_published once when adding up."
)
_CODES = (
    CODE_SOC2018,
    Column("code_published", pl.String, "Code under which the publisher gives it.", pattern=PATTERN_SOC),
    Column("is_broader", pl.Boolean, "Whether the figure covers more than this SOC code."),
    Column("covers_count", pl.UInt8, "Detailed SOC codes that the figure covers.", minimum=1, maximum=20),
)
_YEAR = Column("year", pl.Int16, "Year of the estimate (May).", minimum=2000, maximum=2100)
_NAICS = Column(
    "code_naics",
    pl.String,
    "Industry: NAICS 2022 digits, a sector range such as 31-33, or the publisher's own sum.",
    pattern=r"^\d{2}(-\d{2})?$|^\d{3,6}$|^\d{4}A\d$",
)
_INDUSTRY = Column("industry_name", pl.String, "Official name of the industry.")
_STATISTICS = {
    "mean": "Mean",
    "p10": "10th percentile of",
    "p25": "25th percentile of",
    "median": "Median",
    "p75": "75th percentile of",
    "p90": "90th percentile of",
}


def _jobs(name: str, meaning: str, *, is_nullable: bool = False) -> Column:
    return Column(
        name, pl.Int32, meaning, unit="jobs", minimum=0, maximum=200_000_000, is_nullable=is_nullable
    )


def _share(name: str, meaning: str, *, is_nullable: bool = False) -> Column:
    return Column(name, pl.Float64, meaning, unit="share 0–1", minimum=0, maximum=1, is_nullable=is_nullable)


def _note(name: str) -> Column:
    return Column(name, pl.String, "Why the figure is missing.", is_nullable=True, allowed=NOTES)


def _usd(name: str, meaning: str, *, unit: str = "US dollars a year") -> Column:
    by_hour = unit == "US dollars an hour"
    return Column(
        name,
        pl.Float64 if by_hour else pl.Int32,
        meaning,
        unit=unit,
        minimum=0,
        maximum=10_000 if by_hour else 10_000_000,
        is_nullable=True,
    )


def wage_columns(pattern: str, *, unit: str) -> tuple[Column, ...]:
    """A wage and its reason, for each statistic; `pattern` names the column without `_usd`."""
    return tuple(
        column
        for key, words in _STATISTICS.items()
        for column in (
            _usd(f"{pattern.format(key)}_usd", f"{words} pay before tax.", unit=unit),
            _note(f"{pattern.format(key)}_note"),
        )
    )


TOP_CODE = Column(
    "top_coded_at_usd",
    pl.Int32,
    'Pay from which the publisher only says "at least".',
    unit="US dollars",
    minimum=0,
    is_nullable=True,
)
EMPLOYMENT = (
    _jobs(
        "employment_jobs", "Jobs of employees, rounded to 10; without the self-employed.", is_nullable=True
    ),
    _note("employment_note"),
)
PAID = (
    Column("is_annual_only", pl.Boolean, "Whether the publisher gives annual pay only."),
    Column("is_hourly_only", pl.Boolean, "Whether the publisher gives hourly pay only."),
)
ANNUAL = wage_columns("wage_{}", unit="US dollars a year")
_EXPOSURE_DEGREES = {
    "alpha": "by a language model alone",
    "beta": "by a language model, counting half of those that need further software",
    "gamma": "by a language model with further software",
}
_ATTAINED = {
    "below_high_school": "no high school diploma",
    "high_school": "a high school diploma",
    "some_college": "some college without a degree",
    "associate": "an associate's degree",
    "bachelor": "a bachelor's degree",
    "master": "a master's degree",
    "doctoral": "a doctoral or professional degree",
}

TABLES: tuple[Table, ...] = (
    Table(
        name="wages",
        meaning="Jobs and annual pay of an occupation in the United States in one year; 00-0000 is all.",
        columns=(*_CODES, _YEAR, *EMPLOYMENT, *ANNUAL, TOP_CODE, *PAID),
        key=("code_soc2018", "year"),
        source="oews_national",
        quirks=f"{_COMBINED} May 2020 combines more codes than May 2025. Pay is nominal.",
        rows_least=1_600,
    ),
    Table(
        name="wages_hourly",
        meaning="Hourly pay of an occupation for which no annual pay is given.",
        columns=(*_CODES, _YEAR, *wage_columns("wage_{}_hourly", unit="US dollars an hour"), TOP_CODE),
        key=("code_soc2018", "year"),
        source="oews_national",
        quirks=_COMBINED,
        rows_least=8,
    ),
    Table(
        name="industry_employment",
        meaning="Jobs and annual pay of an occupation in an industry of the nation.",
        columns=(
            *_CODES,
            _NAICS,
            _INDUSTRY,
            Column(
                "level",
                pl.UInt8,
                "Digits of the industry code, 2 to 6; 0 for sums across industries by ownership.",
                minimum=0,
                maximum=6,
            ),
            _YEAR,
            *EMPLOYMENT,
            *ANNUAL,
            TOP_CODE,
        ),
        key=("code_soc2018", "code_naics"),
        source="oews_industry",
        quirks="No row: hardly any jobs, or withheld. Schools and hospitals stand for all owners together. "
        f"Levels overlap: add up within one level only. {_COMBINED}",
        rows_least=70_000,
    ),
    Table(
        name="projections",
        meaning="Jobs now and in ten years, yearly openings and the typical way in, for one occupation.",
        columns=(
            *_CODES,
            _jobs("employment_2024_jobs", "Jobs in 2024, the self-employed included."),
            _jobs("employment_2034_jobs", "Jobs projected for 2034."),
            Column("change_10yr_jobs", pl.Int32, "Jobs gained or lost from 2024 to 2034.", unit="jobs"),
            Column(
                "growth_10yr_pct",
                pl.Float64,
                "Change of jobs from 2024 to 2034.",
                unit="percent",
                minimum=-100,
                maximum=1000,
            ),
            _jobs("openings_annual_jobs", "Openings a year from growth and from people who leave."),
            _usd("wage_median_usd", "Median pay of employees in 2024."),
            _note("wage_median_note"),
            TOP_CODE,
            Column("education", pl.String, "Schooling typically needed to enter."),
            Column("experience", pl.String, "Experience in a related occupation typically needed."),
            Column("training", pl.String, "Training on the job typically needed."),
        ),
        key=("code_soc2018",),
        source="projections_2024",
        quirks=f"Jobs are published in thousands with one decimal. {_COMBINED}",
        rows_least=830,
    ),
    Table(
        name="separations",
        meaning="Who works for themselves, and how many leave an occupation each year.",
        columns=(
            *_CODES,
            _jobs("employment_2024_jobs", "Jobs in 2024, the self-employed included."),
            _share(
                "self_employed_share", "Share of jobs held by the self-employed in 2024.", is_nullable=True
            ),
            _note("self_employed_note"),
            _share("exit_annual_share", "Share of jobs left each year for no work at all, 2024–34."),
            _share("transfer_annual_share", "Share of jobs left each year for another occupation, 2024–34."),
        ),
        key=("code_soc2018",),
        source="projections_2024_workbook",
        quirks=_COMBINED,
        rows_least=830,
    ),
    Table(
        name="attainment",
        meaning="Schooling that workers aged 25 and over in an occupation have, 2019 and 2021.",
        columns=(
            *_CODES,
            Column("is_exact", pl.Boolean, "Whether the survey counts this very occupation."),
            *(
                _share(f"attained_{key}_share", f"Share of workers with {words}.")
                for key, words in _ATTAINED.items()
            ),
        ),
        key=("code_soc2018",),
        source="projections_2022",
        quirks=f"Where is_exact is false the shares are those of a broader group. {_COMBINED}",
        rows_least=830,
    ),
    Table(
        name="programmes",
        meaning="A programme of study prepares for an occupation; no row means that none is listed.",
        columns=(
            CODE_SOC2018,
            Column("code_cip2020", pl.String, "CIP 2020 code of the programme.", pattern=r"^\d{2}\.\d{4}$"),
            Column("programme_title", pl.String, "Name of the programme."),
        ),
        key=("code_soc2018", "code_cip2020"),
        source="cip_soc",
        rows_least=5_500,
    ),
    Table(
        name="exposure_tasks",
        meaning="Share of tasks that a language model could make much quicker, as judged in 2023.",
        columns=(
            CODE_ONET,
            *(
                _share(
                    f"exposure_{who}_{degree}_share",
                    f"Tasks done in half the time {words}, judged by {judge}.",
                )
                for who, judge in (("human", "people"), ("model", "a language model"))
                for degree, words in _EXPOSURE_DEGREES.items()
            ),
        ),
        key=("code_onet",),
        source="gpts_are_gpts",
        quirks="It says what could be quicker, not what will be automated or who loses work.",
        rows_least=900,
    ),
    Table(
        name="exposure_applicability",
        meaning="How far the activities overlap with what people used a chat assistant for in 2024.",
        columns=(
            *_CODES,
            Column(
                "applicability_score",
                pl.Float64,
                "Overlap weighted by how often the assistant succeeded and how much it covers.",
                unit="score 0–1",
                minimum=0,
                maximum=1,
            ),
        ),
        key=("code_soc2018",),
        source="working_with_ai",
        quirks=_COMBINED,
        rows_least=780,
    ),
)
