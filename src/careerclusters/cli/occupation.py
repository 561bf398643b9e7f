"""`careerclusters occupation`: what one occupation is, pay and jobs, how to start, where it belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from careerclusters.cli._area import AreaName, chosen_area
from careerclusters.cli._names import print_story, view_name, with_names
from careerclusters.cli._print import AsCsv, AsJson, Column, print_json, print_rows, print_text
from careerclusters.language import _

if TYPE_CHECKING:
    import polars as pl

    from careerclusters.atlas import Atlas

__all__ = ["occupation"]


def occupation(
    query: Annotated[str, typer.Argument(help="Title, part of one, or a code such as 29-1141.00.")],
    *,
    neighbours: Annotated[int, typer.Option("--neighbours", help="How many similar ones.", min=0)] = 10,
    area: AreaName = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Show what an occupation is, pay and jobs, how to start, its clusters and what is most like it.

    CSV holds the memberships; JSON holds everything.

    Example: careerclusters occupation "registered nurse" --area Ohio
    """
    from careerclusters.cli._atlas import open_atlas
    from careerclusters.cli._find import find_occupation

    atlas = open_atlas()
    clustering = atlas.clustering
    code = find_occupation(atlas, query)
    memberships = clustering.occupation(code)
    if as_csv:
        print_rows(memberships, (), as_json=as_json, as_csv=True)
        return
    near = clustering.neighbours(code, limit=neighbours) if code in clustering.codes else None
    from careerclusters.cli._country import country_market, print_country_market
    from careerclusters.cli._labour import occupation_market, print_occupation_market
    from careerclusters.labour import country_figures, has_outlook

    market: dict[str, Any] | None
    if has_outlook(atlas.catalog):
        market = country_market(atlas.catalog, country_figures(atlas.catalog, code))
    else:
        market = occupation_market(atlas, code, area=chosen_area(atlas.catalog, area))
    from careerclusters.features.estimated_share import estimated_share

    estimated = estimated_share(atlas.catalog, [code], figures=market)
    if as_json:
        content = _as_dict(atlas, code, memberships, near)
        print_json({**content, "labour_market": market, "estimated": estimated.to_dict()})
        return
    print_story(atlas, code)
    if market is not None:
        (print_country_market if has_outlook(atlas.catalog) else print_occupation_market)(market)
    _print_clusters(atlas, memberships, near)
    print_text(estimated.words(), style="dim")


def _as_dict(atlas: Atlas, code: str, memberships: pl.DataFrame, near: pl.DataFrame | None) -> dict[str, Any]:
    words = atlas.words.get(code)
    return {
        "code_onet": code,
        "title": atlas.clustering.titles[code],
        "name": atlas.name(code),
        "words": words and words.to_dict(),
        "is_placed": near is None,
        "memberships": memberships.drop("code_onet").to_dicts(),
        "bridge": atlas.clustering.bridge_words(code),
        "neighbours": [] if near is None else with_names(atlas, near, of="neighbour_code_onet"),
    }


def _print_clusters(atlas: Atlas, memberships: pl.DataFrame, near: pl.DataFrame | None) -> None:
    from careerclusters.present import percent
    from careerclusters.words.cluster_names import cluster_name

    print_text("\n" + _("Which clusters, how firmly"), style="bold")
    if near is None:
        print_text("It has no ratings of its own: placed by its titles and tasks, so less certain.")
    columns: tuple[Column, ...] = (
        Column("level", "Level", as_text=_),
        Column("name", "Cluster", as_text=cluster_name),
        Column("cluster_id", "Id"),
        Column("membership_share", "Belongs", as_text=percent, is_number=True),
        Column("role", "Role", as_text=lambda role: _(role) if role else ""),
        Column(
            "stability_share", "Stability", as_text=lambda s: "" if s is None else percent(s), is_number=True
        ),
    )
    print_rows(memberships.filter(memberships["membership_share"] >= 0.05), columns)
    bridge = atlas.clustering.bridge_words(memberships["code_onet"][0])
    if bridge is not None:
        print_text(bridge)
    if near is None or near.is_empty():
        return
    views = [name for name in near.columns if name not in ("neighbour_code_onet", "title", "similarity")]
    named = with_names(atlas, near, of="neighbour_code_onet")
    rows = [row | {"because": _because(row, views)} for row in named]
    columns = (
        Column("name", "Most like it"),
        Column("because", "Above all in"),
        Column("similarity", "Similarity", as_text=lambda value: f"{value:.2f}", is_number=True),
    )
    print_rows(rows, columns)


def _because(row: dict[str, Any], views: list[str]) -> str:
    """The views that add most to the similarity."""
    from careerclusters.present import listing

    most = sorted((name for name in views if row[name] > 0), key=lambda name: -row[name])[:2]
    return listing(map(view_name, most))
