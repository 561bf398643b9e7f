"""Tools about people: what fits, one step up, ways from here to there, closures. Nothing is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field

from careerclusters.errors import InputError, UnknownError
from careerclusters.exchange.mcp.answers import (
    ClosureAnswer,
    MatchAnswer,
    Move,
    NextAnswer,
    PlanAnswer,
    Scenario,
    Suggestion,
    Way,
)
from careerclusters.exchange.mcp.provenance import LIMITS, rounded, sources_of
from careerclusters.exchange.mcp.work_tools import Place, Work

if TYPE_CHECKING:
    from careerclusters.atlas import Atlas
    from careerclusters.labour import Area

__all__ = ["people_tools"]

_NATION = "United States"
_THEMES = "RIASEC"
_MOVE_TABLES = ("moves", "wages", "projections", "licences")
_WAY_FIELDS = ("kind", "codes", "names", "years")
_REASONS = 5


def people_tools(open_atlas: Callable[[], Atlas]) -> dict[str, Callable[..., Any]]:
    """The tools by title; each is a typed function with a docstring."""

    def match_profile(
        interests: Annotated[
            dict[str, float] | None,
            Field(description="Themes R, I, A, S, E, C from 1 (not at all) to 5 (very much); all six."),
        ] = None,
        profile: Annotated[
            dict[str, Any] | None,
            Field(
                description="A whole profile as `careerclusters assess` writes it; then leave the rest out."
            ),
        ] = None,
        worked_as: Annotated[
            dict[str, float] | None, Field(description="Work held, title or code to years.")
        ] = None,
        pay_min_usd: Annotated[float | None, Field(description="Least pay a year.", ge=0)] = None,
        limit: Annotated[int, Field(ge=1, le=50)] = 10,
    ) -> MatchAnswer:
        """Occupations that fit a person's interests, past work and least pay, with reasons.

        Give `interests` with all six themes, or a `profile`. Nothing is kept.
        """
        from careerclusters.people.profile.file import person_from_dict

        atlas = open_atlas()
        content = profile or _profile(atlas, interests, worked_as, pay_min_usd)
        match = atlas.match(person_from_dict(content))
        result = match.to_dict(limit=limit)
        return MatchAnswer(
            is_enough=match.is_enough,
            stands_out=result.get("stands_out"),
            todo=result.get("todo"),
            suggestions=[_suggestion(atlas, match, card) for card in result["suggestions"][:limit]],
            removed=dict(result["removed"]),
            sources=sources_of(atlas.catalog, "ratings", "wages", "projections"),
            uncertainty="Bands: strong holds under nearly all redraws of the answers, good under "
            "most, look is "
            "worth a look. The order within a band is not sure.",
            limits=[LIMITS["match"], LIMITS["private"], *result.get("limits", ())],
        )

    def next_steps(work: Work, area: Place = None) -> NextAnswer:
        """Steps up from an occupation: what can be done now, after a course, after a degree."""
        from careerclusters.atlas.advice import next_json
        from careerclusters.labour import area_of

        atlas = open_atlas()
        code, place = atlas.code(work), area_of(atlas.catalog, area)
        content = next_json(atlas, code, area=place)
        return NextAnswer(
            origin=code,
            origin_name=atlas.name(code),
            area=_place_name(place),
            moves=[_move(row) for row in content["moves"]],
            sources=sources_of(atlas.catalog, *_MOVE_TABLES),
            uncertainty="Shares come from a survey with few people behind each row; `is_estimated` "
            "marks those "
            "from a model.",
            limits=[LIMITS["moves"], LIMITS["figures"]],
        )

    def plan(
        destination: Work,
        origin: Annotated[
            str | None, Field(description="The work now, title or code; null when starting from school.")
        ] = None,
        school_grade: Annotated[
            int | None, Field(description="Grade at school, when there is no work yet.", ge=6, le=12)
        ] = None,
        area: Place = None,
    ) -> PlanAnswer:
        """Ways to an occupation from another one or from school: years, schooling, licences, pay.

        Give `origin` or `school_grade`.
        """
        from careerclusters.atlas.advice import plan_json
        from careerclusters.labour import area_of

        if (origin is None) == (school_grade is None):
            raise InputError(
                "A plan starts from one place",
                seen={"origin": origin, "school_grade": school_grade},
                todo="Give either origin or school_grade.",
            )
        atlas = open_atlas()
        goal, place = atlas.code(destination), area_of(atlas.catalog, area)
        start = None if origin is None else atlas.code(origin)
        content = rounded(plan_json(atlas, start, goal, grade=school_grade, area=place))
        return PlanAnswer(
            destination=goal,
            destination_name=atlas.name(goal),
            area=_place_name(place),
            is_feasible=content["is_feasible"],
            ways=[_way(atlas, way) for way in content["ways"]],
            blocked=list(content["blocked"]),
            sources=sources_of(atlas.catalog, *_MOVE_TABLES, "programme_outcomes", "apprenticeships"),
            uncertainty="Years are usual ones and vary by person and school.",
            limits=[LIMITS["plan"], LIMITS["moves"]],
        )

    def closure(
        jobs_lost: Annotated[
            dict[str, int], Field(description="Number of people by job title or code.", min_length=1)
        ],
        area: Place = None,
    ) -> ClosureAnswer:
        """Where people could go when jobs end: without training, after a short course, in two years."""
        from careerclusters.atlas.advice import closure_of
        from careerclusters.labour import area_of

        atlas = open_atlas()
        people, unmatched = _people(atlas, jobs_lost)
        place = area_of(atlas.catalog, area)
        content = rounded(closure_of(atlas, people, area=place).to_dict())
        return ClosureAnswer(
            area=_place_name(place),
            is_local=content["is_local"],
            scenarios=[Scenario(**scenario) for scenario in content["scenarios"]],
            unmatched=unmatched,
            sources=sources_of(atlas.catalog, *_MOVE_TABLES, "area_wages"),
            uncertainty="Openings of an area are estimated; one in a thousand of the nation's "
            "counts as near by "
            "where no area is named.",
            limits=[LIMITS["closure"], LIMITS["figures"]],
        )

    return {
        "Match a profile": match_profile,
        "Next steps": next_steps,
        "Plan a way": plan,
        "When jobs end": closure,
    }


def _profile(
    atlas: Atlas,
    interests: Mapping[str, float] | None,
    worked_as: Mapping[str, float] | None,
    pay_min_usd: float | None,
) -> dict[str, Any]:
    """A profile as the file's reader wants it."""
    content: dict[str, Any] = {"careerclusters_profile": 1}
    if interests is not None:
        missing = [theme for theme in _THEMES if theme not in interests]
        if missing or len(interests) != len(_THEMES):
            raise InputError(
                "Interests need all six themes and no other",
                seen=", ".join(interests) or "none",
                todo="Give R, I, A, S, E and C, each from 1 to 5.",
            )
        content["interests"] = {"form": "short", "themes": dict(interests), "themes_standard_error": 0.3}
    if worked_as:
        held = [{"code_onet": atlas.code(work), "years": years} for work, years in worked_as.items()]
        content["strengths"] = {"occupations": held}
    if pay_min_usd is not None:
        content["constraints"] = {"pay_min_usd": pay_min_usd}
    return content


