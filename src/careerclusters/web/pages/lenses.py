"""All lenses: rule, threshold, and for how many occupations each can decide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from careerclusters.labour import LENSES, lens_summary, lens_words
from careerclusters.language import _
from careerclusters.web.contexts import Page
from careerclusters.web.state import State

__all__ = ["PAGE", "LensRow", "LensesPage", "lens_rows", "lenses"]


@dataclass(frozen=True)
class LensRow:
    """One lens with its rule and its counts over all occupations."""

    lens: str
    title: str
    rule: str
    threshold: str
    in_count: int
    out_count: int
    unknown_count: int
    coverage_share: float
    sources: tuple[str, ...]


@dataclass(frozen=True)
class LensesPage:
    """All lenses."""

    title: str
    lenses: tuple[LensRow, ...]


def lens_rows(state: State) -> dict[str, LensRow]:
    """All lenses by name."""
    rows = lens_summary(state.catalog).to_dicts()
    return {row["lens"]: _row(row) for row in rows}


def _row(row: dict[str, Any]) -> LensRow:
    lens = lens_words(LENSES[row["lens"]])
    said = {"title": lens.title, "rule": lens.rule, "threshold": lens.threshold}
    return LensRow(**(row | said), sources=lens.sources)


def lenses(state: State) -> LensesPage:
    """All lenses."""
    return LensesPage(_("Filters"), tuple(lens_rows(state).values()))


PAGE = Page("lenses", "/lenses", "All lenses with rule, threshold and coverage.", lenses, rows="lenses")
