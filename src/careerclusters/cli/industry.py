"""`careerclusters industry`: which clusters an industry needs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from careerclusters.cli._area import AreaName, chosen_area
from careerclusters.cli._names import shown_title
from careerclusters.cli._print import AsCsv, AsJson, Column, note, print_json, print_rows, print_text
from careerclusters.language import _

if TYPE_CHECKING:
    from careerclusters.atlas import Atlas

__all__ = ["industry"]

LEAST_SHARE = 0.005
"""Clusters with a smaller share of an industry's jobs are not printed."""


def industry(
    query: Annotated[str, typer.Argument(help="Name of an industry, part of one, or its NAICS code.")],
    *,
    level: Annotated[str, typer.Option("--level", help="Level of the clusters.")] = "middle",
    area: AreaName = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Show which clusters an industry employs, and in which occupations most.

    Example: careerclusters industry hospitals
    """
    from careerclusters.cli._atlas import open_atlas
    from careerclusters.cli._labour import members_of
    from careerclusters.errors import UnknownError
    from careerclusters.labour import clusters_in, find_industries
    from careerclusters.labour.figure import NATION_NAME
    from careerclusters.present import listing

    atlas = open_atlas()
    catalog, clustering = atlas.catalog, atlas.clustering
    place = chosen_area(catalog, area)
    where = (
        _("Jobs are those of the whole nation.")
        if place is None
        else _("Jobs are those of the whole nation; none are published for {area}.", area=place.name)
    )
    found = find_industries(catalog, query)
    if found.is_empty():
        raise UnknownError(
            "No industry is called that", seen=query, todo="Try another word or a NAICS code such as 622."
        )
    chosen = found.row(0, named=True)
    names = dict(clustering.at(level).select("cluster_id", "name").iter_rows())
    rows: list[dict[str, Any]] = [
        {"cluster_id": row["cluster_id"], "name": names[row["cluster_id"]], **row}
        for row in clusters_in(catalog, members_of(clustering, level), chosen["code_naics"]).to_dicts()
    ]
    if as_json and not as_csv:
        asked = None if place is None else place.name
        print_json(
            {
                "industry": chosen,
                "level": level,
                "area": NATION_NAME,
                "stands_in_for": asked,
                "clusters": rows,
                "others": found.to_dicts()[1:],
            }
        )
        return
    if as_csv:
        plain = [{**row, "occupations": "; ".join(row["occupations"]), "area": NATION_NAME} for row in rows]
        if place is not None:
            note(where)
        print_rows(plain, (), as_json=False, as_csv=True)
        return
    print_text(f"{chosen['industry_name']} (NAICS {chosen['code_naics']})", style="bold")
    print_text(where)
    _print_clusters(atlas, rows)
    others = [f"{row['industry_name']} ({row['code_naics']})" for row in found.to_dicts()[1:4]]
    if others:
        print_text(_("Also by that name: {others}.", others=listing(others)))


def _print_clusters(atlas: Atlas, rows: Sequence[dict[str, Any]]) -> None:
    """The clusters with half a percent of the industry's jobs or more, largest first."""
    from careerclusters.present import jobs, listing, percent
    from careerclusters.words.cluster_names import cluster_name

    codes = {title: code for code, title in atlas.clustering.titles.items()}
    shown = [
        {
            **row,
            "most": listing(
                shown_title(atlas, codes[title], title) if title in codes else title
                for title in row["occupations"][:2]
            ),
        }
        for row in rows
        if row["industry_share"] >= LEAST_SHARE
    ]
    columns = (
        Column("name", "Cluster", as_text=cluster_name),
        Column("jobs", "Jobs", as_text=jobs, is_number=True),
        Column("industry_share", "Share", as_text=percent, is_number=True),
        Column("most", "Most of all"),
    )
    print_rows(shown, columns)
    print_text("Source: BLS OEWS, occupation by industry, the nation, May 2025.", style="dim")
