"""`careerclusters search`: which occupations a job title may stand for."""

from __future__ import annotations

from typing import Annotated

import typer

from careerclusters.cli._print import AsCsv, AsJson, Column, note, print_json, print_rows
from careerclusters.language import ENGLISH, _, current_language

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
    """Find occupations by any usual job title or code, in English, Spanish or French; typing errors are fine.

    The chance says how likely each is meant, as measured on titles kept hidden from the search. Where it
    isn't sure, a question asks back.

    Example: careerclusters search "truck driver"
    """
    from careerclusters.cli._atlas import open_atlas
    from careerclusters.present import percent

    atlas = open_atlas()
    finding = atlas.find(query, limit=limit)
    rows = [candidate.to_dict() for candidate in finding.candidates]
    if lens is not None:
        from careerclusters.cli.lens import codes_in

        wanted = codes_in(atlas.catalog, lens)
        rows = [row for row in rows if row["code_onet"] in wanted]
    if as_json:
        print_json({**finding.to_dict(), "candidates": rows})
        return
    local: tuple[Column, ...] = ()
    if finding.language not in (ENGLISH, current_language()):
        from careerclusters.titles.languages import get_language

        local = (Column("name_local", get_language(finding.language).say("column")),)
    columns = (
        Column("code_onet", "Code"),
        *local,
        Column("name", "Occupation"),
        Column("matched_title", "By the title"),
        Column(
            "chance", "Chance", as_text=lambda share: "" if share is None else percent(share), is_number=True
        ),
    )
    if not finding.candidates and not finding.intents:
        from careerclusters.finding import to_code

        to_code(finding)
    if rows or as_csv:
        print_rows(rows, columns, as_csv=as_csv)
    for told in (finding.message, finding.question):
        if told is not None:
            note(told if told.endswith(("?", ".", "»")) else f"{told}.")
    from careerclusters.words.cluster_names import cluster_name

    for thing in finding.things:
        if thing.kind == "cluster":
            note(_("Also a cluster: {key} {name}", key=thing.key, name=cluster_name(thing.name)))
        else:
            note(_("Also an element: {key} {name}", key=thing.key, name=thing.name))
