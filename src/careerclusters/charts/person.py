"""The occupation map with a person on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careerclusters.charts.map import draw_map

if TYPE_CHECKING:
    import polars as pl

    from careerclusters.clustering import Clustering

__all__ = ["draw_person"]


def draw_person(clustering: Clustering, points: pl.DataFrame, place: tuple[float, float]) -> str:
    """SVG text of the map with a ring at a place on it.

    Parameters
    ----------
    points
        From `careerclusters.clustering.layout.lay_out`.
    place
        x and y on the same scale, 0 to 1.
    """
    from careerclusters.charts.map import _MARGIN, _PLOT

    x = _MARGIN + place[0] * (_PLOT - 2 * _MARGIN)
    y = 80 + _MARGIN + (1 - place[1]) * (_PLOT - 2 * _MARGIN)
    ring = (
        f'<g><title>You</title><circle cx="{x:.1f}" cy="{y:.1f}" r="13" fill="none" stroke="#fff" '
        f'stroke-width="6"/><circle cx="{x:.1f}" cy="{y:.1f}" r="13" fill="none" stroke="#1c1c1c" '
        f'stroke-width="3"/><text x="{x:.1f}" y="{y - 20:.1f}" text-anchor="middle" font-size="16" '
        'font-weight="700" fill="#1c1c1c" stroke="#fff" stroke-width="4" paint-order="stroke">You</text></g>'
    )
    return draw_map(clustering, points).replace("</svg>", f"{ring}\n</svg>")
