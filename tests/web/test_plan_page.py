"""The plan and the ways out of an occupation: as the library says, within limits, with words when blocked."""

from __future__ import annotations

import pytest

from careerclusters.words import gloss

CASHIER, NURSE, WELDER = "41-2011.00", "29-1141.00", "51-4121.00"


def data(client, path: str, **given) -> dict:
    answer = client.get("/api/v1" + path, params=given)
    assert answer.status_code == 200, answer.text[:300]
    return answer.json()["data"]


def plan(client, **given) -> dict:
    return data(client, "/plan", **{"from": "cashier", "to": "registered nurse", **given})


def test_the_ways_are_those_of_the_library(client, app):
    from careerclusters.atlas.advice import plan_json

    answer = plan_json(app.state.store.current().atlas, CASHIER, NURSE)
    shown = plan(client)
    assert [way["codes"] for way in shown["ways"]] == [way["codes"] for way in answer["ways"]]
    assert shown["ways"][0]["kind"] == "direct"
    for way in shown["ways"]:
        assert way["codes"][0] == CASHIER
        assert way["codes"][-1] == NURSE
        assert len(way["steps"]) == way["steps_count"]
        assert way["licences"]
        for step in way["steps"]:
            assert step["years_words"]


def test_the_answer_comes_before_what_can_be_changed(client, parse):
    """On a phone as on a desk: the ways, then what if, then the table; the form is one fold above."""
    text = client.get("/plan", params={"from": "cashier", "to": "registered nurse"}).text
    at = [
        text.index(mark)
        for mark in ('class="lead"', '<section class="way"', 'id="what-if"', "All ways side by side")
    ]
    assert at == sorted(at)
    shown = plan(client)
    assert "takes 4–5 years and asks for a four-year college degree" in shown["lead"]
    assert "from $32,880 to $97,550 a year" in shown["lead"]
    folded = next(one for one in parse(text).all("details") if one.get("class") == "change")
    assert "open" not in folded
    assert plan(client, education_max="high-school")["lead"] is None
    assert "after high school" in plan(client, **{"from": "", "grade": "11"})["lead"]
    trade = plan(client, **{"from": "47-2061.00", "to": "electrician"})["lead"]
    assert "asks for an apprenticeship after high school" in trade
    near = plan(client, **{"from": "51-4041.00", "to": "51-9162.00"})
    assert near["ways"][0]["school_years"] > 0 or "asks for no more schooling" in near["lead"]
    spanish = client.get("/es/plan", params={"from": CASHIER, "to": NURSE}).text
    assert "y pide un título universitario de cuatro años" in spanish


def test_limits_hold_on_every_stop(client):
    shown = plan(client, pay_min="45000", years_max="9")
    assert shown["ways"]
    for way in shown["ways"]:
        assert way["pay_lowest_usd"] >= 45_000
        assert way["years"] <= 9
    assert [one["words"] for one in shown["blocks"]] == ["the least pay"]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"education_max": "high-school"}, "the most schooling"),
        ({"years_max": "2", "pay_min": "20000"}, "the most years"),
    ],
)
def test_what_blocks_is_named_and_each_link_opens_a_way(client, given, words):
    shown = plan(client, **given)
    assert shown["is_feasible"] is False
    assert shown["ways"] == []
    assert words in [one["words"] for one in shown["blocks"]]
    for block in shown["blocks"]:
        opened = client.get("/api/v1" + block["href"]).json()["data"]
        assert opened["is_feasible"] is True, block


def test_too_much_kept_out_is_refused(client):
    assert client.get("/plan", params={"avoid": ["cashier"] * 10}).status_code == 422


def test_what_ifs_keep_the_rest_and_can_be_taken_back(client):
    shown = plan(client, years_max="12")
    toggle = next(one for one in shown["toggles"] if "two years of college" in one["words"])
    assert "years_max=12" in toggle["href"]
    on = client.get("/api/v1" + toggle["href"]).json()["data"]
    assert on["education_max"] == "associate"
    off = next(one for one in on["toggles"] if one["is_on"])
    assert client.get("/api/v1" + off["href"]).json()["data"]["education_max"] is None


def test_a_stop_can_be_kept_out_and_let_in_again(client):
    shown = plan(client, avoid=[WELDER])
    stop = shown["ways"][1]["codes"][1]
    toggle = next(one for one in shown["toggles"] if stop in one["href"] and not one["is_on"])
    assert WELDER in toggle["href"]
    without = client.get("/api/v1" + toggle["href"]).json()["data"]
    assert all(stop not in way["codes"] for way in without["ways"])
    on = [one for one in without["toggles"] if one["is_on"]]
    assert len(on) == 2
    back = client.get("/api/v1" + next(one["href"] for one in on if stop not in one["href"])).json()["data"]
    assert [one["code_onet"] for one in back["avoid"]] == [WELDER]


def test_steps_are_told_in_words(client):
    for way in plan(client)["ways"]:
        for step in way["steps"]:
            if step["gaps"] is None:
                continue
            assert step["difficulty_words"] != "not known"
            assert all(one["words"].endswith("more") for one in step["gaps"]["to_learn"])
            assert all(
                one["plain_name"] == gloss(one["element_id"]).plain_name for one in step["gaps"]["to_learn"]
            )
            assert not set(step["speaks_for"]) & set(step["speaks_against"])


