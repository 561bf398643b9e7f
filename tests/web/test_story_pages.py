"""Pages of occupations and clusters as stories: their order, their honesty, and findings that hold."""

from __future__ import annotations

import re

import pytest

from careerclusters.web.queries.flows import LEAST_EXPECTED, streams_in, streams_out
from careerclusters.web.queries.ladders import Rung, climbing

LPN, STOCKER, EMT, INFANTRY, BAG, GROUPED = (
    "29-2061.00",
    "53-7065.00",
    "29-2042.00",
    "55-3016.00",
    "29-2099.00",
    "11-9199.02",
)
ORDER = ("day", "for-you", "pay", "start", "next", "clusters")


def data_of(client, path):
    answer = client.get(f"/api/v1{path}")
    assert answer.status_code == 200, answer.text
    return answer.json()["data"]


def test_the_story_is_told_in_its_order(client, parse):
    page = parse(client.get(f"/occupations/{LPN}").text)
    ids = [one["id"] for one in page.all("section") if one.get("id")]
    assert tuple(ids) == ORDER
    words = page.words
    places = [
        words.index(one)
        for one in (
            "Licensed practical nurse",
            "Official title: Licensed Practical",
            "What you'd do",
            "Evidence",
        )
    ]
    assert places == sorted(places)


def test_name_sentence_and_official_title_stand_in_the_data(client):
    data = data_of(client, f"/occupations/{LPN}")
    assert data["name"] == "Licensed practical nurse"
    assert data["title"].startswith("Licensed Practical and")
    assert data["words"]["sentence"].endswith(".")
    assert all(one["name"] != one["title"] for one in data["neighbours"][:3])


@pytest.mark.parametrize(
    ("code", "kind"), [(LPN, "rated"), (EMT, "estimated"), (INFANTRY, "military"), (BAG, "bag")]
)
def test_what_is_not_rated_says_so(client, parse, code, kind):
    data = data_of(client, f"/occupations/{code}")
    assert data["kind"] == kind
    assert (data["kind_words"] is None) == (kind == "rated")
    if data["kind_words"]:
        assert data["kind_words"] in parse(client.get(f"/occupations/{code}").text).words


def test_military_work_shows_the_nearest_civil_work_and_no_pay(client, parse):
    data = data_of(client, f"/occupations/{INFANTRY}")
    assert data["civil"]
    assert not any(one["code_onet"].startswith("55-") for one in data["civil"])
    page = parse(client.get(f"/occupations/{INFANTRY}").text)
    assert "Pay follows rank" in page.words
    assert "None" not in page.words


def test_figures_of_a_group_are_said_to_be_the_groups(client, parse):
    data = data_of(client, f"/occupations/{GROUPED}")
    group = data["market"]["group"]
    assert group in data["group_words"]
    assert data["pay"]["words"].startswith("Typical pay of the group")
    assert group in data["jobs_words"]
    assert data_of(client, f"/occupations/{LPN}")["group_words"] is None


def test_pay_and_jobs_are_those_of_the_area_asked_for(client, catalog):
    data = data_of(client, f"/occupations/{LPN}?area=ohio")
    rows = catalog.table("area_wages").filter(code_published="29-2061", area_code="3900000")
    assert data["pay"]["p50_usd"] == rows["wage_median_usd"][0]
    assert data["area_name"] == "Ohio"
    assert "in Ohio" in data["pay"]["words"]
    assert "in Ohio" in data["jobs_words"]
    nation = data_of(client, f"/occupations/{LPN}")
    assert nation["area"] is None
    assert nation["pay"]["p50_usd"] != data["pay"]["p50_usd"]


def test_a_place_that_is_not_known_is_said_in_place(client, parse):
    answer = client.get(f"/occupations/{LPN}?area=Atlantis")
    assert answer.status_code == 200
    assert "We don't know a place called “Atlantis”" in parse(answer.text).words
    assert data_of(client, f"/occupations/{LPN}?area=Atlantis")["area"] is None


def test_the_strip_is_in_order_and_on_the_scale(client):
    pay = data_of(client, f"/occupations/{LPN}")["pay"]
    ends = [pay[name] for name in ("p10_usd", "p25_usd", "p50_usd", "p75_usd", "p90_usd")]
    assert ends == sorted(ends)
    assert 0 < ends[0] < ends[-1] <= pay["largest_usd"] == pay["axis_usd"][-1]


def test_the_trend_beside_all_jobs_is_counted_once_a_code(client, catalog):
    trend = data_of(client, f"/occupations/{LPN}")["trend"]
    table = catalog.table("projections").unique("code_published")
    before, after = table["employment_2024_jobs"].sum(), table["employment_2034_jobs"].sum()
    assert trend["all_jobs"]["value"] == pytest.approx((after / before - 1) * 100, abs=0.06)
    assert trend["all_jobs"]["text"] in trend["words"]


def test_streams_hold_each_code_once_and_are_borne_out_by_the_model(app):
    state = app.state.store.current()
    pathways = state.atlas.pathways
    at = {code: row for row, code in enumerate(pathways.network.codes)}
    members = pathways.groups.members
    for code in (LPN, STOCKER, EMT, "49-9094.00"):
        for streams, is_out in ((streams_out(state, code), True), (streams_in(state, code), False)):
            assert streams
            shares = [one.share for one in streams]
            assert shares == sorted(shares, reverse=True)
            socs = [one.code_onet[:7] for one in streams]
            assert len({*socs, code[:7]}) == len(socs) + 1
            for one in streams:
                pair = (code, one.code_onet) if is_out else (one.code_onet, code)
                cell = tuple(members[at[end]] for end in pair)
                assert pathways.model_chances[cell] >= LEAST_EXPECTED * pathways.group_chances[cell]
                if one.pay_gain_usd is not None:
                    gain = pathways.network.pay[at[pair[1]]] - pathways.network.pay[at[pair[0]]]
                    assert one.pay_gain_usd == pytest.approx(gain, abs=51)


