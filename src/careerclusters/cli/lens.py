"""`careerclusters lens`: filters such as trades, self-employment, non-profit, growing, outdoors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from careerclusters.cli._print import AsCsv, AsJson, Column, print_json, print_rows, print_text

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog
    from careerclusters.clustering import Clustering

__all__ = ["codes_in", "lens"]


def lens(
    name: Annotated[str | None, typer.Argument(help="Name of a lens; without one, all are listed.")] = None,
    *,
    cluster: Annotated[
        str | None, typer.Option("--cluster", help="Only occupations of this cluster.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", help="How many to show.", min=1)] = 20,
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
    from careerclusters.labour import get_lens
    from careerclusters.present import counted, dollars, percent, signed_percent

    chosen = get_lens(name)
    rows = _occupations(catalog, atlas.clustering, name, cluster)
    if as_json and not as_csv:
        head = {"lens": name, "title": chosen.title, "rule": chosen.rule, "threshold": chosen.threshold}
        print_json({**head, "cluster": cluster, "occupations": rows})
        return
    if as_csv:
        print_rows(rows, (), as_json=False, as_csv=True)
        return
    print_text(chosen.title, style="bold")
    print_text(f"{chosen.rule} Threshold: {chosen.threshold}.")
    columns = (
        Column("title", "Occupation"),
        Column("cluster", "Cluster"),
        Column("wage_median_usd", "Median pay", as_text=lambda v: dollars(v, per=None), is_number=True),
        Column("growth_10yr_pct", "Growth", as_text=signed_percent, is_number=True),
    )
    print_rows(rows[:limit], columns)
    print_text(f"{min(limit, len(rows))} of {counted(len(rows), 'occupation')}; more with --limit.")
    row = _summary(catalog, name)
    print_text(
        f"Decided for {percent(row['coverage_share'])} of occupations, not known for {row['unknown_count']}."
    )
    print_text("Pay: US$ a year, BLS May 2025. Growth: 2024–34, BLS.", style="dim")


def codes_in(catalog: Catalog, name: str) -> set[str]:
    """Codes of the occupations that a lens lets through."""
    from careerclusters.labour import lens_values

    rows = lens_values(catalog, name)
    return set(rows.filter(rows["is_in"].fill_null(False))["code_onet"].to_list())


def _occupations(
    catalog: Catalog, clustering: Clustering, name: str, cluster: str | None
) -> list[dict[str, Any]]:
    from careerclusters.labour import labour_market

    wanted = codes_in(catalog, name)
    level = "middle" if "middle" in clustering.levels else clustering.levels[0]
    labels = clustering.labels(level)
    names = dict(clustering.at(level).select("cluster_id", "name").iter_rows())
    if cluster is not None:
        wanted &= set(clustering.cluster(cluster).members["code_onet"].to_list())
    rows = []
    for code in sorted(wanted):
        found = labour_market(catalog, code)
        pay, ahead = found.pay, found.projection
        annual = pay.annual if pay is not None else {}
        rows.append(
            {
                "code_onet": code,
                "title": found.title,
                "cluster_id": labels.get(code),
                "cluster": names.get(labels.get(code, "")),
                "wage_median_usd": annual["median"].value if "median" in annual else None,
                "employment_jobs": ahead.jobs.value if ahead is not None else None,
                "growth_10yr_pct": ahead.growth_10yr.value if ahead is not None else None,
            }
        )
    rows.sort(key=lambda row: (-(row["employment_jobs"] or 0), row["code_onet"]))
    return rows


def _summary(catalog: Catalog, name: str) -> dict[str, Any]:
    from careerclusters.labour import lens_summary

    return next(row for row in lens_summary(catalog).to_dicts() if row["lens"] == name)


def _print_lenses(catalog: Catalog, *, as_json: bool, as_csv: bool) -> None:
    from careerclusters.labour import lens_summary
    from careerclusters.present import percent

    table = lens_summary(catalog)
    columns = (
        Column("lens", "Lens"),
        Column("title", "What it shows"),
        Column("in_count", "In", is_number=True),
        Column("coverage_share", "Decided", as_text=percent, is_number=True),
    )
    print_rows(table, columns, as_json=as_json, as_csv=as_csv)
    if not (as_json or as_csv):
        print_text("Look through one: careerclusters lens trades")
        print_text("Rules and thresholds: careerclusters lens NAME, or docs/methods/lenses.md")
