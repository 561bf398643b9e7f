"""Our clusters beside the official sixteen: overlap, agreement, and where they part, with reasons."""

from __future__ import annotations

from dataclasses import dataclass

from careerclusters.web.contexts import Page, Paging, known_level, page_of
from careerclusters.web.parameters import Level, PageNumber
from careerclusters.web.store import State

__all__ = ["PAGE", "OfficialPage", "official"]

_LARGE, _PER_PAGE = 0.15, 20


@dataclass(frozen=True)
class Overlap:
    """What share of one of our clusters stands in an official one, and the other way round."""

    official_cluster: str
    n_shared: int
    share_of_cluster: float
    share_of_official: float


@dataclass(frozen=True)
class Ours:
    """One of our clusters with the official ones that hold at least 15% of it."""

    cluster_id: str
    name: str
    place: int
    overlaps: tuple[Overlap, ...]


@dataclass(frozen=True)
class Disagreement:
    """An occupation that officially stands elsewhere, and why it sits here."""

    code_onet: str
    title: str
    official_cluster: str
    cluster_id: str
    name: str
    membership_share: float
    reason: str


@dataclass(frozen=True)
class OfficialPage:
    """Agreement of one level with the official clusters; 1 is the same grouping, 0 is chance."""

    title: str
    level: str
    levels: tuple[str, ...]
    ami: float
    ari: float
    ours: tuple[Ours, ...]
    disagreements: tuple[Disagreement, ...]
    paging: Paging
    sources: tuple[str, ...] = ("onet_online_clusters",)


def official(state: State, *, level: Level = None, page: PageNumber = 1) -> OfficialPage:
    """Our clusters of one level beside the official ones."""
    chosen = known_level(state, level)
    found = state.agreement(chosen)
    overlaps: dict[str, list[Overlap]] = {}
    for row in found.overlap.iter_rows(named=True):
        if row["share_of_cluster"] >= _LARGE:
            overlaps.setdefault(row["cluster_id"], []).append(
                Overlap(
                    row["official_cluster"],
                    row["n_shared"],
                    row["share_of_cluster"],
                    row["share_of_official"],
                )
            )
    names = Disagreement.__dataclass_fields__
    rows = [Disagreement(**{name: row[name] for name in names}) for row in found.disagreements.to_dicts()]
    shown, paging = page_of(rows, page, per_page=_PER_PAGE)
    return OfficialPage(
        title="Official and data-driven clusters",
        level=chosen,
        levels=state.levels,
        ami=found.ami,
        ari=found.ari,
        ours=tuple(
            Ours(one, state.names[one], state.places[one], tuple(overlaps.get(one, ())))
            for one in state.clustering.at(chosen)["cluster_id"]
        ),
        disagreements=shown,
        paging=paging,
    )


PAGE = Page("official", "/official", "Our clusters beside the official ones.", official, "disagreements")
