"""Settle: every occupation goes where most of it belongs, and degrees nest.

The consensus says which clusters there are. Here each occupation gets its degrees and moves to the
cluster with the largest. Clusters that become too small, or that fewer than half of the runs find again,
join the sibling that their members have most of. A first look at one level is

    the mean of composition, company (the share of the nearest occupations that sit there) and closeness
    (how often the runs put it together with the members)

It is taken twice: over the finest clusters as they are, and over those of the anchor, each split among its
parts by the finest look. The first sees a small kind of work inside a large group, as law inside finance;
the second sees the group. Their mean decides where each belongs; a cluster above has what its parts have
together.

When it is settled who is where, the anchor's degrees are found once more from composition alone, with
middles that stand for the typical members (power 6), which recovers planted mixtures better. Where the
finer look would change a primary cluster, both looks are averaged, with just enough of the first that
nobody moves.

So at every level the primary cluster is the one with the largest degree, and a parent has what its
children have together. Where the largest fine degree lies under another parent than the largest broad
one, the occupation is a bridge between the two.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

import numpy as np

from careerclusters.clustering.composition import compose
from careerclusters.clustering.membership import cluster_stability, shares
from careerclusters.clustering.tree import least_size

__all__ = ["LEAST_STABILITY", "Settled", "largest", "settle", "split_by_parent"]

LEAST_STABILITY = 0.5
_first_look = partial(compose, passes=2, purity_power=1.0)
_STEPS = 20


@dataclass(frozen=True)
class Settled:
    """Degrees and primary clusters of all levels, broad to fine.

    Attributes
    ----------
    degrees
        Per level (n, n_clusters), rows sum to 1.
    labels
        Per level the cluster with the largest degree, (n,).
    parents
        Per level the cluster above of each cluster, (n_clusters,); empty at the top.
    """

    degrees: tuple[np.ndarray, ...]
    labels: tuple[np.ndarray, ...]
    parents: tuple[np.ndarray, ...]


def settle(
    points: np.ndarray,
    labels: Sequence[np.ndarray] | np.ndarray,
    *,
    company: np.ndarray,
    closeness: Sequence[np.ndarray],
    anchor: int,
    run_labels: np.ndarray | None = None,
) -> Settled:
    """Degrees of every level from nested labels.

    Parameters
    ----------
    points
        From `composition.coordinates`, (n, d).
    labels
        Nested, broad to fine, each (n,).
    company
        Neighbour shares, (n, n).
    closeness
        Per level the share of runs that put two occupations together, (n, n).
    anchor
        Position of the level at which degrees are found.
    run_labels
        What single runs found, (n_scales, n_runs, n); None leaves clusters that are seldom found again.
    """
    parents = [np.empty(0, dtype=np.int64)] + [_parents(below, above) for above, below in pairwise(labels)]
    own = [np.asarray(level, dtype=np.int64) for level in labels]
    degrees: list[np.ndarray] = [np.empty(0)] * len(own)
    finest = len(own) - 1
    parts = _mixed(points, own[finest], company, closeness[finest]) / 3
    degrees[finest] = parts
    if anchor < finest:
        whole = _mixed(points, own[anchor], company, closeness[anchor]) / 3
        for level in range(anchor + 1, finest):
            whole = split_by_parent(
                whole, _mixed(points, own[level], company, closeness[level]), parents[level]
            )
        degrees[finest] = (parts + split_by_parent(whole, parts, parents[finest])) / 2
    _drop_small(finest, degrees, own, parents)
    if anchor < finest and run_labels is not None:
        _drop_seldom(finest, degrees, own, parents, run_labels)
    for level in range(finest - 1, -1, -1):
        degrees[level] = _sums(degrees[level + 1], parents[level + 1])
        _drop_small(level, degrees, own, parents)
    finer = compose(points, own[anchor])
    for level in range(anchor + 1, len(own)):
        mixed = _mixed(points, own[level], company, closeness[level])
        finer = split_by_parent(finer, mixed, parents[level])
    return Settled(tuple(_nobody_moves(finer, degrees[-1], own, parents)), tuple(own), tuple(parents))


def _nobody_moves(
    finer: np.ndarray, first: np.ndarray, own: Sequence[np.ndarray], parents: Sequence[np.ndarray]
) -> list[np.ndarray]:
    """Degrees of all levels: the finer look, with as much of the first as keeps each primary cluster.

    Both are degrees of the finest level, (n, n_clusters); upper levels are sums of it.
    """
    shown = finer.copy()
    levels = _all_levels(shown, parents)
    for step in range(1, _STEPS + 1):
        kept = [largest(degrees) == home for degrees, home in zip(levels, own, strict=True)]
        moved = ~np.logical_and.reduce(kept)
        if not moved.any():
            break
        part = step / _STEPS
        shown[moved] = part * first[moved] + (1 - part) * finer[moved]
        levels = _all_levels(shown, parents)
    return levels


def _all_levels(finest: np.ndarray, parents: Sequence[np.ndarray]) -> list[np.ndarray]:
    """Degrees of each level, broad to fine, as sums of the finest."""
    levels = [finest]
    for above in reversed(parents[1:]):
        levels.insert(0, _sums(levels[0], above))
    return levels


def _sums(degrees: np.ndarray, parents: np.ndarray) -> np.ndarray:
    """Degrees of the level above: each parent has what its parts have together."""
    above: np.ndarray = degrees @ np.eye(int(parents.max()) + 1)[parents]
    return above


def _mixed(points: np.ndarray, parts: np.ndarray, company: np.ndarray, closeness: np.ndarray) -> np.ndarray:
    """What decides between clusters: composition, company and closeness, each sums to 1."""
    alone = _first_look(points, parts)
    together: np.ndarray = alone + shares(company, parts) + _often(closeness, parts)
    return together


def _often(closeness: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """How often an occupation is together with the members of each cluster, rows made to sum to 1."""
    hot = np.eye(int(labels.max()) + 1)[labels]
    together = (closeness.astype(np.float64) @ hot) / hot.sum(axis=0)
    portions: np.ndarray = together / together.sum(axis=1, keepdims=True)
    return portions


def split_by_parent(above: np.ndarray, mixed: np.ndarray, parents: np.ndarray) -> np.ndarray:
    """Degrees of the parts: each parent's degree, shared out in proportion to `mixed`.

    A parent in which an occupation has nothing in common with any part is shared out evenly.
    """
    degrees = np.zeros_like(mixed)
    for parent in range(above.shape[1]):
        parts = np.flatnonzero(parents == parent)
        inside = mixed[:, parts]
        total = inside.sum(axis=1, keepdims=True)
        portion = np.where(total > 1e-9, inside / np.where(total > 1e-9, total, 1.0), 1.0 / len(parts))
        degrees[:, parts] = above[:, [parent]] * portion
    return degrees


def largest(degrees: np.ndarray) -> np.ndarray:
    """Position of the largest degree as it is shown, to four digits; the first of equals."""
    positions: np.ndarray = np.round(degrees, 4).argmax(axis=1)
    return positions


def _drop_small(
    level: int, degrees: list[np.ndarray], own: list[np.ndarray], parents: list[np.ndarray]
) -> None:
    """Move everyone to the largest degree; join clusters that are too small to a sibling, smallest first."""
    n = len(own[level])
    own[level] = largest(degrees[level])
    while True:
        count = degrees[level].shape[1]
        sizes = np.bincount(own[level], minlength=count)
        least = least_size(n, count)
        small = [cluster for cluster in np.argsort(sizes, kind="stable") if sizes[cluster] < least]
        pairs = ((cluster, _sibling(cluster, level, degrees, own, parents)) for cluster in small)
        pair = next(((cluster, sibling) for cluster, sibling in pairs if sibling is not None), None)
        if pair is None:
            return
        _join(*pair, level, degrees, own, parents)


def _drop_seldom(
    level: int,
    degrees: list[np.ndarray],
    own: list[np.ndarray],
    parents: list[np.ndarray],
    run_labels: np.ndarray,
) -> None:
    """Join clusters that are found again in less than half to a sibling, the least stable first."""
    while True:
        stability = cluster_stability(run_labels, own[level])[0]
        seldom = [
            cluster
            for cluster in np.argsort(stability, kind="stable")
            if stability[cluster] < LEAST_STABILITY
        ]
        pairs = ((cluster, _sibling(cluster, level, degrees, own, parents)) for cluster in seldom)
        pair = next(((cluster, sibling) for cluster, sibling in pairs if sibling is not None), None)
        if pair is None:
            return
        _join(*pair, level, degrees, own, parents)


def _sibling(
    cluster: int, level: int, degrees: list[np.ndarray], own: list[np.ndarray], parents: list[np.ndarray]
) -> int | None:
    """The cluster under the same parent that the members have most of, None for an only child."""
    count = degrees[level].shape[1]
    same = np.ones(count, dtype=bool) if not level else parents[level] == parents[level][cluster]
    others = [other for other in np.flatnonzero(same) if other != cluster]
    if not others:
        return None
    members = own[level] == cluster
    rows = degrees[level][members] if members.any() else degrees[level]
    return int(max(others, key=lambda other: (round(float(rows[:, other].sum()), 9), -other)))


def _join(
    cluster: int, sibling: int, level: int, degrees: list[np.ndarray], own: list[np.ndarray],
    parents: list[np.ndarray],
) -> None:  # fmt: skip
    count = degrees[level].shape[1]
    kept = [other for other in range(count) if other != cluster]
    place = np.full(count, -1)
    place[kept] = np.arange(len(kept))
    place[cluster] = place[sibling]
    degrees[level][:, sibling] += degrees[level][:, cluster]
    degrees[level] = degrees[level][:, kept]
    own[level] = largest(degrees[level])
    if level:
        parents[level] = parents[level][kept]
    if level + 1 < len(own):
        parents[level + 1] = place[parents[level + 1]]


def _parents(below: np.ndarray, above: np.ndarray) -> np.ndarray:
    """Cluster above of each cluster, from nested labels."""
    return np.array([above[np.flatnonzero(below == cluster)[0]] for cluster in range(int(below.max()) + 1)])
