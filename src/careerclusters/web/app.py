"""The application: routes of all pages, safe headers, one shape for success and one for errors."""

from __future__ import annotations

import inspect
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Annotated, Any

from anyio.to_thread import current_default_thread_limiter
from fastapi import Body, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from careerclusters import __version__
from careerclusters.atlas import Atlas
from careerclusters.errors import CareerClustersError
from careerclusters.labour.drift_file import drift_path
from careerclusters.language import _, current_language, languages, marked, ngettext, speaking
from careerclusters.people.profile.file import person_from_dict
from careerclusters.web.addresses import Spoken, in_language, split_language
from careerclusters.web.classroom.room import Room
from careerclusters.web.classroom.routes import add_class, leave
from careerclusters.web.classroom.views import CLASS_PAGES
from careerclusters.web.contexts import ALL, Page, plain
from careerclusters.web.guard import Guard, safe_headers
from careerclusters.web.hosts import LOOPBACK
from careerclusters.web.interface import description_of
from careerclusters.web.lanes import HEAVY_AT_ONCE, Lanes, new_lanes
from careerclusters.web.models import Failure
from careerclusters.web.pages import PAGES
from careerclusters.web.paths import NOBODYS, Paths
from careerclusters.web.profile_code import code_of
from careerclusters.web.reading import add_reading
from careerclusters.web.render import Renderer
from careerclusters.web.responses import (
    Answer,
    Answers,
    answer,
    check_text,
    csv_text,
    failure,
    json_bytes,
    meta_of,
    respond,
    success,
)
from careerclusters.web.state import State, Store
from careerclusters.web.static_files import add_static

__all__ = ["API", "create_app"]

API = "/api/v1"
THREADS = 6
_HTML, _JSON, _CSV = "text/html; charset=utf-8", "application/json", "text/csv; charset=utf-8"
_PDF = "application/pdf"
_LOG = logging.getLogger("careerclusters.web")

_WORDS = {
    404: (marked("Page not found"), marked("Go back to the start, or search.")),
    405: (
        marked("This address doesn't take this method"),
        marked("Use GET; POST where a profile is sent."),
    ),
}
_PROFILE = Annotated[
    dict[str, Any],
    Body(
        description="A profile as `careerclusters assess --profile` writes it; used for this answer only.",
        examples=[{"careerclusters_profile": 1, "interests": {"form": "short", "answers": {"R01": 4}}}],
    ),
]


def create_app(
    *,
    atlas: Atlas | None = None,
    folder: Path | None = None,
    hosts: frozenset[str] = LOOPBACK,
    heavy_at_once: int = HEAVY_AT_ONCE,
    room: Room | None = None,
    frames: tuple[str, ...] = (),
) -> FastAPI:
    """The explorer over one atlas.

    Parameters
    ----------
    atlas
        An atlas in memory.
    folder
        Where an atlas is saved, instead; the pages follow when it is replaced.
    hosts
        Names that the server goes by, from `hosts.names_of`; others are refused.
    heavy_at_once
        Heavy pages that are worked on at a time.
    room
        A class that students may join; without one, its pages only say what a class is.
    frames
        Origins that may show cards (`/embed/…`) in a frame, from `frames.origins_of`.
    """
    store = Store(atlas=atlas, folder=folder, beside=(drift_path(),))
    handlers: dict[Any, Callable[..., Any]] = {
        CareerClustersError: _on_our_error,
        RequestValidationError: _on_bad_parameters,
        HTTPException: _on_http_error,
        Exception: _on_defect,
    }
    app = FastAPI(
        title="Career Clusters",
        version=__version__,
        description="The data of each page of the explorer, in one envelope.",
        docs_url=None,
        redoc_url=None,
        openapi_url=f"{API}/openapi.json",
        lifespan=_few_at_once,
        exception_handlers=handlers,
    )
    app.state.store = store
    app.state.answers = Answers()
    app.state.lanes = new_lanes(heavy_at_once)
    app.state.renderer = Renderer(
        is_class_open=lambda: room is not None and room.is_open, languages=languages()
    )
    paths = Paths((*PAGES, *(CLASS_PAGES if room else ())), api=API)
    full = partial(_refuse_full, app)
    app.add_middleware(Lanes, lane_of=partial(_lane_of, app, paths), refuse=full, lanes=app.state.lanes)
    app.add_middleware(
        Guard,
        takes_forms=paths.takes_forms,
        upload_bytes=paths.upload_bytes,
        refuse=partial(_refuse, app),
        hosts=hosts,
        frames=frames,
    )
    app.add_middleware(Spoken)
    if room is not None:
        add_class(app, room, on_change=app.state.answers.clear)
    for page in PAGES:
        _add_page(app, page)
    add_reading(app, api=API)
    app.openapi = partial(description_of, app, PAGES, api=API)  # type: ignore[method-assign]
    app.add_api_route("/forget", _forget, methods=["POST"], include_in_schema=False)
    add_static(app)
    return app


