"""A lesson at 390 pixels: a counsellor opens a class, two students send, sheets are printed, it closes."""

from __future__ import annotations

import contextlib
import functools
import socket
import threading
import time

import pytest

from careerclusters.web.app import create_app
from careerclusters.web.classroom.codes import shown_code
from careerclusters.web.classroom.room import Room

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}


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
def phone(windows, lesson):
    """A function that opens a fresh phone in the class; nothing may have gone wrong on any."""
    with contextlib.ExitStack() as stack:
        yield functools.partial(windows.open, stack, **PHONE, address=lesson[1])
    windows.check()


def answer_and_send(page, nickname: str, keys: str, *, said, address: str) -> None:
    page.goto(address)
    page.get_by_role("link", name=said.say("Answer the questions")).click()
    page.get_by_role("link", name=said.say("Begin")).click()
    page.wait_for_url("**section=interests")
    for count in range(60):
        page.wait_for_load_state("load")
        if page.locator("form[data-ask]").count() == 0:
            break
        before = page.locator("main").inner_text()
        page.keyboard.press(keys[count % len(keys)])
        page.wait_for_function("before => document.querySelector('main')?.innerText !== before", arg=before)
    page.get_by_role("link", name=said.say("See what fits")).click()
    page.wait_for_url("**/results")
    page.get_by_role("link", name=said.say("Send to my class")).click()
    page.wait_for_url("**/class/mine")
    assert said.say("This is what your counselor will see") in page.locator("main").inner_text()
    page.get_by_label(said.say("Nickname")).fill(nickname)
    page.get_by_role("button", name=said.say("Send to my class")).click()
    page.wait_for_url("**/class/send")
    assert page.locator("h1").inner_text() == said.say("Sent")


@pytest.mark.parametrize(("language", "width"), [("en", 390), ("es", 1280)])
def test_a_lesson(phone, lesson, checks, speech, read_pdf, language, width):
    room, address = lesson
    room.open()
    said, phone = speech(language), functools.partial(phone, language=language)
    desk = phone(width=width)
    desk.goto(said.path(f"/class/desk?key={room.key}"))
    desk.wait_for_url("**/class/desk")
    assert desk.locator("[data-code]").inner_text() == shown_code(room.code)
    assert said.say("Nobody has sent yet.") in desk.locator("main").inner_text()
    door = desk.locator(".where-to a").get_attribute("href")
    assert door == address + said.path("/class")

    first = phone(color_scheme="dark")
    first.goto(said.path("/class"))
    first.get_by_label(said.say("Class code")).fill("BBBBBB")
    first.get_by_role("button", name=said.say("Join the class")).click()
    assert said.say("This is not the code of this class") in first.get_by_role("alert").inner_text()
    checks.is_accessible(first)
    first.get_by_label(said.say("Class code")).fill(shown_code(room.code).lower())
    first.get_by_role("button", name=said.say("Join the class")).click()
    joined = said.say("You are in. Do these three steps, in your own time.")
    assert joined in first.locator("main").inner_text()
    checks.is_accessible(first)
    answer_and_send(first, "Kim", "5121", said=said, address=door)
    answer_and_send(phone(), "Ana Lu", "1525", said=said, address=f"{door}?code={room.code}")

    # The desk follows by itself.
    desk.get_by_text(said.count("{n} student has sent.", "{n} students have sent.", 2)).wait_for()
    desk.get_by_text(said.say("Each student ({n})", n=2)).click()
    names = desk.locator("tbody th").all_inner_texts()
    assert [one.replace("\n", " ") for one in names] == ["1. Kim", "2. Ana Lu"]
    assert desk.locator(".spot").count() == 2
    checks.fits(desk)
    checks.is_accessible(desk)

    with desk.expect_download() as started:
        desk.get_by_role("link", name=said.say("All sheets (PDF)")).click()
    spoken, texts = read_pdf(started.value.path())
    assert spoken == language
    name, title = said.say("Name"), said.say("Questions to talk over")
    assert [f"{name} Kim" in texts[0], f"{name} Ana Lu" in texts[1]] == [True, True]
    assert all(title in text for text in texts)

    wall = desk.context.new_page()
    wall.goto(said.path("/class/screen"))
    assert said.say("Fewer than {n} have sent so far.", n=5) in wall.locator("main").inner_text()
    assert "Kim" not in wall.content()
    checks.fits(wall)
    checks.is_accessible(wall)
    wall.close()

    desk.get_by_text(said.say("Close the class")).click()
    desk.get_by_role("button", name=said.say("Close and delete everything")).click()
    desk.get_by_role("button", name=said.say("Open a new class")).wait_for()
    assert room.entries == ()
    first.goto(said.path("/class"))
    assert said.say("The class is closed") in first.locator("main").inner_text()


def test_who_joins_in_one_language_is_in_the_class_in_the_other(phone, lesson, speech):
    room, _address = lesson
    room.open()
    page, said = phone(), speech("es")
    page.goto(f"/class?code={room.code}")
    page.locator("a[lang=es]").first.click()
    page.wait_for_url("**/es/class")
    assert said.say("Send to my class") in page.locator("main").inner_text()
    assert page.get_by_label(said.say("Class code")).count() == 0
    page.get_by_role("button", name=said.say("Delete all my answers and saved jobs")).click()
    page.wait_for_url("**/es/")
    for path in ("/class", "/es/class"):
        page.goto(path)
        assert page.locator("#code").count() == 1


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
