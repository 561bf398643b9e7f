"""Consensus: from many runs to one nested hierarchy.

Two occupations are as close as the share of runs that put them together (evidence accumulation,
Fred and Jain 2005, doi:10.1109/TPAMI.2005.113). A tree of merges on that closeness is cut for
one level, the anchor; within it finer levels split and above it broader levels join, so that levels
nest. How many clusters a level has is chosen by how well two independent halves of the runs agree:
the fewest clusters that come within TOLERANCE of the best agreement in the level's window.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from careerclusters.clustering.params import Level
from careerclusters.clustering.tree import Tree
from careerclusters.errors import ModelError
from careerclusters.language import _

__all__ = ["Consensus", "agree", "anchor_of", "build", "together"]


TOLERANCE = 0.02  # of the adjusted Rand index
LEAST_OF_LOW = 0.6  # a finer level may have so much fewer than its window where few runs show no more


@dataclass(frozen=True)
class Consensus:
    """Nested labels and how they were chosen.

    Attributes
    ----------
    labels
        int32, shape (n_levels, n_occupations), broad to fine; each level refines the one before.
    curve
        Rows (level, clusters, stability_ari, is_chosen): agreement of two halves of the runs for
        each number of clusters tried, averaged over three ways to halve them.
    closeness
        Per level the share of runs that put two occupations together, (n, n).
    """

    labels: np.ndarray
    curve: tuple[tuple[str, int, float, bool], ...]
    closeness: tuple[np.ndarray, ...]


def build(run_labels: np.ndarray, levels: Sequence[Level], *, company: np.ndarray) -> Consensus:
    """Consensus of all runs, with numbers of clusters chosen by the halves' agreement.

    Parameters
    ----------
    run_labels
        Shape (n_levels, n_runs, n_occupations).
    levels
        From broad to fine.
    company
        Average neighbour shares, (n, n); settles where left-over occupations go.
    """
    anchor = anchor_of(len(levels))
    sides = _sides(run_labels)
    order = [anchor, *range(anchor + 1, len(levels)), *range(anchor - 1, -1, -1)]
    chosen: list[dict[int, np.ndarray]] = [{} for _ in sides]
    curve = []
    for position in order:
        level = levels[position]
        cutters = [
            _tree(side, position, anchor, mine, company) for side, mine in zip(sides, chosen, strict=True)
        ]
        tries = _tries(cutters, range(level.low, level.high + 1))
        if not tries and position > anchor:
            fewer = range(level.low - 1, max(round(LEAST_OF_LOW * level.low), 2) - 1, -1)
            tries = next(
                (found for count in fewer if (found := _tries(cutters, range(count, count + 1)))), []
            )
        if not tries:
            raise ModelError(
                _(
                    "Level {level} can't have between {low} and {high} clusters",
                    level=level.name,
                    low=level.low,
                    high=level.high,
                ),
                seen=f"{run_labels.shape[2]} occupations",
                todo="Widen the window of that level, or fit more occupations.",
            )
        enough = max(ari for ari, _, _ in tries) - TOLERANCE
        best = next(entry for entry in tries if entry[0] >= enough)
        for mine, part in zip(chosen, best[2], strict=True):
            mine[position] = part
        curve += [(level.name, count, ari, count == best[1]) for ari, count, _ in tries]
    labels = np.stack([chosen[0][position] for position in range(len(levels))]).astype(np.int32)
    names = [level.name for level in levels]
    curve.sort(key=lambda row: (names.index(row[0]), row[1]))
    return Consensus(labels=labels, curve=tuple(curve), closeness=tuple(sides[0]))


_Try = tuple[float, int, list[np.ndarray]]


def _tries(cutters: Sequence[Tree], counts: range) -> list[_Try]:
    """Agreement of the halves for each number of clusters that all sides can be cut into."""
    found: list[_Try] = []
    for count in counts:
        parts = [part for part in (cutter.cut(count) for cutter in cutters) if part is not None]
        if len(parts) == len(cutters):
            pairs = [(parts[i], parts[i + 1]) for i in range(1, len(parts), 2)]
            found.append((float(np.mean([agree(*pair) for pair in pairs])), count, parts))
    return found


def anchor_of(n_levels: int) -> int:
    """Position of the level that is found first; the others nest around it."""
    return n_levels // 2 if n_levels != 2 else 0


def _sides(run_labels: np.ndarray) -> list[list[np.ndarray]]:
    """Closeness by level for all runs, then for both halves of the three ways to pair four quarters."""
    quarters = [[together(part[part_of::4]) for part in run_labels] for part_of in range(4)]
    sizes = [run_labels[:, part_of::4].shape[1] for part_of in range(4)]

    def joined(*which: int) -> list[np.ndarray]:
        weight = np.array([sizes[i] for i in which], dtype=np.float32) / np.float32(
            sum(sizes[i] for i in which)
        )
        return [
            sum(w * quarters[i][level] for w, i in zip(weight, which, strict=True))
            for level in range(len(run_labels))
        ]

    halves = [joined(*half) for half in ((0, 1), (2, 3), (0, 2), (1, 3), (0, 3), (1, 2))]
    return [joined(0, 1, 2, 3), *halves]


def together(labels: np.ndarray) -> np.ndarray:
    """Share of runs in which two occupations are together, (n, n) float32, diagonal 1."""
    runs, n = labels.shape
    blocks = []
    for run in labels:
        hot = np.zeros((int(run.max()) + 1, n), dtype=np.float32)
        hot[run, np.arange(n)] = 1.0
        blocks.append(hot)
    hot = np.vstack(blocks)
    return (hot.T @ hot) / np.float32(runs)


def agree(first: np.ndarray, second: np.ndarray) -> float:
    """Adjusted Rand index of two partitions: 1 the same, 0 as chance would have it.

    Hubert and Arabie 1985, doi:10.1007/BF01908075. As scikit-learn's, which would take longer to import
    than the whole consensus takes.
    """
    table = np.zeros((int(first.max()) + 1, int(second.max()) + 1))
    np.add.at(table, (first, second), 1)

    def pairs(counts: np.ndarray) -> float:
        return float((counts * (counts - 1) / 2).sum())

    both, one, other = pairs(table), pairs(table.sum(axis=1)), pairs(table.sum(axis=0))
    chance = one * other / max(pairs(np.array([len(first)])), 1.0)
    most = (one + other) / 2
    return 1.0 if most == chance else (both - chance) / (most - chance)


def _tree(
    closeness: list[np.ndarray],
    position: int,
    anchor: int,
    chosen: dict[int, np.ndarray],
    company: np.ndarray,
) -> Tree:
    """Tree for one level and one set of runs, given the levels already chosen for it.

    Whole clusters are joined by their closeness at both scales: at the coarser one alone, clusters that
    are never together look equally far from all.
    """
    if position > anchor:
        return Tree(closeness[position], company=company, walls=chosen[position - 1])
    if position < anchor:
        return Tree((closeness[position] + closeness[position + 1]) / 2, groups=chosen[position + 1])
    return Tree(closeness[position], company=company)
