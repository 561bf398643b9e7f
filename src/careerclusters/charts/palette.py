"""Colours that people with any kind of colour vision can tell apart, each with a mark of its own.

Ten hues on light paper and the same ten on dark, chosen by search so that the two most alike of a set are as
far apart as possible for usual sight and for the three kinds of colour blindness (simulated after Machado,
Oliveira and Fernandes 2009, distance in OKLab), while each stands out 3 : 1 from the paper. A shape goes
with each colour so that the picture can be read without colours.
"""

from __future__ import annotations

__all__ = ["COLOURS", "DARK_COLOURS", "SHAPES", "colour", "shape"]

COLOURS = (
    "#2ca0af",
    "#ac5d0d",
    "#7276d7",
    "#883e62",
    "#5d4d06",
    "#1669a0",
    "#5e1a58",
    "#d17d16",
    "#81756f",
    "#153806",
)
"""Teal, rust, periwinkle, rose, olive, blue, plum, amber, stone, pine: on light paper."""
DARK_COLOURS = (
    "#6aecf8",
    "#eb8d3c",
    "#8690fc",
    "#c07287",
    "#f9bf1b",
    "#7ebffe",
    "#9b5eba",
    "#c0580f",
    "#c0b2a6",
    "#bcf7a6",
)
"""The same on dark paper."""
SHAPES = ("circle", "square", "triangle", "diamond", "down", "cross", "hexagon", "pentagon", "star", "plus")


def colour(index: int) -> str:
    """Colour of the index-th group; they come round again after ten."""
    return COLOURS[index % len(COLOURS)]


def shape(index: int) -> str:
    """Mark of the index-th group."""
    return SHAPES[index % len(SHAPES)]