def _suggestion(atlas: Atlas, match: Any, card: Mapping[str, Any]) -> Suggestion:
    from careerclusters.people.explain.reasons import reasons_for

    code = card["code_onet"]
    return Suggestion(
        code_onet=code,
        name=card["name"],
        title=card["title"],
        band=card["band"],
        family=list(card["family"]),
        breaks=[str(wish) for wish in card["breaks"]],
        why=list(reasons_for(atlas.matcher, match, code))[:_REASONS],
    )


def _move(row: Mapping[str, Any]) -> Move:
    return Move(**{name: rounded(row.get(name)) for name in Move.model_fields})


def _way(atlas: Atlas, way: Mapping[str, Any]) -> Way:
    names = way.get("names") or [atlas.name(code) for code in way["codes"]]
    details = {name: part for name, part in way.items() if name not in _WAY_FIELDS}
    return Way(kind=way["kind"], codes=way["codes"], names=names, years=way["years"], details=details)


def _people(atlas: Atlas, jobs_lost: Mapping[str, int]) -> tuple[dict[str, int], list[dict[str, Any]]]:
    """People by code, and what was named and means no occupation."""
    people: dict[str, int] = {}
    unmatched = []
    for words, count in jobs_lost.items():
        try:
            code = atlas.code(words)
        except UnknownError as error:
            unmatched.append({"words": words, "people_count": count, "closest": list(error.closest)})
            continue
        people[code] = people.get(code, 0) + count
    if not people:
        raise UnknownError(
            "None of these means an occupation",
            seen=", ".join(jobs_lost),
            todo="Look each up with the tool find_occupation.",
        )
    return people, unmatched


def _place_name(place: Area | None) -> str:
    return _NATION if place is None else place.name
