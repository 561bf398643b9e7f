"""`careerclusters plan`: ways from one occupation, from school or from a profile to another."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from careerclusters.cli._area import AreaName
from careerclusters.cli._paths import Avoid, EducationMax, PayMin, YearsMax
from careerclusters.cli._print import AsJson, Column, Force, note, print_json, print_rows, print_text
from careerclusters.errors import InputError

__all__ = ["plan"]


def plan(
    places: Annotated[
        list[str], typer.Argument(help="From and to, each a title or a code; only to with the options below.")
    ],
    *,
    from_school: Annotated[
        int | None, typer.Option("--from-school", help="Start in school, in this grade (6 to 12).")
    ] = None,
    profile: Annotated[
        Path | None, typer.Option("--profile", help="Start from the work and schooling of a profile file.")
    ] = None,
    area: AreaName = None,
    avoid: Avoid = None,
    pay_min: PayMin = None,
    education_max: EducationMax = None,
    years_max: YearsMax = None,
    out: Annotated[Path | None, typer.Option("--out", help="Also draw the plan into this SVG file.")] = None,
    is_forced: Force = False,
    as_json: AsJson = False,
) -> None:
    """Plan ways to an occupation: straight there, by an apprenticeship, by a stepping stone.

    A stepping stone is offered only where it beats the straight way on pay, schooling or time. Years are
    those usual for the schooling, training and experience that are asked, less what you have.

    Example: careerclusters plan cashier "registered nurse" --area Ohio
    """
    from careerclusters.atlas.advice import plan_told
    from careerclusters.cli._area import chosen_area
    from careerclusters.cli._ask import Asked, find_or_ask, print_asked
    from careerclusters.cli._atlas import open_atlas
    from careerclusters.cli._paths import limits_of
    from careerclusters.cli._picture import check_picture, write_picture

    if out is not None:
        check_picture(out, is_forced=is_forced)
    origin, destination = _ends(places, has_start=from_school is not None or profile is not None)
    if from_school is not None and profile is not None:
        raise InputError("Both a grade and a profile are given", todo="Give one of them.")
    atlas = open_atlas()
    ends = {
        name: find_or_ask(atlas, text)
        for name, text in (("from", origin), ("to", destination))
        if text is not None
    }
    asked = {name: end for name, end in ends.items() if isinstance(end, Asked)}
    questions = {name: one.to_dict() for name, one in asked.items()}
    if asked and not as_json:
        for one in asked.values():
            print_asked(one)
    codes = {name: end.likely if isinstance(end, Asked) else end for name, end in ends.items()}
    if codes["to"] is None or codes.get("from", "") is None:
        if as_json:
            print_json({"ways": [], "blocked": [], "ask": questions})
        raise typer.Exit(0 if as_json else 2)
    limits = limits_of(atlas, avoid=avoid, pay_min=pay_min, education_max=education_max, years_max=years_max)
    person = _person(profile)
    own_area = person.background.area if person is not None and person.background is not None else None
    told = plan_told(
        atlas,
        codes.get("from"),
        codes["to"],
        grade=from_school,
        person=person,
        area=chosen_area(atlas.catalog, area or own_area),
        limits=limits,
    )
    if as_json:
        print_json(told | {"ask": questions} if questions else told)
    else:
        _print_plan(told)
    if out is not None:
        from careerclusters.charts.plan import draw_plan

        note(f"Drawn: {write_picture(out, draw_plan(told), is_forced=is_forced)}")


def _ends(places: list[str], *, has_start: bool) -> tuple[str | None, str]:
    """Origin and destination from what was typed."""
    wanted = 1 if has_start else 2
    if len(places) != wanted:
        todo = (
            "Name only where to: careerclusters plan --from-school 11 electrician"
            if has_start
            else 'Name where from and where to: careerclusters plan cashier "registered nurse"'
        )
        raise InputError("That isn't one way", seen=" / ".join(places), todo=todo)
    return (None, places[0]) if has_start else (places[0], places[1])


def _person(profile: Path | None) -> Any:
    from careerclusters.cli._input import readable
    from careerclusters.people import load_profile

    if profile is None:
        return None
    with readable(profile) as path:
        return load_profile(path)


def _print_plan(told: dict[str, Any]) -> None:
    from careerclusters.present import dollars, percent

    start = told["origin"]["name"] if told["origin"] else _start_words(told["start"])
    print_text(f"From {start} to {told['destination']['name']}", style="bold")
    if told["is_estimated"]:
        print_text(f"Estimated: {told['is_estimated']}")
    if not told["is_feasible"]:
        _print_blocked(told)
        return
    for at, way in enumerate(told["ways"], start=1):
        _print_way(at, way)
    columns = (
        Column("way", "Way"),
        Column("kind_words", "Kind"),
        Column("years", "Years", as_text=lambda v: f"{v:.1f}", is_number=True),
        Column("school_years", "Of them school", as_text=lambda v: f"{v:.1f}", is_number=True),
        Column("earnings_10yr_usd", "Ten years", as_text=lambda v: dollars(v, per=None), is_number=True),
        Column("likelihood", "Of movers", as_text=lambda v: percent(v, decimals=1), is_number=True),
    )
    print_text()
    print_rows([{"way": " → ".join(way["names"]), **way} for way in told["ways"]], columns)
    print_text(
        "Years are usual ones. Ten years: earnings from today on at today's pay levels, less tuition. "
        "Of movers: the share of those who change work who go this way; it says what people do, not what "
        "is good."
    )
    if told["openings_words"]:
        print_text(told["openings_words"])
    if told["blocked"]:
        print_text("Left out by your limits:")
        for one in told["blocked"]:
            print_text(f"{' → '.join(one['way']['names'])} ({_limit_words(one)}).", indent=2)


def _start_words(start: dict[str, Any]) -> str:
    return "school" if start["kind"] == "school" else "where you are"


def _print_way(at: int, way: dict[str, Any]) -> None:
    from careerclusters.present import dollars, years_phrase

    print_text()
    print_text(f"{at}. {way['kind_words']}: {' → '.join(way['names'])}", style="bold")
    years = years_phrase(way["years_low"], way["years_high"])
    wait = (
        f" after school ends in about {way['years_until_start']:g} years" if way["years_until_start"] else ""
    )
    print_text(f"Takes {years}{wait}. Schooling: {way['schooling'][0].lower()}{way['schooling'][1:]}.")
    if way["why"]:
        print_text(f"Why a stepping stone: {way['why']}.")
    if way["kind"] == "apprenticeship" and way["pay_on_the_way_usd"]:
        print_text(f"Pay while learning: about {dollars(way['pay_on_the_way_usd'])} and rising.")
    for step in way["steps"]:
        _print_step(step)
    for licence in way["licences"]:
        print_text(f"License, {licence['name']}: {licence['words']}", indent=2)


def _print_step(step: dict[str, Any]) -> None:
    from careerclusters.present import dollars, inside_sentence, listing, percent, years_phrase
    from careerclusters.words import gloss

    share = step["transition_share"]
    moved = "" if share is None else f" {percent(share, decimals=1)} of those who change work go there."
    years = years_phrase(step["years_low"], step["years_high"])
    asked = step["schooling"] or "not known"
    group = " (both for its whole group)" if step["is_group_figure"] else ""
    print_text(f"To {step['destination_name']}: {years} to get ready.{moved}", indent=2)
    print_text(
        f"Asks for: {asked[0].lower()}{asked[1:]}. Pay {dollars(step['pay_usd'])}; "
        f"{_openings(step['openings_annual_jobs'])}{group}.",
        indent=4,
    )
    gaps = step["gaps"]
    if gaps and gaps["to_learn"]:
        learn = listing(
            [inside_sentence(gloss(gap["element_id"]).plain_name) for gap in gaps["to_learn"][:4]]
        )
        print_text(f"To learn above all: {learn}.", indent=4)
    if step["school_years_high"] > 0 and step["programmes"]:
        money = partial(dollars, per=None)
        studied = listing(
            [
                one["words"]
                + (
                    f" (graduates earn {money(one['earnings_median_usd'])} "
                    f"after {one['horizon_years']} years)"
                    if one["earnings_median_usd"]
                    else ""
                )
                for one in step["programmes"][:2]
            ],
            joiner="or",
        )
        print_text(f"Studied as: {studied}.", indent=4)


def _openings(count: int | None) -> str:
    return "openings not known" if count is None else f"about {count:,} openings a year"


def _limit_words(one: dict[str, Any]) -> str:
    from careerclusters.pathways.limits import LIMIT_WORDS, opens_words

    return f"{LIMIT_WORDS[one['limit']]}; opens with {opens_words(one)}"


def _print_blocked(told: dict[str, Any]) -> None:
    print_text("There is no way within these limits.")
    for one in told["blocked"]:
        print_text(f"In the way: {_limit_words(one)}: {' → '.join(one['way']['names'])}.", indent=2)
