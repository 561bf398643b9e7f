"""Figures from a country's own outlook, for catalogs that hold one instead of pay and projections.

Which figures there are follows from the tables that the catalog has; each figure names the country.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import polars as pl

from careerclusters.labour.figure import Figure

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog

__all__ = ["TEER_WORDS", "cluster_figures", "country_figures", "has_outlook"]

_DECADE = "2024–33"
# Column to unit and year.
_PEOPLE = {
    "employment_2023_people": ("people", "2023"),
    "growth_10yr_people": ("people_in_10_years", _DECADE),
    "openings_10yr_people": ("people_in_10_years", _DECADE),
    "seekers_10yr_people": ("people_in_10_years", _DECADE),
}
_CONDITIONS = {"condition_recent": "2021–23", "condition_future": _DECADE}
_SOURCE, _PREPARATION_SOURCE = "cops", "noc_teer"

TEER_WORDS = {
    0: "management",
    1: "a university degree",
    2: "two years or more of college or apprenticeship, or supervising",
    3: "less than two years of college or apprenticeship, or long training on the job",
    4: "secondary school, or some weeks of training on the job",
    5: "a short demonstration on the job",
}
"""What each TEER category asks for, in our words."""


def has_outlook(catalog: Catalog) -> bool:
    """Whether figures come from a country's own outlook."""
    return catalog.has("outlook_cops")


def country_figures(catalog: Catalog, code_onet: str) -> dict[str, Figure]:
    """Figures of one occupation by name; those that its group shares are marked as broader.

    Returns
    -------
    employment_2023, growth_10yr, openings_10yr, seekers_10yr (people), condition_recent,
    condition_future, preparation (words).
    """
    noc = _nocs(catalog)[code_onet]
    is_shared = list(_nocs(catalog).values()).count(noc) > 1
    row = _rows(catalog, "outlook_cops").get(noc)
    found = {
        column.removesuffix("_people"): _figure(
            catalog, row, column, unit=unit, year=year, is_shared=is_shared
        )
        for column, (unit, year) in _PEOPLE.items()
    }
    for column, year in _CONDITIONS.items():
        found[column] = _figure(catalog, row, column, unit="words", year=year, is_shared=is_shared)
    teer = (_rows(catalog, "preparation_teer").get(noc) or {}).get("teer_category")
    found["preparation"] = Figure(
        None if teer is None else TEER_WORDS[teer],
        "words",
        "2021",
        _PREPARATION_SOURCE,
        note="no_row" if teer is None else None,
        is_broader=is_shared,
        area=catalog.country,
    )
    return found


def cluster_figures(catalog: Catalog, codes: Sequence[str]) -> dict[str, Figure]:
    """People employed, growth and openings of several occupations together.

    A group whose occupations are only in part among `codes` counts by that part. What isn't published
    is left out, and the note says how many groups that are.
    """
    nocs = _nocs(catalog)
    total: dict[str, int] = {}
    inside: dict[str, int] = {}
    for code, noc in nocs.items():
        total[noc] = total.get(noc, 0) + 1
        inside[noc] = inside.get(noc, 0) + (code in set(codes))
    share = {noc: inside[noc] / total[noc] for noc in total if inside[noc]}
    rows = _rows(catalog, "outlook_cops")
    found = {}
    for column, (unit, year) in _PEOPLE.items():
        known = {noc: rows[noc][column] for noc in share if noc in rows and rows[noc][column] is not None}
        missing = len(share) - len(known)
        found[column.removesuffix("_people")] = Figure(
            round(sum(share[noc] * value for noc, value in known.items())) if known else None,
            unit,
            year,
            _SOURCE,
            note=f"without {missing} of {len(share)} groups, which aren't published" if missing else None,
            is_estimated=any(0 < share[noc] < 1 for noc in known),
            area=catalog.country,
        )
    return found


def _figure(
    catalog: Catalog, row: Mapping[str, Any] | None, column: str, *, unit: str, year: str, is_shared: bool
) -> Figure:
    value = None if row is None else row[column]
    note = "no_row" if row is None else "not_published" if value is None else None
    return Figure(value, unit, year, _SOURCE, note=note, is_broader=is_shared, area=catalog.country)


def _nocs(catalog: Catalog) -> dict[str, str]:
    def make() -> dict[str, str]:
        return dict(catalog.occupations.select("code_onet", "code_noc2021").iter_rows())

    return catalog.derive("nocs", make)


def _rows(catalog: Catalog, table: str) -> dict[str, dict[str, Any]]:
    def make() -> dict[str, dict[str, Any]]:
        if not catalog.has(table):
            return {}
        rows: pl.DataFrame = catalog.table(table)
        return {row["code_noc2021"]: row for row in rows.to_dicts()}

    return catalog.derive(f"{table} by noc", make)
