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
from careerclusters.language import _

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
    from careerclusters.atlas.advice import plan_json
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
    answer = plan_json(
        atlas,
        codes.get("from"),
        codes["to"],
        grade=from_school,
        person=person,
        area=chosen_area(atlas.catalog, area or own_area),
        limits=limits,
    )
    if as_json:
        print_json(answer | {"ask": questions} if questions else answer)
    else:
        _print_plan(answer)
    if out is not None:
        from careerclusters.charts.plan import draw_plan

        note(_("Drawn: {file}", file=write_picture(out, draw_plan(answer), is_forced=is_forced)))


def _ends(places: list[str], *, has_start: bool) -> tuple[str | None, str]:
    """Origin and destination from what was typed."""
    wanted = 1 if has_start else 2
    if len(places) != wanted:
        todo = (
            _("Name only where to: careerclusters plan --from-school 11 electrician")
            if has_start
            else _('Name where from and where to: careerclusters plan cashier "registered nurse"')
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


def _print_plan(answer: dict[str, Any]) -> None:
    from careerclusters.present import dollars, percent

    start = answer["origin"]["name"] if answer["origin"] else _start_words(answer["start"])
    print_text(_("From {start} to {name}", start=start, name=answer["destination"]["name"]), style="bold")
    if answer["is_estimated"]:
        print_text(_("Estimated: {words}", words=answer["is_estimated"]))
    if not answer["is_feasible"]:
        _print_blocked(answer)
        return
    for at, way in enumerate(answer["ways"], start=1):
        _print_way(at, way, is_nation=answer["area"] is None)
    columns = (
        Column("way", "Way"),
        Column("kind_words", "Kind", as_text=_),
        Column("years", "Years", as_text=lambda v: f"{v:.1f}", is_number=True),
        Column("school_years", "Of them school", as_text=lambda v: f"{v:.1f}", is_number=True),
        Column("earnings_10yr_usd", "Ten years", as_text=lambda v: dollars(v, per=None), is_number=True),
        Column("likelihood", "Of movers", as_text=lambda v: percent(v, decimals=1), is_number=True),
    )
    print_text()
    print_rows([{"way": " → ".join(way["names"]), **way} for way in answer["ways"]], columns)
    print_text(
        "Years are usual ones. Ten years: earnings from today on at today's pay levels, less tuition. "
        "Of movers: the share of those who change work who go this way; it says what people do, not what "
        "is good."
    )
    if answer["openings_words"]:
        print_text(answer["openings_words"])
    if answer["blocked"]:
        print_text("Left out by your limits:")
        for one in answer["blocked"]:
            print_text(f"{' → '.join(one['way']['names'])} ({_limit_words(one)}).", indent=2)


def _start_words(start: dict[str, Any]) -> str:
    return _("school") if start["kind"] == "school" else _("where you are")


def _print_way(at: int, way: dict[str, Any], *, is_nation: bool) -> None:
    from careerclusters.present import dollars, inside_sentence, years_phrase

    print_text()
    print_text(f"{at}. {_(way['kind_words'])}: {' → '.join(way['names'])}", style="bold")
    years = years_phrase(way["years_low"], way["years_high"])
    schooling = inside_sentence(_(way["schooling"]))
    if way["years_until_start"]:
        said = _(
            "Takes {years} after school ends in about {wait} years. Schooling: {schooling}.",
            years=years,
            wait=f"{way['years_until_start']:g}",
            schooling=schooling,
        )
    else:
        said = _("Takes {years}. Schooling: {schooling}.", years=years, schooling=schooling)
    print_text(said)
    if way["why"]:
        print_text(_("Why a stepping stone: {why}.", why=way["why"]))
    if way["kind"] == "apprenticeship" and way["pay_on_the_way_usd"]:
        print_text(
            _(
                "Pay while learning: about {pay} and rising.",
                pay=dollars(way["pay_on_the_way_usd"]),
            )
        )
    for step in way["steps"]:
        _print_step(step, is_nation=is_nation)
    for licence in way["licences"]:
        print_text(_("License, {name}: {words}", name=licence["name"], words=licence["words"]), indent=2)


def _print_step(step: dict[str, Any], *, is_nation: bool) -> None:
    from careerclusters.present import dollars, inside_sentence, listing, percent, years_phrase
    from careerclusters.words import gloss, spoken_language

    share = step["transition_share"]
    years = years_phrase(step["years_low"], step["years_high"])
    name = step["destination_name"]
    if share is None:
        said = _("To {name}: {years} to get ready.", name=name, years=years)
    else:
        said = _(
            "To {name}: {years} to get ready. {share} of those who change work go there.",
            name=name,
            years=years,
            share=percent(share, decimals=1),
        )
    print_text(said, indent=2)
    slots = {
        "schooling": inside_sentence(_(step["schooling"] or "not known")),
        "pay": dollars(step["pay_usd"]),
        "openings": _openings(step["openings_annual_jobs"], is_nation=is_nation),
    }
    if step["is_group_figure"]:
        said = _("Asks for: {schooling}. Pay {pay}; {openings} (both for its whole group).", **slots)
    else:
        said = _("Asks for: {schooling}. Pay {pay}; {openings}.", **slots)
    print_text(said, indent=4)
    gaps = step["gaps"]
    if gaps and gaps["to_learn"]:
        learn = listing(
            [
                inside_sentence(gloss(gap["element_id"], spoken_language()).plain_name)
                for gap in gaps["to_learn"][:4]
            ]
        )
        print_text(_("To learn above all: {learn}.", learn=learn), indent=4)
    if step["school_years_high"] > 0 and step["programmes"]:
        money = partial(dollars, per=None)
        studied = listing(
            [
                _(
                    "{programme} (graduates earn {pay} after {years} years)",
                    programme=one["words"],
                    pay=money(one["earnings_median_usd"]),
                    years=one["horizon_years"],
                )
                if one["earnings_median_usd"]
                else one["words"]
                for one in step["programmes"][:2]
            ],
            joiner="or",
        )
        print_text(_("Studied as: {studied}.", studied=studied), indent=4)


def _openings(count: int | None, *, is_nation: bool) -> str:
    from careerclusters.present import openings_count

    if count is None:
        return _("openings not known")
    return _("{count} openings a year", count=openings_count(count, is_nation=is_nation))


def _limit_words(one: dict[str, Any]) -> str:
    from careerclusters.pathways.limits import LIMIT_WORDS, opens_words

    return _("{limit}; opens with {value}", limit=_(LIMIT_WORDS[one["limit"]]), value=opens_words(one))


def _print_blocked(answer: dict[str, Any]) -> None:
    print_text("There is no way within these limits.")
    for one in answer["blocked"]:
        print_text(
            _(
                "In the way: {limit}: {names}.",
                limit=_limit_words(one),
                names=" → ".join(one["way"]["names"]),
            ),
            indent=2,
        )
