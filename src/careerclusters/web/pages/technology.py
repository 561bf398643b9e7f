"""One kind of software: which programs it has, and which occupations and clusters use it."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from careerclusters.errors import UnknownError
from careerclusters.web.contexts import OccupationRow, Page, Paging, occupation_rows, page_of
from careerclusters.web.parameters import Number, PageNumber
from careerclusters.web.queries.cluster_counts import Share, shares_of
from careerclusters.web.state import State
from careerclusters.words import spoken_language, technology_name

__all__ = ["PAGE", "TechnologyPage", "technology"]

_SHOWN = 16


@dataclass(frozen=True)
class Program:
    """A program of the kind; `is_hot` when employers' postings often ask for it."""

    name: str
    n_occupations: int
    is_hot: bool


@dataclass(frozen=True)
class TechnologyPage:
    """One kind of software; programs and occupations that use most of it come first."""

    title: str
    commodity_code: str
    n_occupations: int
    programs: tuple[Program, ...]
    n_programs: int
    clusters: tuple[Share, ...]
    occupations: tuple[OccupationRow, ...]
    paging: Paging
    sources: tuple[str, ...] = ("onet", "oews_national", "projections_2024")


def technology(state: State, code: Number, *, page: PageNumber = 1) -> TechnologyPage:
    """One kind of software by its eight digits; its occupations come fifteen to a page."""
    rows = state.catalog.table("technologies").filter(pl.col("commodity_code").cast(pl.String) == code)
    if not rows.height:
        raise UnknownError("No kind of software has this code", seen=code, todo="Search by its name.")
    known = occupation_rows(state)
    used = rows.group_by("code_onet").len().sort(["len", "code_onet"], descending=[True, False])
    users = [known[one] for one in used["code_onet"] if one in known]
    programs = (
        rows.group_by("technology")
        .agg(pl.col("code_onet").n_unique().alias("n"), pl.col("is_hot").any())
        .sort(["n", "technology"], descending=[True, False])
    )
    shown, paging = page_of(users, page)
    name = technology_name(code, rows["commodity_title"][0], spoken_language()) or code
    return TechnologyPage(
        title=name[:1].upper() + name[1:],
        commodity_code=code,
        n_occupations=len(users),
        programs=tuple(Program(*row) for row in programs.head(_SHOWN).iter_rows()),
        n_programs=programs.height,
        clusters=tuple(sorted(shares_of(state, users), key=lambda one: -one.share)),
        occupations=shown,
        paging=paging,
    )


PAGE = Page(
    "technology", "/technologies/{code}", "Who uses one kind of software.", technology, rows="occupations"
)
