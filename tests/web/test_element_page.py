"""The page of one skill or the like agrees with the ratings it is made from."""

from __future__ import annotations

import polars as pl
import pytest

READING, REALISTIC, INVENTIVE = "2.A.1.a", "1.B.1.a", "1.D.1.a"


@pytest.fixture(scope="module")
def data(client):
    return client.get(f"/api/v1/elements/{READING}").json()["data"]


def test_occupations_come_with_the_highest_rating_first(data, catalog, clustering):
    ratings = catalog.table("ratings").filter(
        pl.col("element_id") == READING, pl.col("scale_id") == "IM", pl.col("value").is_not_null()
    )
    shown = data["occupations"]
    values = [row["first"]["value"] for row in shown]
    assert values == sorted(values, reverse=True)
    assert values[0] == pytest.approx(ratings["value"].max(), abs=0.006)
    level = catalog.table("ratings").filter(
        pl.col("element_id") == READING,
        pl.col("scale_id") == "LV",
        pl.col("code_onet") == shown[0]["code_onet"],
    )
    assert shown[0]["second"]["value"] == pytest.approx(level["value"][0], abs=0.006)
    assert data["n_rated"] + data["n_unknown"] == len(clustering.titles)


def test_means_of_clusters_are_those_of_their_rated_occupations(client, data, clustering):
    rows = []
    for page in range(1, data["paging"]["pages"] + 1):
        rows += client.get(f"/api/v1/elements/{READING}?page={page}").json()["data"]["occupations"]
    top = data["clusters"][0]
    own = [row["first"]["value"] for row in rows if row["cluster_id"] == top["cluster_id"]]
    assert top["mean"] == pytest.approx(sum(own) / len(own), abs=0.02)
    assert top["n_rated"] == len(own)
    assert sum(one["n_rated"] for one in data["clusters"]) == data["n_rated"]
    assert all(0 <= one["part"] <= 1 for one in data["clusters"])


def test_clusters_set_apart_are_those_of_the_evidence(client, clustering):
    item = clustering.evidence.filter(
        (pl.col("kind") == "distinctive") & (pl.col("domain") == "skills")
    )["item_id"][0]  # fmt: skip
    apart = client.get(f"/api/v1/elements/{item}").json()["data"]["apart"]
    rows = clustering.evidence.filter((pl.col("item_id") == item) & (pl.col("kind") == "distinctive"))
    assert {one["cluster_id"] for one in apart} == set(rows["cluster_id"])


@pytest.mark.parametrize(("element_id", "scales"), [(REALISTIC, ["OI"]), (INVENTIVE, ["WI"])])
def test_other_kinds_have_their_own_scale(client, element_id, scales):
    answer = client.get(f"/api/v1/elements/{element_id}").json()["data"]
    assert [one["scale_id"] for one in answer["scales"]] == scales
    assert answer["occupations"][0]["second"] is None


def test_standard_errors_are_shown_and_what_is_suppressed_is_not(client, catalog):
    ratings = catalog.table("ratings").filter(pl.col("scale_id") == "IM", pl.col("is_suppressed"))
    one = ratings.row(0, named=True)
    path = f"/download/elements/{one['element_id']}.csv"
    text = client.get(path).text
    assert one["code_onet"] not in text
    assert "first_standard_error" in text.splitlines()[0]


@pytest.mark.parametrize("element_id", ["2.D.1", "9.Z.9", "<b>"])
def test_what_is_not_rated_is_not_found(client, element_id):
    answer = client.get(f"/api/v1/elements/{element_id}")
    assert answer.status_code == 404
    assert answer.json()["ok"] is False


def test_all_elements_are_listed_by_kind(client):
    data = client.get("/api/v1/elements").json()["data"]
    listed = [one["element_id"] for group in data["groups"] for one in group["elements"]]
    assert sorted(listed) == sorted(one["element_id"] for one in data["elements"])
    assert len(set(listed)) == len(listed)


def test_a_kind_of_software_counts_its_occupations(client, catalog):
    data = client.get("/api/v1/technologies/43232106").json()["data"]
    rows = catalog.table("technologies").filter(pl.col("commodity_code") == 43232106)
    assert data["n_occupations"] == rows["code_onet"].n_unique()
    assert sum(one["n_in"] for one in data["clusters"]) == data["n_occupations"]
    assert data["programs"][0]["n_occupations"] >= data["programs"][-1]["n_occupations"]
    assert client.get("/technologies/1").status_code == 404
