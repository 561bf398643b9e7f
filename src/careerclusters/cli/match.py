"""`careerclusters match`: what fits the person of a profile."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from careerclusters.cli._area import AreaName
from careerclusters.cli._print import AsCsv, AsJson, Force, print_json, print_rows, print_text
from careerclusters.language import _

if TYPE_CHECKING:
    from careerclusters.atlas import Atlas
    from careerclusters.people import Match, Matcher

__all__ = ["match_person"]


def match_person(
    *,
    profile: Annotated[Path, typer.Option("--profile", help="Profile file; - is standard input.")],
    limit: Annotated[int, typer.Option("--limit", help="How many occupations.", min=1, max=1000)] = 10,
    weights: Annotated[
        str | None, typer.Option("--weights", help="How much parts count, such as interests=2,gaps=0.")
    ] = None,
    wide: Annotated[bool, typer.Option("--wide", help="At most two of a cluster in ten.")] = False,
    why: Annotated[
        str | None, typer.Option("--why", help="Why this occupation stands where it does.")
    ] = None,
    lift: Annotated[
        str | None, typer.Option("--lift", help="What would lift this occupation into the top ten.")
    ] = None,
    picture: Annotated[
        Path | None, typer.Option("--map", help="SVG file for the map of occupations with you on it.")
    ] = None,
    area: AreaName = None,
    view: Annotated[
        str,
        typer.Option(
            "--view", help="Interests against how popular each theme is (relative), or as told (raw)."
        ),
    ] = "relative",
    is_forced: Force = False,
    draws: Annotated[int, typer.Option("--draws", help="Draws behind the ranges; 0 for none.", min=0)] = 200,
    seed: Annotated[int, typer.Option("--seed", help="Seed of the draws.", min=0)] = 0,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Show what fits a person, how sure that is, and why.

    Parts that count: interests, strengths_met, strengths_unused, gaps, preferences, experience, pay,
    openings, start. CSV holds all occupations with their parts; JSON holds everything.

    Example: careerclusters match --profile me.json
    """
    from careerclusters.cli._area import chosen_area
    from careerclusters.cli._atlas import open_atlas
    from careerclusters.cli._find import find_occupation
    from careerclusters.cli._input import readable
    from careerclusters.cli._matched import parse_weights, print_match
    from careerclusters.people import load_profile
    from careerclusters.people.explain.explained import explain_match
    from careerclusters.people.profile.file import MOST_BYTES

    with readable(profile, most_bytes=MOST_BYTES) as path:
        person = load_profile(path)
    atlas = open_atlas()
    home_area = person.background.area if person.background is not None else None
    place = chosen_area(atlas.catalog, area or home_area)
    found = atlas.matcher.match(
        person,
        weights=parse_weights(weights),
        is_wide=wide,
        area=place,
        view=view,
        draws=draws,
        seed=seed,
    )
    if picture is not None:
        _draw(found, atlas, picture, is_forced=is_forced)
    asked = {
        name: find_occupation(atlas, query)
        for name, query in (("why", why), ("lift", lift))
        if query is not None
    }
    if as_csv:
        print_rows(found.occupations, (), as_json=as_json, as_csv=True)
    elif as_json:
        print_json(explain_match(atlas.matcher, found, limit=limit) | _answers(atlas.matcher, found, asked))
    elif asked:
        _print_answers(atlas.matcher, found, asked)
    else:
        print_match(atlas.matcher, found, limit=limit, profile=None if str(profile) == "-" else profile)


def _draw(found: Match, atlas: Atlas, picture: Path, *, is_forced: bool) -> None:
    from careerclusters.charts.person import draw_person
    from careerclusters.cli._picture import write_picture
    from careerclusters.cli._print import note
    from careerclusters.errors import ModelError

    if found.place is None:
        raise ModelError("There is no place on the map yet", todo=found.todo or _("Answer more questions."))
    write_picture(
        picture, draw_person(atlas.clustering, atlas.layout, found.place), is_forced=is_forced, mode=0o600
    )
    note(_("The map with your place is in {picture}.", picture=picture))


def _answers(matcher: Matcher, found: Match, asked: dict[str, str]) -> dict[str, Any]:
    from careerclusters.people.explain.counterfactuals import find_changes
    from careerclusters.people.explain.reasons import reasons_for

    answers: dict[str, Any] = {}
    if "why" in asked:
        row = found.row(asked["why"])
        answers["why"] = row | {"reasons": list(reasons_for(matcher, found, asked["why"]))}
    if "lift" in asked:
        answers["lift"] = find_changes(matcher, found, asked["lift"]).to_dict()
    return answers


def _print_answers(matcher: Matcher, found: Match, asked: dict[str, str]) -> None:
    from careerclusters.people.explain.counterfactuals import find_changes
    from careerclusters.people.explain.reasons import reasons_for
    from careerclusters.people.matching.score import PART_NAMES

    if "why" in asked:
        row = found.row(asked["why"])
        print_text(_("Why {name}?", name=row["title"]), style="bold")
        for sentence in reasons_for(matcher, found, asked["why"]):
            print_text(sentence, indent=2)
        parts = [f"{_(PART_NAMES[name])} {row[name]:+.2f}" for name in found.parts if row[name] is not None]
        print_text(
            _(
                "Score {score} = {parts}; 0 is the average occupation.",
                score=f"{row['score']:+.2f}",
                parts=", ".join(parts),
            ),
            indent=2,
        )
    if "lift" in asked:
        change = find_changes(matcher, found, asked["lift"])
        said = (
            _("{title} is ruled out by what you told.", title=change.title)
            if change.rank is None
            else _("{title} is number {rank} by what you told.", title=change.title, rank=change.rank)
        )
        print_text(said, style="bold")
        if not change.changes:
            print_text("Nothing needs to change.", indent=2)
            return
        said = (
            _("These answers would lift it into the top ten, to number {rank}:", rank=change.rank_after)
            if change.is_reached
            else _(
                "These answers would lift it as far as a few answers can, to number {rank}:",
                rank=change.rank_after,
            )
        )
        print_text(said, indent=2)
        for one in change.changes:
            print_text(f"{one.text}: {one.before} → {one.after}", indent=4)
        if change.is_reached:
            print_text("Fewer or smaller changes may do. Only answer so if it is true of you.", indent=2)
