"""A tree of merges on how often occupations are together, cut so that every cluster has a fair size."""

from __future__ import annotations

import numpy as np

from careerclusters.clustering.leiden import relabel

__all__ = ["FLOOR", "Tree", "least_size"]

FAIR_SHARE = 0.2  # of the size that clusters would have if all were equal
FLOOR, FLOOR_SHARE = 10, 0.5


def least_size(n_occupations: int, n_clusters: int) -> int:
    """Members that a cluster needs to be shown as one.

    A fifth of the equal size, and at least FLOOR; where clusters would be small even if all were equal,
    half of the equal size is enough.
    """
    equal = n_occupations / n_clusters
    return max(2, round(FAIR_SHARE * equal), min(FLOOR, round(FLOOR_SHARE * equal)))


class Tree:
    """Tree of merges on closeness (1 together in every run, 0 in none).

    Occupations are merged by Ward's criterion on 1 − closeness, which keeps clusters of similar size;
    whole clusters by average linkage.

    Parameters
    ----------
    closeness
        (n, n), symmetric.
    company
        Neighbour shares, (n, n); break ties when the left-over are settled. None: no tie-break.
    walls
        Cluster of each row at the level above; nothing is joined across.
    groups
        Cluster of each row at the level below; whole clusters are joined.
    """

    def __init__(
        self,
        closeness: np.ndarray,
        *,
        company: np.ndarray | None = None,
        walls: np.ndarray | None = None,
        groups: np.ndarray | None = None,
    ) -> None:
        from scipy.cluster.hierarchy import linkage
        from scipy.spatial.distance import squareform

        base = closeness.astype(np.float64)
        if walls is not None:
            base = np.where(walls[:, None] == walls[None], base, -1.0)
        if groups is not None:
            base = _between(base, groups)
        self.base, self.company, self.walls, self.groups = base, company, walls, groups
        self.sizes = np.ones(len(base), dtype=np.int64) if groups is None else np.bincount(groups)
        distance = 1.0 - base
        np.fill_diagonal(distance, 0.0)
        self.merges = linkage(squareform(distance, checks=False), "ward" if groups is None else "average")[
            :, :2
        ].astype(np.int64)
        sizes = [int(size) for size in self.sizes]
        for one, other in self.merges:
            sizes.append(sizes[one] + sizes[other])
        self.node_sizes = np.array(sizes)

    def cut(self, count: int) -> np.ndarray | None:
        """Exactly `count` clusters of a fair size, rows without one settled, or None if there is no such cut.

        Merges are undone from the last; the first state with `count` fair clusters counts.
        """
        leaves = len(self.base)
        smallest = least_size(int(self.sizes.sum()), count)
        fair = 1
        for undone in range(len(self.merges)):
            if fair == count:
                labels = self._labels(len(self.merges) - undone)
                settled = self._settle(labels, smallest)
                if settled is not None:
                    return settled
            if fair > count:
                return None
            node = len(self.node_sizes) - 1 - undone
            children = self.merges[node - leaves]
            fair -= int(self.node_sizes[node] >= smallest)
            fair += sum(int(self.node_sizes[child] >= smallest) for child in children)
        return None

    def _labels(self, merges: int) -> np.ndarray:
        """Labels of the leaves after the first `merges` merges."""
        leaves = len(self.base)
        owner = np.arange(leaves + merges)
        for step in range(merges - 1, -1, -1):
            owner[self.merges[step]] = owner[leaves + step]
        return relabel(owner[:leaves])

    def _settle(self, labels: np.ndarray, smallest: int) -> np.ndarray | None:
        """Give rows of clusters that are too small to the fair one they are closest to.

        None when a wall encloses no fair cluster, since its rows would have to cross it.
        """
        weight = np.bincount(labels, weights=self.sizes)
        fair = np.flatnonzero(weight >= smallest)
        is_fair = np.isin(labels, fair)
        if self.walls is not None and len(set(self.walls[is_fair])) < len(set(self.walls)):
            return None
        left_over = np.flatnonzero(~is_fair)
        if len(left_over):
            hot = (labels[:, None] == fair[None]).astype(np.float64)
            nearness = self.base[left_over] @ hot / hot.sum(axis=0)
            if self.company is not None:
                nearness += 1e-3 * (self.company[left_over].astype(np.float64) @ hot)
            labels = labels.copy()
            labels[left_over] = fair[np.round(nearness, 9).argmax(axis=1)]
        return relabel(labels if self.groups is None else labels[self.groups])


def _between(closeness: np.ndarray, groups: np.ndarray) -> np.ndarray:
    """Mean closeness of the members of each pair of groups."""
    hot = np.zeros((len(groups), int(groups.max()) + 1))
    hot[np.arange(len(groups)), groups] = 1.0
    sizes = hot.sum(axis=0)
    between: np.ndarray = (hot.T @ closeness @ hot) / np.outer(sizes, sizes)
    return between
