"""`careerclusters search`: which occupations a job title may stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from careerclusters.cli._print import AsCsv, AsJson, Column, note, print_json, print_rows
from careerclusters.language import ENGLISH, _, current_language

if TYPE_CHECKING:
    from careerclusters.atlas import Atlas
    from careerclusters.finding import Finding
    from careerclusters.titles import WishList

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
    wishes = _wish_list(atlas, finding, limit=None if lens else limit)
    listed = [] if wishes is None else wishes.occupations.to_dicts()
    if lens is not None:
        listed = [row for row in listed if row["code_onet"] in wanted][:limit]
    if as_json:
        found = None if wishes is None else {**wishes.to_dict(), "occupations": listed}
        print_json({**finding.to_dict(), "candidates": rows, "wish_list": found})
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
    if wishes is not None and not rows:
        _print_wishes(atlas, finding, wishes, listed, as_csv=as_csv)
        return
    if rows or as_csv:
        print_rows(rows, columns, as_csv=as_csv)
    for sentence in (finding.message, finding.question):
        if sentence is not None:
            note(_ended(sentence))
    from careerclusters.words.cluster_names import cluster_name

    for thing in finding.things:
        if thing.kind == "cluster":
            note(_("Also a cluster: {key} {name}", key=thing.key, name=cluster_name(thing.name)))
        else:
            note(_("Also an element: {key} {name}", key=thing.key, name=thing.name))


def _wish_list(atlas: Atlas, finding: Finding, *, limit: int | None) -> WishList | None:
    """The list for the wishes in the words; None where there is none, or a job is meant."""
    from careerclusters.titles import wish_list

    if finding.candidates or not any(wish.has_list for wish in finding.intents):
        return None
    return wish_list(atlas.catalog, finding.intents, limit=limit)


def _print_wishes(
    atlas: Atlas, finding: Finding, wishes: WishList, listed: list[dict[str, Any]], *, as_csv: bool
) -> None:
    from careerclusters.titles import wish_words, wishes_title

    if as_csv:
        print_rows(listed, (), as_csv=True)
        return
    title = wishes_title(wishes.wishes if wishes.meets_all else wishes.wishes[:1])
    columns = (Column("code_onet", "Code"), Column("name", "Occupation"))
    named = [{"code_onet": row["code_onet"], "name": atlas.name(row["code_onet"])} for row in listed]
    print_rows(named, columns, title=title)
    if not wishes.meets_all:
        first = wish_words(wishes.wishes[0])[0]
        note(_("No job meets all of these wishes. This is the list for the first: {wish}.", wish=first))
    if finding.message is not None:
        note(_ended(finding.message))
    lens = wishes.wishes[0].lens
    if lens is not None and not wishes.wishes[1:]:
        note(_("More of them: careerclusters lens {name}", name=lens))


def _ended(text: str) -> str:
    return text if text.endswith(("?", ".", "»")) else f"{text}."
