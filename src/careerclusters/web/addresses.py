"""Which language an address asks for: `/es/map` is the map in Spanish. Pages write plain addresses.

The language is taken off the address before anything else looks at it and put back on every link, form and
redirect of the answer, so no page has to know. A link that leads to the same page in another language says so
by `hreflang` or `lang`, which stands right before its address, and is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any

from careerclusters.language import ENGLISH, current_language, languages, speaking

__all__ = ["Spoken", "base_of", "in_language", "localized", "split_language"]

_LINK = re.compile(r'(?<!lang="[a-z]{2}" )\b(href|(?:form)?action|data-href)="/(?!static/|/)')
_EVERYWHERE = ("/static/", "/favicon.ico", "/worker.js")

Message = MutableMapping[str, Any]


def split_language(path: str) -> tuple[str, str]:
    """The language of an address and the rest of it: "/es/map" is ("es", "/map")."""
    first, _, rest = path[1:].partition("/")
    if first != ENGLISH and first in languages():
        return first, f"/{rest}"
    return ENGLISH, path


def base_of(language: str) -> str:
    """What stands before the addresses of a language: "" or "/es"."""
    return "" if language == ENGLISH else f"/{language}"


def in_language(address: str, language: str) -> str:
    """The same page in a language."""
    return address if address.startswith(_EVERYWHERE) else base_of(language) + address


def localized(html: str) -> str:
    """A page whose links and forms stay in the current language."""
    base = base_of(current_language())
    return _LINK.sub(rf'\1="{base}/', html) if base else html


class Spoken:
    """Answers each request in the language of its address, and keeps redirects there."""

    def __init__(self, app: Callable[..., Awaitable[None]]) -> None:
        self._app = app

    async def __call__(
        self,
        scope: Mapping[str, Any],
        receive: Callable[[], Awaitable[Message]],
        send: Callable[[Message], Awaitable[None]],
    ) -> None:
        """Take the language off the address and speak it."""
        language, path = split_language(scope["path"]) if scope["type"] == "http" else (ENGLISH, "")
        if language == ENGLISH:
            with speaking(ENGLISH):
                await self._app(scope, receive, send)
            return

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = [(name, _stay(name, value, language)) for name, value in message.get("headers", ())]
                message = {**message, "headers": headers}
            await send(message)

        raw = scope.get("raw_path")
        shorter = raw[len(base_of(language)) :] if isinstance(raw, bytes) else path.encode()
        with speaking(language):
            await self._app({**scope, "path": path, "raw_path": shorter or b"/"}, receive, answer)


def _stay(name: bytes, value: bytes, language: str) -> bytes:
    if name.lower() != b"location" or not value.startswith(b"/"):
        return value
    return in_language(value.decode("latin-1"), language).encode("latin-1")
