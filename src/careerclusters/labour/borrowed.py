"""Which occupations show the figures of a group that they are only a part of.

Surveys count SOC codes, or several of them together; O*NET tells more occupations apart. A figure
belongs to the occupation that is the counted code itself (29-1141.00 for SOC 29-1141). For its specialities
(29-1141.01), and for every occupation of a code that combines several, it is borrowed: it says "part of a
group of …", never comes before occupations with figures of their own, and is split, not repeated, in sums.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl

from careerclusters.language import _, current_language
from careerclusters.present import counted

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog
    from careerclusters.labour.figure import Figure

__all__ = ["borrowed", "group_words", "own_first", "with_group"]


def borrowed(catalog: Catalog) -> pl.DataFrame:
    """Every occupation and the group that its jobs and pay are counted in.

    Returns
    -------
    `code_onet`, `code_soc2018`, `code_published` (null where nothing is counted), `group_count` (occupations
    of the catalog counted together, at least 1) and `is_borrowed`, sorted by `code_onet`.
    """
    return catalog.derive("borrowed", lambda: _borrowed(catalog))


def _borrowed(catalog: Catalog) -> pl.DataFrame:
    published = [
        catalog.table(name).select("code_soc2018", "code_published", "is_broader").unique("code_soc2018")
        for name in ("projections", "wages")
        if catalog.has(name)
    ]
    if not published:
        published = [
            pl.DataFrame(
                schema={"code_soc2018": pl.String, "code_published": pl.String, "is_broader": pl.Boolean}
            )
        ]
    counted_as = pl.concat(published).unique("code_soc2018", keep="first", maintain_order=True)
    occupations = catalog.occupations.select("code_onet", "code_soc2018")
    together = pl.when(pl.col("code_published").is_null()).then(1).otherwise(pl.len().over("code_published"))
    is_speciality = ~pl.col("code_onet").str.ends_with(".00")
    return (
        occupations.join(counted_as, on="code_soc2018", how="left")
        .with_columns(group_count=together.cast(pl.UInt16))
        .with_columns(
            is_borrowed=(pl.col("group_count") > 1) & (is_speciality | pl.col("is_broader").fill_null(False))
        )
        .select("code_onet", "code_soc2018", "code_published", "group_count", "is_borrowed")
        .sort("code_onet")
    )


def group_words(catalog: Catalog, code_onet: str) -> str | None:
    """ "part of a group of 6 occupations" where the occupation's figures are borrowed; else None."""
    return _words(catalog).get(code_onet)


def _words(catalog: Catalog) -> dict[str, str]:
    def make() -> dict[str, str]:
        rows = borrowed(catalog).filter("is_borrowed").select("code_onet", "group_count").iter_rows()
        return {
            code: _("part of a group of {occupations}", occupations=counted(size, "occupation"))
            for code, size in rows
        }

    return catalog.derive(f"group_words {current_language()}", make)


def with_group(found: Figure, group: str | None) -> Figure:
    """The figure, marked as a group's where `group` isn't None."""
    return found if group is None else replace(found, group=group, is_broader=True)


def own_first(rows: pl.DataFrame, catalog: Catalog, *, by: str, descending: bool = True) -> pl.DataFrame:
    """Rows in the order of a figure, with occupations whose figure is borrowed after all others.

    Parameters
    ----------
    rows
        Has `code_onet` and the column `by`; missing figures come last of their part.
    """
    marked = rows.join(borrowed(catalog).select("code_onet", "is_borrowed"), on="code_onet", how="left")
    ordered = marked.sort(
        [pl.col("is_borrowed").fill_null(False), by, "code_onet"],
        descending=[False, descending, False],
        nulls_last=True,
        maintain_order=True,
    )
    return ordered.select(rows.columns)
