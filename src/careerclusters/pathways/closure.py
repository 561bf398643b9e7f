"""A plant closes: who could go where in three scenarios, and who is left.

    no_training    work that asks for no more schooling, and at most short training on the job
    short_course   the same, and courses, training or a year of both
    two_years      the same, and up to two years of school or training

The same work with another employer counts as a place, like any other. A place is plausible when people make
the move or the work is much like it, when it is no more than one scenario asks, and when it keeps at least
three quarters of the pay. How many can take it is bounded twice: by a share of the area's openings in a
year (`OPENINGS_TAKEN`, since others want them too), and by what movers do: at most `SPREAD` times the share
of the movers among all plausible places, and never more than `MOST_TOGETHER` of those who leave. That
second bound is lifted only for those whom nothing else would place. Few of a closed plant become
supervisors or managers (`MOST_LEADING` in all).

A linear programme over (lost occupation, destination) places as many as can be and among such placements
makes the sum of costs least: rare moves, less pay, unlike work, years to get ready, schooling left unused.
It is solved by HiGHS through scipy and gives whole people.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

import numpy as np

from careerclusters.errors import InputError
from careerclusters.features.names import plain_name
from careerclusters.language import _, decimal_text
from careerclusters.pathways.closure_result import (
    SCENARIOS,
    Closure,
    Placement,
    Scenario,
    Stranded,
    Unmatched,
)
from careerclusters.pathways.entry import Needs, needs_from
from careerclusters.pathways.limits import EDUCATION_NAMES, Limits
from careerclusters.pathways.links import links_of
from careerclusters.pathways.start import start_at
from careerclusters.present import inside_sentence

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog
    from careerclusters.features.market import Market
    from careerclusters.pathways.links import Links
    from careerclusters.pathways.pathways import Pathways

__all__ = [
    "OPENINGS_SHARE",
    "SCENARIOS",
    "Closure",
    "ClosureOptions",
    "Placement",
    "Scenario",
    "Stranded",
    "Unmatched",
    "close_down",
]

OPENINGS_SHARE = 0.001
"""Share of the country's yearly openings taken as local where no area is named."""

OPENINGS_TAKEN, MOST_TOGETHER, PAY_KEPT = 0.25, 0.25, 0.75
SPREAD, MOST_LEADING = 2.0, 0.1
# Most years of school, and of school and training together, in each scenario.
_YEARS = {"no_training": (0.0, 0.6), "short_course": (1.3, 1.6), "two_years": (2.5, 2.6)}
_MOST_WAIT = 1.6
_LEAST_SHARE, _RELATED, _TWIN = 0.002, 0.5, 2.0
# Costs of one person: one unit is a move e times rarer; 10 % less pay counts one.
_PAY_COST, _LIKE_COST, _YEAR_COST, _DOWN_COST = 10.0, 0.8, 0.4, 0.4
_STRANDED_COST, _OVER_COST = 1e4, 20.0


class ClosureOptions(TypedDict, total=False):
    """What else `close_down` can be told; see there."""

    openings: Mapping[str, int] | None
    openings_share: float | None
    limits: Limits | None
    unmatched: tuple[Unmatched, ...]


def close_down(
    pathways: Pathways,
    catalog: Catalog,
    lost: Mapping[str, int],
    *,
    market: Market,
    openings: Mapping[str, int] | None = None,
    openings_share: float | None = None,
    limits: Limits | None = None,
    unmatched: tuple[Unmatched, ...] = (),
) -> Closure:
    """Who could go where when jobs end, in three scenarios.

    Parameters
    ----------
    lost
        O*NET code → people; may be empty when everything is in `unmatched`.
    market
        Of the area; of the nation, `openings_share` of its openings are taken.
    openings
        O*NET code → open places near by; only these take people, all of them.
    openings_share
        Of the market's openings, what counts as near by; by default all of an area's and one in a thousand of
        the nation's.
    limits
        What nobody is to be sent to.
    unmatched
        Entries that mean no occupation, to be reported.

    Raises
    ------
    InputError
        When nobody is given, or a number that is no count.
    UnknownError
        When the catalog has no such code.
    """
    from careerclusters.features.market import NATION

    limits = limits or Limits()
    people = np.array([_count(code, value) for code, value in lost.items()], dtype=int)
    if (not len(people) or people.sum() == 0) and not unmatched:
        raise InputError("No people are given", todo="Name occupations with headcounts: machinist=300")
    is_nation = market.area_code == NATION
    share = (OPENINGS_SHARE if is_nation else 1.0) if openings_share is None else openings_share
    if not (np.isfinite(share) and share >= 0):
        raise InputError("The share of openings must be a number from 0 up", seen=share)
    links = links_of(pathways, catalog)
    for code in lost:
        catalog.title(code)
    places = _places(links, market, openings, share)
    starts = [start_at(market, code, links=links) for code in lost]
    needs = [needs_from(start, links, market) for start in starts]
    world = _World(links, market, places, tuple(lost), people, tuple(needs), limits,
                   np.array([start.pay_usd for start in starts]),
                   np.array([start.schooling for start in starts], dtype=int))  # fmt: skip
    scenarios = tuple(_scenario(name, world, catalog) for name in SCENARIOS)
    return Closure(
        _with_rescue(scenarios),
        unmatched,
        market.area_code,
        openings is not None or not is_nation,
        catalog.id,
    )


