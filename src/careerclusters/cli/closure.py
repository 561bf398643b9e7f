"""`careerclusters closure`: people who lose their jobs and the places there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from careerclusters.cli._area import AreaName
from careerclusters.cli._paths import EducationMax, PayMin
from careerclusters.cli._print import AsJson, Column, print_json, print_rows, print_text
from careerclusters.language import _, marked

if TYPE_CHECKING:
    from careerclusters.atlas import Atlas
    from careerclusters.cli._ask import Asked
    from careerclusters.pathways.closure import Unmatched

__all__ = ["closure"]


def closure(
    lost: Annotated[list[str], typer.Argument(help="Occupations and people, such as machinist=300.")],
    *,
    area: AreaName = None,
    opening: Annotated[
        list[str] | None,
        typer.Option("--opening", help="Open places near by, such as welder=40; may be repeated."),
    ] = None,
    openings_share: Annotated[
        float | None,
        typer.Option(
            "--openings-share",
            help="Share of the yearly openings that counts as near by; by default all of an area's and one "
            "in a thousand of the country's.",
            min=0,
            max=1,
        ),
    ] = None,
    pay_min: PayMin = None,
    education_max: EducationMax = None,
    as_json: AsJson = False,
) -> None:
    """Show where people who lose their jobs could go: without training, with courses, with two years.

    Example: careerclusters closure machinist=300 welder=120 --area Ohio
    """
    from careerclusters.atlas.advice import closure_of
    from careerclusters.cli._area import chosen_area
    from careerclusters.cli._ask import print_asked
    from careerclusters.cli._atlas import open_atlas
    from careerclusters.cli._paths import counted_ones
    from careerclusters.labour.area_figures import openings_words
    from careerclusters.pathways import Limits

    atlas = open_atlas()
    people, unmatched, asks = _entries(atlas, lost)
    if not as_json:
        for one in asks:
            print_asked(one)
    place = chosen_area(atlas.catalog, area)
    found = closure_of(
        atlas,
        people,
        area=place,
        openings=counted_ones(atlas, opening) if opening else None,
        openings_share=openings_share,
        limits=Limits(pay_min_usd=pay_min, education_max=education_max),
        unmatched=unmatched,
    )
    answer = {
        **found.to_dict(),
        "openings_words": openings_words(place),
        "asks": [one.to_dict() for one in asks],
    }
    if as_json:
        print_json(answer)
        return
    _print_closure(answer)


def _entries(
    atlas: Atlas, lost: list[str]
) -> tuple[dict[str, int], tuple[Unmatched, ...], tuple[Asked, ...]]:
    """People by code; entries that mean no occupation, by the words typed; those that are likely meant."""
    from careerclusters.cli._ask import Asked, find_or_ask
    from careerclusters.cli._paths import counted
    from careerclusters.pathways.closure import Unmatched

    people: dict[str, int] = {}
    unmatched, asks = [], []
    for word in lost:
        name, number = counted(word)
        found = find_or_ask(atlas, name)
        if isinstance(found, Asked) and found.likely is not None:
            asks.append(found)
            found = found.likely
        if isinstance(found, Asked):
            near = tuple(f"{code} {title}" for code, title in found.candidates)
            reason = (
                marked("it can mean several kinds of work") if near else marked("no job title is like it")
            )
            unmatched.append(Unmatched(name, number, reason, near))
        else:
            people[found] = people.get(found, 0) + number
    return people, tuple(unmatched), tuple(asks)


def _print_closure(answer: dict[str, Any]) -> None:
    from careerclusters.present import dollars

    for one in answer["unmatched"]:
        print_text(
            _(
                "Not counted: {words} ({people}): {reason}.",
                words=one["words"],
                people=one["people_count"],
                reason=_(one["reason"]),
            )
        )
        if one["candidates"]:
            print_text(_("Nearest: {names}.", names="; ".join(one["candidates"][:3])), indent=2)
    for scenario in answer["scenarios"]:
        if scenario["people_count"]:
            _print_scenario(scenario)
    if not answer["is_local"]:
        print_text("Openings: one in a thousand of the country's a year. Name a place with --area.")
    if answer["openings_words"]:
        print_text(answer["openings_words"])
    print_text(
        _(
            "A quarter of the openings is taken as theirs. Places say what is plausible, not who is "
            "hired: pay is a median, and {zero} of change is the same pay.",
            zero=dollars(0, per=None),
        )
    )


def _print_scenario(scenario: dict[str, Any]) -> None:
    """Who could find a place, the largest moves, and who is left."""
    from careerclusters.present import years_words

    columns = (
        Column("origin_title", "From"),
        Column("name", "To"),
        Column("people_count", "People", is_number=True),
        Column("change", "Pay", is_number=True),
        Column("years", "Time"),
    )
    print_text()
    print_text(
        _(
            "{words}: {placed} of {people} could find a place.",
            words=_(scenario["words"]),
            placed=scenario["placed_count"],
            people=scenario["people_count"],
        ),
        style="bold",
    )
    mean = scenario["pay_change_usd_mean"]
    if mean is not None:
        print_text(
            _(
                "Mean change of pay {mean} a year; {paid_less} earn less.",
                mean=_signed(mean),
                paid_less=scenario["paid_less_count"],
            )
        )
    rows = [
        move
        | {
            "change": "" if move["pay_change_usd"] is None else _signed(move["pay_change_usd"]),
            "years": years_words(move["years_low"], move["years_high"]),
        }
        for move in scenario["moves"][:12]
    ]
    print_rows(rows, columns)
    more = len(scenario["moves"]) - len(rows)
    if more > 0:
        print_text(_("and {more} smaller moves; all with --json.", more=more))
    for left in scenario["stranded"]:
        print_text(
            _(
                "Without a place: {people} × {title} ({reason}).",
                people=left["people_count"],
                title=left["title"],
                reason="; ".join(filter(None, (left["reason"], left["would_place"]))),
            )
        )


def _signed(amount: float) -> str:
    from careerclusters.present import dollars

    return f"{'+' if amount >= 0 else '−'}{dollars(abs(amount), per=None)}"
