"""Rows of the labour-market tables, and how an occupation finds its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import polars as pl

from careerclusters.errors import UnknownError
from careerclusters.language import _

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog

__all__ = ["check_cluster", "occupation_row", "part_of", "row_of", "rows_of", "sharing"]


def occupation_row(catalog: Catalog, code_onet: str) -> dict[str, Any]:
    """The occupation's row of `occupations`, or `UnknownError` with near codes."""
    occupations = catalog.table("occupations")
    found = _numbers(catalog, "occupations", "code_onet").get(code_onet)
    if found:
        return occupations.row(found[0], named=True)
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
    return catalog.table(table)[_numbers(catalog, table, "code_soc2018").get(code_soc2018, [])]


def row_of(
    catalog: Catalog, table: str, code_soc2018: str, *, year: int | None = None
) -> dict[str, Any] | None:
    """The row for one detailed SOC code (and year), None when there is none."""
    if not catalog.has(table):
        return None
    rows = catalog.table(table)
    numbers = _numbers(catalog, table, "code_soc2018").get(code_soc2018, [])
    own = (number for number in numbers if year is None or rows.item(number, "year") == year)
    number = next(own, None)
    return None if number is None else rows.row(number, named=True)


def _numbers(catalog: Catalog, table: str, column: str) -> Mapping[str, list[int]]:
    """Numbers of the rows that hold a code, by code."""

    def make() -> dict[str, list[int]]:
        numbers: dict[str, list[int]] = {}
        for number, code in enumerate(catalog.table(table)[column]):
            numbers.setdefault(code, []).append(number)
        return numbers

    return catalog.derive(f"row numbers of {table} by {column}", make)


def part_of(
    catalog: Catalog, name: str, key: str, *, by: str, make: Callable[[], pl.DataFrame]
) -> pl.DataFrame:
    """The rows of one key in the frame that `make()` gives, in its order, without the column `by`.

    The frame is made once for a catalog and kept, sorted by that column: it serves what is asked for one
    occupation after another, of tables that are too large to be read each time. Its texts, of which few
    differ, are kept as numbers.
    """

    def make_parts() -> tuple[pl.DataFrame, dict[str, tuple[int, int]]]:
        frame = make().sort(by, maintain_order=True)
        counts = frame.group_by(by, maintain_order=True).len()
        parts, start = {}, 0
        for own, count in counts.iter_rows():
            parts[own] = (start, count)
            start += count
        return frame.drop(by).with_columns(pl.col(pl.String).cast(pl.Categorical)), parts

    frame, parts = catalog.derive(name, make_parts)
    return frame.slice(*parts.get(key, (0, 0))).with_columns(pl.col(pl.Categorical).cast(pl.String))


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
