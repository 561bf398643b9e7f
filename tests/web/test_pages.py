"""Every page: it answers, it is sound HTML, and HTML and JSON are made from the same data."""

from __future__ import annotations

import csv
import gzip
import io
import re

import pytest
from walked_pages import NURSE, PAGES

HEAVIEST = {"/": 60_000, "/map": 120_000}


def api(path: str) -> str:
    return "/api/v1/home" if path == "/" else f"/api/v1{path}"


@pytest.fixture(scope="module")
def read(client, parse):
    known: dict[str, object] = {}

    def reading(path: str):
        if path not in known:
            answer = client.get(path)
            assert answer.status_code == 200, answer.text[:300]
            known[path] = parse(answer.text)
        return known[path]

    return reading


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_page_is_sound(read, path):
    page = read(path)
    assert page.problems == []
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    assert len(page.all("h1")) == 1
    assert len(page.all("main")) == 1
    assert page.all("html")[0]["lang"] == "en"
    assert any(link.get("href") == "#main" for link in page.all("a"))


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_page_needs_nothing_inline_and_nothing_from_elsewhere(read, path):
    page = read(path)
    assert page.values("style") == []
    assert [name for _, one in page.tags for name in one if name.startswith("on")] == []
    assert page.all("style") == []
    assert all(script.get("src", "").startswith("/static/") for script in page.all("script"))
    links = [link["href"] for link in page.all("link") if link["rel"] not in ("expect", "alternate")]
    fetched = links + page.values("src")
    assert all(address.startswith("/static/") for address in fetched)


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_every_field_has_a_label(read, path):
    page = read(path)
    labels = {one.get("for") for one in page.all("label")}
    assert {
        one["id"] for kind in ("input", "select") for one in page.all(kind) if one.get("type") != "hidden"
    } <= labels


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_references_within_the_page_lead_somewhere(read, path):
    page = read(path)
    ids = set(page.values("id"))
    inner = {
        link["href"][1:]
        for link in (*page.all("a"), *page.all("link"))
        if link.get("href", "").startswith("#")
    }
    inner |= {use["href"][1:] for use in page.all("use")}
    assert inner <= ids


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_html_and_json_are_made_from_the_same_data(app, client, monkeypatch, path):
    seen = []
    renderer = app.state.renderer
    original = renderer.page
    monkeypatch.setattr(
        renderer, "page", lambda page, data, **rest: seen.append(data) or original(page, data, **rest)
    )
    mark = "&" if "?" in path else "?"
    assert client.get(f"{path}{mark}fresh=1").status_code == 200
    answer = client.get(api(path)).json()
    assert answer["ok"] is True
    assert answer["data"] == seen[0]
    assert set(answer) == {"ok", "page", "data", "paging", "meta", "links"}
    assert client.get(answer["links"]["html"]).status_code == 200


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_links_offered_for_taking_away_work(client, read, path):
    page = read(path)
    # A button that sends a link's answers stands beside it, and offers the same once more.
    buttons = [one["formaction"] for one in page.all("button") if one.get("form") == "desk"]
    hrefs = [link.get("href", "") for link in page.all("a")] + buttons
    taken = [href for href in hrefs if href.startswith(("/download", "/api")) and "openapi" not in href]
    assert sum(href.startswith("/api") for href in taken) == 1
    assert len(set(taken)) <= 2
    for href in taken:
        answer = client.get(href)
        assert answer.status_code == 200
        if href.startswith("/download"):
            assert answer.headers["content-type"].startswith("text/csv")
            assert answer.headers["content-disposition"].startswith("attachment")


