"""The addresses of a class: who gets in, who sees what, what is refused, and that nothing is kept."""

from __future__ import annotations

import dataclasses
import json
import re

import pytest
from fastapi.testclient import TestClient

from careerclusters.web.app import create_app
from careerclusters.web.classroom.codes import MOST_BY_SENDER
from careerclusters.web.classroom.file import LARGEST, LARGEST_SENT, class_text
from careerclusters.web.classroom.room import Room
from careerclusters.web.classroom.routes import DESK, SEAT

FORM = {"content-type": "application/x-www-form-urlencoded"}
DESK_PATHS = ("/class/desk", "/class/screen", "/class/desk/sheets.pdf", "/class/desk/class.json")
ACTS = ("remove", "code", "close", "open")


@pytest.fixture
def room():
    return Room("http://192.0.2.9:8642/class")


@pytest.fixture
def classroom(atlas, room):
    return create_app(atlas=atlas, room=room)


@pytest.fixture
def visitor(classroom):
    """A function that makes a browser of its own, with its own cookies."""
    return lambda: TestClient(classroom, raise_server_exceptions=False)


@pytest.fixture
def student(visitor, room):
    def enter():
        browser = visitor()
        answer = browser.post("/class/enter", data={"code": room.code})
        assert "You are in" in answer.text
        return browser

    return enter


@pytest.fixture
def counsellor(visitor, room):
    browser = visitor()
    answer = browser.get("/class/desk", params={"key": room.key})
    assert answer.status_code == 200
    return browser


def send(browser, me, nickname):
    return browser.post("/class/send", data={"me": me, "nickname": nickname})


def test_from_the_code_to_the_desk(student, counsellor, me_who_likes, parse):
    for nickname, letters in (("Kim", "R"), ("Ana Lu", "A")):
        browser = student()
        shown = browser.post("/class/mine", data={"me": me_who_likes(letters)}, headers=FORM)
        assert parse(shown.text).problems == []
        assert "This is what your counselor will see" in shown.text
        sent = send(browser, me_who_likes(letters), nickname)
        assert (sent.status_code, sent.url.path) == (200, "/class/send")
        assert nickname in parse(sent.text).words
    page = parse(counsellor.get("/class/desk").text)
    assert page.problems == []
    assert "2 students have sent" in page.words
    assert "1. Kim" in page.words
    assert "2. Ana Lu" in page.words
    marks = [one for tag, one in page.tags if tag == "g" and one.get("class") == "spot"]
    assert len(marks) == 2


def test_the_qr_picture_lets_in(visitor, room):
    browser = visitor()
    answer = browser.get("/class", params={"code": room.code})
    assert "You are in" in answer.text
    assert room.code not in str(answer.url)
    cookies = list(browser.cookies.jar)
    assert {(cookie.name, cookie.path) for cookie in cookies} == {(SEAT, "/class"), (SEAT, "/es/class")}
    assert all(cookie.has_nonstandard_attr("HttpOnly") for cookie in cookies)
    assert all(cookie.get_nonstandard_attr("SameSite") == "lax" for cookie in cookies)


