"""Pages of a web application without a network: its answer to an address, called in this process."""

from __future__ import annotations

import asyncio
import weakref
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

__all__ = ["Rendered", "renderer_of"]

Channel = Callable[..., Awaitable[Any]]
Application = Callable[[dict[str, Any], Channel, Channel], Awaitable[Any]]


@dataclass(frozen=True)
class Rendered:
    """An answer: its status, kind and content."""

    status: int
    kind: str
    content: bytes


def renderer_of(app: Application) -> Callable[[str], Rendered]:
    """A function from an address to the answer of an ASGI application.

    The loop has a thread of its own: the caller's may run one already, as a notebook's does.
    """
    loop = asyncio.new_event_loop()
    thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="render")

    def render(address: str) -> Rendered:
        return thread.submit(lambda: loop.run_until_complete(_ask(app, address))).result()

    def close() -> None:
        thread.submit(loop.close)
        thread.shutdown()

    # At the end of the process threads are shut down before: nothing is left to close then.
    weakref.finalize(render, close).atexit = False
    return render


async def _ask(app: Application, address: str) -> Rendered:
    path, _, query = address.partition("?")
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
        "path": unquote(path), "raw_path": path.encode(), "root_path": "", "query_string": query.encode(),
        "headers": [(b"host", b"localhost")], "client": ("127.0.0.1", 0), "server": ("localhost", 80),
    }  # fmt: skip
    status, kind = 500, ""
    parts: list[bytes] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Mapping[str, Any]) -> None:
        nonlocal status, kind
        if message["type"] == "http.response.start":
            status = message["status"]
            kind = dict(message["headers"]).get(b"content-type", b"").decode()
        else:
            parts.append(message.get("body", b""))

    await app(scope, receive, send)
    return Rendered(status, kind, b"".join(parts))
