"""`careerclusters search`: which occupations a job title may stand for."""

from __future__ import annotations

from typing import Annotated

import typer

from careerclusters.cli._print import AsCsv, AsJson, Column, print_rows

__all__ = ["search"]


def search(
    query: Annotated[str, typer.Argument(help="A job title in any usual words, or a code.")],
    *,
    limit: Annotated[int, typer.Option("--limit", help="How many to show.", min=1, max=100)] = 10,
    lens: Annotated[
        str | None, typer.Option("--lens", help="Only what a lens lets through, such as no_degree.")
    ] = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Find occupations by any usual job title; typing errors and other spellings are fine.

    The chance says how likely each is meant, as measured on titles kept hidden from the search.

    Example: careerclusters search "truck driver"
    """
    from careerclusters.cli._atlas import open_atlas
    from careerclusters.cli._find import find_titles
    from careerclusters.present import percent

    atlas = open_atlas()
    rows = [hit.to_dict() for hit in find_titles(atlas, query, limit=limit)]
    if lens is not None:
        from careerclusters.cli.lens import codes_in

        wanted = codes_in(atlas.catalog, lens)
        rows = [row for row in rows if row["code_onet"] in wanted]
    columns = (
        Column("code_onet", "Code"),
        Column("title", "Occupation"),
        Column("matched_title", "By the title"),
        Column("score", "Chance", as_text=percent, is_number=True),
    )
    print_rows(rows, columns, as_json=as_json, as_csv=as_csv)