def test_links_of_all_pages_lead_somewhere(client, read):
    found = {link.get("href", "") for path in PAGES.values() for link in read(path).all("a")}
    ours = sorted(href for href in found if href.startswith("/"))
    some = ours[:: max(1, len(ours) // 150)]
    assert [href for href in some if client.get(href).status_code != 200] == []


def test_csv_holds_the_whole_list(client, clustering):
    rows = list(csv.DictReader(io.StringIO(client.get("/download/occupations.csv").text)))
    assert len(rows) == len(clustering.titles)
    assert {row["pay_unit"] for row in rows} == {"usd_per_year"}
    members = list(csv.DictReader(io.StringIO(client.get("/download/clusters/B01.csv").text)))
    assert {row["code_onet"] for row in members} == {
        code for code, one in clustering.labels("broad").items() if one == "B01"
    }


def test_pages_of_a_list_together_are_the_list(client, clustering):
    first = client.get("/api/v1/occupations").json()
    pages = first["paging"]["pages"]
    rows = [
        row
        for page in range(1, pages + 1)
        for row in client.get(f"/api/v1/occupations?page={page}").json()["data"]["occupations"]
    ]
    assert sorted(row["code_onet"] for row in rows) == sorted(clustering.titles)


def test_figures_carry_unit_year_and_source(client):
    def look(value):
        if isinstance(value, dict):
            if "unit" in value and "text" in value:
                yield value
            for part in value.values():
                yield from look(part)
        elif isinstance(value, list):
            for part in value:
                yield from look(part)

    for path in ("/clusters/M01", f"/occupations/{NURSE}", "/industries/622"):
        answer = client.get(f"/api/v1{path}").json()
        figures = list(look(answer["data"]))
        known = {source["id"] for source in answer["meta"]["sources"]}
        assert figures
        assert all(one["unit"] and one["year"] and one["source"] in known for one in figures)


def test_cluster_page_says_that_it_is_no_destiny(client, read):
    data = client.get("/api/v1/clusters/M01").json()["data"]
    assert "A group is not a destiny" in read("/clusters/M01").words
    assert data["outlook"]["leaving"]["text"] in read("/clusters/M01").words


def test_map_lists_every_occupation_as_a_link_with_its_plain_name(client, read, clustering):
    page = read("/map")
    marks = [one for one in page.all("a") if "data-p" in one]
    assert len(marks) == len({one["href"] for one in marks}) == len(clustering.titles)
    data = client.get("/api/v1/map").json()["data"]
    assert all(0 <= one[axis] <= data["side"] for one in data["points"] for axis in ("x", "y"))
    drawn = sum(path["d"].count("M") for path in page.all("path") if "dots" in (path.get("class") or ""))
    assert drawn == len(clustering.titles)
    names = {one["code_onet"]: one["name"] for one in data["points"]}
    assert names[NURSE] == "Registered nurse"


def test_shades_of_the_map_follow_the_figures(client):
    found = client.get("/api/v1/map?colour=pay").json()["data"]
    rows = {
        one["code_onet"]: one
        for one in client.get("/api/v1/occupations?sort=pay").json()["data"]["occupations"]
    }
    shades = {one["code_onet"]: one["shade"] for one in found["points"]}
    assert {shades[code] for code in rows} == {4}
    assert sum(one["count"] for one in found["key"]["shades"]) + found["key"]["n_unknown"] == len(shades)
    assert sum(shade is None for shade in shades.values()) == found["key"]["n_unknown"]


def test_places_and_orders_that_do_not_exist_are_refused(client):
    assert client.get("/map?at=2,0").status_code == 422
    assert client.get("/map?at=nan,0").status_code == 422
    assert client.get("/map?colour=luck").status_code == 404
    assert client.get("/occupations?sort=luck").status_code == 404
    assert client.get("/map?colour=&lens=&find=").status_code == 200


def test_orders_put_borrowed_figures_last_and_the_unknown_last_of_each(client):
    for name in ("pay", "growth", "jobs"):
        given = {"sort": name, "page": 1}
        last = client.get("/api/v1/occupations", params=given).json()["data"]["paging"]["pages"]
        rows = [
            row[name]
            for page in range(1, last + 1)
            for row in client.get("/api/v1/occupations", params={**given, "page": page}).json()["data"][
                "occupations"
            ]
        ]
        is_borrowed = [one["group"] is not None for one in rows]
        assert is_borrowed == sorted(is_borrowed)
        for part in (False, True):
            shown = [one for one in rows if (one["group"] is not None) == part]
            numbers = [one["value"] if one["value"] is not None else one["at_least"] for one in shown]
            known = [one for one in numbers if one is not None]
            assert numbers == sorted(known, reverse=True) + [None] * (len(numbers) - len(known))


def test_compare_refuses_five(client):
    assert client.get("/compare?" + "&".join(["of=nurse"] * 5)).status_code == 422


def test_search_finds_every_kind(client):
    def kinds(words):
        return {
            hit["kind"] for hit in client.get("/api/v1/search", params={"q": words}).json()["data"]["hits"]
        }

    assert "occupation" in kinds("registred nurse")
    assert "industry" in kinds("hospitals")
    assert "lens" in kinds("outdoors")
    name = client.get("/api/v1/clusters").json()["data"]["clusters"][0]["name"]
    assert "cluster" in kinds(name)


@pytest.mark.parametrize("path", [*HEAVIEST, "/clusters/B01", "/occupations/29-1141.00", PAGES["plan made"]])
def test_weight_over_the_wire(client, read, path):
    page = read(path)
    parts = [path] + [link["href"] for link in page.all("link")] + [one["src"] for one in page.all("script")]
    weight = sum(len(gzip.compress(client.get(part).content, 6)) for part in parts)
    assert weight <= HEAVIEST.get(path, 150_000)


def test_sizes_of_text_come_from_one_scale(client):
    css = client.get("/static/explorer.css").text
    sizes = set(re.findall(r"font-size: ([^;}]+)", css))
    assert {one for one in sizes if not one.strip().startswith(("var(--s", "clamp("))} <= {
        ".95rem",
        ".7em",
        "10.5pt",
        "62%",
    }
