"""A class as a file that the counsellor owns: results and nicknames, no answers; and back."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from careerclusters import __version__
from careerclusters.errors import InputError
from careerclusters.language import _
from careerclusters.people.profile.instruments import THEME_NAMES
from careerclusters.web.classroom.nickname import clean_nickname, same_name
from careerclusters.web.classroom.result import Result
from careerclusters.web.miniature import SIDE
from careerclusters.web.pages.classroom import MOST_STUDENTS

__all__ = ["LARGEST", "LARGEST_SENT", "MARK", "class_text", "parse_class", "read_class"]

MARK, VERSION = "careerclusters_class", 1
LARGEST = 4_000_000
LARGEST_SENT = LARGEST + 16_384
"""Of a form with such a file."""


@dataclass(frozen=True)
class _File:
    careerclusters_class: int
    version: str
    release: str
    results: tuple[Result, ...]


def class_text(results: Iterable[Result], *, release: str) -> bytes:
    """The results as JSON; the same results give the same bytes."""
    from pydantic import TypeAdapter

    return TypeAdapter(_File).dump_json(_File(VERSION, __version__, release, tuple(results)), indent=1)


def read_class(path: Path) -> tuple[Result, ...]:
    """The results in a file.

    Raises
    ------
    InputError
        When it can't be read, is larger than a class can be, or isn't a class.
    """
    todo = "Give a file that the desk of a class saved."
    try:
        with Path(path).open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise InputError("The file of the class can't be read", seen=str(path), todo=todo) from error
    return parse_class(content, name=Path(path).name)


def parse_class(content: bytes, *, name: str) -> tuple[Result, ...]:
    """The results in the bytes of a file; see `read_class`."""
    from pydantic import TypeAdapter, ValidationError

    todo = "Give a file that the desk of a class saved."
    if len(content) > LARGEST:
        what = _("A class file has at most {n} MB", n=LARGEST // 1_000_000)
        raise InputError(what, seen=name, todo=todo)
    try:
        head = json.loads(content, parse_constant=_refuse)
        if not isinstance(head, dict) or head.get(MARK) != VERSION:
            raise InputError("This is no file of a class", seen=name, todo=todo)
        results = TypeAdapter(_File).validate_json(content, strict=False).results
    except (ValidationError, ValueError, RecursionError) as error:
        raise InputError("This is no file of a class", seen=name, todo=todo) from error
    if len(results) > MOST_STUDENTS:
        what = _("A class has at most {n} students", n=MOST_STUDENTS)
        raise InputError(what, seen=len(results), todo=todo)
    if not all(map(_is_sound, results)):
        raise InputError("This is no file of a class", seen=name, todo=todo)
    names = [same_name(clean_nickname(result.nickname)) for result in results]
    if len(set(names)) != len(names):
        raise InputError("Two students of the class have the same nickname", seen=name, todo="Rename one.")
    return results


def _is_sound(result: Result) -> bool:
    """Whether figures lie where figures of a result can lie."""
    themes = (*result.themes, *result.sheet.themes)
    is_theme = all(one.letter in THEME_NAMES and 1 <= one.score <= 5 for one in themes)
    return is_theme and (result.spot is None or all(0 <= number <= SIDE for number in result.spot))


def _refuse(text: str) -> float:
    raise ValueError(text)
