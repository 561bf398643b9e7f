"""`careerclusters plan`: ways from one occupation to another."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from careerclusters.cli._paths import Avoid, ChanceMin, EducationMax, PayMin, YearsMax
from careerclusters.cli._print import AsJson, Column, Force, note, print_json, print_rows, print_text

__all__ = ["plan"]


def plan(
    origin: Annotated[str, typer.Argument(help="From: a title or a code.")],
    destination: Annotated[str, typer.Argument(help="To: a title or a code.")],
    *,
    prefer: Annotated[
        str, typer.Option("--prefer", help="What comes first: likelihood, time, pay or steps.")
    ] = "likelihood",
    avoid: Avoid = None,
    pay_min: PayMin = None,
    education_max: EducationMax = None,
    years_max: YearsMax = None,
    chance_min: ChanceMin = 0.001,
    max_steps: Annotated[int, typer.Option("--max-steps", help="Most steps.", min=1, max=4)] = 4,
    alternatives: Annotated[int, typer.Option("--alternatives", help="How many ways.", min=1, max=9)] = 3,
    out: Annotated[Path | None, typer.Option("--out", help="Also draw the plan into this SVG file.")] = None,
    is_forced: Force = False,
    as_json: AsJson = False,
) -> None:
    """Plan ways from one occupation to another that no other way beats in everything.

    A way is judged by four things side by side: how likely its hardest step is, the years, the lowest pay
    along the way, and the steps. How likely a step is says what people do, not whether it is good.

    Example: careerclusters plan cashier "registered nurse"
    """
    from careerclusters.cli._atlas import open_atlas
    from careerclusters.cli._paths import find_code, limits_of
    from careerclusters.cli._picture import check_picture, write_picture
    from careerclusters.pathways import explain_plan, plan_ways

    if out is not None:
        check_picture(out, is_forced=is_forced)
    atlas = open_atlas()
    limits = limits_of(
        atlas,
        avoid=avoid,
        pay_min=pay_min,
        education_max=education_max,
        years_max=years_max,
        chance_min=chance_min,
    )
    a, b = find_code(atlas, origin), find_code(atlas, destination)
    found = plan_ways(
        atlas.pathways.network,
        a,
        b,
        prefer=prefer,
        limits=limits,
        max_steps=max_steps,
        alternatives=alternatives,
    )
    told = explain_plan(atlas.pathways, atlas.catalog, found)
    if as_json:
        print_json(told)
    else:
        _print_plan(told)
    if out is not None:
        from careerclusters.charts.plan import draw_plan

        note(f"Drawn: {write_picture(out, draw_plan(told), is_forced=is_forced)}")


def _print_plan(told: dict[str, Any]) -> None:
    from careerclusters.present import counted, dollars, percent

    start, end = told["origin"]["title"], told["destination"]["title"]
    print_text(f"From {start} to {end}", style="bold")
    if not told["is_feasible"]:
        _print_blocked(told)
        return
    for at, way in enumerate(told["chosen"], start=1):
        print_text()
        print_text(f"{at}. {' → '.join(way['titles'])}", style="bold")
        print_text(
            f"{counted(way['steps_count'], 'step')}, about {way['years']:.1f} years, lowest pay on the way "
            f"{dollars(way['pay_lowest_usd'])}; of those who change work at the hardest step, "
            f"{percent(way['likelihood'], decimals=1)} go this way."
        )
        for step in way["steps"]:
            _print_step(step)
    rows = [{"way": " → ".join(way["titles"][1:]), **way} for way in [*told["chosen"], *told["others"]][:10]]
    columns = (
        Column("way", "Ways that no other beats"),
        Column("likelihood", "Hardest", as_text=lambda v: percent(v, decimals=1), is_number=True),
        Column("years", "Years", as_text=lambda v: f"{v:.1f}", is_number=True),
        Column("pay_lowest_usd", "Pay", as_text=lambda v: dollars(v, per=None), is_number=True),
    )
    print_text()
    print_rows(rows, columns)
    print_text("What people do is no advice. Licences differ by state and are not in the data.")


def _print_step(step: dict[str, Any]) -> None:
    from careerclusters.present import dollars, listing, percent, range_words, signed_percent, years_words

    gaps = step["gaps"]
    seen = step["observed_share"]
    chance = "not known: the survey counts both as one" if step["chance"] is None else ""
    if not chance:
        likely = range_words(step["chance_low"], step["chance_high"], as_text=partial(percent, decimals=1))
        chance = f"{percent(step['chance'], decimals=1)} of leavers ({likely})"
    observed = "not in our data" if seen is None else f"{percent(seen, decimals=1)} to its group"
    print_text(f"To {step['destination_title']}: {chance}; observed: {observed}.", indent=2)
    change = step["pay_change_usd"]
    pay = dollars(step["pay_usd"])
    if change is not None:
        pay += f" ({'+' if change >= 0 else '−'}{dollars(abs(change), per=None)})"
    years = years_words(gaps["years_low"], gaps["years_high"])
    print_text(
        f"Pay {pay}; jobs to 2034 {signed_percent(step['growth_10yr_pct'])}; harder than "
        f"{step['difficulty_percentile']:.0f}% of moves; years to get ready: {years}.",
        indent=4,
    )
    if gaps["to_learn"]:
        learn = listing([f"{one['name']} ({one['closes_share']:.0%})" for one in gaps["to_learn"][:4]])
        print_text(f"To learn above all: {learn}.", indent=4)
    if gaps["carries_over"]:
        print_text(f"Carries over: {listing([one['name'] for one in gaps['carries_over'][:4]])}.", indent=4)
    if gaps["technologies"]:
        print_text(f"Software to pick up: {'; '.join(gaps['technologies'])}.", indent=4)
    if gaps["tools"]:
        print_text(f"Tools to handle: {listing(gaps['tools'])}.", indent=4)
    if step["exposure_change"] is not None:
        change = step["exposure_change"]
        words = f"{abs(change):.0f} places in a hundred {'more' if change > 0 else 'less'} exposed"
        print_text(f"To language models, by the mean of two measures: {words}.", indent=4)
    if gaps["has_schooling_step"]:
        ways = listing([one["title"] for one in gaps["programmes"][:3]])
        asked = f"Typically asks for: {gaps['education_destination']}"
        print_text(f"{asked}; studied as, for example, {ways}." if ways else f"{asked}.", indent=4)


def _print_blocked(told: dict[str, Any]) -> None:
    from careerclusters.pathways.limits import LIMIT_WORDS, opens_words

    print_text("There is no way within these limits.")
    if not told["blocked"]:
        print_text("No single limit is to blame: lift several, or take a step in between with `reach`.")
    for one in told["blocked"]:
        way = " → ".join(one["way"]["titles"])
        print_text(
            f"In the way: {LIMIT_WORDS[one['limit']]}. It opens with {opens_words(one)}: {way}.", indent=2
        )
