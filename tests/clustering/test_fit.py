"""The recipe finds what was planted, whatever the order, and says when it can't."""

from __future__ import annotations

import polars as pl
import pytest
from planted import UNRATED, params, planted
from sklearn.metrics import adjusted_rand_score

from careerclusters.clustering import Level, Params, fit, save_clustering
from careerclusters.errors import DataError, InputError, ModelError


def shares(clustering, code: str, level: str) -> dict[str, float]:
    rows = clustering.occupation(code).filter(pl.col("level") == level)
    return dict(rows.select("cluster_id", "membership_share").iter_rows())


def test_planted_groups_are_found_at_both_levels(planted_fit):
    clustering, truth, bridges = planted_fit
    plain = [code for code in clustering.codes if code not in bridges]
    fine, broad = clustering.labels("fine"), clustering.labels("broad")
    assert adjusted_rand_score([truth[c] for c in plain], [fine[c] for c in plain]) > 0.97
    assert adjusted_rand_score([truth[c] // 2 for c in plain], [broad[c] for c in plain]) > 0.97


def test_half_and_half_is_a_bridge_with_two_like_degrees(planted_fit):
    clustering, truth, bridges = planted_fit
    labels = clustering.labels("fine")
    ends = {labels[next(c for c, g in truth.items() if g == group and c not in bridges)] for group in (0, 3)}
    for code in bridges[:2]:
        degrees = shares(clustering, code, "fine")
        top = sorted(degrees, key=degrees.get)[-2:]
        assert set(top) == ends
        assert min(degrees[cluster] for cluster in top) > 0.15
        rows = clustering.occupation(code).filter((pl.col("level") == "fine") & pl.col("is_primary"))
        assert rows["role"][0] in ("bridge", "border", "unsettled")
        assert rows["stability_share"][0] < 0.8


def test_degrees_follow_the_mix(planted_fit):
    clustering, truth, bridges = planted_fit
    labels = clustering.labels("fine")
    first = labels[next(c for c, g in truth.items() if g == 0 and c not in bridges)]
    half, mostly, hardly = (shares(clustering, bridges[i], "fine").get(first, 0.0) for i in (0, 2, 3))
    assert mostly > half > hardly


def test_members_in_the_middle_of_a_planted_group_are_core(planted_fit):
    clustering, _, bridges = planted_fit
    rows = clustering.memberships.filter(
        (pl.col("level") == "fine") & pl.col("is_primary") & ~pl.col("is_placed")
    )
    plain = rows.filter(~pl.col("code_onet").is_in(bridges))
    # A pair shares half of its profile, so a run in eight joins or splits some of it: 4 in 5 are core.
    assert (plain["role"] == "core").mean() >= 0.8
    assert plain["membership_share"].mean() > 0.85
    broad = clustering.memberships.filter((pl.col("level") == "broad") & pl.col("is_primary"))
    assert broad.filter(~pl.col("code_onet").is_in(bridges))["membership_share"].mean() >= 0.95
    assert plain["stability_share"].mean() > 0.9


def test_memberships_sum_to_one_and_a_parent_is_the_sum_of_its_parts(planted_fit):
    clustering, _, _ = planted_fit
    sums = clustering.memberships.group_by("code_onet", "level").agg(pl.col("membership_share").sum())
    assert (sums["membership_share"] - 1.0).abs().max() < 1e-3
    parents = clustering.clusters.select("cluster_id", "parent_id")
    fine = clustering.memberships.filter(pl.col("level") == "fine").join(parents, on="cluster_id")
    added = fine.group_by("code_onet", cluster_id=pl.col("parent_id")).agg(
        pl.col("membership_share").sum().alias("added")
    )
    broad = clustering.memberships.filter((pl.col("level") == "broad") & ~pl.col("is_placed"))
    both = broad.join(added, on=["code_onet", "cluster_id"], how="left").with_columns(
        pl.col("added").fill_null(0.0)
    )
    assert (both["membership_share"] - both["added"]).abs().max() < 0.05  # shares under 0.5 % are dropped


def test_levels_nest(planted_fit):
    clustering, _, _ = planted_fit
    parent = dict(clustering.clusters.select("cluster_id", "parent_id").iter_rows())
    fine, broad = clustering.labels("fine"), clustering.labels("broad")
    assert all(parent[fine[code]] == broad[code] for code in clustering.codes)


def test_row_order_does_not_matter():
    one = fit(planted()[0], params=params(runs=12), workers=1)
    two = fit(planted(is_shuffled=True)[0], params=params(runs=12), workers=1)
    assert one.memberships.equals(two.memberships)
    assert one.clusters.equals(two.clusters)
    assert one.evidence.equals(two.evidence)


def test_same_seed_same_bytes_whatever_the_workers(tmp_path):
    catalog = planted(bridges=(0.5,))[0]
    files = [
        save_clustering(fit(catalog, params=params(runs=42), workers=workers), tmp_path / f"{number}.zip")
        for number, workers in enumerate((1, 1, 2))
    ]
    assert files[0].read_bytes() == files[1].read_bytes() == files[2].read_bytes()


def test_another_seed_runs_differently_and_agrees():
    catalog, _, _ = planted(bridges=(0.5,))
    one, two = (fit(catalog, params=params(seed=seed), workers=1) for seed in (0, 1))
    assert not one.memberships.equals(two.memberships)
    codes = list(one.codes)
    assert (
        adjusted_rand_score([one.labels("fine")[c] for c in codes], [two.labels("fine")[c] for c in codes])
        > 0.95
    )


def test_noise_lowers_stability():
    clear = fit(planted(noise=0.3)[0], params=params(), workers=1)
    blurred = fit(planted(noise=3.0)[0], params=params(), workers=1)
    level = "fine"
    assert clear.at(level)["stability_share"].mean() > blurred.at(level)["stability_share"].mean() + 0.1


def test_an_unrated_occupation_is_placed_by_its_title(planted_fit):
    clustering, truth, _ = planted_fit
    labels = clustering.labels("fine")
    assert labels[UNRATED] == labels[next(code for code, group in truth.items() if group == 2)]
    row = clustering.occupation(UNRATED).filter(pl.col("is_primary"))
    assert row["is_placed"].all()
    assert row["role"].to_list() == ["placed", "placed"]


def test_a_view_that_cannot_be_built_is_named():
    catalog = planted()[0]
    weights = {"skills": 1.0, "knowledge": 1.0, "technologies": 1.0}
    found = fit(catalog, params=params(weights=weights), workers=1)
    assert list(found.left_out) == ["technologies"]
    assert "technologies" not in found.graph.parts


@pytest.mark.parametrize(
    "changes",
    [
        {"weights": {"skills": -1.0}},
        {"weights": {}},
        {"weights": {"skills": 0.0}},
        {"weights": {"luck": 1.0}},
        {"runs": 1},
        {"seed": -1},
        {"levels": ()},
        {"levels": (Level("a", 5, 6), Level("b", 4, 8))},
        {"neighbours_low": 9, "neighbours_high": 3},
        {"weights": {"skills": float("nan")}},
    ],
)
def test_settings_that_cannot_be_are_refused(changes):
    with pytest.raises(InputError):
        Params(**changes)


def test_too_few_occupations_for_the_levels():
    catalog = planted()[0]
    kept = catalog.occupations.head(12)["code_onet"]
    tables = {
        name: catalog.table(name).filter(pl.col("code_onet").is_in(kept.to_list()))
        for name in ("occupations", "ratings", "text_vectors")
    }
    from careerclusters.catalog import Catalog

    small = Catalog.from_tables({**tables, "elements": catalog.table("elements")})
    with pytest.raises(ModelError, match="can't have"):
        fit(small, params=params(levels=(Level("one", 9, 11),), runs=8), workers=1)


def test_nothing_to_build_from():
    with pytest.raises(DataError, match="No view"):
        fit(planted()[0], params=params(weights={"industry": 1.0}), workers=1)


def test_parameters_come_back_from_json(planted_fit):
    clustering, _, _ = planted_fit
    assert Params.from_dict(clustering.params.to_dict()) == clustering.params
