"""Weights of the evidence, and curves from the chance of the first to how often it is right."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

__all__ = ["fit_isotonic", "fit_weights"]

RIDGE = 1e-3


def fit_weights(features: np.ndarray, right: Sequence[Sequence[int]]) -> np.ndarray:
    """Weights under which the right occupations of hidden titles are likeliest (conditional logit).

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
    weights: np.ndarray = found.x / scale
    return weights


def fit_isotonic(
    chance: np.ndarray, is_right: np.ndarray, *, weights: np.ndarray | None = None, least: int = 40
) -> tuple[np.ndarray, np.ndarray]:
    """A rising curve from the chance a model gives to the share that is right.

    Parameters
    ----------
    chance
        Of the first, 0–1; of shape (n,).
    is_right
        Whether the first is right.
    weights
        How much each counts; default: 1.
    least
        How many titles stand behind each step at least.

    Returns
    -------
    Chances and shares, both rising; between them lines, beyond them the ends.
    """
    order = np.argsort(chance, kind="stable")
    counted = np.ones(len(chance)) if weights is None else weights
    blocks: list[list[float]] = []
    for start in range(0, len(order), least):
        part = order[start : start + least]
        weight = counted[part]
        blocks.append([float(weight @ chance[part]), float(weight @ is_right[part]), float(weight.sum())])
    merged: list[list[float]] = []
    for block in blocks:
        merged.append(block)
        while len(merged) > 1 and merged[-2][1] / merged[-2][2] >= merged[-1][1] / merged[-1][2]:
            last = merged.pop()
            merged[-1] = [a + b for a, b in zip(merged[-1], last, strict=True)]
    x = np.array([total / n for total, _, n in merged])
    # A step that is right in all its cases is not certain: one more of each is assumed.
    y = np.array([(hits + 1) / (n + 2) for _, hits, n in merged])
    return x, np.maximum.accumulate(y)
