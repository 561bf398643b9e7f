"""Paragraphs of clusters: our own words where they hold, else what the evidence says and no more."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest

from careerclusters.clustering.paragraphs import marks_of, paragraph_of
from careerclusters.words.cluster_words import cluster_words, written_for


@pytest.fixture(scope="module")
def written(clustering):
    """Clusters of the two main levels with the words that were written for them."""
    found = []
    for level in ("group", "middle"):
        for cluster_id in clustering.at(level)["cluster_id"]:
            cluster = clustering.cluster(cluster_id)
            words = written_for(cluster.members["code_onet"].to_list())
            if words is not None:
                found.append((cluster, words))
    return found


def test_most_clusters_of_the_main_level_have_words_even_from_few_runs(written, clustering):
    count = sum(cluster.level == "group" for cluster, _ in written)
    assert count >= 0.7 * clustering.at("group").height


def test_what_the_words_claim_is_among_the_marks(written, atlas):
    for cluster, words in written:
        paragraph = paragraph_of(cluster, name_of=atlas.name)
        if set(words.claims) <= marks_of(cluster):
            assert paragraph.is_written
            assert paragraph.sentences[:3] == (words.unites, words.day, words.varies)
        else:
            assert not paragraph.is_written


def test_a_mark_that_is_gone_takes_the_words_away(written, atlas):
    cluster, words = next(
        (one, words) for one, words in written if words.claims and set(words.claims) <= marks_of(one)
    )
    gone = pl.col("item_id") != words.claims[0]
    without = replace(
        cluster, foundation=cluster.foundation.filter(gone), distinctive=cluster.distinctive.filter(gone)
    )
    assert paragraph_of(cluster, name_of=atlas.name).is_written
    assert not paragraph_of(without, name_of=atlas.name).is_written


def test_the_rebuilt_text_says_marks_and_members_of_this_cluster(clustering, atlas):
    for cluster_id in clustering.at("fine")["cluster_id"]:
        cluster = clustering.cluster(cluster_id)
        paragraph = paragraph_of(cluster, name_of=atlas.name)
        if paragraph.is_written:
            continue
        members = set(cluster.members["code_onet"])
        assert {*paragraph.typical, *paragraph.surprising} <= members
        assert f"{len(members)} jobs" in paragraph.sentences[0]
        first = cluster.distinctive["label"][0]
        assert first[1:] in paragraph.sentences[0]


def test_another_clustering_gets_no_words(clustering, atlas):
    cluster = clustering.cluster(clustering.at("group")["cluster_id"][0])
    half = replace(cluster, members=cluster.members.head(cluster.members.height // 2))
    assert not paragraph_of(half, name_of=atlas.name).is_written
    assert len(cluster_words()) >= 24
