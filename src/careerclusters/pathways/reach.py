"""Where one can go from an occupation, and where people come from to one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from careerclusters.errors import InputError
from careerclusters.pathways.limits import Limits

if TYPE_CHECKING:
    from careerclusters.pathways.pathways import Pathways

__all__ = ["lead_to", "people_to", "reach"]


def reach(
    pathways: Pathways, origin: str, *, limits: Limits | None = None, steps: int = 2, limit: int | None = None
) -> pl.DataFrame:
    """Occupations that can be reached in one or two steps.

    Parameters
    ----------
    origin
        O*NET code.
    limits
        What is ruled out, on the way too.
    steps
        1 or 2.
    limit
        How many rows, likeliest first within one step, then within two.

    Returns
    -------
    code_onet, title, steps_count, via (code; null in one step), via_title, likelihood (of the harder
    step), observed_share (null when not in our data), pay_usd, pay_change_usd, years_low, years_high,
    difficulty (mean level to learn), education, growth_10yr_pct. An occupation open in one step stands
    only there.
    """
    if steps not in (1, 2):
        raise InputError("Reach looks one or two steps ahead", seen=steps)
    limits = limits or Limits()
    network = pathways.network
    a = network.at(origin)
    is_open = limits.is_open(network)
    is_open[:, a] = False
    chance = np.where(is_open, network.chance, 0.0)
    first = chance[a]
    rows = [(int(b), -1, float(first[b])) for b in np.flatnonzero(first > 0)]
    if steps == 2:
        through = np.minimum(first[:, None], chance)
        best = through.argmax(axis=0)
        value = through[best, np.arange(len(best))]
        rows += [
            (int(b), int(best[b]), float(value[b]))
            for b in np.flatnonzero((value > 0) & (first <= 0))
            if b != a
        ]
    records = [_record(pathways, a, b, via=via, likelihood=value) for b, via, value in rows]
    if limits.years_max is not None:
        records = [one for one in records if (one["years_low"] + one["years_high"]) / 2 <= limits.years_max]
    records.sort(key=lambda one: (one["steps_count"], -one["likelihood"], one["code_onet"]))
    return pl.DataFrame(records[:limit], schema=_SCHEMA)


_SCHEMA = {
    "code_onet": pl.String,
    "title": pl.String,
    "steps_count": pl.Int64,
    "via": pl.String,
    "via_title": pl.String,
    "likelihood": pl.Float64,
    "observed_share": pl.Float64,
    "pay_usd": pl.Float64,
    "pay_change_usd": pl.Float64,
    "years_low": pl.Float64,
    "years_high": pl.Float64,
    "difficulty": pl.Float64,
    "education": pl.String,
    "growth_10yr_pct": pl.Float64,
}


def _record(pathways: Pathways, a: int, b: int, *, via: int, likelihood: float) -> dict[str, Any]:
    network, facts = pathways.network, pathways.facts
    low, high = float(network.years_low[a, b]), float(network.years_high[a, b])
    if via >= 0:
        low = float(network.years_low[a, via] + 1 + network.years_low[via, b])
        high = float(network.years_high[a, via] + 1 + network.years_high[via, b])
    members = pathways.groups.members
    seen = float(pathways.observed[members[a], members[b]])
    pay = float(network.pay[b])
    return {
        "code_onet": network.codes[b],
        "title": network.titles[b],
        "steps_count": 1 if via < 0 else 2,
        "via": None if via < 0 else network.codes[via],
        "via_title": None if via < 0 else network.titles[via],
        "likelihood": likelihood,
        "observed_share": seen if np.isfinite(seen) else None,
        "pay_usd": pay if np.isfinite(pay) else None,
        "pay_change_usd": pay - float(network.pay[a]) if np.isfinite(pay - network.pay[a]) else None,
        "years_low": low,
        "years_high": high,
        "difficulty": float(np.maximum(pathways.levels[b] - pathways.levels[a], 0).mean()),
        "education": facts["education"][b],
        "growth_10yr_pct": facts["growth_10yr_pct"][b],
    }


def people_to(pathways: Pathways, at: int) -> tuple[np.ndarray, np.ndarray]:
    """Who comes to the occupation in row `at`: people a year from each origin, and shares of all who come.

    Both of shape (n_occupations,); NaN where jobs or leavers aren't known.
    """
    facts = pathways.facts
    jobs = facts["jobs"].cast(pl.Float64).fill_null(np.nan).to_numpy()
    leaving = facts["transfer_annual_share"].cast(pl.Float64).fill_null(np.nan).to_numpy()
    people = jobs * leaving * pathways.network.chance[:, at]
    total = float(np.nansum(people))
    return people, people / total if total > 0 else people


def lead_to(
    pathways: Pathways, destination: str, *, count: int | None = None, limit: int | None = None
) -> pl.DataFrame:
    """Where people come from to an occupation.

    Parameters
    ----------
    destination
        O*NET code.
    count
        People needed; adds how many of them each origin would send if they came as usual.
    limit
        How many rows, most people first.

    Returns
    -------
    code_onet, title, chance (share of the origin's leavers who come), people_annual (jobs × share who
    change occupation in a year × chance, in the whole country; null where not known), share (of all
    who come), people_count (with `count`), pay_change_usd, years_low, years_high, difficulty.
    """
    if count is not None and count < 1:
        raise InputError("The number of people needed must be at least 1", seen=count)
    network = pathways.network
    b = network.at(destination)
    people, share = people_to(pathways, b)
    pay = network.pay[b] - network.pay
    rows = pl.DataFrame(
        {
            "code_onet": network.codes,
            "title": network.titles,
            "chance": network.chance[:, b],
            "people_annual": people,
            "share": share,
            "pay_change_usd": pay,
            "years_low": network.years_low[:, b],
            "years_high": network.years_high[:, b],
            "difficulty": np.maximum(pathways.levels[b] - pathways.levels, 0).mean(axis=1),
        }
    ).with_columns(pl.col("people_annual", "share", "pay_change_usd").fill_nan(None))
    if count is not None:
        rows = rows.with_columns(people_count=pl.col("share") * count)
    order = ["people_annual", "chance", "code_onet"]
    rows = rows.filter(pl.col("chance") > 0).sort(order, descending=[True, True, False], nulls_last=True)
    return rows if limit is None else rows.head(limit)
