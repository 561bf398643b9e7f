"""Degrees of membership, stability and roles of occupations.

Degrees themselves come from `composition` and `settle`; here is the company that helps them at fine
levels, how often a cluster and an occupation's place in it are found again, and what follows for roles.

    company share(i, c) = Σ_{j in c} company(i, j)

`company(i, j)` is the share that occupation j has among those nearest to i, averaged over the runs.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

__all__ = [
    "ROLES",
    "cluster_stability",
    "null_stability",
    "occupation_stability",
    "roles",
    "shares",
]

ROLES = {
    "core": "at least 80 % of it is its cluster, and at least 85 % of runs agree",
    "bridge": "at least 25 % of it is a second cluster",
    "border": "mostly its cluster, with some of others",
    "unsettled": "fewer than 60 % of runs keep it with its cluster",
}
CORE_SHARE, CORE_STABILITY = 0.80, 0.85
BRIDGE_SHARE = 0.25
UNSETTLED_STABILITY = 0.60


def shares(company: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Share of each cluster among an occupation's nearest, (n, n_clusters) float64, rows sum to 1."""
    hot = np.zeros((len(labels), int(labels.max()) + 1))
    hot[np.arange(len(labels)), labels] = 1.0
    found = company.astype(np.float64) @ hot
    total = found.sum(axis=1, keepdims=True)
    return found / np.where(total > 0, total, 1.0)


def cluster_stability(
    run_labels: Sequence[np.ndarray] | np.ndarray, labels: np.ndarray
) -> tuple[np.ndarray, tuple[np.ndarray, np.ndarray]]:
    """How well each cluster is found again, run by run, at whichever scale it shows best.

    Parameters
    ----------
    run_labels
        Per scale (n_runs, n). A run clusters the same resampled data at several scales; a small group may
        show at a finer one than its size would suggest.
    labels
        The clusters shown, (n,).

    Returns
    -------
    Mean over runs of the best Jaccard overlap with any cluster of the run, (n_clusters,); and the scale
    and number of that run cluster, each (n_runs, n_clusters).
    """
    count = int(labels.max()) + 1
    runs = len(run_labels[0])
    sizes = np.bincount(labels, minlength=count)
    best = np.full((runs, count), -1.0)
    scale = np.zeros((runs, count), dtype=np.int64)
    match = np.zeros((runs, count), dtype=np.int64)
    for position, level in enumerate(run_labels):
        for row, found in enumerate(level.astype(np.int64)):
            width = int(found.max()) + 1
            both = np.bincount(labels * width + found, minlength=count * width).reshape(count, width)
            union = sizes[:, None] + np.bincount(found, minlength=width)[None] - both
            jaccard = both / union
            top = jaccard.max(axis=1)
            better = top > best[row]
            match[row] = np.where(better, jaccard.argmax(axis=1), match[row])
            scale[row] = np.where(better, position, scale[row])
            best[row] = np.maximum(best[row], top)
    return best.mean(axis=0), (scale, match)


def occupation_stability(
    run_labels: Sequence[np.ndarray] | np.ndarray,
    labels: np.ndarray,
    counterparts: tuple[np.ndarray, np.ndarray],
) -> np.ndarray:
    """Share of runs in which an occupation is in the counterpart of its own cluster, (n,)."""
    scale, match = counterparts
    inside = np.zeros(len(labels))
    for position, level in enumerate(run_labels):
        inside += ((level == match[:, labels]) & (scale[:, labels] == position)).sum(axis=0)
    return inside / len(scale)


def null_stability(
    run_labels: Sequence[np.ndarray], company: np.ndarray, *, sizes: Sequence[int], draws: int = 40
) -> np.ndarray:
    """Stability that arbitrary groups of neighbours reach: one value per draw and size, ascending.

    Each group is an occupation, taken at even steps through the list, with those most often among its
    nearest, and as many as a real cluster has: neighbours indeed, but gathered around a chance middle.
    """
    n = len(company)
    found = []
    for size in sorted(set(sizes)):
        for seed in np.unique(np.linspace(0, n - 1, min(draws, n)).astype(int)):
            reach = company[seed] + company[seed] @ company
            reach[seed] = np.inf
            group = np.argsort(-reach, kind="stable")[:size]
            labels = np.zeros(n, dtype=np.int64)
            labels[group] = 1
            found.append(float(cluster_stability(run_labels, labels)[0][1]))
    return np.sort(np.array(found))


def roles(membership: np.ndarray, labels: np.ndarray, stability: np.ndarray) -> np.ndarray:
    """Role of each occupation, see ROLES; the first that applies of unsettled, bridge, core, border."""
    rows = np.arange(len(labels))
    own = membership[rows, labels]
    others = membership.copy()
    others[rows, labels] = 0.0
    second = others.max(axis=1) if membership.shape[1] > 1 else np.zeros(len(labels))
    return np.select(
        [
            stability < UNSETTLED_STABILITY,
            second >= BRIDGE_SHARE,
            (own >= CORE_SHARE) & (stability >= CORE_STABILITY),
        ],
        ["unsettled", "bridge", "core"],
        default="border",
    )
