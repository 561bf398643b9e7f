"""Write the site: start from the pages that are known, follow links, keep what needs no person."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import resources
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from careerclusters.errors import InputError, ModelError
from careerclusters.exchange.site.assess import (
    ASSESS,
    STYLE,
    assess_body,
    assess_data,
    assess_sentences,
    with_assess,
)
from careerclusters.exchange.site.links import NEEDS_PROGRAM, SEARCH, addresses_in, file_of, standalone
from careerclusters.exchange.site.search_index import search_index
from careerclusters.exchange.site.shell import page_like
from careerclusters.exchange.site.steps import step_pages
from careerclusters.files import replace_folder, write_bytes, write_text
from careerclusters.targets import check_folder

if TYPE_CHECKING:
    from careerclusters.atlas import Atlas
    from careerclusters.exchange.site.rendering import Rendered

__all__ = ["MARK", "Site", "held_names", "write_site"]

MARK = "site.json"
"""File that says that a folder is a site of ours, and what it holds."""

# What needs no person and no question; a star stands for one name.
KEPT: tuple[str, ...] = (
    "/",
    "/clusters",
    "/clusters/*",
    "/occupations",
    "/occupations/*",
    "/map",
    "/official",
)
KEPT += (
    "/lenses",
    "/lenses/*",
    "/industries",
    "/industries/*",
    "/elements",
    "/elements/*",
    "/technologies/*",
    "/about",
)
KEPT += ("/drift", "/search", "/class", "/class/*")
_PAGES_AT_ONCE = 24

Render = Callable[[str], "Rendered"]
Report = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Site:
    """What was written.

    Attributes
    ----------
    folder
        Where.
    pages_count, bytes_count
        Pages and bytes of all files.
    """

    folder: Path
    pages_count: int
    bytes_count: int


def write_site(
    atlas: Atlas,
    folder: Path,
    *,
    make_render: Callable[[], Render],
    address: str | None = None,
    workers: int = 1,
    progress: Report | None = None,
) -> Site:
    """Write the site of an atlas; an older one of ours is replaced as a whole.

    Parameters
    ----------
    make_render
        Makes the function from an address to the page; with several workers it must be picklable.
    address
        Where the site will stand, such as https://school.example/careers/; for the sitemap.
    workers
        Processes that render.
    progress
        Called with pages done, pages known, and what is being done.

    Raises
    ------
    InputError
        When the folder holds something else, or the address is none.
    ModelError
        When a page can't be rendered.
    """
    if address is not None and not address.startswith(("http://", "https://")):
        todo = "Give one such as https://school.example/work/."
        raise InputError("This is no address of a site", seen=address, todo=todo)
    folder = check_folder(Path(folder), names=held_names(Path(folder)))
    tell = progress or (lambda done, known, what: None)
    pages, assets = _crawl(_seeds(atlas), make_render, workers=workers, tell=tell)
    tell(len(pages), len(pages), "Writing")
    pages |= _own_pages(atlas, pages["/about"])
    with replace_folder(folder) as fresh:
        for path, html in pages.items():
            text = standalone(html, path=path, knows=pages.__contains__)
            add = _OWN.get(path)
            write_text(fresh / file_of(path), text if add is None else add(text))
        for path, content in assets.items():
            if not path.endswith((".js", ".webmanifest")):
                write_bytes(fresh / file_of(path), content)
        _write_own(fresh, atlas, pages, address)
        size = sum(file.stat().st_size for file in fresh.rglob("*") if file.is_file())
        names = sorted(entry.name for entry in fresh.iterdir())
        told = {"site": 1, "atlas": atlas.id, "pages_count": len(pages), "names": [*names, MARK]}
        write_text(fresh / MARK, json.dumps(told, indent=1) + "\n")
    return Site(folder, len(pages), size)


def _seeds(atlas: Atlas) -> list[str]:
    clusters = [f"/clusters/{cluster_id}" for cluster_id in atlas.clustering.clusters["cluster_id"]]
    occupations = [f"/occupations/{code}" for code in sorted(atlas.clustering.titles)]
    return [*(path for path in KEPT if "*" not in path), *clusters, *occupations]


def is_kept(path: str) -> bool:
    """Whether the page of an address needs no person and no question."""
    parts = path.strip("/").split("/")
    if len(parts) == 2 and parts[1]:
        return f"/{parts[0]}/*" in KEPT
    return len(parts) == 1 and f"/{parts[0]}" in KEPT


def _crawl(
    seeds: Iterable[str], make_render: Callable[[], Render], *, workers: int, tell: Report
) -> tuple[dict[str, str], dict[str, bytes]]:
    """Pages by address, in order of address, and static files."""
    pages: dict[str, str] = {}
    assets: dict[str, bytes] = {}
    known = dict.fromkeys(seeds)
    waiting = list(known)
    with _renderers(make_render, workers) as render_all:
        while waiting:
            found: set[str] = set()
            for path, page in render_all(waiting):
                if path.startswith("/static/"):
                    assets[path] = page.content
                    continue
                if page.status != 200:
                    if page.status == 404 and path not in seeds:
                        continue
                    raise ModelError("A page can't be rendered", seen=f"{path} answers {page.status}")
                pages[path] = page.content.decode()
                found |= addresses_in(pages[path])
                if len(pages) % _PAGES_AT_ONCE == 0:
                    tell(len(pages), len(known), "Rendering pages")
            waiting = sorted(
                path for path in found if path not in known and (is_kept(path) or path.startswith("/static/"))
            )
            known |= dict.fromkeys(waiting)
    return dict(sorted(pages.items())), dict(sorted(assets.items()))


_RENDER: list[Render] = []


def _start(make_render: Callable[[], Render]) -> None:
    _RENDER[:] = [make_render()]


def _render(path: str) -> tuple[str, Rendered]:
    return path, _RENDER[0](path)


@contextmanager
def _renderers(
    make_render: Callable[[], Render], workers: int
) -> Iterator[Callable[[list[str]], Iterator[tuple[str, Rendered]]]]:
    """A function that renders many addresses, in this process or in several."""
    if workers <= 1:
        render = make_render()
        yield lambda paths: ((path, render(path)) for path in paths)
        return
    context = get_context("spawn")
    with ProcessPoolExecutor(
        workers, mp_context=context, initializer=_start, initargs=(make_render,)
    ) as pool:
        yield lambda paths: pool.map(_render, paths, chunksize=_PAGES_AT_ONCE)


def held_names(folder: Path) -> list[str] | None:
    """Names that we wrote into a folder; None where it isn't ours."""
    try:
        told = json.loads((folder / MARK).read_text("utf-8"))
        return [str(name) for name in told["names"]]
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _with_search(html: str) -> str:
    names = ("search-index", "search")
    scripts = "".join(f'<script src="static/{name}.js" defer></script>' for name in names)
    place = (
        '<div id="found"></div><noscript><p class="box">Searching needs scripts. Look through the clusters '
    )
    place += "instead.</p></noscript>"
    return html.replace("</head>", f"{scripts}</head>").replace("</main>", f"{place}</main>")


