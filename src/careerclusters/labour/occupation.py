"""Everything the labour market says about one occupation, each number with unit, year and source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, TypeVar

import polars as pl

from careerclusters import present
from careerclusters.labour._rows import occupation_row, rows_of, sharing
from careerclusters.labour.area import Area, area_of
from careerclusters.labour.area_figures import AreaJobs, jobs_in
from careerclusters.labour.borrowed import group_words, with_group
from careerclusters.labour.exposure import Exposure, exposure_of
from careerclusters.labour.figure import Figure
from careerclusters.labour.industries import IndustryProfile, industry_profile
from careerclusters.labour.lenses import lens_answers
from careerclusters.labour.pay import Pay, pay_of
from careerclusters.labour.people_at_work import bright_outlook_of, women_share_of
from careerclusters.labour.projections import Projection, projection_of
from careerclusters.labour.training import HowToStart, how_to_start
from careerclusters.language import _
from careerclusters.results import Value

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog
    from careerclusters.labour.local import LocalMarket

__all__ = ["LabourMarket", "labour_market"]

Part = TypeVar("Part", Pay, Projection, AreaJobs)
_AREA_FIGURES = ("jobs", "openings_annual", "location_quotient")


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
    area
        Where pay and jobs are for; None for the nation.
    in_area
        Jobs, estimated openings and location quotient there; None for the nation.
    group
        "part of a group of 6 occupations" where jobs and pay are borrowed from the group's; else None.
    start
        How to start; None where the catalog lacks the projections.
    bright_outlook, women
        Why the outlook is marked as bright, and the share of women.
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
    area: Area | None = None
    in_area: AreaJobs | None = None
    group: str | None = None
    start: HowToStart | None = None
    bright_outlook: Figure | None = None
    women: Figure | None = None

    @property
    def is_shared(self) -> bool:
        """Whether the SOC code covers other O*NET occupations too."""
        return bool(self.shared_with)

    def notes(self) -> tuple[str, ...]:
        """What to keep in mind, in words."""
        said = []
        if self.group:
            said.append(_("Jobs, pay and projections are {group} counted together.", group=self.group))
        if self.shared_with:
            others = present.listing(self.shared_with, limit=3)
            said.append(
                _(
                    "SOC code {code} also covers {others}; jobs and pay are for all together.",
                    code=self.code_soc2018,
                    others=others,
                )
            )
        if self.pay.employees.is_broader or self.projection.jobs.is_broader:
            said.append(
                _("The publisher counts this SOC code together with others; such figures are marked.")
            )
        if self.pay.hourly:
            said.append(_("Only hourly pay is published for this occupation."))
        said.append(_("Changes in pay are nominal: prices rose too. Pay doesn't count the self-employed."))
        return tuple(said)

    def to_frame(self) -> pl.DataFrame:
        """One row per figure: `figure`, `text`, `value`, `unit`, `year`, `source`, `note`, `is_broader`,
        `area`, `marks`."""
        named = {f"pay_{name}": one for name, one in {**self.pay.annual, **_hourly(self.pay)}.items()}
        named |= {"pay_change_since_2020": self.pay.change_since_2020, "employees": self.pay.employees}
        named |= {name: getattr(self.projection, name) for name in self.projection.__dataclass_fields__}
        if self.in_area is not None:
            named |= {f"area_{name}": getattr(self.in_area, name) for name in _AREA_FIGURES}
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
                "area": one.area,
                "marks": "; ".join(one.marks) or None,
            }
            for name, one in named.items()
        ]
        return pl.DataFrame(
            rows, schema_overrides={"value": pl.Float64, "note": pl.String, "marks": pl.String}, strict=False
        )

    def to_dict(self) -> dict[str, Any]:
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
            "area": self.area and self.area.to_dict(),
            "in_area": self.in_area and self.in_area.to_dict(),
            "group": self.group,
            "start": self.start and self.start.to_dict(),
            "bright_outlook": self.bright_outlook and self.bright_outlook.to_dict(),
            "women": self.women and self.women.to_dict(),
            "local": None if self.local is None else self.local.to_dicts(),
            "notes": list(self.notes()),
        }

    def __repr__(self) -> str:
        return (
            f"LabourMarket({self.code_onet} {self.title}: median pay {self.pay.median.text()}, "
            f"{self.projection.jobs.text()}, growth {self.projection.growth_10yr.text()})"
        )


def labour_market(
    catalog: Catalog, code_onet: str, *, local: LocalMarket | None = None, area: Area | str | None = None
) -> LabourMarket:
    """Pay, jobs, growth, way in, licence, industries, programmes and exposure of one occupation.

    Parameters
    ----------
    code_onet
        O*NET code such as `29-1141.00`.
    local
        The user's own figures, from `careerclusters.labour.local.read_local`.
    area
        Where pay and jobs are for, as an area or its name; None for the nation.

    Raises
    ------
    UnknownError
        When the catalog has no such occupation or area.
    """
    row = occupation_row(catalog, code_onet)
    soc, place = row["code_soc2018"], area_of(catalog, area)
    others = sharing(catalog, soc).filter(pl.col("code_onet") != code_onet)
    programmes = rows_of(catalog, "programmes", soc)
    here = pl.col("code_onet") == code_onet
    group = group_words(catalog, code_onet)
    return LabourMarket(
        code_onet=code_onet,
        title=row["title"],
        code_soc2018=soc,
        shared_with=tuple(others["title"]),
        pay=_marked(pay_of(catalog, soc, area=place), group),
        projection=_marked(projection_of(catalog, soc), group),
        industries=industry_profile(catalog, soc),
        programmes=programmes.select("code_cip2020", "programme_title") if programmes.width else programmes,
        exposure=exposure_of(catalog, code_onet),
        lenses=lens_answers(catalog).filter(here).drop("code_onet").row(0, named=True),
        local=None if local is None else local.rows.filter(here),
        area=place,
        in_area=None if place is None else _marked(jobs_in(catalog, soc, place), group),
        group=group,
        start=how_to_start(catalog, code_onet, area=place),
        bright_outlook=bright_outlook_of(catalog, code_onet),
        women=with_group(women_share_of(catalog, soc), group),
    )


def _marked(part: Part, group: str | None) -> Part:
    """Every figure of a frozen part marked as a group's; the part itself where `group` is None."""
    if group is None:
        return part
    changed: dict[str, Any] = {}
    for one in fields(part):
        value = getattr(part, one.name)
        if isinstance(value, Figure):
            changed[one.name] = with_group(value, group)
        elif isinstance(value, Mapping):
            changed[one.name] = {key: with_group(figure, group) for key, figure in value.items()}
    return replace(part, **changed)


def _hourly(pay: Pay) -> dict[str, Figure]:
    return {f"hourly_{name}": one for name, one in pay.hourly.items()}