def test_the_form_shows_what_was_asked(client, parse):
    given = {"pay_min": "20000", "avoid": ["welder", "dentist"], "area": "Ohio"}
    page = parse(client.get("/plan", params={"from": "cashier", "to": NURSE, **given}).text)
    values = {one["id"]: one.get("value") for one in page.all("input") if "id" in one}
    assert values["from"] == "Cashier"
    assert values["area"] == "Ohio"
    assert values["pay-min"] == "20000"
    assert (values["avoid-1"], values["avoid-2"]) == (WELDER, "29-1021.00")
    assert "Leave out Dentist" in page.words
    assert [one for one in page.all("details") if "open" in one]


def test_words_that_mean_several_ask_back_in_place(client, parse):
    answer = client.get("/plan", params={"from": "teacher", "to": "registered nurse", "years_max": "7"})
    assert answer.status_code == 200
    page = parse(answer.text)
    assert "“teacher”: which do you mean?" in page.words
    values = {one["id"]: one.get("value") for one in page.all("input") if "id" in one}
    assert (values["from"], values["to"], values["years-max"]) == ("teacher", "Registered nurse", "7")
    shown = plan(client, **{"from": "teacher"})
    assert shown["ways"] == []
    chosen = client.get("/api/v1" + shown["asks"][0]["choices"][0][1]).json()["data"]
    assert chosen["ways"][0]["kind"] == "direct"


def test_a_way_begins_in_school(client, parse):
    shown = plan(client, **{"from": "", "grade": "11", "to": "electrician"})
    assert shown["ways"][0]["kind"] == "apprenticeship"
    assert shown["ways"][0]["codes"] == ["47-2111.00"]
    page = parse(client.get("/plan", params={"grade": "11", "to": "electrician"}).text)
    assert "It starts when school ends" in page.words
    assert client.get("/plan", params={"grade": "3", "to": "electrician"}).status_code == 422


def test_work_without_ratings_has_ways_marked_as_estimated(client):
    shown = plan(client, **{"from": "29-2042.00"})
    assert shown["ways"][0]["kind"] == "direct"
    assert "no ratings of its own" in shown["is_estimated"]


def test_next_steps_are_those_of_the_library(client, app):
    from careerclusters.atlas.advice import next_json

    answer = next_json(app.state.store.current().atlas, CASHIER)
    shown = data(client, "/next", of="cashier")
    assert [one["code_onet"] for one in shown["moves"]] == [one["code_onet"] for one in answer["moves"]]
    assert sum(len(group["moves"]) for group in shown["groups"]) == len(answer["moves"])
    assert client.get("/next", params={"of": "cashier", "area": "Ohio"}).status_code == 200


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"from": "zzzzqqqxx"}, 404),
        ({"from": "M01"}, 404),
        ({"to": "cashier"}, 422),
        ({"pay_min": "much"}, 422),
        ({"years_max": "-1"}, 422),
        ({"years_max": "nan"}, 422),
        ({"education_max": "kindergarten"}, 422),
        ({"avoid": "registered nurse"}, 422),
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
    assert len(free["going"]) == 20 < free["n_going"]
    assert {one["code_onet"] for one in free["further"]}.isdisjoint(
        {one["code_onet"] for one in free["going"]}
    )
    assert all(one["via"] for one in free["further"])
    assert free["coming"]
    assert free["ladder"]
    bound = data(
        client, f"/occupations/{CASHIER}/ways", pay_min="40000", education_max="high-school", years_max=2
    )
    assert all(one["pay_usd"] >= 40_000 for one in bound["going"] + bound["further"])
    assert bound["n_going"] < free["n_going"]
    learned = data(client, f"/occupations/{CASHIER}/ways", learn=["2.C.3.a", ""], level=5)
    assert learned["easier"]
    assert all(one["odds_times"] >= 1 for one in learned["easier"])
    closed = [one["gap_closed_share"] for one in learned["easier"]]
    assert closed == sorted(closed, reverse=True)
    assert 0.03 <= closed[-1] <= closed[0] <= 1
    assert client.get(f"/occupations/{CASHIER}/ways?learn=9.Z").status_code == 404
    assert client.get(f"/occupations/{CASHIER}/ways?learn=2.C.3.a&level=9").status_code == 422


def test_switches_are_a_form_that_works_without_scripts(client, parse):
    asked = {"from": CASHIER, "to": NURSE, "pay_min": "20000", "area": "Ohio"}
    page = parse(client.get("/plan", params=asked).text)
    assert page.problems == []
    switches = [one for one in page.all("input") if (one.get("id") or "").startswith("switch-")]
    assert {one["name"] for one in switches} >= {"pay_min", "years_max", "education_max", "avoid"}
    assert [one["id"] for one in switches if "checked" in one] == ["switch-any"]
    held = [(one["name"], one["value"]) for one in page.all("input") if one.get("type") == "hidden"]
    assert {("from", CASHIER), ("to", NURSE), ("area", "Ohio"), ("pay_min", "20000")} <= set(held)
    # A switch comes after what is held, so that the last value counts; nothing else is lost.
    three = next(one for one in switches if one["name"] == "years_max")
    fields = [*asked.items(), (three["name"], three["value"])]
    on = data(client, "/plan", **dict(fields))
    assert on["years_max"] == 3
    assert on["pay_min"] == 20_000
    after = parse(client.get("/plan", params=fields).text)
    assert "switch-years_max-3" in [one.get("id") for one in after.all("input") if "checked" in one]
    for one in on["toggles"]:
        assert f"{one['field']}=" in one["href"] or one["is_on"]