def _with_map(html: str) -> str:
    return html.replace("</head>", '<script src="static/map.js" defer></script></head>')


_OWN = {"/search": _with_search, "/map": _with_map, ASSESS: with_assess}
"""Pages that have a script of ours."""


def _own_pages(atlas: Atlas, about: str) -> dict[str, str]:
    """Pages that the explorer asks a server for, and a folder holds in another form."""
    pages = {ASSESS: page_like(about, path=ASSESS, title="What fits me?", body=assess_body())}
    for path, (title, body) in step_pages(atlas).items():
        pages[path] = page_like(about, path=path, title=title, body=body)
    return pages


_NEEDS = """<h1>This needs the program</h1>
<p>These pages are files; they can't plan, compare or remember. What you looked for needs the program,
which runs on your own computer and keeps everything there:</p>
<pre>pip install 'career-clusters[web]'
careerclusters serve</pre>
<p>Or go on with <a href="/assess">the questions</a>, <a href="/next">one step up</a>,
<a href="/clusters">groups</a>, <a href="/occupations">jobs</a>, <a href="/map">the map</a> and
<a href="/search">the search</a>.</p>"""


def _write_own(fresh: Path, atlas: Atlas, pages: dict[str, str], address: str | None) -> None:
    """The index, the search, the page for what needs the program, robots and sitemap."""
    for name in ("search.js", "map.js", "assess.js", "assess-page.js", STYLE):
        code = (resources.files("careerclusters.exchange.site") / name).read_text("utf-8")
        write_text(fresh / "static" / name, code)
    write_text(fresh / "static" / "search-index.js", search_index(atlas))
    write_text(fresh / "static" / "assess-data.js", assess_data(atlas))
    write_text(fresh / "static" / "assess-sentences.js", assess_sentences(atlas))
    path = f"/{NEEDS_PROGRAM.removesuffix('.html')}"
    needs = page_like(pages["/about"], path=path, title="Needs the program", body=_NEEDS)
    write_text(fresh / NEEDS_PROGRAM, standalone(needs, path=path, knows=pages.__contains__))
    lines = ["User-agent: *", "Allow: /"]
    if address is not None:
        base = address.rstrip("/") + "/"
        files = [file_of(path) for path in pages if path != "/search"]
        places = (escape(base + file.removesuffix("index.html")) for file in files)
        urls = "".join(f"<url><loc>{place}</loc></url>\n" for place in places)
        space = "http://www.sitemaps.org/schemas/sitemap/0.9"
        head = '<?xml version="1.0" encoding="UTF-8"?>\n'
        write_text(fresh / "sitemap.xml", f'{head}<urlset xmlns="{space}">\n{urls}</urlset>\n')
        lines.append(f"Sitemap: {base}sitemap.xml")
    write_text(fresh / "robots.txt", "\n".join(lines) + "\n")
    if not (fresh / SEARCH).exists():
        raise ModelError("The site has no search page", seen=SEARCH)
