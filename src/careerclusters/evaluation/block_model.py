"""How much clusters say about where people move, on origins that were kept out: the block-model gain.

    chance(i → j) ∝ size_j Σ_c Σ_d m_ic L_cd m_jd                 j other than i
    gain(i)       = Σ_j share_ij ln( chance(i → j) / chance by size alone )       nats a mover

`m` are degrees of membership (0 or 1 for hard labels) and `L` the lift of each pair of clusters: how
many times more of the movers from c go to d than the size of d alone would draw. `L` is learned on the
moves of one half of the origins and scored on the other half, and the reverse. Origins count the same
in the score; in learning each counts by its respondents, up to MOST_RESPONDENTS, and each cluster is
drawn towards size alone by SMOOTHING respondents. For hard labels the lift is a ratio of counts; for
degrees it is found by expectation–maximisation over pairs of clusters.

Unlike modularity this does not reward a few giant clusters: a lift that holds nothing gains nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from careerclusters.features.move_groups import MoveGroups

__all__ = ["BlockGain", "BlockModel", "halves"]

MOST_RESPONDENTS = 100.0
SMOOTHING = 30.0
ITERATIONS = 60
SPLITS = 4


@dataclass(frozen=True)
class BlockGain:
    """Mean gain over origins and its spread.

    Attributes
    ----------
    gain
        Nats a mover, mean over origins and splits.
    per_origin
        The same by origin, (n_origins,).
    """

    gain: float
    per_origin: np.ndarray

    def interval(self, *, draws: int = 500, seed: int = 0) -> tuple[float, float]:
        """95 % interval, origins drawn with replacement."""
        rng = np.random.default_rng(seed)
        picks = rng.integers(len(self.per_origin), size=(draws, len(self.per_origin)))
        low, high = np.percentile(self.per_origin[picks].mean(axis=1), [2.5, 97.5])
        return float(low), float(high)


class BlockModel:
    """Observed moves between scored groups, ready to score partitions and degrees.

    Parameters
    ----------
    groups
        Merged groups; those that share a survey code are one group, so a split never parts them.
    """

    def __init__(self, groups: MoveGroups) -> None:
        self.groups = groups
        self.scored = np.flatnonzero(groups.is_scored)
        shares = groups.shares[np.ix_(self.scored, self.scored)]
        total = shares.sum(axis=1)
        self.shares = shares / np.where(total > 0, total, 1.0)[:, None]
        self.weights = np.minimum(groups.respondents[self.scored] * total, MOST_RESPONDENTS)
        size = np.maximum(groups.employment[self.scored], 1.0)
        self.size = size / size.sum()
        self.origins = np.flatnonzero(total > 0)

    def hard(self, labels: Sequence[object] | np.ndarray) -> np.ndarray:
        """0–1 degrees of the groups from labels of the occupations, by majority."""
        found = self.groups.majority(labels)[self.scored]
        is_in: np.ndarray = found[:, None] == np.arange(int(found.max()) + 1)[None]
        return is_in.astype(float)

    def soft(self, degrees: np.ndarray) -> np.ndarray:
        """Degrees of the groups: the mean of their occupations'."""
        return self.groups.average(degrees)[self.scored]

    def lift(self, degrees: np.ndarray, origins: np.ndarray) -> np.ndarray:
        """Lift of each pair of clusters learned on some origins, (n_clusters, n_clusters)."""
        sizes = np.maximum(self.size @ degrees, 1e-12)
        own = degrees[origins]
        flow = self.weights[origins][:, None] * self.shares[origins]
        is_hard = bool((np.count_nonzero(degrees, axis=1) <= 1).all())
        lift = np.ones((degrees.shape[1], degrees.shape[1]))
        for _ in range(1 if is_hard else ITERATIONS):
            expected = own @ lift @ degrees.T
            counts = lift * (own.T @ (flow / np.maximum(expected, 1e-12)) @ degrees)
            share = (counts + SMOOTHING * sizes) / (counts.sum(axis=1, keepdims=True) + SMOOTHING)
            lift = share / sizes
        return lift

    def gain(self, degrees: np.ndarray, *, splits: Sequence[tuple[np.ndarray, np.ndarray]]) -> BlockGain:
        """Gain of degrees over groups on origins kept out, both ways of each split."""
        total = np.zeros(len(self.size))
        for one, other in splits:
            for known, kept_out in ((one, other), (other, one)):
                total[kept_out] += self._score(degrees, self.lift(degrees, known), kept_out)
        per_origin = total[self.origins] / max(len(splits), 1)
        return BlockGain(float(per_origin.mean()), per_origin)

    def _score(self, degrees: np.ndarray, lift: np.ndarray, origins: np.ndarray) -> np.ndarray:
        pull = degrees[origins] @ lift @ degrees.T
        chance, alone = self.size * pull, np.tile(self.size, (len(origins), 1))
        for values in (chance, alone):
            values[np.arange(len(origins)), origins] = 0.0
            values /= np.maximum(values.sum(axis=1, keepdims=True), 1e-300)
        moved = self.shares[origins] > 0
        ratio = np.ones_like(chance)
        ratio[moved] = np.maximum(chance[moved], 1e-300) / alone[moved]
        gain: np.ndarray = (self.shares[origins] * np.log(ratio)).sum(axis=1)
        return gain


def halves(
    origins: np.ndarray, *, count: int = SPLITS, seed: int = 0
) -> tuple[tuple[np.ndarray, np.ndarray], ...]:
    """`count` ways to part the origins in two: every other one first, then at random."""
    found = [(origins[::2], origins[1::2])]
    rng = np.random.default_rng(seed)
    for _ in range(count - 1):
        order = rng.permutation(origins)
        half = len(order) // 2
        found.append((np.sort(order[:half]), np.sort(order[half:])))
    return tuple(found)
