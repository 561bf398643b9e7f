"""Abilities: how much each of the 52 abilities is called for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careerclusters.views._ratings import rating_view

if TYPE_CHECKING:
    from collections.abc import Sequence

    from careerclusters.catalog import Catalog
    from careerclusters.views.view import View

__all__ = ["ABOUT", "build"]

ABOUT = (
    "Importance (1–5) and level (0–7) of each ability, in standard deviations over occupations. The own "
    "mean stays in: how much the body and the senses are called for is itself a difference. Missing: not "
    "rated. Where a release has one scale only, its levels (0–5) stand in."
)


def build(catalog: Catalog, codes: Sequence[str]) -> View:
    """abilities as a View, rows in the order of `codes`."""
    return rating_view(
        catalog,
        "abilities",
        "abilities",
        scales=(("IM", "PL"), ("LV", "PL")),
        codes=codes,
        about=ABOUT,
        is_shape=False,
    )
