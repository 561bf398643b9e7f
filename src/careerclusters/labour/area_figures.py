"""Jobs, pay and openings in an area, with the state's and the nation's figures where it has none.

Of a metropolitan area without a figure, the state's is given, then the nation's; the figure says so. Jobs
of a wider area are never taken as the area's own: they are named as the wider area's.

Openings in an area are not published. They are estimated as

    openings = national openings a year / national jobs × jobs in the area

which assumes that an area's occupation grows and turns over as in the nation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

import polars as pl

from careerclusters.features.market import openings_here
from careerclusters.labour._rows import part_of, row_of
from careerclusters.labour.area import Area, areas
from careerclusters.labour.figure import NATION_NAME, Figure, figure
from careerclusters.language import _, decimal_text
from careerclusters.results import Value

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog

__all__ = [
    "OPENINGS_RULE",
    "AreaJobs",
    "all_national_errors",
    "area_table",
    "cell_rows",
    "jobs_in",
    "national_errors",
    "openings_words",
    "where_common",
]

SOURCE, YEAR = "oews_areas", "2025"
OPENINGS_RULE = "national openings per job 2024–34 times jobs here in 2025"
FEWEST_JOBS = 100
MOST_KEPT = 32
_COMMON = ("location_quotient", "employment_jobs", "wage_median_usd")
"""Areas whose tables are kept at a time."""


@dataclass(frozen=True, eq=False)
class AreaJobs(Value):
    """How many work in an occupation in an area, and how usual that is there.

    Parameters
    ----------
    area
        The area asked for.
    jobs
        Jobs of employees.
    openings_annual
        Estimated openings a year; see the module.
    location_quotient
        Share of the area's jobs over the nation's share; 1 is as common as everywhere.
    """

    area: Area
    jobs: Figure
    openings_annual: Figure
    location_quotient: Figure

    def words(self) -> str:
        """How common the work is there, as a sentence part; "" when that isn't known."""
        times = self.location_quotient.value
        if not isinstance(times, float):
            return ""
        if times >= 1.15:
            return _("{n} times as common as in the nation", n=decimal_text(times, 1))
        if times <= 0.85:
            return _("less common than in the nation ({n} times)", n=decimal_text(times, 2))
        return _("about as common as in the nation")

    def to_dict(self) -> dict[str, object]:
        """JSON-ready."""
        return {
            "area": self.area.to_dict(),
            "jobs": self.jobs.to_dict(),
            "openings_annual": self.openings_annual.to_dict(),
            "location_quotient": self.location_quotient.to_dict(),
            "words": self.words(),
        }


def cell_rows(
    catalog: Catalog, code_soc2018: str, area: Area, *, table: str = "area_wages"
) -> Iterator[tuple[Area, dict[str, Any] | None]]:
    """The row of an occupation in the area, then in its state, then in the nation; None where absent."""
    known = areas(catalog)
    published = _published(catalog).get(code_soc2018, (code_soc2018, False))
    rows = _rows_of_code(catalog, published[0], table=table)
    place: Area | None = area
    while place is not None:
        row = rows.get(place.code)
        yield place, None if row is None else {**row, "is_broader": published[1]}
        place = known.get(place.wider_code or "")


def openings_words(area: Area | None) -> str | None:
    """What to say beside a list of openings in an area; None for the nation, whose own are published."""
    if area is None or area.is_nation:
        return None
    return f"Openings in {area.name} are estimates: {OPENINGS_RULE}."


def national_errors(catalog: Catalog, code_published: str) -> Mapping[str, float | None]:
    """Relative standard errors of the nation's jobs and mean pay by column name, of a published code."""
    return all_national_errors(catalog).get(code_published, {})


def all_national_errors(catalog: Catalog) -> Mapping[str, Mapping[str, float | None]]:
    """Relative standard errors of the nation's jobs and mean pay by published code and column name."""

    def make() -> dict[str, dict[str, float | None]]:
        if not (catalog.has("area_wages") and catalog.has("areas")):
            return {}
        nation = catalog.table("areas").filter(pl.col("area_kind") == "nation")["area_code"]
        columns = ("employment_rse_pct", "wage_rse_pct")
        # The table is large: of it the nation's rows are read, and no more.
        of_nation = pl.col("area_code").cast(pl.String).is_in(nation.cast(pl.String).to_list())
        rows = catalog.scan("area_wages").filter(of_nation).select("code_published", *columns).collect()
        return {row["code_published"]: {one: row[one] for one in columns} for row in rows.to_dicts()}

    return catalog.derive("national_errors", make)