@dataclass(frozen=True, eq=False)
class _World:
    """What all scenarios share."""

    links: Links
    market: Market
    places: np.ndarray
    lost: tuple[str, ...]
    people: np.ndarray
    needs: tuple[Needs, ...]
    limits: Limits
    pay: np.ndarray
    schooling: np.ndarray

    @property
    def shares(self) -> np.ndarray:
        """Share of movers from each lost occupation, (n_lost, n)."""
        return np.stack([self.links.shares_from(code) for code in self.lost])


def _count(code: str, value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, (int, np.integer)) or value < 0:
        raise InputError("A number of people is a whole number from 0 up", seen=f"{code}: {value}")
    return int(value)


def _places(links: Links, market: Market, openings: Mapping[str, int] | None, share: float) -> np.ndarray:
    """Places that each occupation can give, (n,)."""
    places = np.zeros(len(links.codes), dtype=int)
    if openings is not None:
        for code, value in openings.items():
            places[links.at(code)] = _count(code, value)
        return places
    near = np.floor(np.nan_to_num(market.openings) * share * OPENINGS_TAKEN).astype(int)
    return np.where(links.is_one_kind, near, 0)


def _scenario(name: str, world: _World, catalog: Catalog) -> Scenario:
    if not len(world.lost):
        return Scenario(name, _(SCENARIOS[name]), (), (), 0)
    is_open = _open(name, world)
    costs = _costs(world)
    assigned = _assign(is_open, costs, world)
    titles = dict(catalog.occupations.select("code_onet", "title").iter_rows())
    moves, left = [], []
    for row, code in enumerate(world.lost):
        for at in np.flatnonzero(assigned[row]):
            moves.append(_placement(row, int(at), int(assigned[row, at]), world, titles))
        rest = int(world.people[row] - assigned[row].sum())
        if rest:
            reason = _("no open work near by suits")
            if is_open[row].any():
                reason = _("the open places that suit are taken")
            left.append(Stranded(code, titles[code], rest, reason, None))
    moves.sort(key=lambda one: (-one.people_count, one.origin, one.destination))
    return Scenario(name, _(SCENARIOS[name]), tuple(moves), tuple(left), int(world.people.sum()))


def _open(name: str, world: _World) -> np.ndarray:
    """Which destinations are plausible for each lost occupation, (n_lost, n)."""
    most_school, most_years = _YEARS[name]
    market, shares = world.market, world.shares
    is_open: np.ndarray = np.zeros(shares.shape, dtype=bool)
    for row, needs in enumerate(world.needs):
        school, together = needs.school.mean(axis=0), (needs.school + needs.training).mean(axis=0)
        within = (school <= most_school) & (together <= most_years)
        within &= needs.experience.mean(axis=0) <= _MOST_WAIT
        if name == "no_training":
            within &= market.schooling <= world.schooling[row]
        made = (np.nan_to_num(shares[row]) >= _LEAST_SHARE) & (needs.likeness >= _RELATED)
        with np.errstate(invalid="ignore"):
            keeps = ~(market.pay < PAY_KEPT * world.pay[row])
        is_open[row] = within & (made | (needs.likeness >= _TWIN)) & keeps & (world.places > 0)
    is_open &= _allowed(world)[None, :]
    return is_open


def _allowed(world: _World) -> np.ndarray:
    limits, market = world.limits, world.market
    kept = np.ones(len(world.links.codes), dtype=bool)
    if limits.pay_min_usd is not None:
        kept &= np.nan_to_num(market.pay) >= limits.pay_min_usd
    if limits.education_max is not None:
        kept &= market.schooling <= EDUCATION_NAMES[limits.education_max]
    for code in limits.avoid:
        kept[world.links.at(code)] = False
    return kept


def _costs(world: _World) -> np.ndarray:
    rare = -np.log(np.maximum(np.nan_to_num(world.shares, nan=_LEAST_SHARE), 1e-5))
    ratio = world.market.pay[None, :] / world.pay[:, None]
    loss = np.maximum(-np.log(np.nan_to_num(ratio, nan=1.0)), 0.0)
    alike = np.stack([np.clip(needs.likeness, 0.0, 3.0) for needs in world.needs])
    years = np.stack([needs.middle for needs in world.needs])
    rare[np.arange(len(world.lost)), _rows_of(world)] = 0.0
    down = np.maximum(world.schooling[:, None] - 1 - np.maximum(world.market.schooling, 0)[None, :], 0)
    likes = _LIKE_COST * alike
    costs: np.ndarray = rare + _PAY_COST * loss - likes + _YEAR_COST * years + _DOWN_COST * down
    return costs


