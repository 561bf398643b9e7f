"""Occupations, what they are called and how they relate."""

from __future__ import annotations

import polars as pl

from careerclusters.schema._model import CODE_ONET, CODE_SOC2018, PATTERN_ONET, Column, Table

__all__ = ["TABLES"]

_COMMODITY = (
    Column(
        "commodity_code",
        pl.Int32,
        "UNSPSC code of the kind of product; null when the release names only the kind.",
        minimum=10_000_000,
        maximum=99_999_999,
        is_nullable=True,
    ),
    Column("commodity_title", pl.String, "Name of the kind of product."),
)

TABLES: tuple[Table, ...] = (
    Table(
        name="occupations",
        rows_least=1_000,
        meaning="One row per occupation of O*NET-SOC 2019.",
        columns=(
            CODE_ONET,
            Column("title", pl.String, "Name of the occupation."),
            CODE_SOC2018,
            Column("is_rated", pl.Boolean, "Whether the release rates its skills."),
            Column("is_residual", pl.Boolean, 'Whether it gathers what is left over ("All Other").'),
        ),
        key=("code_onet",),
        source="onet",
    ),
    Table(
        name="alternate_titles",
        rows_least=45_000,
        meaning="Other names under which people know an occupation.",
        columns=(
            CODE_ONET,
            Column("title", pl.String, "The other name."),
            Column(
                "short_title", pl.String, "Its short form or abbreviation; null when none.", is_nullable=True
            ),
            Column("is_sample", pl.Boolean, "Whether people in the occupation reported it themselves."),
        ),
        key=("code_onet", "title"),
        source="onet",
    ),
    Table(
        name="technologies",
        rows_least=25_000,
        meaning="Software that people in an occupation use.",
        columns=(
            CODE_ONET,
            Column("technology", pl.String, "Name of the product."),
            *_COMMODITY,
            Column("is_hot", pl.Boolean, "Whether job adverts ask for it often, over all occupations."),
            Column(
                "is_in_demand",
                pl.Boolean,
                "Whether adverts for this occupation ask for it often; null in releases that do not say.",
                is_nullable=True,
            ),
        ),
        key=("code_onet", "technology", "commodity_title"),
        source="onet",
    ),
    Table(
        name="tools",
        rows_least=35_000,
        meaning="Equipment that people in an occupation use.",
        columns=(CODE_ONET, Column("tool", pl.String, "Name of the tool or machine."), *_COMMODITY),
        key=("code_onet", "tool", "commodity_title"),
        source="onet",
    ),
    Table(
        name="related",
        rows_least=15_000,
        meaning="Occupations that experts call related, nearest first.",
        columns=(
            CODE_ONET,
            Column(
                "related_code_onet", pl.String, "O*NET-SOC code of the related one.", pattern=PATTERN_ONET
            ),
            Column(
                "tier",
                pl.String,
                "How closely: Primary-Short, Primary-Long or Supplemental.",
                allowed=("Primary-Short", "Primary-Long", "Supplemental"),
            ),
            Column(
                "rank", pl.UInt8, "Place in the list, 1 is the nearest.", unit="place", minimum=1, maximum=100
            ),
        ),
        key=("code_onet", "related_code_onet"),
        source="onet",
        quirks="Ranked on tasks, knowledge and titles, then reviewed by analysts; not symmetric.",
    ),
    Table(
        name="activities_detailed",
        rows_least=15_000,
        meaning="Detailed work activities an occupation's tasks are filed under; ids only.",
        columns=(
            CODE_ONET,
            Column(
                "dwa_id", pl.String, "Id of the detailed work activity; its first part is the activity's id."
            ),
            Column("n_tasks", pl.UInt8, "How many of the occupation's tasks.", unit="tasks", minimum=1),
        ),
        key=("code_onet", "dwa_id"),
        source="onet",
    ),
    Table(
        name="interest_examples",
        meaning="Occupations that the publisher shows as typical of an interest.",
        columns=(
            Column("element_id", pl.String, "Id of the interest in `elements`."),
            Column(
                "interest_type",
                pl.String,
                "General (one of the six) or Basic (a narrow facet).",
                allowed=("General", "Basic"),
            ),
            CODE_ONET,
        ),
        key=("element_id", "code_onet"),
        source="onet",
    ),
    Table(
        name="official_clusters",
        rows_least=1_000,
        meaning="The 16 official career clusters and their pathways; an occupation may stand in several.",
        columns=(
            CODE_ONET,
            Column("cluster", pl.String, "Name of the official cluster."),
            Column("pathway", pl.String, "Name of the pathway inside it."),
        ),
        key=("code_onet", "cluster", "pathway"),
        source="onet_online_clusters",
        quirks="Five recent information-technology and biology specialties are in no cluster.",
    ),
)
