"""Degrees of composition: how much of each cluster an occupation is made of.

    x_i ≈ Σ_c m(i, c) μ_c          m(i, c) ≥ 0,  Σ_c m(i, c) = 1

`x_i` is the occupation and `μ_c` the middle of cluster c in a space where differences inside clusters
count little: the first DIMENSIONS principal components of the fused views, whitened by the covariance
inside clusters, shrunk towards a sphere. Middles are taken PASSES times, each time with members weighing
by the PURITY_POWER-th power of what they belong, so that those who are half something else hardly pull: a
cluster's middle is then its typical members, not its mixed ones. The shares `m` are the point of the
simplex that comes closest. An occupation that is seven tenths nurse and three tenths manager comes out so;
the share of its nearest company would say one tenth, because the nearest are nearly all nurses.

Two powers, two uses. With the power 1 the middles are those of everybody, and the largest share says best
where an occupation belongs: this settles who is in which cluster. With the power 6 the shares come closest
to planted mixtures (docs/methods/clustering.md); these are the degrees shown.
"""

from __future__ import annotations

import numpy as np

from careerclusters.clustering.fusion import Fusion, unit_rows

__all__ = ["DIMENSIONS", "SHRINKAGE", "compose", "coordinates", "simplex_shares"]

DIMENSIONS = 60
SHRINKAGE = 0.5
PASSES, PURITY_POWER = 4, 6.0
LEAST_PURITY = 0.05
_ROWS_PER_DIMENSION = 4
_SUM_WEIGHT = 1e3


def coordinates(fusion: Fusion, *, dimensions: int = DIMENSIONS) -> np.ndarray:
    """Occupations as points whose inner products are nearly the fused similarity, (n, d) float64.

    d is `dimensions`, or a quarter of the number of occupations where that is less.
    """
    blocks = [
        unit_rows(view.values.astype(np.float64), view.has_row) * np.sqrt(weight / spread)
        for view, weight, spread in zip(fusion.views, fusion.weights, fusion.spreads, strict=True)
    ]
    joined = np.hstack(blocks)
    joined -= joined.mean(axis=0)
    values, vectors = np.linalg.eigh(joined @ joined.T)
    count = max(1, min(dimensions, len(joined) // _ROWS_PER_DIMENSION))
    points: np.ndarray = vectors[:, ::-1][:, :count] * np.sqrt(np.maximum(values[::-1][:count], 0.0))
    return points


def compose(
    points: np.ndarray,
    labels: np.ndarray,
    *,
    shrinkage: float = SHRINKAGE,
    passes: int = PASSES,
    purity_power: float = PURITY_POWER,
) -> np.ndarray:
    """Share of each cluster in each occupation, (n, n_clusters) float64, rows sum to 1.

    Parameters
    ----------
    points
        From `coordinates`, (n, d).
    labels
        Cluster of each occupation, 0 to n_clusters − 1, none empty; the middles are taken over these.
        −1: belongs to none, gets degrees all the same.
    shrinkage
        0 keeps the covariance inside clusters as it is, 1 replaces it by a sphere of the same size.
    passes, purity_power
        How often the middles are taken; by which power of its own share a member weighs in them from the
        second time on.
    """
    known = np.flatnonzero(labels >= 0)
    own = labels[known]
    weight = np.eye(int(labels.max()) + 1)[own]
    for _ in range(passes):
        middles = (weight.T @ points[known]) / weight.sum(axis=0)[:, None]
        whiten = _whitening(points[known] - middles[own], weight.sum(axis=1), len(middles), shrinkage)
        degrees = simplex_shares(points @ whiten, middles @ whiten)
        purity = np.maximum(degrees[known, own], LEAST_PURITY)
        weight = np.eye(len(middles))[own] * (purity**purity_power)[:, None]
    return degrees


def _whitening(rest: np.ndarray, weight: np.ndarray, n_clusters: int, shrinkage: float) -> np.ndarray:
    """What makes differences inside clusters a sphere of size 1, (d, d)."""
    scale = weight.sum() * max(len(rest) - n_clusters, 1) / len(rest)
    inside = (rest * weight[:, None]).T @ rest / max(scale, 1e-12)
    size = max(float(np.trace(inside)) / len(inside), 1e-12)
    inside = (1 - shrinkage) * inside + shrinkage * size * np.eye(len(inside))
    values, vectors = np.linalg.eigh(inside)
    whiten: np.ndarray = vectors / np.sqrt(np.maximum(values, 1e-12 * size))
    return whiten


def simplex_shares(points: np.ndarray, corners: np.ndarray) -> np.ndarray:
    """Weights of the corners whose mean comes closest to each point, (n_points, n_corners).

    Non-negative least squares with one more row that makes the weights sum to 1 (Lawson and Hanson 1974).
    """
    from scipy.optimize import nnls

    system = np.vstack([corners.T, np.full((1, len(corners)), _SUM_WEIGHT)])
    shares = np.stack([nnls(system, np.append(point, _SUM_WEIGHT))[0] for point in points])
    degrees: np.ndarray = shares / shares.sum(axis=1, keepdims=True)
    return degrees
