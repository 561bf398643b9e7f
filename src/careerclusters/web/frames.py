"""Which other sites may show our cards in a frame: an allow-list; without one, none may show anything."""

from __future__ import annotations

import re
from collections.abc import Iterable

from careerclusters.errors import InputError

__all__ = ["EMBEDS", "embed_headers", "origins_of"]

EMBEDS = "/embed/"
"""Beginning of the addresses that may stand in a frame; nothing else may."""

MOST_ORIGINS = 20
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_ORIGIN = re.compile(
    rf"https?://(?:\*\.(?={_LABEL}\.))?{_LABEL}(?:\.{_LABEL})*(?::\d{{1,5}})?", re.IGNORECASE
)


def origins_of(given: Iterable[str]) -> tuple[str, ...]:
    """Origins as browsers write them, each once.

    Raises
    ------
    InputError
        When one is no origin such as https://lms.example.edu, or there are more than twenty.
    """
    found: dict[str, None] = {}
    for one in given:
        plain = one.strip().removesuffix("/").lower()
        if not _ORIGIN.fullmatch(plain):
            raise InputError(
                "This is no site that frames can be allowed for",
                seen=one[:80],
                todo="Give its origin without a path, such as https://lms.example.edu; * alone isn't taken.",
            )
        found[plain] = None
    if len(found) > MOST_ORIGINS:
        todo = f"Give at most {MOST_ORIGINS}, or one with a star such as https://*.example.edu."
        raise InputError("Too many sites may show frames", seen=len(found), todo=todo)
    return tuple(found)


def embed_headers(headers: dict[str, str], origins: tuple[str, ...]) -> dict[str, str]:
    """The safe headers of a card that the origins may frame; unchanged without any."""
    if not origins:
        return headers
    policy = headers["Content-Security-Policy"].replace(
        "frame-ancestors 'none'", f"frame-ancestors {' '.join(origins)}"
    )
    # The older header knows no list; browsers that read the policy leave it out of account.
    kept = {name: value for name, value in headers.items() if name != "X-Frame-Options"}
    return kept | {"Content-Security-Policy": policy, "Cross-Origin-Resource-Policy": "cross-origin"}
