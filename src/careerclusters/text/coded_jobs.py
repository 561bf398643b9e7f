"""Jobs with people as occupations: taken where sure, else asked about with what they may mean.

The rule is that of `careerclusters.finding`. An answer to what was asked goes by the words asked about.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from careerclusters.errors import CareerClustersError, UnknownError
from careerclusters.language import _
from careerclusters.text.headcounts import Headcount

if TYPE_CHECKING:
    from careerclusters.atlas import Atlas
    from careerclusters.finding import Candidate

__all__ = ["LEFT_OUT", "CodedJob", "code_jobs", "people_by_code"]

LEFT_OUT = "none"
"""The answer that none of the candidates is meant: the people aren't counted."""

MOST_CANDIDATES = 5


@dataclass(frozen=True)
class CodedJob:
    """A job as an occupation.

    Attributes
    ----------
    words, people_count, line
        As they were given.
    code_onet, name
        The occupation; None where it isn't known which is meant, or none is.
    how
        "sure", "picked" (somebody chose), "left_out" (somebody said none) or "asked".
    reason
        Why it is asked about; None otherwise.
    candidates
        What it may mean, likeliest first; of one that was asked about.
    """

    words: str
    people_count: int
    line: int
    code_onet: str | None
    name: str | None
    how: str
    reason: str | None = None
    candidates: tuple[Candidate, ...] = ()


def code_jobs(
    atlas: Atlas, rows: Iterable[Headcount], *, picks: Mapping[str, str] | None = None
) -> tuple[CodedJob, ...]:
    """Each job as an occupation, or as a question.

    Parameters
    ----------
    picks
        Words, whatever their case, to the code chosen for them, or `LEFT_OUT`.

    Raises
    ------
    UnknownError
        When a code was chosen that no occupation has.
    """
    chosen = {words.casefold(): code for words, code in (picks or {}).items()}
    return tuple(_coded(atlas, row, chosen.get(row.words.casefold())) for row in rows)


def people_by_code(jobs: Iterable[CodedJob]) -> dict[str, int]:
    """People of each occupation; jobs of the same occupation together."""
    people: dict[str, int] = {}
    for job in jobs:
        if job.code_onet is not None:
            people[job.code_onet] = people.get(job.code_onet, 0) + job.people_count
    return people


def _coded(atlas: Atlas, row: Headcount, pick: str | None) -> CodedJob:
    given = (row.words, row.people_count, row.line)
    try:
        found = atlas.find(row.code or row.words, limit=MOST_CANDIDATES)
        known = tuple(one for one in found.candidates if one.code_onet in atlas.clustering.titles)
        is_sure, reason = found.is_sure and bool(known), found.message
    except CareerClustersError as error:
        known, is_sure, reason = (), False, error.what
    if is_sure and pick is None:
        return CodedJob(*given, known[0].code_onet, known[0].name, "sure")
    if pick == LEFT_OUT:
        return CodedJob(*given, None, None, "left_out", None, known)
    if pick is not None:
        if pick not in atlas.clustering.titles:
            raise UnknownError("No occupation has this code", seen=pick, todo="Choose one from the list.")
        return CodedJob(*given, pick, atlas.name(pick), "picked", None, known)
    return CodedJob(*given, None, None, "asked", reason or _("No job title is like it"), known)
