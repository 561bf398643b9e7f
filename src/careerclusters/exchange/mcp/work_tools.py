"""Tools about work: find an occupation, read one, clusters, comparisons, figures of an area."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, Field

from careerclusters.exchange.mcp.answers import (
    AreaAnswer,
    Candidate,
    ClusterAnswer,
    ClusterList,
    ClusterRow,
    CompareAnswer,
    Difference,
    FindAnswer,
    Membership,
    Neighbour,
    OccupationAnswer,
)
from careerclusters.exchange.mcp.provenance import LIMITS, figures_in, rounded, sources_of

if TYPE_CHECKING:
    from careerclusters.atlas import Atlas

__all__ = ["work_tools"]

Work = Annotated[str, Field(description="A job title in people's own words, or a code such as 29-1141.00.")]
Place = Annotated[
    str | None, Field(description='A state, city or metropolitan area, such as "Ohio"; null for the nation.')
]
_NEAR = 8
_FIGURE_TABLES = ("area_wages", "wages", "projections", "licences", "programme_outcomes")


def work_tools(open_atlas: Callable[[], Atlas]) -> dict[str, Callable[..., Any]]:
    """The tools by title; each is a typed function with a docstring."""

    def find_occupation(
        words: Annotated[str, Field(description="A job title, a nickname or a code.")],
        limit: Annotated[int, Field(ge=1, le=50)] = 8,
    ) -> FindAnswer:
        """Find the occupations that a job title, nickname or code may mean, likeliest first.

        Use it before other tools when the person's words are not an official title.
        """
        atlas = open_atlas()
        found = atlas.find(words, limit=limit)
        return FindAnswer(
            is_sure=found.is_sure,
            question=found.question,
            message=found.message,
            candidates=[Candidate(**_kept(candidate.to_dict(), Candidate)) for candidate in found.candidates],
            sources=sources_of(atlas.catalog, "occupations", "alternate_titles", "census_titles"),
            uncertainty="Chances are calibrated on job titles whose occupation is known; those of one "
            "answer need not add up to 1.",
            limits=[LIMITS["words"], LIMITS["private"]],
        )

    def occupation(work: Work, area: Place = None) -> OccupationAnswer:
        """Read one occupation: what people do, where it belongs, what is like it, jobs, pay, how to start."""
        from careerclusters.labour import area_of, labour_market

        atlas = open_atlas()
        code = atlas.code(work)
        market = labour_market(atlas.catalog, code, area=area_of(atlas.catalog, area))
        market_content = market.to_dict()
        words = atlas.words.get(code)
        start = market_content.get("start")
        return OccupationAnswer(
            code_onet=code,
            title=atlas.catalog.title(code),
            name=atlas.name(code),
            sentence=None if words is None else words.sentence,
            day=[] if words is None else list(words.day),
            memberships=_memberships(atlas, code),
            most_like_it=_neighbours(atlas, code),
            figures=list(figures_in({key: part for key, part in market_content.items() if key != "start"})),
            how_to_start=list(start["words"]) if isinstance(start, dict) else [],
            sources=sources_of(atlas.catalog, "occupations", "ratings", *_FIGURE_TABLES),
            uncertainty=_steadiness(atlas, code),
            limits=[LIMITS["clusters"], LIMITS["figures"], *market_content.get("notes", ())],
        )

    def clusters(
        level: Annotated[
            str | None, Field(description="A level such as broad or fine; null for all.")
        ] = None,
    ) -> ClusterList:
        """List the clusters with their size, place in the hierarchy and stability."""
        atlas = open_atlas()
        found = atlas.clustering
        rows = found.clusters if level is None else found.at(level)
        return ClusterList(
            levels=list(found.levels),
            clusters=[_cluster_row(row) for row in rows.to_dicts()],
            sources=sources_of(atlas.catalog, "occupations", "ratings"),
            uncertainty="Stability is the mean overlap of a cluster with its counterpart in repeated runs "
            "on resampled data, 0–1; null where it can't be said.",
            limits=[LIMITS["clusters"]],
        )

    def cluster(
        name: Annotated[str, Field(description='Id such as "M07", or the name of a cluster.')],
    ) -> ClusterAnswer:
        """Read one cluster: members with degrees, visitors, what they share and what sets them apart."""
        atlas = open_atlas()
        found = atlas.cluster(name)
        row = {field: getattr(found, field) for field in ("cluster_id", "level", "name", "parent_id")}
        row |= {"n_occupations": found.n_occupations, "stability_share": found.stability_share}
        return ClusterAnswer(
            cluster=_cluster_row(row),
            description=found.description,
            children=list(found.children),
            members=rounded(found.members.to_dicts()),
            visitors=rounded(found.visitors.to_dicts()),
            shared=found.foundation["label"].to_list(),
            distinctive=found.distinctive["label"].to_list(),
            sources=sources_of(atlas.catalog, "occupations", "ratings", "technologies", "tools"),
            uncertainty="Degrees of members marked `is_placed` come from their titles and tasks alone.",
            limits=[LIMITS["clusters"]],
        )

    def compare(first: Work, second: Work, area: Place = None) -> CompareAnswer:
        """Put two occupations side by side: how alike, where each asks for more, jobs and pay."""
        from careerclusters.labour import area_of, labour_market

        atlas = open_atlas()
        found = atlas.compare(first, second)
        place = area_of(atlas.catalog, area)

        def figures(code: str) -> list[Any]:
            market_content = labour_market(atlas.catalog, code, area=place).to_dict()
            return list(
                figures_in({key: market_content.get(key) for key in ("pay", "projection", "in_area")})
            )

        return CompareAnswer(
            first=found.first,
            second=found.second,
            first_name=atlas.name(found.first),
            second_name=atlas.name(found.second),
            similarity_sd=round(found.similarity, 3),
            rank_from_first=found.rank_from_first,
            rank_from_second=found.rank_from_second,
            n_occupations=found.n_occupations,
            more_in_first=[Difference(**rounded(row)) for row in found.more_in_first().to_dicts()],
            more_in_second=[Difference(**rounded(row)) for row in found.more_in_second().to_dicts()],
            figures_first=figures(found.first),
            figures_second=figures(found.second),
            sources=sources_of(atlas.catalog, "ratings", *_FIGURE_TABLES),
            uncertainty="Differences are in standard deviations over occupations; below 0.5 they are small.",
            limits=[LIMITS["figures"]],
        )

    def area_figures(
        work: Work, area: Annotated[str, Field(description='Such as "Ohio" or "Cleveland".')]
    ) -> AreaAnswer:
        """Jobs, pay and openings of an occupation where people live; each figure names its own area."""
        from careerclusters.labour import find_area, labour_market

        atlas = open_atlas()
        code, place = atlas.code(work), find_area(atlas.catalog, area)
        market_content = labour_market(atlas.catalog, code, area=place).to_dict()
        return AreaAnswer(
            code_onet=code,
            name=atlas.name(code),
            area=place.name,
            area_kind=place.kind,
            figures=list(
                figures_in({key: market_content.get(key) for key in ("in_area", "pay", "projection")})
            ),
            sources=sources_of(atlas.catalog, *_FIGURE_TABLES),
            uncertainty="A figure that an area lacks is its state's or the nation's; `area` says "
            "whose it is. "
            "Openings of an area are estimated from its share of the nation's jobs.",
            limits=[LIMITS["figures"], *market_content.get("notes", ())],
        )

    return {
        "Find an occupation": find_occupation,
        "One occupation": occupation,
        "All clusters": clusters,
        "One cluster": cluster,
        "Compare two occupations": compare,
        "Figures of an area": area_figures,
    }


def _memberships(atlas: Atlas, code: str) -> list[Membership]:
    rows = atlas.clustering.occupation(code)
    return [
        Membership(
            level=row["level"],
            cluster_id=row["cluster_id"],
            cluster=row["name"],
            share=round(row["membership_share"], 4),
            role=row["role"],
            stability=rounded(row["stability_share"]),
        )
        for row in rows.to_dicts()
    ]


def _kept(row: dict[str, Any], model: type[BaseModel]) -> dict[str, Any]:
    """What a row says that the answer has a place for."""
    return {name: rounded(row[name]) for name in model.model_fields}


def _neighbours(atlas: Atlas, code: str) -> list[Neighbour]:
    if code not in atlas.clustering.codes:
        return []
    rows = atlas.clustering.neighbours(code, limit=_NEAR)
    return [
        Neighbour(
            code_onet=row["neighbour_code_onet"],
            title=row["title"],
            name=atlas.name(row["neighbour_code_onet"]),
            similarity_sd=row["similarity"],
        )
        for row in rows.to_dicts()
    ]


def _cluster_row(row: dict[str, Any]) -> ClusterRow:
    return ClusterRow(
        cluster_id=row["cluster_id"],
        level=row["level"],
        name=row["name"],
        parent_id=row["parent_id"],
        n_occupations=row["n_occupations"],
        stability=rounded(row["stability_share"]),
    )


def _steadiness(atlas: Atlas, code: str) -> str:
    rows = atlas.clustering.occupation(code).filter("is_primary")
    known = [value for value in rows["stability_share"].to_list() if value is not None]
    if code not in atlas.clustering.codes or not known:
        return "It has no ratings of its own: where it belongs is inferred from titles and tasks."
    return (
        f"Repeated runs agree with its home clusters for {min(known):.0%} to {max(known):.0%}, by level. "
        "Figures carry their own state: known, suppressed, top-coded or missing."
    )
