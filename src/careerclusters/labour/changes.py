"""What changed in the ratings and technologies between two releases, apart from what was surveyed again.

A rating really is new only where its date changed. Where the date did not change it was carried
forward; where a release gives no dates, a difference can't be told apart from a correction. Of the
ratings surveyed again, a difference is larger than its noise when

    |z| = |new − old| / √(se_old² + se_new²)

passes the Benjamini–Hochberg bound at 5 % over all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog

__all__ = ["element_changes", "rating_changes", "technology_changes"]

FALSE_SHARE = 0.05


def rating_changes(old: Catalog, new: Catalog, *, codes: Sequence[str]) -> pl.DataFrame:
    """One row per rating that both releases have.

    Returns
    -------
    code_onet, element_id, element_name, domain, scale_id, value_old, value_new, change, z (null without
    both standard errors) and kind: "carried forward", "undated" (a date is missing), "within noise",
    "beyond noise" or "no standard error" (surveyed again).
    """
    keys = ["code_onet", "element_id", "scale_id"]
    columns = [*keys, "value", "standard_error", "date"]
    before = _rows(old, codes, columns)
    after = _rows(new, codes, columns)
    both = before.join(after, on=keys, suffix="_new").rename({"value": "value_old"}).sort(keys)
    both = both.with_columns(change=(pl.col("value_new") - pl.col("value_old")).cast(pl.Float64))
    noise = (pl.col("standard_error") ** 2 + pl.col("standard_error_new") ** 2).sqrt()
    both = both.with_columns(
        is_anew=(pl.col("date") != pl.col("date_new")),
        z=pl.when(noise > 0).then(pl.col("change") / noise),
    )
    tested = both.filter(pl.col("is_anew") & pl.col("z").is_not_null())
    bound = _bound(tested["z"].to_numpy())
    kind = (
        pl.when(pl.col("is_anew").is_null())
        .then(pl.lit("undated"))
        .when(~pl.col("is_anew"))
        .then(pl.lit("carried forward"))
        .when(pl.col("z").is_null())
        .then(pl.lit("no standard error"))
        .when(pl.col("z").abs() >= bound)
        .then(pl.lit("beyond noise"))
        .otherwise(pl.lit("within noise"))
    )
    elements = new.table("elements").select("element_id", "element_name", "domain")
    return (
        both.with_columns(kind=kind)
        .join(elements, on="element_id", how="left")
        .select(*keys, "element_name", "domain", "value_old", "value_new", "change", "z", "kind")
        .sort(keys)
    )


def element_changes(changes: pl.DataFrame, *, least: int = 5) -> pl.DataFrame:
    """Elements whose ratings rose or fell where they were surveyed again, greatest change first.

    Parameters
    ----------
    changes
        From `rating_changes`.
    least
        Fewest occupations surveyed again for an element to be listed.

    Returns
    -------
    element_id, element_name, domain, scale_id, occupations_surveyed_count, change_mean, z (of the mean,
    with the spread between occupations as its error), risen_count and fallen_count (beyond noise).
    """
    again = changes.filter(pl.col("kind").is_in(["within noise", "beyond noise", "no standard error"]))
    beyond = pl.col("kind") == "beyond noise"
    return (
        again.group_by("element_id", "element_name", "domain", "scale_id")
        .agg(
            occupations_surveyed_count=pl.len(),
            change_mean=pl.col("change").mean(),
            spread=pl.col("change").std(),
            risen_count=(beyond & (pl.col("change") > 0)).sum(),
            fallen_count=(beyond & (pl.col("change") < 0)).sum(),
        )
        .filter((pl.col("occupations_surveyed_count") >= least) & (pl.col("spread") > 0))
        .with_columns(
            z=pl.col("change_mean") / (pl.col("spread") / pl.col("occupations_surveyed_count").sqrt()),
        )
        .drop("spread")
        .sort(pl.col("z").abs(), "element_id", "scale_id", descending=[True, False, False])
    )


def technology_changes(old: Catalog, new: Catalog, *, codes: Sequence[str]) -> pl.DataFrame:
    """Technologies listed by more or fewer of the shared occupations, greatest change first.

    Lists carry no dates, so a difference may be new work or a new look at old work.

    Returns
    -------
    technology, occupations_old_count, occupations_new_count, change_count, is_new, is_gone.
    """
    counts = []
    for catalog in (old, new):
        if not catalog.has("technologies"):
            counts.append(pl.DataFrame(schema={"technology": pl.String, "count": pl.Int64}))
            continue
        listed = catalog.table("technologies").filter(pl.col("code_onet").is_in(list(codes)))
        counts.append(
            listed.group_by(pl.col("technology").cast(pl.String)).agg(
                count=pl.col("code_onet").n_unique().cast(pl.Int64)
            )
        )
    return (
        counts[0]
        .rename({"count": "occupations_old_count"})
        .join(
            counts[1].rename({"count": "occupations_new_count"}), on="technology", how="full", coalesce=True
        )
        .with_columns(pl.col("occupations_old_count", "occupations_new_count").fill_null(0))
        .with_columns(
            change_count=pl.col("occupations_new_count") - pl.col("occupations_old_count"),
            is_new=pl.col("occupations_old_count") == 0,
            is_gone=pl.col("occupations_new_count") == 0,
        )
        .filter(pl.col("change_count") != 0)
        .sort(pl.col("change_count").abs(), "technology", descending=[True, False])
    )


def _rows(catalog: Catalog, codes: Sequence[str], columns: list[str]) -> pl.DataFrame:
    ratings = catalog.table("ratings").filter(pl.col("code_onet").is_in(list(codes)))
    return ratings.select(columns).filter(pl.col("value").is_not_null())


def _bound(z: np.ndarray) -> float:
    """Smallest |z| that passes Benjamini and Hochberg at FALSE_SHARE; infinite when none does."""
    from scipy.special import ndtr

    if not len(z):
        return float("inf")
    size = np.sort(np.abs(z))[::-1]
    chance = 2 * ndtr(-size)
    passes = np.flatnonzero(chance <= FALSE_SHARE * np.arange(1, len(size) + 1) / len(size))
    return float(size[passes[-1]]) if len(passes) else float("inf")
