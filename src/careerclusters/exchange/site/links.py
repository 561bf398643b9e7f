"""From a page of the explorer to a page of a folder: links between files, and nothing that asks a server."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from html import escape, unescape
from urllib.parse import quote, unquote

__all__ = ["COMPARE", "NEEDS_PROGRAM", "SEARCH", "addresses_in", "file_of", "standalone"]

NEEDS_PROGRAM = "needs-the-program.html"
"""Where links lead that a folder of files can't answer."""

SEARCH = "search.html"
_SCRIPT = re.compile(r"<script\b.*?</script>\s*", re.DOTALL)
# A folder holds one language.
_MANIFEST = re.compile(r'<link rel="(?:manifest|expect|alternate)"[^>]*>\s*')
_SWITCH = re.compile(r'<p class="language">.*?</p>\s*', re.DOTALL)
_FORM = re.compile(r"<form\b([^>]*)>.*?</form>\s*", re.DOTALL)
_TAKE = re.compile(r'<p class="take">.*?</p>\s*', re.DOTALL)
_NOSCRIPT = re.compile(r"</?noscript>")
_LINK = re.compile(r'\b(href|src|action)="([^"]*)"')
_SPACE = re.compile(r">\s*\n\s*<")
_MINIATURE = re.compile(r'<svg class="living".*?</svg>', re.DOTALL)
_MAP = "/map"
COMPARE = "/compare"
"""The page that compares jobs; it reads their codes from its address."""
_JOBS = re.compile(r"of=\d\d-\d{4}\.\d\d(?:&of=\d\d-\d{4}\.\d\d)*")
_STEP = re.compile(r"/next\?of=(\d\d)([^&]*)\Z")
_SUGGEST = re.compile(r"\s+data-suggest\b")


def file_of(path: str) -> str:
    """The file that holds a page or a static file: "/clusters/M07" → "clusters/M07.html"."""
    clean = posixpath.normpath(unquote(path)).lstrip("/")
    if clean in ("", "."):
        return "index.html"
    if clean.startswith("static/"):
        return clean
    return f"{clean}.html"


def addresses_in(html: str) -> set[str]:
    """Addresses of this site that a page links to and that carry no question: "/clusters/M07"."""
    found = set()
    for _, address in _LINK.findall(html):
        path, _, query = unescape(address).partition("#")[0].partition("?")
        if path.startswith("/") and not path.startswith("//") and (not query or path.startswith("/static/")):
            found.add(path)
    return found


def standalone(
    html: str,
    *,
    path: str,
    knows: Callable[[str], bool],
    links: dict[str, dict[str, str]] | None = None,
) -> str:
    """The page as a file: relative links, no scripts, and only the form for searching.

    Parameters
    ----------
    path
        Address of the page.
    knows
        Whether the folder holds the page of an address.
    links
        What became of links on other pages, by folder; grows. Only with the same `knows`.
    """
    folder = posixpath.dirname(file_of(path))
    seen = {} if links is None else links.setdefault(folder, {})

    def relative(file: str) -> str:
        return quote(posixpath.relpath(file, folder or "."))

    def form(match: re.Match[str]) -> str:
        return match.group(0) if 'action="/search"' in match.group(1) else ""

    def link(match: re.Match[str]) -> str:
        whole = match.group(0)
        if whole not in seen:
            seen[whole] = new_link(match)
        return seen[whole]

    def new_link(match: re.Match[str]) -> str:
        name, address = match.group(1), unescape(match.group(2))
        address = _STEP.sub(r"/next/\1#\1\2", address)
        bare, _, fragment = address.partition("#")
        target, _, query = bare.partition("?")
        if not address.startswith("/") or address.startswith("//"):
            return match.group(0)
        if target.startswith("/static/"):
            return f'{name}="{escape(relative(file_of(target)))}"'
        if target == "/search":
            return f'{name}="{escape(relative(SEARCH))}"'
        if target == COMPARE and _JOBS.fullmatch(query) and knows(COMPARE):
            return f'{name}="{escape(relative(file_of(COMPARE)) + "?" + query)}"'
        if (query and target != _MAP) or not knows(target):
            return f'{name}="{escape(relative(NEEDS_PROGRAM))}"'
        return f'{name}="{escape(relative(file_of(target)) + (f"#{fragment}" if fragment else ""))}"'

    html = _SCRIPT.sub("", html)
    html = _MANIFEST.sub("", html)
    html = _NOSCRIPT.sub("", html)
    html = _TAKE.sub("", html)
    html = _SWITCH.sub("", html)
    html = _FORM.sub(form, html)
    html = _SUGGEST.sub("", html)
    if path != "/":  # the map in small on every page would be a fifth of the whole
        html = _MINIATURE.sub("On the map", html)
    return _SPACE.sub(">\n<", _LINK.sub(link, html))
