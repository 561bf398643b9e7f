"""What occupations are rated on: skills, knowledge and the like, in our words, by kind."""

from __future__ import annotations

from dataclasses import dataclass

from careerclusters.language import _
from careerclusters.web.contexts import Page
from careerclusters.web.queries.elements import DOMAINS, RatedElement, rated_elements
from careerclusters.web.state import State

__all__ = ["PAGE", "ElementsPage", "elements"]


@dataclass(frozen=True)
class Group:
    """The elements of one kind."""

    domain: str
    title: str
    elements: tuple[RatedElement, ...]


@dataclass(frozen=True)
class ElementsPage:
    """All elements that have ratings; `groups` holds the same ones by kind."""

    title: str
    elements: tuple[RatedElement, ...]
    groups: tuple[Group, ...]


def elements(state: State) -> ElementsPage:
    """All rated elements, by kind."""
    rows = tuple(rated_elements(state).values())
    groups = (
        Group(one.domain, _(one.title), tuple(row for row in rows if row.domain == one.domain))
        for one in DOMAINS.values()
    )
    return ElementsPage(_("Skills, knowledge and more"), rows, tuple(one for one in groups if one.elements))


PAGE = Page("elements", "/elements", "All rated elements, by kind.", elements, rows="elements")
