"""Rows of the labour-market tables, and how an occupation finds its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from careerclusters.errors import UnknownError
from careerclusters.language import _

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog

__all__ = ["check_cluster", "occupation_row", "row_of", "rows_of", "sharing"]


def occupation_row(catalog: Catalog, code_onet: str) -> dict[str, Any]:
    """The occupation's row of `occupations`, or `UnknownError` with near codes."""
    occupations = catalog.table("occupations")
    found = occupations.filter(pl.col("code_onet") == code_onet)
    if found.height:
        return found.row(0, named=True)
    import difflib

    near = difflib.get_close_matches(str(code_onet), occupations["code_onet"].to_list(), n=3)
    titles = dict(occupations.select("code_onet", "title").iter_rows())
    raise UnknownError(
        "Unknown occupation code",
        seen=code_onet,
        todo="Codes look like 15-1252.00.",
        closest=tuple(f"{code} {titles[code]}" for code in near),
    )


def rows_of(catalog: Catalog, table: str, code_soc2018: str) -> pl.DataFrame:
    """All rows of a labour-market table for one detailed SOC code; empty without the table."""
    if not catalog.has(table):
        return pl.DataFrame()
    return catalog.table(table).filter(pl.col("code_soc2018") == code_soc2018)


def row_of(
    catalog: Catalog, table: str, code_soc2018: str, *, year: int | None = None
) -> dict[str, Any] | None:
    """The row for one detailed SOC code (and year), None when there is none."""
    if not catalog.has(table):
        return None
    own = pl.col("code_soc2018") == code_soc2018
    rows = catalog.table(table).filter(own if year is None else own & (pl.col("year") == year))
    return rows.row(0, named=True) if rows.height else None


def sharing(catalog: Catalog, code_soc2018: str) -> pl.DataFrame:
    """`code_onet` and `title` of all O*NET occupations under one SOC code."""
    occupations = catalog.table("occupations")
    return occupations.filter(pl.col("code_soc2018") == code_soc2018).select("code_onet", "title")


def check_cluster(memberships: pl.DataFrame, cluster_id: str) -> None:
    """Raise `UnknownError` unless the cluster has members."""
    known = memberships["cluster_id"].unique().sort()
    if cluster_id not in known.to_list():
        raise UnknownError(
            "Unknown cluster",
            seen=cluster_id,
            todo=_("Known: {names}.", names=", ".join(map(str, known.head(40)))),
        )