@asynccontextmanager
async def _few_at_once(app: FastAPI) -> AsyncIterator[None]:
    """Few requests are worked on at a time: more would only take the processor from each other."""
    current_default_thread_limiter().total_tokens = THREADS
    yield


def _add_page(app: FastAPI, page: Page) -> None:
    """The page as HTML, as JSON under the interface's address, and its list as CSV."""
    api = f"{API}{page.path}" if page.path != "/" else f"{API}/home"
    both = ["GET", "HEAD"]
    if page.rows:
        csv = f"/download{page.path}.csv" if page.path != "/" else "/download/home.csv"
        as_csv = partial(_as_csv, rows=page.rows)
        app.add_api_route(csv, _endpoint(page, as_csv), methods=both, include_in_schema=False)
    app.add_api_route(page.path, _endpoint(page, _as_html), methods=both, include_in_schema=False)
    if page.pdf is not None:
        app.add_api_route(f"{page.path}.pdf", _endpoint(page, _as_pdf), methods=both, include_in_schema=False)
    for method in ("GET", "POST") if page.is_personal else ("GET",):
        app.add_api_route(
            api,
            _endpoint(page, _as_json, with_profile=method == "POST"),
            methods=[method],
            name=page.name if method == "GET" else f"{page.name}_of_profile",
            summary=page.summary,
            response_model=None,
            responses={code: {"model": Failure} for code in (400, 404, 413, 414, 422, 500)},
        )


def _endpoint(
    page: Page, make: Callable[..., Response], *, with_profile: bool = False
) -> Callable[..., Response]:
    """A function with the parameters of the page, for the framework to check and to describe.

    With a profile, the person comes in the body of the request instead of the parameter `me`.
    """

    def endpoint(request: Request, **given: Any) -> Response:
        if with_profile:
            profile = given.pop("profile")
            check_text(profile)
            given["me"] = code_of(person_from_dict(profile))
        return make(request, page, given)

    kind = inspect.Parameter.KEYWORD_ONLY
    wanted = [inspect.Parameter("request", kind, annotation=Request)]
    for one in list(inspect.signature(page.make, eval_str=True).parameters.values())[1:]:
        if with_profile and one.name == "me":
            wanted.append(inspect.Parameter("profile", kind, annotation=_PROFILE))
        else:
            wanted.append(one.replace(kind=kind))
    endpoint.__signature__ = inspect.Signature(wanted, return_annotation=Response)  # type: ignore[attr-defined]
    endpoint.__name__ = page.name if not with_profile else f"{page.name}_of_profile"
    endpoint.__doc__ = page.make.__doc__
    return endpoint


def _made(
    request: Request, page: Page, make: Callable[[State], Answer], *, name: str | None = None
) -> Response:
    """The answer of a page: kept for the next visitor, unless something of a person came with the request."""
    state = request.app.state.store.current()
    headers = {} if name is None else {"Content-Disposition": f'attachment; filename="{name}"'}
    if _is_about_a_person(request, page):
        return respond(request, make(state), headers=headers, is_personal=True)
    key = _key(state.tag, request.url.path, request.url.query)
    return respond(request, request.app.state.answers.get(key, lambda: make(state)), headers=headers)


def _key(tag: str, path: str, query: str) -> tuple[str, ...]:
    """What an answer is kept under: an address of one atlas, in one language."""
    return tag, current_language(), path, query


