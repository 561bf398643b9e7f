"""A site of files: no broken link, the same text as the explorer, and a search that works in a browser."""

from __future__ import annotations

import functools
import http.server
import json
import posixpath
import re
import threading
from functools import partial
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

from careerclusters.cli.site import open_explorer
from careerclusters.errors import InputError, ModelError
from careerclusters.exchange.site.build import MARK, write_site
from careerclusters.exchange.site.crawl import crawl
from careerclusters.exchange.site.links import NEEDS_PROGRAM, addresses_in, file_of, standalone
from careerclusters.exchange.site.pages import Explorer, is_kept
from careerclusters.exchange.site.rendering import Rendered

pytest.importorskip("fastapi")
LINK = re.compile(r'\b(?:href|src|action)="([^"]*)"')
SOME = ("29-1141.00", "15-1252.00", "47-2111.00", "29-1171.00")
# Enough to see every kind of link, quick enough for every run.
KEPT = (
    "/",
    "/clusters",
    "/clusters/B*",
    "/occupations",
    *(f"/occupations/{code}" for code in SOME),
    "/map",
    "/lenses",
    "/about",
    "/search",
    "/assess",
    "/compare",
    "/next",
    "/next/*",
)
FEW = ("/about", "/search", "/lenses", "/occupations/29-1141.00", "/next/21", "/drift", "/official")


def explorer(atlas) -> Explorer:
    from careerclusters.exchange.site.rendering import renderer_of
    from careerclusters.web.app import create_app

    return Explorer(atlas, renderer_of(create_app(atlas=atlas)))


