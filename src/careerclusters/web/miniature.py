"""The map made small: one path of dots per broad cluster, for a page on which the map isn't the matter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from careerclusters.web.label_layout import Label, place_labels

if TYPE_CHECKING:
    from careerclusters.web.state import State

__all__ = ["Dots", "Miniature", "miniature", "on_miniature"]

SIDE, _MARGIN = 480, 16


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
        dots=tuple(
            Dots(state.places[one], "".join(f"M{x:g} {y:g}h0" for x, y in own)) for one, own in spots.items()
        ),
        labels=place_labels(named, size=17, side=SIDE, width=16),
    )
