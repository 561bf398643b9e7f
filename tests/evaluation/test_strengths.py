"""Inference of levels: better than the mean, with ranges that hold."""

from __future__ import annotations

import pytest

from careerclusters.evaluation.strengths import evaluate_strengths


@pytest.fixture(scope="module")
def figures(catalog):
    return evaluate_strengths(catalog, rated_counts=(5, 20))


def rmse(figures, count, model):
    rows = figures["rows"]
    return next(r["rmse_occupation"] for r in rows if r["rated_count"] == count and r["model"] == model)


def test_ratings_help_and_more_help_more(figures):
    assert rmse(figures, 20, "ours") < rmse(figures, 5, "ours") < rmse(figures, 5, "mean")


def test_ninety_percent_ranges_hold(figures):
    assert all(0.87 <= row["coverage_share"] <= 0.93 for row in figures["rows"])


def test_leaving_out_negative_covariances_costs_little_and_opposes_nothing(figures):
    assert rmse(figures, 20, "ours") <= rmse(figures, 20, "with negative") + 0.04
    assert figures["opposed"]["ours"] < 0.1 < figures["opposed"]["with negative"]


def test_the_same_seed_gives_the_same_figures(catalog, figures):
    assert evaluate_strengths(catalog, rated_counts=(5, 20)) == figures
