"""The application: routes of all pages, safe headers, one shape for success and one for errors."""

from __future__ import annotations

import inspect
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Annotated, Any

from anyio.to_thread import current_default_thread_limiter
from fastapi import Body, FastAPI, Request, Response

from careerclusters import __version__
from careerclusters.atlas import Atlas
from careerclusters.labour.drift_file import drift_path
from careerclusters.language import current_language, languages
from careerclusters.people.profile.file import person_from_dict
from careerclusters.web.addresses import Spoken, in_language
from careerclusters.web.classroom.room import Room
from careerclusters.web.classroom.routes import add_class, leave
from careerclusters.web.classroom.views import CLASS_PAGES
from careerclusters.web.contexts import ALL, Page, plain
from careerclusters.web.failures import API, HANDLERS, refuse, refuse_full
from careerclusters.web.guard import Guard
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
    json_bytes,
    meta_of,
    respond,
    success,
)
from careerclusters.web.state import State, Store
from careerclusters.web.static_files import add_static

__all__ = ["API", "create_app"]

THREADS = 6
_HTML, _JSON, _CSV = "text/html; charset=utf-8", "application/json", "text/csv; charset=utf-8"
_PDF = "application/pdf"

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
    code_folder: Path | None = None,
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
    code_folder
        Where compiled templates are kept for the next start, from `template_folder`; None to keep none.
    """
    store = Store(atlas=atlas, folder=folder, beside=(drift_path(),))
    app = FastAPI(
        title="Career Clusters",
        version=__version__,
        description="The data of each page of the explorer, in one envelope.",
        docs_url=None,
        redoc_url=None,
        openapi_url=f"{API}/openapi.json",
        lifespan=_few_at_once,
        exception_handlers=dict(HANDLERS),
    )
    app.state.store = store
    app.state.answers = Answers()
    app.state.lanes = new_lanes(heavy_at_once)
    app.state.renderer = Renderer(
        is_class_open=lambda: room is not None and room.is_open,
        languages=languages(),
        code_folder=code_folder,
    )
    paths = Paths((*PAGES, *(CLASS_PAGES if room else ())), api=API)
    full = partial(refuse_full, app)
    app.add_middleware(Lanes, lane_of=partial(_lane_of, app, paths), refuse=full, lanes=app.state.lanes)
    app.add_middleware(
        Guard,
        takes_forms=paths.takes_forms,
        upload_bytes=paths.upload_bytes,
        refuse=partial(refuse, app),
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


def _forget(request: Request) -> Response:
    """What the browser keeps for this address is deleted by the browser; the server kept nothing."""
    headers = {"Location": "/", "Cache-Control": "no-store", "Clear-Site-Data": '"cache", "storage"'}
    return leave(Response(status_code=303, headers=headers))
