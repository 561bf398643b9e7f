"""What a student sends: the result and the sheet, never the answers."""

from __future__ import annotations

from dataclasses import dataclass, replace

from careerclusters.language import _
from careerclusters.people.matching.match import Match
from careerclusters.people.profile.instruments import THEME_NAMES
from careerclusters.web.miniature import on_miniature
from careerclusters.web.pages.report import ReportPage, sheet_of
from careerclusters.web.pages.results import Theme, asked_where, found_for, themes_of
from careerclusters.web.profile_code import person_of
from careerclusters.web.state import State

__all__ = ["Job", "Lean", "Result", "result_of", "spoken_result"]

_JOBS, _TIED = 5, 3


@dataclass(frozen=True)
class Lean:
    """The group that most of a person's likely first ten lie in, and their share (0–1)."""

    cluster_id: str
    name: str
    place: int
    share: float


@dataclass(frozen=True)
class Job:
    """One of the first jobs."""

    code_onet: str
    name: str


@dataclass(frozen=True)
class Result:
    """One student's result.

    `is_undecided` when nothing stands out, or three or more themes lead together. `broad` and `lean` are
    the broad and the main group; `spot` is on the small map. All are None without enough answers.
    """

    nickname: str
    is_enough: bool
    is_undecided: bool
    themes: tuple[Theme, ...]
    broad: Lean | None
    lean: Lean | None
    jobs: tuple[Job, ...]
    spot: tuple[float, float] | None
    sheet: ReportPage

    @property
    def likes(self) -> tuple[str, ...]:
        """Names of the themes that lead; none when nothing does."""
        return () if self.is_undecided else tuple(one.name for one in self.themes if one.group == 1)

    @property
    def leading(self) -> tuple[str, ...]:
        """Letters of the themes that lead and can't be told apart."""
        return tuple(one.letter for one in self.themes if one.group == 1)


def result_of(state: State, me: str, *, nickname: str = "") -> Result:
    """The result of a person; their answers aren't in it."""
    person = person_of(me)
    where = asked_where(state, me, None)
    found = found_for(state, person, area=where.key)
    themes = themes_of(person)
    leading = [one for one in themes if one.group == 1]
    return Result(
        nickname=nickname,
        is_enough=found.is_enough,
        is_undecided=found.is_enough and (not found.stands_out or len(leading) >= _TIED),
        themes=themes,
        broad=_lean(state, found, state.levels[0]),
        lean=_lean(state, found, state.main_level),
        jobs=tuple(Job(card.code_onet, state.plain_name(card.code_onet)) for card in found.cards[:_JOBS])
        if found.is_enough
        else (),
        spot=on_miniature(*found.place) if found.place else None,
        sheet=replace(sheet_of(state, person, found, where=where), me="", asked=()),
    )


def spoken_result(state: State, result: Result) -> Result:
    """The result with its names in the language of whoever looks at it, not of the student's page."""

    def lean(one: Lean | None) -> Lean | None:
        return None if one is None else replace(one, name=state.names.get(one.cluster_id, one.name))

    return replace(
        result,
        themes=tuple(replace(one, name=_(THEME_NAMES[one.letter])) for one in result.themes),
        broad=lean(result.broad),
        lean=lean(result.lean),
        jobs=tuple(replace(job, name=state.plain_name(job.code_onet)) for job in result.jobs),
    )


def _lean(state: State, found: Match, level: str) -> Lean | None:
    if not found.is_enough:
        return None
    rows = [row for row in found.clusters.to_dicts() if row["level"] == level]
    first = max(rows, key=lambda row: (row["degree"], row["cluster_id"]), default=None)
    if first is None:
        return None
    place = state.places[first["cluster_id"]]
    return Lean(first["cluster_id"], first["name"], place, round(float(first["degree"]), 4))
