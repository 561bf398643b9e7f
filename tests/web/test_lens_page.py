"""Lenses and the official clusters: counts, medians and the matrix agree with what they are made from."""

from __future__ import annotations

from statistics import median

import pytest

from careerclusters.labour import lens_values


@pytest.fixture(scope="module")
def data(client):
    return client.get("/api/v1/lenses/trades").json()["data"]


def test_shares_of_clusters_add_up(client, data):
    assert sum(one["n_in"] for one in data["shares"]) == data["lens"]["in_count"]
    for one in data["shares"]:
        assert one["share"] == pytest.approx(one["n_in"] / one["n_all"], abs=1e-4)
        assert 0 < one["n_in"] <= one["n_all"]


def test_medians_count_each_soc_code_once(client, data, catalog):
    answers = lens_values(catalog, "trades")
    wanted = set(answers.filter(answers["is_in"].fill_null(False))["code_onet"])
    wages = catalog.table("wages")
    latest = wages.filter(wages["year"] == wages["year"].max())
    pay = dict(latest.select("code_soc2018", "wage_median_usd").iter_rows())
    known = [pay[soc] for soc in {code[:7] for code in wanted} if pay.get(soc) is not None]
    assert data["inside"]["pay"]["value"] == round(median(known))
    assert data["inside"]["n_pay"] == len(known)
    assert data["overall"]["pay"]["value"] != data["inside"]["pay"]["value"]


def test_what_is_not_known_is_said(client, parse, data):
    words = parse(client.get("/lenses/trades").text).words
    assert f"Not known {data['lens']['unknown_count']}" in words


@pytest.mark.parametrize("level", ["broad", "middle", "fine"])
def test_matrix_holds_what_ours_share_with_theirs(client, app, level):
    data = client.get(f"/api/v1/official?level={level}").json()["data"]
    overlap = app.state.store.current().agreement(level).overlap
    assert len(data["officials"]) == overlap["official_cluster"].n_unique()
    cells = {
        (row["cluster_id"], cell["official_cluster"]): cell["n_shared"]
        for row in data["matrix"]
        for cell in row["cells"]
        if cell
    }
    columns = overlap.select("cluster_id", "official_cluster", "n_shared").iter_rows()
    assert cells == {(ours, theirs): n for ours, theirs, n in columns}
    assert all(len(row["cells"]) == len(data["officials"]) for row in data["matrix"])


def test_every_disagreement_has_a_reason(client):
    rows = client.get("/api/v1/official").json()["data"]["disagreements"]
    assert rows
    assert all(row["reason"].startswith("Officially") for row in rows)
