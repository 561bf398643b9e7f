"""What comes of a closure: who could go where in each scenario, who is left, and what meant nothing."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any

from careerclusters.errors import InputError
from careerclusters.language import _, marked
from careerclusters.results import Value

if TYPE_CHECKING:
    import polars as pl

__all__ = ["SCENARIOS", "Closure", "Placement", "Scenario", "Stranded", "Unmatched"]

SCENARIOS = {
    "no_training": marked("No training beyond a few weeks on the job"),
    "short_course": marked("Courses or training of up to a year"),
    "two_years": marked("Up to two years of school or training"),
}


@dataclass(frozen=True)
class Placement:
    """People from one occupation in another."""

    origin: str
    origin_title: str
    destination: str
    destination_title: str
    code_onet: str
    name: str
    people_count: int
    transition_share: float | None
    pay_change_usd: float | None
    years_low: float
    years_high: float
    schooling_step: int
    openings_annual_jobs: float | None


_MOVE_COLUMNS = [field.name for field in fields(Placement)]


@dataclass(frozen=True)
class Stranded:
    """People without a place: why, and what would place them."""

    code_onet: str
    title: str
    people_count: int
    reason: str
    would_place: str | None


@dataclass(frozen=True)
class Unmatched:
    """An entry that couldn't be placed, by the words typed, and why."""

    words: str
    people_count: int
    reason: str
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Scenario(Value):
    """One scenario: who goes where, who is left, and what it does to pay."""

    name: str
    words: str
    moves: tuple[Placement, ...]
    stranded: tuple[Stranded, ...]
    people_count: int

    @property
    def placed_count(self) -> int:
        """People with a place."""
        return sum(move.people_count for move in self.moves)

    @property
    def pay_change_usd(self) -> float | None:
        """Mean change of median pay of those placed; None where none is known."""
        known = [move for move in self.moves if move.pay_change_usd is not None]
        people = sum(move.people_count for move in known)
        if not people:
            return None
        return sum((move.pay_change_usd or 0.0) * move.people_count for move in known) / people

    @property
    def paid_less_count(self) -> int:
        """People placed in work that pays less."""
        return sum(
            move.people_count
            for move in self.moves
            if move.pay_change_usd is not None and move.pay_change_usd < 0
        )

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        change = self.pay_change_usd
        return {
            "name": self.name,
            "words": self.words,
            "people_count": self.people_count,
            "placed_count": self.placed_count,
            "stranded_count": self.people_count - self.placed_count,
            "pay_change_usd_mean": None if change is None else round(change),
            "paid_less_count": self.paid_less_count,
            "moves": [asdict(move) for move in self.moves],
            "stranded": [asdict(one) for one in self.stranded],
        }

    def to_frame(self) -> pl.DataFrame:
        """One row per move."""
        import polars as pl

        rows = [asdict(move) for move in self.moves]
        return pl.DataFrame(rows, schema=_MOVE_COLUMNS, infer_schema_length=None)

    def __repr__(self) -> str:
        return f"Scenario({self.name}: {self.placed_count} of {self.people_count} placed)"


@dataclass(frozen=True, eq=False, repr=False)
class Closure(Value):
    """Three scenarios, and entries that couldn't be placed at all.

    `is_local` says whether openings are those of an area or were given; else they are a share of the
    country's.
    """

    scenarios: tuple[Scenario, ...]
    unmatched: tuple[Unmatched, ...]
    area_code: str
    is_local: bool
    catalog_id: str

    def scenario(self, name: str) -> Scenario:
        """One scenario by name."""
        for one in self.scenarios:
            if one.name == name:
                return one
        raise InputError(
            "No such scenario", seen=name, todo=_("One of: {names}.", names=", ".join(SCENARIOS))
        )

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return {
            "area_code": self.area_code,
            "is_local": self.is_local,
            "scenarios": [one.to_dict() for one in self.scenarios],
            "unmatched": [{**asdict(one), "candidates": list(one.candidates)} for one in self.unmatched],
            "catalog_id": self.catalog_id,
        }

    def to_frame(self) -> pl.DataFrame:
        """One row per move of each scenario."""
        import polars as pl

        rows = [
            {"scenario": scenario.name, **asdict(move)}
            for scenario in self.scenarios
            for move in scenario.moves
        ]
        return pl.DataFrame(rows, schema=["scenario", *_MOVE_COLUMNS], infer_schema_length=None)

    def __repr__(self) -> str:
        return f"Closure({', '.join(map(repr, self.scenarios))}, {len(self.unmatched)} unmatched)"
