"""Tasks: what the work consists of, through vectors derived from its task list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careerclusters.views._text import text_view

if TYPE_CHECKING:
    from collections.abc import Sequence

    from careerclusters.catalog import Catalog
    from careerclusters.views.view import View

__all__ = ["ABOUT", "build"]

ABOUT = (
    "Vectors derived from the words of an occupation's tasks (TF-IDF, compressed to 100 directions). "
    "Missing: no task list."
)


def build(catalog: Catalog, codes: Sequence[str]) -> View:
    """tasks as a View, rows in the order of `codes`."""
    return text_view(catalog, "tasks", kind="tasks", codes=codes, about=ABOUT, size=100)
