"""`careerclusters holland`: Holland's six themes of clusters, one cluster or one occupation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from careerclusters.cli._print import AsCsv, AsJson, Column, print_rows, print_text
from careerclusters.language import _

if TYPE_CHECKING:
    import polars as pl

    from careerclusters.atlas import Atlas


__all__ = ["holland"]


def holland(
    query: Annotated[
        str | None, typer.Argument(help="A cluster or an occupation; without one, all middle clusters.")
    ] = None,
    *,
    level: Annotated[str | None, typer.Option("--level", help="broad, middle or fine.")] = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Show how much of each of Holland's six themes lies in clusters or in an occupation, from 1 to 7.

    What clusters explain that the themes don't: careerclusters evaluate holland.

    Example: careerclusters holland "registered nurses"
    """
    from careerclusters.cli._atlas import open_atlas
    from careerclusters.errors import InputError
    from careerclusters.people import theme_profiles
    from careerclusters.people.profile.instruments import THEME_NAMES

    atlas = open_atlas()
    clustering = atlas.clustering
    if level is not None and level not in clustering.levels:
        raise InputError(
            "No such level", seen=level, todo=_("Levels: {levels}.", levels=", ".join(clustering.levels))
        )
    clusters = theme_profiles(atlas.catalog, clustering)
    if query is None:
        wanted = level or clustering.levels[min(1, len(clustering.levels) - 1)]
        rows = clusters.filter(clusters["level"] == wanted)
    else:
        rows = _one(query, clusters, atlas)
    if as_json or as_csv:
        print_rows(rows, (), as_json=as_json, as_csv=as_csv)
        return
    from careerclusters.words.cluster_names import cluster_name

    name = "title" if "title" in rows.columns else "name"
    columns = [
        Column("title", "Occupation") if name == "title" else Column("name", "Cluster", as_text=cluster_name)
    ]
    columns += [
        Column(theme, theme, as_text=lambda v: "" if v is None else f"{v:.1f}", is_number=True)
        for theme in THEME_NAMES
    ]
    print_rows(rows, [*columns, Column("code", "Highest")])
    print_text(", ".join(f"{theme} {_(words)}" for theme, words in THEME_NAMES.items()) + ".")
    print_text("1 is none of it, 7 very much; a slash joins themes too close to order.")


def _one(query: str, clusters: pl.DataFrame, atlas: Atlas) -> pl.DataFrame:
    """The row of a cluster, or else of an occupation."""
    from careerclusters.cli._find import find_occupation
    from careerclusters.errors import InputError, UnknownError
    from careerclusters.people import theme_profiles

    try:
        found = atlas.clustering.cluster(query)
    except UnknownError:
        occupations = theme_profiles(atlas.catalog)
        code = find_occupation(atlas, query)
        rows = occupations.filter(occupations["code_onet"] == code)
        if rows.is_empty():
            todo = "Look at its cluster instead."
            raise InputError("This occupation has no ratings of interests", seen=code, todo=todo) from None
        return rows
    return clusters.filter(clusters["cluster_id"] == found.cluster_id)
