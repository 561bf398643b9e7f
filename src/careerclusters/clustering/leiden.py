"""Leiden communities (Traag, Waltman and van Eck 2019, doi:10.1038/s41598-019-41695-z).

A thin face of graspologic-native, which wants names for nodes and gives no order of labels.
"""

from __future__ import annotations

import numpy as np

__all__ = ["Pairs", "as_pairs", "leiden", "relabel"]

Pairs = list[tuple[str, str, float]]


def as_pairs(edges: np.ndarray) -> Pairs:
    """Edges, shape (m, 2), in the form the library takes; made once, used at several resolutions."""
    names = [str(node) for node in range(int(edges.max(initial=0)) + 1)]
    return [(names[i], names[j], 1.0) for i, j in edges.tolist()]


def leiden(pairs: Pairs, n: int, *, resolution: float, seed: int, iterations: int = 1) -> np.ndarray:
    """Community of each node.

    Parameters
    ----------
    pairs
        From `as_pairs`, each edge once.
    n
        Number of nodes; a node without edges becomes its own community.
    resolution
        Of modularity; higher gives more communities.
    seed
        Same seed, same labels.
    iterations
        Rounds of move, refine, aggregate.

    Returns
    -------
    int32, shape (n,): 0 is the community of node 0, 1 the next new one by position, and so on.
    """
    import graspologic_native

    if not pairs:
        return np.arange(n, dtype=np.int32)
    _, found = graspologic_native.leiden(
        pairs,
        resolution=float(resolution),
        randomness=0.001,
        iterations=iterations,
        use_modularity=True,
        seed=int(seed),
        trials=1,
    )
    lonely = len(found) + 1
    labels = np.array([found.get(str(node), lonely + node) for node in range(n)])
    return relabel(labels)


def relabel(labels: np.ndarray) -> np.ndarray:
    """Same partition with labels numbered by first appearance."""
    _, first, inverse = np.unique(labels, return_index=True, return_inverse=True)
    rank = np.empty(len(first), dtype=np.int32)
    rank[np.argsort(first, kind="stable")] = np.arange(len(first), dtype=np.int32)
    return rank[inverse]
