"""A lesson at 390 pixels: a counsellor opens a class, two students send, sheets are printed, it closes."""

from __future__ import annotations

import contextlib
import io
import socket
import threading
import time

import pytest

from careerclusters.web.app import create_app
from careerclusters.web.classroom.codes import shown_code
from careerclusters.web.classroom.room import Room

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def lesson(atlas):
    """A room, and the address of a server with a class in it."""
    import uvicorn

    with socket.create_server(("127.0.0.1", 0)) as bound:
        address = f"http://127.0.0.1:{bound.getsockname()[1]}"
        room = Room(f"{address}/class")
        server = uvicorn.Server(
            uvicorn.Config(create_app(atlas=atlas, room=room), log_level="error", access_log=False)
        )
        thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]})
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield room, address
        server.should_exit = True
        thread.join()


@pytest.fixture
def phone(browser, lesson):
    """A function that opens a fresh phone; nothing may have gone wrong on any."""
    problems = []
    with contextlib.ExitStack() as stack:

        def open_phone(**settings):
            window = browser.new_context(
                viewport={"width": 390, "height": 844},
                base_url=lesson[1],
                service_workers="block",
                **settings,
            )
            stack.callback(window.close)
            page = window.new_page()
            page.set_default_timeout(15_000)
            page.on("pageerror", lambda error: problems.append(str(error)))
            page.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
            return page

        yield open_phone
    assert [one for one in problems if "status of 4" not in one] == []


def answer_and_send(page, nickname: str, keys: str, *, address: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="Answer the questions").click()
    page.get_by_role("link", name="Begin").click()
    page.wait_for_url("**section=interests")
    for count in range(60):
        page.wait_for_load_state("load")
        if page.locator("form[data-ask]").count() == 0:
            break
        before = page.locator("main").inner_text()
        page.keyboard.press(keys[count % len(keys)])
        page.wait_for_function("before => document.querySelector('main')?.innerText !== before", arg=before)
    page.get_by_role("link", name="See what fits").click()
    page.wait_for_url("**/results")
    page.get_by_role("link", name="Send to my class").click()
    page.wait_for_url("**/class/mine")
    assert "This is what your counselor will see" in page.locator("main").inner_text()
    page.get_by_label("Nickname").fill(nickname)
    page.get_by_role("button", name="Send to my class").click()
    page.wait_for_url("**/class/send")
    assert page.locator("h1").inner_text() == "Sent"


def test_a_lesson(phone, lesson, checks):
    pypdf = pytest.importorskip("pypdf")
    room, _ = lesson
    desk = phone()
    desk.goto(f"/class/desk?key={room.key}")
    desk.wait_for_url("**/class/desk")
    assert desk.locator("[data-code]").inner_text() == shown_code(room.code)
    assert "Nobody has sent yet" in desk.locator("main").inner_text()

    first = phone(color_scheme="dark")
    first.goto("/class")
    first.get_by_label("Class code").fill("BBBBBB")
    first.get_by_role("button", name="Join the class").click()
    assert "not the code" in first.get_by_role("alert").inner_text()
    checks.is_accessible(first)
    first.get_by_label("Class code").fill(shown_code(room.code).lower())
    first.get_by_role("button", name="Join the class").click()
    assert "You are in" in first.locator("main").inner_text()
    checks.is_accessible(first)
    answer_and_send(first, "Kim", "5121", address="/class")
    answer_and_send(phone(), "Ana Lu", "1525", address=f"/class?code={room.code}")

    # The desk follows by itself.
    desk.get_by_text("2 students have sent").wait_for(timeout=15_000)
    desk.get_by_text("Each student (2)").click()
    names = desk.locator("tbody th").all_inner_texts()
    assert [one.replace("\n", " ") for one in names] == ["1. Kim", "2. Ana Lu"]
    assert desk.locator(".spot").count() == 2
    checks.fits(desk)
    checks.is_accessible(desk)

    with desk.expect_download() as started:
        desk.get_by_role("link", name="All sheets (PDF)").click()
    with open(started.value.path(), "rb") as file:
        pages = pypdf.PdfReader(io.BytesIO(file.read())).pages
    assert ["Name Kim" in pages[0].extract_text(), "Name Ana Lu" in pages[1].extract_text()] == [True, True]

    wall = desk.context.new_page()
    wall.goto("/class/screen")
    assert "Fewer than 5 have sent" in wall.locator("main").inner_text()
    assert "Kim" not in wall.content()
    checks.fits(wall)
    checks.is_accessible(wall)
    wall.close()

    desk.get_by_text("Close the class").click()
    desk.get_by_role("button", name="Close and delete everything").click()
    desk.get_by_role("button", name="Open a new class").wait_for()
    assert room.entries == ()
    first.goto("/class")
    assert "The class is closed" in first.locator("main").inner_text()


def test_without_scripts(browser, lesson, me):
    room, address = lesson
    room.open()
    window = browser.new_context(java_script_enabled=False, base_url=address)
    page = window.new_page()
    page.goto(f"/class?code={room.code}")
    page.goto(f"/results?me={me}")
    page.get_by_role("button", name="Send to my class").click()
    page.get_by_label("Nickname").fill("No scripts")
    page.get_by_role("button", name="Send to my class").click()
    assert page.locator("h1").inner_text() == "Sent"
    assert [entry.result.nickname for entry in room.entries] == ["No scripts"]
    window.close()


@pytest.mark.parametrize(
    ("path", "most"), [("/class/handout", 3), ("/class/lesson", 2), ("/class/parents", 2)]
)
def test_pages_to_print_are_short(opened, path, most):
    import re

    page = opened()
    page.goto(path)
    pages = len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="Letter")))
    assert pages == most if path.endswith("handout") else pages <= most
