"""Evidence: what the members of a cluster share, and what sets them apart.

Two lists that must not be mixed. The *foundation* is what nearly all members need, even if everybody
else needs it too. The *distinctive* marks are what members have and others don't.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from careerclusters.errors import UnknownError
from careerclusters.words import gloss, technology_name, tool_name

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog

__all__ = ["EVIDENCE_SCHEMA", "Items", "gather", "weigh"]

EVIDENCE_SCHEMA = {
    "level": pl.String,
    "cluster_id": pl.String,
    "kind": pl.String,
    "rank": pl.Int32,
    "item_id": pl.String,
    "label": pl.String,
    "domain": pl.String,
    "value": pl.Float64,
    "contrast": pl.Float64,
}

_SCALES = (
    ("skills", ("IM", "PL"), 3.0),
    ("knowledge", ("IM", "KL"), 3.0),
    ("abilities", ("IM", "PL"), 3.0),
    ("activities", ("IM", "PL"), 3.0),
    ("context", ("CX", "CT"), 4.0),
    ("interests", ("OI",), 5.0),
    ("styles", ("WI", "IM"), None),
)
# Scales on which "needed" begins elsewhere.
_NEEDED_ON = {"CT": 2.5, "KL": 2.0}
_FOUNDATION_SHARE = 0.85
_FOUNDATION_COUNT = 10
_FOUNDATION_PER_DOMAIN = 4
_FOUNDATION_CONTRAST = 0.25
_DISTINCTIVE_COUNT = 14
_DISTINCTIVE_PER_DOMAIN = {"tools": 2, "technologies": 3, "styles": 2}
_DISTINCTIVE_PER_OTHER_DOMAIN = 4
_DISTINCTIVE_LEAST = 0.45
_DISTINCTIVE_ABOVE = {"tools": 0.65}
_ALIKE = 0.8
_LEAST_USERS = 12


@dataclass(frozen=True)
class Items:
    """Things an occupation can need or use, rows in the order of the fitted codes.

    Attributes
    ----------
    ids, labels, domains
        What each column is.
    score
        Standard deviations over occupations, 0 where unknown, (n, n_items).
    is_needed
        1 where needed or used, 0 where not, NaN where that can't be said, (n, n_items).
    level
        Raw rating, or 1 and 0 for lists, NaN where unknown; orders the foundation.
    """

    ids: tuple[str, ...]
    labels: tuple[str, ...]
    domains: tuple[str, ...]
    score: np.ndarray
    is_needed: np.ndarray
    level: np.ndarray


def gather(catalog: Catalog, codes: Sequence[str]) -> Items:
    """All items of the catalog for `codes`: rated elements, kinds of software, kinds of tools."""
    ids: list[str] = []
    labels: list[str] = []
    domains: list[str] = []
    raw_blocks, need_blocks = [], []
    for domain, scales, threshold in _SCALES:
        available = catalog.scales_of(domain)
        wanted = scales if domain == "context" else tuple(s for s in scales if s in available)[:1]
        for scale in wanted:
            if scale not in available:
                continue
            _, elements, values = catalog.matrix(domain, scale_id=scale, codes=codes)
            ids += elements
            labels += [_label(element, catalog) for element in elements]
            domains += [domain] * len(elements)
            raw_blocks.append(values)
            limit = _NEEDED_ON.get(scale, threshold)
            is_known = np.isfinite(values) & (limit is not None)
            needed = np.where(is_known, values >= (limit if limit is not None else np.inf), np.nan)
            need_blocks.append(needed)
    for table, domain in (("technologies", "technologies"), ("tools", "tools")):
        if not catalog.has(table):
            continue
        found_ids, found_labels, listed = _lists(catalog, table, codes)
        ids += found_ids
        labels += found_labels
        domains += [domain] * len(found_ids)
        raw_blocks.append(listed)
        need_blocks.append(listed)
    raw = np.hstack(raw_blocks)
    known = np.isfinite(raw)
    count = np.maximum(known.sum(axis=0), 1)
    mean = np.where(known, raw, 0).sum(axis=0) / count
    centred = np.where(known, raw - mean, 0.0)
    deviation = np.sqrt((centred**2).sum(axis=0) / count)
    return Items(
        ids=tuple(ids),
        labels=tuple(labels),
        domains=tuple(domains),
        score=centred / np.where(deviation > 1e-9, deviation, np.inf),
        is_needed=np.hstack(need_blocks),
        level=raw,
    )


def weigh(
    items: Items, membership: np.ndarray, labels: np.ndarray, *, level: str, ids: Sequence[str]
) -> pl.DataFrame:
    """Foundation and distinctive marks of each cluster of one level, as `EVIDENCE_SCHEMA`.

    Parameters
    ----------
    items
        From `gather`.
    membership
        (n, n_clusters); members count by their degree.
    labels
        Primary cluster of each occupation, (n,).
    level, ids
        Level name and the id of each cluster.
    """
    rows = []
    for cluster, cluster_id in enumerate(ids):
        inside = labels == cluster
        weight = membership[inside, cluster] + 1e-9
        rest = ~inside
        rows += _foundation(items, inside, weight, rest, (level, cluster_id))
        rows += _distinctive(items, inside, weight, (level, cluster_id))
    return pl.DataFrame(rows, schema=EVIDENCE_SCHEMA, orient="row")


_Row = tuple[str, str, str, int, str, str, str, float, float]
"""A row of `EVIDENCE_SCHEMA`."""


def _foundation(
    items: Items, inside: np.ndarray, weight: np.ndarray, rest: np.ndarray, head: tuple[str, str]
) -> list[_Row]:
    """What nearly all members need: most important first, a little more so when others need it less."""
    need = items.is_needed[inside]
    known = np.isfinite(need)
    total = (known * weight[:, None]).sum(axis=0)
    share = np.where(known, need, 0).T @ weight / np.maximum(total, 1e-12)
    share[total < 0.5 * weight.sum()] = 0.0
    contrast = share - _mean(items.is_needed[rest])
    rank = _mean(items.level[inside]) / 5 + _FOUNDATION_CONTRAST * contrast
    wanted = np.isin(np.array(items.domains), ("skills", "knowledge", "abilities", "activities", "context"))
    order = sorted(
        map(int, np.flatnonzero((share >= _FOUNDATION_SHARE) & wanted)),
        key=lambda item: (-round(float(rank[item]), 6), items.ids[item]),
    )
    per_domain = dict.fromkeys(items.domains, _FOUNDATION_PER_DOMAIN)
    kept = _varied(items, order, per_domain, _FOUNDATION_COUNT)
    return _rows(items, kept, head, "foundation", share, contrast)


def _distinctive(items: Items, inside: np.ndarray, weight: np.ndarray, head: tuple[str, str]) -> list[_Row]:
    """What members have and others don't: far above the mean, for most members, by like amounts."""
    score = items.score[inside]
    mean = weight @ score / weight.sum()
    above = weight @ (score > 0.25) / weight.sum()
    spread = np.sqrt(weight @ (score - mean) ** 2 / weight.sum())
    strength = mean * above / (0.5 + 0.5 * np.minimum(spread, 3.0))
    least = np.array([_DISTINCTIVE_ABOVE.get(domain, 0.5) for domain in items.domains])
    order = sorted(
        map(int, np.flatnonzero((mean >= _DISTINCTIVE_LEAST) & (above >= least))),
        key=lambda item: (-round(float(strength[item]), 6), items.ids[item]),
    )
    per_domain = dict.fromkeys(items.domains, _DISTINCTIVE_PER_OTHER_DOMAIN) | _DISTINCTIVE_PER_DOMAIN
    kept = _varied(items, order, per_domain, _DISTINCTIVE_COUNT)
    return _rows(items, kept, head, "distinctive", mean, above)


