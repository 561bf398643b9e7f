"""The move model: on a planted world first, then on the real moves."""

from __future__ import annotations

import numpy as np
import pytest

from careerclusters.errors import ModelError
from careerclusters.features.move_groups import MoveGroups
from careerclusters.pathways.observed import from_observed, learned_apart
from careerclusters.pathways.transitions import PARTS, MovePairs, fit_moves, part_of


@pytest.fixture(scope="module")
def planted() -> MovePairs:
    """40 groups; people go where it is alike and where little is to be learned."""
    rng = np.random.default_rng(0)
    count = 40
    similarity = rng.normal(size=(count, count))
    similarity = (similarity + similarity.T) / 2
    to_learn = np.abs(rng.normal(size=(count, count)))
    score = 2 * similarity - 1.5 * to_learn
    np.fill_diagonal(score, -np.inf)
    shares = np.exp(score)
    shares /= shares.sum(axis=1, keepdims=True)
    keys = tuple(f"11-{at:04d}" for at in range(count))
    everything = np.ones(count, dtype=bool)
    groups = MoveGroups(
        keys, shares, np.full(count, 100.0), everything, np.arange(count), np.full(count, 50.0)
    )
    spare = rng.random((count, count))
    features = {"similarity": similarity, "skills_to_learn": to_learn, "skills_to_spare": spare}
    return MovePairs(groups, features, everything)


def test_chances_sum_to_one_and_never_stay(planted):
    model = fit_moves(planted)
    chances = model.chances(planted.is_candidate)
    assert np.allclose(chances.sum(axis=1), 1)
    assert np.all(np.diag(chances) == 0)
    some = planted.is_candidate.copy()
    some[:10] = False
    chances = model.chances(some)
    assert np.allclose(chances.sum(axis=1), 1)
    assert chances[:, :10].sum() == 0


def test_parts_add_up_and_directions_are_right(planted):
    model = fit_moves(planted)
    parts = model.parts(3, 7)
    assert set(parts) == set(PARTS)
    assert sum(parts.values()) == pytest.approx(model.scores([3])[0, 7], abs=1e-4)
    weight = dict(zip(model.names, model.coefficients, strict=True))
    assert weight["similarity"] > 0 > weight["skills_to_learn"]
    assert {part_of(name) for name in model.names} <= set(PARTS)


def test_to_learn_never_counts_for_a_move(planted):
    turned = planted.features | {"skills_to_learn": -planted.features["skills_to_learn"]}
    model = fit_moves(MovePairs(planted.groups, turned, planted.is_candidate))
    assert dict(zip(model.names, model.coefficients, strict=True))["skills_to_learn"] == 0


def test_what_others_did_never_shows_the_own_row(planted):
    shares, similarity = planted.groups.shares, planted.similarity
    rows = list(range(30))
    changed = shares.copy()
    changed[5] = np.roll(changed[5], 7)
    for make in (from_observed, learned_apart):
        before = make(shares, similarity, origins=rows)
        after = make(changed, similarity, origins=rows)
        for name in before:
            if name.startswith("neighbours"):
                assert np.array_equal(before[name][5], after[name][5]), name
    unseen = shares.copy()
    unseen[35] = np.roll(unseen[35], 3)
    first = from_observed(shares, similarity, origins=rows)
    second = from_observed(unseen, similarity, origins=rows)
    assert all(np.array_equal(first[name], second[name]) for name in first)


def test_too_few_origins_say_so(planted):
    with pytest.raises(ModelError, match="Too few origins"):
        fit_moves(planted, origins=range(5))
