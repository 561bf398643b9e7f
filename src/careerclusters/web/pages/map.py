"""The map: every occupation as a mark, alike ones near each other, coloured by cluster or by a figure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np
from fastapi import Query

from careerclusters.errors import InputError
from careerclusters.labour import get_lens
from careerclusters.web.colour_scale import COLOURS, SOURCES_OF, Key, Scale, scale_of
from careerclusters.web.contexts import ClusterRow, Page, cluster_row, occupation_rows
from careerclusters.web.label_layout import Label, place_labels
from careerclusters.web.pages.lens import LensChoice, lens_choices, let_through
from careerclusters.web.parameters import OptionalName
from careerclusters.web.queries.find import resolve
from careerclusters.web.state import State

__all__ = ["PAGE", "SIDE", "MapPage", "show_map"]

SIDE, _MARGIN = 1000, 28
Colour = Annotated[
    str, Query(description="broad or middle (clusters), pay, growth or exposure.", max_length=20)
]
At = Annotated[str | None, Query(description="A place to mark: x,y from 0 to 1.", max_length=40)]


@dataclass(frozen=True)
class Point:
    """An occupation on the map; `is_dim` when a lens leaves it out; shade and text of the chosen colour.

    `place` is the number of its broad cluster, `group` that of the cluster by which its mark is chosen.
    """

    code_onet: str
    title: str
    place: int
    group: int
    x: float
    y: float
    is_small: bool
    is_dim: bool
    shade: int | None
    text: str | None


@dataclass(frozen=True)
class ColourChoice:
    """What colours may stand for."""

    colour: str
    title: str


@dataclass(frozen=True)
class Names:
    """Names of one level, placed for a text of `size` units."""

    level: str
    size: float
    labels: tuple[Label, ...]


@dataclass(frozen=True)
class MapPage:
    """Points and labels in units of a square of `side`, y downwards; `found` and `you` are highlighted.

    `clusters` are those that the marks stand for, in the order of the groups.
    """

    title: str
    side: int
    lens: str | None
    lens_title: str | None
    lenses: tuple[LensChoice, ...]
    colour: str
    colours: tuple[ColourChoice, ...]
    key: Key | None
    found: Point | None
    at: str | None
    you: tuple[float, float] | None
    clusters: tuple[ClusterRow, ...]
    labels: tuple[Names, ...]
    points: tuple[Point, ...]
    sources: tuple[str, ...] = ()


def show_map(
    state: State,
    *,
    lens: OptionalName = None,
    colour: Colour = "broad",
    find: OptionalName = None,
    at: At = None,
) -> MapPage:
    """The map, looked at through a lens if asked, with one occupation or a place picked out."""
    chosen = get_lens(lens) if lens else None
    shown = let_through(state, chosen.name) if chosen else None
    level = state.main_level if colour == "middle" else state.levels[0]
    scale = None if colour in ("", "broad", "middle") else scale_of(state, colour)
    points = _points(state, shown, scale, level=level)
    kind, key = resolve(state, find) if find and find.strip() else ("", "")
    found = next((one for one in points if kind == "occupation" and one.code_onet == key), None)
    rows = state.clustering.at(level).iter_rows(named=True)
    return MapPage(
        title="Map of occupations" if chosen is None else f"Map: {chosen.title}",
        side=SIDE,
        lens=chosen.name if chosen else None,
        lens_title=chosen.title if chosen else None,
        lenses=lens_choices(),
        colour=scale.key.colour if scale else colour or "broad",
        colours=(
            ColourChoice("broad", "Broad clusters"),
            ColourChoice("middle", "Main clusters"),
            *(ColourChoice(name, kind.title) for name, kind in COLOURS.items()),
        ),
        key=scale.key if scale else None,
        found=found,
        at=at or None,
        you=_place(at),
        clusters=tuple(cluster_row(state, row) for row in rows),
        labels=state.kept("labels", lambda: _all_labels(state)),
        points=points,
        sources=SOURCES_OF[scale.key.colour] if scale else (),
    )


def _place(text: str | None) -> tuple[float, float] | None:
    """A place on the map from "x,y", both 0 to 1 and y upwards."""
    if text is None or not text.strip():
        return None
    try:
        x, y = (float(part) for part in text.split(","))
    except ValueError:
        x = y = -1.0
    if not (0 <= x <= 1 and 0 <= y <= 1):
        raise InputError("No place on the map", seen=text, todo="Write it like 0.31,0.65; both from 0 to 1.")
    return _spot(x, y)


def _points(state: State, shown: set[str] | None, scale: Scale | None, *, level: str) -> tuple[Point, ...]:
    rated, rows = set(state.clustering.codes), occupation_rows(state)
    spots = _spots(state)
    labels = state.clustering.labels(level)
    groups = {one: at for at, one in enumerate(state.clustering.at(level)["cluster_id"])}
    return tuple(
        Point(
            code_onet=code,
            title=rows[code].title,
            place=state.places[labels[code]],
            group=groups[labels[code]],
            x=x,
            y=y,
            is_small=code not in rated,
            is_dim=shown is not None and code not in shown,
            shade=scale.shade_of.get(code) if scale else None,
            text=scale.text_of.get(code) if scale else None,
        )
        for code, (x, y) in spots.items()
    )


def _spots(state: State) -> dict[str, tuple[float, float]]:
    rows = state.atlas.layout.select("code_onet", "x", "y").iter_rows()
    return {code: _spot(x, y) for code, x, y in rows}


def _spot(x: float, y: float) -> tuple[float, float]:
    room = SIDE - 2 * _MARGIN
    return round(_MARGIN + x * room, 1), round(_MARGIN + (1 - y) * room, 1)


def _all_labels(state: State) -> tuple[Names, ...]:
    """Names of the broad, the middle and the fine clusters, each in its size."""
    levels = dict.fromkeys((state.levels[0], state.main_level, state.levels[-1]))
    sizes = ((44, 14), (25, 16), (9.5, 20))
    return tuple(
        Names(level, size, _labels(state, level, size=size, width=width))
        for level, (size, width) in zip(levels, sizes[-len(levels) :], strict=True)
    )


def _labels(state: State, level: str, *, size: float, width: int) -> tuple[Label, ...]:
    spots, labels = _spots(state), state.clustering.labels(level)
    named = {}
    for cluster_id in state.clustering.at(level)["cluster_id"]:
        own = [spots[code] for code in state.clustering.codes if labels[code] == cluster_id]
        own = own or [spot for code, spot in spots.items() if labels[code] == cluster_id]
        x, y = np.median(np.array(own), axis=0)
        named[cluster_id] = (state.names[cluster_id], float(x), float(y))
    return place_labels(named, size=size, side=SIDE, width=width)


PAGE = Page("map", "/map", "Every occupation as a point.", show_map, rows="points")
