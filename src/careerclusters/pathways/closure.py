"""A plant closes: who goes where, with as many places as there are, and who is left.

A linear programme over (lost occupation, destination): people placed are as many as can be; among such
placements the sum of costs is least. Its corners are whole people (it is a transport problem), so no
rounding is needed. Solved by HiGHS through scipy.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from careerclusters.errors import InputError
from careerclusters.pathways.limits import Limits

if TYPE_CHECKING:
    from careerclusters.pathways.pathways import Pathways

__all__ = ["OPENINGS_SHARE", "Closure", "close_down"]

OPENINGS_SHARE = 0.001
"""Share of the country's yearly openings taken as local where none are given."""

# Costs of one person: one unit is a destination e times less likely, 10 % less pay counts half, and a
# level to learn (mean of 0–7) three.
PAY_COST, LEARN_COST = 5.0, 3.0
_STRANDED = 1e4


@dataclass(frozen=True, eq=False)
class Closure:
    """Who goes where.

    Attributes
    ----------
    moves
        origin, origin_title, destination, destination_title, people_count, chance, pay_change_usd,
        difficulty, years_low, years_high; most people first.
    stranded
        code_onet, title, people_count, reason ("no step is open" or "open places are taken").
    people_count, placed_count
        Lost jobs; people with a place.
    is_local
        Whether openings were given; else they are a share of the country's.
    """

    moves: pl.DataFrame
    stranded: pl.DataFrame
    people_count: int
    placed_count: int
    is_local: bool

    @property
    def pay_change_usd(self) -> float | None:
        """Mean change of median pay of those placed; None where none is known."""
        known = self.moves.filter(pl.col("pay_change_usd").is_not_null())
        if known.is_empty():
            return None
        total = (known["pay_change_usd"] * known["people_count"]).sum()
        return float(total / known["people_count"].sum())

    def to_dict(self) -> dict[str, object]:
        """JSON-ready."""
        return {
            "people_count": self.people_count,
            "placed_count": self.placed_count,
            "stranded_count": self.people_count - self.placed_count,
            "pay_change_usd_mean": self.pay_change_usd,
            "is_local": self.is_local,
            "moves": self.moves.to_dicts(),
            "stranded": self.stranded.to_dicts(),
        }

    def __repr__(self) -> str:
        return f"Closure({self.placed_count} of {self.people_count} placed)"


def close_down(
    pathways: Pathways,
    lost: Mapping[str, int],
    *,
    openings: Mapping[str, int] | None = None,
    openings_share: float = OPENINGS_SHARE,
    limits: Limits | None = None,
) -> Closure:
    """Assign people who lose their jobs to open places.

    Parameters
    ----------
    lost
        O*NET code → people.
    openings
        O*NET code → open places near by; only these take people. Default: `openings_share` of the
        country's yearly openings in each occupation, rounded down.
    openings_share
        0.001 is a region with about one in a thousand of the country's jobs.
    limits
        What nobody is to be sent to.

    Raises
    ------
    InputError
        When no people, or a number that is no count, are given.
    UnknownError
        When a code isn't in the network.
    """
    limits = limits or Limits()
    network = pathways.network
    origins = [network.at(code) for code in lost]
    people = np.array([_count(code, value) for code, value in lost.items()])
    if not len(people) or people.sum() == 0:
        raise InputError("No people are given", todo="Name occupations with headcounts.")
    if not (np.isfinite(openings_share) and openings_share >= 0):
        raise InputError("The share of openings must be a number from 0 up", seen=openings_share)
    places = _places(pathways, openings, openings_share)
    places[origins] = 0
    is_open = limits.is_open(network)[origins] & (places > 0)[None, :]
    if limits.years_max is not None:
        is_open &= network.years[origins] <= limits.years_max
    assigned = _assign(is_open, _costs(pathways, origins), people, places=places)
    return _report(
        pathways, origins, people, assigned=assigned, is_open=is_open, is_local=openings is not None
    )


def _count(code: str, value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, (int, np.integer)) or value < 0:
        raise InputError("A number of people is a whole number from 0 up", seen=f"{code}: {value}")
    return int(value)


