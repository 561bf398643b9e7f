"""Around every answer: headers that forbid what the pages never do, limits on addresses and bodies."""

from __future__ import annotations

from typing import Any

from careerclusters.web.responses import failure, json_bytes

__all__ = ["LARGEST_BODY", "LONGEST_ADDRESS", "Guard", "safe_headers"]

LONGEST_ADDRESS = 4000
LARGEST_BODY = 256 * 1024

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


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
    """ASGI middleware: adds the headers, refuses addresses and bodies that are too long."""

    def __init__(self, app: Any) -> None:
        self.app = app
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

        length = len(scope.get("raw_path") or scope["path"].encode()) + len(scope["query_string"])
        if length > LONGEST_ADDRESS:
            what = f"An address may have at most {LONGEST_ADDRESS} characters"
            await _refuse(send_safely, 414, what=what, seen=str(length))
            return
        if scope["method"] == "POST":
            body = await _body(receive)
            if body is None:
                what = f"A body may have at most {LARGEST_BODY // 1024} KB"
                await _refuse(send_safely, 413, what=what, seen="more")
                return
            receive = _once(body, receive)
        await self.app(scope, receive, send_safely)


async def _body(receive: Any) -> bytes | None:
    """The whole body; None when it is too large."""
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return b"".join(parts)
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > LARGEST_BODY:
            return None
        if not message.get("more_body"):
            return b"".join(parts)


def _once(body: bytes, receive: Any) -> Any:
    waiting = [{"type": "http.request", "body": body, "more_body": False}]

    async def give() -> Any:
        return waiting.pop() if waiting else await receive()

    return give


async def _refuse(send: Any, status: int, *, what: str, seen: str) -> None:
    facts = {"error": "InputError", "what": what, "seen": seen, "todo": "Ask for less at once."}
    headers = [(b"content-type", b"application/json"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": json_bytes(failure(status, facts))})
