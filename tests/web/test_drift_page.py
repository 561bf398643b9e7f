"""What changed: the kept comparison in words, broken or foreign ones survived, figures from the catalog."""

from __future__ import annotations

import copy
import json

import pytest
from fastapi.testclient import TestClient

from careerclusters.atlas import Atlas
from careerclusters.labour import labour_market
from careerclusters.labour.drift_file import drift_path, kept_drift
from careerclusters.web.app import create_app


@pytest.fixture(scope="module")
def shown(client):
    return client.get("/api/v1/drift").json()["data"]


@pytest.fixture
def with_own(catalog, clustering, home):
    """The page over a comparison of the user's own."""

    def ask(comparison):
        drift_path().write_text(comparison if isinstance(comparison, str) else json.dumps(comparison))
        return TestClient(create_app(atlas=Atlas.of(catalog, clustering)))

    return ask


def comparison():
    return copy.deepcopy(dict(kept_drift().comparison))


def test_counts_stand_beside_their_noise(client, parse, shown):
    assert [row["level"] for row in shown["levels"]] == ["broad", "middle", "fine"]
    words = parse(client.get("/drift").text).words
    assert shown["verdict"] in words
    assert f"From {shown['old']} to {shown['new']}" in words
    for row in shown["levels"]:
        assert f"{row['moved_null_count']:g}" in words.split()


def test_every_kind_of_rating_is_said_in_words(shown):
    assert {row["kind"] for row in shown["ratings"]} == {row["kind"] for row in comparison()["ratings"]}
    assert all(row["words"] != row["kind"] for row in shown["ratings"])


def test_nothing_beyond_noise_is_said_plainly(with_own, parse):
    quiet = comparison() | {"movers": [], "splits": [], "elements": [], "technologies": []}
    for row in quiet["levels"]:
        row["moved_count"] = int(row["moved_null_count"])
    page = parse(with_own(quiet).get("/drift").text)
    assert page.problems == []
    assert "no evidence that the groups changed" in page.words
    assert "This is your own comparison" in page.words


@pytest.mark.parametrize("content", ["", '{"careerclusters_drift":1}', "[" * 50_000])
def test_a_broken_one_is_named_and_the_page_stays(with_own, parse, content):
    answer = with_own(content).get("/drift")
    assert answer.status_code == 200
    page = parse(answer.text)
    assert "Your own comparison was passed over" in page.words
    assert "drift.json" in page.words
    assert "comes with the program" in page.words


def test_a_new_one_shows_without_a_restart(save_atlas, clustering, home, tmp_path):
    save_atlas(clustering, tmp_path)
    app = create_app(folder=tmp_path)
    client, store = TestClient(app), app.state.store
    before = client.get("/drift")
    state = store.current()
    drift_path().write_text(json.dumps(comparison() | {"old": "O*NET 0.1"}))
    assert store.reload().clustering is state.clustering
    after = client.get("/drift", headers={"If-None-Match": before.headers["etag"]})
    assert "From O*NET 0.1" in after.text
    drift_path().unlink()
    store.reload()
    assert client.get("/drift").content == before.content


def test_another_release_and_unknown_occupations_are_said(with_own, parse):
    other = comparison() | {"new": "O*NET 99.9", "vanished": ["99-1111.00"]}
    other["movers"] = [other["movers"][0] | {"code_onet": "99-9999.00", "title": "<b>Gone</b>"}]
    page = parse(with_own(other).get("/drift").text)
    assert page.problems == []
    assert "this comparison ends at O*NET 99.9" in page.words
    assert "<b>Gone</b>" in page.words
    assert "Only in O*NET 28.2: 99-1111.00" in page.words
    assert not [one for one in page.all("a") if "99-9999" in one.get("href", "")]


def test_pay_and_growth_are_those_of_the_occupations(shown, catalog):
    for risen, name in ((shown["pay_risen"], "pay"), (shown["growing"], "growth")):
        values = [row["figure"]["value"] for row in risen]
        assert values == sorted(values, reverse=True)
        assert len({row["code_onet"][:7] for row in risen}) == len(risen)
        market = labour_market(catalog, risen[0]["code_onet"])
        same = market.pay.change_since_2020 if name == "pay" else market.projection.growth_10yr
        assert same.value == values[0]
    assert shown["pay_lagging"][0]["figure"]["value"] < shown["pay_all"]["value"]
    assert shown["shrinking"][0]["figure"]["value"] < 0
    assert shown["n_emerging"] >= len(shown["emerging"]) > 0
