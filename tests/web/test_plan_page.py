"""The plan and the ways out of an occupation: as the library says, within limits, with words when blocked."""

from __future__ import annotations

import pytest

CASHIER, NURSE = "41-2011.00", "29-1141.00"


def data(client, path: str, **given) -> dict:
    answer = client.get("/api/v1" + path, params=given)
    assert answer.status_code == 200, answer.text[:300]
    return answer.json()["data"]


def plan(client, **given) -> dict:
    return data(client, "/plan", **{"from": "cashier", "to": "registered nurse", **given})


def test_the_ways_are_those_of_the_library(client, app):
    from careerclusters.pathways import plan_ways

    found = plan_ways(app.state.store.current().pathways().network, CASHIER, NURSE)
    shown = plan(client)
    assert [way["likelihood"] for way in shown["ways"]] == pytest.approx(
        [way.likelihood for way in found.chosen], abs=1e-6
    )
    for way in shown["ways"]:
        assert way["codes"][0] == CASHIER
        assert way["codes"][-1] == NURSE
        assert len(way["steps"]) == way["steps_count"]
        for step in way["steps"]:
            assert step["gaps"]["to_learn"] or step["gaps"]["carries_over"]
            assert step["years_words"]


def test_limits_hold_on_every_stop(client):
    shown = plan(client, pay_min="34000", years_max="9")
    assert shown["ways"]
    for way in shown["ways"] + shown["others"]:
        assert way["pay_lowest_usd"] >= 34_000
        assert way["years"] <= 9


def test_what_blocks_is_named_and_its_link_opens_a_way(client):
    shown = plan(client, education_max="high-school")
    assert shown["is_feasible"] is False
    assert shown["ways"] == []
    block = next(one for one in shown["blocks"] if one["href"])
    opened = client.get("/api/v1" + block["href"]).json()["data"]
    assert opened["is_feasible"] is True


def test_what_ifs_keep_the_rest_and_can_be_taken_back(client):
    shown = plan(client, years_max="12")
    toggle = next(one for one in shown["toggles"] if "two years of college" in one["words"])
    assert "years_max=12" in toggle["href"]
    on = client.get("/api/v1" + toggle["href"]).json()["data"]
    assert on["education_max"] == "associate"
    off = next(one for one in on["toggles"] if one["is_on"])
    assert client.get("/api/v1" + off["href"]).json()["data"]["education_max"] is None


def test_the_form_shows_what_was_asked(client, parse):
    page = parse(
        client.get(
            "/plan", params={"from": "cashier", "to": NURSE, "pay_min": "20000", "avoid": "welder"}
        ).text
    )
    values = {one.get("name"): one.get("value") for one in page.all("input")}
    assert values["from"] == "Cashiers"
    assert values["pay_min"] == "20000"
    assert "Welder" in values["avoid"]


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"from": "zzzzqqqxx"}, 404),
        ({"from": "M01"}, 404),
        ({"to": "cashier"}, 422),
        ({"pay_min": "much"}, 422),
        ({"years_max": "-1"}, 422),
        ({"years_max": "nan"}, 422),
        ({"prefer": "luck"}, 422),
        ({"education_max": "kindergarten"}, 422),
        ({"avoid": "registered nurse"}, 422),
        ({"from": "13-1199.00"}, 404),
    ],
)
def test_wrong_wishes_are_refused_with_words(client, parse, given, status):
    answer = client.get("/plan", params={"from": "cashier", "to": "registered nurse", **given})
    assert answer.status_code == status
    page = parse(answer.text)
    assert page.problems == []
    assert "careerclusters " not in page.words


def test_ways_out_respect_limits_and_learning_only_helps(client):
    free = data(client, f"/occupations/{CASHIER}/ways")
    assert len(free["going"]) == 20
    assert free["coming"]
    assert free["ladder"]
    bound = data(client, f"/occupations/{CASHIER}/ways", pay_min="40000", education_max="high-school")
    assert all(one["pay_usd"] >= 40_000 for one in bound["going"])
    learned = data(client, f"/occupations/{CASHIER}/ways", learn=["2.C.3.a", ""], level=5)
    assert learned["easier"]
    assert all(one["odds_times"] >= 1 for one in learned["easier"])
    assert client.get(f"/occupations/{CASHIER}/ways?learn=9.Z").status_code == 404
    assert client.get(f"/occupations/{CASHIER}/ways?learn=2.C.3.a&level=9").status_code == 422
