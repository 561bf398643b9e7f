"""Around every answer: headers that forbid what the pages never do, and what is refused before any work.

Refused are hosts that aren't ours, senders that aren't our pages, addresses and bodies that are too long. The
form of a page that is about a person may be sent instead of asked for: its fields then stand in the body, and
no address holds them.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from careerclusters.web.hosts import LOOPBACK, is_known_host, is_own_request

__all__ = ["LARGEST_BODY", "LARGEST_FORM", "LARGE_AT_ONCE", "LONGEST_ADDRESS", "Guard", "safe_headers"]

LONGEST_ADDRESS = 4000
LARGEST_BODY = 256 * 1024
LARGEST_FORM = 16 * 1024
LARGE_AT_ONCE = 4
"""Bodies above `LARGEST_BODY` that are in memory at a time."""
_FORM = "application/x-www-form-urlencoded"

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

Refuse = Callable[..., Awaitable[None]]


def safe_headers() -> dict[str, str]:
    """Headers of every answer: own scripts and styles only, nothing inline, no frames, no referrer."""
    return {
        "Content-Security-Policy": _POLICY,
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }


class Guard:
    """ASGI middleware.

    Parameters
    ----------
    takes_forms
        Whether a path is that of a page whose form may be sent.
    refuse
        Answers with an error: scope, send, status and facts.
    hosts
        Names that we go by.
    larger
        Bytes that a body may have under other paths than usual; few such bodies are taken at a time.
    """

    def __init__(
        self,
        app: Any,
        *,
        takes_forms: Callable[[str], bool],
        refuse: Refuse,
        hosts: frozenset[str] = LOOPBACK,
        larger: Mapping[str, int] | None = None,
    ) -> None:
        self._larger, self._large_now = dict(larger or {}), 0
        self.app, self._takes_forms, self._refuse, self._hosts = app, takes_forms, refuse, hosts
        self._headers = [(k.lower().encode(), v.encode()) for k, v in safe_headers().items()]

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_safely(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                present = {name.lower() for name, _ in message["headers"]}
                added = [pair for pair in self._headers if pair[0] not in present]
                message = {**message, "headers": [*message["headers"], *added]}
            await send(message)

        async def refuse(status: int, what: str, seen: object, todo: str) -> None:
            await self._refuse(scope, send_safely, status, what=what, seen=seen, todo=todo)

        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        hosts = [value for name, value in scope["headers"] if name == b"host"]
        if len(hosts) != 1 or not is_known_host(headers.get("host"), self._hosts):
            todo = "Use the address that the program printed; other names are given with --allow-host."
            await refuse(400, "This server doesn't go by that name", headers.get("host", "")[:80], todo)
            return
        length = len(scope.get("raw_path") or scope["path"].encode()) + len(scope["query_string"])
        if length > LONGEST_ADDRESS:
            what = f"An address may have at most {LONGEST_ADDRESS} characters"
            await refuse(414, what, length, "Ask for less at once.")
            return
        if scope["method"] not in ("GET", "HEAD", "OPTIONS"):
            if not is_own_request(headers):
                seen = headers.get("origin") or headers.get("sec-fetch-site")
                todo = "Send it from a page of this server, or from a program."
                await refuse(403, "Another site can't send anything here", seen, todo)
                return
            is_form = headers.get("content-type", "").partition(";")[0].strip().lower() == _FORM
            path = scope["path"]
            most = LARGEST_FORM if is_form else self._larger.get(path, LARGEST_BODY)
            if most > LARGEST_BODY:
                if self._large_now >= LARGE_AT_ONCE:
                    todo = "Try again in a few seconds."
                    await refuse(503, "Too many texts are read at this moment", None, todo)
                    return
                self._large_now += 1
                try:
                    await self._take(scope, receive, send_safely, most=most, refuse=refuse)
                finally:
                    self._large_now -= 1
                return
            body = await _body(receive, most=most)
            if body is None:
                await refuse(413, f"A body may have at most {most // 1024} KB", "more", "Send less at once.")
                return
            if is_form and self._takes_forms(scope["path"]):
                if not body.isascii():
                    await refuse(
                        400, "A form is sent in percent-encoded letters", "other bytes", "Try again."
                    )
                    return
                # From here on the form is like any other question, but for the address.
                scope = {**scope, "method": "GET", "query_string": _query(body), "sent": True}
                body = b""
            receive = _once(body, receive)
        await self.app(scope, receive, send_safely)

    async def _take(
        self, scope: dict[str, Any], receive: Any, send: Any, *, most: int, refuse: Refuse
    ) -> None:
        """Answer a request with a large body."""
        body = await _body(receive, most=most)
        if body is None:
            what = f"A body may have at most {most // 1024 // 1024} MB"
            await refuse(413, what, "more", "Send less at once.")
            return
        await self.app(scope, _once(body, receive), send)


def _query(form: bytes) -> bytes:
    """The fields of a form as a query; a form may hold a whole one in its only field."""
    if form.startswith(b"query="):
        from urllib.parse import quote, unquote_plus

        return quote(unquote_plus(form.decode("ascii").removeprefix("query=")), safe="=&%+~.-_*").encode()
    return form


async def _body(receive: Any, *, most: int) -> bytes | None:
    """The whole body; None when it is too large."""
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return b"".join(parts)
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > most:
            return None
        if not message.get("more_body"):
            return b"".join(parts)


def _once(body: bytes, receive: Any) -> Any:
    waiting = [{"type": "http.request", "body": body, "more_body": False}]

    async def give() -> Any:
        return waiting.pop() if waiting else await receive()

    return give
