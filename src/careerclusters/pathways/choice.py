"""A choice model: how much each feature of a destination draws those who leave an origin.

    share(i → j) ∝ exp(Σ_f β_f x_f(i, j))

Coefficients maximise the likelihood of the observed shares over the origins (each origin counts
once), with a small ridge penalty. McFadden 1974, "Conditional logit analysis".
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

__all__ = ["fit_choice", "standard"]


def fit_choice(
    features: np.ndarray,
    shares: np.ndarray,
    *,
    origins: Sequence[int],
    is_candidate: np.ndarray,
    penalty: float = 0.01,
    not_above_zero: Sequence[int] = (),
) -> np.ndarray:
    """Coefficients, shape (n_features,).

    Parameters
    ----------
    features
        (n_groups, n_groups, n_features), comparable in size.
    shares
        Observed shares, (n_groups, n_groups).
    origins
        Rows to learn from.
    is_candidate
        Columns that can be chosen; the origin itself can't.
    penalty
        Ridge weight per origin.
    not_above_zero
        Positions of features that may only make a destination less likely.
    """
    from scipy.optimize import minimize

    blocks = []
    for origin in origins:
        columns = is_candidate.copy()
        columns[origin] = False
        observed = shares[origin, columns]
        if observed.sum() > 0:
            blocks.append((features[origin, columns], observed / observed.sum()))

    def loss(beta: np.ndarray) -> tuple[float, np.ndarray]:
        total, gradient = 0.0, np.zeros_like(beta)
        for block, observed in blocks:
            score = block @ beta
            score = score - score.max()
            expected = np.exp(score)
            mass = expected.sum()
            total -= float(observed @ score) - np.log(mass)
            gradient -= block.T @ (observed - expected / mass)
        count = max(len(blocks), 1)
        return total / count + penalty * float(beta @ beta), gradient / count + 2 * penalty * beta

    start = np.zeros(features.shape[-1])
    bounds = [(None, 0.0 if at in set(not_above_zero) else None) for at in range(len(start))]
    best = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 300})
    coefficients: np.ndarray = best.x
    return coefficients


def standard(matrix: np.ndarray, is_candidate: np.ndarray) -> np.ndarray:
    """Mean 0 and deviation 1 over pairs of different candidates."""
    inside = np.ix_(is_candidate, is_candidate)
    block = matrix[inside]
    values = block[~np.eye(len(block), dtype=bool)]
    spread = values.std()
    scaled: np.ndarray = (matrix - values.mean()) / (spread if spread > 1e-12 else 1.0)
    return scaled
