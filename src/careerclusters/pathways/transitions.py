"""The move model: of those who leave a group of occupations for another, the share that goes to each.

    chance(A → B) ∝ exp(Σ_f β_f z_f(A, B))          over all groups B other than A

`z_f` are the features of the pair in standard deviations; the sum splits into named parts, so every
chance can be explained. Coefficients are learned on the observed moves by the conditional logit of
`careerclusters.pathways.choice`; how much has to be learned can only count against a move.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from careerclusters.errors import ModelError
from careerclusters.pathways.choice import fit_choice, standard
from careerclusters.pathways.observed import learned_apart

if TYPE_CHECKING:
    from careerclusters.features.move_groups import MoveGroups

__all__ = ["PARTS", "MoveModel", "MovePairs", "fit_moves", "part_of"]

PENALTY = 0.03

# What people are told → how the features of that part begin.
PARTS = {
    "alike": ("like_", "similarity", "shared_titles", "crowded"),
    "size": ("size", "popular_"),
    "others_moved": ("neighbours_", "back_"),
    "to_learn": ("skills_to_learn", "knowledge_to_learn", "abilities_to_learn"),
    "to_spare": ("skills_to_spare", "knowledge_to_spare", "abilities_to_spare"),
    "schooling": ("education_", "job_zone_", "schooling_", "same_schooling"),
    "pay": ("pay_",),
    "industry": ("same_industr",),
}


def part_of(feature: str) -> str:
    """The part to which a feature belongs."""
    return next(part for part, starts in PARTS.items() if feature.startswith(starts))


@dataclass(frozen=True, eq=False)
class MovePairs:
    """Groups and what is known of their pairs without any observed move.

    Attributes
    ----------
    groups
        Groups with observed shares, 0 where not observed.
    features
        Feature → (n_groups, n_groups), raw.
    is_candidate
        Groups among which the coefficients are learned.
    """

    groups: MoveGroups
    features: dict[str, np.ndarray]
    is_candidate: np.ndarray

    @property
    def similarity(self) -> np.ndarray:
        """Similarity of groups, mean 0 and deviation 1 over pairs of candidates."""
        return standard(self.features["similarity"], self.is_candidate)


@dataclass(frozen=True, eq=False)
class MoveModel:
    """Coefficients and everything they apply to.

    Attributes
    ----------
    names
        Features, in the order of the coefficients.
    coefficients
        Log-odds per standard deviation, shape (n_features,).
    covariance
        Of the coefficients, robust to origins that differ, (n_features, n_features).
    values
        Standardised features, (n_groups, n_groups, n_features) float32.
    origins
        Rows it has learned from.
    """

    names: tuple[str, ...]
    coefficients: np.ndarray
    covariance: np.ndarray
    values: np.ndarray
    origins: tuple[int, ...]

    def scores(self, rows: Sequence[int] | None = None) -> np.ndarray:
        """Log of the chance up to a constant per origin, (n_rows, n_groups)."""
        values = self.values if rows is None else self.values[list(rows)]
        return values @ self.coefficients.astype(np.float32)

    def chances(self, is_open: np.ndarray) -> np.ndarray:
        """Chance of each destination, rows sum to 1 over open ones; (n_groups, n_groups)."""
        scores = self.scores().astype(np.float64)
        scores[:, ~is_open] = -np.inf
        np.fill_diagonal(scores, -np.inf)
        top = scores.max(axis=1, keepdims=True)
        odds = np.exp(scores - np.where(np.isfinite(top), top, 0.0))
        total = odds.sum(axis=1, keepdims=True)
        return odds / np.where(total > 0, total, 1.0)

    def parts(self, origin: int, destination: int) -> dict[str, float]:
        """What each part adds to the log-odds against the average pair; they sum to the score."""
        terms = self.values[origin, destination].astype(np.float64) * self.coefficients
        found = dict.fromkeys(PARTS, 0.0)
        for name, term in zip(self.names, terms, strict=True):
            found[part_of(name)] += float(term)
        return found

    def deviation(self, origin: int, chances: np.ndarray) -> np.ndarray:
        """Standard error of the log chance of each destination, from the coefficients alone."""
        values = self.values[origin].astype(np.float64)
        centred = values - chances @ values
        variance = np.einsum("ij,jk,ik->i", centred, self.covariance, centred)
        error: np.ndarray = np.sqrt(np.maximum(variance, 0.0))
        return error

    def __repr__(self) -> str:
        return f"MoveModel({len(self.names)} features, learned on {len(self.origins)} origins)"


def fit_moves(
    pairs: MovePairs, *, origins: Sequence[int] | None = None, penalty: float = PENALTY
) -> MoveModel:
    """Learn the model on the observed moves of some origins.

    Parameters
    ----------
    pairs
        Pairs and observed shares.
    origins
        Rows that may be looked at; default: every observed one.
    penalty
        Ridge weight per origin.

    Raises
    ------
    ModelError
        When fewer than 20 origins can be learned from.
    """
    groups = pairs.groups
    observed = np.flatnonzero(groups.shares.sum(axis=1) > 0)
    rows = observed if origins is None else np.intersect1d(observed, np.asarray(list(origins), dtype=int))
    learnable = [int(row) for row in np.intersect1d(rows, groups.origins)]
    if len(learnable) < 20:
        raise ModelError(
            "Too few origins with observed moves to learn from",
            seen=f"{len(learnable)} origins",
            todo="Use a catalog with the open moves (docs/data.md).",
        )
    seen = learned_apart(groups.shares, pairs.similarity, origins=[int(row) for row in rows])
    columns = pairs.features | seen
    names = tuple(columns)
    values = np.empty((*groups.shares.shape, len(names)))
    for at, name in enumerate(names):
        values[:, :, at] = standard(columns[name], pairs.is_candidate)
    to_learn = [at for at, name in enumerate(names) if name.endswith("_to_learn")]
    coefficients = fit_choice(
        values,
        groups.shares,
        origins=learnable,
        is_candidate=pairs.is_candidate,
        penalty=penalty,
        not_above_zero=to_learn,
    )
    covariance = _robust(values, pairs, learnable, coefficients=coefficients, penalty=penalty)
    return MoveModel(names, coefficients, covariance, values.astype(np.float32), tuple(int(r) for r in rows))


def _robust(
    values: np.ndarray,
    pairs: MovePairs,
    origins: list[int],
    *,
    coefficients: np.ndarray,
    penalty: float,
) -> np.ndarray:
    """Sandwich covariance of the coefficients, origins taken as independent."""
    size = len(coefficients)
    curvature, spread = np.zeros((size, size)), np.zeros((size, size))
    for origin in origins:
        columns = pairs.is_candidate.copy()
        columns[origin] = False
        block, observed = values[origin, columns], pairs.groups.shares[origin, columns]
        score = block @ coefficients
        expected = np.exp(score - score.max())
        expected /= expected.sum()
        mean = expected @ block
        curvature += (block * expected[:, None]).T @ block - np.outer(mean, mean)
        slope = observed @ block / observed.sum() - mean
        spread += np.outer(slope, slope)
    curvature += 2 * penalty * len(origins) * np.eye(size)
    inverse = np.linalg.inv(curvature)
    return inverse @ spread @ inverse
