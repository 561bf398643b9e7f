"""Work styles: which personal styles matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careerclusters.views._ratings import rating_view

if TYPE_CHECKING:
    from collections.abc import Sequence

    from careerclusters.catalog import Catalog
    from careerclusters.views.view import View

__all__ = ["ABOUT", "build"]

ABOUT = (
    "Impact (−3 to 3) of each work style since release 30, importance (1–5) before, in standard "
    "deviations. The two models have different elements and are never mixed. Missing: not rated."
)


def build(catalog: Catalog, codes: Sequence[str]) -> View:
    """styles as a View, rows in the order of `codes`."""
    return rating_view(
        catalog, "styles", "styles", scales=(("WI", "IM"),), codes=codes, about=ABOUT, is_shape=False
    )
