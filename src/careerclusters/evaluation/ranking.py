"""How well scores rank the destinations that people really chose."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from careerclusters.ranks import mean_ranks
from careerclusters.results import Value

__all__ = ["Ranking", "rank_destinations"]


@dataclass(frozen=True, eq=False)
class Ranking(Value):
    """Measures of one method, averaged over origins.

    Attributes
    ----------
    auc
        Chance that a destination somebody moved to is scored above one that nobody did.
    recall_at_10
        Share of the ten likeliest destinations found among the ten highest scores.
    ndcg
        Discounted gain of the whole ranking with the shares as gains, over the best possible.
    n_origins
        Number of origins averaged over.
    per_origin
        The three measures by origin, shape (n_origins, 3); for intervals.
    """

    auc: float
    recall_at_10: float
    ndcg: float
    n_origins: int
    per_origin: np.ndarray

    def interval(self, *, draws: int = 500, seed: int = 0) -> dict[str, tuple[float, float]]:
        """95 % interval of each measure, origins drawn with replacement."""
        rng = np.random.default_rng(seed)
        picks = rng.integers(self.n_origins, size=(draws, self.n_origins))
        means = self.per_origin[picks].mean(axis=1)
        low, high = np.percentile(means, [2.5, 97.5], axis=0)
        names = ("auc", "recall_at_10", "ndcg")
        return {name: (float(low[i]), float(high[i])) for i, name in enumerate(names)}

    def to_dict(self) -> dict[str, object]:
        """JSON-ready, with intervals."""
        values = {"auc": self.auc, "recall_at_10": self.recall_at_10, "ndcg": self.ndcg}
        rounded: dict[str, object] = {name: round(value, 4) for name, value in values.items()}
        for name, (low, high) in self.interval().items():
            rounded[f"{name}_low"], rounded[f"{name}_high"] = round(low, 4), round(high, 4)
        return {**rounded, "n_origins": self.n_origins}


def rank_destinations(
    scores: np.ndarray, shares: np.ndarray, *, origins: np.ndarray, is_candidate: np.ndarray
) -> Ranking:
    """Measures of `scores` against observed `shares`.

    Parameters
    ----------
    scores, shares
        Both (n_groups, n_groups), row = origin; only the order of scores within a row counts.
    origins
        Rows to average over.
    is_candidate
        Columns that compete; the origin itself never does.

    Notes
    -----
    Equal scores count half in the AUC and keep the order of the columns elsewhere. An origin whose
    candidates were all moved to, or none, has no AUC and is left out.
    """
    found = []
    for origin in origins:
        columns = is_candidate.copy()
        columns[origin] = False
        observed, score = shares[origin, columns], scores[origin, columns]
        moved = observed > 0
        n_moved, n_not = int(moved.sum()), int((~moved).sum())
        if not n_moved or not n_not:
            continue
        ranks = mean_ranks(score)
        auc = (ranks[moved].sum() - n_moved * (n_moved + 1) / 2) / (n_moved * n_not)
        likeliest = np.argsort(-observed, kind="stable")[:10]
        likeliest = likeliest[observed[likeliest] > 0]
        order = np.argsort(-score, kind="stable")
        recall = len(set(likeliest.tolist()) & set(order[:10].tolist())) / len(likeliest)
        discount = 1.0 / np.log2(np.arange(len(observed)) + 2)
        best = (np.sort(observed)[::-1] * discount).sum()
        found.append((auc, recall, (observed[order] * discount).sum() / best))
    per_origin = np.array(found).reshape(-1, 3)
    if not len(per_origin):
        return Ranking(float("nan"), float("nan"), float("nan"), 0, per_origin)
    auc, recall, ndcg = per_origin.mean(axis=0)
    return Ranking(float(auc), float(recall), float(ndcg), len(per_origin), per_origin)
