"""Leiden communities (Traag, Waltman and van Eck 2019, doi:10.1038/s41598-019-41695-z).

A thin face of graspologic-native, which numbers communities in no order of ours. It lets go of the
interpreter's lock while it works, so several threads can cluster at once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

__all__ = ["Links", "as_links", "leiden", "relabel"]


@dataclass(frozen=True, eq=False)
class Links:
    """An undirected graph as rows of a sparse matrix, each link in both directions, all of weight 1.

    Attributes
    ----------
    starts
        int64, shape (n + 1,): where the neighbours of each node begin in `ends`.
    ends
        int32, shape (2 m,): the neighbours of node 0, of node 1, and so on.
    weights
        float64, shape (2 m,): ones.
    """

    starts: np.ndarray
    ends: np.ndarray
    weights: np.ndarray

    @property
    def n(self) -> int:
        """Number of nodes."""
        return len(self.starts) - 1


def as_links(neighbours: np.ndarray) -> Links:
    """Links of each node with its neighbours and with those whose neighbour it is.

    Made once, used at several resolutions.

    Parameters
    ----------
    neighbours
        Positions, shape (n, k), none of a node itself.
    """
    n, k = neighbours.shape
    one, other = np.repeat(np.arange(n), k), neighbours.ravel()
    is_joined = np.zeros(n * n, dtype=bool)
    is_joined[one * n + other] = True
    is_joined[other * n + one] = True
    links = np.flatnonzero(is_joined)
    starts = np.searchsorted(links, np.arange(n + 1) * n)
    ends = (links - np.repeat(np.arange(n) * n, np.diff(starts))).astype(np.int32)
    return Links(starts.astype(np.int64), ends, np.ones(len(ends)))


def leiden(links: Links, *, resolution: float, seed: int, iterations: int = 1) -> np.ndarray:
    """Community of each node.

    Parameters
    ----------
    links
        From `as_links`.
    resolution
        Of modularity; higher gives more communities.
    seed
        Same seed, same labels.
    iterations
        Rounds of move, refine, aggregate.

    Returns
    -------
    int32, shape (n,): 0 is the community of node 0, 1 the next new one by position, and so on. A node
    without links is its own community.
    """
    import graspologic_native

    if not len(links.ends):
        return np.arange(links.n, dtype=np.int32)
    _, communities = graspologic_native.leiden_csr(
        links.starts,
        links.ends,
        links.weights,
        links.n,
        resolution=float(resolution),
        randomness=0.001,
        iterations=iterations,
        use_modularity=True,
        seed=int(seed),
        trials=1,
    )
    labels = np.empty(links.n, dtype=np.int64)
    labels[np.fromiter(communities.keys(), np.int64, links.n)] = np.fromiter(
        communities.values(), np.int64, links.n
    )
    return relabel(labels)


def relabel(labels: np.ndarray) -> np.ndarray:
    """Same partition with labels, whole numbers from 0 on, numbered by first appearance."""
    n = len(labels)
    first = np.full(int(labels.max(initial=-1)) + 1, n)
    first[labels[::-1]] = np.arange(n)[::-1]  # of several the last stays: the first appearance
    order = np.argsort(first, kind="stable")
    rank = np.empty(len(first), dtype=np.int32)
    rank[order] = np.arange(len(first), dtype=np.int32)
    numbered: np.ndarray = rank[labels]
    return numbered
