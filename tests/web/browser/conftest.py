"""A real browser on a real server: the system's Chromium, loopback only."""

from __future__ import annotations

import contextlib
import functools
import socket
import threading
import time
from importlib.resources import files

import anyio
import pytest

from careerclusters.language import ENGLISH, _, ngettext, pgettext, speaking
from careerclusters.people import InterestAnswers, Person
from careerclusters.people.profile.instruments import form_items
from careerclusters.web.addresses import in_language, split_language
from careerclusters.web.profile_code import code_of

ME = code_of(
    Person(
        InterestAnswers("short", {item.item_id: 1 + at % 5 for at, item in enumerate(form_items("short"))})
    )
)
EVERY_PAGE = {
    "home": "/",
    "clusters": "/clusters?level=fine",
    "cluster": "/clusters/M01",
    "occupations": "/occupations?sort=pay",
    "occupation": "/occupations/29-1141.00",
    "placed": "/occupations/13-1199.00",
    "ways": "/occupations/41-2011.00/ways?learn=2.C.3.a&level=5",
    "compare": "/compare?of=29-1141.00&of=15-1252.00&of=M02",
    "map": "/map",
    "map-pay": "/map?colour=pay&lens=trades&area=Ohio",
    "map-found": "/map?find=49-9021.00",
    "card": "/occupations/29-1141.00/card?area=Ohio",
    "wish": "/wishes/animals",
    "official": "/official",
    "closure": "/closure",
    "closure-of": "/closure?lost=machinist%3D300%0Aproduction+worker%3D2&area=Ohio",
    "brief": "/closure/brief?lost=machinist%3D300&openings=welder%3D9",
    "local": "/local",
    "embed": "/embed/occupation/29-1141.00?area=Ohio",
    "embed-cluster": "/embed/cluster/G01",
    "lenses": "/lenses",
    "lens": "/lenses/trades",
    "industries": "/industries?q=hospital",
    "industry": "/industries/622",
    "elements": "/elements",
    "element": "/elements/2.C.3.a",
    "technology": "/technologies/43232106",
    "search": "/search?q=nurse",
    "about": "/about",
    "classroom": "/class",
    "lesson": "/class/lesson",
    "handout": "/class/handout",
    "parents": "/class/parents",
    "drift": "/drift",
    "plan": "/plan?from=cashier&to=registered+nurse",
    "plan-blocked": "/plan?from=cashier&to=registered+nurse&education_max=high-school",
    "assess": "/assess",
    "question": "/assess?section=interests",
    "section-done": f"/assess?section=interests&me={ME}",
    "you": f"/you?me={ME}",
    "strengths": "/strengths?held=registered+nurse&done=band",
    "wishes": f"/wishes?me={ME}",
    "tradeoffs": "/tradeoffs",
    "results": f"/results?me={ME}",
    "results-none": "/results",
    "why": f"/results/15-1252.00?me={ME}&lift=true",
    "shortlist": "/shortlist?of=M01&of=29-1141.00",
    "report": f"/report?me={ME}",
    "error": "/occupations/99-9999.00",
}


# What the page may move while it loads, as Web Vitals count it; under 0.1 passes there.
MOST_SHIFT = 0.01
IN_PIECES, N_PIECES, PAUSE_S = b"x-in-pieces", 12, 0.03
DRAWN = b"drawn"
SHIFT = """() => new Promise((resolve) => {
  let sum = 0;
  new PerformanceObserver((list) => { for (const one of list.getEntries()) sum += one.value; })
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => resolve(sum), 60);
})"""
WIDTH = "() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]"
SMALL = """() => [...document.querySelectorAll("button, input, select, summary, nav a, .button, .pills a")]
  .filter((one) => one.checkVisibility() && !one.closest("label"))
  .map((one) => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()])
  .filter(([, box]) => box.width > 1 && (box.width < 24 || box.height < 24))
  .map(([text, box]) => `${text} ${box.width.toFixed(0)}x${box.height.toFixed(0)}`)"""
AXE = """async (rules) => {
  const found = await axe.run(document, { resultTypes: ["violations"], ...(rules && { runOnly: rules }) });
  return found.violations.map((one) =>
    `${one.id}: ${one.help}: ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 120)).join(" | ")}`);
}"""


LANGUAGE = """addEventListener("DOMContentLoaded", () => {
  const found = document.documentElement.lang;
  if (found !== "%s") console.error(`${location.pathname} says it is in "${found}"`);
})"""
IN_ALL_LANGUAGES = ("/static/", "/worker.js", "/favicon.ico")


class Speech:
    """A language of the explorer: its addresses and what its pages say, looked up by the English."""

    def __init__(self, language: str, atlas) -> None:
        self.language, self._atlas = language, atlas

    def path(self, plain: str) -> str:
        """The address of a page, such as "/es/plan"."""
        return in_language(plain, self.language)

    def say(self, text: str, context: str | None = None, **slots: object) -> str:
        """A sentence; one that has no translation fails, as the page would be in English there."""
        with speaking(self.language):
            said = _(text, **slots) if context is None else pgettext(context, text, **slots)
        assert self.language == ENGLISH or said != text, f"{text!r} is not translated"
        return said

    def count(self, singular: str, plural: str, n: int) -> str:
        """A sentence about a number of things."""
        with speaking(self.language):
            return ngettext(singular, plural, n)

    def job(self, code_onet: str) -> str:
        """What people call an occupation."""
        with speaking(self.language):
            return self._atlas.name(code_onet)


