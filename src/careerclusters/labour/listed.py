"""The figures that stand beside an occupation in a list, for all occupations at once.

They are those of `pay_of`, `jobs_in` and `projection_of`, read from whole tables at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from careerclusters.labour.area import area_of
from careerclusters.labour.area_figures import SOURCE, area_table
from careerclusters.labour.area_figures import YEAR as AREA_YEAR
from careerclusters.labour.borrowed import group_words, with_group
from careerclusters.labour.figure import Figure, figure
from careerclusters.labour.pay import YEAR
from careerclusters.results import Value

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog
    from careerclusters.labour.area import Area

__all__ = ["ListedFigures", "listed_figures"]


@dataclass(frozen=True, eq=False)
class ListedFigures(Value):
    """Median pay, jobs and growth of one occupation.

    Parameters
    ----------
    pay
        Median a year, of the area or of what stands in for it.
    jobs
        In the nation all jobs, in an area jobs of employees; missing where the area has none published,
        because a wider area's jobs aren't its own.
    growth
        Change of jobs in ten years, the nation's.
    """

    pay: Figure
    jobs: Figure
    growth: Figure

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return {"pay": self.pay.to_dict(), "jobs": self.jobs.to_dict(), "growth": self.growth.to_dict()}


def listed_figures(catalog: Catalog, *, area: Area | str | None = None) -> dict[str, ListedFigures]:
    """Figures of every occupation by O*NET code.

    Parameters
    ----------
    area
        Where pay and jobs are for, as an area or its name; None for the nation.
    """
    place = area_of(catalog, area)
    ahead = _by_soc(catalog.table("projections"))
    latest = catalog.table("wages").filter(pl.col("year") == pl.col("year").max())
    rows = _by_soc(latest if place is None else area_table(catalog, place))
    found = {}
    for code, soc in catalog.occupations.select("code_onet", "code_soc2018").iter_rows():
        row, projected = rows.get(soc), ahead.get(soc)
        growth = _projected(projected, "growth_10yr_pct", "pct", "2024–34")
        if place is None:
            source, year = "oews_national", str(YEAR)
            pay = figure(row, "wage_median_usd", unit="usd_per_year", year=year, source=source)
            jobs = _projected(projected, "employment_2024_jobs", "jobs", "2024")
        else:
            pay, jobs = _local_pay(row, place), _local_jobs(row, place)
        group = group_words(catalog, code)
        found[code] = ListedFigures(*(with_group(one, group) for one in (pay, jobs, growth)))
    return found


def _by_soc(frame: pl.DataFrame) -> dict[str, dict[str, Any]]:
    return {row["code_soc2018"]: row for row in frame.iter_rows(named=True)}


def _projected(row: dict[str, Any] | None, column: str, unit: str, year: str) -> Figure:
    return figure(row, column, unit=unit, year=year, source="projections_2024")


def _local_pay(row: dict[str, Any] | None, area: Area) -> Figure:
    """The median in the area, or of the wider one named in the row."""
    if row is None or row["pay_area_name"] is None:
        return Figure(None, "usd_per_year", str(YEAR), SOURCE, note="no_row", area=area.name)
    is_nation = row["pay_area_code"] == "0000000"
    return figure(
        row,
        "wage_median_usd",
        unit="usd_per_year",
        year=str(YEAR),
        source="oews_national" if is_nation else SOURCE,
        area=row["pay_area_name"],
        stands_in_for=None if row["pay_area_code"] == area.code else area.name,
    )


def _local_jobs(row: dict[str, Any] | None, area: Area) -> Figure:
    if row is None:
        return Figure(None, "jobs", AREA_YEAR, SOURCE, note="no_row", area=area.name)
    return figure(row, "employment_jobs", unit="jobs", year=AREA_YEAR, source=SOURCE, area=area.name)
