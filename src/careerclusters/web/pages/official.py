"""Our clusters beside the official sixteen: overlap, agreement, and where they part, with reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from careerclusters import present
from careerclusters.language import ENGLISH, _, current_language
from careerclusters.web.contexts import Page, Paging, known_level, page_of
from careerclusters.web.parameters import Level, PageNumber
from careerclusters.web.state import State

__all__ = ["PAGE", "OfficialPage", "official"]

_LARGE, _PER_PAGE, _ENDS = 0.15, 6, 3
_SHADES = (0.05, 0.15, 0.4, 0.7)


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
class Cell:
    """Occupations that one of ours shares with an official one; `shade` 1–5 by the share of ours."""

    official_cluster: str
    n_shared: int
    shade: int


@dataclass(frozen=True)
class MatrixRow:
    """One of ours beside all official ones, in the order of `officials`; None where nothing is shared."""

    cluster_id: str
    name: str
    place: int
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True)
class Near:
    """An occupation of the same cluster that it is most like."""

    code_onet: str
    name: str


@dataclass(frozen=True)
class Disagreement:
    """An occupation that officially stands elsewhere, and why it sits here; `occupation` is its name.

    `reason` says it in a sentence; `officials`, `alike_by` (by what it is like its cluster), `nearest` and
    `against` (what would keep it where it officially is) are its parts, empty where a build lacks them.
    """

    code_onet: str
    title: str
    occupation: str
    official_cluster: str
    cluster_id: str
    name: str
    membership_share: float
    reason: str
    officials: tuple[str, ...]
    alike_by: tuple[str, ...]
    nearest: tuple[Near, ...]
    against: str | None


@dataclass(frozen=True)
class OfficialPage:
    """Agreement of one level with the official clusters; 1 is the same grouping, 0 is chance."""

    title: str
    level: str
    levels: tuple[str, ...]
    finding: str
    ami: float
    ari: float
    n_compared: int
    officials: tuple[str, ...]
    matrix: tuple[MatrixRow, ...]
    closest: tuple[Ours, ...]
    furthest: tuple[Ours, ...]
    ours: tuple[Ours, ...]
    disagreements: tuple[Disagreement, ...]
    paging: Paging
    sources: tuple[str, ...] = ("onet_online_clusters",)


def official(state: State, *, level: Level = None, page: PageNumber = 1) -> OfficialPage:
    """Our clusters of one level beside the official ones."""
    chosen = known_level(state, level)
    found = state.agreement(chosen)
    overlaps: dict[str, list[Overlap]] = {}
    fields = Overlap.__dataclass_fields__
    for row in found.overlap.iter_rows(named=True):
        overlaps.setdefault(row["cluster_id"], []).append(Overlap(**{name: row[name] for name in fields}))
    ours = [
        Ours(one, state.names[one], state.places[one], tuple(overlaps.get(one, ())))
        for one in state.clustering.at(chosen)["cluster_id"]
    ]
    best = sorted((one for one in ours if one.overlaps), key=lambda one: -one.overlaps[0].share_of_cluster)
    stated = set(state.catalog.table("official_clusters")["code_onet"])
    n_compared = len(stated & set(state.clustering.codes))
    officials = tuple(sorted({one.official_cluster for row in ours for one in row.overlaps}))
    rows = found.disagreements.to_dicts()
    few, paging = page_of(rows, page, per_page=_PER_PAGE)
    shown = tuple(_disagreement(state, row) for row in few)
    return OfficialPage(
        title=_("Official and data-driven clusters"),
        level=chosen,
        levels=state.levels,
        finding=_finding(best, len(rows), n_compared),
        ami=found.ami,
        ari=found.ari,
        n_compared=n_compared,
        officials=officials,
        matrix=tuple(_matrix_row(one, officials) for one in ours),
        closest=tuple(_large(one) for one in best[:_ENDS]),
        furthest=tuple(_large(one) for one in best[::-1][:_ENDS]),
        ours=tuple(_large(one) for one in ours),
        disagreements=shown,
        paging=paging,
    )


def _disagreement(state: State, row: Mapping[str, Any]) -> Disagreement:
    """A disagreement with its parts in words."""
    from careerclusters.clustering.official import view_words

    def parts(column: str) -> list[str]:
        return [part for part in (row.get(column) or "").split("; ") if part]

    plain = ("code_onet", "title", "official_cluster", "cluster_id", "membership_share")
    return Disagreement(
        **{name: row[name] for name in plain},
        **_in_words(state, row),
        occupation=state.plain_name(row["code_onet"]),
        officials=tuple(parts("officials")),
        alike_by=tuple(view_words(view) for view in parts("views")),
        nearest=tuple(Near(code, state.plain_name(code)) for code in parts("next_to")),
        against=next((view_words(view) for view in parts("view_against")), None),
    )


def _in_words(state: State, row: Mapping[str, Any]) -> dict[str, Any]:
    """Name and reason of a disagreement; a saved atlas holds both in English."""
    name = state.names[row["cluster_id"]]
    if current_language() == ENGLISH:
        return {"name": name, "reason": row["reason"]}
    if "views" in row:
        from careerclusters.clustering.official import reason_words

        return {"name": name, "reason": reason_words(row, name=name, name_of=state.plain_name)}
    reason = _(
        "Officially {official}; by the data it sits with {cluster}.",
        official=row["official_cluster"],
        cluster=name,
    )
    return {"name": name, "reason": reason}


def _finding(best: Sequence[Ours], n_apart: int, n_compared: int) -> str:
    """How many jobs sit elsewhere, and the clusters that agree most and least."""
    share = round(100 * (1 - n_apart / n_compared))
    said = _("Of 100 jobs, {n} are with most jobs of their official cluster.", n=share)
    if len(best) > 1:
        like, unlike = best[0], best[-1]
        said += " " + _(
            "The most alike is {like}: {share} of it is in {official}.",
            like=like.name,
            share=present.percent(like.overlaps[0].share_of_cluster),
            official=like.overlaps[0].official_cluster,
        )
        said += " " + _(
            "The least alike is {unlike}: it is spread over {n} official ones.",
            unlike=unlike.name,
            n=len(unlike.overlaps),
        )
    return said


def _large(one: Ours) -> Ours:
    """Only with the official clusters that hold much of it, but at least the one that holds most."""
    kept = tuple(row for row in one.overlaps if row.share_of_cluster >= _LARGE)
    return replace(one, overlaps=kept or one.overlaps[:1])


def _matrix_row(one: Ours, officials: tuple[str, ...]) -> MatrixRow:
    known = {row.official_cluster: row for row in one.overlaps}

    def cell(official: str) -> Cell | None:
        row = known.get(official)
        if row is None:
            return None
        shade = 1 + sum(row.share_of_cluster >= edge for edge in _SHADES)
        return Cell(official, row.n_shared, shade)

    return MatrixRow(one.cluster_id, one.name, one.place, tuple(cell(name) for name in officials))


PAGE = Page("official", "/official", "Our clusters beside the official ones.", official, "disagreements")
