"""Pages in Spanish: no English left outside names, links stay in Spanish, English pages stay as they were."""

from __future__ import annotations

import re

import pytest
from walked_pages import EMBEDDED, NURSE, PAGES
from word_checks.english_left import english_in, page_texts

from careerclusters.language import current_language, languages

SHOWN = PAGES | EMBEDDED

NAMES = (
    "Career Clusters",
    "College Scorecard",
    "College Navigator",
    "CareerOneStop Training Finder",
    "CareerOneStop License Finder",
    "careerclusters evaluate clusters",
    "Apprenticeship.gov",
    "U.S. Department of Labor",
    "U.S. Department of Education",
    "O*NET",
)
"""Names of sources, offices and commands, which no language translates."""


@pytest.fixture(scope="module")
def names(atlas):
    """Names that stay as they are: of places, programs, and the official titles."""
    programs = set()
    if atlas.catalog.has("technologies"):
        programs = {name for name in atlas.catalog.table("technologies")["technology"] if " " in name}
    places = set(atlas.catalog.table("areas")["area_name"]) if atlas.catalog.has("areas") else set()
    return (*NAMES, *sorted(places | programs, key=len, reverse=True))


@pytest.mark.parametrize("path", SHOWN.values(), ids=SHOWN)
def test_nothing_is_left_in_english(client, names, path):
    spanish, english = client.get("/es" + path), client.get(path)
    assert spanish.status_code == english.status_code == 200
    texts = page_texts(spanish.text)
    near = [name for name in names if any(name in text for text in texts)]
    assert english_in(texts, page_texts(english.text), names=near) == []


def test_the_detector_finds_what_is_left():
    left = ["Where people go next", "Save", "usually a four-year degree of the college"]
    fine = ["A dónde va la gente", "Guardar", "Career Clusters"]
    assert english_in([*left, *fine], ["Where people go next"]) == left


LINKED = {name: path for name, path in PAGES.items() if name not in ("closure of", "brief")}
"""Pages whose address holds all; a list of lost jobs goes along with a button."""


@pytest.mark.parametrize("path", LINKED.values(), ids=LINKED)
def test_a_page_says_its_language_and_leads_to_the_other(client, parse, path):
    page = parse(client.get("/es" + path).text)
    assert page.problems == []
    assert page.all("html")[0]["lang"] == "es"
    english = [link for link in page.all("a") if link.get("lang") == "en"]
    assert [link["href"] for link in english] == [path]
    inside = [link["href"] for link in page.all("a") if link not in english]
    outside = [href for href in inside if href.startswith("/") and not href.startswith(("/es/", "/static/"))]
    assert outside == []
    forms = [form for form in page.all("form") if form.get("lang") != "en" and "action" in form]
    assert all(form["action"].startswith("/es/") for form in forms)
    back = [link for link in parse(client.get(path).text).all("a") if link.get("lang") == "es"]
    assert [link["href"] for link in back] == ["/es" + path]


def test_english_stays_as_it_was_whoever_asks_first(atlas, whole_atlas):
    """One makes all its parts when asked in Spanish; the other has those that were made and saved before."""
    from fastapi.testclient import TestClient

    from careerclusters.atlas import Atlas
    from careerclusters.web.app import create_app

    made, saved = Atlas.of(atlas.catalog, atlas.clustering), Atlas.open(whole_atlas)
    first, second = (TestClient(create_app(atlas=one)) for one in (made, saved))
    for path in SHOWN.values():
        first.get("/es" + path)
    for path in SHOWN.values():
        assert first.get(path).text == second.get(path).text
    assert current_language() == "en"


def test_a_language_is_taken_off_the_address_and_redirects_stay_in_it(client):
    assert languages() == ("en", "es")
    answer = client.post("/es/forget", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/es/")
    missing = client.get("/es/nowhere")
    assert missing.status_code == 404
    assert "No encontramos la página" in missing.text
    assert client.get("/en/map").status_code == 404
    assert client.get("/es").text == client.get("/es/").text


def test_data_keep_english_keys_and_codes(client):
    path = f"/api/v1/occupations/{NURSE}"
    english, spanish = client.get(path).json(), client.get("/es" + path).json()
    assert list(english["data"]) == list(spanish["data"])
    assert spanish["data"]["name"] == "Enfermero/a titulado/a (RN)"
    for row, fila in zip(english["data"]["memberships"], spanish["data"]["memberships"], strict=True):
        assert [row[key] for key in ("level", "role", "cluster_id")] == [
            fila[key] for key in ("level", "role", "cluster_id")
        ]
    assert spanish["links"]["html"].startswith("/es/")


def test_what_fills_a_slot_is_escaped(client):
    text = client.get("/es/search", params={"q": "<b>zzzqqq</b>{words}"}).text
    assert "<b>zzzqqq" not in text
    assert re.search(r"&lt;b&gt;zzzqqq&lt;/b&gt;\{words\}", text)