def test_the_key_leaves_the_address_and_no_script_reads_it(visitor, room):
    browser = visitor()
    answer = browser.get("/class/desk", params={"key": room.key}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/class/desk")
    cookies = answer.headers.get_list("set-cookie")
    for cookie, path in zip(cookies, ("/class", "/es/class"), strict=True):
        assert "HttpOnly" in cookie
        assert "SameSite=strict" in cookie
        assert f"Path={path};" in cookie
        assert "max-age" not in cookie.lower()


def test_the_desk_shows_where_to_join_in_its_own_language(visitor, room):
    browser = visitor()
    browser.get("/class/desk", params={"key": room.key})
    assert f'href="{room.address}"' in browser.get("/class/desk").text
    spanish = browser.get("/es/class/desk").text
    assert f'href="{room.address.removesuffix("/class")}/es/class"' in spanish
    assert f'href="{room.address}"' not in spanish


@pytest.mark.parametrize("path", DESK_PATHS)
@pytest.mark.parametrize("cookie", [None, "", "guess", "%C3%A9"])
def test_the_desk_shows_nothing_to_others(visitor, student, room, path, cookie, me_who_likes):
    browser = student()
    send(browser, me_who_likes("R"), "Kim")
    if cookie is not None:
        browser.cookies.set(DESK, cookie, path="/class")
    answer = browser.get(path)
    assert answer.status_code == 403
    assert "Kim" not in answer.text
    assert room.code not in answer.text
    assert "no-store" in answer.headers["cache-control"]


@pytest.mark.parametrize("act", ACTS)
def test_others_can_do_nothing_at_the_desk(student, room, act, me_who_likes):
    browser, code = student(), room.code
    send(browser, me_who_likes("R"), "Kim")
    answer = browser.post(f"/class/desk/{act}", data={"number": "1"})
    assert answer.status_code == 403
    assert (room.is_open, room.code, len(room.entries)) == (True, code, 1)


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize(
    "headers", [{"sec-fetch-site": "cross-site"}, {"origin": "http://evil.example"}, {"origin": "null"}]
)
def test_other_sites_can_do_nothing_with_the_counsellors_cookie(counsellor, room, act, headers):
    code = room.code
    answer = counsellor.post(f"/class/desk/{act}", data={"number": "1"}, headers=headers)
    assert answer.status_code == 403
    assert (room.is_open, room.code) == (True, code)


def test_other_sites_can_not_send(student, room, me_who_likes):
    browser = student()
    for headers in ({"sec-fetch-site": "cross-site"}, {"origin": "http://evil.example"}):
        for path in ("/class/send", "/class/enter"):
            assert browser.post(path, data={"code": room.code}, headers=headers).status_code == 403
    assert room.entries == ()


def test_phones_on_the_local_network_may_send(atlas, room, me_who_likes):
    """There a browser sends no `Sec-Fetch-Site`, and `Origin` only to pages that let it be told."""
    app = create_app(atlas=atlas, room=room, hosts=frozenset({"*address*"}))
    phone = TestClient(app, base_url="http://192.0.2.9:8642", headers={"origin": "http://192.0.2.9:8642"})
    assert phone.get("/class").headers["referrer-policy"] == "same-origin"
    assert "You are in" in phone.post("/class/enter", data={"code": room.code}).text
    assert send(phone, me_who_likes("R"), "Kim").status_code == 200


def test_guessing_is_locked(visitor, room):
    browser = visitor()
    for _ in range(MOST_BY_SENDER):
        answer = browser.post("/class/enter", data={"code": "222222"})
        assert answer.status_code == 422
        assert "not the code" in answer.text
    locked = browser.post("/class/enter", data={"code": room.code})
    assert locked.status_code == 429
    assert "Too many tries" in locked.text
    assert browser.get("/class", params={"code": room.code}).status_code == 429


def test_guessing_the_key_is_locked(visitor, room):
    browser = visitor()
    for _ in range(MOST_BY_SENDER):
        assert browser.get("/class/desk", params={"key": "guess"}).status_code == 403
    assert browser.get("/class/desk", params={"key": room.key}).status_code == 429


@pytest.mark.parametrize(
    ("fields", "status", "words"),
    [
        ({"nickname": "<b>Kim</b>"}, 422, "can't be used"),
        ({"nickname": "Kim\x1b[2J"}, 422, "can't be used"),
        ({"nickname": ""}, 422, "needs a letter"),
        ({"nickname": "a" * 9000}, 422, "too long"),
        ({"me": "1broken"}, 422, "can't be read"),
        ({"me": "1" * 3500}, 422, "can't be read"),
        ({"me": "x" * 20_000}, 413, "16 KB"),
    ],
)
def test_what_is_sent_is_checked(student, room, me_who_likes, parse, fields, status, words):
    answer = student().post("/class/send", data={"me": me_who_likes("R"), "nickname": "Kim", **fields})
    assert answer.status_code == status
    assert words in parse(answer.text).words
    assert "<b>Kim" not in answer.text
    assert room.entries == ()


@pytest.mark.parametrize("content", [b"\xff\xfe", b"nickname=" + b"&a=1" * 50, b"%00%ff"])
def test_odd_bodies_are_refused(student, room, content):
    answer = student().post("/class/send", content=content, headers=FORM)
    assert 400 <= answer.status_code < 500
    assert room.entries == ()


def test_nothing_is_sent_without_the_code(visitor, room, me_who_likes):
    answer = send(visitor(), me_who_likes("R"), "Kim")
    assert answer.status_code == 422
    assert "Type the class code first" in answer.text
    again = visitor().post(
        "/class/send", data={"me": me_who_likes("R"), "nickname": "Kim", "code": room.code.lower()}
    )
    assert again.status_code == 200
    assert len(room.entries) == 1


def test_the_wall_shows_no_name_and_no_small_count(student, counsellor, room, me_who_likes, parse):
    for at in range(4):
        send(student(), me_who_likes("R"), f"Kim {at}")
    words = parse(counsellor.get("/class/screen").text).words
    assert "Fewer than 5 have sent so far" in words
    assert "What we like" not in words
    send(student(), me_who_likes("R"), "Kim 4")
    assert (
        "5 have sent. All of them are in this picture." in parse(counsellor.get("/class/screen").text).words
    )
    for at in range(5, 9):
        send(student(), me_who_likes("A"), f"Kim {at}")
    page = parse(counsellor.get("/class/screen").text)
    assert page.problems == []
    assert "9 have sent. This picture shows 5 of them." in page.words
    assert "Kim" not in page.words
    send(student(), me_who_likes("A"), "Kim 9")
    page = parse(counsellor.get("/class/screen").text)
    assert "10 have sent. All of them are in this picture." in page.words
    circles = [one for tag, one in page.tags if tag == "g" and one.get("class") == "bubble"]
    assert len(circles) == len({result.broad.cluster_id for result in room.shared()})


def test_one_pdf_of_all_sheets(student, counsellor, me_who_likes):
    pypdf = pytest.importorskip("pypdf")
    import io

    assert counsellor.get("/class/desk/sheets.pdf").status_code == 422
    for nickname, letters in (("Kim", "R"), ("Zoë", "A"), ("Lee", "")):
        send(student(), me_who_likes(letters), nickname)
    answer = counsellor.get("/class/desk/sheets.pdf")
    assert answer.headers["content-type"] == "application/pdf"
    assert "no-store" in answer.headers["cache-control"]
    texts = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(answer.content)).pages]
    assert len(texts) == 3
    for text, nickname in zip(texts, ("Kim", "Zoë", "Lee"), strict=True):
        assert f"Name {nickname}" in text
    one = counsellor.get("/class/desk/sheets.pdf?of=2").content
    assert len(pypdf.PdfReader(io.BytesIO(one)).pages) == 1
    assert counsellor.get("/class/desk/sheets.pdf?of=9").status_code == 422


