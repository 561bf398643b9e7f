"""Ranks by hand, and as SciPy has them."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy.stats import rankdata

from careerclusters.ranks import mean_ranks


def test_equal_values_share_the_mean_of_their_ranks():
    assert mean_ranks(np.array([30, 10, 30, 20, 30])).tolist() == [4, 1, 4, 2, 4]
    assert mean_ranks(np.array([5.0, 5.0])).tolist() == [1.5, 1.5]
    assert mean_ranks(np.array([])).tolist() == []


@given(hnp.arrays(np.float64, st.integers(0, 20), elements=st.integers(-3, 3).map(float)))
def test_ranks_are_those_of_scipy(values):
    assert np.array_equal(mean_ranks(values), rankdata(values))
