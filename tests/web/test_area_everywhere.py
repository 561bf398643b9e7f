"""An area chosen once holds on every page, with the library's figures; gaps say what stands in."""

from __future__ import annotations

import re

import pytest

from careerclusters.labour import area_of, cluster_outlook, jobs_in, pay_of
from careerclusters.people import InterestAnswers, Person
from careerclusters.people.profile.instruments import form_items
from careerclusters.web.area_links import area_carried, carry
from careerclusters.web.profile_code import code_of

ME = code_of(
    Person(
        InterestAnswers("short", {item.item_id: 1 + at % 5 for at, item in enumerate(form_items("short"))})
    )
)
NURSE, CASHIER = "29-1141.00", "41-2011.00"
WITH_AREA = (
    "/about",
    "/clusters",
    "/clusters/G01",
    f"/occupations/{NURSE}",
    "/occupations?sort=pay",
    f"/compare?of={NURSE}&of={CASHIER}",
    "/lenses/no_degree",
    "/lenses",
    f"/next?of={CASHIER}",
    f"/plan?from={CASHIER}&to={NURSE}",
    "/map?colour=pay",
    "/closure?lost=welder%3D3",
    f"/results?me={ME}",
)


def data(client, path: str, **given) -> dict:
    answer = client.get("/api/v1" + path, params=given)
    assert answer.status_code == 200, answer.text[:300]
    return answer.json()["data"]


@pytest.fixture(scope="module")
def ohio(catalog):
    return area_of(catalog, "Ohio")


@pytest.mark.parametrize("path", WITH_AREA)
def test_every_link_and_form_of_a_page_leads_on_with_the_area(client, parse, path):
    page = parse(client.get(path + ("&" if "?" in path else "?") + "area=Ohio").text)
    assert page.problems == []
    inner = [
        one for one in page.all("a") if (one.get("href") or "").startswith("/") and "data-nation" not in one
    ]
    links = [one["href"] for one in inner if not one["href"].startswith(("/api/", "/download/"))]
    assert len(links) > 10
    # Usual places of a job lead to other areas.
    lost = [one for one in links if "area=" not in one]
    assert lost == []
    # Buttons that stand outside of forms share an empty one, and each brings its whole query.
    forms = [one for one in page.all("form") if one.get("action") != "/forget" and one.get("id") != "sent"]
    fields = [one for one in page.all("input") if one.get("name") == "area"]
    buttons = [one for one in page.all("button") if one.get("name") == "query"]
    assert len(fields) + len([one for one in buttons if "form" not in one]) == len(forms)
    assert all("area=Ohio" in one["value"] for one in buttons)


@pytest.mark.parametrize("path", WITH_AREA)
def test_without_an_area_nothing_is_added(client, parse, path):
    page = parse(client.get(path).text)
    links = [one for one in page.values("href") if "area=" in one and "/occupations/29-1141.00?" not in one]
    assert links == []


def test_carried_is_what_the_page_read(client):
    assert area_carried({"area": None, "area_problem": "unknown"}, "area=Atlantis") is None
    assert area_carried({"where": {"area": {"name": "Ohio"}}}, "area=oh") == "Ohio"
    assert area_carried({"area": "United States"}, "area=US") is None
    assert area_carried({}, "area=San+Jose") == "San Jose"
    assert area_carried({}, "area=US") is None


def test_carrying_keeps_anchors_other_areas_and_the_way_back():
    html = (
        '<a href="/a">1</a><a class="x" href="/b?c=1#d">2</a>'
        '<a href="/c?area=Iowa">3</a><a href="/d" data-nation>4</a>'
        '<a href="/static/x.css">5</a><a href="https://example.org/">6</a>'
        '<form action="/s"><input name="q"></form><form action="/forget" method="post"></form>'
        '<form action="/r"><button name="query" value="me=1">go</button></form>'
    )
    assert carry(html, 'A"&b') == (
        '<a href="/a?area=A%22%26b">1</a><a class="x" href="/b?c=1&amp;area=A%22%26b#d">2</a>'
        '<a href="/c?area=Iowa">3</a><a href="/d" data-nation>4</a>'
        '<a href="/static/x.css">5</a><a href="https://example.org/">6</a>'
        '<form action="/s"><input type="hidden" name="area" value="A&quot;&amp;b"><input name="q"></form>'
        '<form action="/forget" method="post"></form>'
        '<form action="/r"><button name="query" value="me=1&amp;area=A%22%26b">go</button></form>'
    )


