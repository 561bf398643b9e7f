"""Ceilings: a survey that is large is nearly its own perfect model; a thin one is far from it."""

from __future__ import annotations

import numpy as np
import pytest

from careerclusters.evaluation.ceilings import find_ceilings
from careerclusters.features.move_groups import MoveGroups


def groups(respondents: float, n: int = 40) -> tuple[np.ndarray, MoveGroups]:
    """Chances that fall by half from one destination to the next, and a survey of that many movers each."""
    rng = np.random.default_rng(3)
    chances = np.array([rng.permutation(0.5 ** np.arange(n) + 1e-4) for _ in range(n)])
    np.fill_diagonal(chances, 0.0)
    chances /= chances.sum(axis=1, keepdims=True)
    shares = np.array([rng.multinomial(int(respondents), row) / int(respondents) for row in chances])
    keys = tuple(f"11-{1000 + row}" for row in range(n))
    ones = np.ones(n)
    return chances, MoveGroups(keys, shares, ones, ones > 0, np.arange(n), respondents * ones)


def measures(respondents: float) -> dict[tuple[str, str], float]:
    chances, survey = groups(respondents)
    return {
        (one.truth, one.ranked_by): one.recall_at_10 for one in find_ceilings(chances, survey, alpha=50.0)
    }


def test_more_respondents_bring_a_second_survey_nearer_to_perfect():
    thin, thick = measures(8), measures(4000)
    for truth in ("smooth", "sparse"):
        for found in (thin, thick):
            assert found[truth, "perfect"] >= found[truth, "second_survey"]
        assert thick[truth, "second_survey"] > thin[truth, "second_survey"] + 0.1
        gaps = [found[truth, "perfect"] - found[truth, "second_survey"] for found in (thin, thick)]
        assert gaps[1] < gaps[0]
        assert thick[truth, "perfect"] > 0.9


def test_an_origin_never_moves_to_itself_and_the_same_seed_repeats():
    chances, survey = groups(20)
    one, two = (find_ceilings(chances, survey, alpha=50.0, draws=2, seed=5) for _ in range(2))
    assert one == two
    assert one != find_ceilings(chances, survey, alpha=50.0, draws=2, seed=6)
    assert {row.to_dict()["truth"] for row in one} == {"smooth", "sparse"}
    assert all(0.5 < row.auc <= 1 for row in one)


@pytest.mark.parametrize("hidden", [0, 7])
def test_groups_that_are_not_scored_take_no_part(hidden):
    chances, survey = groups(20)
    is_scored = survey.is_scored.copy()
    is_scored[hidden] = False
    partial = MoveGroups(
        survey.keys, survey.shares, survey.employment, is_scored, survey.members, survey.respondents
    )
    whole, less = (find_ceilings(chances, one, alpha=50.0, draws=1) for one in (survey, partial))
    assert whole != less
