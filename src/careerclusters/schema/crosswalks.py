"""Which code of one system stands for which of another."""

from __future__ import annotations

import polars as pl

from careerclusters.schema._model import CODE_SOC2018, PATTERN_ONET, PATTERN_SOC, Column, Table

__all__ = ["TABLES"]

_CODE_SOC2010 = Column("code_soc2010", pl.String, "SOC 2010 code.", pattern=PATTERN_SOC)
_CODE_ONET2010 = Column("code_onet2010", pl.String, "O*NET-SOC 2010 code.", pattern=PATTERN_ONET)

TABLES: tuple[Table, ...] = (
    Table(
        name="crosswalk_soc2010_soc2018",
        meaning="SOC 2010 to SOC 2018; a code that was split or merged has several rows.",
        columns=(
            _CODE_SOC2010,
            CODE_SOC2018,
            Column("title_soc2010", pl.String, "Name in SOC 2010."),
            Column("title_soc2018", pl.String, "Name in SOC 2018."),
        ),
        key=("code_soc2010", "code_soc2018"),
        source="soc_crosswalk",
    ),
    Table(
        name="crosswalk_census2018_soc2018",
        meaning="Census 2018 occupation codes to detailed SOC 2018 codes; each SOC code has one Census code.",
        columns=(
            Column("code_census2018", pl.String, "Census 2018 code, four digits.", pattern=r"^\d{4}$"),
            CODE_SOC2018,
            Column("title_census2018", pl.String, "Name in the Census list."),
        ),
        key=("code_census2018", "code_soc2018"),
        source="census_crosswalk",
        quirks="The list gives broad codes (11-2030) and wildcards (15-124X); they are resolved here to the "
        "detailed codes that no more exact entry names.",
    ),
    Table(
        name="crosswalk_onet2010_onet2019",
        meaning="O*NET-SOC 2010 to O*NET-SOC 2019.",
        columns=(
            _CODE_ONET2010,
            Column("code_onet", pl.String, "O*NET-SOC 2019 code.", pattern=PATTERN_ONET),
        ),
        key=("code_onet2010", "code_onet"),
        source="onet_crosswalk",
    ),
    Table(
        name="crosswalk_onet2010_soc2018",
        meaning="O*NET-SOC 2010 to SOC 2018.",
        columns=(_CODE_ONET2010, CODE_SOC2018),
        key=("code_onet2010", "code_soc2018"),
        source="onet_crosswalk",
    ),
)
