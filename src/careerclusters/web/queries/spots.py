"""Where occupations stand on the small map, and the dots of some of them as one path."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from careerclusters.web.miniature import on_miniature

if TYPE_CHECKING:
    from careerclusters.web.state import State

__all__ = ["Spot", "dots_path", "spots_of"]


@dataclass(frozen=True)
class Spot:
    """A place on the small map, in its units, y downwards."""

    x: float
    y: float


def spots_of(state: State) -> dict[str, Spot]:
    """The place of every occupation by code."""

    def make() -> dict[str, Spot]:
        rows = state.atlas.layout.select("code_onet", "x", "y").iter_rows()
        return {code: Spot(*on_miniature(x, y)) for code, x, y in rows}

    return state.kept("spots", make)


def dots_path(state: State, codes: Iterable[str]) -> str:
    """Points without length at the places of occupations, for a path with round ends."""
    spots = spots_of(state)
    places = (spots[code] for code in codes if code in spots)
    return "".join(f"M{spot.x:g} {spot.y:g}h0" for spot in places)
