"""Match a small file of people at once: one row a person, themes as columns, a job held in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careerclusters.errors import CareerClustersError, InputError

if TYPE_CHECKING:
    import polars as pl

    from careerclusters.atlas import Atlas

__all__ = ["MOST_PEOPLE", "match_people"]

THEMES = ("R", "I", "A", "S", "E", "C")
MOST_PEOPLE = 10_000
_LEAST, _MOST = 1.0, 5.0


def match_people(atlas: Atlas, people: pl.DataFrame, *, limit: int = 3) -> pl.DataFrame:
    """The first occupations for each person.

    Parameters
    ----------
    atlas
        The atlas.
    people
        Columns `person` (any id), the themes `R I A S E C` (1–5), and optionally `job` and `years`: what was
        done before, in words, and how long.
    limit
        How many occupations each.

    Returns
    -------
    `person`, `rank`, `code_onet`, `title`, `score`, `problem`; one who isn't matched has a row with why.
    """
    import polars as pl

    missing = [name for name in ("person", *THEMES) if name not in people.columns]
    if missing:
        raise InputError("The table of people lacks columns", seen=", ".join(missing), todo="Add them.")
    if len(people) > MOST_PEOPLE:
        raise InputError(
            f"At most {MOST_PEOPLE:,} people are matched at once", seen=len(people), todo="Split it."
        )
    rows: list[dict[str, object]] = []
    for row in people.iter_rows(named=True):
        try:
            rows += _matched(atlas, row, limit)
        except CareerClustersError as error:
            rows.append({"person": str(row["person"]), "problem": str(error)})
    schema = {"person": pl.String, "rank": pl.Int64, "code_onet": pl.String, "title": pl.String}
    return pl.DataFrame(rows, schema={**schema, "score": pl.Float64, "problem": pl.String})


def _matched(atlas: Atlas, row: dict[str, object], limit: int) -> list[dict[str, object]]:
    from careerclusters.people.profile.file import parse_profile

    profile: dict[str, object] = {"careerclusters_profile": 1}
    profile["interests"] = {"themes": {name: _theme(row, name) for name in THEMES}}
    job = str(row.get("job") or "").strip()
    if job:
        years = float(str(row.get("years") or 1))
        profile["strengths"] = {"occupations": [{"code_onet": atlas.code(job), "years": years}]}
    import json

    match = atlas.match(parse_profile(json.dumps(profile)), draws=0)
    best = match.occupations.head(limit)
    score = "score" if "score" in best.columns else best.columns[2]
    return [
        {
            "person": str(row["person"]),
            "rank": rank,
            "code_onet": code,
            "title": atlas.catalog.title(code),
            "score": value,
        }
        for rank, (code, value) in enumerate(best.select("code_onet", score).iter_rows(), 1)
    ]


def _theme(row: dict[str, object], name: str) -> float:
    try:
        value = float(str(row[name]))
    except ValueError:
        value = float("nan")
    if not _LEAST <= value <= _MOST:
        raise InputError(f"Theme {name} must be between 1 and 5", seen=row[name])
    return value
