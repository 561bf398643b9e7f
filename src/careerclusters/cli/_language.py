"""Which language a command speaks: `--lang`, else the locale of the terminal, else English.

JSON and CSV stay as they are in every language: programs read them.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

from careerclusters.errors import InputError
from careerclusters.language import ENGLISH, language_of, languages

__all__ = ["LANGUAGE_OPTION", "spoken_language_of"]

LANGUAGE_OPTION = "--lang"
_FOR_PROGRAMS = frozenset({"--json", "--csv"})
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")


def spoken_language_of(
    arguments: Sequence[str], *, environment: Mapping[str, str] | None = None
) -> tuple[str, list[str]]:
    """The language to speak, and the arguments without the option.

    Parameters
    ----------
    environment
        Where the locale is looked for; that of the process by default.

    Raises
    ------
    InputError
        When the option names a language that we don't speak.
    """
    rest: list[str] = []
    asked: str | None = None
    pending = list(arguments)
    while pending:
        word = pending.pop(0)
        if word == "--":
            rest += [word, *pending]
            break
        if word == LANGUAGE_OPTION:
            asked = pending.pop(0) if pending else ""
        elif word.startswith(f"{LANGUAGE_OPTION}="):
            asked = word.partition("=")[2]
        else:
            rest.append(word)
    if asked is not None and language_of(asked) is None:
        raise InputError("We don't speak this language", seen=asked, todo=f"Give {', '.join(languages())}.")
    if not _FOR_PROGRAMS.isdisjoint(rest):
        return ENGLISH, rest
    return language_of(asked) or _of_locale(os.environ if environment is None else environment), rest


def _of_locale(environment: Mapping[str, str]) -> str:
    """The language of the first variable that is set, as the C library reads them."""
    first = next((environment[name] for name in _LOCALE if environment.get(name)), None)
    return language_of(first) or ENGLISH
