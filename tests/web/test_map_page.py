"""The map and its table: colours, lens, a place of one's own, order; the same figures in both."""

from __future__ import annotations

import csv
import gzip
import io
from types import SimpleNamespace

import pytest

from careerclusters.web import colour_scale

COLOURS = ("clusters", "pay", "growth", "exposure")


def data_of(client, path):
    answer = client.get(f"/api/v1{path}")
    assert answer.status_code == 200, answer.text[:200]
    return answer.json()["data"]


@pytest.mark.parametrize("colour", ["pay", "growth", "exposure"])
def test_shades_hold_all_that_is_known(client, clustering, colour):
    data = data_of(client, f"/map?colour={colour}")
    known = [one for one in data["points"] if one["shade"] is not None]
    assert sum(one["count"] for one in data["key"]["shades"]) == len(known)
    assert data["key"]["n_unknown"] == len(clustering.titles) - len(known) > 0
    assert all(one["text"] is None for one in data["points"] if one["shade"] is None)
    assert data["key"]["year"]
    assert data["key"]["source"] in data["sources"]


def test_shades_rise_with_pay(client):
    points = data_of(client, "/map?colour=pay")["points"]
    with io.StringIO(client.get("/download/occupations.csv").text) as text:
        pay = {row["code_onet"]: float(row["pay"] or "nan") for row in csv.DictReader(text)}
    known = sorted((one["shade"], pay[one["code_onet"]]) for one in points if one["shade"] is not None)
    lowest = {shade: min(value for one, value in known if one == shade) for shade in range(5)}
    assert list(lowest.values()) == sorted(lowest.values())


def test_a_figure_at_the_publishers_limit_says_or_more(monkeypatch):
    """No national figure of 2025 is at the limit; those of areas and of other years can be."""
    paid = {str(at): 50_000.0 + at for at in range(20)}
    monkeypatch.setattr(colour_scale, "_values", lambda state, colour, area: (paid, {}, True))
    state = SimpleNamespace(clustering=SimpleNamespace(titles=paid))
    words = [shade.words for shade in colour_scale._made(state, "pay", None).key.shades]
    assert [one.endswith("or more") for one in words] == [False] * (len(words) - 1) + [True]


def test_the_list_of_the_page_holds_what_the_map_is_drawn_from(client, parse):
    data = data_of(client, "/map?colour=exposure&lens=no_degree&pay_min=60000")
    points = {f"/occupations/{one['code_onet']}": one for one in data["points"]}
    page = parse(client.get("/map?colour=exposure&lens=no_degree&pay_min=60000").text)
    links = [one for one in page.all("a") if "data-p" in one]
    assert {one["href"] for one in links} == points.keys()
    for link in links:
        x, y, size, pay, _growth, passes, shade, is_least = link["data-p"].split(",")
        point = points[link["href"]]
        assert (int(x), int(y), int(size)) == (round(point["x"]), round(point["y"]), point["size"])
        assert (pay or None) == (None if point["pay_usd"] is None else str(point["pay_usd"]))
        assert (shade or None) == (None if point["shade"] is None else str(point["shade"]))
        assert int(passes) == point["passes"]
        assert bool(is_least) == point["is_pay_least"]
    hidden = sum("hidden" in one for one in page.all("li"))
    assert hidden == len(links) - data["n_shown"]


def test_groups_of_the_map_are_the_main_clusters(client, app):
    state = app.state.store.current()
    data = data_of(client, "/map")
    labels = state.clustering.labels(state.main_level)
    order = [one["cluster_id"] for one in data["clusters"]]
    assert order == state.clustering.at(state.main_level)["cluster_id"].to_list()
    assert all(order[one["group"]] == labels[one["code_onet"]] for one in data["points"])
    assert all(one["place"] == state.places[labels[one["code_onet"]]] for one in data["points"])


def test_filters_count_what_passes_and_what_is_not_known(client):
    data = data_of(client, "/map")
    for at, one in enumerate(data["filters"]):
        assert one["count"] == sum(point["passes"] >> at & 1 for point in data["points"])
        assert one["unknown_count"] == sum(point["unknown"] >> at & 1 for point in data["points"])
        assert not any(point["passes"] & point["unknown"] for point in data["points"])
        table = client.get(f"/download/occupations.csv?lens={one['lens']}").text
        assert one["count"] == len(list(csv.DictReader(io.StringIO(table))))


def test_filters_together_let_through_only_what_passes_each(client):
    both = data_of(client, "/map?lens=no_degree&lens=growing&pay_min=50000")
    alone = [data_of(client, f"/map?{one}") for one in ("lens=no_degree", "lens=growing", "pay_min=50000")]
    shown = [{one["code_onet"] for one in data["points"] if not one["is_dim"]} for data in (both, *alone)]
    assert shown[0] == shown[1] & shown[2] & shown[3]
    assert 0 < len(shown[0]) == both["n_shown"] < min(map(len, shown[1:]))
    assert all(one["pay_usd"] >= 50000 for one in both["points"] if not one["is_dim"])


