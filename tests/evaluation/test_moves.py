"""Observed moves: groups, rankings, the choice model, modularity; by hand first, then on real data."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from careerclusters.catalog import Catalog
from careerclusters.errors import DataError
from careerclusters.evaluation.clusters import evaluate_clusters, first_official, modularity
from careerclusters.evaluation.move_model import held_out_model
from careerclusters.evaluation.moves import evaluate_moves, similarity_of
from careerclusters.evaluation.ranking import rank_destinations
from careerclusters.features.move_groups import group_moves
from careerclusters.pathways.choice import fit_choice


def moves(rows: list[tuple[str, str, float]]) -> pl.DataFrame:
    jobs = {"11-1011": 100, "11-1021": 50, "11-1031": 50, "15-1130": 400, "29-1141": 10}
    return pl.DataFrame(
        [(a, b, share, a, b, jobs[a], jobs[b], None) for a, b, share in rows],
        schema={
            "origin_code_soc2010": pl.String, "destination_code_soc2010": pl.String, "move_share": pl.Float64,
            "origin_title": pl.String, "destination_title": pl.String, "origin_employment_jobs": pl.Int64,
            "destination_employment_jobs": pl.Int64, "destination_wage_mean_usd": pl.Int64,
        },
        orient="row",
    )  # fmt: skip


@pytest.fixture
def tiny():
    """11-1011 and 11-1031 share a Census code; 15-1130 is broad and its one code was redrawn in 2018."""
    soc = pl.DataFrame(
        {
            "code_soc2010": ["11-1011", "11-1021", "11-1031", "15-1132", "29-1141"],
            "code_soc2018": ["11-1011", "11-1021", "11-1031", "15-1252", "29-1141"],
        }
    )
    census = pl.DataFrame(
        {
            "code_census2018": ["0010", "0020", "0010", "1021", "3255"],
            "code_soc2018": ["11-1011", "11-1021", "11-1031", "15-1252", "29-1141"],
        }
    )
    return Catalog.from_tables({"crosswalk_soc2010_soc2018": soc, "crosswalk_census2018_soc2018": census})


CODES = ["11-1011.00", "11-1021.00", "11-1031.00", "15-1252.00", "29-1141.00"]


def test_siblings_are_merged_stayers_dropped_and_shares_made_whole(tiny):
    table = moves(
        [
            ("11-1011", "11-1011", 0.5),  # stayed
            ("11-1011", "11-1031", 0.2),  # a sibling: the publisher's arithmetic
            ("11-1011", "11-1021", 0.2),
            ("11-1011", "15-1130", 0.1),
            ("11-1031", "29-1141", 0.4),
        ]
    )
    groups = group_moves(tiny, table, codes=CODES)
    assert groups.keys == ("11-1011", "11-1021", "15-1130", "29-1141")
    assert groups.members.tolist() == [0, 1, 0, 2, 3]
    assert groups.employment.tolist() == [150, 50, 400, 10]
    # leavers of the merged group: 100 × (.2 + .1) from one sibling, 50 × .4 from the other
    assert groups.shares[0].tolist() == pytest.approx([0, 20 / 50, 10 / 50, 20 / 50])
    assert groups.shares[1:].sum() == 0
    # 15-1252 did not carry its code before 2018, so its group can't be compared
    assert groups.is_scored.tolist() == [True, True, False, True]
    assert groups.origins.tolist() == [0]


def test_a_file_without_moves_says_so(tiny):
    with pytest.raises(DataError, match="no move"):
        group_moves(tiny, moves([("11-1011", "11-1031", 1.0)]), codes=CODES)


def test_measures_by_hand():
    shares = np.array([[0, 0.6, 0.4, 0, 0], [0] * 5, [0] * 5, [0] * 5, [0] * 5], dtype=float)
    scores = np.array([[9, 3, 1, 2, 1]] + [[0] * 5] * 4, dtype=float)
    found = rank_destinations(
        scores, shares, origins=np.array([0]), is_candidate=np.array([True] * 4 + [True])
    )
    # moved to: scores 3 and 1; not: 2 and 1. Pairs won: 3>2, 3>1, 1<2, 1=1 → 2.5 of 4
    assert found.auc == pytest.approx(2.5 / 4)
    assert found.recall_at_10 == 1.0
    ideal = 0.6 + 0.4 / np.log2(3)
    assert found.ndcg == pytest.approx((0.6 + 0.4 / np.log2(4)) / ideal)
    assert found.n_origins == 1


def test_perfect_and_reversed_scores():
    rng = np.random.default_rng(0)
    shares = rng.random((20, 20)) * (rng.random((20, 20)) < 0.3)
    np.fill_diagonal(shares, 0)
    everything = np.ones(20, dtype=bool)
    best = rank_destinations(shares, shares, origins=np.arange(20), is_candidate=everything)
    worst = rank_destinations(-shares, shares, origins=np.arange(20), is_candidate=everything)
    assert (best.auc, best.recall_at_10, best.ndcg) == pytest.approx((1, 1, 1))
    assert worst.auc == pytest.approx(0)
    low, high = best.interval()["auc"]
    assert low == high == 1.0


def test_the_choice_model_recovers_its_coefficients():
    rng = np.random.default_rng(1)
    features = rng.normal(size=(60, 60, 2))
    truth = np.array([1.5, -0.7])
    utility = features @ truth
    np.fill_diagonal(utility, -np.inf)
    shares = np.exp(utility) / np.exp(utility).sum(axis=1, keepdims=True)
    found = fit_choice(
        features, shares, origins=range(60), is_candidate=np.ones(60, dtype=bool), penalty=1e-6
    )
    assert np.allclose(found, truth, atol=0.01)


def test_modularity_by_hand():
    flows = np.array([[0, 4, 1, 0], [4, 0, 0, 1], [1, 0, 0, 4], [0, 1, 4, 0]], dtype=float)
    labels = np.array([0, 0, 1, 1])
    value, inside = modularity(flows, labels)
    assert inside == pytest.approx(16 / 20)
    assert value == pytest.approx(16 / 20 - 2 * 0.5 * 0.5)
    assert modularity(flows, np.zeros(4, dtype=int))[0] == pytest.approx(0)
    assert np.isnan(modularity(flows, np.full(4, -1))[0])


def test_the_real_moves_merge_into_the_surveys_own_units(catalog, clustering):
    groups = group_moves(catalog, catalog.table("moves"), codes=clustering.codes)
    assert len(groups.keys) == 481  # of 539 codes
    assert int(groups.is_scored.sum()) == 433  # with an occupation whose code was not redrawn
    for pair in (("11-1010", "11-1030"), ("23-1011", "23-1020")):  # one code in the survey's earlier years
        assert not set(pair) <= set(groups.keys)
    sums = groups.shares.sum(axis=1)
    assert np.allclose(sums[sums > 0], 1)
    assert np.allclose(np.diag(groups.shares), 0)


def test_similarity_ranks_real_moves_better_than_simple_guesses(catalog, monkeypatch):
    kept = []
    monkeypatch.setattr(
        "careerclusters.evaluation.moves.held_out_model",
        lambda *told, **asked: kept.append(found := held_out_model(*told, **asked)) or found,
    )
    report = evaluate_moves(catalog)
    origins = group_moves(catalog, catalog.table("moves"), codes=similarity_of(catalog).codes).origins
    assert np.allclose(kept[0].chances[origins].sum(axis=1), 1)
    rankings = report.rankings
    ours = rankings["careerclusters"]
    assert rankings["move_model"].auc > ours.auc + 0.02
    assert rankings["move_model"].recall_at_10 > ours.recall_at_10
    assert rankings["move_model"].ndcg > ours.ndcg + 0.03
    for name in ("related_occupations", "soc_major_group", "employment"):
        other = rankings[name]
        assert ours.auc > other.auc + 0.02
        assert ours.recall_at_10 > other.recall_at_10 + 0.05
        assert ours.ndcg > other.ndcg + 0.03
    assert ours.auc > rankings["equal_views"].auc
    look = report.closer_look
    assert look.ece_seen < 0.02
    assert look.balanced_accuracy > 0.7
    assert set(look.by_size) == {"small", "middle", "large"}
    assert look.direction_pairs_count > 100
    assert len(look.words()) == 3
    assert set(report.to_dict()["move_model"]) >= {"ece_seen", "direction_accuracy", "balanced_pair_accuracy"}


def test_clusters_hold_more_moves_than_the_official_ones(catalog, clustering):
    report = evaluate_clusters(catalog, clustering)
    rows = {row["level"]: row for row in report.to_frame().to_dicts()}
    assert rows["middle"]["moves_modularity"] > rows["official_16"]["moves_modularity"]
    assert rows["official_16"]["moves_modularity"] > rows["soc_major"]["moves_modularity"]
    assert rows["ceiling_from_moves"]["moves_modularity"] > rows["middle"]["moves_modularity"]
    assert rows["official_16"]["clusters"] == 16
    assert rows["soc_major"]["clusters"] == 22
    for row in report.to_dict()["levels"]:
        assert {
            "level",
            "clusters",
            "stability_ari",
            "moves_modularity",
            "ami_official_16",
            "ami_soc_major",
        } <= set(row)
        assert 0 < row["ami_official_16"] < 1


def test_every_official_cluster_is_known(catalog, clustering):
    found = first_official(catalog, clustering.codes)
    assert len({name for name in found if name}) == 16
    assert sum(name is None for name in found) < 10
