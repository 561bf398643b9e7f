"""The index that the search page reads: names and everyday words, and the file each leads to."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import polars as pl

from careerclusters.exchange.site.links import file_of

if TYPE_CHECKING:
    from careerclusters.atlas import Atlas

__all__ = ["search_index"]

_MOST_TITLES = 8


def search_index(atlas: Atlas) -> str:
    """A script that sets `SEARCH_INDEX`: rows of [kind, file, name, note, further words].

    A script rather than JSON, so that pages opened straight from a disk may read it too.
    """
    rows: list[list[str]] = []
    main = atlas.clustering.main_level
    labels = atlas.clustering.labels(main)
    names = dict(atlas.clustering.at(main).select("cluster_id", "name").iter_rows())
    reported = _reported(atlas)
    for code, title in sorted(atlas.clustering.titles.items()):
        name, words = atlas.name(code), atlas.words.get(code)
        further = [title, code, *(words.search if words else ()), *reported.get(code, ())]
        note = names.get(labels.get(code, ""), "")
        rows.append(["job", file_of(f"/occupations/{code}"), name, note, "; ".join(dict.fromkeys(further))])
    for row in atlas.clustering.clusters.to_dicts():
        file = file_of(f"/clusters/{row['cluster_id']}")
        rows.append(["group", file, row["name"], f"{row['n_occupations']} jobs", row["cluster_id"]])
    return f"window.SEARCH_INDEX = {json.dumps(rows, ensure_ascii=False, separators=(',', ':'))};\n"


def _reported(atlas: Atlas) -> dict[str, list[str]]:
    """Job titles that people in an occupation reported themselves, a few for each."""
    if not atlas.catalog.has("alternate_titles"):
        return {}
    rows = atlas.catalog.table("alternate_titles").filter(pl.col("is_sample")).sort("code_onet", "title")
    found: dict[str, list[str]] = {}
    for code, title in rows.select("code_onet", "title").iter_rows():
        titles = found.setdefault(code, [])
        if len(titles) < _MOST_TITLES:
            titles.append(title)
    return found
