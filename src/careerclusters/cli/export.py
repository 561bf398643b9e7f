"""`careerclusters export`: the clustering as tables for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from careerclusters.cli._print import Force, note

__all__ = ["export"]


def export(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder: new, empty, or an older export.")],
    *,
    format: Annotated[str, typer.Option("--format", help="csv or parquet.")] = "csv",
    is_forced: Force = False,
) -> None:
    """Write clusters, memberships and similarities as tables, with a manifest.

    Example: careerclusters export out --format parquet
    """
    from careerclusters.cli._atlas import open_atlas
    from careerclusters.clustering.export import export_clustering

    for path in export_clustering(open_atlas().clustering, folder, format=format, is_forced=is_forced):
        print(path)
    note("Sources and their licences stand in NOTICE.")
