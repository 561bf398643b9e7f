"""The pages, each a module with a context, a function that makes it, and `PAGE`."""

from __future__ import annotations

from careerclusters.web.contexts import Page
from careerclusters.web.pages import (
    about,
    cluster,
    clusters,
    compare,
    home,
    industries,
    industry,
    lens,
    lenses,
    map,
    occupation,
    occupations,
    official,
    search,
)

__all__ = ["PAGES"]

_MODULES = (home, clusters, cluster, occupations, occupation, compare, map, official)
_MODULES += (lenses, lens, industries, industry, search, about)

PAGES: tuple[Page, ...] = tuple(module.PAGE for module in _MODULES)
"""All pages, in the order of the interface's description."""
