"""Paragraphs of clusters: our own words where they hold, else what the evidence says and no more."""

from __future__ import annotations

import re
from dataclasses import replace

import polars as pl
import pytest

from careerclusters.clustering.describe import description_of
from careerclusters.clustering.paragraphs import marks_of, paragraph_of
from careerclusters.language import speaking
from careerclusters.words.cluster_words import cluster_words, written_for

TYPICAL = {"en": "Typical members?:", "es": "Ocupación típica:|Ocupaciones típicas:"}
SURPRISING = {"en": "You may not expect:", "es": "Quizá no lo esperas:"}


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


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_job_is_both_typical_and_surprising(clustering, atlas, language):
    named = 0
    with speaking(language):
        for row in clustering.clusters.iter_rows(named=True):
            cluster = clustering.cluster(row["cluster_id"])
            bare = replace(cluster, members=cluster.members.head(2))
            for paragraph in (paragraph_of(one, name_of=atlas.name) for one in (cluster, bare)):
                typical, surprising = (
                    set(map(atlas.name, codes)) for codes in (paragraph.typical, paragraph.surprising)
                )
                assert not typical & surprising, row["cluster_id"]
                named += bool(surprising)
            *_, told = re.split(TYPICAL[language], description_of(row, clustering.evidence))
            typical_told, *odd = told.split(SURPRISING[language])
            assert not odd or odd[0].split(".")[0].strip() not in typical_told, row["cluster_id"]
    assert named > clustering.clusters.height


def test_a_rebuilt_paragraph_passes_over_a_surprise_that_is_typical(clustering, atlas):
    cluster = clustering.cluster(clustering.at("group")["cluster_id"][0])
    twice = pl.concat([cluster.typical.head(1), cluster.typical.tail(1)])
    bare = replace(cluster, members=cluster.members.head(2), surprising=twice)
    paragraph = paragraph_of(bare, name_of=atlas.name)
    assert not paragraph.is_written
    assert paragraph.surprising == (twice["item_id"][1],)


def test_another_clustering_gets_no_words(clustering, atlas):
    cluster = clustering.cluster(clustering.at("group")["cluster_id"][0])
    half = replace(cluster, members=cluster.members.head(cluster.members.height // 2))
    assert not paragraph_of(half, name_of=atlas.name).is_written
    assert len(cluster_words()) >= 24
