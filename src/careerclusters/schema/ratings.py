"""What occupations were rated on: elements, scales, ratings, preparation."""

from __future__ import annotations

import polars as pl

from careerclusters.schema._model import CODE_ONET, Column, Table

__all__ = ["DOMAINS", "RATED_DOMAINS", "TABLES"]

DOMAINS = (
    "skills",
    "knowledge",
    "abilities",
    "activities",
    "context",
    "styles",
    "interests",
    "basic_interests",
    "values",
    "education",
)
"""Kinds of element. `basic_interests` are narrow facets of the six `interests`."""

RATED_DOMAINS = ("skills", "knowledge", "abilities")
"""Kinds rated on a level from 0 to 7, on which a person can be compared with an occupation."""

_ELEMENT_ID = Column("element_id", pl.String, "Id in `elements`.", pattern=r"^\d(\.[A-Za-z0-9]+)+$")
_SCALE_ID = Column("scale_id", pl.String, "Id in `scales`.", pattern=r"^[A-Z]{2,3}$")
_DATE = Column(
    "date", pl.Date, "First day of the month the value dates from; null when not told.", is_nullable=True
)
_N = Column(
    "n",
    pl.UInt16,
    "How many people answered; null when not told.",
    unit="people",
    minimum=0,
    is_nullable=True,
)

TABLES: tuple[Table, ...] = (
    Table(
        name="elements",
        meaning="Everything an occupation is rated on.",
        columns=(
            _ELEMENT_ID,
            Column("element_name", pl.String, "Its name."),
            Column("domain", pl.String, "Its kind.", allowed=DOMAINS),
        ),
        key=("element_id",),
        source="onet",
    ),
    Table(
        name="scales",
        meaning="The scales that ratings stand on.",
        columns=(
            _SCALE_ID,
            Column("scale_name", pl.String, "Name of the scale."),
            Column("minimum", pl.Float32, "Lowest value that can be given."),
            Column("maximum", pl.Float32, "Highest value that can be given."),
        ),
        key=("scale_id",),
        source="onet",
    ),
    Table(
        name="ratings",
        rows_least=300_000,
        meaning="How an occupation was rated on an element; a missing row means not rated.",
        columns=(
            CODE_ONET,
            _ELEMENT_ID,
            _SCALE_ID,
            Column("value", pl.Float32, "Mean rating, on the scale of `scale_id`.", unit="scale points"),
            _N,
            Column(
                "standard_error",
                pl.Float32,
                "Standard error of the mean; null when not told.",
                unit="scale points",
                minimum=0,
                maximum=10,
                is_nullable=True,
            ),
            _DATE,
            Column(
                "source",
                pl.String,
                "Who rated: incumbents, experts, analysts, a model; null when not told.",
                is_nullable=True,
            ),
            Column(
                "is_suppressed",
                pl.Boolean,
                "Whether the publisher advises not to show it, being imprecise; null when not told.",
                is_nullable=True,
            ),
            Column(
                "is_not_relevant",
                pl.Boolean,
                "On level scales, whether raters called the element not relevant here; null when not told.",
                is_nullable=True,
            ),
        ),
        key=("code_onet", "element_id", "scale_id"),
        source="onet",
        quirks="Ratings date from many years and are replaced a few occupations at a time. Interests "
        "since 28.1 are estimates of a model. Work styles have been rated on another model since 30.0.",
    ),
    Table(
        name="job_zones",
        rows_least=850,
        meaning="How much preparation an occupation asks for.",
        columns=(
            CODE_ONET,
            Column("job_zone", pl.UInt8, "From 1, little or none, to 5, extensive.", minimum=1, maximum=5),
            _DATE,
        ),
        key=("code_onet",),
        source="onet",
    ),
    Table(
        name="education",
        rows_least=25_000,
        meaning="Share of answers per category of schooling, experience and training that a job asks for.",
        columns=(
            CODE_ONET,
            _ELEMENT_ID,
            _SCALE_ID,
            Column("category", pl.UInt8, "Category of the scale, 1 is the least.", minimum=1, maximum=12),
            Column(
                "share",
                pl.Float32,
                "Share of answers in this category.",
                unit="share 0–1",
                minimum=0,
                maximum=1,
            ),
            _N,
            Column(
                "standard_error",
                pl.Float32,
                "Standard error of the share; null when not told.",
                unit="share 0–1",
                minimum=0,
                maximum=1,
                is_nullable=True,
            ),
        ),
        key=("code_onet", "element_id", "scale_id", "category"),
        source="onet",
        quirks="RL is schooling (1 less than high school to 12 post-doctoral), RW experience in related "
        "work, PT training at the employer's place, OJ training on the job.",
    ),
)
