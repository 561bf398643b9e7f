"""Degrees of membership, stability and roles of occupations.

    membership(i, c) = Σ_{j in c} company(i, j)

`company(i, j)` is the share that occupation j has among those nearest to i, averaged over the runs.
So a membership of 0.3 says: three tenths of an occupation's nearest company sit in that cluster. It
sums to 1 at every level, and a cluster's share is the sum of its parts' shares.
"""

from __future__ import annotations

import numpy as np

__all__ = ["ROLES", "cluster_stability", "occupation_stability", "roles", "shares"]

ROLES = {
    "core": "at least 80 % of its nearest company is in its cluster, and at least 85 % of runs agree",
    "bridge": "a second cluster holds at least 25 % of its nearest company",
    "border": "its nearest company is mostly in its cluster, with some elsewhere",
    "unsettled": "fewer than 60 % of runs keep it with its cluster",
}
CORE_SHARE, CORE_STABILITY = 0.80, 0.85
BRIDGE_SHARE = 0.25
UNSETTLED_STABILITY = 0.60


def shares(company: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Membership of each occupation in each cluster, (n, n_clusters) float64, rows sum to 1."""
    hot = np.zeros((len(labels), int(labels.max()) + 1))
    hot[np.arange(len(labels)), labels] = 1.0
    found = company.astype(np.float64) @ hot
    total = found.sum(axis=1, keepdims=True)
    return found / np.where(total > 0, total, 1.0)


def cluster_stability(run_labels: np.ndarray, labels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """How well each cluster is found again, run by run.

    Parameters
    ----------
    run_labels
        Shape (n_runs, n).
    labels
        The consensus, shape (n,).

    Returns
    -------
    Mean over runs of the best Jaccard overlap with any cluster of the run, (n_clusters,); and which
    run cluster that was, (n_runs, n_clusters).
    """
    count = int(labels.max()) + 1
    sizes = np.bincount(labels, minlength=count)
    best = np.zeros((len(run_labels), count))
    match = np.zeros((len(run_labels), count), dtype=np.int64)
    for row, found in enumerate(run_labels):
        found = found.astype(np.int64)
        width = int(found.max()) + 1
        both = np.bincount(labels * width + found, minlength=count * width).reshape(count, width)
        union = sizes[:, None] + np.bincount(found, minlength=width)[None] - both
        jaccard = both / union
        match[row] = jaccard.argmax(axis=1)
        best[row] = jaccard.max(axis=1)
    return best.mean(axis=0), match


def occupation_stability(run_labels: np.ndarray, labels: np.ndarray, match: np.ndarray) -> np.ndarray:
    """Share of runs in which an occupation is in the counterpart of its own cluster, (n,)."""
    return (run_labels == match[:, labels]).mean(axis=0)


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
