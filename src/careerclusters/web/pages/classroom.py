"""What a class is and how to open one; while one is open, its door stands at this address instead."""

from __future__ import annotations

from dataclasses import dataclass

from careerclusters.language import _
from careerclusters.web.contexts import Page
from careerclusters.web.state import State

__all__ = ["LEAST", "MOST_STUDENTS", "PAGE", "ClassroomPage", "classroom"]

MOST_STUDENTS = 60
"""Students that a class takes."""
LEAST = 5
"""The smallest count that everybody may see."""


@dataclass(frozen=True)
class ClassroomPage:
    """The command, the room there is, and the smallest count that everybody sees."""

    title: str
    command: str
    most: int
    least: int


def classroom(state: State) -> ClassroomPage:
    """How to use the explorer with a class."""
    return ClassroomPage(_("With a class"), "careerclusters serve --class", MOST_STUDENTS, LEAST)


PAGE = Page("classroom", "/class", "What a class is and how to open one.", classroom)
