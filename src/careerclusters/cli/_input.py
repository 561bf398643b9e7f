"""A file that the user names; `-` stands for standard input."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from careerclusters.errors import InputError
from careerclusters.language import _

__all__ = ["MOST_BYTES", "read_input", "readable"]

MOST_BYTES = 100_000_000
_CHUNK = 1 << 20


@contextmanager
def readable(path: Path, *, most_bytes: int = MOST_BYTES) -> Iterator[Path]:
    """Yield a path that can be read: the one given, or a passing copy of standard input for `-`.

    Raises
    ------
    InputError
        When standard input holds more than `most_bytes`; no more than that is ever read of it.
    """
    if str(path) != "-":
        yield path
        return
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "standard-input"
        with copy.open("wb") as file:
            done = 0
            while piece := sys.stdin.buffer.read(_CHUNK):
                done += len(piece)
                if done > most_bytes:
                    raise _too_large("Standard input", most_bytes)
                file.write(piece)
        yield copy


def read_input(path: Path, *, most_bytes: int = MOST_BYTES) -> bytes:
    """The content of a file or of standard input, never more than `most_bytes`.

    Raises
    ------
    InputError
        When there is no such file, or it holds more.
    """
    with readable(path, most_bytes=most_bytes) as place:
        if not place.is_file():
            raise InputError("The file is missing", seen=place.name, todo="Give the path of a file.")
        with place.open("rb") as file:
            content = file.read(most_bytes + 1)
    if len(content) > most_bytes:
        raise _too_large(path.name, most_bytes)
    return content


def _too_large(what: str, most_bytes: int) -> InputError:
    return InputError(
        _("{what} is too large", what=what),
        seen=f"more than {most_bytes:,} bytes",
        todo="Give less, or split it.",
    )
