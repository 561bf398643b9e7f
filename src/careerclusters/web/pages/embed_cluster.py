"""A cluster as a card to show inside another site, such as a learning platform."""

from __future__ import annotations

from dataclasses import dataclass

from careerclusters.clustering.paragraphs import paragraph_of
from careerclusters.labour.figure import Figure
from careerclusters.web.contexts import Page
from careerclusters.web.pages.cluster import find_cluster
from careerclusters.web.parameters import ClusterId
from careerclusters.web.pictures import picture_of
from careerclusters.web.queries.areas import AreaName, Where, where_of
from careerclusters.web.state import State

__all__ = ["PAGE", "ClusterEmbed", "embed_cluster"]

_FACES = 3


@dataclass(frozen=True)
class Face:
    """A job of the cluster, with its page."""

    name: str
    href: str


@dataclass(frozen=True)
class ClusterEmbed:
    """Name, sentence, three jobs and three figures, with the way to the whole page."""

    title: str
    cluster_id: str
    name: str
    sentence: str
    href: str
    place: int
    picture: str
    where: Where
    faces: tuple[Face, ...]
    pay: Figure
    jobs: Figure
    growth: Figure
    sources: tuple[str, ...] = ("oews_national", "projections_2024")


def embed_cluster(state: State, cluster_id: ClusterId, *, area: AreaName = None) -> ClusterEmbed:
    """A card of a cluster for a frame."""
    row, where = find_cluster(state, cluster_id), where_of(state, area)
    found = state.clustering.cluster(row["cluster_id"])
    outlook = state.outlook(found.cluster_id, found.level, where.area)
    paragraph = paragraph_of(found, name_of=state.plain_name)
    codes = [code for code in paragraph.typical if code in state.clustering.titles][:_FACES]
    return ClusterEmbed(
        title=state.names[found.cluster_id],
        cluster_id=found.cluster_id,
        name=state.names[found.cluster_id],
        sentence=paragraph.sentences[0],
        href=f"/clusters/{found.cluster_id}",
        place=state.places[found.cluster_id],
        picture=picture_of(state)[found.cluster_id],
        where=where,
        faces=tuple(Face(state.plain_name(code), f"/occupations/{code}") for code in codes),
        pay=outlook.pay["p50"],
        jobs=outlook.jobs,
        growth=outlook.growth["mean"],
    )


PAGE = Page("embed_cluster", "/embed/cluster/{cluster_id}", "A card of a cluster.", embed_cluster)
