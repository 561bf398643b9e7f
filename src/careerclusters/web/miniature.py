"""The map made small: one path of dots per broad cluster, for a page on which the map isn't the matter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from careerclusters.web.label_layout import Label, place_labels

if TYPE_CHECKING:
    from careerclusters.web.state import State

__all__ = ["PATCH", "SIDE", "Dots", "Miniature", "miniature", "on_miniature", "patches"]

SIDE, _MARGIN = 480, 16
PATCH = (240, 96)
"""Width and height of the piece of the map that stands for one cluster."""


@dataclass(frozen=True)
class Dots:
    """Dots of one broad cluster as an SVG path of points without length."""

    place: int
    path: str


@dataclass(frozen=True)
class Miniature:
    """The dots and the names of the broad clusters, in units of a square of `side`, y downwards."""

    side: int
    dots: tuple[Dots, ...]
    labels: tuple[Label, ...]


def miniature(state: State) -> Miniature:
    """The small map of a state, made once."""
    return state.kept("miniature", lambda: _made(state))


def on_miniature(x: float, y: float) -> tuple[float, float]:
    """From map positions (0–1, y upwards) to the units of the small map."""
    room = SIDE - 2 * _MARGIN
    return round(_MARGIN + x * room, 1), round(_MARGIN + (1 - y) * room, 1)


def patches(state: State) -> Mapping[str, str]:
    """Path of the members' dots of each main cluster, stretched to fill a field of `PATCH`."""
    return state.kept("patches", lambda: _patches(state))


def _patches(state: State) -> dict[str, str]:
    labels, rated = state.clustering.labels(state.main_level), set(state.clustering.codes)
    spots: dict[str, list[tuple[float, float]]] = {}
    placed: dict[str, list[tuple[float, float]]] = {}
    for code, x, y in state.atlas.layout.select("code_onet", "x", "y").iter_rows():
        (spots if code in rated else placed).setdefault(labels[code], []).append((x, 1 - y))
    spots = placed | spots  # a cluster of none but placed ones, such as the armed forces, shows those
    return {one: _path(_stretched(own)) for one, own in spots.items()}


def _stretched(spots: list[tuple[float, float]]) -> Iterable[tuple[float, float]]:
    """Spots moved and scaled to fill the field, without the farthest twentieth on each side."""
    import numpy as np

    points = np.array(spots)
    low, high = np.quantile(points, 0.05, axis=0), np.quantile(points, 0.95, axis=0)
    shares = (points - low) / np.where(high > low, high - low, 1.0)
    kept = shares[((shares >= -0.1) & (shares <= 1.1)).all(axis=1)]
    width, height = PATCH
    for x, y in kept:
        yield round(14 + x * (width - 28)), round(12 + y * (height - 24))


def _path(spots: Iterable[tuple[float, float]]) -> str:
    return "".join(f"M{x:g} {y:g}h0" for x, y in spots)


def _made(state: State) -> Miniature:
    import numpy as np

    level = state.levels[0]
    labels = state.clustering.labels(level)
    rated = set(state.clustering.codes)
    spots: dict[str, list[tuple[float, float]]] = {
        one: [] for one in state.clustering.at(level)["cluster_id"]
    }
    for code, x, y in state.atlas.layout.select("code_onet", "x", "y").iter_rows():
        if code in rated:
            spots[labels[code]].append(on_miniature(x, y))
    middles = {one: np.median(np.array(own), axis=0) for one, own in spots.items() if own}
    named = {one: (state.names[one], float(x), float(y)) for one, (x, y) in middles.items()}
    return Miniature(
        side=SIDE,
        dots=tuple(Dots(state.places[one], _path(own)) for one, own in spots.items()),
        labels=place_labels(named, size=17, side=SIDE, width=16),
    )
