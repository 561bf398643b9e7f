"""Locks on files and folders that the system lets go of when their holder dies.

Where the system has none (no `fcntl`), what is older than an hour counts as left behind.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import time

try:
    import fcntl
except ImportError:  # pragma: no cover - another system
    fcntl = None  # type: ignore[assignment]

__all__ = ["Lease", "Lock", "locked", "try_lock"]

_LONGEST_SECONDS = 3600.0


class Lock:
    """An open handle and the lock on it."""

    def __init__(self, handle: int) -> None:
        self.handle = handle
        self._is_open = True

    def take(self, *, is_shared: bool = False) -> None:
        """Wait for the lock."""
        if fcntl is not None:
            fcntl.flock(self.handle, fcntl.LOCK_SH if is_shared else fcntl.LOCK_EX)

    def release(self) -> None:
        """Let go and close."""
        if self._is_open:
            self._is_open = False
            os.close(self.handle)


class Lease:
    """Says that a folder is being read from, as long as this object lives."""

    def __init__(self, folder: Path) -> None:
        self._folder = Path(folder)
        self._lock: Lock | None = None
        try:
            self._lock = Lock(os.open(folder, os.O_RDONLY))
            self._lock.take(is_shared=True)
        except OSError:  # a folder can't be opened everywhere
            pass

    def __reduce__(self) -> tuple[type[Lease], tuple[Path]]:
        return Lease, (self._folder,)

    def __del__(self) -> None:
        lock = getattr(self, "_lock", None)
        if lock is not None:
            lock.release()


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock of a file or folder."""
    try:
        lock = Lock(os.open(path, os.O_RDONLY))
    except OSError:  # a folder can't be opened everywhere
        yield
        return
    try:
        lock.take()
        yield
    finally:
        lock.release()


def try_lock(path: Path) -> Lock | None:
    """The lock of what nobody holds; None when somebody does, or it can't be opened."""
    try:
        if fcntl is None and time() - path.stat().st_mtime < _LONGEST_SECONDS:
            return None
        lock = Lock(os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0)))
    except OSError:
        return None
    if fcntl is not None:
        try:
            fcntl.flock(lock.handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.release()
            return None
    return lock
