"""The labour-market side of an occupation or a cluster, as lines for a terminal.

Every figure stands with its unit and year; the sources follow in one line at the end.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from careerclusters.cli._print import Column, print_rows, print_text
from careerclusters.language import _, marked

if TYPE_CHECKING:
    import polars as pl

    from careerclusters.atlas import Atlas
    from careerclusters.catalog import Catalog
    from careerclusters.clustering import Clustering
    from careerclusters.labour import Area

__all__ = [
    "cluster_market",
    "members_of",
    "occupation_market",
    "own_figures",
    "print_cluster_market",
    "print_occupation_market",
]


NATION = "United States"
_SHORT_SOURCES = {
    "oews_national": "OEWS",
    "oews_areas": "OEWS",
    "oews_industry": "OEWS",
    "projections_2024": "BLS",
    "projections_2024_workbook": "BLS",
    "projections_2022": "BLS",
    "cps_2022": "CPS",
    "cps_asec_moves": "CPS",
}
_OWN = {
    "wage_median_usd": marked("median pay"),
    "wage_mean_usd": marked("mean pay"),
    "employment_jobs": marked("jobs"),
    "openings_annual_jobs": marked("openings"),
    "growth_10yr_pct": marked("growth in ten years"),
}


def occupation_market(atlas: Atlas, code_onet: str, *, area: Area | None = None) -> dict[str, Any] | None:
    """Everything known of an occupation in the labour market, JSON-ready; the user's own figures too.

    None where the clustering was built from another catalog that has other occupations.
    """
    from careerclusters.labour import labour_market, where_common

    if code_onet not in atlas.catalog.occupations["code_onet"]:
        return None
    catalog = atlas.catalog
    market = labour_market(catalog, code_onet, area=area)
    common = [] if market.group else where_common(catalog, market.code_soc2018, limit=5).to_dicts()
    return {**market.to_dict(), "where_common": common, "yours": own_figures(atlas, code_onet)}


def own_figures(atlas: Atlas, code_onet: str) -> list[dict[str, Any]]:
    """The user's saved figures for an occupation, one entry per line of their file; [] without a file."""
    from careerclusters.cli.local import saved_market

    market = saved_market(atlas)
    if market is None:
        return []
    return [
        {
            name: value if isinstance(value, str) or value is None else value.to_dict()
            for name, value in row.items()
        }
        for row in market.figures(code_onet)
    ]


def members_of(clustering: Clustering, level: str) -> pl.DataFrame:
    """Primary memberships of one level: code_onet, cluster_id, membership_share."""
    rows = clustering.memberships.filter(
        (clustering.memberships["level"] == level) & clustering.memberships["is_primary"]
    )
    return rows.select("code_onet", "cluster_id", "membership_share")


def cluster_market(
    catalog: Catalog, clustering: Clustering, cluster_id: str, *, level: str, area: Area | None = None
) -> dict[str, Any]:
    """Everything known of a cluster in the labour market, JSON-ready."""
    from careerclusters.labour import cluster_outlook

    return cluster_outlook(catalog, members_of(clustering, level), cluster_id, area=area).to_dict()


def print_occupation_market(found: Mapping[str, Any]) -> None:
    """A compact section: pay, jobs, how to start, industries, exposure, sources."""
    here = found["in_area"]
    where = _(here["area"]["name"] if here else NATION)
    print_text(_("In the labour market, {where}", where=where), style="bold")
    if found["group"]:
        print_text(
            _("Jobs, pay and projections are those of all: this occupation is {group}.", group=found["group"])
        )
    _figures(_market_rows(found))
    if here and here["openings_annual"]["is_estimated"]:
        print_text(_("Openings in {where}: {note}.", where=where, note=here["openings_annual"]["note"]))
    if found["bright_outlook"]["value"] is not None:
        print_text(_("Bright outlook: {value} (O*NET OnLine).", value=found["bright_outlook"]["value"]))
    _start(found["start"])
    _common(found["where_common"])
    if found["shared_with"]:
        from careerclusters.present import listing

        print_text(
            _(
                "These figures are for SOC {code}, shared with {names}.",
                code=found["code_soc2018"],
                names=listing(found["shared_with"], limit=4),
            )
        )
    _industries(found["industries"])
    if found["exposure"]:
        print_text(_("AI, two measures that ask different things. {words}", words=found["exposure"]["words"]))
    for row in found["yours"]:
        known = [
            f"{_(_OWN[name])} {row[name]['text']}" for name in _OWN if isinstance(row.get(name), Mapping)
        ]
        figures = "; ".join(known)
        if row.get("area"):
            print_text(_("Yours in {area}: {figures}.", area=row["area"], figures=figures))
        else:
            print_text(_("Yours: {figures}.", figures=figures))
    _sources(found)


