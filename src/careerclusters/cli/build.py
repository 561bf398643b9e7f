"""`careerclusters build`: find the clusters, learn what goes with them, and save it all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from careerclusters.cli._print import AsJson, note, print_json, print_text
from careerclusters.language import _

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
    country: Annotated[
        str | None,
        typer.Option("--country", help="A country whose data come along, such as canada; kept beside yours."),
    ] = None,
    runs: Annotated[int, typer.Option("--runs", help="How many resampled runs to agree on.")] = 200,
    seed: Annotated[int, typer.Option("--seed", help="Seed of all chance.")] = 0,
    as_json: AsJson = False,
) -> None:
    """Find the clusters, learn titles, moves and the map, save it all and print the clusters.

    When what is saved was built from the same catalog with the same settings, it is only printed. From then
    on every command speaks of the catalog built from. With --country the clusters of that country are
    built and kept beside; commands speak of them with --atlas.

    Example: careerclusters build --force
    """
    from careerclusters.cli._atlas import atlas_path, build_atlas
    from careerclusters.cli._overview import print_overview
    from careerclusters.clustering import Params

    params = Params(runs=runs, seed=seed)
    if country is not None:
        _build_country(country, catalog=catalog, params=params, as_json=as_json)
        return
    atlas = None if force else _current(catalog, params)
    if atlas is None:
        atlas = build_atlas(catalog=catalog, params=params)
        _keep_templates()
        note(_("Saved in {folder}", folder=atlas_path()))
    if as_json:
        print_json(atlas.clustering.to_dict())
        return
    print_overview(atlas.clustering)
    print_text("Look into one:   careerclusters cluster NAME")
    print_text("Find your work:  careerclusters occupation TITLE")


def _keep_templates() -> None:
    """Compile the templates of the explorer's first pages, where the explorer is installed."""
    from importlib.util import find_spec

    if find_spec("jinja2") is None:
        return
    from careerclusters.web.environment import keep_first
    from careerclusters.web.template_code import template_folder

    folder = template_folder()
    if folder is not None:
        keep_first(folder)


def _build_country(country: str, *, catalog: Path | None, params: Params, as_json: bool) -> None:
    """Build the clusters of another country into a folder of their own, and say what they lack."""
    from careerclusters.catalog import load_country
    from careerclusters.cli._atlas import build_catalog, country_folder
    from careerclusters.cli._overview import print_overview
    from careerclusters.errors import InputError

    if catalog is not None:
        raise InputError("A country comes with its own catalog", todo="Leave out --catalog or --country.")
    tables = load_country(country)
    folder = country_folder(country)
    clustering = build_catalog(tables, params=params, folder=folder).clustering
    note(_("Saved in {folder}", folder=folder))
    absent = [str(gap["file"]) for gap in tables.manifest.get("absent", ())]
    if as_json:
        print_json({"country": tables.country, **clustering.to_dict(), "absent": absent})
        return
    print_overview(clustering)
    print_text(
        _(
            "All figures are of {country}. Its data have none of these: {absent}.",
            country=_(tables.country),
            absent=", ".join(absent),
        )
    )
    print_text(_("Views that could not be built: {left_out}.", left_out=", ".join(clustering.left_out)))
    print_text(_("Look into one:   careerclusters cluster NAME --atlas {folder}", folder=folder))


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
