"""A figure as one of a few shades: classes with equally many occupations, and words for each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from careerclusters import present
from careerclusters.errors import UnknownError
from careerclusters.language import _, marked

if TYPE_CHECKING:
    from careerclusters.labour import Area
    from careerclusters.labour.figure import Figure
    from careerclusters.web.state import State

__all__ = ["COLOURS", "SOURCES_OF", "Key", "Scale", "Shade", "scale_of"]

_CLASSES = 5


@dataclass(frozen=True)
class Shade:
    """One class: its number, its range in words, and how many occupations are in it."""

    shade: int
    words: str
    count: int


@dataclass(frozen=True)
class Key:
    """What the shades stand for, and of how many occupations the figure is not known."""

    colour: str
    title: str
    year: str
    source: str
    note: str
    shades: tuple[Shade, ...]
    n_unknown: int


@dataclass(frozen=True)
class Scale:
    """A key with the shade, text and value of each occupation by code, without what is not known."""

    key: Key
    shade_of: dict[str, int]
    text_of: dict[str, str]
    value_of: dict[str, float]


@dataclass(frozen=True)
class _Kind:
    title: str
    year: str
    source: str
    as_text: Callable[[float], str]
    note: str = ""


COLOURS = {
    "pay": _Kind(
        marked("Typical pay, US$ a year"), "2025", "oews_national", lambda v: present.dollars(v, per=None)
    ),
    "growth": _Kind(
        marked("Change in jobs in ten years"), "2024–34", "projections_2024", present.signed_percent
    ),
    "exposure": _Kind(
        marked("Exposure to language models, percentile"),
        "2023–25",
        "gpts_are_gpts",
        lambda v: _("{n} of 100", n=f"{v:.0f}"),
        marked("The mean of two measures that partly disagree; it says nothing about jobs lost or won."),
    ),
}
"""Colours of the map besides the clusters."""
LOCAL = {"pay": "oews_areas"}
"""Colours whose figures are an area's, and from where; the others are published for the nation only."""
SOURCES_OF: dict[str, tuple[str, ...]] = {name: (kind.source,) for name, kind in COLOURS.items()}
SOURCES_OF["exposure"] = ("gpts_are_gpts", "working_with_ai")


def scale_of(state: State, colour: str, area: Area | None = None) -> Scale:
    """The scale of one colour; that of pay is an area's where one is given.

    Raises
    ------
    UnknownError
        When there is no such colour.
    """
    if colour not in COLOURS:
        raise UnknownError("No such colour", seen=colour, closest=("broad", "middle", *COLOURS))
    if area is not None:
        return _made(state, colour, area)
    return state.kept(("scale", colour), lambda: _made(state, colour, None))


def _made(state: State, colour: str, area: Area | None) -> Scale:
    kind, (known, texts, is_open) = COLOURS[colour], _values(state, colour, area)
    is_local = area is not None and colour in LOCAL
    numbers = np.array(sorted(known.values()))
    edges = np.quantile(numbers, np.linspace(0, 1, _CLASSES + 1))
    shade_of = {
        code: min(int(np.searchsorted(edges, value, side="right")) - 1, _CLASSES - 1)
        for code, value in known.items()
    }
    counts = np.bincount(list(shade_of.values()), minlength=_CLASSES)
    ends = [(kind.as_text(low), kind.as_text(high)) for low, high in pairwise(edges)]
    words = [_("{low} to {high}", low=low, high=high) for low, high in ends]
    if is_open:
        words[-1] = _("{amount} or more", amount=words[-1])
    key = Key(
        colour=colour,
        title=f"{_(kind.title)}, {area.name}" if is_local and area else _(kind.title),
        year=kind.year,
        source=LOCAL[colour] if is_local else kind.source,
        note=_note(kind, area, is_local=is_local),
        shades=tuple(Shade(at, words[at], int(counts[at])) for at in range(_CLASSES)),
        n_unknown=len(state.clustering.titles) - len(known),
    )
    text_of = texts or {code: kind.as_text(value) for code, value in known.items()}
    return Scale(key, shade_of=shade_of, text_of=text_of, value_of=known)


def _note(kind: _Kind, area: Area | None, *, is_local: bool) -> str:
    """What to keep in mind; in an area, where the figures are from."""
    if area is None:
        return kind.note and _(kind.note)
    if is_local:
        said = _("Where none is published there, a wider area stands in.")
    else:
        said = _("For the United States.")
    return f"{said} {_(kind.note)}" if kind.note else said


def _values(state: State, colour: str, area: Area | None) -> tuple[dict[str, float], dict[str, str], bool]:
    """The figure of each occupation that has one, its text, and whether the largest is a lower bound."""
    from careerclusters.web.contexts import occupation_rows

    if colour == "exposure":
        from careerclusters.labour import MEASURES, exposures

        table = exposures(state.catalog)
        names = [f"{name}_percentile" for name in MEASURES]
        rows = table.select("code_onet", value=pl.mean_horizontal(names)).drop_nulls().iter_rows()
        return {code: value for code, value in rows if code in state.clustering.titles}, {}, False
    figures = {code: getattr(row, colour) for code, row in occupation_rows(state, area).items()}
    found = {code: one.value if one.is_known else one.at_least for code, one in figures.items()}
    known = {code: float(value) for code, value in found.items() if value is not None}
    is_open = any(figures[code].at_least is not None for code in known)
    return known, {code: _text(figures[code]) for code in known}, is_open


def _text(figure: Figure) -> str:
    """The figure, with the area that stands in for the one asked for."""
    return f"{figure.text()} ({figure.area})" if figure.stands_in_for else figure.text()
