"""Plans from one occupation to another: all that no other beats, a few different ones, and why not.

Each way is judged by four criteria side by side and never by one grade (`careerclusters.pathways.routes`).
When no way is left, each limit is lifted in turn to find which one blocks, and what would unblock it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from careerclusters.errors import InputError
from careerclusters.pathways.limits import EDUCATION_NAMES, Limits
from careerclusters.pathways.network import Network
from careerclusters.pathways.routes import Way, best_ways

__all__ = ["PREFERENCES", "Blocked", "Plan", "find_ways", "plan"]

PREFERENCES = ("likelihood", "time", "pay", "steps")
MOST_STEPS = 4


@dataclass(frozen=True)
class Blocked:
    """A limit that stands in the way.

    Attributes
    ----------
    limit
        Name of the limit, or "max_steps".
    opens_at
        Value at which a way opens (pay, schooling, years, steps, chance; codes for `avoid`).
    way
        The way that would then be likeliest.
    """

    limit: str
    opens_at: object
    way: Way


@dataclass(frozen=True)
class Plan:
    """Ways from an origin to a destination.

    Attributes
    ----------
    origin, destination
        O*NET codes.
    ways
        Every way that no other beats, in the order of the preference.
    chosen
        A few that differ: the best by each criterion and such as share the least with them.
    blocked
        Where there is no way: the limits that each stand in the way alone. Empty when several do.
    limits, max_steps, prefer
        What was asked for.
    """

    origin: str
    destination: str
    ways: tuple[Way, ...]
    chosen: tuple[Way, ...]
    blocked: tuple[Blocked, ...]
    limits: Limits
    max_steps: int
    prefer: str

    @property
    def is_feasible(self) -> bool:
        """Whether there is a way."""
        return bool(self.ways)

    def __repr__(self) -> str:
        return f"Plan({self.origin} → {self.destination}: {len(self.ways)} ways, {len(self.chosen)} shown)"


def plan(
    network: Network,
    origin: str,
    destination: str,
    *,
    prefer: str = "likelihood",
    avoid: Sequence[str] = (),
    limits: Limits | None = None,
    max_steps: int = MOST_STEPS,
    alternatives: int = 3,
) -> Plan:
    """Find ways and choose a few.

    Parameters
    ----------
    network
        From `prepare_pathways(catalog).network`.
    origin, destination
        O*NET codes.
    prefer
        Which criterion comes first: "likelihood", "time", "pay" or "steps".
    avoid
        Codes to keep out, besides those of `limits`.
    limits
        What else is ruled out.
    max_steps
        1 to 4.
    alternatives
        How many ways to choose, at least 1.

    Raises
    ------
    InputError
        When both ends are the same, or an argument is out of range.
    UnknownError
        When a code isn't in the network.
    """
    limits = limits or Limits()
    limits = replace(limits, avoid=tuple(dict.fromkeys((*limits.avoid, *avoid))))
    _check(network, origin, destination, prefer=prefer, max_steps=max_steps, alternatives=alternatives)
    if origin in limits.avoid or destination in limits.avoid:
        raise InputError(
            "The origin and the destination can't be avoided",
            seen=origin if origin in limits.avoid else destination,
        )
    ways = find_ways(network, origin, destination, limits=limits, max_steps=max_steps)
    ways = tuple(sorted(ways, key=lambda way: _rank(way, prefer)))
    blocked = () if ways else _blocked(network, origin, destination, limits=limits, max_steps=max_steps)
    chosen = _choose(ways, alternatives)
    return Plan(origin, destination, ways, chosen, blocked, limits, max_steps, prefer)


def find_ways(
    network: Network, origin: str, destination: str, *, limits: Limits, max_steps: int
) -> tuple[Way, ...]:
    """Every way within the limits that no other beats."""
    a, b = network.at(origin), network.at(destination)
    is_open = limits.is_open(network)
    if limits.years_max is not None:
        is_open = is_open & (network.years <= limits.years_max)
    ways = best_ways(network, a, b, is_open=is_open, max_steps=max_steps)
    if limits.years_max is None:
        return ways
    return tuple(way for way in ways if way.years <= limits.years_max)


def _check(
    network: Network, origin: str, destination: str, *, prefer: str, max_steps: int, alternatives: int
) -> None:
    network.at(origin), network.at(destination)
    if origin == destination:
        raise InputError(
            "Origin and destination are the same occupation",
            seen=origin,
            todo="Name another destination, or list where one can go with: careerclusters reach QUERY",
        )
    if prefer not in PREFERENCES:
        raise InputError("No such preference", seen=prefer, todo=f"One of: {', '.join(PREFERENCES)}.")
    if not 1 <= max_steps <= MOST_STEPS:
        raise InputError("A plan has 1 to 4 steps", seen=max_steps)
    if alternatives < 1:
        raise InputError("At least one way must be asked for", seen=alternatives)


def _rank(way: Way, prefer: str) -> tuple[float, ...]:
    values = {"likelihood": -way.likelihood, "time": way.years, "pay": -way.pay_lowest, "steps": way.steps}
    return (values.pop(prefer), *(values[name] for name in PREFERENCES if name != prefer), *way.places)


def _choose(ways: tuple[Way, ...], count: int) -> tuple[Way, ...]:
    """The first, then each time the way that shares least with those chosen; ties by the order."""
    chosen = list(ways[:1])
    while len(chosen) < min(count, len(ways)):
        rest = [way for way in ways if way not in chosen]
        chosen.append(min(rest, key=lambda way: max(_shared(way, other) for other in chosen)))
    return tuple(chosen)


def _shared(one: Way, other: Way) -> float:
    """Overlap of the steps taken, 0–1."""
    mine = set(pairwise(one.places))
    yours = set(pairwise(other.places))
    return len(mine & yours) / len(mine | yours)


def _blocked(
    network: Network, origin: str, destination: str, *, limits: Limits, max_steps: int
) -> tuple[Blocked, ...]:
    found = []
    for name in dict.fromkeys((*limits.set_ones(), "chance_min")):
        ways = find_ways(network, origin, destination, limits=limits.without(name), max_steps=max_steps)
        if ways:
            found.append(_opens_at(network, name, ways, limits=limits))
    if max_steps < MOST_STEPS:
        ways = find_ways(network, origin, destination, limits=limits, max_steps=MOST_STEPS)
        if ways:
            way = min(ways, key=lambda one: one.steps)
            found.append(Blocked("max_steps", way.steps, way))
    return tuple(found)


def _opens_at(network: Network, name: str, ways: tuple[Way, ...], *, limits: Limits) -> Blocked:
    """The least that the limit must give way, and the likeliest way it then opens."""
    if name == "pay_min_usd":
        way = max(ways, key=lambda one: (one.pay_lowest, one.likelihood))
        return Blocked(name, way.pay_lowest, way)
    if name == "years_max":
        way = min(ways, key=lambda one: (one.years, -one.likelihood))
        # Rounded up, so that the number shown does open it.
        return Blocked(name, math.ceil(way.years * 100) / 100, way)
    if name == "education_max":
        way = min(ways, key=lambda one: (_schooling(network, one), -one.likelihood))
        return Blocked(name, list(EDUCATION_NAMES)[_schooling(network, way)], way)
    if name == "avoid":
        banned = {network.at(code) for code in limits.avoid}
        way = min(ways, key=lambda one: (len(banned & set(one.places)), -one.likelihood))
        return Blocked(name, sorted(network.codes[at] for at in banned & set(way.places)), way)
    way = max(ways, key=lambda one: _narrowest(network, one))
    return Blocked(name, _narrowest(network, way), way)


def _schooling(network: Network, way: Way) -> int:
    return int(max(network.education[list(way.places[1:])].max(), 0))


def _narrowest(network: Network, way: Way) -> float:
    places = np.array(way.places)
    return float(network.openness[places[:-1], places[1:]].min())
