"""The server's log: each kind of line a few times, then how many more there were."""

from __future__ import annotations

import logging
from time import monotonic

__all__ = ["FewLines", "quiet"]

MOST_LINES, SECONDS = 5, 10.0
LONGEST_LINE = 2_000
NAMES = ("uvicorn.error", "asyncio", "careerclusters.web")


class FewLines(logging.Filter):
    """Lets `most` lines of one kind (logger, place in the code) through in `seconds`; counts the others."""

    def __init__(self, *, most: int = MOST_LINES, seconds: float = SECONDS) -> None:
        super().__init__()
        self._most, self._seconds = most, seconds
        self._seen: dict[tuple[str, str, int], tuple[float, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether a line is written; the first of a new span says how many were left out before."""
        kind, now = (record.name, record.pathname, record.lineno), monotonic()
        began, count = self._seen.get(kind, (now, 0))
        if now - began > self._seconds:
            if count > self._most:
                record.msg = f"{record.msg} (and {count - self._most} more like it before)"
            began, count = now, 0
        self._seen[kind] = began, count + 1
        if count >= self._most:
            return False
        if not record.args and len(str(record.msg)) > LONGEST_LINE:
            record.msg = str(record.msg)[:LONGEST_LINE] + "…"
        return True


def quiet() -> None:
    """Bound the log of everything that a stranger's requests can make us write."""
    for name in NAMES:
        logging.getLogger(name).addFilter(FewLines())
