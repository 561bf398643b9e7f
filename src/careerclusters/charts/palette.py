"""Colours that people with any kind of colour vision can tell apart, each with a mark of its own.

Chosen after the palette of Okabe and Ito (2008) with three darker or lighter companions; a shape goes
with each colour so that the picture can be read without colours.
"""

from __future__ import annotations

__all__ = ["COLOURS", "SHAPES", "colour", "shape"]

COLOURS = (
    "#0072B2",
    "#D55E00",
    "#009E73",
    "#CC79A7",
    "#E69F00",
    "#56B4E9",
    "#5B3A8C",
    "#8C6D31",
    "#4D4D4D",
    "#A6BF3A",
)
SHAPES = ("circle", "square", "triangle", "diamond", "down", "cross", "hexagon", "pentagon", "star", "plus")


def colour(index: int) -> str:
    """Colour of the index-th group; they come round again after ten."""
    return COLOURS[index % len(COLOURS)]


def shape(index: int) -> str:
    """Mark of the index-th group."""
    return SHAPES[index % len(SHAPES)]
