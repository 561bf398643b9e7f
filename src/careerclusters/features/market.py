"""Jobs, openings, pay and what is asked of those who start: one row per occupation, for a place.

A publisher's count of a code that several occupations share is divided: most (0.85) goes to the occupation
that the code is named after (`.00`), the rest in equal parts to its specialities. That is an assumption,
marked `is_split`. Openings in an area are not published; they are estimated as

    openings here = openings in the nation × jobs here / jobs in the nation

where both counts of jobs are those of employees. An occupation without a row in the area has no figure.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from careerclusters.results import Value
from careerclusters.sources.projections import EDUCATION_ORDER

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

    from careerclusters.catalog import Catalog

__all__ = ["NATION", "Market", "market_of", "openings_here"]

NATION = "0000000"
_MAIN_SHARE = 0.85
_YEARS_ASKED = {"None": 0.0, "Less than 5 years": 2.5, "5 years or more": 6.0}
_APPRENTICE = "Apprenticeship"


@dataclass(frozen=True, eq=False, repr=False)
class Market(Value):
    """Figures of all occupations of a catalog in one area; rows follow `codes`, NaN is not known.

    Attributes
    ----------
    area_code
        Seven digits; "0000000" is the nation.
    codes
        All occupations, ascending.
    jobs, openings
        Jobs of the occupation and openings a year, each after the split, shape (n,): they count in scores.
    openings_published
        Openings a year of all that the publisher counts together, shape (n,): the figure that is shown. In an
        area: the nation's per job, times the jobs there (`labour.area_figures.OPENINGS_RULE`).
    is_split
        Whether the publisher counts it together with others.
    pay
        Median a year in dollars, May 2025, of the area where it is published there, else of the nation;
        the publisher's highest figure where it only says "or more".
    pay_low, pay_high
        Tenth and ninetieth percentile, of the nation.
    growth_pct
        Change of jobs over ten years.
    schooling
        Step of `EDUCATION_ORDER` typically needed to start, −1 where not known.
    experience_years
        Years in related work typically asked: 0, 2.5 or 6.
    training
        Training on the job, as published; "" where not known.
    is_apprenticed
        Whether an apprenticeship is the typical way in.
    apprenticeship_count
        Registered apprenticeship titles that lead there (a part of the full list).
    licence_states
        States with a licence for the work or a part of it, of 50 (California is not in the source).
    """

    area_code: str
    codes: tuple[str, ...]
    jobs: NDArray[np.float64]
    openings: NDArray[np.float64]
    openings_published: NDArray[np.float64]
    is_split: NDArray[np.bool_]
    pay: NDArray[np.float64]
    pay_low: NDArray[np.float64]
    pay_high: NDArray[np.float64]
    growth_pct: NDArray[np.float64]
    schooling: NDArray[np.intp]
    experience_years: NDArray[np.float64]
    training: tuple[str, ...]
    is_apprenticed: NDArray[np.bool_]
    apprenticeship_count: NDArray[np.intp]
    licence_states: NDArray[np.intp]

    def rows(self, codes: tuple[str, ...]) -> NDArray[np.intp]:
        """Row of each of these codes."""
        if codes not in self._rows:
            if len(codes) == 1:
                return np.array([self._place[codes[0]]], dtype=int)
            self._rows[codes] = np.array([self._place[code] for code in codes], dtype=int)
        return self._rows[codes]

    def row(self, code: str) -> int:
        """Row of one code."""
        return self._place[code]

    @cached_property
    def _place(self) -> dict[str, int]:
        return {code: row for row, code in enumerate(self.codes)}

    @cached_property
    def _rows(self) -> dict[tuple[str, ...], NDArray[np.intp]]:
        """Rows of long lists of codes that were asked for; there are few."""
        return {}

    def to_frame(self) -> pl.DataFrame:
        """One row per occupation."""
        import polars as pl

        names = [name for name in self.__dataclass_fields__ if name != "area_code"]
        return pl.DataFrame({name: getattr(self, name) for name in names}).fill_nan(None)

    def __repr__(self) -> str:
        return f"Market({len(self.codes)} occupations in {self.area_code})"


def market_of(catalog: Catalog, area_code: str = NATION) -> Market:
    """The figures of a place; the nation's are kept with the catalog."""
    if area_code == NATION:
        return catalog.derive("market", lambda: _make(catalog, NATION))
    return _make(catalog, area_code)


def openings_here(openings: Any, jobs: Any, here: Any) -> Any:
    """Openings a year in an area: the nation's per job, times the jobs there. Numbers, arrays or columns."""
    return openings / jobs * here


