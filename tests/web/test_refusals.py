"""Who is refused, and how: other hosts, other sites, odd bodies; what a browser keeps and forgets."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from careerclusters.people import InterestAnswers, Person
from careerclusters.web.hosts import is_known_host, is_own_request, names_of
from careerclusters.web.profile_code import code_of
from careerclusters.web.responses import accepts_gzip

ME = code_of(Person(InterestAnswers("short", {"R01": 5, "I01": 1, "A01": 3})))
SEND = {"content-type": "application/x-www-form-urlencoded"}


@pytest.mark.parametrize(
    ("header", "is_known"),
    [
        ("localhost", True),
        ("LOCALHOST:8642", True),
        ("127.0.0.1:8642", True),
        ("127.9.9.9", True),
        ("[::1]:8642", True),
        ("evil.example", False),
        ("localhost.evil.example", False),
        ("evil.example:127", False),
        ("127.0.0.1.evil.example", False),
        ("192.168.0.7", False),
        ("", False),
        (None, False),
        ("a" * 300, False),
        ("localhost\x00", False),
    ],
)
def test_hosts_of_a_server_that_only_this_machine_reaches(header, is_known):
    assert is_known_host(header, names_of("127.0.0.1")) is is_known


def test_hosts_of_a_server_that_others_reach():
    names = names_of("0.0.0.0", ["School.example"])
    assert is_known_host("192.168.0.7:8642", names)
    assert is_known_host("school.example", names)
    assert not is_known_host("evil.example", names)


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8642", "localhost.evil.example"])
@pytest.mark.parametrize("path", ["/", "/api/v1/clusters", "/static/explorer.css", "/nowhere", "/clusters/"])
def test_another_host_is_neither_served_nor_redirected_to(client, host, path):
    answer = client.get(path, headers={"host": host}, follow_redirects=False)
    assert answer.status_code == 400
    assert "location" not in answer.headers
    assert "doesn't go by that name" in answer.text


@pytest.mark.parametrize(
    ("headers", "is_own"),
    [
        ({}, True),
        ({"sec-fetch-site": "same-origin", "origin": "null"}, True),
        ({"sec-fetch-site": "none"}, True),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "same-site"}, False),
        ({"origin": "http://localhost:1", "host": "localhost:1"}, True),
        ({"origin": "http://localhost:2", "host": "localhost:1"}, False),
        ({"origin": "null", "host": "localhost:1"}, False),
        ({"origin": "http://evil.example", "host": "localhost:1"}, False),
    ],
)
def test_senders(headers, is_own):
    assert is_own_request(headers) is is_own


def test_other_sites_cannot_send(client):
    profile = {"profile": {"careerclusters_profile": 1}}
    for headers in ({"origin": "http://evil.example"}, {"sec-fetch-site": "cross-site"}):
        for path in ("/api/v1/results", "/forget", "/assess"):
            answer = client.post(path, json=profile["profile"], headers=headers, follow_redirects=False)
            assert answer.status_code == 403, (path, headers)


def test_a_sent_form_gives_the_page_that_the_address_gives(client):
    asked = client.get("/results", params={"me": ME})
    for body in (f"me={ME}", "query=me%3D" + ME):
        sent = client.post("/results", content=body, headers=SEND)
        assert sent.status_code == 200
        assert sent.text == asked.text
        assert "no-store" in sent.headers["cache-control"]
        assert "etag" not in sent.headers


def test_only_pages_about_a_person_take_forms(client):
    for path in ("/clusters", "/static/explorer.css", "/"):
        assert client.post(path, content="q=1", headers=SEND).status_code in (404, 405)
    assert client.post("/assess", content=b"me=\xff", headers=SEND).status_code == 400
    assert client.post("/assess", content="me=" + "1" * 20_000, headers=SEND).status_code == 413


def test_questions_are_sent_and_their_answers_stand_in_no_address(client):
    page = client.post("/assess", content=f"section=interests&me={ME}", headers=SEND).text
    assert '<form class="ask" id="ask" action="/assess" method="post"' in page
    # Without scripts, every link of the page that carries answers has a button beside it that sends them.
    own = page.count('href="/assess?') + page.count('href="/results?')
    assert own > 0
    assert page.count("<noscript><form") == own


@pytest.mark.parametrize(
    ("path", "is_kept"),
    [
        ("/plan?from=41-2011.00&to=29-1141.00", True),
        ("/plan?from=41-2011.00&to=29-1141.00&pay_min=30000", False),
        ("/plan?from=41-2011.00&to=29-1141.00&education_max=associate", False),
        ("/api/v1/plan?from=41-2011.00&to=29-1141.00&pay_min=30000", False),
        ("/occupations/41-2011.00/ways", True),
        ("/occupations/41-2011.00/ways?years_max=3", False),
        ("/clusters", True),
    ],
)
def test_plans_with_limits_of_a_person_are_kept_nowhere(app, client, path, is_kept):
    before = len(app.state.answers._kept)
    answer = client.get(path)
    assert answer.status_code == 200
    assert ("no-store" in answer.headers["cache-control"]) is not is_kept
    if not is_kept:
        assert len(app.state.answers._kept) == before


def test_forgetting_tells_the_browser_to_clear(client):
    answer = client.post("/forget", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert '"storage"' in answer.headers["clear-site-data"]
    assert client.get("/forget").status_code == 405
    assert 'action="/forget" method="post"' in client.get("/clusters").text


@pytest.mark.parametrize(
    ("header", "takes"),
    [
        ("gzip", True),
        ("gzip, br", True),
        ("GZIP;q=0.5", True),
        ("*", True),
        ("", False),
        ("br", False),
        ("gzip;q=0", False),
        ("gzip; q=0.0, *", False),
        ("*;q=0", False),
        ("identity, *;q=0", False),
        ("gzip;q=none", False),
        ("notgzip", False),
    ],
)
def test_compression_is_given_to_who_takes_it(client, header, takes):
    assert accepts_gzip(header) is takes
    answer = client.get("/static/explorer.css", headers={"accept-encoding": header})
    assert (answer.headers.get("content-encoding") == "gzip") is takes


@pytest.mark.parametrize("text", ["\ud800", "a\udfffb"])
@pytest.mark.parametrize(
    "profile",
    [
        lambda text: {
            "careerclusters_profile": 1,
            "strengths": {"occupations": [{"code_onet": text, "years": 1}]},
        },
        lambda text: {"careerclusters_profile": 1, "interests": {"form": text, "answers": {}}},
        lambda text: {"careerclusters_profile": 1, "interests": {"form": "short", "answers": {text: 1}}},
        lambda text: {"careerclusters_profile": 1, text: 1},
        lambda text: {"careerclusters_profile": text},
        lambda text: text,
        lambda text: [text],
    ],
)
def test_half_a_character_is_refused(client, profile, text):
    body = json.dumps(profile(text))
    answer = client.post("/api/v1/results", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 422
    assert answer.json()["ok"] is False


TEXTS = st.text(st.characters(), max_size=20) | st.sampled_from(["\ud800", "\0", "‮", "💥" * 9, "1e999", "="])
LEAVES = TEXTS | st.none() | st.booleans() | st.integers() | st.floats() | st.integers(10**300, 10**301)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)
FIELDS = {
    "interests": ("form", "answers", "skipped", "themes", "themes_standard_error"),
    "strengths": ("ratings", "occupations", "experiences"),
    "preferences": ("environment", "values", "lenses", "pay_wish_usd"),
    "constraints": ("environment", "job_zone_max", "education_max", "pay_min_usd"),
}


@settings(max_examples=120, suppress_health_check=list(HealthCheck))
@given(
    part=st.sampled_from([(part, name) for part, names in FIELDS.items() for name in names]),
    value=VALUES,
    path=st.sampled_from(["/api/v1/results", "/api/v1/you", "/api/v1/wishes", "/api/v1/strengths"]),
)
def test_any_value_of_any_field_has_an_answer(client, part, value, path):
    body = json.dumps({"careerclusters_profile": 1, part[0]: {part[1]: value}})
    answer = client.post(path, content=body, headers={"content-type": "application/json"})
    assert answer.status_code in (200, 400, 404, 413, 422), answer.text[:300]
    assert answer.json()["ok"] is (answer.status_code == 200)


def test_a_form_with_a_wrong_word_is_offered_again_as_it_was(client, parse):
    """Who mistypes a job or a place mends it where they are; a place that is near is one click away."""
    answer = client.get("/next", params={"of": "zzzqq", "area": "Ohio"})
    assert answer.status_code == 404
    page = parse(answer.text)
    fields = {one["name"]: one for one in page.all("input") if one.get("id", "").startswith("again-")}
    assert {name: one["value"] for name, one in fields.items()} == {"of": "zzzqq", "area": "Ohio"}
    assert "aria-invalid" in fields["of"]
    assert "aria-invalid" not in fields["area"]
    answer = client.get(
        "/plan", params={"from": "cashier", "to": "nurse", "area": "Narnia", "years_max": "3"}
    )
    page = parse(answer.text)
    near = next(one["href"] for one in page.all("a") if one["href"].startswith("/plan?"))
    assert "from=cashier" in near
    assert "years_max=3" in near
    assert "Narnia" not in near
    assert [one["value"] for one in page.all("input") if one.get("name") == "years_max"] == ["3"]
    assert "again-" not in client.get("/occupations/99-9999.00").text
