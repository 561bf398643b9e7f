"""Industries: the sectors, or those whose name or code was asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import polars as pl

from careerclusters.errors import UnknownError
from careerclusters.labour import find_industries
from careerclusters.labour.figure import Figure
from careerclusters.labour.industries import industries as all_industries
from careerclusters.language import _
from careerclusters.web.contexts import Page
from careerclusters.web.parameters import Words
from careerclusters.web.state import State
from careerclusters.words.industries import industry_name

__all__ = ["PAGE", "IndustriesPage", "IndustryRow", "industries", "industry_row"]


@dataclass(frozen=True)
class IndustryRow:
    """One industry with the jobs of employees that are published for it."""

    code_naics: str
    industry_name: str
    level: int
    jobs: Figure


@dataclass(frozen=True)
class IndustriesPage:
    """Sectors, or what was found; `closest` when nothing was."""

    title: str
    q: str
    industries: tuple[IndustryRow, ...]
    closest: tuple[str, ...]


def industry_row(row: dict[str, Any]) -> IndustryRow:
    """From a row of the industries table."""
    jobs = Figure(row["employment_jobs"], "jobs", "2025", "oews_industry")
    return IndustryRow(
        row["code_naics"], industry_name(row["code_naics"], row["industry_name"]), int(row["level"]), jobs
    )


def industries(state: State, *, q: Words = "") -> IndustriesPage:
    """Sectors by size, or industries by name or code."""
    closest: tuple[str, ...] = ()
    if q.strip():
        try:
            table = find_industries(state.catalog, q, limit=40)
        except UnknownError as error:
            table, closest = pl.DataFrame(), error.closest
    else:
        known = state.kept("industries", lambda: all_industries(state.catalog))
        table = known.filter(pl.col("level") == 2).sort(
            ["employment_jobs", "code_naics"], descending=[True, False]
        )
    rows = tuple(industry_row(row) for row in table.to_dicts())
    return IndustriesPage(_("Industries"), q.strip(), rows, closest)


PAGE = Page("industries", "/industries", "Sectors, or industries by name or code.", industries, "industries")