def _market_rows(found: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """What is printed of an occupation's market: names, not yet in the language spoken, and figures."""
    pay, ahead, here = found["pay"], found["projection"], found["in_area"]
    annual = pay["hourly"] or pay["annual"]
    rows: list[tuple[str, Any]] = []
    if here is not None:
        rows += [(marked("Jobs of employees"), here["jobs"]), (marked("Openings"), here["openings_annual"])]
        if here["location_quotient"]["value"] is not None:
            rows.append((marked("How common"), here["location_quotient"]))
    return [
        *rows,
        (marked("Pay: 1 in 10 earns less than"), annual.get("p10")),
        (marked("half earn less than"), annual.get("median")),
        (marked("9 in 10 earn less than"), annual.get("p90")),
        (marked("Median pay since 2020"), pay["change_since_2020"]),
        (marked("Jobs, self-employed included"), ahead["jobs"]),
        (marked("Growth in ten years"), ahead["growth_10yr"]),
        (marked("Openings in the nation") if here else marked("Openings"), ahead["openings_annual"]),
        (marked("Self-employed"), ahead["self_employed"]),
        (marked("Usual education"), ahead["education"]),
        (marked("Experience before"), ahead["experience"]),
        (marked("Training on the job"), ahead["training"]),
        (marked("Change occupation"), ahead["transfers_annual"]),
        (marked("Leave the labour force"), ahead["exits_annual"]),
        (marked("Women"), found["women"]),
    ]


def print_cluster_market(found: Mapping[str, Any]) -> None:
    """A compact section: spreads of pay and growth, education, industries, and who leaves."""
    from careerclusters.present import listing, percent

    pay, growth = found["pay"], found["growth"]
    where = _(found["area"]["name"] if found["area"] else NATION)
    print_text(_("In the labour market, {where}", where=where), style="bold")
    rows = [(marked("Jobs"), found["jobs"]), (marked("Openings"), found["openings_annual"])]
    rows += [
        (marked("Median pay: a tenth of jobs below"), pay.get("p10")),
        (marked("half of jobs below"), pay.get("p50")),
    ]
    rows += [(marked("nine tenths of jobs below"), pay.get("p90"))]
    rows += [
        (marked("Growth: a tenth of jobs below"), growth.get("p10")),
        (marked("nine tenths below"), growth.get("p90")),
    ]
    _figures(rows)
    education = sorted(found["education"], key=lambda row: -row["job_share"])[:3]
    if education:
        shares = [
            _("{education} ({share} of jobs)", education=_(row["education"]), share=percent(row["job_share"]))
            for row in education
        ]
        print_text(_("Usual education: {shares}.", shares=listing(shares)))
    if found["industries"]:
        top = [f"{row['industry_name']} ({percent(row['cluster_share'])})" for row in found["industries"][:4]]
        print_text(_("Where they work: {top}.", top=listing(top)))
    leaving, chance = found["leaving"], found["leaving_by_chance"]
    if leaving and leaving["value"] is not None:
        print_text(
            _(
                "A cluster is not a destiny: of the observed moves out of its occupations, {share} "
                "lead to another cluster (by chance alone it would be {chance}).",
                share=leaving["text"],
                chance=chance["text"],
            )
        )
    _sources(found)


def _figures(rows: Sequence[tuple[str, Mapping[str, Any] | None]]) -> None:
    shown = [
        {
            "what": _(what),
            "figure": figure["text"] + _beside(figure),
            "for": _for(figure),
        }
        for what, figure in rows
        if figure is not None
    ]
    print_rows(shown, [Column("what", "What"), Column("figure", "Figure"), Column("for", "For")])


def _beside(figure: Mapping[str, Any]) -> str:
    """What is said beside a figure in brackets: its marks and its standard error; "" without any."""
    said = list(figure["marks"])
    if figure["error_pct"] is not None:
        said.append(_("standard error {error} %", error=f"{figure['error_pct']:g}"))
    return f" ({'; '.join(said)})" if said else ""


def _for(figure: Mapping[str, Any]) -> str:
    """Area, year and publisher in short: "Ohio 2025, OEWS"; the sources follow in full below."""
    where = _("U.S.") if figure["area"] == NATION else figure["area"]
    return f"{where} {figure['year']}, {_SHORT_SOURCES.get(figure['source'], figure['source'])}"


def _start(start: Mapping[str, Any] | None) -> None:
    """How to start, a line each."""
    if start is None:
        return
    print_text("How to start", style="bold")
    for sentence in start["words"]:
        print_text(sentence, indent=2)


def _common(rows: Sequence[Mapping[str, Any]]) -> None:
    from careerclusters.present import listing

    if rows:
        names = [f"{row['area_name']} ({row['location_quotient']:.1f})" for row in rows]
        print_text(
            _("Where this work is common, times the nation's share, May 2025: {names}.", names=listing(names))
        )


def _industries(found: Mapping[str, Any] | None) -> None:
    from careerclusters.present import listing, percent

    if found and found["top"]:
        top = [f"{row['industry_name']} ({percent(row['job_share'])})" for row in found["top"][:4]]
        print_text(_("Where they work, {year}: {top}.", year=found["year"], top=listing(top)))


def _sources(found: object) -> None:
    from careerclusters.present import listing
    from careerclusters.sources.registry import SOURCES

    used: set[str] = set()

    def look(value: object) -> None:
        if isinstance(value, Mapping):
            if isinstance(value.get("source"), str) and value["source"] in SOURCES:
                used.add(value["source"])
            for part in value.values():
                look(part)
        elif isinstance(value, list):
            for part in value:
                look(part)

    look(found)
    names = sorted(f"{SOURCES[name].title} ({SOURCES[name].release})" for name in used)
    print_text(
        _("Sources: {names}. Changes of pay are nominal; unknown figures say why.", names=listing(names)),
        style="dim",
    )