def jobs_in(catalog: Catalog, code_soc2018: str, area: Area) -> AreaJobs:
    """Jobs, estimated openings and location quotient of a detailed SOC occupation in an area."""
    own = next(cell_rows(catalog, code_soc2018, area))[1]
    jobs = _first_known(catalog, code_soc2018, area, "employment_jobs", unit="jobs")
    quotient = figure(own, "location_quotient", unit="ratio", year=YEAR, source=SOURCE, area=area.name)
    if isinstance(quotient.value, float):
        quotient = replace(quotient, value=round(quotient.value, 2))
    return AreaJobs(area, jobs, _openings(catalog, code_soc2018, jobs), quotient)


def _first_known(catalog: Catalog, code_soc2018: str, area: Area, column: str, *, unit: str) -> Figure:
    """The area's figure, else that of the narrowest wider area that has one, marked; else the area's gap."""
    missing: Figure | None = None
    for place, row in cell_rows(catalog, code_soc2018, area):
        found = figure(
            row,
            column,
            unit=unit,
            year=YEAR,
            source=SOURCE,
            area=place.name,
            stands_in_for=None if place.code == area.code else area.name,
        )
        if found.is_known or found.state == "top_coded":
            return found
        missing = missing or found
    return missing or Figure(None, unit, YEAR, SOURCE, note="no_row", area=area.name)


def _openings(catalog: Catalog, code_soc2018: str, jobs: Figure) -> Figure:
    ahead = row_of(catalog, "projections", code_soc2018)
    unit, year = "jobs_per_year", "2024–34"
    if not isinstance(jobs.value, int) or ahead is None or not ahead["employment_2024_jobs"]:
        return Figure(None, unit, year, SOURCE, note=jobs.note or "not_published", area=jobs.area)
    if jobs.area == NATION_NAME:
        # The nation's own are published.
        national = figure(ahead, "openings_annual_jobs", unit=unit, year=year, source="projections_2024")
        return replace(national, stands_in_for=jobs.stands_in_for)
    return Figure(
        round(openings_here(ahead["openings_annual_jobs"], ahead["employment_2024_jobs"], jobs.value)),
        unit,
        year,
        SOURCE,
        note=f"estimate: {OPENINGS_RULE}",
        is_broader=jobs.is_broader,
        area=jobs.area,
        stands_in_for=jobs.stands_in_for,
        is_estimated=True,
    )


def where_common(
    catalog: Catalog, code_soc2018: str, *, kind: str | None = None, limit: int = 10
) -> pl.DataFrame:
    """Areas in which an occupation is most common for their size.

    Parameters
    ----------
    kind
        "state", "metro" or "nonmetro"; None for all but the nation.
    limit
        How many to give.

    Returns
    -------
    `area_code`, `area_name`, `area_kind`, `location_quotient`, `employment_jobs`, `wage_median_usd`, highest
    quotient first; only areas with at least 100 jobs, because quotients of fewer rest on a few workplaces.
    """
    published, _is_broader = _published(catalog).get(code_soc2018, (code_soc2018, False))
    found = part_of(
        catalog, "its areas", published, by="code_published", make=partial(_with_quotients, catalog)
    )
    places = catalog.table("areas")
    if kind is not None:
        own = places.filter(pl.col("area_kind") == kind)["area_code"]
        found = found.filter(pl.col("area_code").is_in(own.implode()))
    return (
        found.sort(["location_quotient", "employment_jobs", "area_code"], descending=[True, True, False])
        .head(limit)
        .with_columns(pl.col("location_quotient").cast(pl.Float64).round(2))
        .join(places.select("area_code", "area_name", "area_kind"), on="area_code", maintain_order="left")
        .select("area_code", "area_name", "area_kind", *_COMMON)
    )


