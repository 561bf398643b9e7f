"""`careerclusters clusters`: all clusters of a level."""

from __future__ import annotations

from typing import Annotated

import typer

from careerclusters.cli._print import AsCsv, AsJson, print_rows

__all__ = ["clusters"]


def clusters(
    *,
    level: Annotated[
        str | None,
        typer.Option(
            "--level", help="broad, middle, group or fine; by default broad, with the groups in each."
        ),
    ] = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """List the clusters with their size and stability.

    Programs get every level unless one is asked for.

    Example: careerclusters clusters --level fine
    """
    from careerclusters.cli._atlas import open_atlas
    from careerclusters.cli._overview import CLUSTER_COLUMNS, print_overview
    from careerclusters.errors import UnknownError

    atlas = open_atlas()
    clustering = atlas.clustering
    if level is not None and level not in clustering.levels:
        raise UnknownError("No such level", seen=level, closest=clustering.levels)
    if level is None and not (as_json or as_csv):
        print_overview(clustering)
        return
    rows = clustering.clusters
    rows = rows if level is None else rows.filter(rows["level"] == level)
    print_rows(rows, CLUSTER_COLUMNS, as_json=as_json, as_csv=as_csv)
