"""Read the small files that lie in this folder, and in the folder of each other language."""

from __future__ import annotations

import csv
import io
import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from careerclusters.errors import UnknownError
from careerclusters.language import ENGLISH, current_language

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["folder_of", "languages", "read_rows", "read_sections", "spoken_language"]

_LETTERS = 2


@cache
def languages() -> tuple[str, ...]:
    """Languages that we have words in: English, whose files lie here, and each with a folder of its name."""
    names = [path.name for path in resources.files(__package__).iterdir() if path.is_dir()]
    return ("en", *sorted(name for name in names if len(name) == _LETTERS))


def spoken_language() -> str:
    """The language spoken now where we have words in it, else English."""
    language = current_language()
    return language if language in languages() else ENGLISH


def folder_of(language: str) -> Traversable:
    """The folder with the words of a language.

    Raises
    ------
    UnknownError
        When we have no words in it.
    """
    if language not in languages():
        raise UnknownError("There are no words in this language", seen=language, closest=languages())
    folder = resources.files(__package__)
    return folder if language == "en" else folder / language


def read_rows(name: str, language: str = "en") -> list[dict[str, str]]:
    """Rows of the file `name` of a language, in the order of the file."""
    text = (folder_of(language) / name).read_bytes().decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@cache
def read_sections(name: str, language: str = "en") -> dict[str, dict[str, Any]]:
    """Sections of the TOML file `name` of a language."""
    return tomllib.loads((folder_of(language) / name).read_text(encoding="utf-8"))
