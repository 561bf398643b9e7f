"""Around every answer: headers that forbid what the pages never do, and a limit on addresses."""

from __future__ import annotations

from typing import Any

from careerclusters.web.answers import failure, json_bytes

__all__ = ["LONGEST_ADDRESS", "Guard", "safe_headers"]

LONGEST_ADDRESS = 2000

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
    """ASGI middleware: adds the headers, refuses addresses that are too long."""

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
            await self._refuse(send_safely, length)
            return
        await self.app(scope, receive, send_safely)

    async def _refuse(self, send: Any, length: int) -> None:
        facts = {
            "error": "InputError",
            "what": f"An address may have at most {LONGEST_ADDRESS} characters",
            "seen": str(length),
            "todo": "Ask for less at once.",
        }
        headers = [(b"content-type", b"application/json"), (b"cache-control", b"no-store")]
        await send({"type": "http.response.start", "status": 414, "headers": headers})
        await send({"type": "http.response.body", "body": json_bytes(failure(414, facts))})