def _make(catalog: Catalog, area_code: str) -> Market:
    codes = tuple(catalog.occupations["code_onet"])
    socs = tuple(catalog.occupations["code_soc2018"])
    outlook = _by_code(catalog, "projections")
    wages = _by_code(catalog, "wages")
    share, is_split = _shares(codes, socs, outlook)
    ahead_jobs = _numbers(socs, outlook, "employment_2024_jobs")
    jobs, openings = ahead_jobs, _numbers(socs, outlook, "openings_annual_jobs")
    pay = _pay(socs, wages)
    if area_code != NATION:
        local = _local(catalog, area_code)
        published = [str((wages.get(soc) or {}).get("code_published", soc)) for soc in socs]
        here = _numbers(published, local, "employment_jobs")
        nation = _numbers(socs, wages, "employment_jobs")
        ratio = np.divide(here, nation, out=np.full(len(codes), np.nan), where=nation > 0)
        known = np.where(ahead_jobs > 0, ahead_jobs, np.nan)
        jobs, openings = jobs * ratio, np.round(openings_here(openings, known, here))
        own = _pay(published, local)
        pay = np.where(np.isnan(own), pay, own)
    experience = [str((outlook.get(soc) or {}).get("experience") or "None") for soc in socs]
    training = tuple(str((outlook.get(soc) or {}).get("training") or "") for soc in socs)
    return Market(
        area_code=area_code,
        codes=codes,
        jobs=jobs * share,
        openings=openings * share,
        openings_published=openings,
        is_split=is_split,
        pay=pay,
        pay_low=_pay(socs, wages, "p10"),
        pay_high=_pay(socs, wages, "p90"),
        growth_pct=_numbers(socs, outlook, "growth_10yr_pct"),
        schooling=_schooling(catalog, codes, socs, outlook),
        experience_years=np.array([_YEARS_ASKED.get(text, 0.0) for text in experience]),
        training=training,
        is_apprenticed=np.array([text == _APPRENTICE for text in training]),
        apprenticeship_count=_counts(catalog, "apprenticeships", "apprenticeship_title", codes),
        licence_states=_counts(catalog, "licences", "state_code", codes),
    )


def _by_code(catalog: Catalog, table: str) -> dict[str, dict[str, object]]:
    """Latest rows of a labour table by SOC code."""
    if not catalog.has(table):
        return {}
    rows = catalog.table(table)
    if "year" in rows.columns:
        rows = rows.filter(rows["year"] == rows["year"].max())
    return {row["code_soc2018"]: row for row in rows.iter_rows(named=True)}


def _local(catalog: Catalog, area_code: str) -> dict[str, dict[str, object]]:
    import polars as pl

    if not catalog.has("area_wages"):
        return {}
    columns = ("code_published", "employment_jobs", "wage_median_usd", "wage_median_note", "top_coded_at_usd")
    here = catalog.scan("area_wages").filter(pl.col("area_code") == area_code).select(columns).collect()
    return {row["code_published"]: row for row in here.iter_rows(named=True)}


def _numbers(
    keys: tuple[str, ...] | list[str], rows: Mapping[str, dict[str, object]], name: str
) -> np.ndarray:
    values = (rows.get(key, {}).get(name) for key in keys)
    return np.array([np.nan if value is None else float(value) for value in values])  # type: ignore[arg-type]


def _pay(
    keys: tuple[str, ...] | list[str], rows: Mapping[str, dict[str, object]], part: str = "median"
) -> np.ndarray:
    known = _numbers(keys, rows, f"wage_{part}_usd")
    top = _numbers(keys, rows, "top_coded_at_usd")
    is_top = np.array([rows.get(key, {}).get(f"wage_{part}_note") == "top_coded" for key in keys])
    return np.where(is_top & np.isnan(known), top, known)


def _shares(
    codes: tuple[str, ...], socs: tuple[str, ...], outlook: Mapping[str, dict[str, object]]
) -> tuple[np.ndarray, np.ndarray]:
    """Share of the published count that falls to each occupation, and whether it is shared at all."""
    groups: dict[str, list[int]] = {}
    for row, soc in enumerate(socs):
        groups.setdefault(str((outlook.get(soc) or {}).get("code_published", soc)), []).append(row)
    share = np.ones(len(codes))
    for rows in groups.values():
        if len(rows) == 1:
            continue
        main = [row for row in rows if codes[row].endswith(".00")]
        rest = [row for row in rows if row not in main]
        for row in main:
            share[row] = (_MAIN_SHARE if rest else 1.0) / len(main)
        for row in rest:
            share[row] = (1.0 - _MAIN_SHARE if main else 1.0) / len(rest)
    return share, share < 1


def _schooling(
    catalog: Catalog,
    codes: tuple[str, ...],
    socs: tuple[str, ...],
    outlook: Mapping[str, dict[str, object]],
) -> np.ndarray:
    """Published step of schooling; a speciality whose preparation lies a zone or more off goes with it."""
    zones = (
        dict(catalog.table("job_zones").select("code_onet", "job_zone").iter_rows())
        if (catalog.has("job_zones"))
        else {}
    )
    steps = []
    for code, soc in zip(codes, socs, strict=True):
        name = (outlook.get(soc) or {}).get("education")
        step = EDUCATION_ORDER.index(str(name)) if name is not None else -1
        zone, main = zones.get(code), zones.get(f"{soc}.00")
        if (
            step >= 0
            and zone is not None
            and main is not None
            and zone > main
            and step < len(EDUCATION_ORDER) - 2
        ):
            step += int(zone - main)
        steps.append(min(step, len(EDUCATION_ORDER) - 1))
    return np.array(steps, dtype=int)


def _counts(catalog: Catalog, table: str, column: str, codes: tuple[str, ...]) -> np.ndarray:
    if not catalog.has(table):
        return np.zeros(len(codes), dtype=int)
    import polars as pl

    rows = catalog.table(table).group_by("code_onet").agg(pl.col(column).n_unique().alias("count"))
    found = dict(rows.select("code_onet", "count").iter_rows())
    return np.array([int(found.get(code, 0)) for code in codes], dtype=int)
