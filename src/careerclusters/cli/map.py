"""`careerclusters map`: a picture of all occupations."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from careerclusters.cli._print import Force, progress

__all__ = ["map_occupations"]


def map_occupations(
    *,
    out: Annotated[Path, typer.Option("--out", help="SVG file to write.")] = Path("map.svg"),
    is_forced: Force = False,
    seed: Annotated[int, typer.Option("--seed", help="Seed of the layout.", min=0)] = 0,
) -> None:
    """Draw the map of occupations: those close together are alike, colour and shape show the cluster.

    Example: careerclusters map --out map.svg
    """
    from careerclusters.charts.map import draw_map
    from careerclusters.cli._atlas import open_atlas
    from careerclusters.cli._picture import check_picture, write_picture
    from careerclusters.clustering.layout import lay_out

    check_picture(out, is_forced=is_forced)
    atlas = open_atlas()
    clustering = atlas.clustering
    points = atlas.layout
    if seed:
        with progress("Laying out the map"):
            points = lay_out(clustering, seed=seed)
    print(write_picture(out, draw_map(clustering, points), is_forced=is_forced))
