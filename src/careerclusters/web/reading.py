"""Read a résumé or a posting that a program sends: what `careerclusters read` says, and nothing kept.

The body is the file itself, named by its media type, or JSON with the text and, beside a posting, a profile.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from anyio.to_thread import run_sync
from fastapi import FastAPI, Request, Response

from careerclusters.errors import InputError
from careerclusters.language import _
from careerclusters.text.extract import MOST_BYTES

if TYPE_CHECKING:
    from careerclusters.web.state import State

__all__ = ["LARGEST_TEXT", "READ_PATH", "add_reading"]

READ_PATH = "/read"
LARGEST_TEXT = MOST_BYTES
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_ENDINGS = {"text/plain": ".txt", "text/markdown": ".md", "application/pdf": ".pdf", _WORD: ".docx"}
_JSON = "application/json"
_FIELDS = frozenset({"text", "profile"})


def add_reading(app: FastAPI, *, api: str) -> None:
    """Add the address to an application, under that of the interface."""
    from careerclusters.web.models import Failure

    codes = (400, 413, 422, 500, 503)
    app.add_api_route(
        f"{api}{READ_PATH}",
        _read_body,
        methods=["POST"],
        name="read",
        summary="What a résumé or a posting says; nothing is kept.",
        response_model=None,
        responses={code: {"model": Failure} for code in codes},
        openapi_extra=_body_schema(),
    )


def _body_schema() -> dict[str, Any]:
    file = {"schema": {"type": "string", "format": "binary"}}
    text: dict[str, Any] = {
        "type": "object",
        "required": ["text"],
        "properties": {"text": {"type": "string"}, "profile": {"type": "object"}},
    }
    content = {_JSON: {"schema": text}, **dict.fromkeys(_ENDINGS, file)}
    return {"requestBody": {"required": True, "content": content}}


async def _read_body(request: Request) -> Response:
    """Jobs, skills and a draft profile; with a profile beside a posting also what the person lacks."""
    body = await request.body()
    state = request.app.state.store.current()
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    return await run_sync(_answered, request, state, body, media_type)


def _answered(request: Request, state: State, body: bytes, media_type: str) -> Response:
    from careerclusters.web.responses import answer, json_bytes, meta_of, respond, success

    data = _read(state, body, media_type)
    found = json_bytes(success("read", data, meta=meta_of(state, data), html="/you"))
    return respond(request, answer(found, _JSON), is_personal=True)


def _read(state: State, body: bytes, media_type: str) -> dict[str, Any]:
    from careerclusters.people.profile.file import person_from_dict
    from careerclusters.text.extract import text_of
    from careerclusters.text.lacking import what_is_lacking
    from careerclusters.text.read import read_text

    profile = None
    if media_type in _ENDINGS:
        text = text_of(body, _ENDINGS[media_type])
    elif media_type == _JSON:
        text, profile = _from_json(body)
        text = text_of(text.encode(errors="replace"), ".txt")
    else:
        raise InputError(
            "This kind of body isn't read",
            seen=media_type[:80] or "no media type",
            todo=_("Send {json} with a text, or a file as {kinds}.", json=_JSON, kinds=", ".join(_ENDINGS)),
        )
    reading = read_text(state.atlas, text)
    data = reading.to_dict()
    if profile is not None:
        person = person_from_dict(profile)
        data["lacking"] = what_is_lacking(state.atlas, reading, person).to_dict()
    return data


def _from_json(body: bytes) -> tuple[str, object]:
    todo = 'Send {"text": "..."}, and beside a posting {"profile": {...}} too.'
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise InputError("The body is no JSON", seen=str(error)[:80], todo=todo) from error
    if not isinstance(found, dict) or not isinstance(found.get("text"), str):
        raise InputError("The body has no text", seen=type(found).__name__, todo=todo)
    other = sorted(set(found) - _FIELDS)
    if other:
        raise InputError("The body has fields that we don't know", seen=", ".join(other)[:80], todo=todo)
    return found["text"], found.get("profile")
