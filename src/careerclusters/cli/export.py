"""`careerclusters export`: the clustering as tables for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from careerclusters.cli._print import note

__all__ = ["export"]


def export(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder to write into.")],
    *,
    format: Annotated[str, typer.Option("--format", help="csv or parquet.")] = "csv",
) -> None:
    """Write clusters, memberships, similarities and where people move as tables, with a manifest.

    Example: careerclusters export out --format parquet
    """
    from careerclusters.cli._atlas import open_atlas
    from careerclusters.clustering.export import export_clustering

    atlas = open_atlas()
    transitions = atlas.pathways.transitions() if atlas.catalog.has("moves") else None
    for path in export_clustering(atlas.clustering, folder, format=format, transitions=transitions):
        print(path)
    note("Sources and their licences stand in NOTICE.")
