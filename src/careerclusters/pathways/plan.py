"""Plans: the ways from where somebody is to an occupation, what is in the way, and what was left out.

Ways stand in the order in which a counsellor would talk of them: straight there or by an apprenticeship
first, then stepping stones. Limits remove ways, and each removed one is named with the limit that did it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from careerclusters.errors import InputError, UnknownError
from careerclusters.pathways.limits import EDUCATION_NAMES, Limits
from careerclusters.pathways.links import links_of
from careerclusters.pathways.routes import PAY_KEPT, Way, ways_to
from careerclusters.results import Value

if TYPE_CHECKING:
    import polars as pl

    from careerclusters.catalog import Catalog
    from careerclusters.features.market import Market
    from careerclusters.pathways.pathways import Pathways
    from careerclusters.pathways.start import Start

__all__ = ["Blocked", "Plan", "plan"]

_STEP_NAMES = {step: name for name, step in EDUCATION_NAMES.items()}


@dataclass(frozen=True, eq=False)
class Blocked(Value):
    """A limit that keeps a way out: its name, from where it would let it through, and the way."""

    limit: str
    opens_at: object
    way: Way


@dataclass(frozen=True, eq=False, repr=False)
class Plan(Value):
    """Ways from a start to an occupation.

    Attributes
    ----------
    start, destination
        What was asked.
    ways
        Those within the limits, in the order to read them.
    blocked
        The other ways, each with the first limit that removed it; they say what blocks where `ways` is empty.
    limits
        What was ruled out.
    area_code
        Place whose pay and openings count.
    """

    start: Start
    destination: str
    ways: tuple[Way, ...]
    blocked: tuple[Blocked, ...]
    limits: Limits
    area_code: str
    catalog_id: str

    @property
    def is_feasible(self) -> bool:
        """Whether there is a way within the limits."""
        return bool(self.ways)

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready, without words; `explain_plan` adds them."""
        return {
            "start": self.start.to_dict(),
            "destination": self.destination,
            "is_feasible": self.is_feasible,
            "ways": [
                {"kind": way.kind, "codes": list(way.codes), "years": round(way.years, 2)}
                for way in self.ways
            ],
            "blocked": [{"limit": one.limit, "opens_at": one.opens_at} for one in self.blocked],
            "limits": self.limits.to_dict(),
            "area_code": self.area_code,
            "catalog_id": self.catalog_id,
        }

    def to_frame(self) -> pl.DataFrame:
        """One row per way."""
        import polars as pl

        return pl.DataFrame(
            {
                "kind": [way.kind for way in self.ways],
                "codes": [" ".join(way.codes) for way in self.ways],
                "years_low": [way.years_low for way in self.ways],
                "years_high": [way.years_high for way in self.ways],
                "school_years": [way.school_years for way in self.ways],
                "earnings_10yr_usd": [way.earnings_10yr_usd for way in self.ways],
                "transition_share": [way.likelihood for way in self.ways],
            }
        )

    def __repr__(self) -> str:
        start = self.start.code_onet or self.start.kind
        kinds = ", ".join(way.kind for way in self.ways) or "no way within the limits"
        return f"Plan({start} → {self.destination}: {kinds})"


def plan(
    pathways: Pathways,
    catalog: Catalog,
    start: Start,
    *,
    destination: str,
    market: Market,
    limits: Limits | None = None,
) -> Plan:
    """Ways from a start to an occupation.

    Parameters
    ----------
    start
        `start_at`, `start_in_school`, or a person's.
    destination
        O*NET code; also of an occupation without ratings.
    market
        Pay and openings of the place.
    limits
        What is ruled out.

    Raises
    ------
    InputError
        When the destination is the work held now, or is to be avoided.
    UnknownError
        When the catalog has no such occupation, or one that nobody can plan for (the military).
    """
    limits = limits or Limits()
    catalog.title(destination)
    if start.code_onet == destination:
        raise InputError(
            "Origin and destination are the same occupation",
            seen=destination,
            todo="Name another destination.",
        )
    if destination in limits.avoid:
        raise InputError("The destination can't be avoided", seen=destination)
    links = links_of(pathways, catalog)
    if int(market.schooling[links.at(destination)]) < 0:
        raise UnknownError(
            "Nothing is published on how to enter this occupation",
            seen=catalog.title(destination),
            todo="Name civil work that is like it.",
        )
    ways, blocked = [], []
    for way in ways_to(start, destination, links=links, market=market):
        broken = _broken(way, start, limits, market)
        if broken is None:
            ways.append(way)
        else:
            blocked.append(Blocked(*broken, way))
    return Plan(start, destination, tuple(ways), tuple(blocked), limits, market.area_code, catalog.id)


def _broken(way: Way, start: Start, limits: Limits, market: Market) -> tuple[str, object] | None:
    """The first limit that a way breaks, and the value at which it wouldn't."""
    inside = [leg.destination for leg in way.legs]
    avoided = sorted(set(limits.avoid) & set(inside))
    if avoided:
        return "avoid", avoided
    if limits.education_max is not None:
        most = EDUCATION_NAMES[limits.education_max]
        asked = [leg.schooling_step for leg in way.legs if leg.school_high > 0]
        if asked and max(asked) > most:
            return "education_max", _STEP_NAMES[max(asked)]
    if limits.pay_min_usd is not None:
        pays = market.pay[market.rows(tuple(inside))]
        lowest = float(np.nanmin(pays)) if np.isfinite(pays).all() else 0.0
        if lowest < limits.pay_min_usd:
            return "pay_min_usd", lowest
    if limits.years_max is not None and way.years > limits.years_max:
        return "years_max", float(np.ceil(way.years * 100) / 100)
    if way.kind == "stepping_stone" and np.isfinite(start.pay_usd):
        first = float(market.pay[market.rows((inside[0],))[0]])
        if first < PAY_KEPT * start.pay_usd:
            return "pay_min_usd", first
    return None
