"""`careerclusters next`: one step up from the work somebody has."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from careerclusters.cli._area import AreaName
from careerclusters.cli._paths import Avoid, EducationMax, PayMin, YearsMax
from careerclusters.cli._print import AsCsv, AsJson, Column, print_json, print_rows, print_text
from careerclusters.language import _

__all__ = ["next_step"]


def next_step(
    title: Annotated[str, typer.Argument(help="The work you have: a title or a code.")],
    *,
    area: AreaName = None,
    avoid: Avoid = None,
    pay_min: PayMin = None,
    education_max: EducationMax = None,
    years_max: YearsMax = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Show up to ten steps up from the work you have: without school, with a course, with a degree.

    Each pays at least a tenth more, or says why it is there; people make the move, and it has openings.

    Example: careerclusters next cashier --area Ohio
    """
    from careerclusters.atlas.advice import next_json
    from careerclusters.cli._area import chosen_area
    from careerclusters.cli._ask import Asked, find_or_ask, print_asked
    from careerclusters.cli._atlas import open_atlas
    from careerclusters.cli._paths import limits_of

    atlas = open_atlas()
    code = find_or_ask(atlas, title)
    ask = code if isinstance(code, Asked) else None
    if ask is not None and not as_json:
        print_asked(ask)
    if isinstance(code, Asked):
        if code.likely is None:
            if as_json:
                print_json({"moves": [], "ask": code.to_dict()})
            raise typer.Exit(0 if as_json else 2)
        code = code.likely
    limits = limits_of(atlas, avoid=avoid, pay_min=pay_min, education_max=education_max, years_max=years_max)
    answer = next_json(atlas, code, area=chosen_area(atlas.catalog, area), limits=limits)
    if as_csv:
        print_rows(answer["moves"], (), as_json=as_json, as_csv=True)
    elif as_json:
        print_json(answer if ask is None else answer | {"ask": ask.to_dict()})
    else:
        _print_moves(answer)


def _print_moves(answer: dict[str, Any]) -> None:
    from careerclusters.pathways.next import GROUPS
    from careerclusters.present import dollars, listing, percent, years_words

    origin = answer["origin"]
    where = answer["area"]["name"] if answer["area"] else _("the United States")
    print_text(
        _(
            "One step up from {name} ({pay}), {where}",
            name=origin["name"],
            pay=dollars(origin["pay_usd"]),
            where=where,
        ),
        style="bold",
    )
    if answer["is_estimated"]:
        print_text("It has no ratings of its own: shares of movers are those of the work nearest to it.")
    if not answer["moves"]:
        print_text("Nothing that pays more, that people move to and that has openings was found.")
        print_text("Look further: careerclusters reach TITLE")
        return
    for group, words in GROUPS.items():
        moves = [move for move in answer["moves"] if move["group"] == group]
        if not moves:
            continue
        print_text()
        columns = (
            Column("name", _(words)),
            Column("pay_change_usd", "Pay", as_text=lambda v: f"+{dollars(v, per=None)}", is_number=True),
            Column("years", "Time"),
            Column("transition_share", "Of movers", as_text=lambda v: percent(v, decimals=1), is_number=True),
            Column("openings", "Openings", is_number=True),
            Column("learn", "To learn"),
        )
        print_rows(
            [
                move
                | {
                    "years": years_words(move["years_low"], move["years_high"]),
                    "openings": _openings(move),
                    "learn": move["why"] or listing(list(move["to_learn"])),
                }
                for move in moves
            ],
            columns,
        )
    print_text("Of movers: of those who leave this work for other work, the share that goes there.")
    if any(move["is_group_figure"] for move in answer["moves"]):
        print_text("* Openings and pay of a group that is counted as one.")
    if answer["openings_words"]:
        print_text(answer["openings_words"])


def _openings(move: dict[str, Any]) -> str:
    from careerclusters.present import two_digits

    count = move["openings_annual_jobs"]
    return _("not known") if count is None else f"{two_digits(count)}{'*' if move['is_group_figure'] else ''}"
