"""`careerclusters cluster`: one cluster with its members and the evidence for it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from careerclusters.cli._area import AreaName, chosen_area
from careerclusters.cli._names import mark_name, named, with_names
from careerclusters.cli._print import AsCsv, AsJson, Column, print_json, print_rows, print_text
from careerclusters.language import _

if TYPE_CHECKING:
    import polars as pl

    from careerclusters.atlas import Atlas
    from careerclusters.clustering import Cluster

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
    from careerclusters.clustering.paragraphs import paragraph_of
    from careerclusters.features.estimated_share import estimated_share
    from careerclusters.labour import cluster_figures, has_outlook

    atlas = open_atlas()
    clustering, catalog = atlas.clustering, atlas.catalog
    found = atlas.cluster(name)
    if lens is not None:
        from careerclusters.cli.lens import codes_in

        kept = found.members["code_onet"].is_in(sorted(codes_in(catalog, lens)))
        found = replace(found, members=found.members.filter(kept))
    if as_csv:
        print_rows(with_names(atlas, found.members), (), as_json=as_json, as_csv=True)
        return
    if has_outlook(catalog):
        market = country_market(catalog, cluster_figures(catalog, found.members["code_onet"].to_list()))
    else:
        market = cluster_market(
            catalog, clustering, found.cluster_id, level=found.level, area=chosen_area(catalog, area)
        )
    paragraph = paragraph_of(found, name_of=atlas.name)
    estimated = estimated_share(catalog, found.members["code_onet"], figures=market)
    if as_json:
        content = {**found.to_dict(), "members": with_names(atlas, found.members)}
        content |= {"paragraph": paragraph.to_dict(), "labour_market": market}
        print_json({**content, "estimated": estimated.to_dict()})
        return
    _print_cluster(found, atlas, members, text=paragraph.text)
    (print_country_market if has_outlook(catalog) else print_cluster_market)(market)
    print_text(estimated.words(), style="dim")


def _print_cluster(found: Cluster, atlas: Atlas, members: int, *, text: str) -> None:
    from careerclusters.present import counted, percent, stability_words
    from careerclusters.words.cluster_names import cluster_name

    names = {
        key: cluster_name(name)
        for key, name in atlas.clustering.clusters.select("cluster_id", "name").iter_rows()
    }
    print_text(f"{cluster_name(found.name)} ({found.cluster_id})", style="bold")
    size = counted(found.n_occupations, "occupation")
    firmness = f"{stability_words(found.stability_share)} ({percent(found.stability_share)})"
    print_text(text)
    said = (
        _(
            "Level {level}, part of {above}: {size}, {firmness}.",
            level=_(found.level),
            above=f"{names[found.parent_id]} ({found.parent_id})",
            size=size,
            firmness=firmness,
        )
        if found.parent_id
        else _("Level {level}: {size}, {firmness}.", level=_(found.level), size=size, firmness=firmness)
    )
    print_text(f"\n{said}\n")
    _print_labels(_("Nearly all need"), found.foundation)
    _print_labels(_("Set apart by"), found.distinctive)
    _print_names(_("Typical"), found.typical, atlas)
    _print_names(_("Surprising"), found.surprising, atlas)
    if found.children:
        _print_list(_("Within it"), [f"{names[child]} ({child})" for child in found.children])
    if members:
        _print_members(found, atlas, members)


def _print_labels(heading: str, marks: pl.DataFrame) -> None:
    if marks.height:
        _print_list(heading, list(dict.fromkeys(map(mark_name, marks["item_id"], marks["label"]))))


def _print_names(heading: str, marks: pl.DataFrame, atlas: Atlas) -> None:
    if marks.height:
        _print_list(heading, [atlas.name(code) for code in marks["item_id"]])


def _print_list(heading: str, words: list[str]) -> None:
    print_text(f"{heading}: {', '.join(words)}.\n")


def _print_members(found: Cluster, atlas: Atlas, members: int) -> None:
    from careerclusters.present import percent

    columns = (
        Column("shown", "Member"),
        Column("membership_share", "Belongs", as_text=percent, is_number=True),
        Column("role", "Role", as_text=lambda role: _(role) if role else ""),
        Column("stability_share", "Stability", as_text=percent, is_number=True),
    )
    shown = found.members.head(members)
    print_rows(named(with_names(atlas, shown)), columns)
    if found.members.height > shown.height:
        print_text(
            _(
                "{shown} of {all} members; see all with --members 999.",
                shown=shown.height,
                all=found.members.height,
            )
        )
    if found.visitors.height:
        visitors = found.visitors.head(8).select("code_onet", "membership_share").iter_rows()
        _print_list(
            _("Also belong in part"), [f"{atlas.name(code)} ({percent(share)})" for code, share in visitors]
        )
