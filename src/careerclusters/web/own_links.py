"""Without scripts, too, no address holds a person's answers: buttons send what links would carry.

With scripts a click on such a link is sent instead of visited (`static/person.js`), so the link stays.
Without, a button stands in its place. A link to bookmark stays a link: its address is meant to hold them.
"""

from __future__ import annotations

import re

__all__ = ["sent_by_buttons"]

FORM_ID = "sent"
_LINK = re.compile(
    r'<a\b(?P<before>[^>]*?)\shref="(?P<path>/[^"?#]*)\?(?P<query>[^"#]*)"(?P<after>[^>]*)>(?P<words>.*?)</a>',
    re.DOTALL,
)
_ME = re.compile(r"(?:^|&|;)me=[^&]")
_CLASS = re.compile(r'\sclass="([^"]*)"')
_LANGUAGE = re.compile(r'\slang="[a-z]{2}"')
_END = "</body>"


def sent_by_buttons(html: str) -> str:
    """A page whose links with answers have a button beside them, shown instead where there are no scripts."""
    buttons = 0

    def both(link: re.Match[str]) -> str:
        nonlocal buttons
        attributes = link["before"] + link["after"]
        found = _CLASS.search(attributes)
        kind = found[1] if found else ""
        if not _ME.search(link["query"]) or "data-bookmark" in attributes or "scripted" in kind.split():
            return link[0]
        buttons += 1
        rest = _CLASS.sub("", attributes)
        style = kind if "button" in kind.split() else f"{kind} link".strip()
        language = _LANGUAGE.search(attributes)
        path, query, words = link["path"], link["query"], link["words"]
        return (
            f'<a class="{f"{kind} scripted".strip()}" href="{path}?{query}"{rest}>{words}</a>'
            f'<noscript><button class="{style}"{language[0] if language else ""} form="{FORM_ID}" '
            f'formaction="{path}" name="query" value="{query}">{words}</button></noscript>'
        )

    changed = _LINK.sub(both, html)
    if not buttons:
        return html
    form = f'<form id="{FORM_ID}" method="post" hidden></form>\n'
    return changed.replace(_END, form + _END, 1)
