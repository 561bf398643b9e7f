"""Search: occupations by any usual title, clusters, industries and lenses."""

from __future__ import annotations

from dataclasses import dataclass

from careerclusters.errors import UnknownError
from careerclusters.outlook import LENSES, find_industries
from careerclusters.web.contexts import Page
from careerclusters.web.finding import find_clusters, find_titles
from careerclusters.web.parameters import Words
from careerclusters.web.store import State

__all__ = ["PAGE", "SearchPage", "search"]

_OCCUPATIONS, _OTHERS = 12, 6


@dataclass(frozen=True)
class Hit:
    """Something found, with its address; `why` says by which words, `chance` (0–1) for occupations."""

    kind: str
    key: str
    title: str
    why: str
    chance: float | None
    href: str


@dataclass(frozen=True)
class SearchPage:
    """What words may mean, the likeliest first within each kind."""

    title: str
    q: str
    hits: tuple[Hit, ...]


def search(state: State, *, q: Words = "") -> SearchPage:
    """What words may mean."""
    q = " ".join(q.split())
    hits: list[Hit] = []
    if q:
        hits += _occupations(state, q) + _clusters(state, q) + _industries(state, q) + _lenses(q)
    return SearchPage(f"Search: {q}" if q else "Search", q, tuple(hits))


def _occupations(state: State, q: str) -> list[Hit]:
    return [
        Hit(
            kind="occupation",
            key=hit.code_onet,
            title=hit.title,
            why="" if hit.matched_title == hit.title else f"also called {hit.matched_title}",
            chance=hit.score,
            href=f"/occupations/{hit.code_onet}",
        )
        for hit in find_titles(state, q, limit=_OCCUPATIONS)
    ]


def _clusters(state: State, q: str) -> list[Hit]:
    levels = dict(state.clustering.clusters.select("cluster_id", "level").iter_rows())
    found = find_clusters(state, q, limit=_OTHERS)
    return [
        Hit("cluster", one, state.names[one], f"{levels[one]} cluster", None, f"/clusters/{one}")
        for one in found
    ]


def _industries(state: State, q: str) -> list[Hit]:
    try:
        rows = find_industries(state.catalog, q, limit=_OTHERS).to_dicts() if len(q) > 2 else []
    except UnknownError:
        return []
    return [
        Hit(
            "industry",
            row["code_naics"],
            row["industry_name"],
            f"NAICS {row['code_naics']}",
            None,
            f"/industries/{row['code_naics']}",
        )
        for row in rows
    ]


def _lenses(q: str) -> list[Hit]:
    words = q.lower()
    return [
        Hit("lens", lens.name, lens.title, "lens", None, f"/lenses/{lens.name}")
        for lens in LENSES.values()
        if len(words) > 2 and (words in lens.title.lower() or words in lens.name)
    ]


PAGE = Page("search", "/search", "What words may mean.", search, rows="hits")
