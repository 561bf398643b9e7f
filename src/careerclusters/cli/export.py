"""`careerclusters export`: the clustering for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from careerclusters.cli._print import Force, note

__all__ = ["export"]


def export(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder: new, empty, or an older export.")],
    *,
    format: Annotated[str, typer.Option("--format", help="csv, parquet, skos, jsonld or sssom.")] = "csv",
    base: Annotated[
        str | None,
        typer.Option("--base", help="Address that names of clusters begin with, for skos, jsonld, sssom."),
    ] = None,
    is_forced: Force = False,
) -> None:
    """Write clusters, degrees, similarities and moves as tables, or as SKOS, JSON-LD and SSSOM mappings.

    Example: careerclusters export out --format skos
    """
    from careerclusters.cli._atlas import open_atlas
    from careerclusters.exchange.export import export_atlas
    from careerclusters.exchange.skos import BASE

    written = export_atlas(open_atlas(), folder, format=format, base=base or BASE, is_forced=is_forced)
    for path in written:
        print(path)
    note("Sources and their licences stand in NOTICE.")
