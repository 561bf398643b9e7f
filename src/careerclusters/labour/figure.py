"""A number with all that must be said beside it: unit, year, source, and why it is missing."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from careerclusters import present
from careerclusters.language import _, decimal_text, marked

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["NATION_NAME", "NOTE_WORDS", "Figure", "figure"]

NATION_NAME = "United States"

NOTE_WORDS = {
    "suppressed": marked("withheld by the publisher"),
    "top_coded": marked("at or above the highest figure that the publisher shows"),
    "hourly_only": marked("only hourly pay is published"),
    "not_published": marked("not published"),
    "no_row": marked("not in this source"),
    "not_marked": marked("not marked"),
}
"""Reasons for a missing figure, in words."""


@dataclass(frozen=True)
class Figure:
    """One figure.

    Parameters
    ----------
    value
        The number (or word); None when missing, then `note` holds the reason.
    unit
        `usd_per_year`, `usd_per_hour`, `jobs`, `jobs_per_year`, `share` (0–1), `share_per_year`,
        `pct` (0–100), `percentile`, `ratio` or `words`.
    year
        Year or span it is for: "2024", "2024–34".
    source
        Id in the sources' registry; "own file" for the user's own labour market.
    note
        Reason when missing (a key of `NOTE_WORDS`), or what to keep in mind.
    is_broader
        Whether the figure covers more than the occupation asked for.
    at_least
        Lower bound of a top-coded figure; then `value` is None.
    area
        Name of the area that the figure is for.
    stands_in_for
        Name of the area asked for, where it has no figure and this wider area's is given; else None.
    group
        "part of a group of 6 occupations", where the figure counts several and this occupation is not the
        one they are counted under; else None.
    is_estimated
        Whether it was computed by a rule of ours from published figures; `note` says the rule.
    error_pct
        Relative standard error in percent, where the publisher gives one: of jobs and of mean pay.
    """

    value: float | int | str | None
    unit: str
    year: str
    source: str
    note: str | None = None
    is_broader: bool = False
    at_least: float | None = None
    area: str = NATION_NAME
    stands_in_for: str | None = None
    group: str | None = None
    is_estimated: bool = False
    error_pct: float | None = None

    @property
    def is_known(self) -> bool:
        """Whether there is a value."""
        return self.value is not None

    @property
    def number(self) -> float | int | None:
        """The value where it is a number; None when it is missing or a word."""
        return None if isinstance(self.value, str) else self.value

    @property
    def state(self) -> str:
        """ "known", "top_coded", "suppressed", "hourly_only" or "missing"; never two of them."""
        if self.value is not None:
            return "known"
        return self.note if self.note in ("top_coded", "suppressed", "hourly_only") else "missing"

    @property
    def marks(self) -> tuple[str, ...]:
        """What must be said beside the figure: whose it is, where it is from, that it is an estimate."""
        said = []
        if self.group:
            said.append(self.group)
        elif self.is_broader:
            said.append(_("a broader group"))
        if self.stands_in_for:
            said.append(_("{area}; none for {asked}", area=self.area, asked=self.stands_in_for))
        if self.is_estimated:
            said.append(_("an estimate"))
        return tuple(said)

    def words(self) -> str:
        """`text` with its marks in brackets: "504,500 jobs (part of a group of 2 occupations)"."""
        return f"{self.text()} ({'; '.join(self.marks)})" if self.marks else self.text()

    def text(self) -> str:
        """The figure for a person: "$93,600 a year", "$239,200 a year or more", "withheld by ..."."""
        number = self.at_least if self.value is None else self.value
        if number is None:
            return _(NOTE_WORDS.get(self.note or "", self.note or present.UNKNOWN))
        if isinstance(number, str):
            return _(number)
        match self.unit:
            case "usd_per_year" | "usd_per_hour":
                per = "hour" if self.unit.endswith("hour") else "year"
                return present.dollars(number, per=per, is_at_least=self.value is None)
            case "jobs":
                return present.jobs(number)
            case "jobs_per_year":
                few = present.openings_count(number, is_nation=self.area == NATION_NAME)
                count = few if number < 1 else present.two_digits(number)
                return _("{count} jobs a year", count=count)
            case "people":
                return present.counted(round(number), "person", plural="people")
            case "people_in_10_years":
                return _("{n} people in ten years", n=decimal_text(number))
            case "share":
                return present.percent(number)
            case "share_per_year":
                return _("{amount} a year", amount=present.percent(number, decimals=1))
            case "ratio":
                return _("{n} times the nation's share", n=decimal_text(number, 2))
            case "pct":
                return present.signed_percent(number, decimals=1)
            case _:
                return f"{number:g}"

    def to_dict(self) -> dict[str, object]:
        """All fields, `text`, `state` and `marks`, JSON-ready."""
        content = {name: getattr(self, name) for name in _FIELDS}
        return content | {"text": self.text(), "state": self.state, "marks": list(self.marks)}

    def __repr__(self) -> str:
        marks = "".join(f", {mark}" for mark in self.marks)
        return f"<{self.text()} ({self.year}, {self.source}{marks})>"


_FIELDS = tuple(one.name for one in fields(Figure))
_ERRORS = {
    "employment_jobs": "employment_rse_pct",
    "wage_mean_usd": "wage_rse_pct",
    "wage_mean_hourly_usd": "wage_rse_pct",
}
"""Column of the relative standard error of a column."""


def figure(
    row: Mapping[str, Any] | None,
    column: str,
    *,
    unit: str,
    year: str,
    source: str,
    area: str = NATION_NAME,
    stands_in_for: str | None = None,
) -> Figure:
    """The figure in `column` of a labour-market row, with its reason and its top code.

    Parameters
    ----------
    row
        One row as a mapping; None when the source has none for the occupation.
    column
        Name of the column with the number; the reason stands in its `_note` column.
    area, stands_in_for
        As in `Figure`.
    """
    if row is None:
        return Figure(None, unit, year, source, note="no_row", area=area)
    stem = column.removesuffix("_usd").removesuffix("_jobs").removesuffix("_share")
    value, note = row[column], row.get(f"{stem}_note")
    if value is None and note is None:
        note = "not_published"
    top = row.get("top_coded_at_usd") if note == "top_coded" else None
    error = None if value is None else row.get(_ERRORS.get(column, ""))
    return Figure(
        value,
        unit,
        year,
        source,
        note=note,
        is_broader=bool(row.get("is_broader")),
        at_least=top,
        area=area,
        stands_in_for=stands_in_for,
        error_pct=None if error is None else round(float(error), 1),
    )