def test_the_file_holds_the_class_and_no_answers(student, counsellor, me_who_likes):
    send(student(), me_who_likes("R"), "Kim")
    answer = counsellor.get("/class/desk/class.json")
    told = json.loads(answer.content)
    assert told["careerclusters_class"] == 1
    assert [one["nickname"] for one in told["results"]] == ["Kim"]
    assert me_who_likes("R") not in answer.text
    assert "attachment" in answer.headers["content-disposition"]


def open_file(browser, content, name="class.json"):
    return browser.post("/class/desk/load", files={"file": (name, content, "application/json")})


def test_a_saved_class_is_opened_at_an_empty_desk(student, counsellor, room, me_who_likes, parse):
    assert "Open a class from a file" in parse(counsellor.get("/class/desk").text).words
    send(student(), me_who_likes("R"), "Kim")
    send(student(), me_who_likes("A"), "Ana Lu")
    saved, before = counsellor.get("/class/desk/class.json").content, room.entries
    assert "Open a class from a file" not in counsellor.get("/class/desk").text
    refused = open_file(counsellor, saved)
    assert refused.status_code == 422
    assert "A file goes into an empty class" in parse(refused.text).words
    counsellor.post("/class/desk/close")
    assert open_file(counsellor, saved).status_code == 422
    counsellor.post("/class/desk/open")
    answer = open_file(counsellor, saved)
    assert (answer.status_code, answer.url.path) == (200, "/class/desk")
    assert "2 students have sent" in parse(answer.text).words
    assert room.entries == before
    assert counsellor.get("/class/desk/class.json").content == saved
    send(student(), me_who_likes("S"), "Li")
    assert [entry.number for entry in room.entries] == [1, 2, 3]


