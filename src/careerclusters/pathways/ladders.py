"""Ladders inside a cluster: from occupations with little preparation to those with most, and out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from careerclusters.errors import ModelError
from careerclusters.pathways.limits import EDUCATION_NAMES
from careerclusters.results import Value

if TYPE_CHECKING:
    from careerclusters.pathways.pathways import Pathways

__all__ = ["Ladder", "climb"]

BRIDGES = 5


@dataclass(frozen=True, eq=False)
class Ladder(Value):
    """The rungs of a cluster.

    Attributes
    ----------
    rungs
        code_onet, title, job_zone, pay_usd, jobs, education, next_code, next_title, next_chance:
        the likeliest step to a member with a higher job zone, or with as high a one and a tenth more
        pay; ordered by job zone, then pay.
    path
        One ladder from an entry occupation upwards, codes in order: the one whose hardest step is
        likeliest among those with most job zones.
    bridges
        code_onet, title, to_code, to_title, chance: likeliest steps out of the cluster.
    is_no_degree
        Whether occupations that typically ask for an associate's degree or more were left out.
    """

    rungs: pl.DataFrame
    path: tuple[str, ...]
    bridges: pl.DataFrame
    is_no_degree: bool

    def to_dict(self) -> dict[str, object]:
        """JSON-ready."""
        return {
            "is_no_degree": self.is_no_degree,
            "path": list(self.path),
            "rungs": self.rungs.to_dicts(),
            "bridges": self.bridges.to_dicts(),
        }

    def to_frame(self) -> pl.DataFrame:
        """The rungs."""
        return self.rungs

    def __repr__(self) -> str:
        return f"Ladder({self.rungs.height} rungs, path of {len(self.path)})"


def climb(pathways: Pathways, members: Sequence[str], *, no_degree: bool = False) -> Ladder:
    """Ladder of the occupations of a cluster.

    Parameters
    ----------
    members
        O*NET codes; those without ratings are skipped.
    no_degree
        Leave out occupations that typically ask for a degree.

    Raises
    ------
    ModelError
        When fewer than two occupations remain.
    """
    network, facts = pathways.network, pathways.facts
    inside = np.isin(np.array(network.codes), list(members))
    allowed = np.ones(len(inside), dtype=bool)
    if no_degree:
        allowed = network.education < EDUCATION_NAMES["associate"]
    places = [int(at) for at in np.flatnonzero(inside & allowed)]
    if len(places) < 2:
        raise ModelError(
            "A ladder needs at least two occupations",
            seen=f"{len(places)} of {len(members)} members fit",
            todo="Choose a broader cluster, or allow degrees.",
        )
    zone = facts["job_zone"].cast(pl.Float64).fill_null(0).to_numpy()
    pay = np.nan_to_num(network.pay, nan=0.0)
    order = sorted(places, key=lambda at: (zone[at], pay[at], network.codes[at]))
    is_up = _is_up(zone, pay)
    rungs = [_rung(pathways, at, places, is_up=is_up) for at in order]
    bridges = [
        (float(network.chance[a, b]), a, int(b))
        for a in places
        for b in np.argsort(-np.where(inside | ~allowed, 0.0, network.chance[a]), kind="stable")[:BRIDGES]
        if network.chance[a, b] > 0 and not inside[b]
    ]
    bridges.sort(key=lambda one: (-one[0], one[1], one[2]))
    return Ladder(
        pl.DataFrame(rungs, infer_schema_length=None),
        tuple(network.codes[at] for at in _path(network.chance, order, zone, is_up=is_up)),
        pl.DataFrame(
            [
                {
                    "code_onet": network.codes[a],
                    "title": network.titles[a],
                    "to_code": network.codes[b],
                    "to_title": network.titles[b],
                    "chance": chance,
                }
                for chance, a, b in bridges[: 2 * BRIDGES]
            ],
            schema=dict.fromkeys(("code_onet", "title", "to_code", "to_title"), pl.String)
            | {"chance": pl.Float64},
        ),
        no_degree,
    )


def _is_up(zone: np.ndarray, pay: np.ndarray) -> np.ndarray:
    higher = zone[None, :] > zone[:, None]
    better = (zone[None, :] == zone[:, None]) & (pay[None, :] >= 1.1 * pay[:, None]) & (pay[:, None] > 0)
    is_up: np.ndarray = higher | better
    return is_up


def _rung(pathways: Pathways, at: int, places: list[int], *, is_up: np.ndarray) -> dict[str, object]:
    network, facts = pathways.network, pathways.facts
    ups = [b for b in places if is_up[at, b] and network.chance[at, b] > 0]
    best = max(ups, key=lambda b: (network.chance[at, b], -b)) if ups else None
    pay = float(network.pay[at])
    return {
        "code_onet": network.codes[at],
        "title": network.titles[at],
        "job_zone": facts["job_zone"][at],
        "pay_usd": pay if np.isfinite(pay) else None,
        "jobs": facts["jobs"][at],
        "education": facts["education"][at],
        "next_code": None if best is None else network.codes[best],
        "next_title": None if best is None else network.titles[best],
        "next_chance": None if best is None else float(network.chance[at, best]),
    }


def _path(chance: np.ndarray, order: list[int], zone: np.ndarray, *, is_up: np.ndarray) -> list[int]:
    """Best way up through the zones: most zones, then the likeliest hardest step."""
    best: dict[int, tuple[int, float, list[int]]] = {}
    for at in order:
        found = (1, 1.0, [at])
        for before, (count, hardest, way) in best.items():
            if zone[at] > zone[before] and is_up[before, at] and chance[before, at] > 0:
                new = (count + 1, min(hardest, float(chance[before, at])), [*way, at])
                if new[:2] > found[:2]:
                    found = new
        best[at] = found
    return max(best.values(), key=lambda one: (one[0], one[1]))[2]
