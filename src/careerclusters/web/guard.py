"""Around every answer: headers that forbid what the pages never do, and what is refused before any work.

Refused are hosts that aren't ours, senders that aren't our pages, addresses and bodies that are too long. The
form of a page that is about a person may be sent instead of asked for: its fields then stand in the body, and
no address holds them. Some pages take a list or a file as well, each up to a size of its own and few at once.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from careerclusters.errors import InputError
from careerclusters.web.frames import EMBEDS, embed_headers
from careerclusters.web.hosts import LOOPBACK, is_known_host, is_own_request
from careerclusters.web.uploads import SentFile, split_form

__all__ = ["LARGEST_BODY", "LARGEST_FORM", "LONGEST_ADDRESS", "Guard", "safe_headers"]

LONGEST_ADDRESS = 4000
LARGEST_BODY = 256 * 1024
LARGEST_FORM = 16 * 1024
LONGEST_NUMBER = 12
MOST_UPLOADED = 24_000_000
"""Bytes that files, and forms with lists, may take together, until they are answered."""
_FORM, _UPLOAD = "application/x-www-form-urlencoded", "multipart/form-data"

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

Refuse = Callable[..., Awaitable[None]]


def safe_headers() -> dict[str, str]:
    """Headers of every answer: own scripts and styles only, nothing inline, no frames, no referrer to others.

    To ourselves the referrer is given: without it a browser calls the origin of a form "null" on addresses
    that aren't this machine's, where it doesn't send `Sec-Fetch-Site` either.
    """
    return {
        "Content-Security-Policy": _POLICY,
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
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
    upload_bytes
        Largest form with a list or a file, or largest file, that a path takes; 0 for those that take none.
    frames
        Origins that may show our cards in a frame, from `frames.origins_of`; none by default.
    """

    def __init__(
        self,
        app: Any,
        *,
        takes_forms: Callable[[str], bool],
        refuse: Refuse,
        hosts: frozenset[str] = LOOPBACK,
        upload_bytes: Callable[[str], int] = lambda path: 0,
        frames: tuple[str, ...] = (),
    ) -> None:
        self.app, self._takes_forms, self._refuse, self._hosts = app, takes_forms, refuse, hosts
        self._upload_bytes, self._uploaded = upload_bytes, 0
        self._headers = _pairs(safe_headers())
        self._embed_headers = _pairs(embed_headers(safe_headers(), frames))

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        own = self._embed_headers if scope["path"].startswith(EMBEDS) else self._headers

        async def send_safely(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                present = {name.lower() for name, _ in message["headers"]}
                added = [pair for pair in own if pair[0] not in present]
                message = {**message, "headers": [*message["headers"], *added]}
            await send(message)

        async def refuse(status: int, what: str, seen: object, todo: str) -> None:
            await self._refuse(scope, send_safely, status=status, what=what, seen=seen, todo=todo)

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
        if scope["method"] in ("GET", "HEAD", "OPTIONS"):
            await self.app(scope, receive, send_safely)
            return
        if not is_own_request(headers):
            seen = headers.get("origin") or headers.get("sec-fetch-site")
            todo = "Send it from a page of this server, or from a program."
            await refuse(403, "Another site can't send anything here", seen, todo)
            return
        kind = headers.get("content-type", "").partition(";")[0].strip().lower()
        is_form = kind in (_FORM, _UPLOAD)
        size = self._upload_bytes(scope["path"])
        held = _held(headers.get("content-length", ""), most=size)
        if self._uploaded + held > MOST_UPLOADED:
            await refuse(503, "Too many files are sent at this moment", None, "Try again in 5 seconds.")
            return
        self._uploaded += held
        try:
            most = size or (LARGEST_FORM if kind == _FORM else LARGEST_BODY)
            body = await _body(receive, most=most)
            if body is None:
                await refuse(413, f"A body may have at most {most // 1024} KB", "more", "Send less at once.")
                return
            if is_form and (size or (kind == _FORM and self._takes_forms(scope["path"]))):
                try:
                    query, file = _form_of(body, headers["content-type"], is_upload=kind == _UPLOAD)
                except InputError as error:
                    await refuse(400, error.what, error.seen, error.todo or "Try again.")
                    return
                # From here on the form is like any other question, but for the address.
                scope = {**scope, "method": "GET", "query_string": query, "sent": True, "file": file}
                body = b""
            await self.app(scope, _once(body, receive), send_safely)
        finally:
            self._uploaded -= held


def _held(declared: str, *, most: int) -> int:
    """Bytes that a body will take: what its header says, else the most that it may."""
    is_number = len(declared) <= LONGEST_NUMBER and declared.isascii() and declared.isdigit()
    return min(int(declared), most) if is_number else most


def _pairs(headers: dict[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.lower().encode(), value.encode()) for name, value in headers.items()]


def _form_of(body: bytes, content_type: str, *, is_upload: bool) -> tuple[bytes, SentFile | None]:
    """The fields of a form as a query, and its file."""
    if is_upload:
        from urllib.parse import urlencode

        fields, file = split_form(body, content_type)
        return urlencode(fields).encode("ascii"), file
    if not body.isascii():
        raise InputError("A form is sent in percent-encoded letters", seen="other bytes", todo="Try again.")
    return _query(body), None


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
