"""Knowledge: which of the 33 fields of knowledge stand out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careerclusters.views._ratings import rating_view

if TYPE_CHECKING:
    from collections.abc import Sequence

    from careerclusters.catalog import Catalog
    from careerclusters.views.view import View

__all__ = ["ABOUT", "build"]

ABOUT = (
    "Importance (1–5) and level (0–7) of each field of knowledge, in standard deviations, with the "
    "occupation's own mean taken off. Missing: the occupation was not rated. Where a release has "
    "one scale only, its levels (0–3) stand in."
)


def build(catalog: Catalog, codes: Sequence[str]) -> View:
    """knowledge as a View, rows in the order of `codes`."""
    return rating_view(
        catalog,
        "knowledge",
        "knowledge",
        scales=(("IM", "KL"), ("LV", "KL")),
        codes=codes,
        about=ABOUT,
        is_shape=True,
    )
