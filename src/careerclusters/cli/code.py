"""`careerclusters code`: titles, postings or people by the file."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from careerclusters.cli._print import AsJson, print_json, print_text, progress
from careerclusters.language import _, marked

__all__ = ["code"]


class Engine(StrEnum):
    """What postings are counted with."""

    LOCAL = "local"
    SPARK = "spark"


class Kind(StrEnum):
    """What a row is."""

    TITLES = "titles"
    POSTINGS = "postings"
    PEOPLE = "people"


def code(
    file: Annotated[Path, typer.Argument(help="CSV or Parquet file.")],
    *,
    column: Annotated[str, typer.Option("--column", help="The column with the titles.")] = "title",
    out: Annotated[Path | None, typer.Option("--out", help="CSV or Parquet file to write.")] = None,
    kind: Annotated[
        Kind | None,
        typer.Option("--kind", help="What a row is; postings with --engine, else titles."),
    ] = None,
    engine: Annotated[
        Engine | None, typer.Option("--engine", help="Count postings on this machine, or on Spark.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Code a file: each title gets its likeliest occupations, the chance and whether that is sure.

    Titles: the rows stay as they are, in their order, with codes added. Postings (title, area, date): counted
    by cluster, occupation, area and month. People (person, R, I, A, S, E, C, job, years): what fits each.

    Example: careerclusters code titles.csv --column title --out coded.csv
    """
    from careerclusters.cli._atlas import open_atlas

    source = file
    what = kind or (Kind.TITLES if engine is None else Kind.POSTINGS)
    named = {Kind.TITLES: "coded", Kind.POSTINGS: "demand", Kind.PEOPLE: "matched"}[what]
    target = out or source.with_name(f"{source.stem}-{named}{source.suffix}")
    atlas = open_atlas()
    with progress(_("Coding {name}", name=source.name)):
        if what is Kind.TITLES:
            from careerclusters.text.coding import code_file

            report = dict(code_file(atlas.titles, source, target, column=column))
        elif what is Kind.POSTINGS:
            from careerclusters.text.postings import count_postings

            report = count_postings(
                atlas, source, target, column=column, engine=(engine or Engine.LOCAL).value
            )
        else:
            from careerclusters.text.people import match_people
            from careerclusters.text.tables import scan, write

            matched = match_people(atlas, scan(source).collect())
            write(matched, target)
            report = {"people": matched["person"].n_unique(), "rows": len(matched)}
    if as_json:
        print_json({"out": str(target), **report})
        return
    figures = ", ".join(
        f"{_(_FIGURES.get(name, name))} {_shown(value)}"
        for name, value in report.items()
        if value is not None
    )
    print_text(_("Wrote {target}: {figures}", target=target, figures=figures))


_FIGURES = {
    "rows": marked("rows"),
    "titles": marked("titles"),
    "coded_share": marked("coded share"),
    "sure_share": marked("sure share"),
    "coded_postings": marked("coded postings"),
    "engine": marked("engine"),
    "people": marked("people"),
}


def _shown(value: object) -> str:
    return f"{value:,}" if isinstance(value, (int, float)) else str(value)