def test_streams_of_what_the_model_does_not_know_are_empty(app):
    state = app.state.store.current()
    assert streams_out(state, INFANTRY) == streams_in(state, INFANTRY) == ()


def test_a_ladder_shown_never_pays_less_further_up():
    def rung(pay):
        return Rung("00-0000.00", "t", "n", pay, None)

    rungs = [rung(pay) for pay in (30_000, None, 28_000, 40_000, 35_000, 60_000)]
    assert [one.pay_usd for one in climbing(rungs)] == [30_000, 40_000, 60_000]
    assert climbing([]) == ()


def test_a_cluster_has_ten_faces_each_once_and_of_its_members(client):
    data = data_of(client, "/clusters/G01")
    everyone = {row["code_onet"] for row in _members(client, "G01")}
    codes = [one["code_onet"] for one in data["faces"]]
    assert 6 <= len(codes) == len(set(codes)) <= 10
    assert set(codes) <= everyone
    tags = [one["tag"] for one in data["faces"]]
    assert tags[0] == "typical"
    best = [one for one in data["faces"] if one["tag"] == "best paid"]
    assert all("part of a group" not in one["fact"] for one in best)


def _members(client, cluster_id):
    rows, page = [], 1
    while True:
        data = data_of(client, f"/clusters/{cluster_id}?page={page}")
        rows += data["members"]
        if page == data["paging"]["pages"]:
            assert len(rows) == data["members_count"]
            return rows
        page += 1


def test_members_filter_by_words_degree_growth_and_pay(client, app):
    members = _members(client, "G01")
    few = data_of(client, "/clusters/G01?q=MANAGER&pay_min=60000")
    wanted = {
        row["code_onet"]
        for row in members
        if "manager" in f"{row['name']} {row['title']} {row['sentence']}".lower()
        and (row["pay"]["value"] or row["pay"]["at_least"] or 0) >= 60000
    }
    assert few["paging"]["total"] == len(wanted) > 0
    assert {row["code_onet"] for row in few["members"]} <= wanted
    growing = data_of(client, "/clusters/G01?growing=true")
    assert growing["paging"]["total"] < len(members)
    assert data_of(client, "/clusters/G01?q=qqqq")["members"] == []
    assert client.get("/clusters/G01?pay_min=lots").status_code == 422


def test_the_paragraph_leads_the_cluster_and_its_dots_are_its_members(client, parse):
    data = data_of(client, "/clusters/G01")
    page = parse(client.get("/clusters/G01").text)
    assert data["paragraph"]["sentences"][0] in page.words
    assert data["dots"].count("M") == data["members_count"]


def test_compare_says_who_is_paid_most(client):
    data = data_of(client, "/compare?of=29-1141.00&of=15-1252.00&of=35-3023.00")
    paid = {one["name"]: one["pay"]["p50_usd"] for one in data["subjects"]}
    first, last = max(paid, key=paid.get), min(paid, key=paid.get)
    assert data["finding"].startswith(f"{first} has the highest typical pay")
    assert last.lower() in data["finding"]
    for lead in data["leads"]:
        at = [one["name"] for one in data["subjects"]].index(lead["name"])
        for label in lead["labels"]:
            row = next(one for one in data["differences"] if one["label"] == label)
            assert max(row["values"]) == row["values"][at]


def test_a_filter_says_how_many_pass_and_never_most_of_less_than_half(client):
    data = data_of(client, "/lenses/no_degree")
    count = int(re.match(r"([\d,]+) of", data["finding"]).group(1).replace(",", ""))
    assert count == data["lens"]["in_count"]
    assert "Most" not in data["finding"]
    assert max(data["shares"], key=lambda one: one["n_in"])["name"] in data["finding"]


def test_an_industry_says_most_only_of_more_than_half(client):
    for code in ("62", "31-33", "52", "72"):
        answer = client.get(f"/api/v1/industries/{code}")
        if answer.status_code != 200:
            continue
        data = answer.json()["data"]
        share = max(one["industry_share"] for one in data["clusters"])
        assert data["finding"].startswith("Most jobs") == (share > 0.5)


def test_a_group_without_figures_says_so_once(client, parse):
    page = parse(client.get("/clusters/G25").text)
    assert page.problems == []
    assert page.words.count("No pay or job counts are published") == 1
    for patched in ("Not known.", "changes by not", "not in this source", "figures behind this page"):
        assert patched not in page.words


def test_an_area_without_a_number_is_named_beside_what_stands_in(client, parse):
    words = parse(client.get("/occupations/53-5011.00?area=Wyoming").text).words
    assert "in the United States; no number is published for Wyoming" in words
    assert "in United States" not in words


def test_learning_lists_only_steps_that_it_brings_nearer(client):
    asked = {"learn": "2.C.3.a", "level": "5"}
    rows = client.get("/api/v1/occupations/41-2011.00/ways", params=asked).json()["data"]["easier"]
    assert all(row["gap_closed_share"] >= 0.03 for row in rows)
    assert "1.0 times" not in client.get("/occupations/41-2011.00/ways", params=asked).text


def test_small_groups_of_an_industry_are_folded(client):
    data = client.get("/api/v1/industries/622").json()["data"]["clusters"]
    small = [row for row in data if row["industry_share"] < 0.01]
    assert len(small) > 1
    text = client.get("/industries/622").text
    start = text.index("each under 1%")
    assert all(text.index(f'/clusters/{row["cluster_id"]}"') > start for row in small)
