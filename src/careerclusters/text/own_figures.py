"""A wage file of one's own, read with an atlas: titles without a code are found by its index of titles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from careerclusters.errors import InputError

if TYPE_CHECKING:
    import polars as pl

    from careerclusters.atlas import Atlas
    from careerclusters.labour.local import LocalMarket

__all__ = ["read_mapping", "read_own_figures"]


def read_own_figures(
    atlas: Atlas, content: bytes, *, name: str, mapping: Mapping[str, str] | None = None
) -> LocalMarket:
    """The figures of a CSV or workbook, each line taken or refused; see `careerclusters.labour.read_local`.

    Parameters
    ----------
    name
        Of the file, for labels.
    mapping
        Column of the file to a name of ours, for columns whose names aren't known.
    """
    from careerclusters.labour import read_local

    def resolve(titles: Sequence[str]) -> pl.DataFrame:
        import polars as pl

        coded = atlas.titles.find_batch(pl.DataFrame({"title": list(titles)}, schema={"title": pl.String}))
        sure = pl.when(pl.col("is_sure")).then(pl.col("chance")).otherwise(0.0)
        is_own = pl.col("found_by").is_in(["own title", "code"])
        confidence = pl.when(is_own).then(1.0).otherwise(sure)
        return coded.drop_nulls("code_onet").select("title", "code_onet", confidence=confidence)

    return read_local(content, atlas.catalog, resolve=resolve, name=name, mapping=mapping)


def read_mapping(pairs: Sequence[str]) -> dict[str, str]:
    """`column=name` pairs as a mapping.

    Raises
    ------
    InputError
        When a pair lacks one of both.
    """
    parts = [one.rpartition("=") for one in pairs]
    for column, _, name in parts:
        if not column.strip() or not name.strip():
            raise InputError(
                "A mapping has the form column=name",
                seen=f"{column}={name}",
                todo="Example: Median=wage_median_usd",
            )
    return {column.strip(): name.strip() for column, _, name in parts}
