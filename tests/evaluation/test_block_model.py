"""The block-model gain, on moves planted so that the answer is known."""

from __future__ import annotations

import numpy as np
import pytest

from careerclusters.evaluation.block_model import BlockModel, halves
from careerclusters.features.move_groups import MoveGroups

COUNT = 60
TRUTH = np.arange(COUNT) % 3


def moves(*, inside: float) -> MoveGroups:
    """Sixty groups in three blocks; leavers go to their own block `inside` times as often as elsewhere."""
    pull = np.where(TRUTH[:, None] == TRUTH[None], inside, 1.0)
    np.fill_diagonal(pull, 0.0)
    everything = np.ones(COUNT, dtype=bool)
    return MoveGroups(
        tuple(f"{row:02d}-0000" for row in range(COUNT)),
        pull / pull.sum(axis=1, keepdims=True),
        np.full(COUNT, 100.0),
        everything,
        np.arange(COUNT),
        np.full(COUNT, 1000.0),
    )


def gain(model: BlockModel, degrees: np.ndarray) -> float:
    return model.gain(degrees, splits=halves(model.origins)).gain


def test_blocks_that_moves_follow_gain_what_they_should():
    model = BlockModel(moves(inside=8.0))
    # 19 others inside at 8 and 40 outside at 1: 192 in all, against 59 alike
    share = 19 * 8 / 192
    expected = share * np.log(8 * 59 / 192) + (1 - share) * np.log(59 / 192)
    # smoothing with 30 respondents against 10 × 100 keeps it a little below
    assert 0.9 * expected < gain(model, model.hard(TRUTH)) < expected


def test_chance_blocks_gain_nothing_and_one_cluster_nothing_at_all():
    model = BlockModel(moves(inside=8.0))
    shuffled = np.random.default_rng(0).permutation(TRUTH)
    assert gain(model, model.hard(shuffled)) < 0.02
    assert gain(model, model.hard(np.zeros(COUNT, dtype=int))) == pytest.approx(0.0, abs=1e-9)


def test_no_pull_no_gain():
    model = BlockModel(moves(inside=1.0))
    assert gain(model, model.hard(TRUTH)) == pytest.approx(0.0, abs=1e-3)


def test_hard_degrees_by_expectation_are_the_ratio_of_counts():
    model = BlockModel(moves(inside=4.0))
    hard = model.hard(TRUTH)
    nearly = np.clip(hard, 1e-9, 1 - 2e-9)  # not quite hard: goes the long way
    assert np.allclose(model.lift(hard, model.origins), model.lift(nearly, model.origins), atol=1e-3)


def test_halves_part_the_origins():
    for one, other in halves(np.arange(9), count=3):
        assert sorted([*one, *other]) == list(range(9))
        assert abs(len(one) - len(other)) <= 1
