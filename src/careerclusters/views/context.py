"""Work context: the places, hazards, contacts and pace of the work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careerclusters.views._ratings import rating_view

if TYPE_CHECKING:
    from collections.abc import Sequence

    from careerclusters.catalog import Catalog
    from careerclusters.views.view import View

__all__ = ["ABOUT", "build"]

ABOUT = (
    "Mean answer on each of 57 conditions of work (scales 1–5 and 1–3), in standard deviations. Missing: "
    "the occupation was not surveyed on context, or a condition was not."
)


def build(catalog: Catalog, codes: Sequence[str]) -> View:
    """context as a View, rows in the order of `codes`."""
    return rating_view(
        catalog, "context", "context", scales=(("CX",), ("CT",)), codes=codes, about=ABOUT, is_shape=False
    )
