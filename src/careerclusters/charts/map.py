"""The occupation map as an SVG picture: one mark per occupation, colour and shape by broad cluster."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from careerclusters.charts.marks import mark
from careerclusters.charts.palette import colour, shape

if TYPE_CHECKING:
    from careerclusters.clustering import Clustering

__all__ = ["draw_map"]

_WIDTH, _PLOT = 1180, 860
_MARGIN = 30
_LEGEND = 290
_FONT = "font-family='Segoe UI, Helvetica, Arial, sans-serif'"


def draw_map(clustering: Clustering, points: pl.DataFrame) -> str:
    """SVG text, about 1180 × 960, readable when opened and when printed.

    Parameters
    ----------
    clustering
        Gives colours (broad level), labels (middle level) and titles.
    points
        From `careerclusters.clustering.layout.lay_out`.
    """
    top, *rest = clustering.levels
    below = rest[0] if rest else top
    groups = clustering.at(top)
    order = {cluster: place for place, cluster in enumerate(groups["cluster_id"])}
    labels, titles = clustering.labels(top), clustering.titles
    names = dict(clustering.clusters.select("cluster_id", "name").iter_rows())
    spots = {
        code: (_MARGIN + x * (_PLOT - 2 * _MARGIN), 80 + _MARGIN + (1 - y) * (_PLOT - 2 * _MARGIN), is_placed)
        for code, x, y, is_placed in points.select("code_onet", "x", "y", "is_placed").iter_rows()
    }
    height = 80 + _PLOT + 40
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" '
        f'aria-labelledby="map-title map-text" {_FONT}>',
        '<title id="map-title">Map of occupations</title>',
        f'<desc id="map-text">{len(spots)} occupations of {escape(clustering.release)}; those close together '
        "are alike. Colour and shape show the broad cluster.</desc>",
        f'<rect width="{_WIDTH}" height="{height}" fill="#ffffff"/>',
        '<text x="30" y="42" font-size="26" font-weight="600" fill="#1c1c1c">Map of occupations</text>',
        f'<text x="30" y="68" font-size="14" fill="#555">{len(spots)} occupations, '
        f"{escape(clustering.release)}. "
        "Close together means alike; distances across the map mean little.</text>",
    ]
    for cluster, place in order.items():
        members = sorted(code for code in spots if labels.get(code) == cluster)
        parts.append(f'<g fill="{colour(place)}" fill-opacity="0.72" stroke="#fff" stroke-width="0.6">')
        for code in members:
            x, y, is_placed = spots[code]
            drawn = mark(shape(place), x, y, size=3.0 if is_placed else 4.6)
            parts.append(drawn[:-2] + f"><title>{escape(titles[code])} ({code})</title>{_close(drawn)}")
        parts.append("</g>")
    parts += _labels(clustering, below, spots, names)
    parts += _legend(groups, order)
    parts.append(
        f'<text x="30" y="{height - 14}" font-size="12" fill="#666">Source: {escape(clustering.release)}, '
        f"CC BY 4.0, modified; clusters by Career Clusters {escape(clustering.version)}, "
        f"seed {clustering.params.seed}. Small marks: placed by titles and tasks only.</text>"
    )
    parts.append("</svg>")
    return "\n".join(parts) + "\n"


def _close(drawn: str) -> str:
    return "</circle>" if drawn.startswith("<circle") else "</path>"


def _labels(
    clustering: Clustering, level: str, spots: dict[str, tuple[float, float, bool]], names: dict[str, str]
) -> list[str]:
    """Names of the clusters of one level at the middle of their members, moved apart where they clash."""
    labels = clustering.labels(level)
    boxes: list[list[float]] = []
    texts = []
    for cluster in clustering.at(level)["cluster_id"]:
        inside = [code for code in spots if labels.get(code) == cluster]
        fitted = [code for code in inside if code in set(clustering.codes)]
        own = np.array([spots[code][:2] for code in fitted or inside])
        x, y = np.median(own, axis=0)
        lines = _wrap(names[cluster], 20)
        boxes.append([float(x), float(y), 7.4 * max(map(len, lines)) / 2 + 3, 8.5 * len(lines) + 2])
        texts.append(lines)
    _spread(boxes)
    parts = ['<g font-size="13" font-weight="600" text-anchor="middle" fill="#111" stroke="#fff" '
             'stroke-width="3.4" paint-order="stroke" stroke-linejoin="round">']  # fmt: skip
    for (x, y, _, half), lines in zip(boxes, texts, strict=True):
        for number, line in enumerate(lines):
            parts.append(f'<text x="{x:.1f}" y="{y - half + 15 + 17 * number:.1f}">{escape(line)}</text>')
    return [*parts, "</g>"]


def _spread(boxes: list[list[float]]) -> None:
    """Move labels that overlap apart, up and down, until they don't or a hundred rounds are done."""
    for _ in range(100):
        is_clear = True
        for i, one in enumerate(boxes):
            for other in boxes[i + 1 :]:
                gap_x = abs(one[0] - other[0]) - one[2] - other[2]
                gap_y = abs(one[1] - other[1]) - one[3] - other[3]
                if gap_x < 0 and gap_y < 0:
                    is_clear = False
                    push = (-gap_y / 2 + 0.5) * (1 if one[1] >= other[1] else -1)
                    one[1] += push
                    other[1] -= push
        for box in boxes:
            box[0] = min(max(box[0], box[2] + 4), _PLOT - box[2])
            box[1] = min(max(box[1], 80 + box[3]), 80 + _PLOT - box[3])
        if is_clear:
            return


def _legend(groups: pl.DataFrame, order: dict[str, int]) -> list[str]:
    left = _WIDTH - _LEGEND
    parts = [
        f'<text x="{left}" y="112" font-size="15" font-weight="600" fill="#1c1c1c">Broad clusters</text>'
    ]
    y = 140.0
    for row in groups.to_dicts():
        place = order[row["cluster_id"]]
        lines = _wrap(str(row["name"]), 32)
        parts.append(f'<g fill="{colour(place)}">{mark(shape(place), left + 9, y - 5, size=6.5)}</g>')
        for number, line in enumerate(lines):
            at = f'x="{left + 26}" y="{y + 18 * number:.0f}"'
            parts.append(f'<text {at} font-size="14" fill="#222">{escape(line)}</text>')
        y += 18 * len(lines)
        count = f"{row['n_occupations']} occupations"
        parts.append(f'<text x="{left + 26}" y="{y:.0f}" font-size="12" fill="#666">{count}</text>')
        y += 28
    return parts


def _wrap(text: str, width: int) -> list[str]:
    from textwrap import wrap

    return wrap(text, width) or [text]
