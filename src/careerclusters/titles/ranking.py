"""From evidence to chances: a weighted sum per occupation, then shares that add up to one.

    chance(o) = exp(w · x_o) / sum over all occupations p of exp(w · x_p)

x_o is the evidence for occupation o and w the weights, fitted on titles that were hidden from the
index (conditional logit). `fit_weights` makes them; `weights.csv` beside this file holds them.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from functools import cache
from importlib import resources

import numpy as np

from careerclusters.titles.evidence import FEATURES

__all__ = ["chances", "fit_weights", "load_weights"]

RIDGE = 1e-3


@cache
def load_weights() -> np.ndarray:
    """The fitted weights, in the order of `FEATURES`."""
    with (resources.files(__package__) / "weights.csv").open(encoding="utf-8", newline="") as file:
        found = {row["evidence"]: float(row["weight"]) for row in csv.DictReader(file)}
    return np.array([found[name] for name in FEATURES])


def chances(features: np.ndarray, weights: np.ndarray, bonus: np.ndarray | float = 0.0) -> np.ndarray:
    """Chance of each occupation, of shape (n_occupations,); `bonus` is added to the weighted sum."""
    total = features @ weights + bonus
    total = np.exp(total - total.max())
    return total / total.sum()


def fit_weights(features: np.ndarray, right: Sequence[Sequence[int]]) -> np.ndarray:
    """Weights under which the right occupations of hidden titles are likeliest.

    Parameters
    ----------
    features
        Of shape (n_titles, n_occupations, n_features).
    right
        For each title the numbers of its occupations; any of them counts.

    Returns
    -------
    Of shape (n_features,).
    """
    from scipy.optimize import minimize

    n_titles, n_occupations, n_features = features.shape
    is_right = np.zeros((n_titles, n_occupations), dtype=bool)
    for row, owners in enumerate(right):
        is_right[row, list(owners)] = True
    flat = features.reshape(-1, n_features)
    scale = flat.std(0, dtype=np.float64) + 1e-9
    scaled = (features - flat.mean(0, dtype=np.float64)) / scale
    scaled = scaled.astype(np.float32)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        total = (scaled @ weights.astype(np.float32)).astype(np.float64)
        total = np.exp(total - total.max(1, keepdims=True))
        share = total / total.sum(1, keepdims=True)
        hit = np.where(is_right, share, 0)
        found = hit.sum(1, keepdims=True) + 1e-300
        pull = (share - hit / found).astype(np.float32).ravel()
        slope = (pull @ scaled.reshape(-1, n_features)).astype(np.float64) / n_titles
        return float(-np.log(found).mean() + RIDGE * weights @ weights), slope + 2 * RIDGE * weights

    found = minimize(loss, np.zeros(n_features), jac=True, method="L-BFGS-B", options={"maxiter": 200})
    return found.x / scale
