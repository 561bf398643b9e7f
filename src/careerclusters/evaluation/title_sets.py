"""Titles hidden from the index, each kind as people meet it: new, known in another order, of the Census."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from careerclusters.titles.everyday import everyday_titles
from careerclusters.titles.known import Source, read_titles
from careerclusters.titles.wording import title_words, variants
from careerclusters.titles.written import written_titles

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog

__all__ = ["KINDS", "HiddenTitles", "hide_titles"]

KINDS = ("new", "twin", "census_new", "census_known")
"""An alternate title whose words no list holds any more; one whose words another title has; the same of the
Census. Our own list (`written`) is written without looking at any list and isn't hidden."""

SHARE = 0.1
CENSUS_SHARE = 0.2


@dataclass(frozen=True)
class HiddenTitles:
    """What is left to learn from, and by kind what was hidden with the occupations that are right.

    Attributes
    ----------
    codes
        Of all occupations, ascending; occupations are numbered in this order.
    sources
        Titles that were left.
    sets
        By kind of `KINDS`, titles and the numbers of their occupations, in random order.
    """

    codes: tuple[str, ...]
    sources: tuple[Source, ...]
    sets: Mapping[str, Mapping[str, tuple[int, ...]]]


def hide_titles(catalog: Catalog, *, seed: int = 0) -> HiddenTitles:
    """Hide a tenth of the alternate titles and a fifth of the Census's, at random by title."""
    codes = tuple(catalog.table("occupations").sort("code_onet")["code_onet"])
    number = {code: at for at, code in enumerate(codes)}
    rng = np.random.default_rng(seed)
    alternates: dict[str, list[int]] = {}
    table = catalog.table("alternate_titles").select("title", "code_onet").sort("title", "code_onet")
    for title, code in table.iter_rows():
        if code in number:
            alternates.setdefault(title, []).append(number[code])
    census = _census(catalog, codes)
    chosen = _chosen(alternates, SHARE, rng)
    chosen_census = _chosen(census, CENSUS_SHARE, rng)
    hidden_titles = frozenset((*chosen, *chosen_census))
    listed = (*read_titles(catalog, hidden=hidden_titles), *everyday_titles(codes))
    bags = {frozenset(words) for _, words, *_ in listed}
    sets: dict[str, dict[str, tuple[int, ...]]] = {kind: {} for kind in KINDS}
    for hidden, owners, names in (
        (chosen, alternates, ("new", "twin")),
        (chosen_census, census, ("census_new", "census_known")),
    ):
        for title in hidden:
            is_known = any(frozenset(title_words(one)) in bags for one in variants(title))
            sets[names[is_known]][title.split("\\")[0].strip()] = tuple(owners[title])
    return HiddenTitles(codes, (*listed, *written_titles(codes, listed)), sets)


def _census(catalog: Catalog, codes: tuple[str, ...]) -> dict[str, list[int]]:
    """Titles of the Census and all occupations of their SOC codes."""
    if not catalog.has("census_titles"):
        return {}
    of_soc: dict[str, list[int]] = {}
    for at, code in enumerate(codes):
        of_soc.setdefault(code[:7], []).append(at)
    found: dict[str, list[int]] = {}
    table = catalog.table("census_titles").select("title", "code_soc2018").sort("title", "code_soc2018")
    for title, soc in table.iter_rows():
        if soc in of_soc:
            found.setdefault(title, []).extend(of_soc[soc])
    return found


def _chosen(titles: Mapping[str, object], share: float, rng: np.random.Generator) -> list[str]:
    order = sorted(titles)
    rng.shuffle(order)
    return order[: int(len(order) * share)]
