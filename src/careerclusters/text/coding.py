"""Code a file of titles: the distinct ones once, then the rows as they stand."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from careerclusters.errors import InputError
from careerclusters.language import _
from careerclusters.text.tables import scan, write
from careerclusters.titles.table import ADDED, code_titles

if TYPE_CHECKING:
    import polars as pl

    from careerclusters.titles import TitleIndex

__all__ = ["code_file", "coded_rows", "distinct_codes"]


def code_file(index: TitleIndex, source: Path, out: Path, *, column: str = "title") -> Mapping[str, object]:
    """Write the rows of a file with the columns `titles.table.ADDED`, in their order.

    Parameters
    ----------
    index
        `atlas.titles`.
    source, out
        CSV or Parquet each; they need not be the same.
    column
        The one with the titles.

    Returns
    -------
    `rows`, `titles` (distinct ones), `coded_share`, `sure_share` of the rows.

    Raises
    ------
    InputError
        When the file can't be read, lacks the column, or has one of the added ones.
    """
    import polars as pl

    table = scan(source)
    codes = distinct_codes(index, table, column)
    write(coded_rows(table, codes, column), out)
    counts = (
        table.group_by(pl.col(column).cast(pl.String).alias(column)).len()
        .join(codes.lazy(), on=column, how="left")
        .select(
            rows=pl.col("len").sum(),
            coded=pl.col("len").filter(pl.col("code_onet").is_not_null()).sum(),
            sure=pl.col("len").filter(pl.col("is_sure")).sum(),
        )
        .collect(engine="streaming")
    )  # fmt: skip
    rows, coded, sure = counts.row(0)
    return {
        "rows": rows,
        "titles": len(codes),
        "coded_share": round(coded / rows, 4) if rows else None,
        "sure_share": round(sure / rows, 4) if rows else None,
    }


def distinct_codes(index: TitleIndex, table: pl.LazyFrame, column: str) -> pl.DataFrame:
    """Each distinct title and its codes."""
    import polars as pl

    names = table.collect_schema().names()
    if column not in names:
        todo = "Name the one with the titles: --column NAME"
        raise InputError(
            _("The file has no column {column}", column=repr(column)), seen=", ".join(names[:20]), todo=todo
        )
    taken = [name for name in ADDED if name in names]
    if taken:
        raise InputError(
            "The file has columns that coding adds", seen=", ".join(taken), todo="Rename them first."
        )
    titles = table.select(pl.col(column).cast(pl.String)).unique().collect(engine="streaming")[column]
    distinct = titles.drop_nulls().sort()
    return code_titles(index, distinct)[: len(distinct)].insert_column(0, distinct.alias(column))


def coded_rows(table: pl.LazyFrame, codes: pl.DataFrame, column: str) -> pl.LazyFrame:
    """The rows with their codes, in their order."""
    import polars as pl

    as_text = table.with_columns(pl.col(column).cast(pl.String))
    return as_text.join(codes.lazy(), on=column, how="left", maintain_order="left")
