"""Interests: how strongly each of Holland's six themes shows in the work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careerclusters.views._ratings import rating_view

if TYPE_CHECKING:
    from collections.abc import Sequence

    from careerclusters.catalog import Catalog
    from careerclusters.views.view import View

__all__ = ["ABOUT", "build"]

ABOUT = (
    "Rating (1–7) of the six Holland themes, in standard deviations. Since release 28 these are the "
    "publisher's machine-learning estimates. Missing: not estimated."
)


def build(catalog: Catalog, codes: Sequence[str]) -> View:
    """interests as a View, rows in the order of `codes`."""
    return rating_view(
        catalog, "interests", "interests", scales=(("OI",),), codes=codes, about=ABOUT, is_shape=False
    )
