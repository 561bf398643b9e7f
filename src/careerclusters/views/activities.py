"""Work activities: which of the 41 kinds of doing fill the work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careerclusters.views._ratings import rating_view

if TYPE_CHECKING:
    from collections.abc import Sequence

    from careerclusters.catalog import Catalog
    from careerclusters.views.view import View

__all__ = ["ABOUT", "build"]

ABOUT = (
    "Importance (1–5) and level (0–7) of each work activity, in standard deviations, with the "
    "occupation's own mean taken off. Missing: the occupation was not rated. Where a release has "
    "one scale only, its levels (0–5) stand in."
)


def build(catalog: Catalog, codes: Sequence[str]) -> View:
    """activities as a View, rows in the order of `codes`."""
    return rating_view(
        catalog,
        "activities",
        "activities",
        scales=(("IM", "PL"), ("LV", "PL")),
        codes=codes,
        about=ABOUT,
        is_shape=True,
    )
