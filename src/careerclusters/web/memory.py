"""Memory that is freed goes back to the system, where the C library can be told so."""

from __future__ import annotations

import ctypes
import os
from contextlib import suppress

__all__ = ["give_back", "keep_little", "keep_no_tables"]

# The last setting of a name holds, so ours comes after what a process that started us has told.
_TABLES_ALLOCATOR, _AT_ONCE = "_RJEM_MALLOC_CONF", "dirty_decay_ms:0,muzzy_decay_ms:0"
_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
# Arrays of a match are smaller: taken from the system and given back one by one, they cost it 15 ms.
_LARGE_BYTES = 4 * 1024 * 1024


def keep_no_tables() -> None:
    """Have the tables' own allocator give memory back when it is freed; call this before Polars is imported.

    By itself it keeps what was freed for half a second, and longer where nothing is asked of it afterwards:
    10 to 40 MB of a server. Giving it back at once costs no page any time that could be measured.
    """
    given = os.environ.get(_TABLES_ALLOCATOR)
    os.environ[_TABLES_ALLOCATOR] = f"{given},{_AT_ONCE}" if given else _AT_ONCE


def keep_little() -> None:
    """Take large arrays from the system one by one, so that each goes back when it is freed; few arenas."""
    with suppress(OSError, AttributeError, TypeError):
        library = ctypes.CDLL(None)
        options = ((_MMAP_THRESHOLD, _LARGE_BYTES), (_TRIM_THRESHOLD, _LARGE_BYTES), (_ARENA_MAX, 2))
        for option, value in options:
            library.mallopt(option, value)


def give_back() -> None:
    """Return what is free now."""
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
