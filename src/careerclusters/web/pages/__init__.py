"""The pages, each a module with a context, a function that makes it, and `PAGE`."""

from __future__ import annotations

from types import ModuleType

from careerclusters.web.contexts import Page
from careerclusters.web.pages import (
    about,
    assess,
    brief,
    card,
    classroom,
    closure,
    cluster,
    clusters,
    compare,
    drift,
    element,
    elements,
    embed_cluster,
    embed_occupation,
    handout,
    home,
    industries,
    industry,
    lens,
    lenses,
    lesson,
    local,
    map,
    next,
    occupation,
    occupations,
    official,
    parents,
    plan,
    report,
    results,
    search,
    shortlist,
    strengths,
    technology,
    tradeoffs,
    ways,
    why,
    wish,
    wishes,
    you,
)

__all__ = ["PAGES"]

_MODULES: tuple[ModuleType, ...] = (
    home,
    clusters,
    cluster,
    occupations,
    occupation,
    card,
    compare,
    map,
    official,
)
_MODULES += (lenses, lens, industries, industry, elements, element, technology, search, about)
_MODULES += (drift, plan, next, ways, wish, closure, brief, local)
_MODULES += (classroom, lesson, handout, parents)
_MODULES += (embed_occupation, embed_cluster)
_MODULES += (assess, you, strengths, tradeoffs, wishes, results, why, shortlist, report)

PAGES: tuple[Page, ...] = tuple(module.PAGE for module in _MODULES)
"""All pages, in the order of the interface's description."""
