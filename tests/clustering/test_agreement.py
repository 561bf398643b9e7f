"""Adjusted mutual information and Rand index: worked examples, and the library's own on many tables."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careerclusters.clustering.agreement import mutual_information, rand_index


def test_worked_by_hand():
    # Two pairs of two against a split that cuts each in half: nothing shared beyond chance.
    assert rand_index("aabb", "xyxy") == pytest.approx(-0.5)
    assert rand_index("aabb", "xxyy") == 1.0
    assert mutual_information("aabb", "yyxx") == pytest.approx(1.0)
    assert mutual_information("aaaa", "xxxx") == mutual_information("", "") == 1.0


@settings(max_examples=60)
@given(
    st.integers(2, 60).flatmap(
        lambda n: st.tuples(*(st.lists(st.integers(0, 6), min_size=n, max_size=n) for _ in range(2)))
    )
)
def test_as_the_library_has_it(labels):
    from sklearn.metrics import adjusted_mutual_info_score, adjusted_rand_score

    first, second = labels
    assert rand_index(first, second) == pytest.approx(adjusted_rand_score(first, second), abs=1e-9)
    expected = adjusted_mutual_info_score(first, second)
    assert mutual_information(first, second) == pytest.approx(expected, abs=1e-9)


def test_chance_gives_nothing():
    chance = np.random.default_rng(0)
    values = [mutual_information(*chance.integers(0, 8, (2, 500)).tolist()) for _ in range(20)]
    assert abs(np.mean(values)) < 0.01
