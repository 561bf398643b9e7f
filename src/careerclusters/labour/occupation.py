"""Everything the labour market says about one occupation, each number with unit, year and source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from careerclusters import present
from careerclusters.labour._rows import occupation_row, rows_of, sharing
from careerclusters.labour.exposure import Exposure, exposure_of
from careerclusters.labour.industries import IndustryProfile, industry_profile
from careerclusters.labour.lenses import lens_answers
from careerclusters.labour.pay import Pay, pay_of
from careerclusters.labour.projections import Projection, projection_of
from careerclusters.results import Value

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog
    from careerclusters.labour.local import LocalMarket

__all__ = ["LabourMarket", "labour_market"]


@dataclass(frozen=True, eq=False)
class LabourMarket(Value):
    """The labour-market side of one occupation.

    Parameters
    ----------
    code_onet, title, code_soc2018
        The occupation, and the SOC code under which it is counted.
    shared_with
        Titles of the other O*NET occupations counted under the same SOC code.
    pay, projection, industries, exposure
        See their classes.
    programmes
        Columns `code_cip2020` and `programme_title`: programmes of study that lead there.
    lenses
        Lens name to true, false or None (not known).
    local
        Columns of the user's own file for this occupation, or None without such a file.
    """

    code_onet: str
    title: str
    code_soc2018: str
    shared_with: tuple[str, ...]
    pay: Pay
    projection: Projection
    industries: IndustryProfile
    programmes: pl.DataFrame
    exposure: Exposure
    lenses: dict[str, bool | None]
    local: pl.DataFrame | None = None

    @property
    def is_shared(self) -> bool:
        """Whether the SOC code covers other O*NET occupations too."""
        return bool(self.shared_with)

    def notes(self) -> tuple[str, ...]:
        """What to keep in mind, in words."""
        said = []
        if self.shared_with:
            others = present.listing(self.shared_with, limit=3)
            said.append(
                f"SOC code {self.code_soc2018} also covers {others}; jobs and pay are for all together."
            )
        if self.pay.employees.is_broader or self.projection.jobs.is_broader:
            said.append("The publisher counts this SOC code together with others; such figures are marked.")
        if self.pay.hourly:
            said.append("Only hourly pay is published for this occupation.")
        said.append("Changes in pay are nominal: prices rose too. Pay doesn't count the self-employed.")
        return tuple(said)

    def to_frame(self) -> pl.DataFrame:
        """One row per figure: `figure`, `text`, `value`, `unit`, `year`, `source`, `note`, `is_broader`."""
        named = {f"pay_{name}": one for name, one in {**self.pay.annual, **_hourly(self.pay)}.items()}
        named |= {"pay_change_since_2020": self.pay.change_since_2020, "employees": self.pay.employees}
        named |= {name: getattr(self.projection, name) for name in self.projection.__dataclass_fields__}
        rows = [
            {
                "figure": name,
                "text": one.text(),
                "value": None if isinstance(one.value, str) else one.value,
                "unit": one.unit,
                "year": one.year,
                "source": one.source,
                "note": one.note,
                "is_broader": one.is_broader,
            }
            for name, one in named.items()
        ]
        return pl.DataFrame(rows, schema_overrides={"value": pl.Float64, "note": pl.String}, strict=False)

    def to_dict(self) -> dict[str, object]:
        """JSON-ready."""
        return {
            "code_onet": self.code_onet,
            "title": self.title,
            "code_soc2018": self.code_soc2018,
            "shared_with": list(self.shared_with),
            "pay": self.pay.to_dict(),
            "projection": self.projection.to_dict(),
            "industries": self.industries.to_dict(),
            "programmes": self.programmes.to_dicts(),
            "exposure": self.exposure.to_dict(),
            "lenses": dict(self.lenses),
            "local": None if self.local is None else self.local.to_dicts(),
            "notes": list(self.notes()),
        }

    def __repr__(self) -> str:
        return (
            f"LabourMarket({self.code_onet} {self.title}: median pay {self.pay.median.text()}, "
            f"{self.projection.jobs.text()}, growth {self.projection.growth_10yr.text()})"
        )


def labour_market(catalog: Catalog, code_onet: str, *, local: LocalMarket | None = None) -> LabourMarket:
    """Pay, jobs, growth, way in, industries, programmes, departures and exposure of one occupation.

    Parameters
    ----------
    code_onet
        O*NET code such as `29-1141.00`.
    local
        The user's own figures, from `careerclusters.labour.local.read_local`.

    Raises
    ------
    UnknownError
        When the catalog has no such occupation.
    """
    row = occupation_row(catalog, code_onet)
    soc = row["code_soc2018"]
    others = sharing(catalog, soc).filter(pl.col("code_onet") != code_onet)
    programmes = rows_of(catalog, "programmes", soc)
    here = pl.col("code_onet") == code_onet
    return LabourMarket(
        code_onet=code_onet,
        title=row["title"],
        code_soc2018=soc,
        shared_with=tuple(others["title"]),
        pay=pay_of(catalog, soc),
        projection=projection_of(catalog, soc),
        industries=industry_profile(catalog, soc),
        programmes=programmes.select("code_cip2020", "programme_title") if programmes.width else programmes,
        exposure=exposure_of(catalog, code_onet),
        lenses=lens_answers(catalog).filter(here).drop("code_onet").row(0, named=True),
        local=None if local is None else local.rows.filter(here),
    )


def _hourly(pay: Pay) -> dict[str, object]:
    return {f"hourly_{name}": one for name, one in pay.hourly.items()}
