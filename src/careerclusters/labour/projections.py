"""What is projected for an occupation, how one gets in, and how many leave."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from careerclusters.labour._rows import row_of
from careerclusters.labour.figure import Figure, figure
from careerclusters.results import Value

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog

__all__ = ["Projection", "projection_of"]

_TABLE, _WORKBOOK, _SCHOOLING = "projections_2024", "projections_2024_workbook", "projections_2022"


@dataclass(frozen=True, eq=False)
class Projection(Value):
    """Jobs with the self-employed, growth, openings, the typical way in, and who leaves each year."""

    jobs: Figure
    jobs_projected: Figure
    growth_10yr: Figure
    openings_annual: Figure
    education: Figure
    experience: Figure
    training: Figure
    self_employed: Figure
    exits_annual: Figure
    transfers_annual: Figure
    degree_held: Figure

    def to_dict(self) -> dict[str, object]:
        """JSON-ready."""
        return {name: getattr(self, name).to_dict() for name in self.__dataclass_fields__}

    def __repr__(self) -> str:
        return f"Projection({self.jobs.text()}, {self.growth_10yr.text()} in ten years)"


def projection_of(catalog: Catalog, code_soc2018: str) -> Projection:
    """Outlook of a detailed SOC occupation 2024–34, and the schooling that its workers have."""
    row = row_of(catalog, "projections", code_soc2018)
    leave = row_of(catalog, "separations", code_soc2018)
    has = row_of(catalog, "attainment", code_soc2018)

    def new(column: str, unit: str, year: str = "2024–34") -> Figure:
        return figure(row, column, unit=unit, year=year, source=_TABLE)

    def share(column: str, unit: str, year: str = "2024–34") -> Figure:
        return figure(leave, column, unit=unit, year=year, source=_WORKBOOK)

    return Projection(
        jobs=new("employment_2024_jobs", "jobs", "2024"),
        jobs_projected=new("employment_2034_jobs", "jobs", "2034"),
        growth_10yr=new("growth_10yr_pct", "pct"),
        openings_annual=new("openings_annual_jobs", "jobs_per_year"),
        education=new("education", "words", "2024"),
        experience=new("experience", "words", "2024"),
        training=new("training", "words", "2024"),
        self_employed=share("self_employed_share", "share", "2024"),
        exits_annual=share("exit_annual_share", "share_per_year"),
        transfers_annual=share("transfer_annual_share", "share_per_year"),
        degree_held=_degree_held(has),
    )


def _degree_held(row: dict[str, Any] | None) -> Figure:
    """Share of workers aged 25 and over who hold a bachelor's degree or more."""
    if row is None:
        return Figure(None, "share", "2019 and 2021", _SCHOOLING, note="no_row")
    held = sum(row[f"attained_{level}_share"] for level in ("bachelor", "master", "doctoral"))
    return Figure(
        round(min(held, 1.0), 3),
        "share",
        "2019 and 2021",
        _SCHOOLING,
        note=None if row["is_exact"] else "the survey counts a broader group",
        is_broader=bool(row["is_broader"] or not row["is_exact"]),
    )