@pytest.mark.parametrize(
    ("content", "status", "words"),
    [
        (b"code,pay\n", 422, "This is no file of a class"),
        (b"", 422, "No file was chosen"),
        (b" " * (LARGEST + 1), 422, "A class file has at most 4 MB"),
        (b" " * (LARGEST_SENT + 1), 413, "at most"),
    ],
)
def test_files_that_are_refused_at_the_desk(counsellor, room, parse, content, status, words):
    answer = open_file(counsellor, content)
    page = parse(answer.text)
    assert (answer.status_code, page.problems) == (status, [])
    assert words in page.words
    assert room.entries == ()


def test_only_the_counsellor_opens_a_file(student, counsellor, room, results):
    content = class_text([dataclasses.replace(results["R"], nickname="Kim")], release="x")
    assert open_file(student(), content).status_code == 403
    from_elsewhere = {"sec-fetch-site": "cross-site", "origin": "http://evil.example"}
    file = {"file": ("class.json", content, "application/json")}
    assert counsellor.post("/class/desk/load", files=file, headers=from_elsewhere).status_code == 403
    assert room.entries == ()
    assert counsellor.get("/class/desk/load").url.path == "/class/desk"


def test_removing_and_closing(student, counsellor, room, me_who_likes):
    browser = student()
    send(browser, me_who_likes("R"), "Kim")
    send(student(), me_who_likes("A"), "Lee")
    assert "Kim" not in counsellor.post("/class/desk/remove", data={"number": "1"}).text
    closed = counsellor.post("/class/desk/close", data={})
    assert "Lee" not in closed.text
    assert "gone" in closed.text
    assert send(browser, me_who_likes("R"), "Kim").status_code == 422
    assert "The class is closed" in browser.get("/class").text
    assert counsellor.get("/class/desk/sheets.pdf").status_code == 422
    assert "Nobody has sent yet" in counsellor.post("/class/desk/open", data={}).text


def test_a_removed_number_has_to_be_one(counsellor):
    for number in ("", "x", "１", "9" * 40, "-1"):
        assert counsellor.post("/class/desk/remove", data={"number": number}).status_code == 422


def test_nothing_of_a_class_is_kept(classroom, student, counsellor, me_who_likes):
    browser = student()
    send(browser, me_who_likes("R"), "Kim")
    before = len(classroom.state.answers._kept)
    for asked in (browser.get("/class"), browser.get("/class/mine"), *map(counsellor.get, DESK_PATHS)):
        assert "no-store" in asked.headers["cache-control"]
        assert "etag" not in asked.headers
    assert len(classroom.state.answers._kept) == before
    described = browser.get("/api/v1/openapi.json").text
    assert "/class/desk" not in described
    assert "/class/send" not in described


def test_forgetting_takes_the_seat_back(student):
    browser = student()
    browser.post("/forget", follow_redirects=False)
    assert list(browser.cookies.jar) == []


def test_results_offer_to_send_only_while_a_class_is_open(client, student, counsellor, me_who_likes):
    offer = "Send to my class"
    browser, asked = student(), {"me": me_who_likes("R")}
    assert offer in browser.get("/results", params=asked).text
    assert "A class is open here" in browser.get("/").text
    counsellor.post("/class/desk/close", data={})
    assert offer not in browser.get("/results", params=asked).text
    assert "A class is open here" not in browser.get("/").text
    assert offer not in client.get("/results", params=asked).text


def test_without_a_class_there_is_no_desk(client):
    assert "careerclusters serve --class" in client.get("/class").text
    for path in DESK_PATHS:
        assert client.get(path).status_code == 404
    assert client.post("/class/send", data={}).status_code == 404


def test_the_lesson_fits_its_time(client):
    data = client.get("/api/v1/class/lesson").json()["data"]
    assert data["minutes"] == 45 == sum(step["minutes"] for step in data["steps"])
    for before, after in zip(data["steps"], data["steps"][1:], strict=False):
        assert after["start_minutes"] == before["start_minutes"] + before["minutes"]


def test_the_page_for_parents_says_the_proof_of_the_first_page(client):
    proof = client.get("/api/v1/home").json()["data"]["proof"]
    words = client.get("/class/parents").text
    assert re.search(rf"Of 100 people who changed jobs, {proof['inside_of_100']} stayed", words)
