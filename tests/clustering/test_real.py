"""The bundled catalog: what anybody would expect of its clusters, and the main job without a network."""

from __future__ import annotations

import socket

import polars as pl
import pytest

from careerclusters.clustering.official import compare_with_official
from careerclusters.errors import UnknownError

NURSE, PRACTITIONER, DEVELOPER, ROOFER, WELDER = (
    "29-1141.00",
    "29-1171.00",
    "15-1252.00",
    "47-2181.00",
    "51-4121.00",
)


def test_levels_have_the_counts_that_were_asked_for(clustering):
    windows = {"broad": (7, 9), "middle": (12, 16), "fine": (42, 52)}
    for level, (low, high) in windows.items():
        assert low <= clustering.at(level).height <= high


def test_nurses_sit_together_and_developers_not_with_roofers(clustering):
    for level in ("broad", "middle"):
        labels = clustering.labels(level)
        assert labels[NURSE] == labels[PRACTITIONER]
        assert labels[DEVELOPER] != labels[ROOFER]
    assert PRACTITIONER in clustering.neighbours(NURSE, limit=10)["neighbour_code_onet"].to_list()


def test_the_foundation_of_welders_is_not_poetry(clustering):
    cluster = clustering.cluster(clustering.labels("middle")[WELDER])
    needed = set(cluster.foundation["item_id"]) | set(cluster.distinctive["item_id"])
    assert "2.C.7.c" not in needed  # fine arts
    assert "1.B.1.c" not in needed  # artistic interests
    hands = {"1.A.2.a.1", "1.A.2.a.2", "1.A.2.a.3", "4.A.3.a.3", "4.A.3.a.2", "2.B.3.h", "2.C.3.e", "1.B.1.a"}
    assert needed & hands


def test_foundation_and_distinctive_marks_hold_what_they_say(clustering):
    foundation = clustering.evidence.filter(pl.col("kind") == "foundation")
    assert foundation["value"].min() >= 0.8
    distinctive = clustering.evidence.filter(pl.col("kind") == "distinctive")
    assert distinctive["value"].min() > 0
    assert (
        clustering.evidence.filter(pl.col("kind") == "typical")["cluster_id"].n_unique()
        == clustering.clusters.height
    )


def test_unrated_occupations_are_placed_and_marked(clustering, catalog):
    placed = clustering.memberships.filter(pl.col("is_placed"))
    assert placed["code_onet"].n_unique() == catalog.occupations.filter(~pl.col("is_rated")).height
    assert set(placed["code_onet"]).isdisjoint(clustering.codes)


def test_memberships_sum_to_one(clustering):
    sums = clustering.memberships.group_by("code_onet", "level").agg(pl.col("membership_share").sum())
    assert (sums["membership_share"] - 1).abs().max() < 1e-3
    primary = clustering.memberships.filter(pl.col("is_primary"))
    assert primary.height == len(clustering.titles) * len(clustering.levels)


def test_disagreements_name_both_sides_and_a_view(clustering, catalog):
    found = compare_with_official(catalog, clustering, limit=20)
    assert 0.3 < found.ami < 0.9
    for row in found.disagreements.to_dicts():
        assert row["official_cluster"].split(" and ")[0] in row["reason"]
        assert row["name"] in row["reason"]
        assert ", by " in row["reason"] or "; by " in row["reason"]
    strengths = found.disagreements["strength"].to_list()
    assert strengths == sorted(strengths, reverse=True)


def test_who_stands_where_most_of_its_cluster_stands_does_not_disagree(clustering, catalog):
    found = compare_with_official(catalog, clustering)
    assert NURSE not in found.disagreements["code_onet"].to_list()


def test_unknown_clusters_name_the_closest(clustering):
    name = clustering.at("middle")["name"][0]
    assert clustering.cluster(name.upper()).name == name
    with pytest.raises(UnknownError) as caught:
        clustering.cluster("zzzz")
    assert caught.value.http_status == 404
    with pytest.raises(UnknownError):
        clustering.occupation("00-0000.00")


def test_the_main_job_needs_no_socket(catalog, tmp_path, monkeypatch):
    from careerclusters.clustering import fit, load_clustering, save_clustering

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    found = fit(catalog, runs=8, workers=1)
    assert load_clustering(save_clustering(found, tmp_path / "c.zip")).codes == found.codes
