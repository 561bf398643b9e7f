"""Search: every kind is found, by first letters and with slips; hostile words cost little."""

from __future__ import annotations

import random
import re
import string

import pytest

from careerclusters.web.pages.search import KINDS, search
from careerclusters.web.queries.find import find_beginnings, find_clusters, find_names


@pytest.fixture(scope="module")
def state(app):
    return app.state.store.current()


def found(state, words, kind):
    return [hit.title for hit in search(state, q=words).hits if hit.kind == kind]


@pytest.mark.parametrize(
    ("words", "kind", "title"),
    [
        ("registred nurse", "occupation", "Registered Nurses"),
        ("RN", "occupation", "Registered Nurses"),
        ("nu", "occupation", "Registered Nurses"),
        ("critcal thinking", "element", "Critical thinking"),
        ("active listening", "element", "Listening closely"),
        ("powerpoint", "technology", "Microsoft PowerPoint"),
        ("pythn", "technology", "Python"),
        ("hospitl", "industry", "Hospitals"),
        ("622", "industry", "Hospitals"),
        ("ou", "lens", "Outdoors"),
        ("outdors", "lens", "Outdoors"),
        ("soldadora", "occupation", "Welders, Cutters, Solderers, and Brazers"),
        ("trabajar con niños", "wish", "Jobs with kids"),
    ],
)
def test_it_is_found(state, words, kind, title):
    assert title in found(state, words, kind)


def test_what_shares_no_word_with_the_typed_is_left_out(state):
    titles = found(state, "programming", "occupation")
    assert titles[0] == "Computer Programmers"
    assert "Shoe Machine Operators and Tenders" not in titles
    assert len(found(state, "nurse", "occupation")) == 12


def test_clusters_are_found_by_id_and_by_beginnings_of_words(state):
    cluster_id, name = next(iter(state.names.items()))
    assert find_clusters(state, cluster_id.lower(), limit=3) == [cluster_id]
    begun = " ".join(word[:4] for word in name.replace(",", "").split() if word != "and")
    assert cluster_id in find_clusters(state, begun, limit=20)


def test_two_letters_give_large_occupations_first(state):
    codes = find_beginnings(state, "nu", limit=5)
    assert "29-1141.00" in codes
    said = {code: f"{state.plain_name(code)} {state.clustering.titles[code]}".lower() for code in codes}
    assert all(any(word.startswith("nu") for word in words.split()) for words in said.values())
    assert find_beginnings(state, "n", limit=5) == []


@pytest.mark.parametrize(
    ("letters", "names"),
    [
        ("electri", {"Electrician"}),
        ("nur", {"Registered nurse"}),
        ("teach", {"High school teacher", "Elementary school teacher"}),
        ("weld", {"Welder"}),
        ("truck", {"Truck driver (heavy)"}),
        ("account", {"Accountant or auditor"}),
        ("driv", {"Truck driver (heavy)"}),
        ("phar", {"Pharmacy technician", "Pharmacist"}),
        ("music", {"Musician or singer"}),
    ],
)
def test_the_first_letters_lead_to_what_people_most_mean(state, letters, names):
    occupations = [hit for hit in search(state, q=letters).hits if hit.kind == "occupation"]
    assert occupations[0].name in names
    suggested = [hit for hit in search(state, q=letters).first if hit.kind == "occupation"]
    assert suggested[0].name in names


def test_a_job_found_says_what_it_is_and_what_it_pays(state):
    first = next(hit for hit in search(state, q="electri").hits if hit.kind == "occupation")
    assert re.fullmatch(r"[A-Z][^<]+\. Typical pay: \$\d\d,\d{3} a year\.", first.says)
    assert all(hit.says is None for hit in search(state, q="hospitals").hits if hit.kind != "occupation")


def test_work_that_is_only_spelt_alike_is_left_out_where_names_begin_so(state):
    """ "phar" is near "cha", and a dean near "den": neither is meant."""
    assert not {"Gem cutter and grader", "Jeweler"} & {hit.name for hit in search(state, q="phar").hits}
    assert "College dean or administrator" not in {hit.name for hit in search(state, q="den").hits}


def test_every_asked_word_must_be_in_a_name(state):
    assert find_names(state, "hospitals spaceship", limit=5) == {}


def test_the_short_list_mixes_kinds_and_begins_with_what_is_called_so(state):
    first = search(state, q="outdoors").first
    assert first[0].title == "Outdoors"
    assert len(first) == len(set(first)) <= 8
    page = search(state, q="health")
    kinds = [hit.kind for hit in page.hits]
    assert kinds == sorted(kinds, key=list(KINDS).index)
    assert {"occupation", "cluster", "industry"} <= {hit.kind for hit in page.first}


def test_signs_alone_find_nothing(state):
    for words in ("", " ", "%%%", "((((", "日本語", "\u202e\u0000"):
        assert search(state, q=words).hits == ()


def hostile():
    letters = random.Random(7)
    words = ["".join(letters.choices(string.ascii_lowercase, k=4)) for _ in range(40)]
    return {
        "forty unknown words": " ".join(words),
        "one long word": "e" * 200,
        "a word again and again": "engineeer " * 20,
        "single letters": "a b c d " * 25,
        "accents": "é" * 200,
        "brackets": "nurse (" * 28,
        "commas": "manager, " * 22,
    }


@pytest.mark.parametrize("words", hostile().values(), ids=hostile())
def test_hostile_words_are_answered(client, words):
    answer = client.get("/api/v1/search", params={"q": words[:200]})
    assert answer.status_code == 200


def test_more_than_two_hundred_letters_are_refused(client):
    assert client.get("/api/v1/search", params={"q": "x" * 201}).status_code == 422


def test_many_unknown_words_do_not_multiply(state):
    """Forty words that each have several corrections have billions of readings; few are made."""
    words = tuple(hostile()["forty unknown words"].split())
    speller = state.atlas.titles._speller
    readings = speller.readings(words)
    assert 1 <= len(readings) <= 4
    assert sum(one.weight for one in readings) == pytest.approx(1)


def test_several_wishes_lead_to_one_list_that_meets_them(client, parse):
    answer = client.get("/api/v1/search", params={"q": "work with kids and no degree"}).json()
    first = (answer.get("data") or answer)["first"][0]
    assert first["href"] == "/wishes/kids+no_degree"
    jobs = [hit["name"] for hit in (answer.get("data") or answer)["hits"] if hit["kind"] == "occupation"]
    assert "Nanny" in jobs
    assert "Licensed practical nurse" not in jobs
    page = parse(client.get(first["href"]).text)
    assert page.problems == []
    assert "Jobs that meet both wishes" in page.words
    assert "Nanny" in page.words


def test_a_list_that_would_be_empty_says_so_and_shows_the_first(client, parse):
    page = parse(client.get("/wishes/games+plants").text)
    assert "No job meets all of these wishes. This is the list for the first: Jobs with games." in page.words
    assert page.words.count("esports") + page.words.count("game") > 2
    assert client.get("/wishes/games+unsure").status_code == 404
    assert client.get("/wishes/a+b").status_code == 404


@pytest.mark.parametrize(
    ("letters", "code"), [("enf", "29-1141.00"), ("plom", "47-2152.00"), ("soldad", "51-4121.00")]
)
def test_the_start_of_a_spanish_word_suggests_the_job_that_is_called_so(client, letters, code):
    found = client.get("/es/api/v1/search", params={"q": letters}).json()["data"]["first"]
    assert code in [hit["key"] for hit in found[:4] if hit["kind"] == "occupation"]
