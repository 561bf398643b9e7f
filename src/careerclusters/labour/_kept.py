"""What was computed once for a catalog, forgotten with it. Catalogs don't change."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog

__all__ = ["kept"]

T = TypeVar("T")

_KEPT: WeakKeyDictionary[Catalog, dict[str, object]] = WeakKeyDictionary()


def kept(catalog: Catalog, name: str, make: Callable[[], T]) -> T:
    """What `make()` returned the first time it was asked for under this name."""
    shelf = _KEPT.setdefault(catalog, {})
    if name not in shelf:
        shelf[name] = make()
    return shelf[name]
