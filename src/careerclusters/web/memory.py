"""Memory that is freed goes back to the system, where the C library can be told so."""

from __future__ import annotations

import ctypes
from contextlib import suppress

__all__ = ["give_back", "keep_little"]

_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
# Arrays of a match are smaller: taken from the system and given back one by one, they cost it 15 ms.
_LARGE_BYTES = 4 * 1024 * 1024


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
