"""`careerclusters catalog`: look at the data, compile it from releases, download a release, check one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from careerclusters.cli._print import (
    AsCsv,
    AsJson,
    Column,
    note,
    print_json,
    print_rows,
    print_text,
    progress,
)
from careerclusters.language import _, marked

__all__ = ["app"]

app = typer.Typer(help=marked("The data behind everything: tables, where they come from, making them again."))


@app.command()
def info(
    path: Annotated[
        Path | None, typer.Argument(help="Folder of a compiled catalog; the bundled one by default.")
    ] = None,
    *,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Show the tables of a catalog: rows, release, licence, dates and what to know about them.

    Example: careerclusters catalog info
    """
    from careerclusters.catalog import load_catalog

    catalog = load_catalog(path)
    if as_json:
        print_json(catalog.to_dict())
        return
    columns = [
        Column("table", "Table"),
        Column("rows", "Rows", as_text=_count, is_number=True),
        Column("release", "Release"),
        Column("licence", "Licence"),
    ]
    title = _("{release}, catalog {id}", release=catalog.release, id=catalog.id)
    print_rows(catalog.to_frame(), columns, as_csv=as_csv, title=None if as_csv else title)
    if as_csv:
        return
    for name, entry in catalog.manifest["tables"].items():
        for text in entry.get("notes", ()):
            print_text(f"{name}: {text}", indent=1)
    for one in catalog.manifest.get("absent", ()):
        print_text(
            _("{table}: absent, no {file}", table=one["part"] or one["table"], file=one["file"]), indent=1
        )


@app.command()
def compile(
    sources: Annotated[Path, typer.Argument(help="Folder with the publishers' files.")],
    out: Annotated[Path, typer.Argument(help="Folder to write; an existing catalog is replaced at the end.")],
    *,
    release: Annotated[
        str | None,
        typer.Option("--release", help="O*NET release to use; the newest in the folder by default."),
    ] = None,
    is_partial: Annotated[
        bool, typer.Option("--partial", help="Take sources that are shorter than a whole release.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Read the releases in a folder, check them and write a catalog. The same files give the same bytes.

    Example: careerclusters catalog compile releases/ catalog/
    """
    from careerclusters.catalog import compile_catalog
    from careerclusters.catalog.compile import check_target

    check_target(sources, out)
    with progress("Compiling") as report:
        catalog = compile_catalog(sources, out, release=release, is_partial=is_partial, progress=report)
    if as_json:
        print_json(catalog.to_dict())
        return
    print_text(f"{catalog!r}")
    for one in catalog.manifest["absent"]:
        note(
            _(
                "Left out: {table}, because {file} is absent",
                table=one["part"] or one["table"],
                file=one["file"],
            )
        )
    print_text(_("Written to {out}. Use it with: careerclusters build --catalog {out}", out=out))


@app.command()
def fetch(
    *,
    release: Annotated[str, typer.Option("--release", help="O*NET release.")] = "30.1",
    folder: Annotated[
        Path | None, typer.Option("--folder", help="Where to put it; your folder by default.")
    ] = None,
    sha256: Annotated[
        str | None, typer.Option("--sha256", help="Checksum it must have; else that of the first download.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Download an O*NET release from its publisher. Nothing else in this program goes online.

    Example: careerclusters catalog fetch --release 30.1
    """
    from careerclusters.sources._cache import fetch_release

    with progress(f"O*NET {release}") as report:
        path = fetch_release(release, folder, sha256=sha256, progress=report)
    if as_json:
        print_json({"release": release, "path": str(path), "bytes": path.stat().st_size})
        return
    print_text(_("O*NET {release} is in {path}", release=release, path=path))
    note(_("Compile it with: careerclusters catalog compile {parent} OUT", parent=path.parent))


@app.command()
def check(
    path: Annotated[Path, typer.Argument(help="Folder of a catalog, or an O*NET release (zip or folder).")],
    *,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Check every table: checksums, types, ranges, repeated and missing values.

    Exit code 1 when something is wrong.

    Example: careerclusters catalog check db_30_1_text.zip
    """
    from careerclusters.catalog.check import check_path

    found = check_path(path)
    columns = [
        Column("table", "Table"),
        Column("part", "Part"),
        Column("rows", "Rows", as_text=_count, is_number=True),
        Column("is_right", "Right", as_text=lambda is_right: _("yes") if is_right else _("NO")),
        Column("note", "Note"),
    ]
    print_rows(found, columns, as_json=as_json, as_csv=as_csv)
    if not found["is_right"].all():
        raise typer.Exit(1)


def _count(number: int | None) -> str:
    return "" if number is None else f"{number:,}"
