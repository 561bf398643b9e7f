"""The map: every occupation as a mark, alike ones near each other, with filters that say how many pass."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

import numpy as np
from fastapi import Query

from careerclusters.errors import InputError
from careerclusters.labour import LENSES, Area, get_lens, lens_answers, lens_words
from careerclusters.labour.lenses import Lens
from careerclusters.language import _
from careerclusters.web.colour_scale import COLOURS, SOURCES_OF, Key, Scale, scale_of
from careerclusters.web.contexts import ClusterRow, OccupationRow, Page, cluster_row, occupation_rows
from careerclusters.web.label_layout import Label, place_labels
from careerclusters.web.pages.card import Card, card_of, chosen_area
from careerclusters.web.pages.plan import Amount, read_number
from careerclusters.web.parameters import NONE_GIVEN, OptionalName
from careerclusters.web.queries.find import resolve
from careerclusters.web.state import State

__all__ = ["PAGE", "SIDE", "MapPage", "show_map"]

SIDE, _MARGIN = 1000, 28
QUICK = ("no_degree", "growing")
"""Filters that stand by themselves; the others are in a list."""
_SIZES = (20_000, 100_000, 400_000)
Colour = Annotated[str, Query(description="clusters, pay, growth or exposure.", max_length=20)]
At = Annotated[str | None, Query(description="A place to mark: x,y from 0 to 1.", max_length=40)]
Lenses = Annotated[
    list[Annotated[str, Query(max_length=40)]],
    Query(description="Only what these filters let through; repeat the parameter.", max_length=6),
]


@dataclass(frozen=True)
class Point:
    """An occupation on the map; `is_dim` when a filter leaves it out; shade and text of the chosen colour.

    `place` is the number of its broad cluster, which gives colour and mark; `group` that of its main cluster
    in `clusters`. `size` grows with its jobs, 0 to 3. `passes` and `unknown` say, bit by bit in the order of
    `filters`, which let it through and which can't decide. `pay_area` is named where it isn't the area's own.
    """

    code_onet: str
    title: str
    name: str
    place: int
    group: int
    x: float
    y: float
    is_small: bool
    is_dim: bool
    size: int
    shade: int | None
    text: str | None
    pay_usd: int | None
    is_pay_least: bool
    pay_area: str | None
    growth_10yr_pct: float | None
    passes: int
    unknown: int


@dataclass(frozen=True)
class ColourChoice:
    """What colours may stand for."""

    colour: str
    title: str


@dataclass(frozen=True)
class Filter:
    """A filter, how many occupations pass it, and of how many it isn't known."""

    lens: str
    title: str
    is_on: bool
    is_quick: bool
    count: int
    unknown_count: int


@dataclass(frozen=True)
class Measure:
    """What a figure of the points is: unit, year, area and source, the same for all."""

    unit: str
    year: str
    area: str
    source: str


@dataclass(frozen=True)
class Names:
    """Names of one level, placed for a text of `size` units."""

    level: str
    size: float
    labels: tuple[Label, ...]


@dataclass(frozen=True)
class MapPage:
    """Points and labels in units of a square of `side`, y downwards; `found` and `you` are picked out."""

    title: str
    side: int
    filters: tuple[Filter, ...]
    pay_min: float | None
    area: str | None
    area_code: str | None
    states: tuple[str, ...]
    n_shown: int
    colour: str
    colours: tuple[ColourChoice, ...]
    key: Key | None
    found: Card | None
    at: str | None
    you: tuple[float, float] | None
    clusters: tuple[ClusterRow, ...]
    labels: tuple[Names, ...]
    figures: Mapping[str, Measure]
    points: tuple[Point, ...]
    sources: tuple[str, ...] = ()


def show_map(
    state: State,
    *,
    lens: Lenses = NONE_GIVEN,
    pay_min: Amount = None,
    area: OptionalName = None,
    colour: Colour = "clusters",
    find: OptionalName = None,
    at: At = None,
) -> MapPage:
    """The map, filtered if asked, with one occupation or a place picked out."""
    chosen = {get_lens(one).name for one in lens if one}
    place, least = chosen_area(state, area), read_number(pay_min, "least pay")
    plain_colours = ("", "clusters", *state.levels)
    scale = None if colour in plain_colours else scale_of(state, colour, place)
    points = _points(state, chosen, least, area=place, scale=scale)
    kind, code = resolve(state, find) if find and find.strip() else ("", "")
    rows = state.clustering.at(state.main_level).iter_rows(named=True)
    figures = _figures(place)
    return MapPage(
        title=_("Map of jobs"),
        side=SIDE,
        filters=_filters(state, chosen),
        pay_min=least,
        area=place.name if place else None,
        area_code=place.code if place else None,
        states=state.kept("states", lambda: _states(state)),
        n_shown=sum(not one.is_dim for one in points),
        colour=scale.key.colour if scale else "clusters",
        colours=(
            ColourChoice("clusters", _("Groups")),
            *(ColourChoice(name, _(kind.title)) for name, kind in COLOURS.items()),
        ),
        key=scale.key if scale else None,
        found=card_of(state, code, area=place) if kind == "occupation" else None,
        at=at or None,
        you=_place(at),
        clusters=tuple(cluster_row(state, row) for row in rows),
        labels=state.kept("labels", lambda: _all_labels(state)),
        figures=figures,
        points=points,
        sources=(
            *((scale.key.source, *SOURCES_OF[scale.key.colour]) if scale else ()),
            *(one.source for one in figures.values()),
        ),
    )


