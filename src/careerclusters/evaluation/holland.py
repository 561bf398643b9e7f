"""Clusters beside Holland's six themes: what each explains that the other doesn't.

For every view and outcome, the share of variance between groups (η², for views summed over standardised
features), corrected for the number of groups:

    ε² = 1 − (1 − η²) (n − 1) / (n − g)        (Kelley 1935, doi:10.1073/pnas.21.9.554)

for groups by the highest theme (six), by the two highest in order (up to 30), by middle clusters, and by
both together (an additive model of clusters and highest themes). What clusters add is both less themes;
what themes add is both less clusters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from careerclusters.evaluation.clusters import modularity
from careerclusters.features.move_groups import group_moves
from careerclusters.people.matching.occupation_features import OccupationFeatures, prepare
from careerclusters.people.profile.theme_model import THEMES

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog
    from careerclusters.clustering import Clustering

__all__ = ["compare_with_holland"]

_VIEWS = ("skills", "knowledge", "abilities", "activities", "context", "technologies", "tasks", "styles")


def compare_with_holland(
    catalog: Catalog, clustering: Clustering, *, level: str | None = None
) -> dict[str, Any]:
    """Variance explained by clusters, by themes and by both, and how far the two agree.

    Parameters
    ----------
    level
        Level of the clusters; default the middle one.

    Returns
    -------
    `rows` (what, themes, two_themes, clusters, both, clusters_add, themes_add: shares 0–1; clusters_add is
    over the highest theme), `moves` (modularity of observed moves under each partition), `agreement`
    (adjusted mutual information with the highest theme and with the two highest), `groups` (their
    numbers), `mixed` (per cluster: members by highest theme, and the share of the commonest), and
    n_occupations.
    """
    from sklearn.metrics import adjusted_mutual_info_score

    level = level or clustering.levels[min(1, len(clustering.levels) - 1)]
    features = prepare(catalog, clustering)
    labels = clustering.labels(level)
    rows = [
        row
        for row, code in enumerate(features.codes)
        if code in set(clustering.codes) and not np.isnan(features.interests[row]).any()
    ]
    codes = tuple(features.codes[row] for row in rows)
    order = np.argsort(-features.interests[rows], axis=1, kind="stable")
    partitions = {
        "themes": order[:, 0],
        "two_themes": order[:, 0] * 6 + order[:, 1],
        "clusters": np.unique([labels[code] for code in codes], return_inverse=True)[1],
    }
    return {
        "level": level,
        "n_occupations": len(codes),
        "groups": {name: len(np.unique(part)) for name, part in partitions.items()},
        "rows": _explained(catalog, codes, partitions, features=features, rows=np.array(rows)),
        "moves": _moves(catalog, codes, partitions),
        "agreement": {
            name: round(float(adjusted_mutual_info_score(partitions[name], partitions["clusters"])), 3)
            for name in ("themes", "two_themes")
        },
        "mixed": _mixed(clustering, codes, order[:, 0], level),
    }


def _explained(
    catalog: Catalog,
    codes: tuple[str, ...],
    partitions: dict[str, np.ndarray],
    *,
    features: OccupationFeatures,
    rows: np.ndarray,
) -> list[dict[str, object]]:
    from careerclusters.views import build_views

    built, _ = build_views(catalog, _VIEWS, codes=codes)
    matrices = {view.name: view.values.astype(np.float64) for view in built}
    pay = features.pay_usd[rows][:, None]
    matrices["pay (log)"] = np.log(pay)
    matrices["preparation (job zone)"] = features.job_zones[rows][:, None]
    matrices["interests"] = features.interests[rows]
    result = []
    for name, matrix in matrices.items():
        known = ~np.isnan(matrix).any(axis=1)
        shares = {part: _share(matrix[known], _dummies(groups[known])) for part, groups in partitions.items()}
        both = np.hstack([_dummies(partitions["clusters"][known]), _dummies(partitions["themes"][known])])
        shares["both"] = _share(matrix[known], both)
        result.append(
            {
                "what": name,
                **{part: round(value, 3) for part, value in shares.items()},
                "clusters_add": round(shares["both"] - shares["themes"], 3),
                "themes_add": round(shares["both"] - shares["clusters"], 3),
            }
        )
    return result


def _dummies(groups: np.ndarray) -> np.ndarray:
    hot: np.ndarray = (groups[:, None] == np.unique(groups)[None]).astype(float)
    return hot


def _share(matrix: np.ndarray, design: np.ndarray) -> float:
    """ε² of a linear model on group columns, summed over the columns of a matrix."""
    centred = matrix - matrix.mean(axis=0)
    total = float((centred**2).sum())
    left, sizes, _ = np.linalg.svd(design, full_matrices=False)
    rank = int((sizes > 1e-9 * sizes[0]).sum())
    left = left[:, :rank]
    rest = float(((centred - left @ (left.T @ centred)) ** 2).sum())
    count = len(matrix)
    return 1.0 - rest / total * (count - 1) / (count - rank)


def _moves(
    catalog: Catalog, codes: tuple[str, ...], partitions: dict[str, np.ndarray]
) -> list[dict[str, object]]:
    if not catalog.has("moves"):
        return []
    groups = group_moves(catalog, catalog.table("moves"), codes=codes)
    rows = []
    for name, part in partitions.items():
        known = np.where(groups.is_scored, groups.majority([str(label) for label in part]), -1)
        value, inside = modularity(groups.flows, known)
        rows.append({"groups": name, "modularity": round(value, 4), "moves_inside_share": round(inside, 4)})
    return rows


def _mixed(
    clustering: Clustering, codes: tuple[str, ...], top: np.ndarray, level: str
) -> list[dict[str, object]]:
    labels = clustering.labels(level)
    result = []
    for cluster_id, name in clustering.at(level).select("cluster_id", "name").iter_rows():
        inside = np.array([labels[code] == cluster_id for code in codes])
        counts = np.bincount(top[inside], minlength=6)
        result.append(
            {
                "cluster_id": cluster_id,
                "name": name,
                **{theme: int(count) for theme, count in zip(THEMES, counts, strict=True)},
                "commonest_share": round(float(counts.max() / counts.sum()), 3) if counts.sum() else None,
            }
        )
    return result
