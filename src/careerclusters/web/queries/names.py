"""The names of all that has a page besides occupations, found by the starts of their words and with slips."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

import polars as pl

from careerclusters.labour import LENSES, lens_words
from careerclusters.labour.industries import industries
from careerclusters.language import _
from careerclusters.titles.wording import title_words
from careerclusters.web.queries.elements import rated_elements
from careerclusters.words import spoken_language, technology_name
from careerclusters.words.industries import industry_name

if TYPE_CHECKING:
    from careerclusters.web.state import State

__all__ = ["MOST_WORDS", "Name", "NameHit", "Names", "names_of"]

MOST_WORDS = 8
SHORTEST_SLIP, LIKE_ENOUGH, MOST_NEAR = 4, 0.74, 6
# What a word adds: the very word, its start, a word spelt nearly so; less when it is not in the name itself.
_EXACT, _START, _NEAR, _BESIDE = 1.0, 0.85, 0.6, 0.8


@dataclass(frozen=True)
class Name:
    """Something with a page: `also` holds further words by which it is found."""

    kind: str
    key: str
    title: str
    why: str
    href: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class NameHit:
    """A name that fits; `is_exact` when it says just what was asked for."""

    name: Name
    is_exact: bool


class Names:
    """An index of names by word."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._names = tuple(names)
        self._own = [title_words(one.title) for one in self._names]
        held: dict[str, dict[int, float]] = {}
        for at, one in enumerate(self._names):
            for text in one.also:
                for word in title_words(text):
                    held.setdefault(word, {}).setdefault(at, _BESIDE)
            for word in (*self._own[at], *title_words(one.key)):
                held.setdefault(word, {})[at] = 1.0
        self._held = held
        self._words = sorted(held)

    def find(self, text: str, *, limit: int) -> dict[str, list[NameHit]]:
        """At most `limit` hits of each kind, the best first; every word asked for must be found."""
        asked = title_words(text[:200])
        words = tuple(dict.fromkeys(asked))[:MOST_WORDS]
        if not words or sum(map(len, words)) < 2:
            return {}
        fits = self._fits(words[0])
        for word in words[1:]:
            found = self._fits(word) if fits else {}
            fits = {at: fits[at] + found[at] for at in fits.keys() & found.keys()}
        order = sorted(fits, key=lambda at: (-self._fit(at, fits[at], asked), len(self._own[at]), at))
        hits: dict[str, list[NameHit]] = {}
        for at in order:
            ours = hits.setdefault(self._names[at].kind, [])
            if len(ours) < limit:
                ours.append(NameHit(self._names[at], self._own[at] == asked))
        return hits

    def _fit(self, at: int, fit: float, asked: tuple[str, ...]) -> float:
        """A name that says just this comes first, then one that begins so."""
        own = self._own[at]
        is_start = len(own) >= len(asked) and all(map(str.startswith, own, asked))
        return fit + (1.0 if own == asked else 0.2 if is_start else 0.0)

    def _fits(self, word: str) -> dict[int, float]:
        """Names that hold a word, or begin one with it, or one spelt nearly so, and how well that fits."""
        found: dict[int, float] = {}
        at = bisect_left(self._words, word)
        while at < len(self._words) and self._words[at].startswith(word):
            known = self._words[at]
            self._add(found, known, _EXACT if known == word else _START)
            at += 1
        if not found and len(word) >= SHORTEST_SLIP:
            for known, closeness in self._near(word):
                self._add(found, known, _NEAR * closeness)
        return found

    def _add(self, found: dict[int, float], word: str, weight: float) -> None:
        for at, share in self._held[word].items():
            found[at] = max(found.get(at, 0.0), weight * share)

    def _near(self, word: str) -> list[tuple[str, float]]:
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        found = process.extract(
            word[:40],
            self._words,
            scorer=OSA.normalized_similarity,
            score_cutoff=LIKE_ENOUGH,
            limit=MOST_NEAR,
        )
        return [(known, closeness) for known, closeness, _at in found if known[0] == word[0] or len(word) > 5]


def names_of(state: State) -> Names:
    """The names of a state, indexed once."""
    return state.kept("names", lambda: Names(_all(state)))


def _all(state: State) -> Iterable[Name]:
    return chain(_clusters(state), _elements(state), _technologies(state), _others(state))


def _clusters(state: State) -> Iterable[Name]:
    for cluster_id, level in state.clustering.clusters.select("cluster_id", "level").iter_rows():
        why = _("{level} group", level=_(level))
        yield Name("cluster", cluster_id, state.names[cluster_id], why, f"/clusters/{cluster_id}")


def _elements(state: State) -> Iterable[Name]:
    for one in rated_elements(state).values():
        also = one.element_name, one.noun_phrase, one.person_phrase
        yield Name("element", one.element_id, one.plain_name, one.kind, one.href, also)


def _technologies(state: State) -> Iterable[Name]:
    """Kinds of software, and the programs that postings often ask for, which lead to their kind."""
    if not state.catalog.has("technologies"):
        return
    table = state.catalog.table("technologies")
    kinds = {}
    named = table.select("commodity_code", "commodity_title").unique("commodity_code").sort("commodity_code")
    for code, title in named.iter_rows():
        kinds[code] = technology_name(str(code), title, spoken_language()) or title
        name = kinds[code][:1].upper() + kinds[code][1:]
        yield Name("technology", str(code), name, _("kind of software"), f"/technologies/{code}", (title,))
    asked = table.filter(pl.col("is_hot") | pl.col("is_in_demand")).select("technology", "commodity_code")
    for program, code in asked.unique().sort("technology", "commodity_code").iter_rows():
        yield Name("technology", f"{code} {program}", program, kinds[code], f"/technologies/{code}")


def _others(state: State) -> Iterable[Name]:
    known = state.kept("industries", lambda: industries(state.catalog))
    for row in known.sort("level", "code_naics").iter_rows(named=True):
        code = row["code_naics"]
        name = industry_name(code, row["industry_name"])
        if row["level"] > 0:
            yield Name("industry", code, name, f"NAICS {code}", f"/industries/{code}")
    for lens in LENSES.values():
        yield Name("lens", lens.name, lens_words(lens).title, _("filter"), f"/lenses/{lens.name}")