def _places(pathways: Pathways, openings: Mapping[str, int] | None, share: float) -> np.ndarray:
    network, facts = pathways.network, pathways.facts
    places = np.zeros(len(network.codes), dtype=int)
    if openings is not None:
        for code, value in openings.items():
            places[network.at(code)] = _count(code, value)
        return places
    annual = facts["openings_annual_jobs"].cast(pl.Float64).fill_null(0.0).to_numpy()
    sharing = facts.select(pl.len().over("code_soc2018"))["len"].to_numpy()
    return np.floor(annual / sharing * share).astype(int)


def _costs(pathways: Pathways, origins: list[int]) -> np.ndarray:
    network = pathways.network
    unlikely = -np.log(np.maximum(network.openness[origins], 1e-12))
    ratio = network.pay[None, :] / network.pay[origins][:, None]
    loss = np.maximum(-np.log(np.nan_to_num(ratio, nan=1.0)), 0.0)
    learn = np.stack([np.maximum(pathways.levels - pathways.levels[at], 0).mean(axis=1) for at in origins])
    return unlikely + PAY_COST * loss + LEARN_COST * learn


def _assign(is_open: np.ndarray, costs: np.ndarray, people: np.ndarray, *, places: np.ndarray) -> np.ndarray:
    """People from each origin (row) to each destination, whole numbers."""
    from scipy.optimize import linprog
    from scipy.sparse import csr_matrix, vstack

    rows, columns = np.nonzero(is_open)
    assigned = np.zeros(is_open.shape, dtype=int)
    if not len(rows):
        return assigned
    pairs = np.arange(len(rows))
    ones = np.ones(len(rows))
    leave = csr_matrix((ones, (rows, pairs)), shape=(len(people), len(rows)))
    enter = csr_matrix((ones, (columns, pairs)), shape=(len(places), len(rows)))
    found = linprog(
        costs[rows, columns] - _STRANDED,
        A_ub=vstack([leave, enter]),
        b_ub=np.concatenate([people, places]),
        method="highs-ds",
    )
    assigned[rows, columns] = np.rint(found.x).astype(int)
    return assigned


def _report(
    pathways: Pathways,
    origins: list[int],
    people: np.ndarray,
    *,
    assigned: np.ndarray,
    is_open: np.ndarray,
    is_local: bool,
) -> Closure:
    network = pathways.network
    moves, left = [], []
    for row, a in enumerate(origins):
        for b in np.flatnonzero(assigned[row]):
            change = float(network.pay[b] - network.pay[a])
            moves.append(
                {
                    "origin": network.codes[a],
                    "origin_title": network.titles[a],
                    "destination": network.codes[b],
                    "destination_title": network.titles[b],
                    "people_count": int(assigned[row, b]),
                    "chance": float(network.chance[a, b]),
                    "pay_change_usd": change if np.isfinite(change) else None,
                    "difficulty": float(np.maximum(pathways.levels[b] - pathways.levels[a], 0).mean()),
                    "years_low": float(network.years_low[a, b]),
                    "years_high": float(network.years_high[a, b]),
                }
            )
        rest = int(people[row] - assigned[row].sum())
        if rest:
            reason = "open places are taken" if is_open[row].any() else "no step is open"
            left.append(
                {
                    "code_onet": network.codes[a],
                    "title": network.titles[a],
                    "people_count": rest,
                    "reason": reason,
                }
            )
    moves.sort(key=lambda one: (-one["people_count"], one["origin"], one["destination"]))
    return Closure(
        pl.DataFrame(moves, schema=_MOVES),
        pl.DataFrame(left, schema=_STRANDED_SCHEMA),
        int(people.sum()),
        int(assigned.sum()),
        is_local,
    )


_WORDS = ("origin", "origin_title", "destination", "destination_title")
_FIGURES = ("chance", "pay_change_usd", "difficulty", "years_low", "years_high")
_MOVES = dict.fromkeys(_WORDS, pl.String) | {"people_count": pl.Int64} | dict.fromkeys(_FIGURES, pl.Float64)
_STRANDED_SCHEMA = {"code_onet": pl.String, "title": pl.String, "people_count": pl.Int64, "reason": pl.String}