def test_pay_of_an_area_is_its_own_or_says_whose_it_is(client, catalog):
    data = data_of(client, "/map?area=ohio")
    assert data["area"] == data["figures"]["pay_usd"]["area"] == "Ohio"
    rows = catalog.table("area_wages").filter(area_code="3900000")
    own = dict(rows.select("code_published", "wage_median_usd").iter_rows())
    nurse = next(one for one in data["points"] if one["code_onet"] == "29-1141.00")
    assert nurse["pay_usd"] == own["29-1141"]
    assert nurse["pay_area"] is None
    borrowed = [one for one in data["points"] if one["pay_area"]]
    assert borrowed
    assert {one["pay_area"] for one in borrowed} == {"United States"}
    assert client.get("/map?area=qqqqqq").status_code == 404


def test_a_card_holds_name_sentence_pay_likes_and_moves(client):
    card = data_of(client, "/occupations/53-7065.00/card")
    assert card["name"] != card["title"]
    assert card["sentence"].endswith(".")
    assert len(card["neighbours"]) == 5
    gains = [one["pay_gain_usd"] for one in card["moves"]]
    assert 0 < sum(gain > 0 for gain in gains) <= 4
    assert [gain > 0 for gain in gains] == sorted((gain > 0 for gain in gains), reverse=True)
    pay = {
        one["code_onet"]: one["pay_usd"]
        for one in data_of(client, "/map")["points"]
        if one["pay_usd"] is not None
    }
    for move in card["moves"]:
        assert move["pay_gain_usd"] == pay[move["code_onet"]] - pay["53-7065.00"]


def test_a_card_of_an_area_says_where_its_figures_are_from(client, parse):
    card = data_of(client, "/occupations/29-1141.00/card?area=Ohio")
    assert card["area"] == card["pay"]["area"] == card["jobs"]["area"] == "Ohio"
    assert card["growth"]["area"] == "United States"
    assert "Ohio" in parse(client.get("/occupations/29-1141.00/card?area=Ohio").text).words


def test_outside_the_lens_is_dim_whatever_the_colour(client):
    for colour in COLOURS:
        data = data_of(client, f"/map?lens=trades&colour={colour}")
        shown = {one["code_onet"] for one in data["points"] if not one["is_dim"]}
        table = client.get("/download/occupations.csv?lens=trades").text
        assert shown == {row["code_onet"] for row in csv.DictReader(io.StringIO(table))}


def test_names_of_the_main_and_the_fine_level(client, app, clustering):
    levels = data_of(client, "/map")["labels"]
    assert [one["level"] for one in levels] == [app.state.store.current().main_level, clustering.levels[-1]]
    for one in levels:
        assert len(one["labels"]) == clustering.at(one["level"]).height


def test_a_place_of_ones_own(client, parse):
    data = data_of(client, "/map?at=0,1")
    assert data["you"] == [28, 28]
    assert "You" in parse(client.get("/map?at=0.3,0.65&colour=pay").text).text


@pytest.mark.parametrize("at", ["2,0", "-0.1,0.5", "nan,0.5", "0.5", "a,b", "0.1,0.2,0.3", "inf,0", "<b>,1"])
def test_a_place_off_the_map_is_refused(client, at):
    answer = client.get("/map", params={"at": at})
    assert answer.status_code == 422
    assert "<b>" not in answer.text


@pytest.mark.parametrize("path", ["/map?colour=mauve", "/occupations?sort=mauve", "/map?lens=mauve"])
def test_what_is_not_there_is_named(client, path):
    answer = client.get(path)
    assert answer.status_code == 404
    assert "mauve" in answer.text


@pytest.mark.parametrize("sort", ["pay", "jobs", "growth", "exposure"])
def test_table_in_order_with_the_unknown_last(client, parse, sort):
    text = client.get(f"/download/occupations.csv?sort={sort}").text
    rows = list(csv.DictReader(io.StringIO(text)))
    # A group's figure says nothing of one of its parts: occupations with figures of their own come first.
    parts = [[row for row in rows if bool(row["group"]) == is_borrowed] for is_borrowed in (False, True)]
    assert sort == "exposure" or rows == [*parts[0], *parts[1]]
    for part in [rows] if sort == "exposure" else parts:
        known = [float(row[sort]) for row in part if row[sort]]
        assert known == sorted(known, reverse=True)
    page = parse(client.get(f"/occupations?sort={sort}&lens=growing").text)
    assert [one["aria-sort"] for one in page.all("th") if "aria-sort" in one] == ["descending"]
    orders = {one["href"] for one in page.all("a") if one.get("href", "").startswith("/occupations?")}
    assert any("sort=growth" in one and "lens=growing" in one for one in orders)


def test_table_by_title_first(client, parse):
    page = parse(client.get("/occupations").text)
    assert [one["aria-sort"] for one in page.all("th") if "aria-sort" in one] == ["ascending"]


@pytest.mark.parametrize("colour", COLOURS)
def test_weight_with_every_colour(client, parse, colour):
    path = f"/map?colour={colour}&lens=trades"
    page = parse(client.get(path).text)
    # The same page in another language is named, not loaded.
    linked = [one["href"] for one in page.all("link") if one["rel"] != "alternate"]
    parts = [path, *linked, *(one["src"] for one in page.all("script"))]
    assert sum(len(gzip.compress(client.get(part).content, 6)) for part in parts) <= 90_000
