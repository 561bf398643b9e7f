"""The two envelopes, as the interface's description shows them."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel

__all__ = ["Failure", "Success"]


class Success(BaseModel):
    """What went well: the context of the page, the part of its list, and what it was made from."""

    ok: Literal[True]
    page: str
    data: dict[str, Any]
    paging: dict[str, int] | None
    meta: dict[str, Any]
    links: dict[str, str]


class Facts(BaseModel):
    """What failed, the value seen, what to do next, and the closest names where there are."""

    status: int
    error: str | None
    what: str | None
    seen: str | None
    todo: str | None
    closest: list[str]


class Failure(BaseModel):
    """What went wrong."""

    ok: Literal[False]
    error: Facts
