"""How many of the observed moves out of an occupation also leave its cluster.

Moves were counted by Census occupation. SOC 2010 codes of the moves that share a Census code are
merged first, because moves between such siblings were never observed; those who stayed are left
out. Flows are shares of movers times the jobs of the origin.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from careerclusters.outlook._kept import kept

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog

__all__ = ["moves_leaving", "occupations_of_move_codes"]


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
    group_of = occupations_of_move_codes(catalog)
    moves = (
        catalog.table("moves")
        .select("origin_code_soc2010", "destination_code_soc2010", "move_share", "origin_employment_jobs")
        .join(_first(group_of, "origin"), on="origin_code_soc2010")
        .join(_first(group_of, "destination"), on="destination_code_soc2010")
        .filter(pl.col("origin") != pl.col("destination"))
        .group_by("origin", "destination")
        .agg((pl.col("move_share") * pl.col("origin_employment_jobs")).sum().alias("flow"))
    )
    shares = (
        group_of.select("group", "code_onet")
        .unique()
        .join(memberships.select("code_onet", "cluster_id", "membership_share"), on="code_onet")
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


def occupations_of_move_codes(catalog: Catalog) -> pl.DataFrame:
    """The O*NET occupations behind each code of the moves, and its group of codes that share a Census code.

    Returns
    -------
    `code_soc2010` (as in the moves), `group` (the smallest code of its group) and `code_onet`, sorted.
    """
    return kept(catalog, "occupations of move codes", lambda: _occupations_of_move_codes(catalog))


def _occupations_of_move_codes(catalog: Catalog) -> pl.DataFrame:
    moves = catalog.table("moves")
    codes = pl.concat([moves["origin_code_soc2010"], moves["destination_code_soc2010"]]).unique().sort()
    detailed = catalog.table("crosswalk_soc2010_soc2018").select("code_soc2010", "code_soc2018")
    exact = set(detailed["code_soc2010"])
    pairs = []
    for code in codes:
        stem = code if code in exact else code.rstrip("0")
        covered = (
            detailed.filter(pl.col("code_soc2010").str.starts_with(stem))["code_soc2018"].unique().sort()
        )
        pairs += [(code, soc2018) for soc2018 in covered]
    linked = pl.DataFrame(pairs, schema=["code_soc2010", "code_soc2018"], orient="row").with_columns(
        pl.all().cast(pl.String)
    )
    census = catalog.table("crosswalk_census2018_soc2018").select("code_census2018", "code_soc2018")
    groups = _components(linked.join(census, on="code_soc2018").select("code_soc2010", "code_census2018"))
    occupations = catalog.table("occupations").select("code_onet", "code_soc2018")
    return (
        linked.with_columns(
            group=pl.col("code_soc2010").replace_strict(groups, default=pl.col("code_soc2010"))
        )
        .join(occupations, on="code_soc2018")
        .select("code_soc2010", "group", "code_onet")
        .unique()
        .sort("code_soc2010", "code_onet")
    )


def _components(links: pl.DataFrame) -> dict[str, str]:
    """Smallest code of the connected component of each SOC 2010 code, over shared Census codes."""
    parent: dict[str, str] = {}

    def root(code: str) -> str:
        while parent.setdefault(code, code) != code:
            code = parent[code] = parent[parent[code]]
        return code

    for _, siblings in links.group_by("code_census2018", maintain_order=True):
        first, *others = siblings["code_soc2010"].unique().sort()
        for other in others:
            low, high = sorted((root(first), root(other)))
            parent[high] = low
    return {code: root(code) for code in links["code_soc2010"].unique()}


def _rounded(share: float) -> float:
    return round(float(share), 6)


def _first(group_of: pl.DataFrame, side: str) -> pl.DataFrame:
    return (
        group_of.select(pl.col("code_soc2010").alias(f"{side}_code_soc2010"), pl.col("group").alias(side))
        .unique()
        .sort(side)
    )
