"""Opening a saved atlas: where it is kept, whether it fits what is installed, what it lends its catalog."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from careerclusters.atlas.folder import Head
from careerclusters.atlas.parts import DERIVED
from careerclusters.catalog import load_catalog
from careerclusters.storage import read_value
from careerclusters.words import words_id

__all__ = ["Kept", "atlas_folder", "stale"]


@dataclass(frozen=True)
class Kept:
    """What the catalog of a saved atlas derives, read from the atlas where it was saved."""

    head: Head

    def __call__(self, name: str, make: Callable[[], Any]) -> Any:
        is_saved = name in DERIVED and name in self.head.parts
        return read_value(self.head.path(name)) if is_saved else make()


def atlas_folder() -> Path:
    """Where the user's atlas is kept; it need not exist."""
    from careerclusters.home import home_folder

    return home_folder() / "atlas"


def stale(head: Head) -> str | None:
    """Why a saved atlas can't be used with what is installed; None when it can."""
    from careerclusters import __version__

    if head.version != __version__:
        return f"built by version {head.version}, installed is {__version__}"
    if head.is_bundled and head.catalog_id != load_catalog().id:
        return f"built from catalog {head.catalog_id}, installed is {load_catalog().id}"
    if head.words_id != words_id():
        return "built with other words about occupations"
    return None
