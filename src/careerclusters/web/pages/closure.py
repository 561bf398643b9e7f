"""A desk for a plant that closes: jobs lost and openings as they are at hand, scenarios, tables to take.

Nothing is kept: the list comes with the request, in its body where a page sends it, and goes with the
answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Query

from careerclusters.errors import CareerClustersError
from careerclusters.labour.local import table_text
from careerclusters.language import _, decimal_text
from careerclusters.present import counted
from careerclusters.text.coded_jobs import LEFT_OUT, CodedJob, code_jobs, people_by_code
from careerclusters.text.headcounts import MOST_TITLES, Headcounts, Refused, read_headcounts
from careerclusters.web.contexts import Page
from careerclusters.web.parameters import NONE_GIVEN
from careerclusters.web.queries.areas import AreaName, area_choices, chosen_area
from careerclusters.web.queries.closing import NEAR, ScenarioView, finding_of, scenario_views, table_of
from careerclusters.web.state import State
from careerclusters.web.uploads import Sent, check_unpacked

__all__ = ["PAGE", "UPLOAD_BYTES", "ClosurePage", "Job", "Text", "closure"]

UPLOAD_BYTES = 1_000_000
_NAMED = 6
Text = Annotated[str, Query(description="Lines such as machinist = 300, or a table with a header.")]
Picks = Annotated[
    list[Annotated[str, Query(max_length=240)]],
    Query(
        description=f"What words mean that aren't sure: CODE|WORDS, or {LEFT_OUT}|WORDS; repeat.",
        max_length=2 * MOST_TITLES,
    ),
]
Table = Annotated[str, Query(description="Table to download: moves, stranded or training.", max_length=20)]


@dataclass(frozen=True)
class Choice:
    """An occupation that words may mean."""

    code_onet: str
    name: str
    title: str


@dataclass(frozen=True)
class Job:
    """A job as it was read: `how` is "sure", "picked", "left_out" or "asked", then with `choices`."""

    words: str
    people_count: int
    line: int
    code_onet: str | None
    name: str | None
    how: str
    reason: str | None
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class ClosurePage:
    """What was given and what it means; `scenarios` is empty while nothing was given or can be used.

    `facts` says in one line whom it hits, `limits` what the figures can't tell, `problem` in a sentence why a
    list couldn't be read. `asked_count` people wait for an answer.
    """

    title: str
    lost: str
    openings: str
    area_text: str
    area: str | None
    area_problem: str | None
    area_choices: tuple[str, ...]
    problem: str | None
    notes: tuple[str, ...]
    jobs: tuple[Job, ...]
    places: tuple[Job, ...]
    refused: tuple[Refused, ...]
    people_count: int
    asked_count: int
    left_out_count: int
    openings_count: int
    is_local: bool
    finding: str
    scenarios: tuple[ScenarioView, ...]
    table: str
    table_rows: tuple[Mapping[str, Any], ...]
    facts: str
    limits: str
    sources: tuple[str, ...] = ("cps_asec_moves", "oews_areas", "projections_2024")


def closure(
    state: State,
    *,
    lost: Text = "",
    openings: Text = "",
    area: AreaName = None,
    pick: Picks = NONE_GIVEN,
    table: Table = "moves",
    file: Sent = None,
) -> ClosurePage:
    """Where people who lose their jobs could go, in three scenarios."""
    place, area_problem = chosen_area(state, area)
    try:
        lost = lost if file is None else _text_of(file)
        read, open_read = read_headcounts(lost), read_headcounts(openings)
        picks = _picks(pick)
        jobs = code_jobs(state.atlas, read.rows, picks=picks)
        places = code_jobs(state.atlas, open_read.rows, picks=picks)
        problem = None
    except CareerClustersError as error:
        read = open_read = Headcounts(())
        jobs, places, problem = (), (), str(error)
    people, free = people_by_code(jobs), people_by_code(places)
    views: tuple[ScenarioView, ...] = ()
    is_local = bool(place) or bool(free)
    if people:
        from careerclusters.atlas.advice import closure_of

        found = closure_of(state.atlas, people, area=place, openings=free or None)
        views = scenario_views(state, found)
    where = place.name if place else NEAR if is_local else None
    return ClosurePage(
        title=_("When a workplace closes"),
        lost=lost if problem is None or file is None else "",
        openings=openings,
        area_text=area or "",
        area=place.name if place else None,
        area_problem=area_problem,
        area_choices=area_choices(state),
        problem=problem,
        notes=_notes(read, file.name if file else None),
        jobs=_jobs(state, jobs),
        places=_jobs(state, places),
        refused=(*read.refused, *open_read.refused),
        people_count=sum(people.values()),
        asked_count=_count(jobs, "asked"),
        left_out_count=_count(jobs, "left_out"),
        openings_count=sum(free.values()),
        is_local=is_local,
        finding=finding_of(views, where=where) if views else "",
        scenarios=views,
        table=table,
        table_rows=table_of(views, table),
        facts=_facts(_jobs(state, jobs), place.name if place else None),
        limits=_limits(place.name if place else None, is_given=bool(free)),
    )


def _facts(jobs: Sequence[Job], area: str | None) -> str:
    """Whom the closure hits, in one line: people, jobs, area."""
    known = [job for job in jobs if job.code_onet]
    people = sum(job.people_count for job in known)
    slots = {
        "people": counted(people, "person", plural="people"),
        "count": counted(len(known), "job"),
        "jobs": ", ".join(f"{job.name} {decimal_text(job.people_count)}" for job in known[:_NAMED]),
        "area": area or _("United States"),
    }
    if len(known) > _NAMED:
        return _("{people} in {count}: {jobs} and others. {area}.", **slots)
    return _("{people} in {count}: {jobs}. {area}.", **slots)


def _limits(area: str | None, *, is_given: bool) -> str:
    """What the figures can't tell, in a few sentences."""
    pay = _("Pay is typical pay, 2025.")
    if area:
        pay = _(
            "Pay is typical pay in {area}, or in the United States where none is published there, 2025.",
            area=area,
        )
    places = _("A quarter of yearly openings counts as open to these people.")
    if is_given:
        places = _("Places are open jobs as they were given.")
    return " ".join(
        (
            _("It says what is possible, not who gets hired."),
            pay,
            places,
            _("Moves follow those that people in a national survey made."),
        )
    )


def _text_of(file: Any) -> str:
    check_unpacked(file)
    return table_text(file.content)


def _notes(read: Headcounts, name: str | None) -> tuple[str, ...]:
    return ((_("Read from {file}.", file=name),) if name else ()) + read.notes


def _picks(given: Sequence[str]) -> dict[str, str]:
    pairs = (one.partition("|") for one in given)
    return {words: code for code, _bar, words in pairs if code and words}


def _count(jobs: Iterable[CodedJob], how: str) -> int:
    return sum(job.people_count for job in jobs if job.how == how)


def _jobs(state: State, jobs: Iterable[CodedJob]) -> tuple[Job, ...]:
    return tuple(
        Job(
            one.words,
            one.people_count,
            one.line,
            one.code_onet,
            None if one.code_onet is None else state.plain_name(one.code_onet),
            one.how,
            one.reason,
            tuple(
                Choice(row.code_onet, state.plain_name(row.code_onet), row.title) for row in one.candidates
            ),
        )
        for one in jobs
    )


PAGE = Page(
    "closure",
    "/closure",
    "Where people who lose their jobs could go.",
    closure,
    rows="table_rows",
    upload_bytes=UPLOAD_BYTES,
)
