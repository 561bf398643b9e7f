"""Theme profiles of occupations and clusters."""

from __future__ import annotations

import numpy as np
import pytest

from careerclusters.people import theme_profiles
from careerclusters.people.profile.holland import top_themes


@pytest.mark.parametrize(
    ("themes", "code"),
    [
        ([1, 2, 3, 6, 5, 4], "S E C"),
        ([5, 4.9, 1, 1, 1, 3], "R/I C"),
        ([float("nan")] * 6, None),
    ],
)
def test_codes_join_what_is_too_close(themes, code):
    assert top_themes(np.array(themes, dtype=float)) == code


def test_every_rated_occupation_has_six_themes(catalog):
    rows = theme_profiles(catalog)
    assert rows.height == len(catalog.matrix("interests", scale_id="OI")[0])
    themes = rows.select("R", "I", "A", "S", "E", "C")
    assert themes.null_count().sum_horizontal().item() == 0
    assert themes.min().min_horizontal().item() >= 1
    assert themes.max().max_horizontal().item() <= 7


def test_a_cluster_is_the_weighted_mean_of_its_members(catalog, clustering):
    rows = theme_profiles(catalog, clustering)
    assert rows.height == clustering.clusters.height
    first = clustering.at("middle")["cluster_id"][0]
    inside = clustering.memberships.filter(clustering.memberships["cluster_id"] == first)
    own = theme_profiles(catalog).join(inside, on="code_onet")
    want = (own["S"] * own["membership_share"]).sum() / own["membership_share"].sum()
    assert rows.filter(rows["cluster_id"] == first)["S"].item() == pytest.approx(want, abs=0.02)
