"""All ways from one occupation to another that no other way beats in everything.

Four criteria: likelihood (the chance of the hardest step: a plan is as likely as its weakest part, and
somebody who follows one does not drift at random), years (getting ready for each step, and a
year of work between two steps), the lowest pay along the way, and the number of steps. A way is kept
when no other is at least as good in all four and better in one.

Ways of one and two steps are all looked at. For three and four, only the likeliest occupations next to
either end are (`WIDTHS`); with fewer occupations than that the search is complete.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from itertools import pairwise

import numpy as np

from careerclusters.pathways.network import Network

__all__ = ["STAY_YEARS", "WIDTHS", "Way", "best_ways"]

STAY_YEARS = 1.0
WIDTHS = {3: (120, 120), 4: (40, 60, 40)}


@dataclass(frozen=True)
class Way:
    """Positions from the origin to the destination, both included, and the four criteria.

    `likelihood` is the chance of the hardest step; `drift_chance` the product over steps, the share of
    leavers who would go exactly this way by themselves.
    """

    places: tuple[int, ...]
    likelihood: float
    drift_chance: float
    years: float
    pay_lowest: float

    @property
    def steps(self) -> int:
        """Number of steps."""
        return len(self.places) - 1


def best_ways(
    network: Network, origin: int, destination: int, *, is_open: np.ndarray, max_steps: int
) -> tuple[Way, ...]:
    """Ways that no other beats, likeliest first.

    Parameters
    ----------
    is_open
        Whether a step may be taken, (n, n) bool.
    max_steps
        1 to 4.
    """
    step = np.where(is_open, network.log_chance, -np.inf)
    step[:, origin] = -np.inf
    pay = np.nan_to_num(network.pay, nan=0.0)
    front = np.zeros((0, 4))
    ways = np.zeros((0, 5), dtype=int)
    for count in range(1, max_steps + 1):
        middles = _middles(step, origin, destination, count)
        stops = [origin, *middles.T, destination]
        values = _values(network, step, pay, stops)
        is_real = np.isfinite(values[:, 0])
        places = np.full((int(is_real.sum()), 5), -1)
        places[:, 0] = origin
        places[:, 1:count] = middles[is_real]
        places[:, count] = destination
        front, ways = _merge(front, ways, values[is_real], places)
    order = np.lexsort((*ways.T[::-1], -front[:, 0]))
    return tuple(
        Way(
            tuple(int(place) for place in ways[at] if place >= 0),
            float(np.exp(front[at, 0])),
            _product(network, ways[at]),
            float(-front[at, 1]),
            float(front[at, 2]),
        )
        for at in order
    )


def _middles(step: np.ndarray, origin: int, destination: int, count: int) -> np.ndarray:
    """Occupations between the ends, one row per way of `count` steps."""
    ends = [origin, destination]
    if count == 1:
        return np.zeros((1, 0), dtype=int)
    first, last = step[origin].copy(), step[:, destination].copy()
    first[ends], last[ends] = -np.inf, -np.inf
    if count == 2:
        return np.flatnonzero(np.isfinite(first + last))[:, None]
    if count == 3:
        pools = [_top(first, WIDTHS[3][0]), _top(last, WIDTHS[3][1])]
    else:
        head, tail = _top(first, WIDTHS[4][0]), _top(last, WIDTHS[4][2])
        if not len(head) or not len(tail):
            return np.zeros((0, count - 1), dtype=int)
        between = np.minimum(step[head].max(axis=0), step[:, tail].max(axis=1))
        between[ends] = -np.inf
        pools = [head, _top(between, WIDTHS[4][1]), tail]
    grid = np.stack([axis.ravel() for axis in np.meshgrid(*pools, indexing="ij")], axis=1)
    is_new = np.ones(len(grid), dtype=bool)
    for one in range(grid.shape[1]):
        for other in range(one + 1, grid.shape[1]):
            is_new &= grid[:, one] != grid[:, other]
    return grid[is_new]


def _top(values: np.ndarray, width: int) -> np.ndarray:
    order = np.argsort(-values, kind="stable")[:width]
    return order[np.isfinite(values[order])]


def _values(network: Network, step: np.ndarray, pay: np.ndarray, stops: list[int | np.ndarray]) -> np.ndarray:
    """Log likelihood, −years, lowest pay, −steps of ways through `stops`: higher is better in each."""
    pairs = list(pairwise(stops))
    likelihood = reduce(np.minimum, (step[one, other] for one, other in pairs))
    years = sum(network.years[one, other] for one, other in pairs) + STAY_YEARS * (len(pairs) - 1)
    lowest = reduce(np.minimum, (pay[stop] for stop in stops[1:]))
    columns = np.broadcast_arrays(np.atleast_1d(likelihood), -years, lowest, -float(len(pairs)))
    return np.stack(columns, axis=1)


def _product(network: Network, places: np.ndarray) -> float:
    real = places[places >= 0]
    return float(np.prod(network.chance[real[:-1], real[1:]]))


def _merge(
    front: np.ndarray, ways: np.ndarray, values: np.ndarray, places: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Front of the old front and new candidates. New ones have more steps, so old ones always stay."""
    for row in front:
        is_beaten = (values[:, :3] <= row[:3]).all(axis=1)
        values, places = values[~is_beaten], places[~is_beaten]
    kept_values, kept_places = [front], [ways]
    while len(values):
        best = np.lexsort((-values[:, 2], -values[:, 1], -values[:, 0]))[0]
        row = values[best]
        kept_values.append(row[None])
        kept_places.append(places[best][None])
        is_beaten = (values <= row).all(axis=1)
        values, places = values[~is_beaten], places[~is_beaten]
    return np.concatenate(kept_values), np.concatenate(kept_places)
