"""What changed between two releases, beside what would change anyway; and what is projected to change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from careerclusters.outlook.drift import verdict
from careerclusters.outlook.drift_file import KeptDrift, kept_drift
from careerclusters.web.contexts import OccupationRow, Page, Paging, occupation_rows, page_of
from careerclusters.web.parameters import PageNumber
from careerclusters.web.store import State
from careerclusters.words import glosses

__all__ = ["PAGE", "DriftPage", "drift"]

_PER_PAGE, _ELEMENTS, _TECHNOLOGIES, _EXTREMES = 20, 10, 12, 8
_SCALES = {"IM": "importance, 1 to 5", "LV": "level, 0 to 7", "CX": "how often or how much, 1 to 5"}


@dataclass(frozen=True)
class ElementChange:
    """An element whose ratings rose or fell most surely over the occupations surveyed anew."""

    element_id: str
    label: str
    scale: str
    occupations_count: int
    change_mean: float


@dataclass(frozen=True)
class DriftPage:
    """Two releases compared. `levels` holds each count beside its noise floor (`..._null_count`)."""

    title: str
    old: str
    new: str
    is_own: bool
    problem: str | None
    n_occupations: int
    runs: int
    verdict: str
    left_out: Mapping[str, str]
    levels: tuple[Mapping[str, Any], ...]
    ratings: tuple[Mapping[str, Any], ...]
    movers: tuple[Mapping[str, Any], ...]
    paging: Paging
    splits: tuple[Mapping[str, Any], ...]
    elements: tuple[ElementChange, ...]
    technologies: tuple[Mapping[str, Any], ...]
    growing: tuple[OccupationRow, ...]
    shrinking: tuple[OccupationRow, ...]
    sources: tuple[str, ...] = ("onet", "oews_national", "projections_2024")


def drift(state: State, *, page: PageNumber = 1) -> DriftPage:
    """What changed between two releases; the movers come twenty to a page."""
    found = _kept(state)
    told = found.told
    movers, paging = page_of(told["movers"], page, per_page=_PER_PAGE)
    ordered = sorted(
        (row for row in occupation_rows(state).values() if row.growth.value is not None),
        key=lambda row: (-row.growth.value, row.title),
    )
    return DriftPage(
        title="What changed",
        old=told["old"],
        new=told["new"],
        is_own=found.is_own,
        problem=found.problem,
        n_occupations=told["n_occupations"],
        runs=told["runs"],
        verdict=verdict(told["levels"]),
        left_out=told["left_out"],
        levels=tuple(told["levels"]),
        ratings=tuple(told["ratings"]),
        movers=movers,
        paging=paging,
        splits=tuple(told["splits"]),
        elements=_elements(told["elements"]),
        technologies=tuple(told["technologies"][:_TECHNOLOGIES]),
        growing=tuple(ordered[:_EXTREMES]),
        shrinking=tuple(ordered[: -_EXTREMES - 1 : -1]),
    )


def _kept(state: State) -> KeptDrift:
    """The comparison as it is now; a file written while the pages are open shows after a restart."""
    return state.of_catalog.get("drift", kept_drift)


def _elements(rows: list[Mapping[str, Any]]) -> tuple[ElementChange, ...]:
    known = glosses()
    shown = [row for row in rows if row["element_id"] in known]
    return tuple(
        ElementChange(
            row["element_id"],
            known[row["element_id"]].plain_name,
            _SCALES.get(row["scale_id"], row["scale_id"]),
            row["occupations_surveyed_count"],
            row["change_mean"],
        )
        for row in shown[:_ELEMENTS]
    )


PAGE = Page("drift", "/drift", "What changed between two releases.", drift, rows="movers")
