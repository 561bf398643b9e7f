"""What library objects and rows look like in answers, where that isn't simply their fields.

`answer_schema` reads it; a test holds real answers against it, so that a name that is missing, new or of
another kind fails. Names of classes become names in the interface's description.
"""

from __future__ import annotations

from typing import TypedDict

from careerclusters.web.shapes.figures import (
    Area,
    Cell,
    ClusterOutlook,
    EstimatedShare,
    Figure,
    HowToStart,
    LabourMarket,
    Licence,
    OccupationWords,
    Paragraph,
    Programme,
    Software,
    Term,
)
from careerclusters.web.shapes.people import Profile, TextRead
from careerclusters.web.shapes.plans import DriftLevel, DriftSplit, DriftTechnology, NextMove, PlanWay

__all__ = ["SHAPES", "TABLES", "Meta", "TextRead"]


class SourceRecord(TypedDict):
    """A source that figures of an answer come from."""

    id: str
    title: str
    publisher: str
    release: str
    licence: str
    address: str


class Meta(TypedDict):
    """What an answer was made from."""

    release: str
    catalog_id: str
    version: str
    seed: int
    sources: list[SourceRecord]


SHAPES: dict[str, type] = {
    one.__name__: one
    for one in (Figure, Area, EstimatedShare, Paragraph, OccupationWords, Software, Term, Licence, Programme)
}
SHAPES |= {one.__name__: one for one in (HowToStart, LabourMarket, ClusterOutlook)}
"""Shape by name of a class whose `to_dict` isn't its fields."""

TABLES: dict[str, object] = {
    "DriftPage.levels": list[DriftLevel],
    "DriftPage.splits": list[DriftSplit],
    "DriftPage.technologies": list[DriftTechnology],
    "PlanPage.estimated": EstimatedShare | None,
    "PlanPage.ways": list[PlanWay],
    "Group.moves": list[NextMove],
    "NextPage.moves": list[NextMove],
    "ClosurePage.table_rows": list[dict[str, Cell]],
    "LocalPage.table_rows": list[dict[str, Cell]],
    "YouPage.profile": Profile,
}
"""Shape by context and field, where the field's own type says no more than that it holds rows."""
