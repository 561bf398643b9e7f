"""Occupations that stand for one that can't be compared itself, because nothing about it is rated.

What the publisher lists as related is taken first; else the nearest by the classification: specialities of
the same code, then the same broad group, then the minor group. Military work has no civil neighbour in the
classification. Where the crosswalk of military codes leads to civil work, that is taken; else `CIVIL_WORK`,
which is our judgement of where people go.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import polars as pl

from careerclusters.language import _

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog

__all__ = ["CIVIL_WORK", "civil_work", "stand_in_words", "stand_ins"]

MILITARY = "55-"
_PREFIXES = (7, 6, 4)
_MOST = 8
# Civil work near military work that maps to none, by minor group: officers, supervisors, enlisted.
CIVIL_WORK = {
    "55-1": ("11-1021.00", "11-3071.00", "11-9161.00", "13-1081.00", "33-1012.00", "13-1151.00"),
    "55-2": ("33-1012.00", "53-1047.00", "33-1091.00", "49-1011.00", "13-1081.00", "33-3051.00"),
    "55-3": ("33-3051.00", "33-9032.00", "33-3012.00", "33-2011.00", "13-1081.00", "53-3032.00"),
}


def stand_ins(catalog: Catalog, code_onet: str, known: Collection[str]) -> dict[str, float]:
    """Codes among `known` that stand for an occupation, with weights that sum to 1.

    The occupation itself when it is known; empty when nothing near is. `UnknownError` when the catalog has no
    such code.
    """
    catalog.title(code_onet)
    if code_onet in known and not code_onet.startswith(MILITARY):
        return {code_onet: 1.0}
    if code_onet.startswith(MILITARY):
        found = [code for code in civil_work(catalog, code_onet) if code in known]
    else:
        found = _related(catalog, code_onet, known) or _near(code_onet, known)
    chosen = found[:_MOST]
    return {code: 1.0 / len(chosen) for code in chosen}


def civil_work(catalog: Catalog, code_onet: str) -> tuple[str, ...]:
    """Civil occupations that military work maps to, the likeliest first; empty for civil work."""
    if not code_onet.startswith(MILITARY):
        return ()
    mapped = catalog.derive("mapped civil work", lambda: _mapped(catalog)).get(code_onet, ())
    return (*mapped, *(code for code in CIVIL_WORK.get(code_onet[:4], ()) if code not in mapped))


def _mapped(catalog: Catalog) -> dict[str, tuple[str, ...]]:
    """Civil occupations that share military codes with each military one, those with most first."""
    if not catalog.has("crosswalk_military_onet"):
        return {}
    keys = ["service", "rank", "code_military"]
    rows = catalog.table("crosswalk_military_onet").with_columns(pl.col("code_onet").cast(pl.String))
    is_military = pl.col("code_onet").str.starts_with(MILITARY)
    own = rows.filter(is_military).select(*keys, military="code_onet").unique()
    counted = (
        rows.filter(~is_military)
        .join(own, on=keys)
        .group_by("military", "code_onet")
        .len()
        .join(own.group_by("military").len("codes"), on="military")
        # One stray code among dozens is an odd job, not where the work leads.
        .filter(pl.col("len") * 4 >= pl.col("codes"))
        .sort(["len", "code_onet"], descending=[True, False])
    )
    lists = counted.group_by("military", maintain_order=True).agg("code_onet")
    return {code: tuple(civil) for code, civil in lists.iter_rows()}


def stand_in_words(catalog: Catalog, code_onet: str, known: Collection[str]) -> str | None:
    """A sentence on what an occupation without ratings is read as; None when it is read as itself."""
    from careerclusters.features.names import plain_name, title_or_name
    from careerclusters.present import listing

    codes = stand_ins(catalog, code_onet, known)
    if code_onet in codes:
        return None
    title = title_or_name(code_onet, catalog.title(code_onet))
    if not codes:
        return _("Nothing is known of {job}, so it counts for nothing here.", job=title)
    names = listing([plain_name(code, catalog.title(code)).lower() for code in list(codes)[:6]])
    if code_onet.startswith(MILITARY):
        return _(
            "{job} has no civil twin. It was read as the civil work nearest to it: {jobs}.",
            job=title,
            jobs=names,
        )
    return _(
        "{job} has no ratings of its own. It was read as the work nearest to it: {jobs}.",
        job=title,
        jobs=names,
    )


def _related(catalog: Catalog, code_onet: str, known: Collection[str]) -> list[str]:
    """Occupations that the publisher lists as related, or that it lists this one with."""
    if not catalog.has("related"):
        return []
    pairs = catalog.derive("related both ways", lambda: _pairs(catalog))
    return [code for code in pairs.get(code_onet, ()) if code in known]


def _pairs(catalog: Catalog) -> dict[str, list[str]]:
    """Related occupations of each, its own list first, then those that list it."""
    rows = catalog.table("related").sort("rank", "code_onet").select("code_onet", "related_code_onet")
    found: dict[str, dict[str, None]] = {}
    for code, other in rows.iter_rows():
        found.setdefault(code, {})[other] = None
    for code, other in rows.iter_rows():
        found.setdefault(other, {}).setdefault(code)
    return {code: list(others) for code, others in found.items()}


def _near(code_onet: str, known: Collection[str]) -> list[str]:
    for length in _PREFIXES:
        found = sorted(code for code in known if code.startswith(code_onet[:length]))
        if found:
            return found
    return []
