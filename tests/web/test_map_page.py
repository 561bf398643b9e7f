"""The map and its table: colours, lens, a place of one's own, order; the same figures in both."""

from __future__ import annotations

import csv
import gzip
import io
from types import SimpleNamespace

import pytest

from careerclusters.web import colour_scale

COLOURS = ("broad", "middle", "pay", "growth", "exposure")


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
    monkeypatch.setattr(colour_scale, "_values", lambda state, colour: (paid, {}, True))
    state = SimpleNamespace(clustering=SimpleNamespace(titles=paid))
    words = [shade.words for shade in colour_scale._made(state, "pay").key.shades]
    assert [one.endswith("or more") for one in words] == [False] * (len(words) - 1) + [True]


def test_unknown_is_hollow_and_says_so(client, parse):
    page = parse(client.get("/map?colour=exposure").text)
    n_unknown = data_of(client, "/map?colour=exposure")["key"]["n_unknown"]
    marks = [one for one in page.all("a") if one.get("tabindex") == "-1"]
    assert sum(one["class"] == "vn" for one in marks) == n_unknown
    assert page.words.count("not known") > n_unknown


def test_middle_clusters_each_have_a_mark_of_their_own(client, parse, clustering):
    data = data_of(client, "/map?colour=middle")
    labels = clustering.labels("group")
    order = [one["cluster_id"] for one in data["clusters"]]
    assert order == clustering.at("group")["cluster_id"].to_list()
    assert all(order[one["group"]] == labels[one["code_onet"]] for one in data["points"])
    text = client.get("/map?colour=middle").text
    looks = {(f"k{at % 10}", text.split(f'<g id="s{at}">')[1].split("</g>")[0]) for at in range(len(order))}
    assert len(looks) == len(order)


def test_outside_the_lens_is_dim_whatever_the_colour(client):
    for colour in COLOURS:
        data = data_of(client, f"/map?lens=trades&colour={colour}")
        shown = {one["code_onet"] for one in data["points"] if not one["is_dim"]}
        table = client.get("/download/occupations.csv?lens=trades").text
        assert shown == {row["code_onet"] for row in csv.DictReader(io.StringIO(table))}


def test_names_of_three_levels(client, clustering):
    levels = data_of(client, "/map")["labels"]
    assert [one["level"] for one in levels] == ["broad", "group", "fine"]
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
    parts = [path] + [one["href"] for one in page.all("link")] + [one["src"] for one in page.all("script")]
    assert sum(len(gzip.compress(client.get(part).content, 6)) for part in parts) <= 250_000
