"""Commands whose plain values need no library of types.

Typer checks each value with pydantic, which takes longer to load than most questions take to answer. What is
plainly right (a text, a number within its bounds, a path that may be read) is taken here; all else goes on to
Typer, which also words what is wrong.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, get_args, get_origin

from typer.core import TyperCommand, TyperGroup

from careerclusters.language import ENGLISH, _, current_language, marked

__all__ = ["PlainCommand", "PlainGroup"]

_WHOLE = re.compile(r"[0-9]{1,15}")
_DECIMAL = re.compile(r"[0-9]{1,15}(\.[0-9]{1,15})?")
_UNSURE = object()
# What Typer itself puts into a help.
_TYPERS_WORDS = {
    "DEFAULT_STRING": marked("[default: {}]"),
    "REQUIRED_LONG_STRING": marked("[required]"),
}


class _Plain:
    """What a command and a group of commands do alike; it stands before Typer's own class."""

    def get_params(self, ctx: Any) -> list[Any]:
        """The parameters, each with a reader of plain values."""
        return [_said(_read_plainly(parameter)) for parameter in super().get_params(ctx)]  # type: ignore[misc]

    def get_usage(self, ctx: Any) -> str:
        """How it is used, in one line."""
        usage: str = super().get_usage(ctx)  # type: ignore[misc]
        return usage.replace("Usage:", _("Usage:"), 1)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help in the language spoken."""
        with _said_by_typer():
            super().format_help(ctx, formatter)  # type: ignore[misc]


class PlainCommand(_Plain, TyperCommand):
    """A command that takes plain values as they are; see the module."""


class PlainGroup(_Plain, TyperGroup):
    """A group of commands that takes plain values as they are."""


@contextmanager
def _said_by_typer() -> Iterator[None]:
    """Let Typer say its own words in the language spoken, and afterwards as before."""
    if current_language() == ENGLISH:
        yield
        return
    from typer import rich_utils

    english = {name: getattr(rich_utils, name) for name in _TYPERS_WORDS}
    for name, words in _TYPERS_WORDS.items():
        setattr(rich_utils, name, _(words))
    try:
        yield
    finally:
        for name, words in english.items():
            setattr(rich_utils, name, words)


def _said(parameter: Any) -> Any:
    """The same parameter with what the help says of it in the language spoken."""
    if current_language() != ENGLISH:
        words = (
            marked("Show this message and exit.")
            if parameter.name == "help"
            else getattr(parameter, "help", None)
        )
        parameter.help = _(words) if words else None
        if getattr(parameter, "rich_help_panel", None) is None:
            is_argument = parameter.param_type_name == "argument"
            parameter.rich_help_panel = _("Arguments") if is_argument else _("Options")
    return parameter


def _read_plainly(parameter: Any) -> Any:
    """The same parameter with our reader before Typer's; as it is where this Typer has none of its own."""
    typers = getattr(parameter, "get_runtime_param", None)
    if typers is not None and hasattr(parameter, "type_descriptor") and not isinstance(typers, _Reader):
        parameter.get_runtime_param = _Reader(parameter.type_descriptor, typers)
    return parameter


class _Reader:
    """Reads the values of one parameter; stands before Typer's own reader."""

    def __init__(self, kind: Any, typers: Any) -> None:
        self._kind, self._typers = kind, typers

    def __call__(self) -> _Reader:
        return self

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """The value as the command gets it."""
        if value is None:
            return () if param.multiple or param.nargs == -1 else None
        plain = self._plain(value)
        return self._typers().coerce(value, param=param, ctx=ctx) if plain is _UNSURE else plain

    def _plain(self, value: Any) -> Any:
        kind, info = self._kind.annotation, self._kind.parameter_info
        if info.parser is not None:
            return _UNSURE
        if get_origin(kind) is list:
            if get_args(kind) != (str,) or not isinstance(value, (list, tuple)):
                return _UNSURE
            return list(value) if all(type(part) is str for part in value) else _UNSURE
        if kind is str:
            return value if type(value) is str else _UNSURE
        if kind in (int, float):
            return _number(value, kind, info)
        return _path(value, info) if kind is Path else _UNSURE


def _number(value: Any, kind: type[int] | type[float], info: Any) -> Any:
    form = _WHOLE if kind is int else _DECIMAL
    if type(value) is str and form.fullmatch(value):
        value = kind(value)
    is_within = type(value) is kind and _is_within(value, info.min, info.max)
    return value if is_within and not info.clamp else _UNSURE


def _is_within(value: float, least: float | None, most: float | None) -> bool:
    return (least is None or value >= least) and (most is None or value <= most)


def _path(value: Any, info: Any) -> Any:
    asks = (info.writable, info.resolve_path, info.allow_dash, info.path_type is not None)
    if any(asks) or not (info.file_okay and info.dir_okay) or not isinstance(value, (str, Path)):
        return _UNSURE
    try:
        os.stat(value)
    except FileNotFoundError:
        return _UNSURE if info.exists else Path(value)
    except (OSError, ValueError):
        return _UNSURE
    return Path(value) if os.access(value, os.R_OK) else _UNSURE
