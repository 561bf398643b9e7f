"""The clusters of two countries beside each other, through titles.

No crosswalk from NOC 2021 to O*NET-SOC is in the data, so each occupation of the other country is looked
up by its title among all usual job titles here; how sure that is comes from the title index, which is
measured on hidden titles. The two clusterings rest on other ratings by other people and on fewer sides:
where they differ, that may be the countries, the data or chance.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from careerclusters.clustering.group_agreement import GroupAgreement, compare_groups

if TYPE_CHECKING:
    from careerclusters.atlas import Atlas

__all__ = ["compare_countries", "title_links"]


def compare_countries(atlas: Atlas, other: Atlas, *, level: str) -> GroupAgreement:
    """Our clusters of one level beside the other country's of the level of the same name."""
    links = title_links(atlas, other, level=level)
    known = links.drop_nulls("code_onet")
    name = f"{other.catalog.country} ({other.catalog.release})"
    return compare_groups(
        atlas.clustering, known, level=level, other=name, n_missing=links.height - known.height
    )


def title_links(atlas: Atlas, other: Atlas, *, level: str) -> pl.DataFrame:
    """Each occupation of `other` with the occupation here that its title means.

    Returns
    -------
    code_onet (null where nothing is like it), other_id, other_title, other_group (name of its cluster),
    confidence (0–1).
    """
    labels = other.clustering.labels(level)
    names = dict(other.clustering.at(level).select("cluster_id", "name").iter_rows())
    rows = []
    for code, title in sorted(other.clustering.titles.items()):
        found = atlas.find(title, limit=1).candidates
        first = found[0] if found else None
        chance = None if first is None else 1.0 if first.chance is None else first.chance
        rows.append((first and first.code_onet, code, title, names[labels[code]], chance))
    schema = {
        "code_onet": pl.String, "other_id": pl.String, "other_title": pl.String, "other_group": pl.String,
        "confidence": pl.Float64,
    }  # fmt: skip
    return pl.DataFrame(rows, schema=schema, orient="row")
