"""A file that the user names; `-` stands for standard input."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["readable"]


@contextmanager
def readable(path: Path) -> Iterator[Path]:
    """Yield a path that can be read: the one given, or a passing copy of standard input for `-`."""
    if str(path) != "-":
        yield path
        return
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "standard-input"
        copy.write_bytes(sys.stdin.buffer.read())
        yield copy
