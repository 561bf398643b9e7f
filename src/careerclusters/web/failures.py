"""What went wrong, in one shape: data for programs that ask the interface, a page for everybody else."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from careerclusters.errors import CareerClustersError
from careerclusters.language import _, marked, ngettext, speaking
from careerclusters.web.addresses import split_language
from careerclusters.web.guard import safe_headers
from careerclusters.web.responses import failure, json_bytes

__all__ = ["API", "HANDLERS", "refuse", "refuse_full"]

API = "/api/v1"
"""Where the addresses of the interface begin."""

_HTML, _JSON = "text/html; charset=utf-8", "application/json"
_LOG = logging.getLogger("careerclusters.web")

_WORDS = {
    404: (marked("Page not found"), marked("Go back to the start, or search.")),
    405: (
        marked("This address doesn't take this method"),
        marked("Use GET; POST where a profile is sent."),
    ),
}

_AREA = ("area", marked("Where, such as Ohio"))
_FORMS = {
    "/next": (("of", marked("The work you do now")), _AREA),
    "/plan": (
        ("from", marked("From: the work you do now")),
        ("to", marked("To: the work you'd like")),
        _AREA,
    ),
}
"""Pages whose form is offered again, with its fields."""


async def refuse(
    app: FastAPI,
    scope: Mapping[str, Any],
    send: Any,
    *,
    status: int,
    what: str,
    seen: object,
    todo: str,
    headers: Mapping[str, str] | None = None,
) -> None:
    """An error before routes are asked: data for programs; a page for who is too early or sends too much."""
    facts = {"error": "InputError", "what": what, "seen": None if seen is None else str(seen), "todo": todo}
    path = scope["path"] if status in (413, 503) else API + "/"
    answered = _failed(app, path, status, facts, headers=headers)

    async def nothing() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    await answered({**scope, "type": "http"}, nothing, send)


async def refuse_full(app: FastAPI, scope: Mapping[str, Any], send: Any, *, seconds: int) -> None:
    """Refused because all places are taken: a page that says when to try again."""
    await refuse(
        app,
        scope,
        send,
        status=503,
        what=_("Too many people ask at this moment"),
        seen=None,
        todo=ngettext("Try again in {n} second.", "Try again in {n} seconds.", seconds),
        headers={"Retry-After": str(seconds)},
    )


def _fail(request: Request, status: int, facts: Mapping[str, Any]) -> Response:
    return _failed(request.app, request.url.path, status, facts)


def _failed(
    app: FastAPI,
    path: str,
    status: int,
    facts: Mapping[str, Any],
    *,
    headers: Mapping[str, str] | None = None,
    again: Mapping[str, Any] | None = None,
) -> Response:
    """The error as JSON under the interface's address, else as a page; never kept by caches."""
    said = {**safe_headers(), "Cache-Control": "no-store", **(headers or {})}
    found = failure(status, facts)
    if path.startswith("/api/"):
        return Response(json_bytes(found), status, said, _JSON)
    return Response(app.state.renderer.error(found["error"], again), status, said, _HTML)


def _on_our_error(request: Request, error: CareerClustersError) -> Response:
    facts = {**error.to_dict(), "closest": list(getattr(error, "closest", ()))}
    again = _again(request, error)
    return _failed(request.app, request.url.path, error.http_status, facts, again=again)


def _again(request: Request, error: CareerClustersError) -> Mapping[str, Any] | None:
    """The form to fill in again, as it was, with the wrong field marked; None where no form led here."""
    path, given = request.url.path, request.query_params.multi_items()
    fields = _FORMS.get(path)
    if fields is None or request.method != "GET":
        return None
    values, seen = dict(given), str(error.seen).strip()
    rest = [(name, value) for name, value in given if name != "area"]
    is_area = values.get("area", "").strip() == seen
    closest = getattr(error, "closest", ()) if is_area else ()
    links = [(one, f"{path}?{urlencode([*rest, ('area', one)])}") for one in closest]
    return {
        "path": path,
        "fields": [
            {
                "name": name,
                "label": _(label),
                "value": values.get(name, ""),
                "is_wrong": values.get(name) == seen,
            }
            for name, label in fields
        ],
        "hidden": [(name, value) for name, value in given if name not in dict(fields) and value],
        "links": links,
    }


def _on_bad_parameters(request: Request, error: RequestValidationError) -> Response:
    first = error.errors()[0]
    name = ".".join(str(part) for part in first["loc"][1:]) or "request"
    seen = str(first.get("input"))[:80]
    facts = {"error": "InputError", "what": f"{name}: {first['msg']}", "seen": seen, "todo": None}
    return _fail(request, 422, facts)


def _on_http_error(request: Request, error: HTTPException) -> Response:
    what, todo = _WORDS.get(error.status_code, (marked("This can't be answered"), None))
    facts = {"error": "HTTPError", "what": _(what), "seen": request.url.path[:80], "todo": todo and _(todo)}
    return _fail(request, error.status_code, facts)


def _on_defect(request: Request, error: Exception) -> Response:
    _LOG.exception("A defect of ours on %s", request.url.path, exc_info=error)
    # This handler stands outside of what takes the language off the address.
    language, path = split_language(request.url.path)
    with speaking(language):
        facts = {
            "error": "Defect",
            "what": _("Something of ours broke"),
            "seen": None,
            "todo": _("Try again; if it stays, please report it with this address."),
        }
        return _failed(request.app, path, 500, facts)


HANDLERS: Mapping[Any, Callable[..., Response]] = {
    CareerClustersError: _on_our_error,
    RequestValidationError: _on_bad_parameters,
    HTTPException: _on_http_error,
    Exception: _on_defect,
}
"""What answers each kind of error."""