@pytest.fixture(scope="module")
def site(atlas, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "school"
    address = "https://school.example/work"
    write_site(atlas, folder, open_explorer=lambda: explorer(atlas), kept=KEPT, address=address)
    return folder


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_the_files_are_the_same_whatever_the_number_of_workers(whole_atlas, tmp_path):
    from careerclusters.atlas import Atlas

    saved = Atlas.open(whole_atlas)
    told: list[tuple[int, int, str]] = []
    made = {
        workers: write_site(
            saved,
            tmp_path / f"by {workers}",
            open_explorer=partial(open_explorer, whole_atlas),
            kept=FEW,
            workers=workers,
            progress=lambda *three: told.append(three),
        )
        for workers in (1, 2)
    }
    files = files_of(made[1].folder)
    assert files == files_of(made[2].folder)
    assert made[1].pages_count >= 6
    assert {"occupations/29-1141.00.html", "next/21.html", "about.html", "static/search-index.js"} <= set(
        files
    )
    assert all(done <= known for done, known, _ in told)
    assert told[-1][:2] == (made[2].pages_count, made[2].pages_count)


def test_a_link_to_a_page_that_is_not_there_leads_to_what_needs_the_program(tmp_path):
    pages = {"/about": '<a href="/clusters/M99">gone</a><a href="/search">find</a>', "/search": "<p>ok</p>"}

    def render(path: str) -> Rendered:
        return Rendered(200 if path in pages else 404, "text/html", pages.get(path, "").encode())

    made = crawl(
        ["/about"],
        lambda: Explorer(None, render),
        tmp_path,
        kept=("/about", "/search", "/clusters/*"),
        workers=1,
        tell=lambda *_: None,
    )
    assert made == ["/about", "/search"]
    assert LINK.findall((tmp_path / "about.html").read_text("utf-8")) == [NEEDS_PROGRAM, "search.html"]
    with pytest.raises(ModelError, match="/drift answers 404"):
        crawl(["/drift"], lambda: Explorer(None, render), tmp_path, kept=(), workers=1, tell=lambda *_: None)


@pytest.mark.parametrize(
    ("path", "is_in"),
    [
        ("/clusters", True),
        ("/clusters/M01", True),
        ("/clusters/", False),
        ("/clusters/M01/members", False),
        ("/next/29", True),
        ("/next/47", False),
        ("/plan", False),
    ],
)
def test_a_star_stands_for_the_rest_of_one_name(path, is_in):
    assert is_kept(path, ("/", "/clusters", "/clusters/*", "/next/2*")) is is_in


def test_a_page_becomes_a_file_with_relative_links_and_no_scripts():
    page = (
        '<head><script src="/static/a.js?v=1" defer></script>'
        '<noscript><link href="/static/b.css?v=2"></noscript></head>'
        '<a href="/">home</a><a href="/clusters/M07#members">M</a><a href="/plan?to=1">plan</a>'
        '<a href="/assess">assess</a><a href="https://example.org/x?y=1">out</a><a href="#end">end</a>'
        '<form action="/search" method="get"><input name="q" data-suggest></form>'
        '<form action="/occupations"><input></form><a href="/map?find=1">map</a>'
    )
    known = {"/", "/clusters/M07", "/map"}
    text = standalone(page, path="/clusters/M01", knows=known.__contains__)
    assert LINK.findall(text) == [
        "../static/b.css", "../index.html", "M07.html#members", "../needs-the-program.html",
        "../needs-the-program.html", "https://example.org/x?y=1", "#end", "../search.html", "../map.html",
    ]  # fmt: skip
    assert "<script" not in text
    assert "data-suggest" not in text
    pages = {"/", "/clusters/M07", "/assess", "/search", "/occupations"}
    assert addresses_in(page) == pages | {"/static/a.js", "/static/b.css"}


@pytest.mark.parametrize(
    ("path", "file"),
    [
        ("/", "index.html"),
        ("/clusters", "clusters.html"),
        ("/occupations/29-1141.00", "occupations/29-1141.00.html"),
        ("/static/explorer.css", "static/explorer.css"),
        ("/../../etc/passwd", "etc/passwd.html"),
    ],
)
def test_files_lie_where_their_addresses_say(path, file):
    assert file_of(path) == file


def test_no_link_is_broken(site):
    broken = []
    for page in site.rglob("*.html"):
        inside = page.relative_to(site)
        text = page.read_text("utf-8")
        for link in LINK.findall(text):
            target, _, fragment = unquote(unescape(link)).partition("#")
            target = target.partition("?")[0]
            if re.match(r"[a-z]+:", target):
                continue
            assert not target.startswith("/"), (inside, link)
            file = (
                site / posixpath.normpath(posixpath.join(inside.parent.as_posix(), target))
                if target
                else page
            )
            is_there = file.is_file()
            if is_there and fragment and file.suffix == ".html":
                is_there = f'id="{fragment}"' in file.read_text("utf-8")
            if not is_there:
                broken.append((str(inside), link))
    assert broken == []


def test_what_a_folder_can_not_answer_says_so(site):
    assert "This needs the program" in (site / NEEDS_PROGRAM).read_text("utf-8")
    nurse = (site / "occupations" / "29-1141.00.html").read_text("utf-8")
    assert "Registered nurse" in nurse
    assert f"../{NEEDS_PROGRAM}" in nurse
    assert 'action="../search.html"' in nurse
    assert "hreflang" not in nurse
    assert 'class="language"' not in nurse
    assert "United States" in nurse


def test_one_step_up_is_a_page_for_each_group_of_work(site, atlas):
    nurse = (site / "occupations" / "29-1141.00.html").read_text("utf-8")
    assert 'href="../next/29.html#29-1141.00">One step up from here' in nurse
    page = (site / "next" / "29.html").read_text("utf-8")
    section = page.partition('<section id="29-1141.00">')[2].partition("</section>")[0]
    moves = atlas.next("29-1141.00").moves
    names = re.findall(r'<li><a href="[^"]*">([^<]*)</a>: \$([\d,]+) more', section)
    assert [(unescape(name), pay) for name, pay in names] == [
        (move.name, f"{move.pay_change_usd:,.0f}") for move in moves
    ]
    assert len(names) >= 5
    index = (site / "next.html").read_text("utf-8")
    assert 'href="next/29.html#29-1141.00"' in index
    size = sum(file.stat().st_size for file in (site / "next.html", *(site / "next").iterdir()))
    assert size <= 1_600_000


def test_jobs_are_compared_by_the_figures_of_the_library(site, atlas):
    from careerclusters.labour.borrowed import group_words, with_group
    from careerclusters.labour.pay import pay_of
    from careerclusters.labour.projections import projection_of

    script = (site / "static" / "compare-data.js").read_text("utf-8")
    told = json.loads(script.removeprefix("window.COMPARE = ").rstrip().removesuffix(";"))
    cells = {code: [told["texts"][at] for at in numbers] for code, _, _, numbers in told["jobs"]}
    assert len(cells) == len(atlas.clustering.titles)
    assert len(script.encode()) < 300_000
    for code in (*SOME, "29-1141.01"):
        group, ahead = group_words(atlas.catalog, code), projection_of(atlas.catalog, code[:7])
        figures = (
            pay_of(atlas.catalog, code[:7]).annual["median"],
            ahead.jobs,
            ahead.growth_10yr,
            ahead.openings_annual,
        )
        assert cells[code][1:5] == [with_group(one, group).words() for one in figures]
        assert cells[code][0] == atlas.words[code].sentence
    assert "part of a group" in cells["29-1141.01"][1]


def test_a_page_of_an_occupation_says_what_it_is_to_search_engines(site, atlas):
    from careerclusters.exchange.occupation_page import occupation_jsonld

    nurse = (site / "occupations" / "29-1141.00.html").read_text("utf-8")
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', nurse)
    told = json.loads(script)
    assert told == occupation_jsonld(atlas, "29-1141.00")
    (nation,) = told["@graph"]
    assert nation["estimatedSalary"][0]["median"] == 97_550
    assert nation["educationRequirements"] == "Bachelor's degree"
    assert nation["skills"]
    assert "ld+json" not in (site / "about.html").read_text("utf-8")


def test_links_that_compare_jobs_lead_to_the_page_and_others_to_the_program(site):
    nurse = (site / "occupations" / "29-1141.00.html").read_text("utf-8")
    assert 'href="../compare.html?of=29-1141.00"' in nurse
    assert re.search(r'href="\.\./compare\.html\?of=29-1141\.00&amp;of=\d\d-\d{4}\.\d\d"', nurse)
    cluster = next((site / "clusters").glob("B*.html")).read_text("utf-8")
    assert f"../{NEEDS_PROGRAM}" in cluster
    assert "compare.html?of=B" not in cluster


def test_robots_sitemap_and_index(site):
    robots = (site / "robots.txt").read_text("utf-8")
    assert robots.endswith("Sitemap: https://school.example/work/sitemap.xml\n")
    places = re.findall(r"<loc>([^<]*)</loc>", (site / "sitemap.xml").read_text("utf-8"))
    assert "https://school.example/work/" in places
    assert "https://school.example/work/occupations/29-1141.00.html" in places
    script = (site / "static" / "search-index.js").read_text("utf-8")
    rows = json.loads(script.removeprefix("window.SEARCH_INDEX = ").rstrip().removesuffix(";"))
    assert len(rows) > 1000
    assert len(script) < 600_000
    nurse = next(row for row in rows if row[1] == "occupations/29-1141.00.html")
    assert (nurse[0], nurse[2]) == ("job", "Registered nurse")


def test_a_folder_of_somebody_else_is_left_alone(site, atlas, tmp_path):
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(InputError):
        write_site(atlas, tmp_path, open_explorer=lambda: pytest.fail("nothing is made"))
    assert (tmp_path / "thesis.txt").read_text() == "mine"
    with pytest.raises(InputError, match="no address"):
        write_site(atlas, tmp_path / "new", open_explorer=lambda: pytest.fail("no"), address="school.example")
    assert json.loads((site / MARK).read_text("utf-8"))["pages_count"] >= 10


class Silent(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.mark.browser
def test_the_search_works_in_a_browser_from_a_plain_file_server(site, browser):
    handler = functools.partial(Silent, directory=str(site.parent))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_address[1]}/{site.name}/"
    try:
        page = browser.new_page()
        problems: list[str] = []
        page.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
        page.on("response", lambda said: problems.append(said.url) if said.status >= 400 else None)
        page.goto(address + "index.html")
        page.fill("main input[name=q]", "registered nurse")
        page.keyboard.press("Enter")
        page.wait_for_selector("#found a")
        assert "search.html?q=registered+nurse" in page.url
        assert page.text_content("#found a") == "Registered nurse"
        page.click("#found a")
        assert page.text_content("h1") == "Registered nurse"
        page.go_back()
        page.fill("main input[name=q]", "zzzqqq")
        page.wait_for_function("document.getElementById('found').textContent.includes('Nothing here')")
        page.goto(address + "map.html")
        page.wait_for_selector("svg.still a", state="attached")
        assert page.locator("svg.still a").count() == page.locator("#list a[data-p]").count() > 500
        dot = page.locator("svg.still a", has_text="Registered nurse").first
        box = dot.bounding_box()
        assert box is not None
        assert box["width"] > 2
        assert dot.get_attribute("href") == "occupations/29-1141.00.html"
        page.goto(address + "compare.html?of=29-1141.00&of=15-1252.00")
        heads = page.locator("#table th[scope=col]")
        assert heads.all_text_contents() == ["Registered nurse", "Software developer"]
        assert page.input_value("#job2") == "Software developer"
        page.fill("#job3", "Electrician")
        page.click("#compare button")
        assert heads.count() == 3
        assert page.url.endswith("of=29-1141.00&of=15-1252.00&of=47-2111.00")
        page.fill("#job3", "zzz")
        page.click("#compare button")
        assert "No job here is called" in page.text_content("#table")
        page.goto(address + "assess.html")
        page.click("#questions button[type=submit]")
        assert "2 more answers on Realistic" in page.text_content("#results")
        for name in page.eval_on_selector_all("#questions input[value='3']", "all => all.map((i) => i.name)"):
            page.check(f"input[name={name}][value='{5 if name[0] == 'S' else 2}']")
        page.click("#questions button[type=submit]")
        assert page.text_content("#results .themes li strong") == "Social"
        assert page.locator("#results .cards > li").count() == 10
        link = page.locator("#results .cards a").first
        assert re.fullmatch(r"occupations/\d\d-\d{4}\.\d\d\.html", link.get_attribute("href"))
        assert all(page.locator("#results .cards > li > p:first-of-type").all_text_contents())
        page.click("#results button >> text=As you answered")
        assert page.locator("#results [aria-pressed=true]").text_content() == "As you answered"
        page.click("#questions button[type=reset]")
        assert page.locator("#results").is_hidden()
        page.close()
        assert [problem for problem in problems if "favicon" not in problem] == []
    finally:
        server.shutdown()
        server.server_close()
