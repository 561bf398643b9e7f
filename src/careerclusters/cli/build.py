"""`careerclusters build`: find the clusters and save them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from careerclusters.cli._print import AsJson, note, print_json, print_text

__all__ = ["build"]


def build(
    *,
    force: Annotated[bool, typer.Option("--force", help="Build anew even when nothing has changed.")] = False,
    catalog: Annotated[
        Path | None,
        typer.Option("--catalog", help="Folder of a compiled catalog; the bundled one by default."),
    ] = None,
    runs: Annotated[int, typer.Option("--runs", help="How many resampled runs to agree on.")] = 200,
    seed: Annotated[int, typer.Option("--seed", help="Seed of all chance.")] = 0,
    as_json: AsJson = False,
) -> None:
    """Find the clusters, save them in your folder and print them.

    When what is saved was built from the same catalog with the same settings, it is only printed.

    Example: careerclusters build --force
    """
    from careerclusters.cli._overview import print_overview
    from careerclusters.cli._saved import build_and_save, clustering_path, current_clustering

    clustering = None if force else current_clustering(catalog=catalog, runs=runs, seed=seed)
    if clustering is None:
        clustering = build_and_save(catalog=catalog, runs=runs, seed=seed)
        note(f"Saved in {clustering_path()}")
    if as_json:
        print_json(clustering.to_dict())
        return
    print_overview(clustering)
    print_text("Look into one:   careerclusters cluster NAME")
    print_text("Find your work:  careerclusters occupation TITLE")
