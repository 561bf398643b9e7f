"""An area chosen once goes along: every link, form and button of a page carries it to the next page.

No cookie keeps it. It stands in the address, so a page that is shared says where its figures are for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import Any
from urllib.parse import parse_qs, quote_plus

from careerclusters.labour.figure import NATION_NAME

__all__ = ["area_carried", "carry"]

_LINK = re.compile(
    r'(<a (?![^>]*data-nation)[^>]*?href=")(/(?!static/|forget|favicon|api/|download/)[^"#]*)(#[^"]*)?(")'
)
_FORM = re.compile(r"<form\b[^>]*>(?:(?!</form>).)*", re.DOTALL)
_BUTTON = re.compile(r'(name="query" value=")([^"]*)(")')
_HAS_AREA = re.compile(r"(?:[?&]|&amp;|^)area=")


def area_carried(data: Mapping[str, Any], query: str) -> str | None:
    """The area that links carry: as the page read it, else as the address says; None for the nation."""
    where = data.get("where")
    found = where if isinstance(where, Mapping) else data
    if "area" in found:
        area = found["area"]["name"] if isinstance(found["area"], Mapping) else found["area"]
        return area if area and area != NATION_NAME else None
    asked = parse_qs(query).get("area", [""])[0].strip()[:80]
    return asked if asked and asked.lower() not in ("us", "united states") else None


def carry(html: str, area: str) -> str:
    """A page whose links, forms and buttons lead on with `area`, but for those that name one themselves.

    A link marked `data-nation` leads back to figures of the nation.
    """
    given = f"area={quote_plus(area)}"

    def link(found: re.Match[str]) -> str:
        begin, address, anchor, end = found.groups(default="")
        if _HAS_AREA.search(address):
            return found[0]
        return f"{begin}{address}{'&amp;' if '?' in address else '?'}{given}{anchor}{end}"

    def button(found: re.Match[str]) -> str:
        begin, query, end = found.groups()
        return found[0] if _HAS_AREA.search(query) else f"{begin}{query}&amp;{given}{end}"

    def form(found: re.Match[str]) -> str:
        head, gap, rest = found[0].partition(">")
        if 'name="area"' in rest or 'action="/forget"' in head:
            return found[0]
        if _BUTTON.search(rest):
            return head + gap + _BUTTON.sub(button, rest)
        return f'{head}{gap}<input type="hidden" name="area" value="{escape(area)}">{rest}'

    return _FORM.sub(form, _LINK.sub(link, html))
