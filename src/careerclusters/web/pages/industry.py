"""One industry: which clusters it needs, and its largest occupations."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from careerclusters import present
from careerclusters.errors import UnknownError
from careerclusters.labour import clusters_in
from careerclusters.labour.figure import Figure
from careerclusters.labour.industries import industries as all_industries
from careerclusters.labour.industries import jobs_by_industry
from careerclusters.language import _
from careerclusters.web.contexts import Page
from careerclusters.web.pages.industries import IndustryRow, industry_row
from careerclusters.web.parameters import Number
from careerclusters.web.state import State
from careerclusters.words.industries import industry_name

__all__ = ["PAGE", "IndustryPage", "industry"]


_SIZABLE, _FAR_MORE = 0.03, 1.5


@dataclass(frozen=True)
class Need:
    """A cluster that the industry needs; concentration 1 means as in all industries together.

    `occupations` are titles of its largest occupations there, `names` what people call them.
    """

    cluster_id: str
    name: str
    place: int
    jobs: Figure
    industry_share: float
    concentration: float
    occupations: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True)
class IndustryPage:
    """One industry."""

    title: str
    finding: str
    industry: IndustryRow
    inside: tuple[IndustryRow, ...]
    clusters: tuple[Need, ...]


def industry(state: State, code: Number) -> IndustryPage:
    """One industry by its NAICS code."""
    known = state.kept("industries", lambda: all_industries(state.catalog))
    rows = known.filter(pl.col("code_naics") == code).to_dicts()
    if not rows:
        begins = known.filter(pl.col("code_naics").str.starts_with(code[:2])).head(3)
        closest = tuple(f"{row['code_naics']} {row['industry_name']}" for row in begins.to_dicts())
        raise UnknownError("No industry has this code", seen=code, closest=closest, todo="Search by name.")
    inside = known.filter(
        pl.col("code_naics").str.starts_with(code), pl.col("level") == rows[0]["level"] + 1
    ).sort(["employment_jobs", "code_naics"], descending=[True, False])
    members, level = state.memberships(state.main_level), rows[0]["level"]
    jobs = state.kept(
        ("jobs_by_industry", level), lambda: jobs_by_industry(state.catalog, members, level=level)
    )
    needs = clusters_in(state.catalog, members, code, jobs=jobs)
    names = state.kept(
        "names by title",
        lambda: {title: state.plain_name(code) for code, title in state.clustering.titles.items()},
    )
    return IndustryPage(
        title=industry_name(rows[0]["code_naics"], rows[0]["industry_name"]),
        finding=_finding(state, needs),
        industry=industry_row(rows[0]),
        inside=tuple(industry_row(row) for row in inside.to_dicts()),
        clusters=tuple(
            Need(
                cluster_id=row["cluster_id"],
                name=state.names[row["cluster_id"]],
                place=state.places[row["cluster_id"]],
                jobs=Figure(round(row["jobs"]), "jobs", "2025", "oews_industry"),
                industry_share=row["industry_share"],
                concentration=row["concentration"],
                occupations=tuple(row["occupations"]),
                names=tuple(names.get(title, title) for title in row["occupations"]),
            )
            for row in needs.iter_rows(named=True)
        ),
    )


def _finding(state: State, needs: pl.DataFrame) -> str:
    """Whom the industry needs most, and what it needs far more than others do."""
    rows = needs.sort("industry_share", descending=True).to_dicts()
    if not rows:
        return ""
    first, share = state.names[rows[0]["cluster_id"]], rows[0]["industry_share"]
    slots = {"cluster": first, "share": present.percent(share)}
    if share > 0.5:
        said = _("Most jobs here are in {cluster}: {share}.", **slots)
    else:
        said = _("The largest part of jobs here is in {cluster}: {share}.", **slots)
    special = max(
        (row for row in rows if row["industry_share"] >= _SIZABLE),
        key=lambda row: row["concentration"],
        default=None,
    )
    if special is not None and special["concentration"] >= _FAR_MORE:
        times = f"{special['concentration']:.0f}"
        name = state.names[special["cluster_id"]]
        said += " " + _("{cluster} is {n} times as common here as in all work.", cluster=name, n=times)
    return said


PAGE = Page("industry", "/industries/{code}", "Clusters that an industry needs.", industry, rows="clusters")