def _with_quotients(catalog: Catalog) -> pl.DataFrame:
    """Every occupation's areas, but for the nation, with a quotient that counts."""
    places = catalog.table("areas").filter(pl.col("area_kind") != "nation")["area_code"]
    return (
        catalog.scan("area_wages")
        .filter(pl.col("employment_jobs") >= FEWEST_JOBS, pl.col("area_code").is_in(places.implode()))
        .drop_nulls("location_quotient")
        .select("code_published", "area_code", *_COMMON)
        .collect()
    )


def area_table(catalog: Catalog, area: Area) -> pl.DataFrame:
    """Jobs, pay and estimated openings of every detailed SOC occupation in an area.

    For those who rank or filter all occupations at once; the figures are those of `jobs_in` and `pay_of`.

    Returns
    -------
    `code_soc2018`, `code_published`, `is_broader`, `employment_jobs` (of the area itself; null where not
    published), `openings_annual_jobs` (estimated from them; null with them), `location_quotient`, and pay of
    the narrowest area that has a median: `wage_p10_usd`, `wage_p25_usd`, `wage_median_usd`, `wage_p75_usd`,
    `wage_p90_usd`, `wage_median_note`, `top_coded_at_usd`, `pay_area_code`, `pay_area_name`; sorted by
    `code_soc2018`.
    """
    tables = catalog.derive("area tables", lambda: lru_cache(MOST_KEPT)(partial(_area_table, catalog)))
    return tables(area)


def _area_table(catalog: Catalog, area: Area) -> pl.DataFrame:
    known = areas(catalog)
    chain, place = [], known.get(area.code)
    while place is not None:
        chain.append(place)
        place = known.get(place.wider_code or "")
    latest = catalog.table("wages").filter(pl.col("year") == pl.col("year").max())
    codes = latest.filter(pl.col("code_soc2018") != "00-0000").select(
        "code_soc2018", "code_published", "is_broader"
    )
    places = [one.code for one in chain]
    cells = catalog.scan("area_wages").filter(pl.col("area_code").is_in(places)).collect()
    own = cells.filter(pl.col("area_code") == area.code).select(
        "code_published", "employment_jobs", "location_quotient"
    )
    wages = [f"wage_{one}_usd" for one in ("p10", "p25", "median", "p75", "p90")]
    order = pl.DataFrame(
        {
            "area_code": places,
            "pay_area_name": [one.name for one in chain],
            "step": range(len(chain)),
        }
    )
    pay = (
        cells.join(order, on="area_code")
        .filter(pl.col("wage_median_usd").is_not_null() | (pl.col("wage_median_note") == "top_coded"))
        .sort("code_published", "step")
        .unique("code_published", keep="first", maintain_order=True)
        .select(
            "code_published",
            *wages,
            "wage_median_note",
            "top_coded_at_usd",
            pl.col("area_code").alias("pay_area_code"),
            "pay_area_name",
        )
    )
    nation = catalog.table("projections").select(
        "code_soc2018", "employment_2024_jobs", nation_openings="openings_annual_jobs"
    )
    return (
        codes.join(own, on="code_published", how="left")
        .join(pay, on="code_published", how="left")
        .join(nation, on="code_soc2018", how="left")
        .with_columns(
            openings_annual_jobs=openings_here(
                pl.col("nation_openings"), pl.col("employment_2024_jobs"), pl.col("employment_jobs")
            )
            .round()
            .cast(pl.Int32),
            location_quotient=pl.col("location_quotient").cast(pl.Float64).round(2),
        )
        .drop("nation_openings", "employment_2024_jobs")
        .sort("code_soc2018")
    )


def _published(catalog: Catalog) -> dict[str, tuple[str, bool]]:
    """Detailed SOC code to the code under which it is published now, and whether that covers more."""

    def make() -> dict[str, tuple[str, bool]]:
        wages = catalog.table("wages").filter(pl.col("year") == pl.col("year").max())
        rows = wages.select("code_soc2018", "code_published", "is_broader").iter_rows()
        return {code: (published, bool(is_broader)) for code, published, is_broader in rows}

    return catalog.derive("published codes", make)


def _rows_of_code(catalog: Catalog, code: str, *, table: str) -> dict[str, dict[str, Any]]:
    """Rows of one published code by area."""
    if not catalog.has(table):
        return {}
    rows = catalog.scan(table).filter(pl.col("code_published") == code).collect()
    return {str(row["area_code"]): row for row in rows.iter_rows(named=True)}