def _varied(items: Items, order: Iterable[int], per_domain: Mapping[str, int], count: int) -> list[int]:
    """The first `count` of `order` without too many of one domain and without near copies."""
    kept: list[int] = []
    left = dict(per_domain)
    seen: set[str] = set()
    for item in order:
        label = items.labels[item].casefold()
        if left[items.domains[item]] == 0 or label in seen:
            continue
        if kept and (items.score[:, kept].T @ items.score[:, item]).max() > _ALIKE * len(items.score):
            continue
        left[items.domains[item]] -= 1
        seen.add(label)
        kept.append(item)
        if len(kept) == count:
            break
    return kept


def _rows(
    items: Items,
    kept: Sequence[int],
    head: tuple[str, str],
    kind: str,
    value: np.ndarray,
    contrast: np.ndarray,
) -> list[_Row]:
    return [
        (
            *head,
            kind,
            rank,
            items.ids[i],
            items.labels[i],
            items.domains[i],
            float(value[i]),
            float(contrast[i]),
        )
        for rank, i in enumerate(kept, start=1)
    ]


def _mean(values: np.ndarray) -> np.ndarray:
    known = np.isfinite(values)
    mean: np.ndarray = np.where(known, values, 0).sum(axis=0) / np.maximum(known.sum(axis=0), 1)
    return mean


def _label(element_id: str, catalog: Catalog) -> str:
    try:
        return gloss(element_id).plain_name
    except UnknownError:
        found = catalog.table("elements").filter(pl.col("element_id").cast(pl.String) == element_id)
        return str(found["element_name"][0])


def _lists(catalog: Catalog, table: str, codes: Sequence[str]) -> tuple[list[str], list[str], np.ndarray]:
    rows = (
        catalog.table(table)
        .select(
            pl.col("code_onet").cast(pl.String),
            pl.col("commodity_code").cast(pl.String),
            pl.col("commodity_title").cast(pl.String),
        )
        .unique(subset=["code_onet", "commodity_code"])
        .filter(pl.col("code_onet").is_in(list(codes)))
    )
    common = (
        rows.group_by("commodity_code", "commodity_title")
        .len()
        .filter(pl.col("len") >= _LEAST_USERS)
        .sort("commodity_code")
    )
    if table == "tools":
        common = common.with_columns(
            pl.col("commodity_code")
            .map_elements(lambda code: tool_name(code) or "", return_dtype=pl.String)
            .alias("commodity_title")
        ).filter(pl.col("commodity_title") != "")
    kinds = common["commodity_code"].to_list()
    place = {kind: index for index, kind in enumerate(kinds)}
    where = {code: index for index, code in enumerate(codes)}
    listed = np.zeros((len(codes), len(kinds)))
    for code, kind in rows.select("code_onet", "commodity_code").iter_rows():
        if kind in place:
            listed[where[code], place[kind]] = 1.0
    listed[listed.sum(axis=1) == 0] = np.nan
    titles = common.select("commodity_code", "commodity_title").iter_rows()
    if table == "tools":
        names = [title for _, title in titles]
    else:
        names = [technology_name(kind, title) or title for kind, title in titles]
    return [f"{table}:{kind}" for kind in kinds], names, listed
