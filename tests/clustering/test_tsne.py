"""Places in the plane: forces as the formula has them, groups apart, a better picture than the start."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from careerclusters.clustering.tsne import Forces, embed, spectral_start


def three_groups(n: int = 90) -> csr_matrix:
    """Affinities of a ring with many links inside three groups, summing to 1."""
    rng = np.random.default_rng(4)
    group = np.arange(n) * 3 // n
    joined = (rng.random((n, n)) < 0.3) & (group[:, None] == group[None])
    joined[np.arange(n), (np.arange(n) + 1) % n] = True
    weight = np.triu(joined | joined.T, 1) * rng.uniform(0.5, 1.5, (n, n))
    weight += weight.T
    return csr_matrix(weight / weight.sum())


def divergence(affinity: csr_matrix, places: np.ndarray) -> float:
    """Σ p ln(p / q), written as the paper has it."""
    near = 1 / (1 + ((places[:, None] - places[None]) ** 2).sum(axis=2))
    np.fill_diagonal(near, 0)
    pairs = affinity.tocoo()
    return float((pairs.data * np.log(pairs.data / (near / near.sum())[pairs.row, pairs.col])).sum())


@pytest.mark.parametrize("attraction", [1.0, 4.0])
def test_forces_are_those_of_the_formula(attraction):
    affinity = three_groups()
    places = np.random.default_rng(1).normal(0, 5, (90, 2))
    between = places[:, None] - places[None]
    near = 1 / (1 + (between**2).sum(axis=2))
    np.fill_diagonal(near, 0)
    weight = (attraction * affinity.toarray() - near / near.sum()) * near
    expected = (weight[:, :, None] * between).sum(axis=1)
    found = Forces(affinity).slope(places, attraction=attraction)
    assert np.allclose(found, expected, rtol=1e-4, atol=1e-6 * np.abs(expected).max())


def test_four_times_the_slope_is_how_the_divergence_changes():
    affinity = three_groups()
    places = np.random.default_rng(2).normal(0, 3, (90, 2))
    moved = places.copy()
    moved[7, 1] += 1e-4
    change = (divergence(affinity, moved) - divergence(affinity, places)) / 1e-4
    assert 4 * Forces(affinity).slope(places)[7, 1] == pytest.approx(change, rel=1e-3)


def test_groups_stand_apart_and_the_same_seed_gives_the_same_places():
    affinity = three_groups()
    places = embed(affinity, seed=3)
    assert np.array_equal(places, embed(affinity, seed=3))
    assert np.allclose(places.mean(axis=0), 0)
    group = np.arange(90) * 3 // 90
    middles = np.array([places[group == own].mean(axis=0) for own in range(3)])
    nearest = ((places[:, None] - middles[None]) ** 2).sum(axis=2).argmin(axis=1)
    assert (nearest == group).mean() > 0.95
    assert divergence(affinity, places) < 0.5 * divergence(affinity, spectral_start(affinity, seed=3))
