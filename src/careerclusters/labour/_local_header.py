"""The header of a wage file as it comes: found below title lines, read by its synonyms.

OEWS names its columns OCC_CODE, TOT_EMP and A_MEDIAN, OFLC SocCode and Average, states Occupation Title
and Median Annual Wage; all are read. What isn't known is kept aside and named. A user's `--map` goes first.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from careerclusters.errors import InputError
from careerclusters.language import _, marked

__all__ = ["COLUMNS", "EXPECTED", "FIGURES", "HOURLY", "Header", "find_header"]

FIGURES = ("wage_median_usd", "wage_mean_usd", "employment_jobs", "openings_annual_jobs", "growth_10yr_pct")
HOURLY = {"wage_median_hourly_usd": "wage_median_usd", "wage_mean_hourly_usd": "wage_mean_usd"}
"""Columns by the hour and the column that they become."""

COLUMNS = ("code", "title", "area", *FIGURES)
EXPECTED = marked(
    "Expected a first line with `code` or `title`, at least one of wage_median_usd, wage_mean_usd, "
    "employment_jobs, openings_annual_jobs, growth_10yr_pct, and optionally `area`, for example: "
    "code,area,wage_median_usd,employment_jobs. Other names can be given with --map column=name"
)
DELIMITERS = (",", ";", "\t", "|")
LINES_LOOKED_AT = 25
LONGEST_LINE = 4_000

# Synonyms without case and marks, the better ones first.
_SYNONYMS: dict[str, str] = {
    "code": (
        "code occcode soccode onetcode onetsoccode occupationcode soc2018code soc2018 occupationalcode "
        "codeonet codesoc2018 soc occ onetsoc"
    ),
    "title": (
        "title occtitle occupationtitle soctitle occupationaltitle jobtitle occupationname occupation "
        "onettitle job"
    ),
    "area": (
        "areatitle areaname area county countytownname countyname region regionname geography metro msa "
        "msaname location"
    ),
    "wage_median_usd": (
        "wagemedianusd amedian annualmedian medianannual medianannualwage annualmedianwage "
        "medianannualsalary annualmedianwages medianwageannual"
    ),
    "wage_mean_usd": (
        "wagemeanusd amean annualmean meanannual meanannualwage annualmeanwage averageannualwage "
        "annualaveragewage averageannual meanannualsalary"
    ),
    "employment_jobs": (
        "employmentjobs totemp employment totalemployment estimatedemployment estemployment "
        "baseemployment currentemployment jobs emp"
    ),
    "openings_annual_jobs": (
        "openingsannualjobs annualopenings totalannualopenings averageannualopenings "
        "annualaverageopenings annualtotalopenings totalopenings openings"
    ),
    "growth_10yr_pct": (
        "growth10yrpct percentchange pctchange percentgrowth growthpercent employmentpercentchange "
        "growthrate growth"
    ),
    "wage_median_hourly_usd": (
        "wagemedianhourlyusd hmedian hourlymedian medianhourly medianhourlywage hourlymedianwage"
    ),
    "wage_mean_hourly_usd": (
        "wagemeanhourlyusd hmean hourlymean meanhourly meanhourlywage averagehourlywage "
        "hourlymeanwage averagehourly"
    ),
}
# Names that don't say whether pay is by the hour or by the year; the figures must tell.
_UNKNOWN_PERIOD = {
    "wage_median_usd": ("medianwage", "medianpay", "median", "mediansalary", "wagemedian"),
    "wage_mean_usd": ("average", "averagewage", "meanwage", "mean", "averagesalary"),
}


@dataclass(frozen=True)
class Header:
    """Where the header stands and what its columns are.

    Parameters
    ----------
    at
        Position of its line, counted from 0.
    delimiter
        Between cells.
    names
        Our name of each column; None for those that are kept aside.
    given
        The columns' own names.
    of_unknown_period
        Our names of pay columns that don't say whether they are by the hour or by the year.
    """

    at: int
    delimiter: str
    names: tuple[str | None, ...]
    given: tuple[str, ...]
    of_unknown_period: tuple[str, ...] = ()

    @property
    def aside(self) -> tuple[str, ...]:
        """Own names of the columns that aren't read."""
        return tuple(own for own, name in zip(self.given, self.names, strict=True) if name is None and own)


