"""How moves, their likelihood and their years are computed, by hand; `scripts/mutate` changes these rules."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import polars as pl
import pytest

from careerclusters.errors import ModelError
from careerclusters.features.move_groups import MoveGroups
from careerclusters.pathways.choice import fit_choice, standard
from careerclusters.pathways.few_values import FewValues
from careerclusters.pathways.gaps import find_gaps, level_gap
from careerclusters.pathways.ladders import _is_up, _path
from careerclusters.pathways.limits import Limits
from careerclusters.pathways.network import Network
from careerclusters.pathways.observed import from_observed
from careerclusters.pathways.pair_features import (
    _change,
    _cosine,
    _crowd,
    _halves_of_levels,
    _known_mean,
    _overlap,
    log_size,
)
from careerclusters.pathways.pathways import _split
from careerclusters.pathways.reach import lead_to
from careerclusters.pathways.times import years_to_enter
from careerclusters.pathways.transitions import MoveModel


def groups(**changes: object) -> MoveGroups:
    """Four occupations in three groups, the last two in one."""
    fields: dict[str, object] = {
        "keys": ("a", "b", "c"),
        "shares": np.zeros((3, 3)),
        "employment": np.array([1.0, np.e, np.e**2]),
        "is_scored": np.ones(3, dtype=bool),
        "members": np.array([0, 1, 2, 2]),
        "respondents": np.zeros(3),
    }
    return MoveGroups(**{**fields, **changes})  # type: ignore[arg-type]


def test_work_much_like_ones_own_spares_training_and_experience():
    """From a likeness of 1 the lower end counts no training (1 to 2 years) and no experience (1 to 4)."""
    columns = {
        "education": [1.0, 5.0],
        "training": ["None", "Long-term on-the-job training"],
        "experience": ["None", "Less than 5 years"],
        "job_zone": [2, 4],
    }
    for likeness, least in ((1.0, 4.0), (0.99, 6.0)):
        low, high = years_to_enter(columns, np.array([[9.0, likeness], [likeness, 9.0]]))
        assert low[0, 1] == least
        assert high[0, 1] == 5 + 2 + 4
        assert low[1, 0] == high[1, 0] == 0
    # with an associate's degree, 2 to 3 years, 2 years of school are left of 4, or of 5
    low, high = years_to_enter(columns, np.zeros((2, 2)), schooling=np.array([4, 4]))
    assert (low[0, 1], high[0, 1]) == (2 + 2, 2 + 6)


def test_a_job_zone_stands_in_for_unknown_training():
    columns = {"education": [None], "training": [None], "experience": [None], "job_zone": [3]}
    low, high = years_to_enter(columns, np.zeros((1, 1)))
    assert (low[0, 0], high[0, 0]) == (1, 2)


def test_a_group_s_share_falls_to_its_members_by_jobs_and_likeness():
    """Jobs 100 and 300: alike, they get 1 and 3 parts; one unit more alike weighs e times as much."""
    weights = np.array([10.0, 10.0, 100.0, 300.0])
    members = np.array([0, 1, 2, 2])
    similarity = np.zeros((4, 4))
    assert np.allclose(_split(similarity, members, weights)[0], [1, 1, 0.25, 0.75])
    similarity[0, 2] = 1.0
    assert np.allclose(_split(similarity, members, weights)[0, 2:], [np.e / (np.e + 3), 3 / (np.e + 3)])


def test_other_origins_speak_by_how_alike_they_are():
    """All equally alike: to the third go 20 % from the first (its own row aside) and 60 % from the second."""
    shares = np.array([[0, 0.8, 0.2], [0.4, 0, 0.6], [1.0, 0, 0]])
    found = from_observed(shares, np.zeros((3, 3)), origins=(0, 1, 2))
    # the first asks the second only: the third says nothing of itself
    assert found["neighbours_share_1"][0, 2] == pytest.approx(np.log(0.6 + 1e-4))
    # from the third back to the first: the second (.4) and the third itself (1.0), which counts three times
    assert found["back_share_1"][0, 2] == pytest.approx(np.log((0.4 + 3 * 1.0) / 4 + 1e-4))
    assert found["popular_any"][0, 1] == pytest.approx(np.log(0.5 + 1e-2))
    likeness = np.array([[0, 1.0, 0], [1.0, 0, 0], [0, 0, 0]])
    nearer = from_observed(shares, likeness, origins=(1, 2))["neighbours_share_1"]
    # to the second: only the third can tell, it sends nobody
    assert nearer[0, 1] == pytest.approx(np.log(1e-4))
    # to itself: the second weighs e times the third
    assert nearer[0, 0] == pytest.approx(np.log((np.e * 0.4 + 1.0) / (np.e + 1) + 1e-4))


def test_standard_is_taken_over_pairs_of_different_candidates():
    matrix = np.array([[99.0, 1, 7], [3, 99, 7], [7, 7, 99]])
    scaled = standard(matrix, np.array([True, True, False]))
    assert scaled[0, 1] == -1
    assert scaled[1, 0] == 1
    assert scaled[0, 2] == 5


def test_a_choice_twice_as_frequent_has_log_two():
    """One feature, 1 for the second and 0 for the third: two go to the one, one to the other.

    With a ridge of .5 the slope is b + 1 / (1 + e^−b) − 2/3, which is 0 at .1334.
    """
    features = np.zeros((3, 3, 1))
    features[0, 1] = 1.0
    shares = np.array([[0, 2 / 3, 1 / 3], [0, 0, 0], [0, 0, 0]])
    options = {"origins": [0], "is_candidate": np.ones(3, dtype=bool)}
    assert fit_choice(features, shares, penalty=0.0, **options)[0] == pytest.approx(np.log(2), abs=1e-3)
    assert fit_choice(features, shares, penalty=0.5, **options)[0] == pytest.approx(0.1334, abs=1e-3)
    assert fit_choice(features, shares, penalty=0.0, not_above_zero=(0,), **options)[0] == 0


def move_model() -> MoveModel:
    values = np.zeros((3, 3, 2), dtype=np.float32)
    values[0, 1], values[0, 2] = (1.0, 0.0), (0.0, 1.0)
    return MoveModel(("size", "pay_up"), np.array([np.log(3.0), 0.0]), np.diag([0.04, 0.0]), values, (0,))


def test_chances_are_odds_over_the_open_destinations():
    """The first is three times as likely as the second; nobody goes to where they are."""
    chances = move_model().chances(np.ones(3, dtype=bool))
    assert chances[0] == pytest.approx([0, 0.75, 0.25])
    assert move_model().chances(np.array([True, True, False]))[0] == pytest.approx([0, 1, 0])


def test_the_error_of_a_chance_is_that_of_the_difference_to_the_mean():
    """Coefficient error .2; the destination has 1 of the feature, the average move .75."""
    found = move_model().deviation(0, np.array([0, 0.75, 0.25]))
    assert found == pytest.approx([0.2 * 0.75, 0.2 * 0.25, 0.2 * 0.75])


def test_features_of_pairs():
    levels = np.array([[1.0, 4.0], [3.0, 3.0]])
    to_learn, to_spare = _halves_of_levels(levels)
    assert to_learn.tolist() == [[0, 1.0], [0.5, 0]]
    assert to_spare.tolist() == [[0, 0.5], [1.0, 0]]
    assert _change(np.array([1.0, 4.0, np.nan])).tolist() == [[0, 3, 0], [-3, 0, 0], [0, 0, 0]]
    assert _overlap(np.array([[0.5, 0.5], [0.2, 0.8]]))[0, 1] == pytest.approx(0.7)
    assert _cosine(np.array([[3.0, 4.0], [4.0, 3.0], [0.0, 0.0]]))[0].tolist() == pytest.approx([1, 0.96, 0])
    assert _known_mean(groups(), np.array([1.0, np.nan, 2.0, np.nan]))[[0, 2]].tolist() == [1, 2]
    assert np.isnan(_known_mean(groups(), np.array([1.0, np.nan, 2.0, np.nan]))[1])
    similarity = np.array([[9.0, 1, 5], [1, 9, 3], [5, 3, 9]])
    assert _crowd(similarity, np.array([True, True, False])).tolist() == [1, 1, 5]
    assert log_size(groups()) == pytest.approx(np.array([-1, 0, 1]) / np.sqrt(2 / 3))


def test_groups_by_hand():
    """Means over members; flows are shares times the jobs of the origin; the commonest label wins."""
    here = groups(shares=np.array([[0, 0.5, 0.5], [1.0, 0, 0], [0, 0, 0]]), employment=np.array([10.0, 4, 6]))
    assert here.average(np.array([[1.0], [2.0], [3.0], [5.0]])).ravel().tolist() == [1, 2, 4]
    assert here.flows.tolist() == [[0, 5, 5], [4, 0, 0], [0, 0, 0]]
    assert here.majority(["x", "y", "z", "z"]).tolist() == [0, 1, 2]
    assert here.origins.tolist() == [0, 1]


# -- ladders, gaps, limits, where people come from ----------------------------------------------------


def network(**changes: object) -> Network:
    n = 3
    fields: dict[str, object] = {
        "codes": ("a", "b", "c"),
        "titles": ("A", "B", "C"),
        "chance": np.array([[0, 0.2, 0.1], [0.3, 0, 0.5], [0.1, 0.1, 0]]),
        "group_chances": np.array([[0, 0.2, 0.1], [0.3, 0, 0.5], [0.1, 0.1, 0]]),
        "members": np.arange(n),
        "years_low": FewValues.of(np.ones((n, n))),
        "years_high": FewValues.of(np.full((n, n), 3.0)),
        "pay": np.array([40_000.0, 44_000.0, np.nan]),
        "education": np.array([1, 4, 5]),
    }
    return Network(**{**fields, **changes})  # type: ignore[arg-type]


def test_up_is_a_higher_zone_or_a_tenth_more_pay():
    found = _is_up(np.array([2, 2, 3, 2]), np.array([40_000, 44_001, 30_000, 43_000]))
    assert found[0].tolist() == [False, True, True, False]
    assert found[2].tolist() == [False] * 4


def test_the_ladder_with_most_zones_whose_hardest_step_is_likeliest():
    """Over b the hardest step is .2, over c .3; both reach zone 3, and d alone would be quicker at .9."""
    chance = np.zeros((4, 4))
    chance[0, 1], chance[1, 3], chance[0, 2], chance[2, 3], chance[0, 3] = 0.2, 0.9, 0.3, 0.4, 0.9
    zone = np.array([1, 2, 2, 3])
    is_up = zone[None] > zone[:, None]
    assert _path(chance, [0, 1, 2, 3], zone, is_up=is_up) == [0, 2, 3]


def test_a_step_is_open_when_enough_go_to_the_group_and_anyone_to_the_work():
    """Of a's leavers .2 go to the group of b and c, all of them to b; c's own group holds a alone."""
    of_groups = {"group_chances": np.array([[0.0, 0.2], [0.6, 0.0]]), "members": np.array([0, 1, 1])}
    some = network(chance=np.array([[0.0, 0.2, 0.0], [0.6, 0.0, 0.0], [0.6, 0.0, 0.0]]), **of_groups)
    assert some.group_share(0).tolist() == [0.0, 0.2, 0.2]
    assert some.is_made(0.2).tolist() == [[False, True, False], [True, False, False], [True, False, False]]
    assert some.is_made(0.21)[0].tolist() == [False, False, False]


def test_few_values_are_read_as_the_matrix_is():
    matrix = np.array([[0.1, 2.5, 0.1], [7.0, 0.0, 2.5]])
    kept = FewValues.of(matrix)
    assert kept.numbers.dtype == np.uint8
    assert kept.shape == (2, 3)
    assert kept[1, 0] == 7.0
    assert kept[:, 1].tolist() == [2.5, 0.0]
    assert kept[...].tolist() == matrix.tolist()
    with pytest.raises(ModelError, match="too many different values"):
        FewValues.of(np.arange(257.0))


def test_limits_by_hand():
    assert Limits(education_max="associate").is_allowed(network()).tolist() == [True, True, False]
    assert Limits(pay_min_usd=44_000).is_allowed(network()).tolist() == [False, True, False]
    assert Limits(avoid=("b",)).is_allowed(network()).tolist() == [True, False, True]
    assert Limits(chance_min=0.2).is_open(network())[0].tolist() == [False, True, False]


def pathways() -> SimpleNamespace:
    """Two occupations and three elements; importance 1 asks for nothing."""
    facts = {"training": ["None", "Apprenticeship"], "experience": ["None", "None"]}
    return SimpleNamespace(
        network=network(codes=("11-1011.00", "11-1021.00", "c")),
        levels=np.array([[2.0, 3.0, 1.0], [4.0, 4.0, 6.0]]),
        importance=np.array([[3.0, 3.0, 3.0], [4.0, 3.0, 1.0]]),
        element_ids=("x", "y", "z"),
        element_names=("X", "Y", "Z"),
        domains=("skills", "skills", "skills"),
        facts=pl.DataFrame(facts),
    )


def test_a_gap_counts_levels_times_importance_above_one(catalog):
    """Lacking 2 × 3 and 1 × 2: three quarters and one quarter; what doesn't matter counts nothing."""
    found = find_gaps(pathways(), catalog, "11-1011.00", destination="11-1021.00")
    assert [(gap.element_id, gap.closes_share) for gap in found.to_learn] == [("x", 0.75), ("y", 0.25)]
    assert found.has_schooling_step
    back = find_gaps(pathways(), catalog, "11-1021.00", destination="11-1011.00")
    assert [gap.element_id for gap in back.carries_over] == ["x", "y", "z"]
    assert not back.has_schooling_step
    assert level_gap(np.array([2.0, 3.0]), np.array([4.0, 1.0])) == 1.0


def test_where_people_come_from():
    """1,000 jobs × .1 leave × .1 come, and 2,000 × .2 × .5: ten and two hundred."""
    facts = pl.DataFrame({"jobs": [1_000.0, 2_000.0, 10.0], "transfer_annual_share": [0.1, 0.2, 0.1]})
    found = lead_to(SimpleNamespace(network=network(), facts=facts, levels=np.zeros((3, 2))), "c", count=21)
    assert found["code_onet"].to_list() == ["b", "a"]
    assert found["people_annual"].to_list() == pytest.approx([200, 10])
    assert found["people_count"].to_list() == pytest.approx([20, 1])
