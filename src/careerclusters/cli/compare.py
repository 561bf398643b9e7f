"""`careerclusters compare`: two occupations side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from careerclusters.cli._area import AreaName, chosen_area
from careerclusters.cli._names import mark_name, view_name
from careerclusters.cli._print import AsCsv, AsJson, Column, print_json, print_rows, print_text
from careerclusters.language import _, marked

if TYPE_CHECKING:
    from collections.abc import Callable

    import polars as pl

    from careerclusters.catalog import Catalog
    from careerclusters.clustering import Clustering
    from careerclusters.clustering.compare import Comparison
    from careerclusters.labour import Area, Figure, LabourMarket

__all__ = ["compare"]

_BOTH = ("first", "second")


def compare(
    first: Annotated[str, typer.Argument(help="Title or code of the one.")],
    second: Annotated[str, typer.Argument(help="Title or code of the other.")],
    *,
    limit: Annotated[int, typer.Option("--limit", help="How many differences each way.", min=1)] = 6,
    area: AreaName = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Compare two occupations: how alike they are, in what, and where each asks for more.

    CSV holds the elements with both values; JSON holds everything.

    Example: careerclusters compare "registered nurse" "nurse practitioner"
    """
    from careerclusters.cli._atlas import open_atlas
    from careerclusters.cli._find import find_occupation

    atlas = open_atlas()
    clustering = atlas.clustering
    codes = [find_occupation(atlas, query) for query in (first, second)]
    found = atlas.compare(*codes)
    figures = _figures(atlas.catalog, codes, chosen_area(atlas.catalog, area))
    from careerclusters.features.estimated_share import estimated_share

    estimated = estimated_share(atlas.catalog, codes, figures=figures)
    if as_csv:
        print_rows(found.elements, (), as_json=as_json, as_csv=True)
    elif as_json:
        print_json({**found.to_dict(), "labour_market": figures, "estimated": estimated.to_dict()})
    else:
        names = (atlas.name(found.first), atlas.name(found.second))
        for name, code in zip(names, (found.first, found.second), strict=True):
            print_text(name, style="bold")
            if code in atlas.words:
                print_text(atlas.words[code].sentence)
        _print_figures(names, figures)
        _print_comparison(found, clustering, limit, names=names)
        print_text(estimated.words(), style="dim")


def _figures(catalog: Catalog, codes: list[str], area: Area | None) -> list[dict[str, Any]]:
    """The same figures of both occupations, a row each."""
    from careerclusters.labour import labour_market

    markets = [labour_market(catalog, code, area=area) for code in codes]
    kinds: dict[str, Callable[[LabourMarket], Figure]] = {
        marked("Pay: half earn less than"): lambda one: one.pay.median,
        marked("Jobs"): lambda one: one.projection.jobs if one.in_area is None else one.in_area.jobs,
        marked("Openings"): lambda one: (
            one.projection.openings_annual if one.in_area is None else one.in_area.openings_annual
        ),
        marked("Growth in ten years"): lambda one: one.projection.growth_10yr,
        marked("Usual education"): lambda one: one.projection.education,
    }
    return [
        {"what": what, **{name: of(market).to_dict() for name, market in zip(_BOTH, markets, strict=True)}}
        for what, of in kinds.items()
    ]


def _print_figures(names: tuple[str, str], figures: list[dict[str, Any]]) -> None:
    rows = []
    for row in figures:
        cells = {
            name: row[name]["text"] + "".join(f" ({mark})" for mark in row[name]["marks"]) for name in _BOTH
        }
        first = row["first"]
        rows.append({"what": _(row["what"]), **cells, "where": _(first["area"]), "year": first["year"]})
    columns = (
        Column("what", "In the labour market"),
        Column("first", names[0]),
        Column("second", names[1]),
        Column("where", "Where"),
        Column("year", "Year"),
    )
    print_rows(rows, columns)
    print_text(
        "Pay and jobs of an area: BLS OEWS. Projections: BLS. Areas without a figure say so.", style="dim"
    )


def _print_comparison(
    found: Comparison, clustering: Clustering, limit: int, *, names: tuple[str, str]
) -> None:
    print_text("\n" + _("How alike they are"), style="bold")
    print_text(
        _("Similarity {similarity}, where 0 is the average pair.", similarity=f"{found.similarity:.2f}")
    )
    print_text(
        _(
            "Of {occupations} occupations, the second is number {second} in likeness to the first, "
            "and the first is number {first} in likeness to the second.",
            occupations=found.n_occupations,
            second=found.rank_from_first,
            first=found.rank_from_second,
        )
    )
    from careerclusters.words.cluster_names import cluster_name

    level = clustering.levels[min(1, len(clustering.levels) - 1)]
    clusters = dict(clustering.clusters.select("cluster_id", "name").iter_rows())
    labels = clustering.labels(level)
    homes = [clusters[labels[code]] for code in (found.first, found.second) if code in labels]
    if len(homes) == 2:
        first, second = map(cluster_name, homes)
        if first == second:
            print_text(_("Both belong to {cluster}.", cluster=first))
        else:
            print_text(_("They belong to {first} and to {second}.", first=first, second=second))
    number: dict[str, Any] = {"as_text": lambda value: f"{value:+.2f}", "is_number": True}
    print_rows(
        found.parts, (Column("view", "Alike in", as_text=view_name), Column("similarity", "Adds", **number))
    )
    print_text("Below, 0 is the average occupation and +1 is one standard deviation above it.")
    _print_differences(_("More in {name}", name=names[1]), found.more_in_second(limit))
    _print_differences(_("More in {name}", name=names[0]), found.more_in_first(limit))
    _print_technologies(found)


def _print_differences(heading: str, rows: pl.DataFrame) -> None:
    if rows.is_empty():
        return
    number: dict[str, Any] = {"as_text": lambda value: f"{value:+.1f}", "is_number": True}
    columns = (
        Column("label", heading),
        Column("domain", "Kind", as_text=view_name),
        Column("first_sd", "First", **number),
        Column("second_sd", "Second", **number),
    )
    shown = [row | {"label": mark_name(row["element_id"], row["label"])} for row in rows.to_dicts()]
    print_rows(shown, columns)


def _print_technologies(found: Comparison) -> None:
    from careerclusters.present import counted, listing
    from careerclusters.words import program_name

    shared = found.technologies.filter(found.technologies["in_first"] & found.technologies["in_second"])
    if shared.is_empty():
        return
    names = shared.sort("is_hot", "technology", descending=[True, False])["technology"].to_list()
    known = list(dict.fromkeys(filter(None, map(program_name, names))))
    programs = counted(len(names), "program")
    if known:
        examples = listing(known[:6])
        print_text(_("Both use {programs}, such as {examples}.", programs=programs, examples=examples))
    else:
        print_text(_("Both use {programs}.", programs=programs))
