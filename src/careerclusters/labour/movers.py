"""Which occupations changed cluster between two fits, and which clusters split or merged."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

__all__ = ["match_clusters", "moved", "split_clusters"]

PART = 0.25


def match_clusters(old: Sequence[str], new: Sequence[str]) -> dict[str, str]:
    """Counterpart of each old cluster: the pairing with the greatest total Jaccard overlap.

    Parameters
    ----------
    old, new
        Cluster of each occupation before and after, in the same order of occupations.

    Returns
    -------
    Old cluster id → new cluster id; an old cluster beyond the number of new ones has none.
    """
    from scipy.optimize import linear_sum_assignment

    names_old, a = np.unique(np.asarray(old, dtype=str), return_inverse=True)
    names_new, b = np.unique(np.asarray(new, dtype=str), return_inverse=True)
    both = np.zeros((len(names_old), len(names_new)))
    np.add.at(both, (a, b), 1)
    union = np.bincount(a)[:, None] + np.bincount(b)[None] - both
    rows, columns = linear_sum_assignment(-both / union)
    return {str(names_old[i]): str(names_new[j]) for i, j in zip(rows, columns, strict=True) if both[i, j]}


def moved(old: Sequence[str], new: Sequence[str]) -> np.ndarray:
    """bool, (n,): the new cluster is not the counterpart of the old one."""
    counterpart = match_clusters(old, new)
    return np.array([counterpart.get(a) != b for a, b in zip(old, new, strict=True)])


def split_clusters(old: Sequence[str], new: Sequence[str], *, part: float = PART) -> dict[str, list[str]]:
    """Old clusters of which two or more new clusters hold at least `part` of the members each.

    With the arguments swapped it tells which new clusters were merged from several old ones.
    """
    found: dict[str, list[str]] = {}
    a, b = np.asarray(old, dtype=str), np.asarray(new, dtype=str)
    for cluster in np.unique(a):
        names, counts = np.unique(b[a == cluster], return_counts=True)
        large = counts >= part * counts.sum()
        if large.sum() >= 2:
            order = np.argsort(-counts[large], kind="stable")
            found[str(cluster)] = [str(name) for name in names[large][order]]
    return found
