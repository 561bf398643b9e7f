"""What an address is about, before it is routed: does it compute for long, may its form or a file be sent."""

from __future__ import annotations

import re
from collections.abc import Sequence

from careerclusters.web.contexts import Page
from careerclusters.web.reading import LARGEST_TEXT, READ_PATH

__all__ = ["HEAVY", "NOBODYS", "Paths"]

HEAVY = frozenset({"results", "report", "why", "plan", "ways", "compare", "official", "strengths"})
HEAVY |= {"class/mine", "class/sent", "class/sheets"}
HEAVY |= {"closure", "brief", "local"}
"""Names of pages that compute for a tenth of a second or more."""

NOBODYS = frozenset({"from", "to", "page", "level", "area"})
"""Parameters of pages with limits that say nothing about a person."""


class Paths:
    """Addresses of the pages, of their data, lists and prints."""

    def __init__(self, pages: Sequence[Page], *, api: str) -> None:
        self._heavy = _pattern([page for page in pages if page.name in HEAVY], api)
        self._personal = _pattern([page for page in pages if page.is_personal or page.takes_limits], api)
        self._read = f"{api}{READ_PATH}"
        sizes = sorted({page.upload_bytes for page in pages if page.upload_bytes})
        self._uploads = [
            (size, _pattern([page for page in pages if page.upload_bytes == size], api)) for size in sizes
        ]

    def is_heavy(self, path: str) -> bool:
        """Whether an address belongs into the lane of heavy pages."""
        return path == self._read or self._heavy.fullmatch(path) is not None

    def takes_forms(self, path: str) -> bool:
        """Whether the form of this page may be sent, so that no address holds its fields."""
        return self._personal.fullmatch(path) is not None

    def upload_bytes(self, path: str) -> int:
        """Largest form with a list or a file that may be sent to an address; 0 where there is none."""
        if path == self._read:
            return LARGEST_TEXT
        return next((size for size, pattern in self._uploads if pattern.fullmatch(path)), 0)


def _pattern(pages: Sequence[Page], api: str) -> re.Pattern[str]:
    own = "|".join(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(page.path)) for page in pages)
    return re.compile(rf"(?:{re.escape(api)}|/download)?(?:{own or '(?!)'})(?:\.pdf|\.csv)?")