def _is_about_a_person(request: Request, page: Page) -> bool:
    """Whether something of a person came with the request, limits of theirs included."""
    if request.method == "POST" or request.scope.get("sent"):
        return True
    if page.upload_bytes:
        return bool(request.query_params)
    if not page.is_personal and not page.takes_limits:
        return False
    return bool(
        set(request.query_params) - (NOBODYS if page.takes_limits and not page.is_personal else set())
    )


def _data(state: State, page: Page, given: Mapping[str, Any]) -> dict[str, Any]:
    data: dict[str, Any] = plain(page.make(state, **given))
    return data


def _as_html(request: Request, page: Page, given: Mapping[str, Any]) -> Response:
    renderer, address = request.app.state.renderer, _address(request)

    def make(state: State) -> Answer:
        data = _data(state, page, given)
        return answer(renderer.page(page, data, meta=meta_of(state, data), address=address), _HTML)

    return _made(request, page, make)


def _as_json(request: Request, page: Page, given: Mapping[str, Any]) -> Response:
    html = _address(request).removeprefix(API)
    html = "/" + html.removeprefix("/home").lstrip("/") if page.path == "/" else html
    html = in_language(html, current_language())

    def make(state: State) -> Answer:
        data = _data(state, page, given)
        return answer(json_bytes(success(page.name, data, meta=meta_of(state, data), html=html)), _JSON)

    return _made(request, page, make)


def _as_csv(request: Request, page: Page, given: Mapping[str, Any], *, rows: str) -> Response:
    def make(state: State) -> Answer:
        whole = {**given, "page": ALL} if "page" in given else given
        return answer(csv_text(_data(state, page, whole)[rows]).encode(errors="replace"), _CSV)

    name = "".join(c for c in request.url.path.rpartition("/")[2] if c.isalnum() or c in ".-_")
    return _made(request, page, make, name=name)


def _as_pdf(request: Request, page: Page, given: Mapping[str, Any]) -> Response:
    def make(state: State) -> Answer:
        data = _data(state, page, given)
        return answer(page.pdf(data, meta=meta_of(state, data)), _PDF)

    return _made(request, page, make, name=f"{page.name}.pdf")


def _address(request: Request) -> str:
    query = request.url.query
    return request.url.path + (f"?{query}" if query else "")


def _lane_of(app: FastAPI, paths: Paths, scope: Mapping[str, Any]) -> str | None:
    """Static files need no turn; what is kept is light, pages that compute for long have their own lane."""
    path = scope["path"]
    if path.startswith("/static/") or path in ("/favicon.ico", "/worker.js"):
        return None
    if not paths.is_heavy(path):
        return "light"
    key = _key(app.state.store.current().tag, path, scope["query_string"].decode("latin-1"))
    return "light" if key in app.state.answers else "heavy"


async def _refuse(
    app: FastAPI,
    scope: Mapping[str, Any],
    send: Any,
    status: int,
    *,
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


async def _refuse_full(app: FastAPI, scope: Mapping[str, Any], send: Any, seconds: int) -> None:
    await _refuse(
        app,
        scope,
        send,
        503,
        what=_("Too many people ask at this moment"),
        seen=None,
        todo=ngettext("Try again in {n} second.", "Try again in {n} seconds.", seconds),
        headers={"Retry-After": str(seconds)},
    )


def _forget(request: Request) -> Response:
    """What the browser keeps for this address is deleted by the browser; the server kept nothing."""
    headers = {"Location": "/", "Cache-Control": "no-store", "Clear-Site-Data": '"cache", "storage"'}
    return leave(Response(status_code=303, headers=headers))


def _fail(request: Request, status: int, facts: Mapping[str, Any]) -> Response:
    return _failed(request.app, request.url.path, status, facts)


def _failed(
    app: FastAPI,
    path: str,
    status: int,
    facts: Mapping[str, Any],
    *,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """The error as JSON under the interface's address, else as a page; never kept by caches."""
    said = {**safe_headers(), "Cache-Control": "no-store", **(headers or {})}
    found = failure(status, facts)
    if path.startswith("/api/"):
        return Response(json_bytes(found), status, said, _JSON)
    return Response(app.state.renderer.error(found["error"]), status, said, _HTML)


def _on_our_error(request: Request, error: CareerClustersError) -> Response:
    facts = {**error.to_dict(), "closest": list(getattr(error, "closest", ()))}
    return _fail(request, error.http_status, facts)


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
