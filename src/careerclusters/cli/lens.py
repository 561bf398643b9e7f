"""`careerclusters lens`: filters such as trades, self-employment, non-profit, growing, outdoors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from careerclusters.cli._area import AreaName, chosen_area
from careerclusters.cli._names import named, with_names
from careerclusters.cli._print import AsCsv, AsJson, Column, print_json, print_rows, print_text
from careerclusters.language import _

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog
    from careerclusters.clustering import Clustering
    from careerclusters.labour import Area

__all__ = ["codes_in", "lens"]


def lens(
    name: Annotated[str | None, typer.Argument(help="Name of a lens; without one, all are listed.")] = None,
    *,
    cluster: Annotated[
        str | None, typer.Option("--cluster", help="Only occupations of this cluster.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", help="How many to show.", min=1)] = 20,
    area: AreaName = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """List the lenses with rule, threshold and coverage, or the occupations that one lets through.

    Example: careerclusters lens trades
    """

    from careerclusters.cli._atlas import open_atlas

    atlas = open_atlas()
    catalog = atlas.catalog
    if name is None:
        _print_lenses(catalog, as_json=as_json, as_csv=as_csv)
        return
    from careerclusters.labour import get_lens, lens_words
    from careerclusters.present import counted, dollars, jobs, percent, signed_percent
    from careerclusters.words.cluster_names import cluster_name

    chosen = get_lens(name)
    words = lens_words(chosen)
    place = chosen_area(catalog, area)
    rows = with_names(atlas, _occupations(catalog, atlas.clustering, name, cluster=cluster, area=place))
    if as_json and not as_csv:
        head = {"lens": name, "title": chosen.title, "rule": chosen.rule, "threshold": chosen.threshold}
        print_json({**head, "cluster": cluster, "area": place and place.to_dict(), "occupations": rows})
        return
    if as_csv:
        print_rows(rows, (), as_json=False, as_csv=True)
        return
    print_text(words.title, style="bold")
    print_text(_("{rule} Threshold: {threshold}.", rule=words.rule, threshold=words.threshold))
    columns = (
        Column("shown", "Occupation"),
        Column("cluster", "Cluster", as_text=lambda name: cluster_name(name) if name else ""),
        Column("marks", "Note"),
        Column("wage_median_usd", "Median pay", as_text=lambda v: dollars(v, per=None), is_number=True),
        Column("employment_jobs", "Jobs", as_text=jobs, is_number=True),
        Column("growth_10yr_pct", "Growth", as_text=signed_percent, is_number=True),
    )
    print_rows(named(rows[:limit]), columns)
    print_text(
        _(
            "{shown} of {occupations}; more with --limit.",
            shown=min(limit, len(rows)),
            occupations=counted(len(rows), "occupation"),
        )
    )
    row = _summary(catalog, name)
    print_text(
        _(
            "Decided for {share} of occupations, not known for {unknown}.",
            share=percent(row["coverage_share"]),
            unknown=row["unknown_count"],
        )
    )
    if place is None:
        said = _(
            "Pay (US$ a year, May 2025) and jobs (jobs 2024, the self-employed included): the United "
            "States, BLS."
        )
    else:
        said = _(
            "Pay (US$ a year, May 2025) and jobs (jobs of employees May 2025): {area}, BLS.", area=place.name
        )
    print_text(said, style="dim")
    print_text("Growth: the United States, 2024–34, BLS.", style="dim")


def codes_in(catalog: Catalog, name: str) -> set[str]:
    """Codes of the occupations that a lens lets through."""
    from careerclusters.labour import get_lens, lens_answers

    answers = lens_answers(catalog)
    return set(answers.filter(answers[get_lens(name).name].fill_null(False))["code_onet"].to_list())


def _occupations(
    catalog: Catalog, clustering: Clustering, name: str, *, cluster: str | None, area: Area | None
) -> list[dict[str, Any]]:
    """One row per occupation, most jobs first; those with borrowed figures after all others."""
    from careerclusters.labour import listed_figures

    wanted = codes_in(catalog, name)
    level = clustering.main_level
    labels = clustering.labels(level)
    names = dict(clustering.at(level).select("cluster_id", "name").iter_rows())
    if cluster is not None:
        wanted &= set(clustering.cluster(cluster).members["code_onet"].to_list())
    rows: list[dict[str, Any]] = []
    figures = listed_figures(catalog, area=area)
    for code in sorted(wanted):
        listed = figures[code]
        marks = dict.fromkeys(mark for one in (listed.jobs, listed.pay) for mark in one.marks)
        rows.append(
            {
                "code_onet": code,
                "title": catalog.title(code),
                "cluster_id": labels.get(code),
                "cluster": names.get(labels.get(code, "")),
                "wage_median_usd": listed.pay.value,
                "employment_jobs": listed.jobs.value,
                "growth_10yr_pct": listed.growth.value,
                "group": listed.jobs.group,
                "marks": "; ".join(marks) or None,
            }
        )
    rows.sort(key=lambda row: (row["group"] is not None, -(row["employment_jobs"] or 0), row["code_onet"]))
    return rows


def _summary(catalog: Catalog, name: str) -> dict[str, Any]:
    from careerclusters.labour import lens_summary

    return next(row for row in lens_summary(catalog).to_dicts() if row["lens"] == name)


def _print_lenses(catalog: Catalog, *, as_json: bool, as_csv: bool) -> None:
    from careerclusters.labour import get_lens, lens_summary, lens_words
    from careerclusters.present import percent

    table = lens_summary(catalog)
    columns = (
        Column("lens", "Lens"),
        Column("title", "What it shows"),
        Column("in_count", "In", is_number=True),
        Column("coverage_share", "Decided", as_text=percent, is_number=True),
    )
    if not (as_json or as_csv):
        titles = [lens_words(get_lens(name)).title for name in table["lens"]]
        print_rows(
            [row | {"title": title} for row, title in zip(table.to_dicts(), titles, strict=True)], columns
        )
        print_text("Look through one: careerclusters lens trades")
        print_text("Rules and thresholds: careerclusters lens NAME, or docs/methods/lenses.md")
        return
    print_rows(table, columns, as_json=as_json, as_csv=as_csv)
