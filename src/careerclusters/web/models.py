"""The envelope of what went wrong; `answer_schema` has what went well."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel

__all__ = ["Failure"]


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
