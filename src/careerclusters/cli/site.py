"""`careerclusters site`: the explorer's pages as files, for a school without a server."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from careerclusters.cli._print import note, print_text, progress

if TYPE_CHECKING:
    from careerclusters.exchange.site.pages import Explorer

__all__ = ["site"]

_MOST_WORKERS = 4


def site(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Folder to write; an older site is replaced.")
    ],
    *,
    address: Annotated[
        str | None,
        typer.Option(
            "--address", help="Where it will stand (https://school.example/work/); for the sitemap."
        ),
    ] = None,
    country: Annotated[
        str | None, typer.Option("--country", help="Pages of another country instead, such as canada.")
    ] = None,
    workers: Annotated[
        int | None, typer.Option("--workers", help="Processes; as many as processors, four at most.", min=1)
    ] = None,
) -> None:
    """Write the pages that need no person as files that any file server, or a disk, can show.

    Links are relative, so the folder can stand anywhere. Searching and the questions on interests work in the
    browser; plans and comparisons need the program, and those links say so. With --country there are simple
    pages of that country's clusters and occupations, and one that puts its clusters beside ours.

    Example: careerclusters site school-site --address https://school.example/work/
    """
    if country is not None:
        _country_site(folder, country)
        return
    from careerclusters.cli._atlas import atlas_path, open_atlas
    from careerclusters.errors import needs
    from careerclusters.exchange.site.build import write_site

    with needs("The pages of the site", extra="web"):
        import careerclusters.web.app  # noqa: F401

    atlas = open_atlas()
    count = workers or min(os.cpu_count() or 1, _MOST_WORKERS)
    with progress("Rendering pages") as report:
        written = write_site(
            atlas,
            folder,
            open_explorer=partial(open_explorer, atlas_path()),
            address=address,
            workers=count,
            progress=report,
        )
    print_text(f"{written.pages_count:,} pages, {written.bytes_count / 1e6:.1f} MB in {written.folder}")
    note(f"Open {written.folder / 'index.html'}, or put the folder on any file server.")
    if address is None:
        note("Without --address there is no sitemap.")


def _country_site(folder: Path, country: str) -> None:
    """Pages of a country whose clusters are built."""
    from careerclusters.cli._atlas import open_atlas, open_country
    from careerclusters.evaluation.countries import compare_countries
    from careerclusters.exchange.site.country import write_country_site

    other, atlas = open_country(country), open_atlas()
    with progress("Looking up the other country's titles"):
        agreement = compare_countries(atlas, other, level=atlas.clustering.main_level)
    written = write_country_site(other, folder, agreement=agreement)
    print_text(f"{written.pages_count:,} pages, {written.bytes_count / 1e6:.1f} MB in {written.folder}")


def open_explorer(folder: Path) -> Explorer:
    """What pages are made from, over the atlas saved in a folder."""
    from careerclusters.atlas import Atlas
    from careerclusters.exchange.site.pages import Explorer
    from careerclusters.exchange.site.rendering import renderer_of
    from careerclusters.web.app import create_app

    atlas = Atlas.open(folder)
    # A thousand pages ask each of these for a few rows: they are read once instead of a thousand times.
    for table in ("area_wages", "industry_employment"):
        if atlas.catalog.has(table):
            atlas.catalog.table(table)
    return Explorer(atlas, renderer_of(create_app(atlas=atlas)))
