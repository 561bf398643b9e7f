"""How many of the observed moves out of an occupation also leave its cluster.

Moves were counted by Census occupation. SOC 2010 codes of the moves that share a Census code are
merged first, because moves between such siblings were never observed; those who stayed are left
out. Flows are shares of movers times the jobs of the origin.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog

__all__ = ["MoveGroups", "group_move_codes", "moves_leaving"]


def moves_leaving(catalog: Catalog, memberships: pl.DataFrame) -> pl.DataFrame:
    """Share of observed moves from each cluster's occupations that end outside the cluster.

    With flow f(o, d) from group o to another group d and the share g(o, c) of group o's occupations'
    membership that lies in cluster c, it is the sum of f(o, d) · g(o, c) · (1 − g(d, c)) over the sum
    of f(o, d) · g(o, c).

    Parameters
    ----------
    memberships
        Columns `code_onet`, `cluster_id` and `membership_share` (0–1).

    Returns
    -------
    `cluster_id`, `leaving_share` (0–1), `leaving_by_chance_share` (the same if movers went anywhere in
    proportion to how many arrive there) and `origin_groups_count` (groups with observed moves out),
    sorted by `cluster_id`; shares are null without observed moves.
    """
    clusters = memberships["cluster_id"].unique().sort()
    if not catalog.has("moves"):
        nothing = pl.lit(None, pl.Float64)
        return pl.DataFrame({"cluster_id": clusters}).with_columns(
            leaving_share=nothing, leaving_by_chance_share=nothing, origin_groups_count=pl.lit(0, pl.Int32)
        )
    grouped = group_move_codes(catalog)
    moves = (
        catalog.table("moves")
        .select("origin_code_soc2010", "destination_code_soc2010", "move_share", "origin_employment_jobs")
        .join(_side(grouped.codes, "origin"), on="origin_code_soc2010")
        .join(_side(grouped.codes, "destination"), on="destination_code_soc2010")
        .filter(pl.col("origin") != pl.col("destination"))
        .group_by("origin", "destination")
        .agg((pl.col("move_share") * pl.col("origin_employment_jobs")).sum().alias("flow"))
    )
    shares = (
        grouped.occupations.join(
            memberships.select("code_onet", "cluster_id", "membership_share"), on="code_onet"
        )
        .group_by("group", "cluster_id")
        .agg(pl.col("membership_share").sum())
        .with_columns(share=pl.col("membership_share") / pl.col("membership_share").sum().over("group"))
    )
    groups = {group: at for at, group in enumerate(shares["group"].unique().sort())}
    moves = moves.filter(
        pl.col("origin").is_in(list(groups)), pl.col("destination").is_in(list(groups)), pl.col("flow") > 0
    ).sort("origin", "destination")
    belongs = np.zeros((len(groups), len(clusters)))
    places = {cluster: at for at, cluster in enumerate(clusters)}
    for group, cluster, share in shares.select("group", "cluster_id", "share").iter_rows():
        belongs[groups[group], places[cluster]] = share
    origin = np.array([groups[group] for group in moves["origin"]], dtype=int)
    destination = np.array([groups[group] for group in moves["destination"]], dtype=int)
    flow = moves["flow"].to_numpy()
    leaving, chance = [], []
    arriving = flow @ belongs[destination] / flow.sum() if len(flow) else np.zeros(len(clusters))
    for at in range(len(clusters)):
        out = flow * belongs[origin, at]
        total = out.sum()
        leaving.append(_rounded((out * (1 - belongs[destination, at])).sum() / total) if total else None)
        chance.append(_rounded(1 - arriving[at]) if total else None)
    observed = [
        int((belongs[np.unique(origin), at] > 0).sum()) if len(origin) else 0 for at in range(len(clusters))
    ]
    return pl.DataFrame(
        {
            "cluster_id": clusters,
            "leaving_share": pl.Series(leaving, dtype=pl.Float64),
            "leaving_by_chance_share": pl.Series(chance, dtype=pl.Float64),
            "origin_groups_count": pl.Series(observed, dtype=pl.Int32),
        }
    )


@dataclass(frozen=True)
class MoveGroups:
    """Groups that the survey of moves can tell apart.

    Parameters
    ----------
    codes
        Columns `code_soc2010` (as in the moves) and `group` (the smallest code of its group).
    occupations
        Columns `group` and `code_onet`: an occupation belongs to the group with its Census code.
    """

    codes: pl.DataFrame
    occupations: pl.DataFrame


def group_move_codes(catalog: Catalog) -> MoveGroups:
    """Merge the codes of the moves that share a Census code, and find the occupations of each group.

    A SOC 2010 code stands for the SOC 2018 code it goes on as: itself where it was kept, else its
    first successor.
    """
    return catalog.derive("move groups", lambda: _group_move_codes(catalog))


def _group_move_codes(catalog: Catalog) -> MoveGroups:
    moves = catalog.table("moves")
    stated = pl.concat([moves["origin_code_soc2010"], moves["destination_code_soc2010"]]).unique().sort()
    successors = catalog.table("crosswalk_soc2010_soc2018").sort("code_soc2010", "code_soc2018")
    is_kept = pl.col("code_soc2010") == pl.col("code_soc2018")
    goes_on = (
        successors.sort("code_soc2010", ~is_kept, "code_soc2018")
        .group_by("code_soc2010", maintain_order=True)
        .agg(pl.col("code_soc2018").first())
    )
    exact = sorted(goes_on["code_soc2010"])
    details = [(code, detail) for code in stated for detail in _details(code, exact)]
    census = catalog.table("crosswalk_census2018_soc2018").select("code_census2018", "code_soc2018")
    links = (
        pl.DataFrame(details, schema={"code": pl.String, "code_soc2010": pl.String}, orient="row")
        .join(goes_on, on="code_soc2010")
        .join(census, on="code_soc2018")
        .select("code", "code_census2018")
        .unique()
        .sort("code_census2018", "code")
    )
    groups = _components(stated.to_list(), links)
    codes = pl.DataFrame({"code_soc2010": stated, "group": [groups[code] for code in stated]})
    units = links.with_columns(group=pl.col("code").replace_strict(groups)).select("code_census2018", "group")
    occupations = (
        catalog.table("occupations")
        .select("code_onet", "code_soc2018")
        .join(census, on="code_soc2018")
        .join(units.unique(), on="code_census2018")
        .select("group", "code_onet")
        .unique()
        .sort("group", "code_onet")
    )
    return MoveGroups(codes, occupations)


def _details(code: str, exact: Sequence[str]) -> Sequence[str]:
    """The code itself, or the detailed codes under a broad code (…0) or a minor group (…000).

    `exact` are all detailed codes, ascending.
    """
    start = bisect_left(exact, code)
    if exact[start : start + 1] == [code]:
        return [code]
    stem = code[:4] if code.endswith("000") else code[:6]
    return exact[bisect_left(exact, stem) : bisect_left(exact, f"{stem}~")]


def _components(codes: list[str], links: pl.DataFrame) -> dict[str, str]:
    """Smallest code of the connected component of each code, over shared Census codes."""
    parent = {code: code for code in codes}

    def root(code: str) -> str:
        while parent[code] != code:
            code = parent[code] = parent[parent[code]]
        return code

    first: dict[str, str] = {}
    for code, unit in links.select("code", "code_census2018").iter_rows():
        low, high = sorted((root(first.setdefault(unit, code)), root(code)))
        parent[high] = low
    return {code: root(code) for code in codes}


def _rounded(share: float) -> float:
    return round(float(share), 6)


def _side(codes: pl.DataFrame, side: str) -> pl.DataFrame:
    return codes.select(pl.col("code_soc2010").alias(f"{side}_code_soc2010"), pl.col("group").alias(side))
