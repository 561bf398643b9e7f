"""The 16 official career clusters, as O*NET OnLine lists them (`All_Career_Clusters.csv`).

Quirks
------
- One row per occupation. An occupation in several places has them joined by "; " in both columns,
  in step: the third cluster goes with the third pathway. A cluster may repeat, once per pathway.
- No name of a cluster or pathway holds a semicolon, so the split is safe; commas are quoted.
- The list is the 16-cluster framework; Advance CTE has since moved to 14. Five recent O*NET
  specialties have no row.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from careerclusters.errors import DataError
from careerclusters.schema import TABLES
from careerclusters.schema.check import checked
from careerclusters.sources._bounds import read_bounded
from careerclusters.sources._sheets import release_file
from careerclusters.sources._text import LINE, read_csv

__all__ = ["FILE", "read_official_clusters"]

FILE = "All_Career_Clusters.csv"
_COLUMNS = {"code_onet": ("Code",), "cluster": ("Career Cluster",), "pathway": ("Career Pathway",)}


def read_official_clusters(folder: Path) -> pl.DataFrame:
    """Table `official_clusters` from the folder that holds the publishers' files."""
    path = release_file(folder, FILE)
    frame = read_csv(read_bounded(path), file=FILE, columns=_COLUMNS)
    lists = frame.with_columns(pl.col("cluster", "pathway").str.split("; "))
    uneven = lists.filter(pl.col("cluster").list.len() != pl.col("pathway").list.len())
    if uneven.height:
        row = uneven.row(0, named=True)
        raise DataError(
            f"{FILE}, line {row[LINE]}: clusters and pathways don't go together",
            seen=f"{len(row['cluster'])} clusters, {len(row['pathway'])} pathways",
            todo="Use the publisher's file as it is.",
        )
    rows = lists.explode("cluster", "pathway", empty_as_null=True, keep_nulls=True)
    rows = rows.with_columns(pl.col("cluster", "pathway").str.strip_chars())
    return checked(rows, TABLES["official_clusters"], file=FILE)
