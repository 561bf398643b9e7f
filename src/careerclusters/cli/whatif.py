"""`careerclusters whatif`: what opens when something changes."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Annotated, Any

import typer

from careerclusters.cli._names import shown_title
from careerclusters.cli._paths import EducationMax, PayMin
from careerclusters.cli._print import AsJson, Column, print_json, print_rows, print_text
from careerclusters.errors import InputError, UnknownError
from careerclusters.language import _

if TYPE_CHECKING:
    import polars as pl

    from careerclusters.atlas import Atlas
    from careerclusters.pathways import Pathways

__all__ = ["whatif"]


def whatif(
    origin: Annotated[str, typer.Argument(help="A title or a code.")],
    *,
    learn: Annotated[
        list[str] | None,
        typer.Option("--learn", help='A skill and the level 0–7 reached, such as "Programming=4".'),
    ] = None,
    pay_min: PayMin = None,
    education_max: EducationMax = None,
    to_pay_min: Annotated[
        float | None, typer.Option("--to-pay-min", help="The least pay after the change.", min=0)
    ] = None,
    to_education_max: Annotated[
        str | None, typer.Option("--to-education-max", help="The most schooling after the change.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", help="How many to show.", min=1)] = 15,
    as_json: AsJson = False,
) -> None:
    """Show what opens when a skill is learned, less pay is accepted, or more schooling is got.

    Example: careerclusters whatif cashier --education-max high-school --to-education-max associate
    """
    from dataclasses import replace

    from careerclusters.cli._atlas import open_atlas
    from careerclusters.cli._paths import find_code
    from careerclusters.pathways import Limits, what_if
    from careerclusters.present import dollars, percent

    if not learn and to_pay_min is None and to_education_max is None:
        raise InputError("Nothing changes", todo="Give --learn, --to-pay-min or --to-education-max.")
    atlas = open_atlas()
    code = find_code(atlas, origin)
    before = Limits(pay_min_usd=pay_min, education_max=education_max)
    after = before
    if to_pay_min is not None:
        after = replace(after, pay_min_usd=to_pay_min)
    if to_education_max is not None:
        after = replace(after, education_max=to_education_max)
    pathways = atlas.pathways
    found = what_if(pathways, code, learn=_learned(pathways, learn or []), before=before, after=after)
    if as_json:
        print_json(found.to_dict())
        return
    head = (
        Column("likelihood", "Leavers", as_text=lambda v: percent(v, decimals=1), is_number=True),
        Column("pay_usd", "Pay", as_text=lambda v: dollars(v, per=None), is_number=True),
    )
    for heading, rows in (
        (_("Opens ({count})", count=found.opened.height), found.opened),
        (_("Closes ({count})", count=found.closed.height), found.closed),
    ):
        if rows.height:
            print_rows(_shown(atlas, rows.head(limit)), (Column("title", heading), *head))
        elif rows is found.opened:
            print_text("No step opens that was closed.")
    if found.easier.height:
        columns = (
            Column("title", _("Becomes easier ({count})", count=found.easier.height)),
            Column("odds_times", "Odds", as_text=lambda v: f"× {v:.3f}", is_number=True),
        )
        print_rows(_shown(atlas, found.easier.head(limit)), columns)


def _shown(atlas: Atlas, rows: pl.DataFrame) -> list[dict[str, Any]]:
    return [row | {"title": shown_title(atlas, row["code_onet"], row["title"])} for row in rows.to_dicts()]


def _learned(pathways: Pathways, words: list[str]) -> dict[str, float]:
    """Element id → level."""
    names = {
        name.casefold(): one for name, one in zip(pathways.element_names, pathways.element_ids, strict=True)
    }
    names |= {one.casefold(): one for one in pathways.element_ids}
    found = {}
    for word in words:
        name, _equals, level = word.rpartition("=")
        try:
            number = float(level)
        except ValueError:
            name = ""
        if not name:
            raise InputError("A skill with a level is needed", seen=word, todo="Write: Programming=4")
        if name.strip().casefold() not in names:
            close = difflib.get_close_matches(name.strip(), pathways.element_names, n=3, cutoff=0.4)
            hint = (
                _("Closest: {names}.", names=", ".join(close))
                if close
                else _("Names are O*NET's, such as Programming.")
            )
            raise UnknownError("No skill, field of knowledge or ability is called so", seen=name, todo=hint)
        found[names[name.strip().casefold()]] = number
    return found
