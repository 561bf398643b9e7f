"""`careerclusters cluster`: one cluster with its members and the evidence for it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from careerclusters.cli._area import AreaName, chosen_area
from careerclusters.cli._print import AsCsv, AsJson, Column, print_json, print_rows, print_text

if TYPE_CHECKING:
    import polars as pl

    from careerclusters.clustering import Cluster, Clustering

__all__ = ["cluster"]


def cluster(
    name: Annotated[str, typer.Argument(help="Id such as M07, or the name or its beginning.")],
    *,
    members: Annotated[int, typer.Option("--members", help="How many members to show.", min=0)] = 15,
    lens: Annotated[
        str | None, typer.Option("--lens", help="Only members that a lens lets through, such as trades.")
    ] = None,
    area: AreaName = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Show one cluster: what it is, what its members share, who belongs and how firmly.

    CSV holds all members; JSON holds everything.

    Example: careerclusters cluster M07 --area Ohio
    """
    from careerclusters.cli._atlas import open_atlas
    from careerclusters.cli._country import country_market, print_country_market
    from careerclusters.cli._labour import cluster_market, print_cluster_market
    from careerclusters.labour import cluster_figures, has_outlook

    atlas = open_atlas()
    clustering, catalog = atlas.clustering, atlas.catalog
    found = clustering.cluster(name)
    if lens is not None:
        from careerclusters.cli.lens import codes_in

        kept = found.members["code_onet"].is_in(sorted(codes_in(catalog, lens)))
        found = replace(found, members=found.members.filter(kept))
    if as_csv:
        print_rows(found.members, (), as_json=as_json, as_csv=True)
        return
    if has_outlook(catalog):
        market = country_market(catalog, cluster_figures(catalog, found.members["code_onet"].to_list()))
    else:
        market = cluster_market(
            catalog, clustering, found.cluster_id, level=found.level, area=chosen_area(catalog, area)
        )
    if as_json:
        print_json({**found.to_dict(), "labour_market": market})
        return
    _print_cluster(found, clustering, members)
    (print_country_market if has_outlook(catalog) else print_cluster_market)(market)


def _print_cluster(found: Cluster, clustering: Clustering, members: int) -> None:
    from careerclusters.present import counted, percent, stability_words

    names = dict(clustering.clusters.select("cluster_id", "name").iter_rows())
    above = f", part of {names[found.parent_id]} ({found.parent_id})" if found.parent_id else ""
    print_text(f"{found.name} ({found.cluster_id})", style="bold")
    size = counted(found.n_occupations, "occupation")
    firmness = f"{stability_words(found.stability_share)} ({percent(found.stability_share)})"
    print_text(f"A {found.level} cluster{above}: {size}, {firmness}.")
    print_text(f"\n{found.description}\n")
    _print_labels("Nearly all need", found.foundation)
    _print_labels("Set apart by", found.distinctive)
    _print_labels("Typical", found.typical)
    _print_labels("Surprising", found.surprising)
    if found.children:
        _print_list("Within it", [f"{names[child]} ({child})" for child in found.children])
    if members:
        _print_members(found, members)


def _print_labels(heading: str, marks: pl.DataFrame) -> None:
    if marks.height:
        _print_list(heading, list(dict.fromkeys(marks["label"].to_list())))


def _print_list(heading: str, words: list[str]) -> None:
    print_text(f"{heading}: {', '.join(words)}.\n")


def _print_members(found: Cluster, members: int) -> None:
    from careerclusters.present import percent

    columns = (
        Column("title", "Member"),
        Column("membership_share", "Belongs", as_text=percent, is_number=True),
        Column("role", "Role"),
        Column("stability_share", "Stability", as_text=percent, is_number=True),
    )
    shown = found.members.head(members)
    print_rows(shown, columns)
    if found.members.height > shown.height:
        print_text(f"{shown.height} of {found.members.height} members; see all with --members 999.")
    if found.visitors.height:
        visitors = found.visitors.head(8).select("title", "membership_share").iter_rows()
        _print_list("Also belong in part", [f"{title} ({percent(share)})" for title, share in visitors])
