"""An occupation as a card to show inside another site, such as a learning platform."""

from __future__ import annotations

from dataclasses import dataclass

from careerclusters.labour.figure import Figure
from careerclusters.web.contexts import Page, occupation_rows
from careerclusters.web.pages.occupation import known_code
from careerclusters.web.parameters import Code
from careerclusters.web.pictures import picture_of
from careerclusters.web.queries.areas import AreaName, Where, where_of
from careerclusters.web.state import State

__all__ = ["PAGE", "OccupationEmbed", "embed_occupation"]


@dataclass(frozen=True)
class OccupationEmbed:
    """Name, sentence and three figures, with the way to the whole page."""

    title: str
    code_onet: str
    name: str
    sentence: str
    href: str
    cluster: str
    place: int
    picture: str
    where: Where
    pay: Figure
    jobs: Figure
    growth: Figure
    sources: tuple[str, ...] = ("oews_national", "projections_2024")


def embed_occupation(state: State, code: Code, *, area: AreaName = None) -> OccupationEmbed:
    """A card of an occupation for a frame."""
    code, where = known_code(state, code), where_of(state, area)
    row = occupation_rows(state, where.area)[code]
    return OccupationEmbed(
        title=row.title,
        code_onet=code,
        name=row.name,
        sentence=row.sentence,
        href=f"/occupations/{code}",
        cluster=row.cluster,
        place=row.place,
        picture=picture_of(state)[row.cluster_id],
        where=where,
        pay=row.pay,
        jobs=row.jobs,
        growth=row.growth,
    )


PAGE = Page("embed_occupation", "/embed/occupation/{code}", "A card of an occupation.", embed_occupation)
