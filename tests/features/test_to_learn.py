"""What is worth learning for new work: by hand."""

import numpy as np

from careerclusters.features.to_learn import LEAST_GAP, most_to_learn, weight_standing

IDS = ("1.A.1.a.1", "2.A.1.a", "2.A.1.b", "2.A.1.c", "2.C.1.a", "2.C.1.b", "2.C.1.c")


def _order(gap, weight, standing=None, least_weight=0.0):
    flat = np.zeros(len(IDS)) if standing is None else np.array(standing, dtype=float)
    found = most_to_learn(
        np.array(gap, dtype=float),
        np.array(weight, dtype=float),
        flat,
        element_ids=IDS,
        least_weight=least_weight,
    )
    return [IDS[at] for at in found]


def test_the_middle_of_its_kind_bounds_what_counts():
    # Middle of the skills is 2, of the knowledge 1: a wide gap below it isn't named, an ability never.
    found = _order([6, 6, 1, 1, 6, 1, 1], [4, 1, 2, 3, 0.5, 1, 3])
    assert found == ["2.A.1.c", "2.C.1.c", "2.A.1.b", "2.C.1.b"]


def test_small_gaps_and_small_weights_are_left_out():
    gap = [0, 0, LEAST_GAP - 0.01, LEAST_GAP, 0, 0, 2]
    assert _order(gap, [2] * 7) == ["2.C.1.c", "2.A.1.c"]
    assert _order(gap, [2, 2, 2, 2, 2, 2, 1.4], least_weight=1.5) == ["2.A.1.c"]
    assert _order([-1] * 7, [2] * 7) == []


def test_what_marks_the_work_comes_first():
    # 1 × 2 × .6 against 1 × 2 × (.6 + 1); and a standing far below the mean still counts a fifth.
    gap, weight = [0, 0, 0, 1, 0, 0, 1], [2] * 7
    assert _order(gap, weight, [0, 0, 0, 0, 0, 0, 1]) == ["2.C.1.c", "2.A.1.c"]
    assert _order(gap, weight, [0, 0, 0, 1, 0, 0, -9]) == ["2.A.1.c", "2.C.1.c"]
    # 3 × 2 × .2 = 1.2 against 1 × 2 × .6 = 1.2 less a bit: the floor holds.
    assert _order([0, 0, 0, 0.99, 0, 0, 3], weight, [0, 0, 0, 0, 0, 0, -9]) == ["2.C.1.c", "2.A.1.c"]


def test_standing_is_in_standard_deviations():
    found = weight_standing(np.array([[1.0, 2.0], [3.0, 2.0]]))
    assert found.tolist() == [[-1.0, 0.0], [1.0, 0.0]]
