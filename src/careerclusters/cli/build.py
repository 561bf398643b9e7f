"""`careerclusters build`: find the clusters, learn what goes with them, and save it all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from careerclusters.cli._print import AsJson, note, print_json, print_text

if TYPE_CHECKING:
    from careerclusters.atlas import Atlas
    from careerclusters.clustering import Params

__all__ = ["build"]


def build(
    *,
    force: Annotated[bool, typer.Option("--force", help="Build again even if nothing has changed.")] = False,
    catalog: Annotated[
        Path | None,
        typer.Option("--catalog", help="Folder of a compiled catalog; the bundled one by default."),
    ] = None,
    runs: Annotated[int, typer.Option("--runs", help="How many resampled runs to agree on.")] = 200,
    seed: Annotated[int, typer.Option("--seed", help="Seed of all chance.")] = 0,
    as_json: AsJson = False,
) -> None:
    """Find the clusters, learn titles, moves and the map, save it all and print the clusters.

    When what is saved was built from the same catalog with the same settings, it is only printed. From then
    on every command speaks of the catalog built from.

    Example: careerclusters build --force
    """
    from careerclusters.cli._atlas import atlas_path, build_atlas
    from careerclusters.cli._overview import print_overview
    from careerclusters.clustering import Params

    params = Params(runs=runs, seed=seed)
    atlas = None if force else _current(catalog, params)
    if atlas is None:
        atlas = build_atlas(catalog=catalog, params=params)
        note(f"Saved in {atlas_path()}")
    if as_json:
        print_json(atlas.clustering.to_dict())
        return
    print_overview(atlas.clustering)
    print_text("Look into one:   careerclusters cluster NAME")
    print_text("Find your work:  careerclusters occupation TITLE")


def _current(catalog: Path | None, params: Params) -> Atlas | None:
    """The saved atlas when it was built from this catalog with these settings."""
    from careerclusters.atlas import Atlas
    from careerclusters.catalog import load_catalog
    from careerclusters.cli._atlas import atlas_path
    from careerclusters.errors import DataError

    try:
        atlas = Atlas.open(atlas_path())
        fits = atlas.catalog.id == load_catalog(catalog).id and atlas.clustering.params == params
    except DataError:
        return None
    return atlas if fits else None