def _states(state: State) -> tuple[str, ...]:
    from careerclusters.labour import areas

    if not state.catalog.has("areas"):
        return ()
    return tuple(sorted(one.name for one in areas(state.catalog).values() if one.kind == "state"))


def _figures(area: Area | None) -> dict[str, Measure]:
    where = area.name if area else "United States"
    source = "oews_areas" if area else "oews_national"
    return {
        "pay_usd": Measure("usd_per_year", "2025", where, source),
        "growth_10yr_pct": Measure("pct", "2024–34", "United States", "projections_2024"),
    }


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


def _filters(state: State, chosen: set[str]) -> tuple[Filter, ...]:
    passes, unknown = _answers(state)
    order = sorted(LENSES.values(), key=_is_late)
    return tuple(
        Filter(
            lens=one.name,
            title=lens_words(one).title,
            is_on=one.name in chosen,
            is_quick=one.name in QUICK,
            count=sum(bits >> at & 1 for bits in passes.values()),
            unknown_count=sum(bits >> at & 1 for bits in unknown.values()),
        )
        for at, one in enumerate(order)
    )


def _is_late(lens: Lens) -> bool:
    return lens.name not in QUICK


def _answers(state: State) -> tuple[dict[str, int], dict[str, int]]:
    """Which filters let each occupation through, and which can't decide, as bits in their order."""

    def make() -> tuple[dict[str, int], dict[str, int]]:
        passes, unknown = (dict.fromkeys(state.clustering.titles, 0) for _ in range(2))
        answers = lens_answers(state.catalog)
        for at, one in enumerate(sorted(LENSES.values(), key=_is_late)):
            for code, is_in in answers.select("code_onet", one.name).iter_rows():
                if code in passes and is_in is None:
                    unknown[code] |= 1 << at
                elif code in passes and is_in:
                    passes[code] |= 1 << at
        return passes, unknown

    return state.kept("filters", make)


def _pay(state: State, area: Area | None) -> dict[str, tuple[int | None, bool, str | None]]:
    """Pay, whether it is a least, and the area it is from where that isn't the one asked for, by code."""
    rows = occupation_rows(state)
    if area is None:
        return {
            code: (_number(row.pay.value, row.pay.at_least), row.pay.value is None, None)
            for code, row in rows.items()
        }
    from careerclusters.labour import area_table

    known: dict[str, Any] = {
        row["code_soc2018"]: row for row in area_table(state.catalog, area).iter_rows(named=True)
    }

    def pay(code: str) -> tuple[int | None, bool, str | None]:
        row = known.get(code[:7])
        if row is None:
            return None, False, None
        value = row["wage_median_usd"]
        elsewhere = row["pay_area_name"] if row["pay_area_code"] != area.code else None
        return _number(value, row["top_coded_at_usd"]), value is None, elsewhere

    return {code: pay(code) for code in rows}


def _number(value: object, least: object) -> int | None:
    found = least if value is None else value
    return round(float(found)) if isinstance(found, (int, float)) else None


def _points(
    state: State, chosen: set[str], least: float | None, *, area: Area | None, scale: Scale | None
) -> tuple[Point, ...]:
    rated, rows, spots = set(state.clustering.codes), occupation_rows(state), _spots(state)
    labels = state.clustering.labels(state.main_level)
    groups = {one: at for at, one in enumerate(state.clustering.at(state.main_level)["cluster_id"])}
    (passes, unknown), pay = _answers(state), _pay(state, area)
    order = sorted(LENSES.values(), key=_is_late)
    wanted = sum(1 << at for at, one in enumerate(order) if one.name in chosen)

    def point(code: str, x: float, y: float) -> Point:
        row, (amount, is_least, elsewhere) = rows[code], pay[code]
        is_dim = passes[code] & wanted != wanted or (least is not None and (amount or 0) < least)
        return Point(
            code_onet=code,
            title=row.title,
            name=state.plain_name(code),
            place=state.places[labels[code]],
            group=groups[labels[code]],
            x=x,
            y=y,
            is_small=code not in rated,
            is_dim=is_dim,
            size=_size(row),
            shade=scale.shade_of.get(code) if scale else None,
            text=scale.text_of.get(code) if scale else None,
            pay_usd=amount,
            is_pay_least=is_least and amount is not None,
            pay_area=elsewhere,
            growth_10yr_pct=row.growth.value if isinstance(row.growth.value, (int, float)) else None,
            passes=passes[code],
            unknown=unknown[code],
        )

    return tuple(point(code, x, y) for code, (x, y) in spots.items())


def _size(row: OccupationRow) -> int:
    """Step of the number of jobs, 0 to 3; 0 for one that is counted with others."""
    jobs = 0 if row.jobs.group or not isinstance(row.jobs.value, (int, float)) else row.jobs.value
    return sum(jobs >= step for step in _SIZES)


def _spots(state: State) -> dict[str, tuple[float, float]]:
    rows = state.atlas.layout.select("code_onet", "x", "y").iter_rows()
    return {code: _spot(x, y) for code, x, y in rows}


def _spot(x: float, y: float) -> tuple[float, float]:
    room = SIDE - 2 * _MARGIN
    return round(_MARGIN + x * room, 1), round(_MARGIN + (1 - y) * room, 1)


def _all_labels(state: State) -> tuple[Names, ...]:
    """Names of the main and the fine clusters, each in its size."""
    levels = dict.fromkeys((state.main_level, state.levels[-1]))
    sizes = ((25.0, 16), (13.0, 18))
    return tuple(
        Names(level, size, _labels(state, level, size=size, width=width))
        for level, (size, width) in zip(levels, sizes, strict=False)
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
