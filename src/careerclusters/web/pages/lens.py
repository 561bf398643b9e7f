"""The occupations that one lens lets through."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from careerclusters.labour import LENSES, get_lens, lens_values, lens_words
from careerclusters.labour.figure import Figure
from careerclusters.language import _, decimal_text
from careerclusters.web.contexts import OccupationRow, Page, Paging, occupation_rows, page_of
from careerclusters.web.pages.cluster import find_cluster
from careerclusters.web.pages.lenses import LensRow, lens_rows
from careerclusters.web.parameters import ClusterId, OptionalName, PageNumber
from careerclusters.web.queries.areas import AreaName, Where, where_of
from careerclusters.web.queries.cluster_counts import Share, shares_of
from careerclusters.web.state import State

__all__ = ["PAGE", "LensChoice", "LensPage", "lens", "lens_choices", "let_through"]

_PER_PAGE = 15


@dataclass(frozen=True)
class LensChoice:
    """A lens to look through."""

    lens: str
    title: str


@dataclass(frozen=True)
class Medians:
    """The middle one of occupations' figures, each SOC code counted once; `n` have a figure."""

    pay: Figure
    n_pay: int
    growth: Figure
    n_growth: int


@dataclass(frozen=True)
class LensPage:
    """One lens: its rule, how it falls on the clusters, and the occupations, most jobs first."""

    title: str
    finding: str
    where: Where
    lens: LensRow
    value_means: str
    cluster_id: str | None
    cluster: str | None
    shares: tuple[Share, ...]
    inside: Medians
    overall: Medians
    occupations: tuple[OccupationRow, ...]
    paging: Paging


def lens_choices() -> tuple[LensChoice, ...]:
    """All lenses to choose from."""
    return tuple(LensChoice(one.name, lens_words(one).title) for one in LENSES.values())


def let_through(state: State, name: str) -> set[str]:
    """Codes that a lens lets through."""
    rows = lens_values(state.catalog, name)
    return set(rows.filter(rows["is_in"].fill_null(False))["code_onet"].to_list())


def lens(
    state: State,
    name: ClusterId,
    *,
    cluster: OptionalName = None,
    area: AreaName = None,
    page: PageNumber = 1,
) -> LensPage:
    """The occupations that a lens lets through, of one cluster if asked."""
    chosen = get_lens(name)
    found = find_cluster(state, cluster) if cluster else None
    wanted, where = let_through(state, chosen.name), where_of(state, area)
    every = occupation_rows(state, where.area).values()
    rows = [row for row in every if row.code_onet in wanted]
    inside = _medians(rows)
    shares = sorted(shares_of(state, rows), key=lambda one: -one.n_in)
    if found is not None:
        labels = state.clustering.labels(found["level"])
        rows = [row for row in rows if labels.get(row.code_onet) == found["cluster_id"]]
    rows.sort(key=lambda row: (row.group is not None, -(row.jobs.number or 0), row.code_onet))
    shown, paging = page_of(rows, page, per_page=_PER_PAGE)
    overall = _medians(every) if where.area else state.kept("medians", lambda: _medians(every))
    return LensPage(
        title=lens_words(chosen).title,
        finding=_finding(lens_rows(state)[chosen.name], inside, overall, shares, where=where),
        where=where,
        lens=lens_rows(state)[chosen.name],
        value_means=lens_words(chosen).value_means,
        cluster_id=found["cluster_id"] if found else None,
        cluster=found["name"] if found else None,
        shares=tuple(shares),
        inside=inside,
        overall=overall,
        occupations=shown,
        paging=paging,
    )


def _finding(
    row: LensRow, inside: Medians, overall: Medians, shares: Sequence[Share], *, where: Where
) -> str:
    """How many pass, what they pay beside all, and where most of them are."""
    known = row.in_count + row.out_count
    said = [
        _("{n} of {total} jobs pass this filter.", n=decimal_text(row.in_count), total=decimal_text(known))
    ]
    if inside.pay.is_known and overall.pay.is_known:
        slots = {"pay": inside.pay.text(), "all": overall.pay.text()}
        if where.area:
            said.append(
                _("Their typical pay in {area} is {pay}; for all jobs it is {all}.", area=where.name, **slots)
            )
        else:
            said.append(_("Their typical pay is {pay}; for all jobs it is {all}.", **slots))
    if shares:
        said.append(_("The largest part is in {cluster}.", cluster=shares[0].name))
    return " ".join(said)


def _medians(rows: Iterable[OccupationRow]) -> Medians:
    by_soc = {row.code_onet[:7]: row for row in rows}.values()
    pay = [row.pay.number if row.pay.is_known else row.pay.at_least for row in by_soc]
    growth = [row.growth.number for row in by_soc]
    known_pay, known_growth = ([one for one in values if one is not None] for values in (pay, growth))
    middle_pay = round(median(known_pay)) if known_pay else None
    middle_growth = round(median(known_growth), 1) if known_growth else None
    return Medians(
        pay=Figure(middle_pay, "usd_per_year", "2025", "oews_national"),
        n_pay=len(known_pay),
        growth=Figure(middle_growth, "pct", "2024–34", "projections_2024"),
        n_growth=len(known_growth),
    )


PAGE = Page("lens", "/lenses/{name}", "Occupations that a lens lets through.", lens, rows="occupations")
