"""Titles: what the work is called, through vectors derived from its job titles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careerclusters.views._text import text_view

if TYPE_CHECKING:
    from collections.abc import Sequence

    from careerclusters.catalog import Catalog
    from careerclusters.views.view import View

__all__ = ["ABOUT", "build"]

ABOUT = (
    "Vectors derived from the words of an occupation's title and alternate titles (TF-IDF, first 50 "
    "directions). Missing: no title, which does not happen."
)


def build(catalog: Catalog, codes: Sequence[str]) -> View:
    """titles as a View, rows in the order of `codes`."""
    return text_view(catalog, "titles", kind="titles", codes=codes, about=ABOUT, size=50)
