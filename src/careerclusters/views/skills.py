"""Skills: which of the 35 skills stand out in an occupation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careerclusters.views._ratings import rating_view

if TYPE_CHECKING:
    from collections.abc import Sequence

    from careerclusters.catalog import Catalog
    from careerclusters.views.view import View

__all__ = ["ABOUT", "build"]

ABOUT = (
    "Importance (1–5) and level (0–7) of each skill, in standard deviations over occupations, with the "
    "occupation's own mean taken off: what stands out, not how demanding the work is overall. Missing: "
    "the occupation was not rated. Where a release has one scale only, its levels (0–5) stand in."
)


def build(catalog: Catalog, codes: Sequence[str]) -> View:
    """Skills as a View, rows in the order of `codes`."""
    return rating_view(
        catalog,
        "skills",
        "skills",
        scales=(("IM", "PL"), ("LV", "PL")),
        codes=codes,
        about=ABOUT,
        is_shape=True,
    )
