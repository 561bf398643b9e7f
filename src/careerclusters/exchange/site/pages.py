"""One page of the site after another: asked of the explorer or made by us, and put into its file."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from careerclusters.exchange.occupation_page import occupation_jsonld
from careerclusters.exchange.site.assess import ASSESS, assess_body, with_assess
from careerclusters.exchange.site.compare import COMPARE, compare_body, with_compare
from careerclusters.exchange.site.links import NEEDS_PROGRAM, addresses_in, file_of, standalone
from careerclusters.exchange.site.shell import page_like
from careerclusters.exchange.site.steps import STEPS, step_groups, step_page

if TYPE_CHECKING:
    from careerclusters.atlas import Atlas
    from careerclusters.exchange.site.rendering import Rendered

__all__ = ["NEEDS", "Explorer", "Made", "PageMaker", "is_kept"]

STATIC = "/static/"
NEEDS = "/" + NEEDS_PROGRAM.removesuffix(".html")
"""The page on what a folder can't answer."""
_ABOUT = "/about"
_OCCUPATIONS = "/occupations/"
# Scripts and the manifest of the explorer talk with its server.
_LEFT_OUT = (".js", ".webmanifest")


@dataclass(frozen=True)
class Explorer:
    """What pages are made from: the atlas, and the function from an address to the explorer's page."""

    atlas: Atlas
    render: Callable[[str], Rendered]


@dataclass(frozen=True)
class Made:
    """What came of an address.

    Attributes
    ----------
    path
        The address.
    status
        The explorer's answer; only what answers 200 is written.
    links
        Addresses on the page that the folder holds as pages or static files, ascending.
    """

    path: str
    status: int
    links: tuple[str, ...] = ()


def is_kept(path: str, kept: Collection[str]) -> bool:
    """Whether an address is one of those kept; a star at the end stands for the rest of one name."""
    if path in kept:
        return True
    return any(
        path.startswith(start) and len(path) > len(start) and "/" not in path[len(start) :]
        for start in (one[:-1] for one in kept if one.endswith("*"))
    )


@dataclass(frozen=True)
class PageMaker:
    """Makes pages of one folder.

    What a page links to is known by rule (`kept`), so that pages can be made in any order and in several
    processes. `absent` are addresses that the rule keeps and the explorer doesn't have.
    """

    explorer: Explorer
    folder: Path
    kept: tuple[str, ...]
    absent: frozenset[str] = frozenset()
    _links: dict[str, dict[str, str]] = field(default_factory=dict)

    def make(self, path: str) -> Made:
        """Write the page, or the static file, of an address."""
        own = self._own(path)
        if own is not None:
            return self._write(path, page_like(self._about, path=path, title=own[0], body=own[1]))
        page = self.explorer.render(path)
        if page.status != 200:
            return Made(path, page.status)
        if path.startswith(STATIC):
            if not path.endswith(_LEFT_OUT):
                self._put(path, page.content)
            return Made(path, page.status)
        return self._write(path, page.content.decode())

    def knows(self, path: str) -> bool:
        """Whether the folder holds the page of an address."""
        return path not in self.absent and is_kept(path, self.kept)

    @cached_property
    def _about(self) -> str:
        return self.explorer.render(_ABOUT).content.decode()

    def _own(self, path: str) -> tuple[str, str] | None:
        """Title and middle of a page that the explorer asks a server for; None for all others."""
        if path == NEEDS:
            return "Needs the program", _NEEDS
        if path == ASSESS:
            return "What fits me?", assess_body()
        if path == COMPARE:
            return "Compare jobs", compare_body()
        if path == STEPS or path.startswith(f"{STEPS}/"):
            group = path[len(STEPS) + 1 :]
            return step_page(self.explorer.atlas, group) if group in ("", *self._groups) else None
        return None

    @cached_property
    def _groups(self) -> tuple[str, ...]:
        return tuple(step_groups(self.explorer.atlas))

    def _write(self, path: str, page: str) -> Made:
        found = addresses_in(page)
        links = (one for one in found if one.startswith(STATIC) or is_kept(one, self.kept))
        text = standalone(page, path=path, knows=self.knows, links=self._links)
        add = _SCRIPTS.get(path)
        text = text if add is None else add(text)
        code = path.removeprefix(_OCCUPATIONS)
        if code != path and code in self.explorer.atlas.clustering.titles:
            text = text.replace("</head>", f"{_described(self.explorer.atlas, code)}</head>", 1)
        self._put(path, text.encode("utf-8"))
        return Made(path, 200, tuple(sorted(links)))

    def _put(self, path: str, content: bytes) -> None:
        """Nobody reads the folder yet: it is synced as a whole once it is full."""
        file = self.folder / file_of(path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def _described(atlas: Atlas, code: str) -> str:
    """An occupation in the words of schema.org, for search engines: data, no script that runs."""
    text = json.dumps(occupation_jsonld(atlas, code), ensure_ascii=False, separators=(",", ":"))
    return '<script type="application/ld+json">' + text.replace("</", "<\\/") + "</script>"


def _with_search(html: str) -> str:
    names = ("search-index", "search")
    scripts = "".join(f'<script src="static/{name}.js" defer></script>' for name in names)
    place = (
        '<div id="found"></div><noscript><p class="box">Searching needs scripts. Look through the clusters '
    )
    place += "instead.</p></noscript>"
    return html.replace("</head>", f"{scripts}</head>").replace("</main>", f"{place}</main>")


def _with_map(html: str) -> str:
    """Dots lead to their jobs; nothing moves or zooms, so the picture doesn't say that keys would do it."""
    html = _LIVE_MAP.sub('<div class="map" id="map">', html)
    return html.replace("</head>", '<script src="static/map.js" defer></script></head>')


_LIVE_MAP = re.compile(r'<div class="map" id="map"[^>]*>')
_SCRIPTS = {"/search": _with_search, "/map": _with_map, ASSESS: with_assess, COMPARE: with_compare}
"""Pages that have a script of ours."""

_NEEDS = """<h1>This needs the program</h1>
<p>These pages are files; they can't plan or remember. What you looked for needs the program,
which runs on your own computer and keeps everything there:</p>
<pre>pip install 'career-clusters[web]'
careerclusters serve</pre>
<p>Or go on with <a href="/assess">the questions</a>, <a href="/next">one step up</a>,
<a href="/compare">comparing jobs</a>, <a href="/clusters">groups</a>, <a href="/occupations">jobs</a>,
<a href="/map">the map</a> and <a href="/search">the search</a>.</p>"""
