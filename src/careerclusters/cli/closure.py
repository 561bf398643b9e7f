"""`careerclusters closure`: people who lose their jobs and the places there are."""

from __future__ import annotations

from typing import Annotated

import typer

from careerclusters.cli._paths import EducationMax, PayMin
from careerclusters.cli._print import AsJson, Column, print_json, print_rows, print_text

__all__ = ["closure"]


def closure(
    lost: Annotated[list[str], typer.Argument(help="Occupations and people, such as machinist=300.")],
    *,
    opening: Annotated[
        list[str] | None,
        typer.Option("--opening", help="Open places near by, such as welder=40; may be repeated."),
    ] = None,
    openings_share: Annotated[
        float,
        typer.Option(
            "--openings-share",
            help="Without --opening: share of the country's yearly openings.",
            min=0,
            max=1,
        ),
    ] = 0.001,
    pay_min: PayMin = None,
    education_max: EducationMax = None,
    as_json: AsJson = False,
) -> None:
    """Assign people who lose their jobs to open places: as many as can be, then at the least loss.

    Example: careerclusters closure machinist=300 welder=120
    """
    from careerclusters.cli._atlas import open_atlas
    from careerclusters.cli._paths import counted_ones
    from careerclusters.pathways import Limits, close_down
    from careerclusters.present import dollars

    atlas = open_atlas()
    found = close_down(
        atlas.pathways,
        counted_ones(atlas, lost),
        openings=counted_ones(atlas, opening) if opening else None,
        openings_share=openings_share,
        limits=Limits(pay_min_usd=pay_min, education_max=education_max),
    )
    if as_json:
        print_json(found.to_dict())
        return
    print_text(f"{found.placed_count} of {found.people_count} people find a place.", style="bold")
    change = found.pay_change_usd
    if change is not None:
        sign = "+" if change >= 0 else "−"
        print_text(f"Mean change of median pay: {sign}{dollars(abs(change))}.")
    columns = (
        Column("origin_title", "From"),
        Column("destination_title", "To"),
        Column("people_count", "People", is_number=True),
        Column(
            "pay_change_usd",
            "Pay",
            as_text=lambda v: "" if v is None else f"{'+' if v >= 0 else '−'}{dollars(abs(v), per=None)}",
            is_number=True,
        ),
    )
    print_rows(found.moves.head(25), columns)
    for row in found.stranded.to_dicts():
        print_text(f"Without a place: {row['people_count']} × {row['title']} ({row['reason']}).")
    if not found.is_local:
        print_text(f"Openings: {openings_share:.4g} of the country's a year. Give your own with --opening.")
