"""From a context to bytes: HTML, JSON or CSV; kept, compressed when first asked for, named by an ETag."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from fastapi import Request, Response

from careerclusters import __version__
from careerclusters.errors import InputError
from careerclusters.sources.registry import SOURCES
from careerclusters.web.state import State

__all__ = [
    "Answer",
    "Answers",
    "accepts_gzip",
    "answer",
    "check_text",
    "csv_text",
    "failure",
    "is_text",
    "json_bytes",
    "meta_of",
    "respond",
    "success",
]

KEPT_BYTES = 48_000_000
SMALLEST_COMPRESSED = 600


@dataclass(frozen=True)
class Answer:
    """A finished body with its type and its name for caches."""

    body: bytes
    media_type: str
    etag: str

    @cached_property
    def packed(self) -> bytes | None:
        """The body compressed, when first asked for; None where that isn't worth it."""
        return gzip.compress(self.body, 6, mtime=0) if len(self.body) >= SMALLEST_COMPRESSED else None


class Answers:
    """The latest answers by address, so that a page asked for again costs nothing; bounded."""

    def __init__(self, *, limit_bytes: int = KEPT_BYTES) -> None:
        self._kept: OrderedDict[object, Answer] = OrderedDict()
        self._limit, self._size = limit_bytes, 0
        self._lock = threading.Lock()

    def __contains__(self, key: object) -> bool:
        with self._lock:
            return key in self._kept

    def clear(self) -> None:
        """Keep nothing."""
        with self._lock:
            self._kept.clear()
            self._size = 0

    def get(self, key: object, make: Callable[[], Answer]) -> Answer:
        """The answer kept under `key`, else a new one."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        made = make()
        with self._lock:
            if key not in self._kept:
                self._kept[key] = made
                self._size += _size(made)
            while self._size > self._limit:
                self._size -= _size(self._kept.popitem(last=False)[1])
        return made


def answer(body: bytes, media_type: str) -> Answer:
    """A body with its name."""
    return Answer(body, media_type, hashlib.sha256(body).hexdigest()[:20])


def respond(
    request: Request,
    found: Answer,
    *,
    headers: Mapping[str, str] | None = None,
    is_personal: bool = False,
) -> Response:
    """The response for what this browser accepts and already has; what is personal is kept nowhere."""
    said = {"Vary": "Accept-Encoding"} | dict(headers or {})
    if is_personal:
        said["Cache-Control"] = "private, no-store"
    else:
        said = {"ETag": f'W/"{found.etag}"', "Cache-Control": "no-cache"} | said
    if not is_personal and found.etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=said)
    packed = found.packed if accepts_gzip(request.headers.get("accept-encoding", "")) else None
    if packed is not None:
        return Response(packed, media_type=found.media_type, headers={**said, "Content-Encoding": "gzip"})
    return Response(found.body, media_type=found.media_type, headers=said)


def accepts_gzip(header: str) -> bool:
    """Whether `Accept-Encoding` takes gzip, by name or by `*`, with a weight above 0."""
    weights: dict[str, float] = {}
    for one in header.lower().split(","):
        name, *parameters = (part.strip() for part in one.split(";"))
        given = next((part[2:] for part in parameters if part.startswith("q=")), "1")
        try:
            weights[name] = float(given)
        except ValueError:
            weights[name] = 0.0
    return weights.get("gzip", weights.get("x-gzip", weights.get("*", 0.0))) > 0


def json_bytes(value: object) -> bytes:
    """Compact JSON; what is no number is refused here, contexts hold null instead."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode(errors="replace")


def is_text(value: str) -> bool:
    """Whether a text can be written down: halves of pairs of surrogates can't."""
    return not any("\ud800" <= letter <= "\udfff" for letter in value)


def check_text(value: object) -> None:
    """Raise `InputError` when a text in a body can't be written down: half of a pair of surrogates."""
    pending = [value]
    while pending:
        part = pending.pop()
        if isinstance(part, dict):
            pending += [*part.keys(), *part.values()]
        elif isinstance(part, list):
            pending += part
        elif isinstance(part, str) and not is_text(part):
            raise InputError("A text of the profile holds half a character", seen=ascii(part)[:40])


def meta_of(state: State, data: object) -> dict[str, Any]:
    """What a context was made from: release, catalog, version and the sources of its figures."""
    used = sorted({"onet", *_sources(data)})
    kept = ("id", "title", "publisher", "release", "licence", "address")
    return {
        "release": state.clustering.release,
        "catalog_id": state.catalog.id[:12],
        "version": __version__,
        "seed": state.clustering.params.seed,
        "sources": [{name: getattr(SOURCES[one], name) for name in kept} for one in used],
    }


def success(name: str, data: Mapping[str, Any], *, meta: Mapping[str, Any], html: str) -> dict[str, Any]:
    """The one shape of every JSON answer that went well."""
    return {
        "ok": True,
        "page": name,
        "data": data,
        "paging": data.get("paging"),
        "meta": meta,
        "links": {"html": html},
    }


def failure(status: int, facts: Mapping[str, Any]) -> dict[str, Any]:
    """The one shape of every JSON answer that went wrong."""
    empty: dict[str, Any] = {"error": None, "what": None, "seen": None, "todo": None, "closest": []}
    return {"ok": False, "error": {"status": status, **empty, **facts}}


def csv_text(rows: Iterable[Mapping[str, Any]]) -> str:
    """A list of the context as CSV: figures as value, unit, year, source and note in columns of their own."""
    flat = [_flat(row) for row in rows]
    columns = list(dict.fromkeys(name for row in flat for name in row))
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(flat)
    return text.getvalue()


def _size(one: Answer) -> int:
    """Bytes that an answer may take: compressed, text is less than a third of itself."""
    return len(one.body) * 4 // 3 + 1000


def _flat(row: Mapping[str, Any]) -> dict[str, Any]:
    cells: dict[str, Any] = {}
    for name, value in row.items():
        if isinstance(value, Mapping) and "unit" in value:
            cells[name] = _cell(value["value"])
            parts = ("unit", "year", "source", "note")
            cells |= {f"{name}_{part}": _cell(value[part]) for part in parts}
        elif isinstance(value, Mapping):
            cells |= {f"{name}_{key}": _cell(one) for key, one in value.items()}
        elif isinstance(value, list):
            cells[name] = _cell("; ".join(str(one) for one in value))
        else:
            cells[name] = _cell(value)
    return cells


def _cell(value: Any) -> Any:
    """Text that a spreadsheet would take for a formula gets an apostrophe before it."""
    if isinstance(value, bool):
        return str(value).lower()
    is_formula = isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r")
    return f"'{value}" if is_formula else value


def _sources(data: object) -> set[str]:
    """Ids of sources that any part of JSON-ready data names."""
    found: set[str] = set()
    pending = [data]
    while pending:
        value = pending.pop()
        if isinstance(value, dict):
            said, listed = value.get("source"), value.get("sources", ())
            found.update(one for one in (said, *listed) if isinstance(one, str))
            pending += [part for part in value.values() if isinstance(part, (dict, list))]
        elif isinstance(value, list):
            pending += [part for part in value if isinstance(part, (dict, list))]
    return found & SOURCES.keys()
