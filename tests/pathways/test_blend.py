"""Observed moves and the model as one, worked by hand."""

from __future__ import annotations

import numpy as np
import pytest

from careerclusters.pathways.blend import blend, kinds_of, likeliest_alpha

CHANCES = np.array([[0.0, 0.5, 0.5], [0.25, 0.0, 0.75], [0.5, 0.5, 0.0]])
OBSERVED = np.array([[0.0, 0.9, 0.1], [0.0, 0.0, 0.0], [0.2, 0.8, 0.0]])


def test_the_more_respondents_the_less_the_model_says():
    found = blend(OBSERVED, CHANCES, respondents=np.array([100.0, 0.0, 300.0]), alpha=100.0)
    assert np.allclose(found, [[0, 0.7, 0.3], [0.25, 0, 0.75], [0.275, 0.725, 0]])


def test_what_the_model_does_not_serve_is_left_out():
    chances = np.array([[0.0, 1.0, 0.0], [1.0, 0.0, 0.0], [0.5, 0.5, 0.0]])
    found = blend(OBSERVED, chances, respondents=np.array([100.0, 0.0, 0.0]), alpha=100.0)
    assert np.allclose(found.sum(axis=1), 1)
    assert found[:, 2].tolist() == [0, 0, 0]


def test_kinds_by_weight():
    assert kinds_of(np.array([0.0, 50.0, 399.0, 401.0]), alpha=100.0) == (
        "modelled",
        "blended",
        "blended",
        "observed",
    )


@pytest.mark.parametrize("truth", [20.0, 200.0])
def test_alpha_is_found_again(truth):
    rng = np.random.default_rng(3)
    count = 80
    chances = rng.dirichlet(np.ones(count), size=count)
    np.fill_diagonal(chances, 0.0)
    chances /= chances.sum(axis=1, keepdims=True)
    respondents = np.full(count, 150.0)
    drawn = np.stack([rng.dirichlet(truth * row + 1e-12) for row in chances])
    shares = np.stack([rng.multinomial(150, row) / 150 for row in drawn])
    found = likeliest_alpha(chances, shares, respondents=respondents, origins=range(count))
    assert truth / 1.3 < found < truth * 1.3
