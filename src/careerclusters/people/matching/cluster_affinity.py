"""Where a person stands: their degree in each cluster, their place on the map, a list spread wider.

    degree(c) = mean over draws of Σ over the ten best of the draw of membership(occupation, c) / 10

So 0.4 says: four tenths of the likely top ten lie in that cluster.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from careerclusters.people.matching.occupation_features import OccupationFeatures
from careerclusters.people.matching.uncertainty import middle_ranks, ranks_with_ties

if TYPE_CHECKING:
    from careerclusters.clustering import Clustering

__all__ = ["MOST_OF_A_CLUSTER", "cluster_rows", "place_of", "spread_out"]

TOP = 10
MOST_OF_A_CLUSTER = 2
_BEST = 5
_SCHEMA = {
    "level": pl.String,
    "cluster_id": pl.String,
    "name": pl.String,
    "degree": pl.Float64,
    "degree_low": pl.Float64,
    "degree_high": pl.Float64,
    "score": pl.Float64,
    "rank": pl.Int64,
    "rank_low": pl.Int64,
    "rank_high": pl.Int64,
}


def cluster_rows(
    rows: np.ndarray,
    score: np.ndarray,
    scores: np.ndarray | None,
    *,
    features: OccupationFeatures,
    clustering: Clustering | None,
) -> tuple[pl.DataFrame, Mapping[str, float]]:
    """Clusters with the person's degree, and the weight of each occupation in it.

    Parameters
    ----------
    rows, score
        Rows of `features` in the order of the ranking and their scores.
    scores
        Plausible scores in the same order, (n_draws, n); None takes the ranking as it stands.
    """
    if not len(rows):
        return pl.DataFrame(schema=_SCHEMA), {}
    top = min(TOP, len(rows))
    best = np.arange(top)[None] if scores is None else np.argpartition(-scores, top - 1, axis=1)[:, :top]
    share = np.bincount(best.ravel(), minlength=len(rows)) / best.size
    weights = {features.codes[rows[at]]: float(share[at]) for at in np.flatnonzero(share)}
    if clustering is None:
        return pl.DataFrame(schema=_SCHEMA), weights
    names = dict(zip(clustering.clusters["cluster_id"], clustering.clusters["name"], strict=True))
    found = [
        row
        for level in clustering.levels
        for row in _level_rows(level, rows, score, best, features=features, names=names)
    ]
    columns = {name: [row[at] for row in found] for at, name in enumerate(_SCHEMA)}
    return pl.DataFrame(columns, schema=_SCHEMA), weights


def place_of(weights: Mapping[str, float], clustering: Clustering | None) -> tuple[float, float] | None:
    """Position on the map; None without a map or without weights on it."""
    if clustering is None or clustering.map_points is None:
        return None
    known = set(clustering.map_points["code_onet"])
    if not any(code in known for code in weights):
        return None
    from careerclusters.clustering.layout import place_on_map

    x, y = place_on_map(clustering, clustering.map_points, dict(weights))
    return round(x, 5), round(y, 5)


def spread_out(rows: np.ndarray, features: OccupationFeatures, clustering: Clustering | None) -> np.ndarray:
    """The same rows with at most two of a middle cluster in every ten, as long as that is possible."""
    if clustering is None:
        return rows
    level = clustering.levels[min(1, len(clustering.levels) - 1)]
    home = features.shares[level].argmax(axis=1)
    waiting, ordered = list(rows), []
    while waiting:
        taken: dict[int, int] = {}
        chosen = []
        for row in waiting:
            if taken.get(home[row], 0) < MOST_OF_A_CLUSTER:
                taken[home[row]] = taken.get(home[row], 0) + 1
                chosen.append(row)
                if len(chosen) == TOP:
                    break
        picked = set(chosen)
        ordered += chosen
        waiting = [row for row in waiting if row not in picked]
        if len(ordered) >= 5 * TOP:
            ordered += waiting
            break
    return np.array(ordered, dtype=int)


def _level_rows(
    level: str,
    rows: np.ndarray,
    score: np.ndarray,
    best: np.ndarray,
    *,
    features: OccupationFeatures,
    names: Mapping[str, str],
) -> list[tuple[object, ...]]:
    """Rows of one level, best first, in the columns of `_SCHEMA`."""
    shares = features.shares[level][rows]
    each = shares[best].mean(axis=1)
    degree = each.mean(axis=0)
    low, high = np.quantile(each, [0.05, 0.95], axis=0)
    rounded = each.round(9).astype(np.float32)
    ranks = ranks_with_ties(rounded)
    rank_low, rank_high = middle_ranks(ranks[0])[0], middle_ranks(ranks[1])[1]
    ids = features.cluster_ids[level]
    home = shares.argmax(axis=1)
    means = [_mean_of_best(score, home == at) for at in range(len(ids))]
    rounded_means = [None if mean is None else round(mean, 4) for mean in means]
    order = sorted(range(len(ids)), key=lambda at: (-round(degree[at], 9), -(means[at] or -99.0), ids[at]))
    place = {at: rank for rank, at in enumerate(order, start=1)}
    return [
        (
            level,
            ids[at],
            names[ids[at]],
            round(float(degree[at]), 4),
            round(float(low[at]), 4),
            round(float(high[at]), 4),
            rounded_means[at],
            place[at],
            min(int(rank_low[at]), place[at]),
            max(int(rank_high[at]), place[at]),
        )
        for at in order
    ]


def _mean_of_best(score: np.ndarray, is_member: np.ndarray) -> float | None:
    """Mean of the first scores of a cluster, which come best first; None where no member stayed."""
    best = score[is_member][:_BEST]
    return float(best.mean()) if len(best) else None