def find_header(lines: Sequence[str], mapping: Mapping[str, str] | None = None) -> Header:
    """The first line, among the first 25 that aren't blank, that names an occupation and a figure.

    Parameters
    ----------
    mapping
        Column of the file to a name of ours, as given with `--map`.

    Raises
    ------
    InputError
        When no line does, or a column stands twice; it shows what the first line holds.
    """
    mapping = _checked(mapping or {})
    looked_at = [at for at, line in enumerate(lines) if line.strip()][:LINES_LOOKED_AT]
    if not looked_at:
        raise InputError("The file is empty", todo=EXPECTED)
    best: Header | None = None
    for at in looked_at:
        header = _best_split(lines[at], at, mapping)
        if header is None:
            continue
        best = best if best is not None and _count(best) >= _count(header) else header
        if _is_enough(header):
            return header
    nearest = best or Header(looked_at[0], ",", (None,), (lines[looked_at[0]].strip()[:80],))
    names = [name for name in nearest.names if name]
    seen = ", ".join(one for one in nearest.given if one)[:200]
    if not {"code", "title"} & set(names):
        raise InputError("The header has neither `code` nor `title`", seen=seen, todo=EXPECTED)
    raise InputError("The header has no column with figures", seen=seen, todo=EXPECTED)


def _checked(mapping: Mapping[str, str]) -> dict[str, str]:
    known = (*COLUMNS, *HOURLY)
    for column, name in mapping.items():
        if name not in known:
            raise InputError(
                "A column can't be mapped to this name",
                seen=f"{column}={name}",
                todo=_("Use {names}.", names=", ".join(known)),
            )
    return {_plain(column): name for column, name in mapping.items()}


def _best_split(line: str, at: int, mapping: Mapping[str, str]) -> Header | None:
    """The line cut at the delimiter under which most columns are known."""
    best: Header | None = None
    for delimiter in DELIMITERS:
        try:
            cells = next(csv.reader([line[:LONGEST_LINE]], delimiter=delimiter, strict=True))
        except (csv.Error, StopIteration):
            continue
        header = _named(tuple(" ".join(cell.split()) for cell in cells), at, delimiter, mapping)
        if best is None or _count(header) > _count(best):
            best = header
    return best


def _named(given: tuple[str, ...], at: int, delimiter: str, mapping: Mapping[str, str]) -> Header:
    plain = [_plain(name) for name in given]
    taken: dict[str, int] = {}
    periods = []
    for at_column, name in enumerate(plain):
        if name in mapping:
            taken.setdefault(mapping[name], at_column)
    for ours, synonyms in _SYNONYMS.items():
        found = next((plain.index(one) for one in synonyms.split() if one in plain), None)
        if ours not in taken and found is not None and found not in taken.values():
            if plain.count(plain[found]) > 1:
                raise InputError("A column stands twice in the header", seen=given[found], todo=EXPECTED)
            taken[ours] = found
    for ours, spellings in _UNKNOWN_PERIOD.items():
        has_it = ours in taken or any(hourly in taken for hourly, annual in HOURLY.items() if annual == ours)
        found = next((plain.index(one) for one in spellings if one in plain), None)
        if not has_it and found is not None and found not in taken.values():
            taken[ours] = found
            periods.append(ours)
    by_column = {column: ours for ours, column in taken.items()}
    names = tuple(by_column.get(column) for column in range(len(given)))
    return Header(at, delimiter, names, given, tuple(periods))


def _count(header: Header) -> int:
    return sum(name is not None for name in header.names)


def _is_enough(header: Header) -> bool:
    names = set(header.names)
    return bool(names & {"code", "title"}) and bool(names & {*FIGURES, *HOURLY})


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", name.lower().replace("%", "percent").replace("*", ""))
