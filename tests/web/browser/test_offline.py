"""Installed: pages seen before open without the program, and nothing of a person is among them."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser

KEPT = """async () => {
  const found = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const one of await cache.keys()) found.push(one.url.slice(location.origin.length));
  }
  return found.sort();
}"""
HAS = "path => caches.match(location.origin + path).then((one) => Boolean(one))"


def ready(page) -> None:
    page.evaluate("() => navigator.serviceWorker.ready")
    page.wait_for_function("() => navigator.serviceWorker.controller")


def kept(page, path: str) -> None:
    """Wait until a page was kept."""
    page.wait_for_function(HAS, arg=path)


@pytest.mark.parametrize("language", ["en", "es"])
def test_pages_seen_open_without_the_program(opened, windows, speech, language):
    page, said = opened(service_workers="allow", language=language), speech(language)
    about, nurse, unseen = (
        said.path(path) for path in ("/about", "/occupations/29-1141.00", "/occupations/15-1252.00")
    )
    page.goto(about)
    ready(page)
    kept(page, about)
    page.goto(nurse)
    title = page.locator("h1").inner_text()
    assert title == said.job("29-1141.00")
    kept(page, nurse)
    page.context.set_offline(True)
    page.goto(about)
    assert page.locator("h1").inner_text() == said.say("About these groups")
    page.goto(nurse)
    assert page.locator("h1").inner_text() == title
    # The look is kept as well.
    assert page.evaluate("() => getComputedStyle(document.querySelector('.skip')).position") == "absolute"
    answer = page.goto(unseen)
    assert answer.status == 503
    assert said.say("The program isn't running") in page.locator("main").inner_text()
    windows.problems = [one for one in windows.problems if "status of 503" not in one]


def test_nothing_of_a_person_is_kept(opened, me):
    page = opened(service_workers="allow")
    page.goto("/about")
    ready(page)
    kept(page, "/about")
    for path in (
        f"/results?me={me}",
        f"/report?me={me}",
        f"/you?me={me}",
        "/map?at=0.2,0.7",
        "/plan?from=41-2011.00&to=29-1141.00&pay_min=30000",
        "/shortlist?of=M01",
        "/search?q=burnout",
        "/assess?section=interests&q=interests:R01&value=4",
    ):
        page.goto(path)
        page.wait_for_load_state("load")
    page.goto("/clusters")
    kept(page, "/clusters")
    found = page.evaluate(KEPT)
    assert {one.partition("?")[0] for one in found if not one.startswith("/static/")} == {
        "/about",
        "/clusters",
    }
    page.get_by_role("button", name="Delete all my answers").click()
    page.wait_for_url("**/")
    page.wait_for_load_state("load")
    assert not {"/about", "/clusters"} & set(page.evaluate(KEPT))


def test_it_can_be_installed(client):
    """What browsers ask of an app: a name, a start, a way to stand alone, icons of 192 and 512."""
    page = client.get("/").text
    address = page.partition('rel="manifest" href="')[2].partition('"')[0]
    answer = client.get(address)
    assert answer.headers["content-type"] == "application/manifest+json"
    manifest = answer.json()
    assert manifest["name"]
    assert manifest["start_url"] == manifest["scope"] == "/"
    assert manifest["display"] == "standalone"
    sizes = {}
    for icon in manifest["icons"]:
        content = client.get(icon["src"]).content
        if icon["type"] == "image/png":
            assert content[:8] == b"\x89PNG\r\n\x1a\n"
            width, height = (int.from_bytes(content[at : at + 4], "big") for at in (16, 20))
            assert icon["sizes"] == f"{width}x{height}"
            sizes[width] = icon["purpose"]
    assert sizes.keys() >= {192, 512}
    for shortcut in manifest["shortcuts"]:
        assert client.get(shortcut["url"]).status_code == 200


def test_the_worker_is_ours_and_may_run(client):
    answer = client.get("/worker.js")
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["cache-control"] == "no-cache"
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert "http" not in answer.text.replace("http-equiv", "")
