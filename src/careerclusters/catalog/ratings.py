"""The ratings of a catalog by domain and scale: which there are, and the numbers of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from careerclusters.catalog.catalog import Catalog

__all__ = ["rated_scales", "ratings_of"]


def rated_scales(catalog: Catalog) -> tuple[tuple[str, str], ...]:
    """Pairs of domain and scale that there are ratings of, sorted."""
    return catalog.derive("rated scales", lambda: _rated_scales(catalog))


def ratings_of(catalog: Catalog, domain: str, scale_id: str) -> pl.DataFrame:
    """Codes, elements and all numbers of the ratings of one domain on one scale."""
    return catalog.derive(
        f"ratings of {domain} on {scale_id}", lambda: _ratings_of(catalog, domain, scale_id)
    )


def _rated_scales(catalog: Catalog) -> tuple[tuple[str, str], ...]:
    domains = dict(catalog.table("elements").select("element_id", "domain").iter_rows())
    pairs = catalog.scan("ratings").select("element_id", "scale_id").unique().collect()
    return tuple(sorted({(str(domains.get(one, "")), str(scale)) for one, scale in pairs.iter_rows()}))


def _ratings_of(catalog: Catalog, domain: str, scale_id: str) -> pl.DataFrame:
    elements = catalog.table("elements")
    own = elements.filter(elements["domain"] == domain)["element_id"].implode()
    ratings = catalog.scan("ratings")
    numbers = [name for name, kind in ratings.collect_schema().items() if kind.is_numeric()]
    return (
        ratings.filter(pl.col("element_id").is_in(own), pl.col("scale_id") == scale_id)
        .select("code_onet", "element_id", *numbers)
        .collect()
    )
