"""The move model on origins it was not shown: scores, calibration, direction, by size and by pay."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from careerclusters.evaluation.ranking import Ranking, rank_destinations
from careerclusters.pathways.choice import standard
from careerclusters.pathways.pair_features import log_size, occupation_columns, pair_features
from careerclusters.pathways.transitions import MovePairs, fit_moves
from careerclusters.results import Value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from careerclusters.catalog import Catalog
    from careerclusters.clustering.fusion import Fusion
    from careerclusters.features.move_groups import MoveGroups

__all__ = ["FOLDS", "CloserLook", "HeldOut", "held_out_model", "look_closer"]

FOLDS = 5
BINS = 20


@dataclass(frozen=True, eq=False)
class HeldOut:
    """What models that were not shown an origin say of it.

    Attributes
    ----------
    scores
        Log chance up to a constant, (n_groups, n_groups); 0 in rows that weren't asked.
    chances
        Share of leavers by destination, rows of asked origins sum to 1 over candidates.
    seen
        Chance that anybody is observed to move there at all.
    folds
        Fold of each group, −1 for origins the open moves don't have.
    """

    scores: np.ndarray
    chances: np.ndarray
    seen: np.ndarray
    folds: np.ndarray


@dataclass(frozen=True, eq=False)
class CloserLook(Value):
    """How far the move model's figures can be trusted.

    Attributes
    ----------
    ece_seen
        Mean distance of predicted and observed rates of "anybody moved there", 20 equal bins.
    ece_share
        The same for the share of leavers.
    by_size, by_pay
        Measures by third of the origins (small to large, low to high pay).
    direction_accuracy
        How often the commoner direction of a pair is told, neither origin shown; with the count, and
        how often "towards the larger" is right.
    balanced_accuracy
        Moved-to against as many drawn at random from the rest.
    """

    ece_seen: float
    ece_share: float
    reliability: tuple[tuple[float, float, int], ...]
    by_size: Mapping[str, Ranking]
    by_pay: Mapping[str, Ranking]
    direction_accuracy: float
    direction_by_size: float
    direction_pairs_count: int
    balanced_accuracy: float
    balanced_pairs_count: int

    def to_dict(self) -> dict[str, object]:
        """JSON-ready."""
        return {
            "ece_seen": round(self.ece_seen, 4),
            "ece_share": round(self.ece_share, 5),
            "reliability": [
                {"predicted": round(a, 4), "observed": round(b, 4), "pairs_count": n}
                for a, b, n in self.reliability
            ],
            "by_origin_size": {name: one.to_dict() for name, one in self.by_size.items()},
            "by_origin_pay": {name: one.to_dict() for name, one in self.by_pay.items()},
            "direction_accuracy": _rounded(self.direction_accuracy),
            "direction_accuracy_of_size": _rounded(self.direction_by_size),
            "direction_pairs_count": self.direction_pairs_count,
            "balanced_pair_accuracy": _rounded(self.balanced_accuracy),
            "balanced_pairs_count": self.balanced_pairs_count,
        }

    def __repr__(self) -> str:
        return f"CloserLook(calibration error {self.ece_seen:.3f}, direction {self.direction_accuracy:.3f})"

    def words(self) -> tuple[str, ...]:
        """For people."""

        def row(title: str, parts: Mapping[str, Ranking]) -> str:
            figures = ", ".join(f"{name} {one.auc:.3f}" for name, one in parts.items())
            return f"AUC of the move model by {title}: {figures}."

        return (
            f"Move model: calibration error {self.ece_seen:.3f} for whether anybody moved there, "
            f"{self.ece_share:.4f} for the share; balanced pairs told apart {self.balanced_accuracy:.1%}; "
            f"commoner direction {self.direction_accuracy:.1%} of {self.direction_pairs_count} pairs "
            f"(towards the larger: {self.direction_by_size:.1%}).",
            row("size of the origin", self.by_size),
            row("pay of the origin", self.by_pay),
        )


def held_out_model(catalog: Catalog, fusion: Fusion, *, open_: MoveGroups, asked: MoveGroups) -> HeldOut:
    """Scores of each origin of `asked` by a model learned on open origins of other folds."""
    is_candidate = asked.is_scored
    pairs = MovePairs(open_, pair_features(catalog, open_, fusion), is_candidate)
    count = len(open_.keys)
    folds = np.full(count, -1)
    folds[open_.origins] = np.arange(len(open_.origins)) % FOLDS
    observed = np.flatnonzero(open_.shares.sum(axis=1) > 0)
    scores, seen, chances = (np.zeros((count, count)) for _ in range(3))
    for fold in sorted({int(folds[origin]) for origin in asked.origins}):
        own = [int(origin) for origin in asked.origins if folds[origin] == fold]
        rows = [int(row) for row in observed if row not in own and (fold < 0 or folds[row] != fold)]
        model = fit_moves(pairs, origins=rows)
        predicted = model.chances(is_candidate)
        slope, level = _calibrate(predicted, open_, rows, is_candidate=is_candidate)
        scores[own], chances[own] = model.scores(own), predicted[own]
        seen[own] = _logistic(slope * np.log(np.maximum(predicted[own], 1e-12)) + level)
    return HeldOut(scores, chances, seen, folds)


def _calibrate(
    chances: np.ndarray, groups: MoveGroups, rows: list[int], *, is_candidate: np.ndarray
) -> tuple[float, float]:
    """Slope and level from the log chance to the log-odds that anybody is observed to move."""
    from sklearn.linear_model import LogisticRegression

    inside = _pairs(np.intersect1d(rows, groups.origins), is_candidate)
    x = np.log(np.maximum(chances[inside], 1e-12))[:, None]
    found = LogisticRegression(C=1e6).fit(x, groups.shares[inside] > 0)
    return float(found.coef_[0, 0]), float(found.intercept_[0])


def look_closer(
    catalog: Catalog, fusion: Fusion, *, asked: MoveGroups, held_out: HeldOut, seed: int = 0
) -> CloserLook:
    """Calibration, parts and directions of held-out predictions."""
    is_candidate, origins = asked.is_scored, asked.origins
    inside = _pairs(origins, is_candidate)
    observed = asked.shares / np.maximum(asked.shares[:, is_candidate].sum(axis=1, keepdims=True), 1e-12)
    curve = _reliability(held_out.seen[inside], (asked.shares[inside] > 0).astype(float))
    shares = _reliability(held_out.chances[inside], observed[inside])
    pay = occupation_columns(catalog, fusion.codes)["pay"]
    known = np.isfinite(pay)
    pay = asked.average(np.where(known, pay, np.nanmean(pay))[:, None])[:, 0]

    def thirds(values: np.ndarray, names: tuple[str, ...]) -> dict[str, Ranking]:
        order = origins[np.argsort(values[origins], kind="stable")]
        return {
            name: rank_destinations(
                held_out.scores, asked.shares, origins=np.sort(part), is_candidate=is_candidate
            )
            for name, part in zip(names, np.array_split(order, 3), strict=True)
        }

    direction, by_size, pairs = _direction(asked, held_out)
    accuracy, count = _balanced(asked, held_out, inside, seed=seed)
    return CloserLook(
        ece_seen=_error(curve),
        ece_share=_error(shares),
        reliability=curve,
        by_size=thirds(log_size(asked), ("small", "middle", "large")),
        by_pay=thirds(standard(np.tile(pay, (len(pay), 1)), is_candidate)[0], ("low", "middle", "high")),
        direction_accuracy=direction,
        direction_by_size=by_size,
        direction_pairs_count=pairs,
        balanced_accuracy=accuracy,
        balanced_pairs_count=count,
    )


def _direction(asked: MoveGroups, held_out: HeldOut) -> tuple[float, float, int]:
    """Pairs of origins that no model saw when it scored either: both in one fold."""
    flows = asked.flows
    predicted = held_out.chances * asked.employment[:, None]
    right = larger = count = 0
    for at, one in enumerate(asked.origins):
        for other in asked.origins[at + 1 :]:
            there, back = flows[one, other], flows[other, one]
            if there == back or held_out.folds[one] != held_out.folds[other]:
                continue
            count += 1
            right += (predicted[one, other] > predicted[other, one]) == (there > back)
            larger += (asked.employment[other] > asked.employment[one]) == (there > back)
    return (right / count, larger / count, count) if count else (float("nan"), float("nan"), 0)


def _balanced(asked: MoveGroups, held_out: HeldOut, inside: np.ndarray, *, seed: int) -> tuple[float, int]:
    moved = asked.shares[inside] > 0
    score = held_out.seen[inside]
    rate = moved.mean()
    rng = np.random.default_rng(seed)
    rest = rng.permutation(np.flatnonzero(~moved))[: int(moved.sum())]
    right = (score[moved] > rate).sum() + (score[rest] <= rate).sum()
    return float(right / (moved.sum() + len(rest))), int(moved.sum() + len(rest))


def _pairs(origins: np.ndarray, is_candidate: np.ndarray) -> np.ndarray:
    inside = np.zeros((len(is_candidate), len(is_candidate)), dtype=bool)
    inside[np.ix_(origins, np.flatnonzero(is_candidate))] = True
    np.fill_diagonal(inside, False)
    return inside


def _reliability(predicted: np.ndarray, observed: np.ndarray) -> tuple[tuple[float, float, int], ...]:
    order = np.argsort(predicted, kind="stable")
    return tuple(
        (float(predicted[part].mean()), float(observed[part].mean()), len(part))
        for part in np.array_split(order, BINS)
        if len(part)
    )


def _error(curve: tuple[tuple[float, float, int], ...]) -> float:
    total = sum(count for _, _, count in curve)
    return sum(abs(predicted - observed) * count for predicted, observed, count in curve) / max(total, 1)


def _logistic(values: np.ndarray) -> np.ndarray:
    chance: np.ndarray = 1.0 / (1.0 + np.exp(-values))
    return chance


def _rounded(value: float) -> float | None:
    return round(value, 4) if np.isfinite(value) else None
