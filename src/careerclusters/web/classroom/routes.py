"""Addresses of a class: the door and the sending for students, the desk and the screen for the counsellor.

Who may do what hangs on two cookies that only these addresses get: a seat, given for the code, and the key,
given for the address that the program printed. Nothing here is kept by a cache.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from urllib.parse import parse_qs

from anyio.to_thread import run_sync
from fastapi import FastAPI, Query, Request, Response

from careerclusters.errors import CareerClustersError, InputError
from careerclusters.language import languages
from careerclusters.web.addresses import in_language
from careerclusters.web.classroom import views
from careerclusters.web.classroom.file import class_text, parse_class
from careerclusters.web.classroom.result import result_of
from careerclusters.web.classroom.room import Room
from careerclusters.web.contexts import plain
from careerclusters.web.parameters import Me
from careerclusters.web.pdf import sheets_pdf
from careerclusters.web.responses import answer, meta_of, respond
from careerclusters.web.uploads import Sent

__all__ = ["DESK", "SEAT", "add_class", "leave"]

SEAT, DESK = "careerclusters-seat", "careerclusters-desk"
_HTML, _PDF, _JSON = "text/html; charset=utf-8", "application/pdf", "application/json"
_PAGES = {page.name.rpartition("/")[2]: page for page in views.CLASS_PAGES}
_MOST_FIELDS = 8


def add_class(app: FastAPI, room: Room, *, on_change: Callable[[], None]) -> None:
    """Add the addresses of a class; `on_change` is called when it opens or closes."""
    gets: dict[str, Callable[..., Response]] = {
        "/class": partial(_door, room),
        "/class/mine": _mine_of(room),
        "/class/screen": partial(_screen, room),
        "/class/desk": partial(_desk, room),
        "/class/desk/load": partial(_load, room),
        "/class/desk/sheets.pdf": partial(_sheets, room),
        "/class/desk/class.json": partial(_file, room),
    }
    gets["/class/send"] = gets["/class/enter"] = lambda: _to("/class")
    for path, endpoint in gets.items():
        app.add_api_route(path, endpoint, methods=["GET", "HEAD"], include_in_schema=False)
    posts: dict[str, Callable[[Request, Mapping[str, str]], Response]] = {
        "/class/enter": partial(_enter, room),
        "/class/send": partial(_send, room),
    }

    def close(fields: Mapping[str, str]) -> None:
        room.close()
        on_change()

    def reopen(fields: Mapping[str, str]) -> None:
        room.open()
        on_change()

    acts: dict[str, Callable[[Mapping[str, str]], None]] = {
        "remove": lambda fields: room.remove(_number(fields.get("number", ""))),
        "code": lambda fields: room.change_code(),
        "close": close,
        "open": reopen,
    }
    for name, act in acts.items():
        posts[f"/class/desk/{name}"] = partial(_act, room, act)
    for path, take in posts.items():
        app.add_api_route(path, _form(take), methods=["POST"], include_in_schema=False)


def leave(response: Response) -> Response:
    """Take the seat and the key back from this browser."""
    for name in (SEAT, DESK):
        for path in _class_paths():
            response.delete_cookie(name, path=path, httponly=True, samesite="lax")
    return response


def _class_paths() -> list[str]:
    """Where a class is, in each language: a browser sends a cookie to addresses below its path only."""
    return [in_language("/class", language) for language in languages()]


def _form(take: Callable[[Request, Mapping[str, str]], Response]) -> Callable[..., Any]:
    """An endpoint that reads the fields of a form, then works in a thread like the others."""

    async def endpoint(request: Request) -> Response:
        body = await request.body()
        try:
            parsed = parse_qs(body.decode("ascii"), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
        except ValueError as error:
            raise InputError("This is no form of ours", todo="Go back and try again.") from error
        fields = {name: values[-1] for name, values in parsed.items()}
        return await run_sync(take, request, fields)

    return endpoint


def _door(room: Room, request: Request, code: str = Query("", max_length=40)) -> Response:
    """The door; the address of the QR picture has the code and opens it at once."""
    seat = request.cookies.get(SEAT, "")
    if code and not room.has_seat(seat):
        return _enter(room, request, {"code": code})
    return _shown(request, "door", views.door(room, has_seat=room.has_seat(seat)))


def _enter(room: Room, request: Request, fields: Mapping[str, str]) -> Response:
    try:
        seat = room.enter(fields.get("code", ""), sender=_sender(request))
    except InputError as error:
        page = views.door(room, has_seat=False, error=str(error))
        return _shown(request, "door", page, status=error.http_status)
    return _with_cookie(_to("/class"), SEAT, seat, is_strict=False)


def _mine_of(room: Room) -> Callable[..., Response]:
    def endpoint(request: Request, me: Me = "") -> Response:
        has_seat = room.has_seat(request.cookies.get(SEAT, ""))
        state = request.app.state.store.current()
        return _shown(request, "mine", views.mine(state, me=me, has_seat=has_seat))

    return endpoint


def _send(room: Room, request: Request, fields: Mapping[str, str]) -> Response:
    """Take a result. A code that comes along is tried first, for who has no seat yet."""
    state, me = request.app.state.store.current(), fields.get("me", "")
    nickname, seat = fields.get("nickname", ""), request.cookies.get(SEAT, "")
    try:
        if fields.get("code") and not room.has_seat(seat):
            seat = room.enter(fields["code"], sender=_sender(request))
        room.check_sender(seat, sender=_sender(request))
        entry = room.send(seat, nickname, result=result_of(state, me))
    except InputError as error:
        has_seat = room.has_seat(seat)
        page = views.mine(state, me=me, has_seat=has_seat, nickname=nickname[:100], error=str(error))
        shown = _shown(request, "mine", page, status=error.http_status)
    else:
        shown = _shown(request, "sent", views.sent(entry.result.nickname, entry.number))
    return _with_cookie(shown, SEAT, seat, is_strict=False) if room.has_seat(seat) else shown


def _desk(room: Room, request: Request, key: str = Query("", max_length=100)) -> Response:
    """The desk; the printed address has the key, which goes into a cookie and out of the address."""
    if key:
        if room.take_key(key, sender=_sender(request)):
            return _with_cookie(_to("/class/desk"), DESK, room.key, is_strict=True)
        return _refused(request)
    if not _is_counsellor(room, request):
        return _refused(request)
    return _shown(request, "desk", views.desk(request.app.state.store.current(), room))


def _load(room: Room, request: Request, file: Sent = None) -> Response:
    """A class from a file that was sent; asked for without one, the desk."""
    if not _is_counsellor(room, request):
        return _refused(request)
    if not request.scope.get("sent"):
        return _to("/class/desk")
    try:
        if file is None:
            raise InputError("No file was chosen", todo="Choose a file that the desk of a class saved.")
        room.load(parse_class(file.content, name=file.name))
    except InputError as error:
        page = views.desk(request.app.state.store.current(), room, error=str(error))
        return _shown(request, "desk", page, status=error.http_status)
    return _to("/class/desk")


def _screen(room: Room, request: Request) -> Response:
    if not _is_counsellor(room, request):
        return _refused(request)
    return _shown(request, "screen", views.screen(request.app.state.store.current(), room))


def _sheets(room: Room, request: Request, of: int | None = Query(None, ge=1)) -> Response:
    if not _is_counsellor(room, request):
        return _refused(request)
    chosen = [one.result for one in room.entries if of is None or one.number == of]
    if not chosen:
        raise InputError("There is no sheet to print", seen=of, todo="Wait until a student has sent.")
    sheets = [(one.nickname, plain(one.sheet)) for one in chosen]
    state = request.app.state.store.current()
    body = sheets_pdf(sheets, meta=meta_of(state, {"sheets": [sheet for _, sheet in sheets]}))
    return _download(request, body, _PDF, "class-sheets.pdf")


def _file(room: Room, request: Request) -> Response:
    if not _is_counsellor(room, request):
        return _refused(request)
    release = request.app.state.store.current().clustering.release
    body = class_text([one.result for one in room.entries], release=release)
    return _download(request, body, _JSON, "class.json")


def _act(
    room: Room, act: Callable[[Mapping[str, str]], None], request: Request, fields: Mapping[str, str]
) -> Response:
    if not _is_counsellor(room, request):
        return _refused(request)
    act(fields)
    return _to("/class/desk")


def _is_counsellor(room: Room, request: Request) -> bool:
    return room.is_counsellor(request.cookies.get(DESK, ""))


def _refused(request: Request) -> Response:
    """Nothing of the class: where the desk is, only the counsellor knows."""
    error = CareerClustersError(
        "This page is for the counselor of the class",
        todo="Open the address that the program printed when the class was opened.",
    )
    facts = {"status": 403, **error.to_dict(), "closest": []}
    body = request.app.state.renderer.error(facts)
    return Response(body, 403, {"Cache-Control": "no-store"}, _HTML)


def _shown(request: Request, name: str, context: object, *, status: int = 200) -> Response:
    state, data = request.app.state.store.current(), plain(context)
    meta = meta_of(state, data) if name in ("door", "mine", "sent") else None
    address = request.url.path + (f"?me={data['me']}" if data.get("me") else "")
    body = request.app.state.renderer.page(_PAGES[name], data, meta=meta, address=address)
    response = respond(request, answer(body, _HTML), is_personal=True)
    response.status_code = status
    return response


def _download(request: Request, body: bytes, media_type: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return respond(request, answer(body, media_type), headers=headers, is_personal=True)


def _to(path: str) -> Response:
    return Response(status_code=303, headers={"Location": path, "Cache-Control": "no-store"})


def _with_cookie(response: Response, name: str, value: str, *, is_strict: bool) -> Response:
    """A cookie that ends with the browser, that no script reads and only the class gets, in any language."""
    site = "strict" if is_strict else "lax"
    for path in _class_paths():
        response.set_cookie(name, value, path=path, httponly=True, samesite=site)  # type: ignore[arg-type]
    return response


def _sender(request: Request) -> str:
    return request.client.host if request.client else ""


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 6):
        raise InputError("There is no such student", seen=text[:20])
    return int(text)
