"""`careerclusters reach` and `careerclusters from`: where one can go, and where people come from."""

from __future__ import annotations

from typing import Annotated

import typer

from careerclusters.cli._names import shown_title
from careerclusters.cli._paths import Avoid, ChanceMin, EducationMax, PayMin, YearsMax
from careerclusters.cli._print import AsCsv, AsJson, Column, print_rows, print_text
from careerclusters.language import _
from careerclusters.present import dollars, percent

__all__ = ["come_from", "reach"]


def _percent(value: float | None) -> str:
    return "no data" if value is None else percent(value, decimals=1)


def _change(value: float | None) -> str:
    if value is None:
        return "not known"
    return f"{'+' if value >= 0 else '−'}{dollars(abs(value), per=None)}"


def reach(
    origin: Annotated[str, typer.Argument(help="From: a title or a code.")],
    *,
    steps: Annotated[int, typer.Option("--steps", help="Look one or two steps ahead.", min=1, max=2)] = 1,
    avoid: Avoid = None,
    pay_min: PayMin = None,
    education_max: EducationMax = None,
    years_max: YearsMax = None,
    chance_min: ChanceMin = 0.001,
    limit: Annotated[int, typer.Option("--limit", help="How many to show.", min=1)] = 20,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """List where one can go from an occupation within limits, likeliest first.

    Example: careerclusters reach cashier --education-max high-school --pay-min 38000
    """
    from careerclusters.cli._atlas import open_atlas
    from careerclusters.cli._paths import find_code, limits_of
    from careerclusters.pathways import reach_from
    from careerclusters.present import years_words

    atlas = open_atlas()
    limits = limits_of(
        atlas,
        avoid=avoid,
        pay_min=pay_min,
        education_max=education_max,
        years_max=years_max,
        chance_min=chance_min,
    )
    code = find_code(atlas, origin)
    found = reach_from(atlas.pathways, code, limits=limits, steps=steps, limit=limit)
    if as_json or as_csv:
        print_rows(found, (), as_json=as_json, as_csv=as_csv)
        return
    if found.is_empty():
        print_text("Nothing can be reached within these limits. Lift one of them.")
        return
    rows = [row | {"years": years_words(row["years_low"], row["years_high"])} for row in found.to_dicts()]
    for row in rows:
        row["title"] = shown_title(atlas, row["code_onet"], row["title"])
        if row.get("via"):
            row["via_title"] = shown_title(atlas, row["via"], row["via_title"])
    columns = [
        Column("title", "Occupation"),
        Column("likelihood", "Leavers", as_text=_percent, is_number=True),
        Column("observed_share", "Observed", as_text=_percent, is_number=True),
        Column("pay_change_usd", "Pay", as_text=_change, is_number=True),
        Column("years", "Years", is_number=True),
    ]
    if steps == 2:
        columns.insert(1, Column("via_title", "By way of", as_text=lambda title: title or ""))
    print_rows(rows, columns)
    print_text("Leavers: share of those who change occupation who go there (in two steps: the harder one).")


def come_from(
    destination: Annotated[str, typer.Argument(help="To: a title or a code.")],
    *,
    count: Annotated[int | None, typer.Option("--count", help="People needed.", min=1)] = None,
    limit: Annotated[int, typer.Option("--limit", help="How many to show.", min=1)] = 20,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """List where people come from to an occupation: which sources would send how many.

    Example: careerclusters from "registered nurse" --count 300
    """
    from careerclusters.cli._atlas import open_atlas
    from careerclusters.cli._paths import find_code
    from careerclusters.pathways import lead_to

    atlas = open_atlas()
    code = find_code(atlas, destination)
    found = lead_to(atlas.pathways, code, count=count, limit=limit)
    columns = [
        Column("title", "From"),
        Column("share", "Share", as_text=_percent, is_number=True),
        Column(
            "people_annual",
            "A year",
            as_text=lambda v: _("not known") if v is None else f"{v:,.0f}",
            is_number=True,
        ),
        Column("pay_change_usd", "Pay", as_text=_change, is_number=True),
    ]
    if count is not None:
        words = lambda v: "" if v is None else f"{v:,.0f}"  # noqa: E731
        columns.insert(
            2, Column("people_count", _("Of {count}", count=f"{count:,}"), as_text=words, is_number=True)
        )
    if as_json or as_csv:
        print_rows(found, columns, as_json=as_json, as_csv=as_csv)
    else:
        rows = [
            row | {"title": shown_title(atlas, row["code_onet"], row["title"])} for row in found.to_dicts()
        ]
        print_rows(rows, columns)
        print_text("A year: people in the whole country, from jobs, how many leave, and where to.")
