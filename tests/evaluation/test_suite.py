"""The suite: what others bring is read as told and scored like ours."""

from __future__ import annotations

import json

import numpy as np
import polars as pl
import pytest

from careerclusters.errors import InputError
from careerclusters.evaluation.suite import TASKS, run_suite
from careerclusters.evaluation.suite_input import read_entry

CODES = ("11-1011.00", "11-1011.03", "29-1141.00")


def read(text: str, catalog, **options):
    return read_entry(text.encode(), catalog, name="mine", codes=options.pop("codes", CODES))


def test_pairs_hold_both_ways_unless_the_reverse_is_listed(catalog):
    text = "code_onet,neighbour_code_onet,similarity\n11-1011.00,29-1141.00,0.5\n29-1141.00,11-1011.00,0.25\n"
    entry = read(text + "11-1011.03,29-1141.00,1\n", catalog)
    n = np.nan
    np.testing.assert_array_equal(entry.similarity, [[n, n, 0.5], [n, n, 1], [0.25, 1, n]])


def test_a_soc_code_stands_for_all_its_occupations(catalog):
    entry = read("code_soc2018,cluster\n11-1011,a\n29-1141,b\n99-9999,c\n", catalog)
    np.testing.assert_array_equal(entry.partitions["mine"], [[1, 0, 0], [1, 0, 0], [0, 1, 0]])
    assert entry.unknown == ("99-9999",)


def test_degrees_by_level_add_up_to_one(catalog):
    text = (
        "code_onet,level,cluster,membership_share\n11-1011.00,x,A,0.6\n11-1011.00,x,B,0.2\n29-1141.00,y,C,1\n"
    )
    entry = read(text, catalog)
    np.testing.assert_allclose(entry.partitions["x"], [[0.75, 0.25], [0, 0], [0, 0]])
    np.testing.assert_allclose(entry.partitions["y"], [[0], [0], [1]])


def test_json_holds_several_parts(catalog):
    told = {"name": "theirs", "similarity": [["11-1011.00", "29-1141.00", 2]], "titles": {"Nurse": "29-1141"}}
    entry = read(json.dumps(told | {"partition": {"29-1141.00": "x"}}), catalog)
    assert entry.name == "theirs"
    assert entry.similarity[0, 2] == entry.similarity[2, 0] == 2
    assert entry.titles == {"Nurse": "29-1141"}
    assert entry.partitions["theirs"].sum() == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a,b\n1,2\n", "No column of codes"),
        ("code_onet,colour\n29-1141.00,red\n", "neither pairs, labels nor titles"),
        ("code_onet,other,similarity\n29-1141.00,11-1011.00,many\n", "A number is expected"),
        ("code_onet,cluster\n99-9999.00,a\n", "1 codes that no occupation has"),
        ("{broken", "isn't valid JSON"),
        ('{"similarity": [["29-1141.00", 2]]}', "another shape"),
        ("{}", "nothing that can be scored"),
    ],
)
def test_what_can_not_be_scored_is_refused_with_words(catalog, text, words):
    with pytest.raises(InputError, match=words):
        read(text, catalog)


@pytest.fixture(scope="module")
def scored(atlas):
    """Our own partition and similarity, brought as if they were somebody's."""
    clustering = atlas.clustering
    level = clustering.levels[-1]
    labels = clustering.labels(level)
    titles = {"registered nurse": "29-1141", "no such title": "11-1011"}
    told = {"partition": {code: labels[code] for code in clustering.codes}, "titles": titles}
    entry = read_entry(json.dumps(told).encode(), atlas.catalog, name="mirror", codes=clustering.codes)
    return run_suite(atlas, entry), level


def test_every_task_has_results_beside_baselines(scored):
    report, _ = scored
    told = report.to_dict()
    assert list(told["tasks"]) == list(TASKS)
    for task in told["tasks"].values():
        assert any(row["is_baseline"] for row in task["results"])
    json.dumps(told, allow_nan=False)


def test_the_same_partition_has_the_same_score(scored):
    report, level = scored
    rows = {row["method"]: row for row in report.rows.filter(pl.col("task") == "clusters_moves").to_dicts()}
    assert rows["mirror"]["block_gain"] == rows[f"careerclusters {level}"]["block_gain"]
    assert rows["mirror"]["modularity"] == rows[f"careerclusters {level}"]["modularity"]


def test_likeness_ranks_better_than_chance_and_chance_is_chance(scored):
    report, _ = scored
    rows = report.rows.filter(pl.col("task") == "relatedness_moves")
    auc = dict(rows.select("method", "auc").iter_rows())
    assert auc["random"] == pytest.approx(0.5, abs=0.02)
    assert auc["careerclusters"] > auc["soc"] + 0.1


def test_a_single_right_title_among_all(scored):
    report, _ = scored
    rows = report.rows.filter((pl.col("task") == "titles") & (pl.col("method") == "mirror")).to_dicts()
    assert rows[0]["coded_share"] <= 2 / rows[0]["n_titles"] + 1e-4