def _assign(is_open: np.ndarray, costs: np.ndarray, world: _World) -> np.ndarray:
    """People from each lost occupation (row) to each destination, whole numbers.

    Each pair has two parts: up to the share that goes together at its cost, and beyond it at a price that is
    paid only where nothing else is open.
    """
    from scipy.optimize import linprog
    from scipy.sparse import csr_matrix, vstack

    people, places = world.people, world.places
    assigned = np.zeros(is_open.shape, dtype=int)
    rows, columns = np.nonzero(is_open)
    if not len(rows):
        return assigned
    leads = _leads(world)
    together = _together(is_open, world)[rows, columns]
    over = np.where(leads[columns] & ~leads[_rows_of(world)][rows], 0, np.inf)
    few = np.floor(MOST_LEADING * people)
    few[leads[_rows_of(world)]] = people[leads[_rows_of(world)]]
    pairs = np.arange(2 * len(rows))
    ones = np.ones(len(pairs))
    leave = csr_matrix((ones, (np.tile(rows, 2), pairs)), shape=(len(people), len(pairs)))
    enter = csr_matrix((ones, (np.tile(columns, 2), pairs)), shape=(len(places), len(pairs)))
    leading = csr_matrix((np.tile(leads[columns], 2).astype(float), (np.tile(rows, 2), pairs)),
                         shape=(len(people), len(pairs)))  # fmt: skip
    price = costs[rows, columns]
    best = linprog(
        np.concatenate([price - _STRANDED_COST, price + _OVER_COST - _STRANDED_COST]),
        A_ub=vstack([leave, enter, leading]),
        b_ub=np.concatenate([people, places, few]),
        bounds=[(0, most) for most in (*together, *over)],
        method="highs-ds",
    )
    np.add.at(assigned, (np.tile(rows, 2), np.tile(columns, 2)), np.rint(best.x).astype(int))
    return assigned


def _rows_of(world: _World) -> np.ndarray:
    return np.array([world.links.at(code) for code in world.lost], dtype=int)


def _leads(world: _World) -> np.ndarray:
    """Whether an occupation leads others: managers and first-line supervisors, (n,)."""
    return np.array(
        [code.startswith("11-") or (code[3] == "1" and code[:2] > "32") for code in world.links.codes]
    )


def _together(is_open: np.ndarray, world: _World) -> np.ndarray:
    """Most people of each lost occupation who go to one destination together, (n_lost, n)."""
    shares = np.where(is_open, np.nan_to_num(world.shares, nan=_LEAST_SHARE * 5), 0.0)
    own = (np.arange(len(world.lost)), _rows_of(world))
    shares[own] = 0.0
    total = np.maximum(shares.sum(axis=1, keepdims=True), 1e-9)
    most = np.minimum(SPREAD * shares / total, MOST_TOGETHER)
    most[own] = MOST_TOGETHER
    together: np.ndarray = np.maximum(np.ceil(most * world.people[:, None]), 1)
    return together


def _placement(row: int, at: int, count: int, world: _World, titles: Mapping[str, str]) -> Placement:
    market, links = world.market, world.links
    origin, code = world.lost[row], links.codes[at]
    change = float(market.pay[at] - world.pay[row])
    share, openings = float(world.shares[row, at]), float(market.openings[at])
    low, high = (round(float(years), 1) for years in world.needs[row].years[:, at])
    return Placement(
        origin=origin,
        origin_title=titles[origin],
        destination=code,
        destination_title=titles[code],
        code_onet=code,
        name=plain_name(code, titles[code]),
        people_count=count,
        transition_share=share if np.isfinite(share) else None,
        pay_change_usd=round(change) if np.isfinite(change) else None,
        years_low=low,
        years_high=high,
        schooling_step=int(market.schooling[at]),
        openings_annual_jobs=float(f"{openings:.3g}") if np.isfinite(openings) else None,
    )


def _with_rescue(scenarios: tuple[Scenario, ...]) -> tuple[Scenario, ...]:
    """What would place those who are left: the first later scenario in which fewer of them are."""
    rescued = []
    for at, one in enumerate(scenarios):
        left = tuple(_rescued(person, scenarios[at + 1 :]) for person in one.stranded)
        rescued.append(Scenario(one.name, one.words, one.moves, left, one.people_count))
    return tuple(rescued)


def _rescued(person: Stranded, later: tuple[Scenario, ...]) -> Stranded:
    for scenario in later:
        still = sum(one.people_count for one in scenario.stranded if one.code_onet == person.code_onet)
        if still < person.people_count:
            placed = decimal_text(person.people_count - still)
            words = _("{training} would place {n}", training=inside_sentence(scenario.words), n=placed)
            return Stranded(person.code_onet, person.title, person.people_count, person.reason, words)
    return person
