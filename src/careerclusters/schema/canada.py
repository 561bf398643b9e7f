"""Tables of the Canadian catalog. Those with a name of the main catalog have its columns, and mean the same.

`code_onet` is, here as there, the occupation's own code: in this catalog a code of OaSIS 2023, such as
"21231.00". Its first five digits are the code of the National Occupational Classification (NOC) 2021.
"""

from __future__ import annotations

import polars as pl

from careerclusters.schema._model import Column, Table
from careerclusters.schema.ratings import DOMAINS

__all__ = ["CANADA_TABLES", "CONDITIONS"]

CONDITIONS = ("strong shortage", "moderate shortage", "balance", "moderate surplus", "strong surplus")
"""How many look for work beside the openings, in words of ours."""

_CODE = Column("code_onet", pl.String, "OaSIS 2023 code of the occupation.", pattern=r"^\d{5}\.\d{2}$")
_NOC = Column("code_noc2021", pl.String, "NOC 2021 code, five digits.", pattern=r"^\d{5}$")
_ELEMENT = Column("element_id", pl.String, "Id in `elements`; ours.", pattern=r"^9\.[SAKW]\.\d{2}$")
_SCALE = Column("scale_id", pl.String, "Id in `scales`.", allowed=("PL", "KL"))


def _people(name: str, meaning: str, *, is_nullable: bool = True, minimum: float | None = None) -> Column:
    return Column(name, pl.Int32, meaning, unit="people", is_nullable=is_nullable, minimum=minimum)


_TABLES = (
    Table(
        name="occupations",
        meaning="One row per occupation of OaSIS 2023, Canada.",
        columns=(
            _CODE,
            Column("title", pl.String, "Name of the occupation."),
            Column("code_soc2018", pl.String, "Null: the data hold no crosswalk.", is_nullable=True),
            Column("is_rated", pl.Boolean, "Whether its skills are rated: all are."),
            Column("is_residual", pl.Boolean, 'Whether it gathers what is left over ("Other ...").'),
            _NOC,
        ),
        key=("code_onet",),
        source="oasis",
        rows_least=850,
    ),
    Table(
        name="elements",
        meaning="Everything an occupation is rated on.",
        columns=(
            _ELEMENT,
            Column("element_name", pl.String, "Its name."),
            Column("domain", pl.String, "Its kind.", allowed=DOMAINS),
        ),
        key=("element_id",),
        source="oasis",
    ),
    Table(
        name="scales",
        meaning="The scales that ratings stand on.",
        columns=(
            _SCALE,
            Column("scale_name", pl.String, "Name of the scale."),
            Column("minimum", pl.Float32, "Lowest value that can be given."),
            Column("maximum", pl.Float32, "Highest value that can be given."),
        ),
        key=("scale_id",),
        source="oasis",
    ),
    Table(
        name="ratings",
        meaning="Level of an element that an occupation asks for.",
        columns=(
            _CODE,
            _ELEMENT,
            _SCALE,
            Column("value", pl.Float32, "Level; 0 is none.", unit="scale points", minimum=0, maximum=5),
            Column("n", pl.UInt16, "Null: not told.", is_nullable=True),
            Column("standard_error", pl.Float32, "Null: not told.", is_nullable=True),
        ),
        key=("code_onet", "element_id", "scale_id"),
        source="oasis",
        quirks="Whole levels set by analysts, without sample sizes or errors, so that resampling "
        "can't move them "
        "by their error.",
        rows_least=140_000,
    ),
    Table(
        name="preparation_teer",
        meaning="Training, education, experience and responsibilities that an occupation asks for, Canada.",
        columns=(
            _NOC,
            Column(
                "teer_category",
                pl.UInt8,
                "0 management, 1 university degree, 2 two years or more of college or apprenticeship, 3 less "
                "than two years, 4 secondary school, 5 a short demonstration.",
                minimum=0,
                maximum=5,
            ),
        ),
        key=("code_noc2021",),
        source="noc_teer",
        rows_least=500,
    ),
    Table(
        name="outlook_cops",
        meaning="Outlook of an occupation, Canada, 2024–2033; ten years together.",
        columns=(
            _NOC,
            _people("employment_2023_people", "People employed in 2023.", minimum=0),
            _people("growth_10yr_people", "Change in employment over the ten years."),
            _people("openings_10yr_people", "Openings over the ten years, from growth and replacement."),
            _people("seekers_10yr_people", "Job seekers over the ten years."),
            Column(
                "condition_recent", pl.String, "Openings beside seekers 2021–2023; null when not told.",
                is_nullable=True, allowed=CONDITIONS,
            ),
            Column(
                "condition_future", pl.String, "The same 2024–2033; null when not told.",
                is_nullable=True, allowed=CONDITIONS,
            ),
        ),
        key=("code_noc2021",),
        source="cops",
        quirks="Rounded to hundreds by the publisher. Some small occupations are published only in "
        "groups; those "
        "groups are left out.",
        rows_least=450,
    ),
)  # fmt: skip

CANADA_TABLES: dict[str, Table] = {table.name: table for table in _TABLES}
"""Table name to its description."""
