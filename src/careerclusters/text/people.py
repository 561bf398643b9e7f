"""Match a small file of people at once: one row a person, themes as columns, a job held in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from careerclusters.errors import CareerClustersError, InputError
from careerclusters.language import _, decimal_text

if TYPE_CHECKING:
    import polars as pl

    from careerclusters.atlas import Atlas
    from careerclusters.finding import Finding

__all__ = ["MOST_PEOPLE", "match_people"]

THEMES = ("R", "I", "A", "S", "E", "C")
MOST_PEOPLE = 10_000
MOST_YEARS = 60
_LEAST, _MOST = 1.0, 5.0


def match_people(atlas: Atlas, people: pl.DataFrame, *, limit: int = 3) -> pl.DataFrame:
    """The first occupations for each person.

    Parameters
    ----------
    atlas
        The atlas.
    people
        Columns `person` (any id), the themes `R I A S E C` (1–5; all six empty where only a job is known),
        and optionally `job` and `years`: what was done before, in words, and how long. Each different job is
        looked up once, by the rule that holds everywhere: one that isn't sure isn't taken.
    limit
        How many occupations each.

    Returns
    -------
    `person`, `rank`, `code_onet`, `title`, `name`, `score`, `band`, `job_code_onet` (what the job was taken
    for), `problem`; one who isn't matched has one row that says why.
    """
    import polars as pl

    missing = [name for name in ("person", *THEMES) if name not in people.columns]
    if missing:
        raise InputError("The table of people lacks columns", seen=", ".join(missing), todo="Add them.")
    if len(people) > MOST_PEOPLE:
        raise InputError(
            _("At most {n} people are matched at once", n=decimal_text(MOST_PEOPLE)),
            seen=len(people),
            todo="Split it.",
        )
    jobs = _jobs_found(atlas, people)
    rows: list[dict[str, object]] = []
    for row in people.iter_rows(named=True):
        try:
            rows += _matched(atlas, row, jobs, limit=limit)
        except CareerClustersError as error:
            rows.append({"person": str(row["person"]), "problem": str(error)})
    text = dict.fromkeys(("code_onet", "title", "name"), pl.String)
    said = dict.fromkeys(("band", "job_code_onet", "problem"), pl.String)
    schema = {"person": pl.String, "rank": pl.Int64, **text, "score": pl.Float64, **said}
    return pl.DataFrame(rows, schema=schema)


def _jobs_found(atlas: Atlas, people: pl.DataFrame) -> Mapping[str, Finding | CareerClustersError]:
    """What each different job means, or why it can't be read."""
    if "job" not in people.columns:
        return {}
    found: dict[str, Finding | CareerClustersError] = {}
    for job in people["job"].drop_nulls().unique(maintain_order=True):
        words = str(job).strip()
        if words and words not in found:
            try:
                found[words] = atlas.find(words, limit=3)
            except CareerClustersError as error:
                found[words] = error
    return found


def _matched(
    atlas: Atlas,
    row: Mapping[str, object],
    jobs: Mapping[str, Finding | CareerClustersError],
    *,
    limit: int,
) -> list[dict[str, object]]:
    from careerclusters.features.names import plain_name
    from careerclusters.finding import to_code
    from careerclusters.people.profile.file import person_from_dict

    profile: dict[str, object] = {"careerclusters_profile": 1}
    job = str(row.get("job") or "").strip()
    if not job or any(_is_given(row[name]) for name in THEMES):
        profile["interests"] = {"themes": {name: _theme(row, name) for name in THEMES}}
    code = None
    if job:
        finding = jobs[job]
        if isinstance(finding, CareerClustersError):
            raise finding
        code = to_code(finding)
        profile["strengths"] = {"occupations": [{"code_onet": code, "years": _years(row)}]}
    match = atlas.match(person_from_dict(profile), draws=0)
    if not match.is_enough:
        raise InputError("Too little is told to match", seen=row["person"], todo="Add themes or a job.")
    best = match.occupations.head(limit).select("code_onet", "title", "score", "band")
    return [
        {
            "person": str(row["person"]),
            "rank": rank,
            **found,
            "name": plain_name(str(found["code_onet"]), str(found["title"])),
            "job_code_onet": code,
        }
        for rank, found in enumerate(best.iter_rows(named=True), 1)
    ]


def _is_given(value: object) -> bool:
    return value is not None and str(value).strip() != ""


def _theme(row: Mapping[str, object], name: str) -> float:
    value = _number(row[name])
    if not _LEAST <= value <= _MOST:
        raise InputError(_("Theme {name} must be between 1 and 5", name=name), seen=row[name])
    return value


def _years(row: Mapping[str, object]) -> float:
    """Years in the job; one where none are given."""
    given = row.get("years")
    years = _number(given) if _is_given(given) else 1.0
    if not 0 <= years <= MOST_YEARS:
        raise InputError(_("Years must be between 0 and {n}", n=MOST_YEARS), seen=given)
    return years


def _number(value: object) -> float:
    try:
        return float(str(value))
    except ValueError:
        return float("nan")
