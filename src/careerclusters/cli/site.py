"""`careerclusters site`: the explorer's pages as files, for a school without a server."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from careerclusters.cli._print import note, print_text, progress

if TYPE_CHECKING:
    from careerclusters.exchange.site.rendering import Rendered

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
    workers: Annotated[
        int | None, typer.Option("--workers", help="Processes; as many as processors, four at most.", min=1)
    ] = None,
) -> None:
    """Write the pages that need no person as files that any file server, or a disk, can show.

    Links are relative, so the folder can stand anywhere. Searching works in the browser; matching, plans and
    comparisons need the program, and those links say so.

    Example: careerclusters site school-site --address https://school.example/work/
    """
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
            make_render=partial(open_renderer, atlas_path()),
            address=address,
            workers=count,
            progress=report,
        )
    print_text(f"{written.pages_count:,} pages, {written.bytes_count / 1e6:.1f} MB in {written.folder}")
    note(f"Open {written.folder / 'index.html'}, or put the folder on any file server.")
    if address is None:
        note("Without --address there is no sitemap.")


def open_renderer(folder: Path) -> Callable[[str], Rendered]:
    """A function from an address to the explorer's page, over the atlas saved in a folder."""
    from careerclusters.atlas import Atlas
    from careerclusters.exchange.site.rendering import renderer_of
    from careerclusters.web.app import create_app

    return renderer_of(create_app(atlas=Atlas.open(folder)))
