"""The language that the commands speak: as `--lang` says, else the system's, else English."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

from careerclusters.errors import UnknownError
from careerclusters.language import ENGLISH, language_of, languages

__all__ = ["language_asked", "without_language"]

_OPTION = "--lang"
_SETTINGS = ("LC_ALL", "LC_MESSAGES", "LANG")
# For analysts and for other programs: figures and files are the same wherever they are made.
_ENGLISH_ONLY = ("evaluate", "mcp", "site")


def language_asked(arguments: Sequence[str], settings: Mapping[str, str] = os.environ) -> str:
    """The language to speak.

    Parameters
    ----------
    arguments
        Of the command line. `--lang es` and `--lang=es` stand anywhere before `--`; the last one counts.
    settings
        Of the process; the first of LC_ALL, LC_MESSAGES and LANG that is set counts.

    Raises
    ------
    UnknownError
        When `--lang` asks for a language that we don't speak.
    """
    asked, rest = _split(arguments)
    if asked is not None:
        language = language_of(asked)
        if language is None:
            raise UnknownError("No such language", seen=asked, closest=languages())
        return language
    if rest[:1] and rest[0] in _ENGLISH_ONLY:
        return ENGLISH
    return language_of(next(filter(None, map(settings.get, _SETTINGS)), None)) or ENGLISH


def without_language(arguments: Sequence[str]) -> list[str]:
    """The arguments without `--lang` and its value."""
    return _split(arguments)[1]


def _split(arguments: Sequence[str]) -> tuple[str | None, list[str]]:
    asked: str | None = None
    rest: list[str] = []
    waiting = iter(arguments)
    for argument in waiting:
        if argument == "--":
            return asked, [*rest, argument, *waiting]
        if argument == _OPTION:
            asked = next(waiting, "")
        elif argument.startswith(f"{_OPTION}="):
            asked = argument.partition("=")[2]
        else:
            rest.append(argument)
    return asked, rest
