"""Scores, their errors, ties and patterns."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerclusters.errors import InputError
from careerclusters.people.profile.instruments import form_items, load_items
from careerclusters.people.profile.interests import score, score_from_themes
from careerclusters.people.profile.theme_model import THEMES, hexagon, posterior, prior_covariance

IDS = [item.item_id for item in load_items()]
some_answers = st.dictionaries(st.sampled_from(IDS), st.integers(1, 5), max_size=60)


def answers_for(levels: dict[str, float], form: str = "long", seed: int = 0) -> dict[str, int]:
    random = np.random.default_rng(seed)
    return {
        item.item_id: int(np.clip(round(levels.get(item.theme, 3) + random.normal(0, 0.7)), 1, 5))
        for item in form_items(form)
    }


def test_a_clear_person_is_read_as_such():
    profile = score(answers_for({"A": 4.8, "I": 3.9, "S": 2.8, "R": 1.5, "E": 1.5, "C": 1.3}))
    assert profile.groups[0] == ("A",)
    assert profile.groups[1] == ("I",)
    assert profile.code.startswith("A I S")
    assert profile.is_enough
    assert profile.patterns == ()


def test_one_theme_by_hand():
    """With one theme answered the posterior is the textbook one of a single Gaussian mean."""
    mean, covariance = posterior(np.array([4, 0, 0, 0, 0, 0]), np.array([18.0, 0, 0, 0, 0, 0]))
    prior = prior_covariance()[0, 0]
    expected = 1 / (1 / prior + 4)
    assert covariance[0, 0] == pytest.approx(expected)
    assert mean[0] == pytest.approx(3 + expected * (18 - 12))
    assert mean[1] == pytest.approx(3 + hexagon()[0, 1] * (mean[0] - 3))


@given(some_answers, st.randoms(use_true_random=False))
def test_order_of_answers_does_not_matter(answers, random):
    shuffled = list(answers.items())
    random.shuffle(shuffled)
    assert score(dict(shuffled)) == score(answers)


@given(some_answers)
def test_scores_are_finite_and_groups_hold_each_theme_once(answers):
    profile = score(answers)
    assert np.isfinite(profile.vector).all()
    assert all(1 <= t.low <= t.high <= 5 and t.standard_error > 0 for t in profile.themes)
    if profile.is_enough:
        assert sorted(theme for group in profile.groups for theme in group) == sorted(THEMES)
        assert profile.todo is None
    else:
        assert profile.groups == ()
        assert profile.code is None
        assert "Needed" in profile.todo
    json.dumps(profile.to_dict(), allow_nan=False)
    assert profile.to_frame().height == 6


def test_more_answers_narrow_the_ranges_on_average():
    widths = {}
    for form in ("short", "long"):
        profiles = [score(answers_for({"A": 4, "R": 2}, form, seed)) for seed in range(20)]
        widths[form] = np.mean([t.standard_error for p in profiles for t in p.themes])
    assert widths["long"] < 0.8 * widths["short"]


def test_no_answer_at_all_says_what_is_missing():
    profile = score({})
    assert not profile.is_enough
    assert profile.todo.startswith("Too few answers")
    assert "2 more answers on Realistic" in profile.todo
    assert all(t.mean_answer is None for t in profile.themes)


def names(profile):
    return {pattern.name for pattern in profile.patterns}


@pytest.mark.parametrize("answer", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("form", ["short", "long"])
def test_one_answer_throughout_is_straight_lined(form, answer):
    profile = score({item.item_id: answer for item in form_items(form)})
    assert "straight_lined" in names(profile)
    assert len(profile.groups) == 1
    assert profile.themes[0].standard_error > 0.2


def test_long_runs_in_printed_order_are_seen_whatever_order_they_came_in():
    items = form_items("short")
    answers = {item.item_id: 4 if place < 13 else 1 + place % 3 for place, item in enumerate(items)}
    assert "straight_lined" in names(score(dict(reversed(answers.items()))))


def test_flat_high_low_extreme_and_scattered_are_said():
    mixed = {item.item_id: 2 + (place // 6) % 3 for place, item in enumerate(form_items("long"))}
    assert "flat" in names(score(mixed))
    high = {item_id: 5 if place % 3 else 4 for place, item_id in enumerate(IDS)}
    assert "high" in names(score(high))
    low = {item_id: 1 if place % 3 else 2 for place, item_id in enumerate(IDS)}
    assert "low" in names(score(low))
    ends = {item_id: 5 if item_id[0] in "AI" else 1 for item_id in IDS}
    assert "extreme" in names(score(ends))
    random = np.random.default_rng(1)
    assert "scattered" in names(score({item_id: int(random.integers(1, 6)) for item_id in IDS}))
    for answers in (mixed, high, low, ends):
        assert all(pattern.words.endswith(".") for pattern in score(answers).patterns)


def test_equal_themes_share_a_group():
    profile = score(answers_for({"A": 4.5, "I": 4.5, "S": 2, "R": 2, "E": 2, "C": 2}))
    assert set(profile.groups[0]) == {"A", "I"}
    assert "/" in profile.code


def test_draws_have_the_profiles_mean_and_error():
    profile = score(answers_for({"E": 4.5}))
    draws = profile.draws(20_000, seed=1)
    assert draws.shape == (20_000, 6)
    assert draws.mean(axis=0) == pytest.approx(profile.vector, abs=0.02)
    assert draws.std(axis=0) == pytest.approx([t.standard_error for t in profile.themes], abs=0.02)
    assert (draws == profile.draws(20_000, seed=1)).all()
    assert (draws != profile.draws(20_000, seed=2)).any()


def test_scores_from_elsewhere():
    given_scores = dict(zip(THEMES, (1.5, 4.5, 4.4, 3, 2, 2), strict=True))
    profile = score_from_themes(given_scores, standard_error=0.4)
    assert profile.vector.tolist() == list(given_scores.values())
    assert set(profile.groups[0]) == {"I", "A"}
    for bad in ({"R": 3}, {**given_scores, "R": 9}, {**given_scores, "R": float("nan")}):
        with pytest.raises(InputError):
            score_from_themes(bad)
    with pytest.raises(InputError):
        score_from_themes(given_scores, standard_error=0)


def test_it_says_what_it_is_not():
    limits = score({}).limits
    assert "normed" in limits
    assert "hiring" in limits
