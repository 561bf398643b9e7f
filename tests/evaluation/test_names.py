"""Names are measured over seeds; a fit compared with itself keeps them all."""

from __future__ import annotations

import pytest

from careerclusters.errors import InputError
from careerclusters.evaluation.names import evaluate_names, kept_names


def test_a_clustering_keeps_its_own_names(clustering):
    for level in clustering.levels:
        found = clustering.at(level).height - 1  # all but the military
        assert kept_names(clustering, clustering, level=level) == (found, found)


def test_names_cover_most_members_and_mostly_stay(catalog):
    report = evaluate_names(catalog, seeds=(0, 1), runs=12)
    for row in report.to_frame().to_dicts():
        assert row["coverage_low_share"] > 0.7
        assert row["kept_count"] > 0.5 * row["found_count"] > 0
    rows = report.to_frame()
    assert rows["kept_count"].sum() >= 0.8 * rows["found_count"].sum()
    assert report.longest_count <= 60


def test_one_seed_is_not_enough(catalog):
    with pytest.raises(InputError, match="two or more seeds"):
        evaluate_names(catalog, seeds=(3, 3))