class Pieces:
    """ASGI middleware: pages come in pieces, as over a slow network, to those who ask for it.

    The browser shows them as a whole; asked for as DRAWN, it draws them while they come in, as others do.
    """

    def __init__(self, app) -> None:
        self.app = app

    async def __call__(self, scope, receive, send) -> None:
        headers = dict(scope.get("headers", ()))
        wanted = headers.pop(IN_PIECES, None)
        if wanted is None:
            await self.app(scope, receive, send)
            return
        headers.pop(b"accept-encoding", None)

        async def send_in_pieces(message) -> None:
            body = message.get("body", b"")
            if wanted == DRAWN:
                body = body.replace(b' blocking="render"', b" " * 18)
            size = -(-len(body) // N_PIECES)
            for at in range(size, len(body), size or 1):
                await send({**message, "body": body[at - size : at], "more_body": True})
                await anyio.sleep(PAUSE_S)
            await send({**message, "body": body[(len(body) - 1) // size * size :]} if size else message)

        await self.app({**scope, "headers": list(headers.items())}, receive, send_in_pieces)


class Checks:
    """What holds on every page, checked in one visit."""

    def __init__(self, axe: str) -> None:
        self._axe = axe

    def visit(self, page, name: str) -> None:
        """Open a page of the table; it answers, and nothing moves while it loads."""
        answer = page.goto(EVERY_PAGE[name], wait_until="load")
        assert answer.status == (404 if name == "error" else 200)
        assert page.evaluate(SHIFT) < MOST_SHIFT

    def fits(self, page) -> None:
        """The page doesn't scroll sideways."""
        wide, room = page.evaluate(WIDTH)
        assert wide <= room, f"{wide} of {room} pixels"

    def is_accessible(self, page, *, rules: tuple[str, ...] = ()) -> None:
        """Axe finds nothing, of all its rules or of some, and nothing to press is too small."""
        page.evaluate(self._axe)
        assert page.evaluate(AXE, list(rules) or None) == []
        assert page.evaluate(SMALL) == []


def pytest_generate_tests(metafunc):
    """Each page of the table for the tests that ask for a `place`."""
    if "place" in metafunc.fixturenames:
        metafunc.parametrize("place", list(EVERY_PAGE))


@pytest.fixture(scope="session")
def address(app):
    """Where a server answers over the shared clustering."""
    import uvicorn

    app.state.store.current().warm()
    bound = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(Pieces(app), log_level="error", access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]})
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{bound.getsockname()[1]}"
    server.should_exit = True
    thread.join()
    bound.close()


@pytest.fixture(scope="session")
def checks() -> Checks:
    """The checks, with axe-core from the package that brings it."""
    pytest.importorskip("axe_playwright_python")
    return Checks(files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def me() -> str:
    """A person who answered the short form."""
    return ME


class Windows:
    """Opens windows of the browser and notes what goes wrong in them."""

    def __init__(self, browser, address: str) -> None:
        self.problems: list[str] = []
        self._browser, self._address = browser, address

    def open(
        self,
        stack: contextlib.ExitStack,
        *,
        width=1280,
        height=900,
        pieces=None,
        language=None,
        address=None,
        **settings,
    ):
        """A page in a fresh window, until the stack closes; pages may come to it in pieces.

        Pages come from the server, not from what a worker kept, unless `service_workers` is "allow". Where a
        `language` is named, every page must say it is in it and nothing may be asked for in another one.
        """
        settings = {"service_workers": "block", **settings}
        address = address or self._address
        window = self._browser.new_context(
            viewport={"width": width, "height": height},
            base_url=address,
            extra_http_headers={IN_PIECES.decode(): pieces} if pieces else {},
            **settings,
        )
        stack.callback(window.close)
        page = window.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: self.problems.append(f"{page.url}: {error}"))
        page.on("console", lambda said: self.problems.append(said.text) if said.type == "error" else None)
        page.on("request", lambda asked: self._note_stranger(asked.url, address, language))
        if language is not None:
            page.add_init_script(LANGUAGE % language)
        return page

    def _note_stranger(self, url: str, address: str, language: str | None) -> None:
        path = url.removeprefix(address).partition("?")[0]
        if not url.startswith(address):
            self.problems.append(url)
        elif language and not path.startswith(IN_ALL_LANGUAGES) and split_language(path)[0] != language:
            self.problems.append(f"{path} was asked for, which is not in {language!r}")

    def check(self) -> None:
        """Nothing may have gone wrong since the last check, but for answers that say so themselves."""
        expected = "the server responded with a status of 4"
        found = [one for one in self.problems if expected not in one]
        self.problems.clear()
        assert found == []


@pytest.fixture(scope="session")
def speech(atlas):
    """A function from a language to what is said in it."""
    return functools.partial(Speech, atlas=atlas)


@pytest.fixture
def read_pdf():
    """A function from a PDF's path to the language it says it is in and the text of each page."""
    pypdf = pytest.importorskip("pypdf")

    def read(path) -> tuple[str, list[str]]:
        reader = pypdf.PdfReader(path)
        return str(reader.trailer["/Root"]["/Lang"]), [page.extract_text() for page in reader.pages]

    return read


@pytest.fixture(scope="session")
def windows(browser, address):
    """Windows of this session."""
    return Windows(browser, address)


@pytest.fixture
def opened(windows):
    """A function that opens a fresh browser window; at the end nothing may have gone wrong in any."""
    with contextlib.ExitStack() as stack:
        yield functools.partial(windows.open, stack)
    windows.check()


@pytest.fixture(scope="module")
def windows_of_module(windows):
    """A function that opens a window once for all tests of a module."""
    with contextlib.ExitStack() as stack:
        yield functools.cache(functools.partial(windows.open, stack))


@pytest.fixture
def kept(windows, windows_of_module):
    """As `opened`, but the window stays for the next test of the module, which is quicker."""
    yield windows_of_module
    windows.check()
