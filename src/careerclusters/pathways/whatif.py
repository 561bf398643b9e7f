"""What opens when a person learns something, accepts less pay, or needs no credential."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from careerclusters.errors import InputError, UnknownError
from careerclusters.pathways.limits import Limits
from careerclusters.results import Value

if TYPE_CHECKING:
    from careerclusters.pathways.pathways import Pathways

__all__ = ["WhatIf", "what_if"]


@dataclass(frozen=True, eq=False)
class WhatIf(Value):
    """Before and after.

    Attributes
    ----------
    opened, closed
        Columns code_onet, title, likelihood, pay_usd: steps that the change opens or closes.
    easier
        Columns code_onet, title, difficulty_before, difficulty_after, odds_times (how much likelier
        against staying open as before), most first.
    """

    origin: str
    opened: pl.DataFrame
    closed: pl.DataFrame
    easier: pl.DataFrame

    def to_dict(self) -> dict[str, object]:
        """JSON-ready."""
        return {
            "origin": self.origin,
            "opened": self.opened.to_dicts(),
            "closed": self.closed.to_dicts(),
            "easier": self.easier.to_dicts(),
        }

    def to_frame(self) -> pl.DataFrame:
        """Steps that open or close: `change` is "opened" or "closed", then the columns of both."""
        named = {"opened": self.opened, "closed": self.closed}
        return pl.concat(rows.select(pl.lit(name).alias("change"), pl.all()) for name, rows in named.items())

    def __repr__(self) -> str:
        return f"WhatIf({self.origin}: {self.opened.height} opened, {self.closed.height} closed)"


def what_if(
    pathways: Pathways,
    origin: str,
    *,
    learn: Mapping[str, float] | None = None,
    before: Limits | None = None,
    after: Limits | None = None,
) -> WhatIf:
    """Compare the steps open to somebody before and after a change.

    Parameters
    ----------
    origin
        O*NET code.
    learn
        Element id → level 0–7 that is reached; a level below the origin's own changes nothing.
    before, after
        Limits; `after` defaults to `before`.

    Notes
    -----
    Learning shortens the distance to what asks for it and changes nothing else: the odds of a step rise by
    exp(coefficient × levels less to learn), or stay. So learning never makes a step harder, and never
    closes one. Chances of others are left alone: odds_times is against the same step before.
    """
    before = before or Limits()
    after = after or before
    network = pathways.network
    a = network.at(origin)
    levels = pathways.levels[a].copy()
    for element_id, level in (learn or {}).items():
        if element_id not in pathways.element_ids:
            raise UnknownError(
                "No skill, field of knowledge or ability has this id",
                seen=element_id,
                todo="Ids are in the elements of the catalog, such as 2.C.3.a.",
            )
        if not (np.isfinite(level) and 0 <= level <= 7):
            raise InputError("A level is a number from 0 to 7", seen=level)
        at = pathways.element_ids.index(element_id)
        levels[at] = max(levels[at], level)
    odds = _odds(pathways, pathways.levels[a], levels)
    chance = network.group_share(a) * odds
    was = before.is_open(network)[a]
    now = (chance >= after.chance_min) & (network.chance[a] > 0) & after.is_allowed(network)
    was[a] = now[a] = False
    lacked = np.maximum(pathways.levels - pathways.levels[a], 0).mean(axis=1)
    lacks = np.maximum(pathways.levels - levels, 0).mean(axis=1)
    easier = pl.DataFrame(
        {
            "code_onet": network.codes,
            "title": network.titles,
            "difficulty_before": lacked,
            "difficulty_after": lacks,
            "odds_times": odds,
            "is_open": now,
        }
    ).filter(pl.col("difficulty_before") > pl.col("difficulty_after") + 1e-12, pl.col("is_open"))
    return WhatIf(
        origin,
        _listed(pathways, a, now & ~was, odds=odds),
        _listed(pathways, a, was & ~now, odds=odds),
        easier.drop("is_open").sort("odds_times", "code_onet", descending=[True, False]),
    )


def _odds(pathways: Pathways, have: np.ndarray, learned: np.ndarray) -> np.ndarray:
    """Factor on the odds of each destination, at least 1."""
    model, groups = pathways.model, pathways.groups
    total = np.zeros(len(pathways.levels))
    for at, name in enumerate(model.names):
        if not name.endswith("_to_learn") or not model.coefficients[at]:
            continue
        own = np.array([domain == name.removesuffix("_to_learn") for domain in pathways.domains])
        needed = pathways.levels[:, own]
        less = (np.maximum(needed - have[own], 0) - np.maximum(needed - learned[own], 0)).mean(axis=1)
        total += -model.coefficients[at] * less / pathways.spreads[name]
    inside = groups.members >= 0
    return np.where(inside, np.exp(total), 1.0)


def _listed(pathways: Pathways, a: int, chosen: np.ndarray, *, odds: np.ndarray) -> pl.DataFrame:
    network = pathways.network
    places = np.flatnonzero(chosen)
    likelihood = np.minimum(network.chance[a, places] * odds[places], 1.0)
    return (
        pl.DataFrame(
            {
                "code_onet": [network.codes[at] for at in places],
                "title": [network.titles[at] for at in places],
                "likelihood": likelihood,
                "pay_usd": network.pay[places],
            },
            schema={
                "code_onet": pl.String,
                "title": pl.String,
                "likelihood": pl.Float64,
                "pay_usd": pl.Float64,
            },
        )
        .with_columns(pl.col("pay_usd").fill_nan(None))
        .sort("likelihood", "code_onet", descending=[True, False])
    )
