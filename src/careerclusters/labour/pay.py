"""Pay of an occupation: percentiles, and the nominal change since 2020."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from careerclusters.labour._rows import row_of
from careerclusters.labour.area_figures import cell_rows, jobs_in, national_errors
from careerclusters.labour.figure import Figure, figure
from careerclusters.language import marked
from careerclusters.results import Value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from careerclusters.catalog import Catalog
    from careerclusters.labour.area import Area

__all__ = ["PERCENTILES", "Pay", "pay_changes", "pay_of"]

PERCENTILES = ("p10", "p25", "median", "p75", "p90")
YEAR, YEAR_BEFORE = 2025, 2020
_SOURCE = "oews_national"


@dataclass(frozen=True, eq=False)
class Pay(Value):
    """Pay of employees before tax; the self-employed are not counted.

    Parameters
    ----------
    annual
        `mean` and the percentiles, a year.
    hourly
        The same by the hour, only for occupations without annual pay; else empty.
    change_since_2020
        Change of the median in percent, nominal: prices have risen too.
    change_all_since_2020
        The same for all occupations together, to compare with.
    employees
        Jobs of employees that these figures describe.
    """

    annual: Mapping[str, Figure]
    hourly: Mapping[str, Figure]
    change_since_2020: Figure
    change_all_since_2020: Figure
    employees: Figure

    @property
    def median(self) -> Figure:
        """Median a year, or by the hour where only that is published."""
        return self.hourly["median"] if self.hourly else self.annual["median"]

    def to_dict(self) -> dict[str, object]:
        """JSON-ready."""
        return {
            "annual": {name: one.to_dict() for name, one in self.annual.items()},
            "hourly": {name: one.to_dict() for name, one in self.hourly.items()},
            "change_since_2020": self.change_since_2020.to_dict(),
            "change_all_since_2020": self.change_all_since_2020.to_dict(),
            "employees": self.employees.to_dict(),
        }

    def __repr__(self) -> str:
        return f"Pay(median {self.median.text()})"


def pay_of(catalog: Catalog, code_soc2018: str, *, area: Area | None = None) -> Pay:
    """Pay of a detailed SOC occupation in May 2025, and its change since May 2020.

    Parameters
    ----------
    area
        Where; None for the nation. Where the area publishes no pay, its state's stands in, then the
        nation's, and each figure says so. The change is always the nation's.
    """
    nation = _national(catalog, code_soc2018)
    return nation if area is None or area.is_nation else _local(catalog, code_soc2018, area, nation)


def _local(catalog: Catalog, code_soc2018: str, area: Area, nation: Pay) -> Pay:
    """Pay in the narrowest area that has a median; the nation's where none has."""
    for place, row in cell_rows(catalog, code_soc2018, area):
        if place.is_nation or row is None:
            continue
        has_hourly = row["wage_median_note"] == "hourly_only"
        if row["wage_median_usd"] is None and row["wage_median_note"] != "top_coded" and not has_hourly:
            continue
        hourly: dict[str, Figure] = {}
        if has_hourly:
            rows = cell_rows(catalog, code_soc2018, place, table="area_wages_hourly")
            hourly = _figures(next(rows)[1], "wage_{}_hourly_usd", "usd_per_hour", place, area)
        return replace(
            nation,
            annual=_figures(row, "wage_{}_usd", "usd_per_year", place, area),
            hourly=hourly,
            employees=jobs_in(catalog, code_soc2018, area).jobs,
        )
    return replace(
        nation,
        annual={name: replace(one, stands_in_for=area.name) for name, one in nation.annual.items()},
        hourly={name: replace(one, stands_in_for=area.name) for name, one in nation.hourly.items()},
        employees=jobs_in(catalog, code_soc2018, area).jobs,
    )


def _figures(
    row: dict[str, Any] | None, pattern: str, unit: str, place: Area, asked: Area
) -> dict[str, Figure]:
    stands_in_for = None if place.code == asked.code else asked.name
    return {
        name: figure(
            row,
            pattern.format(name),
            unit=unit,
            year=str(YEAR),
            source="oews_areas",
            area=place.name,
            stands_in_for=stands_in_for,
        )
        for name in ("mean", *PERCENTILES)
    }


def _national(catalog: Catalog, code_soc2018: str) -> Pay:
    now = row_of(catalog, "wages", code_soc2018, year=YEAR)
    before = row_of(catalog, "wages", code_soc2018, year=YEAR_BEFORE)
    hourly = row_of(catalog, "wages_hourly", code_soc2018, year=YEAR)
    errors = national_errors(catalog, now["code_published"]) if now else {}
    now, hourly = now and {**now, **errors}, hourly and {**hourly, **errors}
    names = ("mean", *PERCENTILES)
    year = str(YEAR)
    return Pay(
        annual={
            name: figure(now, f"wage_{name}_usd", unit="usd_per_year", year=year, source=_SOURCE)
            for name in names
        },
        hourly={
            name: figure(hourly, f"wage_{name}_hourly_usd", unit="usd_per_hour", year=year, source=_SOURCE)
            for name in names
        }
        if hourly
        else {},
        change_since_2020=_change(now, before),
        change_all_since_2020=_change(
            row_of(catalog, "wages", "00-0000", year=YEAR),
            row_of(catalog, "wages", "00-0000", year=YEAR_BEFORE),
        ),
        employees=figure(now, "employment_jobs", unit="jobs", year=year, source=_SOURCE),
    )


def pay_changes(catalog: Catalog) -> dict[str, Figure]:
    """Change of the median since 2020 by SOC code, all occupations ("00-0000") among them.

    The same figures as `Pay.change_since_2020`, for all at once.
    """
    wages = catalog.table("wages")
    now, before = (
        {row["code_soc2018"]: row for row in wages.filter(wages["year"] == year).iter_rows(named=True)}
        for year in (YEAR, YEAR_BEFORE)
    )
    return {code: _change(row, before.get(code)) for code, row in now.items()}


def _change(now: dict[str, Any] | None, before: dict[str, Any] | None) -> Figure:
    """Nominal change of the median; of a broader group where either year's figure is."""
    span, unit = f"{YEAR_BEFORE}–{YEAR}", "pct"
    if now is None or before is None:
        return Figure(None, unit, span, _SOURCE, note="no_row")
    is_broader = bool(now["is_broader"] or before["is_broader"])
    ends = now["wage_median_usd"], before["wage_median_usd"]
    if None in ends:
        note = now["wage_median_note"] or before["wage_median_note"]
        return Figure(None, unit, span, _SOURCE, note=note, is_broader=is_broader)
    if now["code_published"] != before["code_published"]:
        # One year counts a group, the other a part of it: their difference is no change of pay.
        note = marked("the two years count different groups")
        return Figure(None, unit, span, _SOURCE, note=note, is_broader=True)
    change = round((ends[0] / ends[1] - 1) * 100, 1)
    return Figure(change, unit, span, _SOURCE, note="nominal, not adjusted for prices", is_broader=is_broader)
