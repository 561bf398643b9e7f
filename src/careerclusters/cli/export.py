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
    from careerclusters.catalog import load_catalog
    from careerclusters.cli._saved import saved_clustering
    from careerclusters.clustering.export import export_clustering
    from careerclusters.pathways.pathways import prepare_pathways

    clustering, catalog = saved_clustering(), load_catalog()
    transitions = prepare_pathways(catalog).transitions() if catalog.has("moves") else None
    for path in export_clustering(clustering, folder, format=format, transitions=transitions):
        print(path)
    note("Sources and their licences stand in NOTICE.")
