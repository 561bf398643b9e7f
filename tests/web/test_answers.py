"""Headers, caches, errors, hostile input, and a clustering replaced while pages are read."""

from __future__ import annotations

import gzip
import threading

import pytest
from fastapi.testclient import TestClient

from careerclusters.errors import DataError
from careerclusters.web.app import create_app
from careerclusters.web.pages import PAGES
from careerclusters.web.responses import Answer, Answers, csv_text
from careerclusters.web.state import Store

EVERYWHERE = [
    "/",
    "/api/v1/home",
    "/nowhere",
    "/static/explorer.css",
    "/occupations?page=0",
    "/api/v1/nowhere",
]
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 7 }}",
    "../../../../etc/passwd",
    "' OR 1=1 --",
    "\x00\x01\x02",
    "A" * 200,
    "a " * 100,
    "(a+)+$" * 20,
    "%s%n%x",
    "😀" * 40,
    "‮evil",
]


@pytest.mark.parametrize("path", EVERYWHERE)
def test_headers_forbid_what_pages_never_do(client, path):
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"


def test_etag_saves_the_second_answer(client):
    first = client.get("/clusters")
    again = client.get("/clusters", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    other = client.get("/clusters?level=fine", headers={"If-None-Match": first.headers["etag"]})
    assert other.status_code == 200


def test_compressed_and_plain_hold_the_same(client):
    packed = client.get("/about", headers={"Accept-Encoding": "gzip"})
    bare = client.get("/about", headers={"Accept-Encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in bare.headers
    assert packed.content == bare.content
    assert packed.headers["vary"] == "Accept-Encoding"


def test_head_is_answered_without_body(client):
    answer = client.head("/clusters")
    assert (answer.status_code, answer.content) == (200, b"")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nowhere", 404),
        ("/clusters/zzzz", 404),
        ("/occupations/99-9999.00", 404),
        ("/industries/00", 404),
        ("/lenses/zzzz", 404),
        ("/occupations?page=9999", 404),
        ("/clusters?level=tiny", 404),
        ("/occupations?page=0", 422),
        ("/occupations?page=two", 422),
        ("/search?q=" + "a" * 201, 422),
        ("/compare?of=zzzzqqqxx&of=nurse", 404),
    ],
)
def test_errors_have_one_shape_and_a_page(client, parse, path, status):
    page, answer = client.get(path), client.get(f"/api/v1{path}")
    assert (page.status_code, answer.status_code) == (status, status)
    assert parse(page.text).problems == []
    body = answer.json()
    assert body["ok"] is False
    assert set(body["error"]) == {"status", "error", "what", "seen", "todo", "closest"}
    assert body["error"]["status"] == status
    assert answer.headers["cache-control"] == "no-store"


def test_only_reading_is_possible(client):
    for path in ("/", "/api/v1/clusters"):
        assert client.post(path, content=b"x").status_code == 405


def test_a_defect_shows_no_inner_words(app, monkeypatch):
    client = TestClient(app, raise_server_exceptions=False)
    monkeypatch.setattr(app.state.store, "current", lambda: 1 / 0)
    page, answer = client.get("/clusters"), client.get("/api/v1/clusters")
    assert (page.status_code, answer.status_code) == (500, 500)
    assert "division" not in page.text + answer.text
    assert "content-security-policy" in page.headers
    assert answer.json()["error"]["error"] == "Defect"


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_are_words(client, parse, text):
    for path, name in (("/search", "q"), ("/industries", "q"), ("/compare", "of"), ("/map", "find")):
        for prefix in ("", "/api/v1"):
            answer = client.get(prefix + path, params={name: text[:120]})
            assert answer.status_code in (200, 404, 422)
            if not prefix:
                page = parse(answer.text)
                assert page.problems == []
                assert [one for one in page.all("script") if "src" not in one] == []
                assert page.all("img") == []
                assert "49" not in page.words.split()


@pytest.mark.parametrize("text", HOSTILE[:8], ids=range(8))
def test_hostile_addresses_lead_nowhere(client, text):
    from urllib.parse import quote

    for folder in (
        "/clusters/",
        "/occupations/",
        "/industries/",
        "/lenses/",
        "/static/",
        "/download/clusters/",
    ):
        assert client.get(folder + quote(text, safe="")).status_code in (404, 422)


def test_very_long_addresses_are_refused(client):
    answer = client.get("/search?q=a&x=" + "b" * 5000)
    assert answer.status_code == 414
    assert answer.json()["ok"] is False


def test_unknown_parameters_change_nothing(client):
    assert client.get("/clusters?utm=1&__proto__=2").text.count("<h1>") == 1


def test_description_of_the_interface(client):
    found = client.get("/api/v1/openapi.json").json()
    reader = found["paths"].pop("/api/v1/read")
    assert reader.keys() == {"post"}  # a text comes in the body, and nothing of it is kept
    assert len(found["paths"]) == len(PAGES)
    for operations in found["paths"].values():
        assert "get" in operations
        assert operations.keys() <= {"get", "post"}
        for one in operations.values():
            assert {"200", "404", "422"} <= set(one["responses"])
            assert one["summary"]
            assert ("requestBody" in one) == (one is operations.get("post"))


def test_csv_takes_no_formula_along():
    text = csv_text([{"name": "=1+1", "value": -2, "at": None}, {"name": "@x", "value": 3, "at": ["a", "b"]}])
    assert text == "name,value,at\r\n'=1+1,-2,\r\n'@x,3,a; b\r\n"


def test_kept_answers_are_bounded():
    answers = Answers(limit_bytes=5000)
    made = [Answer(b"x" * 1000, "text/plain", str(at)) for at in range(9)]
    for at, one in enumerate(made):
        assert answers.get(at, lambda one=one: one) is one
    assert answers.get(8, lambda: pytest.fail("was kept")) is made[8]
    assert answers.get(0, lambda: made[1]) is made[1]


def test_a_rebuild_shows_without_a_restart(save_atlas, clustering, renamed, tmp_path):
    save_atlas(clustering, tmp_path)
    app = create_app(folder=tmp_path)
    client = TestClient(app)
    before = client.get("/clusters")
    save_atlas(renamed, tmp_path)
    app.state.store.reload()
    after = client.get("/clusters", headers={"If-None-Match": before.headers["etag"]})
    assert after.status_code == 200
    assert " again" in after.text
    assert " again" not in before.text


def test_a_broken_file_leaves_the_pages_as_they_were(save_atlas, clustering, tmp_path):
    save_atlas(clustering, tmp_path)
    path = tmp_path / "current"
    store = Store(folder=tmp_path)
    state = store.current()
    path.write_bytes(b"broken")
    assert store.reload() is state
    path.unlink()
    assert store.reload() is state


def test_readers_see_the_old_or_the_new_never_a_mixture(
    save_atlas, clustering, renamed, tmp_path, monkeypatch
):
    monkeypatch.setattr("careerclusters.web.state.CHECK_SECONDS", 0.0)
    both = [clustering, renamed]
    save_atlas(both[0], tmp_path)
    app = create_app(folder=tmp_path)
    problems: list[str] = []
    is_over = threading.Event()

    def look() -> None:
        client = TestClient(app, raise_server_exceptions=False)
        while not is_over.is_set():
            answer = client.get("/api/v1/clusters?level=fine")
            names = [one["name"].endswith(" again") for one in answer.json()["data"]["clusters"]]
            if answer.status_code != 200 or len(set(names)) != 1:
                problems.append(answer.text[:100])

    readers = [threading.Thread(target=look) for _ in range(3)]
    for reader in readers:
        reader.start()
    for at in range(6):
        save_atlas(both[(at + 1) % 2], tmp_path)
        app.state.store.reload()
    is_over.set()
    for reader in readers:
        reader.join()
    assert problems == []


def test_without_an_atlas_the_error_says_what_to_do(tmp_path):
    with pytest.raises(DataError, match="careerclusters build"):
        create_app(folder=tmp_path / "absent")


def test_compressed_bodies_are_the_same_in_every_run(client, app):
    client.get("/about")
    packed = [one for key, one in app.state.answers._kept.items() if "/about" in key]
    assert gzip.decompress(packed[0].packed) == packed[0].body
    assert packed[0].packed[4:8] == b"\0\0\0\0"
