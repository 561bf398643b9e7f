"""Rules of the lenses that rest on ratings of the work itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog

__all__ = ["data", "indoor", "outdoor", "people", "things"]

INDOORS_CONTROLLED = "4.C.2.a.1.a"
OUTDOORS = ("4.C.2.a.1.c", "4.C.2.a.1.d")
WEEKLY, MONTHLY = 4.0, 3.0
UPPER_THIRD = 2 / 3

# Relations, care, persuasion, conflicts, the public, teaching, coaching.
PEOPLE = (*(f"4.A.4.a.{number}" for number in (4, 5, 6, 7, 8)), "4.A.4.b.3", "4.A.4.b.5")
# Estimating, processing, checking against standards, analysing, computers, documenting.
DATA = ("4.A.1.b.3", "4.A.2.a.2", "4.A.2.a.3", "4.A.2.a.4", "4.A.3.b.1", "4.A.3.b.6")
# Inspecting, physical effort, handling, machines, vehicles, repair of machines and of electronics.
THINGS = ("4.A.1.b.2", *(f"4.A.3.a.{number}" for number in (1, 2, 3, 4)), "4.A.3.b.4", "4.A.3.b.5")


def indoor(catalog: Catalog, **_: object) -> pl.DataFrame:
    """Indoors in a controlled climate weekly, and outdoors less than monthly."""
    frame = _settings(catalog)
    return _answer(
        frame, value=pl.col("inside"), is_in=(pl.col("inside") >= WEEKLY) & (pl.col("outside") < MONTHLY)
    )


def outdoor(catalog: Catalog, **_: object) -> pl.DataFrame:
    """Outdoors weekly, in the open or under cover."""
    return _answer(_settings(catalog), value=pl.col("outside"), is_in=pl.col("outside") >= WEEKLY)


def people(catalog: Catalog, **_: object) -> pl.DataFrame:
    """Activities with people, upper third."""
    return _upper_third(catalog, PEOPLE)


def data(catalog: Catalog, **_: object) -> pl.DataFrame:
    """Activities with data, upper third."""
    return _upper_third(catalog, DATA)


def things(catalog: Catalog, **_: object) -> pl.DataFrame:
    """Activities with things, upper third."""
    return _upper_third(catalog, THINGS)


def _settings(catalog: Catalog) -> pl.DataFrame:
    context = catalog.scan("ratings").filter(pl.col("scale_id") == "CX").collect()
    element = pl.col("element_id")
    rated = context.group_by("code_onet").agg(
        pl.col("value").filter(element == INDOORS_CONTROLLED).first().alias("inside"),
        pl.col("value").filter(element.is_in(OUTDOORS)).max().alias("outside"),
    )
    return catalog.table("occupations").select("code_onet").join(rated, on="code_onet", how="left")


def _upper_third(catalog: Catalog, elements: tuple[str, ...]) -> pl.DataFrame:
    """Mean importance; known only where all elements are rated."""
    ratings = (
        catalog.scan("ratings")
        .filter(
            pl.col("scale_id") == "IM", pl.col("element_id").is_in(elements), pl.col("value").is_not_null()
        )
        .collect()
    )
    means = (
        ratings.sort("code_onet", "element_id")
        .group_by("code_onet")
        .agg(pl.col("value").cast(pl.Float64).mean().round(4).alias("mean"), pl.len().alias("count"))
        .filter(pl.col("count") == len(elements))
    )
    threshold = means["mean"].quantile(UPPER_THIRD, "nearest")
    frame = catalog.table("occupations").select("code_onet").join(means, on="code_onet", how="left")
    return _answer(frame, value=pl.col("mean"), is_in=pl.col("mean") >= threshold)


def _answer(frame: pl.DataFrame, *, value: pl.Expr, is_in: pl.Expr) -> pl.DataFrame:
    return frame.select(
        "code_onet", value.cast(pl.Float64).alias("value"), is_in.alias("is_in")
    ).with_columns(pl.when(pl.col("is_in").is_null()).then(pl.lit("not rated")).alias("note"))
