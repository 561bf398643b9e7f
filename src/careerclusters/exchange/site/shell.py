"""Pages of our own beside the explorer's: its head and foot around another middle."""

from __future__ import annotations

import re

__all__ = ["page_like"]

_MAIN = re.compile(r"(<main\b[^>]*>).*?</main>", re.DOTALL)
_TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)
_HERE = re.compile(r' aria-current="[^"]*"')


def page_like(page: str, *, path: str, title: str, body: str) -> str:
    """The page with another title and middle, both HTML; its menus show `path` as where one is."""
    page = _HERE.sub("", page)
    page = _TITLE.sub(lambda _: f"<title>{title} · Career Clusters</title>", page, count=1)
    page = _MAIN.sub(lambda found: f"{found.group(1)}\n{body}\n</main>", page, count=1)
    return page.replace(f'<a href="{path}">', f'<a href="{path}" aria-current="page">')