def test_a_cluster_shows_the_areas_jobs_pay_and_members(client, app, catalog, ohio):
    state = app.state.store.current()
    rows = state.clustering.memberships
    rows = rows.filter((rows["level"] == state.main_level) & rows["is_primary"])
    told = cluster_outlook(
        catalog, rows.select("code_onet", "cluster_id", "membership_share"), "G01", area=ohio
    )
    shown = data(client, "/clusters/G01", area="Ohio")
    assert shown["outlook"]["jobs"]["value"] == told.jobs.value
    assert shown["pay"]["p50_usd"] == told.pay["p50"].value
    assert shown["pay"]["p50_usd"] != data(client, "/clusters/G01")["pay"]["p50_usd"]
    for member in shown["members"]:
        pay = pay_of(catalog, member["code_onet"][:7], area=ohio).median
        if not pay.unit.endswith("hour"):
            assert member["pay"]["value"] == pay.value
            assert member["pay"]["stands_in_for"] == pay.stands_in_for


def test_compare_lens_and_list_show_the_same_figures(client, catalog, ohio):
    pay, jobs = (
        pay_of(catalog, NURSE[:7], area=ohio).median.value,
        jobs_in(catalog, NURSE[:7], ohio).jobs.value,
    )
    side = data(client, "/compare", of=[NURSE, CASHIER], area="Ohio")["subjects"][0]
    assert (side["figures"][1]["value"], side["figures"][3]["value"]) == (pay, jobs)
    listed = data(client, "/occupations", sort="jobs", area="Ohio")
    row = next(one for one in listed["occupations"] if one["code_onet"] == NURSE)
    assert (row["pay"]["value"], row["jobs"]["value"]) == (pay, jobs)
    passed = data(client, "/lenses/no_degree", area="Ohio")
    own = [one for one in passed["occupations"] if one["group"] is None]
    first = own[0]
    assert first["jobs"]["value"] == jobs_in(catalog, first["code_onet"][:7], ohio).jobs.value
    assert [one["jobs"]["value"] or 0 for one in own] == sorted(
        (one["jobs"]["value"] or 0 for one in own), reverse=True
    )
    assert "in Ohio" in passed["finding"]


def test_results_count_the_areas_pay_and_openings(client, app, ohio):
    from careerclusters.web.profile_code import person_of

    state = app.state.store.current()
    told = state.atlas.match(person_of(ME), area="Ohio", draws=200)
    shown = data(client, "/results", me=ME, area="Ohio")
    assert [one["code_onet"] for one in shown["fits"]] == [one.code_onet for one in told.cards[:10]]
    for one in shown["fits"]:
        assert one["pay"]["area"] == "Ohio" or one["pay"]["stands_in_for"] == "Ohio"


def test_map_colours_by_the_areas_pay_and_says_what_is_national(client, catalog, ohio):
    shown = data(client, "/map", colour="pay", area="Ohio")
    assert "Ohio" in shown["key"]["title"]
    assert shown["key"]["source"] == "oews_areas"
    point = next(one for one in shown["points"] if one["code_onet"] == NURSE)
    text = pay_of(catalog, NURSE[:7], area=ohio).median.text()
    assert point["text"] == text
    assert sum(one["count"] for one in shown["key"]["shades"]) + shown["key"]["n_unknown"] == len(
        shown["points"]
    )
    growth = data(client, "/map", colour="growth", area="Ohio")["key"]
    assert "United States" in growth["note"]


def test_what_has_no_figure_there_names_what_stands_in(client, catalog):
    area = area_of(catalog, "Guam")
    rows = data(client, "/occupations", sort="pay", area="Guam")["occupations"]
    borrowed = [one for one in rows if one["pay"]["stands_in_for"]]
    assert borrowed
    assert {one["pay"]["stands_in_for"] for one in borrowed} == {area.name}
    page = client.get("/occupations?sort=pay&area=Guam").text
    assert re.search(r"<small>United States</small>", page)


@pytest.mark.parametrize(
    "path", ["/clusters/G01", "/lenses/no_degree", "/occupations", f"/compare?of={NURSE}&of={CASHIER}"]
)
def test_an_unknown_place_is_a_sentence_with_the_nations_figures(client, parse, path):
    answer = client.get(path + ("&" if "?" in path else "?") + "area=Atlantis")
    assert answer.status_code == 200
    page = parse(answer.text)
    assert "We don't know a place called “Atlantis”." in page.words
    # The same page in another language or as data is asked for the same place, and says the same of it.
    others = [one["href"] for one in page.all("a") if "lang" not in one and "href" in one]
    assert not [one for one in others if "Atlantis" in one and not one.startswith(("/api", "/download"))]


def test_pay_of_different_places_is_not_compared(client):
    """Guam has pay of cashiers and none of registered nurses."""
    shown = data(client, "/compare", of=[NURSE, CASHIER], area="Guam")
    assert [bool(one["figures"][1]["stands_in_for"]) for one in shown["subjects"]] == [True, False]
    assert "no pay is published for registered nurse" in shown["finding"]
    assert "highest typical pay" not in shown["finding"]
    page = client.get("/compare", params={"of": [NURSE, CASHIER], "area": "Guam"}).text
    assert "United States (none for Guam)" in page
    assert "highest typical pay" in data(client, "/compare", of=[NURSE, CASHIER], area="Ohio")["finding"]
