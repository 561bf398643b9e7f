"""t-SNE of a graph: points in the plane so that what is joined stays near (van der Maaten and Hinton 2008).

With some hundred points all pairs can be looked at, so forces are exact, and matrix products make them
quicker than a tree that estimates them. The start and the descent are those that Kobak and Berens recommend
(doi:10.1038/s41467-019-13056-x), as in openTSNE: two eigenvectors of the graph, a first phase in which
neighbours attract more, steps as long as there are points (Belkina et al. 2019,
doi:10.1038/s41467-019-13055-y).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

__all__ = ["Forces", "embed", "spectral_start"]

# Per phase: steps, how much more neighbours attract, what of the last step is kept.
PHASES = ((100, 4.0, 0.5), (200, 1.0, 0.8))
LONGEST_STEP = 5.0
START_SPREAD, JITTER = 1e-4, 0.01


def embed(affinity: csr_matrix, *, seed: int = 0) -> np.ndarray:
    """Places of the nodes of a graph, (n, 2) float64, their mean at 0.

    Parameters
    ----------
    affinity
        (n, n), n at least 4, symmetric, sums to 1, nothing on the diagonal; every node is joined to another.
    seed
        Of the start. Same graph and seed, same places.
    """
    forces = Forces(affinity)
    places = spectral_start(affinity, seed=seed)
    step, gain = np.zeros_like(places), np.ones_like(places)
    for steps, attraction, kept in PHASES:
        rate = len(places) / attraction
        for _ in range(steps):
            slope = forces.slope(places, attraction=attraction)
            turns = np.sign(step) != np.sign(slope)
            gain = np.where(turns, gain + 0.2, gain * 0.8 + 0.01)
            step = kept * step - rate * gain * slope
            length = np.sqrt((step * step).sum(axis=1, keepdims=True))
            step *= np.minimum(1.0, LONGEST_STEP / np.maximum(length, LONGEST_STEP))
            places = places + step
            places -= places.mean(axis=0)
    return places


def spectral_start(affinity: csr_matrix, *, seed: int) -> np.ndarray:
    """Places to start from, (n, 2): the graph's slowest ways to mix, small, and a little shaken."""
    from scipy.sparse import diags
    from scipy.sparse.linalg import eigsh

    rng = np.random.RandomState(seed)
    degrees = np.asarray(affinity.sum(axis=1)).ravel()
    first = rng.uniform(-1, 1, len(degrees))
    values, vectors = eigsh(affinity, M=diags(degrees), k=3, tol=1e-4, which="LM", v0=first)
    order = np.argsort(values)[::-1]
    places: np.ndarray = (vectors[:, order] * values[order])[:, 1:]
    places *= START_SPREAD / places[:, 0].std()
    places += rng.normal(0, JITTER * START_SPREAD, places.shape)
    return places


class Forces:
    """Attraction and repulsion of all pairs, float32: where the Kullback–Leibler divergence rises.

    Parameters
    ----------
    affinity
        As for `embed`.
    """

    def __init__(self, affinity: csr_matrix) -> None:
        n = affinity.shape[0]
        self._pull = affinity.astype(np.float32).tocsr()
        self._affinity = self._pull.data.copy()
        rows = np.repeat(np.arange(n), np.diff(self._pull.indptr))
        self._joined = rows * n + self._pull.indices
        self._near = np.empty((n, n), dtype=np.float32)
        self._left, self._right = np.ones((n, 4), dtype=np.float32), np.ones((4, n), dtype=np.float32)
        self._places = np.ones((n, 3), dtype=np.float32)

    def slope(self, places: np.ndarray, *, attraction: float = 1.0) -> np.ndarray:
        """A quarter of the divergence's slope at `places`, (n, 2); affinities count `attraction` times.

        Σ_j (attraction p_ij − q_ij) w_ij (y_i − y_j)      w_ij = 1 / (1 + |y_i − y_j|²), q = w / Σ w
        """
        square = (places * places).sum(axis=1)
        self._left[:, :2], self._left[:, 2] = places, square + 1.0
        self._right[:2], self._right[3] = -2.0 * places.T, square
        self._places[:, :2] = places
        near = np.matmul(self._left, self._right, out=self._near)  # 1 + |y_i − y_j|²
        np.reciprocal(near, out=near)
        self._pull.data[:] = self._affinity * near.ravel().take(self._joined)
        total = float(near.sum()) - float(near.trace())
        np.multiply(near, near, out=near)
        pulled, pushed = self._pull @ self._places, near @ self._places
        towards = places * pulled[:, 2:] - pulled[:, :2]
        apart = places * pushed[:, 2:] - pushed[:, :2]
        slope: np.ndarray = attraction * towards - apart / total
        return slope
