"""Which code of one system stands for which of another."""

from __future__ import annotations

import polars as pl

from careerclusters.schema._model import CODE_SOC2018, PATTERN_ONET, PATTERN_SOC, Column, Table

__all__ = ["TABLES"]

_CODE_SOC2010 = Column("code_soc2010", pl.String, "SOC 2010 code.", pattern=PATTERN_SOC)
_CODE_ONET2010 = Column("code_onet2010", pl.String, "O*NET-SOC 2010 code.", pattern=PATTERN_ONET)

PATTERN_ISCO = r"^\d{1,4}$"
RANKS = ("enlisted", "warrant officer", "officer")
SERVICES = ("Air Force", "Army", "Coast Guard", "Marine Corps", "Navy", "Space Force")
_ESCO = Column(
    "esco_uuid",
    pl.String,
    "Last part of the ESCO address, after /occupation/.",
    pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$",
)

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
        rows_least=900,
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
        rows_least=850,
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
        rows_least=1_100,
    ),
    Table(
        name="crosswalk_onet2010_soc2018",
        meaning="O*NET-SOC 2010 to SOC 2018.",
        columns=(_CODE_ONET2010, CODE_SOC2018),
        key=("code_onet2010", "code_soc2018"),
        source="onet_crosswalk",
        rows_least=1_100,
    ),
    Table(
        name="crosswalk_military_onet",
        meaning="A military occupation of one service and an O*NET-SOC 2019 occupation it is mapped to.",
        columns=(
            Column("service", pl.String, "Branch of the armed forces.", allowed=SERVICES),
            Column("rank", pl.String, "Kind of personnel that has the code.", allowed=RANKS),
            Column(
                "code_military", pl.String, "Code as the service writes it.", pattern=r"^[0-9A-Z()/ -]{1,16}$"
            ),
            Column("code_onet", pl.String, "O*NET-SOC 2019 code.", pattern=PATTERN_ONET),
            Column("title_military", pl.String, "Name in the service."),
            Column("is_active", pl.Boolean, "Whether the service still uses the code."),
        ),
        key=("service", "rank", "code_military", "code_onet"),
        source="military_crosswalk",
        quirks="Mapped to O*NET-SOC 2010 by its authors and carried to 2019 here, so that a code can lead to "
        "several occupations. The same code can mean other work in another service.",
        rows_least=9_000,
    ),
    Table(
        name="esco_occupations",
        meaning="An occupation of the European classification ESCO v1.0.",
        columns=(
            _ESCO,
            Column("code_isco08", pl.String, "ISCO-08 group, four digits as a rule.", pattern=PATTERN_ISCO),
            Column("label_en", pl.String, "Preferred name in English."),
            Column("label_es", pl.String, "Preferred name in Spanish.", is_nullable=True),
            Column("label_fr", pl.String, "Preferred name in French.", is_nullable=True),
        ),
        key=("esco_uuid",),
        source="esco",
        rows_least=2_900,
    ),
    Table(
        name="esco_alternates",
        meaning="Another name of an ESCO occupation.",
        columns=(
            _ESCO,
            Column("language", pl.String, "Language of the name.", allowed=("en", "es", "fr")),
            Column("label", pl.String, "The name."),
        ),
        key=("esco_uuid", "language", "label"),
        source="esco",
        quirks="In English only of occupations that are matched to O*NET. In Spanish and French a name for "
        "men and one for women are two rows, or one with a slash between them.",
        rows_least=20_000,
    ),
    Table(
        name="isco_groups",
        meaning="A group of the international classification ISCO-08.",
        columns=(
            Column("code_isco08", pl.String, "ISCO-08 code, one to four digits.", pattern=PATTERN_ISCO),
            Column("isco_name", pl.String, "Name of the group."),
        ),
        key=("code_isco08",),
        source="esco",
        rows_least=600,
    ),
    Table(
        name="crosswalk_esco_onet",
        meaning="An ESCO occupation to the O*NET-SOC 2019 occupation that it is matched to.",
        columns=(
            _ESCO,
            Column("code_onet", pl.String, "O*NET-SOC 2019 code.", pattern=PATTERN_ONET),
            Column(
                "match_confidence",
                pl.Float64,
                "How sure its authors are: 2 checked and sure, 1 as a rule, 0.5 doubtful.",
                unit="0.5, 1 or 2",
                minimum=0.5,
                maximum=2,
            ),
        ),
        key=("esco_uuid", "code_onet"),
        source="esco_onet",
        quirks="No row: not matched (1,262 of 2,942). A part of the codes was of O*NET-SOC 2010; they were "
        "carried to 2019.",
        rows_least=1_600,
    ),
    Table(
        name="esco_sectors",
        meaning="Nesta's skills-based sector of an ESCO occupation.",
        columns=(
            _ESCO,
            Column("sector_code", pl.String, "Number of the sector."),
            Column("sector_name", pl.String, "Name of the sector."),
            Column("sub_sector_code", pl.String, "Number of the sub-sector."),
            Column("sub_sector_name", pl.String, "Name of the sub-sector."),
        ),
        key=("esco_uuid",),
        source="esco_onet",
        quirks="Found by clustering occupations on their essential skills; one sector each.",
        rows_least=2_800,
    ),
    Table(
        name="census_titles",
        meaning="A job title of the Census occupation index 2022 and a SOC 2018 code that it can mean.",
        columns=(
            Column("title", pl.String, "Title as it was collected."),
            CODE_SOC2018,
            Column(
                "codes_count",
                pl.UInt8,
                "SOC codes that the title can mean.",
                unit="codes",
                minimum=1,
                maximum=20,
            ),
        ),
        key=("title", "code_soc2018"),
        source="census_titles",
        rows_least=19_000,
    ),
)
