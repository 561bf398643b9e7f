"""Values computed once, when first asked for, whichever thread asks."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Mapping
from typing import Any, TypeVar, cast

__all__ = ["Once"]

T = TypeVar("T")


class Once:
    """A shelf of values by key. Two threads that ask for one key get one value, made once.

    Threads that ask for different keys don't wait for each other. A value that could not be made is not
    kept: the next to ask tries again. It is meant for few keys; nothing is ever dropped.
    """

    def __init__(self, values: Mapping[Any, Any] | None = None) -> None:
        self._values: dict[Hashable, Any] = dict(values or {})
        self._locks: dict[Hashable, threading.RLock] = {}
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The value under `key`; `make()` is called if there is none yet."""
        if key in self._values:
            return cast(T, self._values[key])
        with self._lock:
            own = self._locks.setdefault(key, threading.RLock())
        with own:
            if key not in self._values:
                self._values[key] = make()
        return cast(T, self._values[key])

    def put(self, key: Hashable, value: object) -> None:
        """Give the value under `key` before anyone asks; one that is there already stays."""
        self._values.setdefault(key, value)

    def __contains__(self, key: Hashable) -> bool:
        return key in self._values

    def __getstate__(self) -> dict[str, object]:
        return {}

    def __setstate__(self, state: dict[str, object]) -> None:
        Once.__init__(self)
