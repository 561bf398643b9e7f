"""Constraints applied to the catalog: what stays, what goes and why, and what could not be judged.

An occupation without the figure that a constraint needs stays and is listed as not judged; leaving it out
would punish gaps in the data.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from careerclusters.catalog import Catalog
from careerclusters.people.profile.preferences import (
    EDUCATION,
    VALUES,
    Constraints,
    Preferences,
    environment_items,
)

if TYPE_CHECKING:
    import numpy as np
    import polars as pl
    from numpy.typing import NDArray

__all__ = [
    "WITHIN_REACH_SHARE",
    "Filtered",
    "apply_constraints",
    "environment_levels",
    "median_pay",
    "signed_wishes",
    "wish_fits",
    "wish_levels",
]

WITHIN_REACH_SHARE = 0.25
_REQUIRED = ("2.D.1", "RL")


@dataclass(frozen=True, eq=False)
class Filtered:
    """Occupations kept, those removed with every reason, and those that a constraint could not judge.

    `removed` has `code_onet`, `constraint`, `value`, `limit`; an occupation appears once per constraint
    that removes it. `unknown` has `code_onet`, `constraint`.
    """

    kept: tuple[str, ...]
    removed: pl.DataFrame
    unknown: pl.DataFrame

    def counts(self) -> dict[str, int]:
        """Occupations removed by each constraint, most first."""
        rows = self.removed.group_by("constraint").len().sort(["len", "constraint"], descending=[True, False])
        return dict(rows.iter_rows())

    def __repr__(self) -> str:
        parts = ", ".join(f"{name} {count}" for name, count in self.counts().items())
        return f"Filtered({len(self.kept)} kept; removed by {parts or 'nothing'})"


def apply_constraints(
    constraints: Constraints, catalog: Catalog, *, pay_usd: Mapping[str, float] | None = None
) -> Filtered:
    """Occupations that meet every constraint.

    Environment rules compare the occupation's rating with the limits of `environment_items`; education
    asks that at least a quarter of those who judged the occupation set the requirement at or below the
    person's ceiling; pay compares the latest median yearly wage, or `pay_usd` by code, that of an area.
    """
    import numpy as np
    import polars as pl

    nothing = catalog.derive("no constraints", lambda: _unfiltered(catalog))
    codes = nothing.kept
    if constraints.is_empty:
        return nothing
    is_out = np.zeros(len(codes), dtype=bool)
    removed: list[tuple[str, str, float, float]] = []
    unknown: list[tuple[int, str]] = []
    for name, values, limit, is_broken in _checks(constraints, catalog, pay_usd):
        gone = np.flatnonzero(is_broken)
        is_out[gone] = True
        removed += [(codes[at], name, float(values[at]), float(limit)) for at in gone.tolist()]
        unknown += [(at, name) for at in np.flatnonzero(np.isnan(values)).tolist()]
    return Filtered(
        kept=tuple(code for code, out in zip(codes, is_out.tolist(), strict=True) if not out),
        removed=pl.DataFrame(sorted(removed), schema=nothing.removed.schema, orient="row"),
        unknown=pl.DataFrame(
            sorted((codes[at], name) for at, name in unknown if not is_out[at]),
            schema=nothing.unknown.schema,
            orient="row",
        ),
    )


def _unfiltered(catalog: Catalog) -> Filtered:
    import polars as pl

    text = {"code_onet": pl.String, "constraint": pl.String}
    return Filtered(
        kept=tuple(catalog.occupations["code_onet"]),
        removed=pl.DataFrame(schema={**text, "value": pl.Float64, "limit": pl.Float64}),
        unknown=pl.DataFrame(schema=text),
    )


def environment_levels(catalog: Catalog, preference_ids: tuple[str, ...] | None = None) -> pl.DataFrame:
    """Ratings behind the environment questions: `code_onet`, `preference_id`, `value` (scale units)."""
    import polars as pl

    wanted = preference_ids if preference_ids is not None else tuple(environment_items())
    pairs = [(environment_items()[name].element_id, name) for name in wanted]
    names = pl.DataFrame(pairs, schema=["element_id", "preference_id"], orient="row")
    return (
        catalog.scan("ratings")
        .filter(pl.col("scale_id").is_in(["CX", "CT"]))
        .collect()
        .join(names, on="element_id")
        .select("code_onet", "preference_id", pl.col("value").cast(pl.Float64))
        .sort("code_onet", "preference_id")
    )


def wish_fits(preferences: Preferences, catalog: Catalog) -> pl.DataFrame:
    """How well each occupation meets each soft wish on environment and values.

    Returns
    -------
    `code_onet`, `wish`, `weight` (0–1, how strongly it is felt), `standing` (0–1, share of occupations
    that have less of it) and `fit` (-1 to 1: weight times how far the standing lies on the wished side).
    Neutral wishes and occupations without the rating have no row.
    """
    import polars as pl

    wishes = signed_wishes(preferences)
    if not wishes:
        numbers = dict.fromkeys(("weight", "standing", "fit"), pl.Float64)
        return pl.DataFrame(schema={"code_onet": pl.String, "wish": pl.String, **numbers})
    strength = pl.DataFrame({"wish": list(wishes), "signed": [float(v) for v in wishes.values()]})
    standing = ((pl.col("value").rank() - 0.5) / pl.len()).over("wish")
    return (
        wish_levels(catalog, tuple(wishes))
        .with_columns(standing.alias("standing"))
        .join(strength, on="wish")
        .select(
            "code_onet",
            "wish",
            pl.col("signed").abs().alias("weight"),
            "standing",
            (pl.col("signed") * (2 * pl.col("standing") - 1)).alias("fit"),
        )
        .sort("code_onet", "wish")
    )


def signed_wishes(preferences: Preferences) -> dict[str, float]:
    """Soft wishes on environment and values from -1 (not at all) to 1 (very much); neutral ones left out."""
    wishes = {name: wish / 2 for name, wish in preferences.environment.items() if wish}
    wishes |= {name: (value - 3) / 2 for name, value in preferences.values.items() if value != 3}
    return wishes


def wish_levels(catalog: Catalog, wishes: tuple[str, ...]) -> pl.DataFrame:
    """Ratings behind wishes: `code_onet`, `wish`, `value` (scale units), ordered by code; no nulls.

    Estimated ones stand for occupations without ratings.
    """
    import polars as pl

    from careerclusters.features.estimated_ratings import with_estimates

    catalog = with_estimates(catalog)
    environment = tuple(name for name in wishes if name not in VALUES)
    names = pl.DataFrame(
        [(VALUES[name][0], name) for name in wishes if name in VALUES],
        schema={"element_id": pl.String, "wish": pl.String},
        orient="row",
    )
    values = catalog.scan("ratings").filter(pl.col("scale_id") == "EX").collect().join(names, on="element_id")
    columns = ("code_onet", "wish", pl.col("value").cast(pl.Float64))
    frames = [environment_levels(catalog, environment).rename({"preference_id": "wish"})]
    return pl.concat([*frames, values.select(columns)]).drop_nulls("value").sort("code_onet", "wish")


def _checks(
    constraints: Constraints, catalog: Catalog, pay_usd: Mapping[str, float] | None
) -> Iterator[tuple[str, NDArray[np.float64], float, NDArray[np.bool_]]]:
    """Name, figures in the order of the occupations (NaN is not known), limit and where it is broken."""
    for name, rule in constraints.environment.items():
        item = environment_items()[name]
        values = _kept(catalog, f"condition {name}", partial(_condition, catalog, name))
        if rule == "never":
            yield f"never {name}", values, item.too_much, values >= item.too_much
        else:
            yield f"always {name}", values, item.too_little, values < item.too_little
    if constraints.job_zone_max is not None:
        values = _kept(catalog, "job zones", lambda: _job_zones(catalog))
        yield "job_zone_max", values, constraints.job_zone_max, values > constraints.job_zone_max
    if constraints.education_max is not None:
        highest = EDUCATION[constraints.education_max][0]
        values = _kept(catalog, f"schooling {highest}", lambda: _share_within(catalog, highest))
        yield "education_max", values, WITHIN_REACH_SHARE, values < WITHIN_REACH_SHARE
    if constraints.pay_min_usd is not None:
        if pay_usd is None:
            values = _kept(catalog, "median pay", lambda: median_pay(catalog))
        else:
            values = _in_order(catalog, pay_usd)
        yield "pay_min_usd", values, constraints.pay_min_usd, values < constraints.pay_min_usd


def _kept(catalog: Catalog, name: str, make: Callable[[], pl.DataFrame]) -> NDArray[np.float64]:
    """Column `value` of a table with `code_onet`, in the order of the occupations; made once."""

    def ordered() -> NDArray[np.float64]:
        rows = make()
        return _in_order(catalog, dict(zip(rows["code_onet"], rows["value"], strict=True)))

    return catalog.derive(f"judged by {name}", ordered)


def _in_order(catalog: Catalog, by_code: Mapping[str, float | None]) -> NDArray[np.float64]:
    import numpy as np

    found = (by_code.get(code) for code in catalog.occupations["code_onet"])
    return np.array([np.nan if value is None else float(value) for value in found])


def _condition(catalog: Catalog, name: str) -> pl.DataFrame:
    return environment_levels(catalog, (name,)).select("code_onet", "value")


def _job_zones(catalog: Catalog) -> pl.DataFrame:
    return catalog.table("job_zones").select("code_onet", "job_zone").rename({"job_zone": "value"})


def _share_within(catalog: Catalog, highest: int) -> pl.DataFrame:
    import polars as pl

    element_id, scale_id = _REQUIRED
    return (
        catalog.table("education")
        .filter((pl.col("element_id") == element_id) & (pl.col("scale_id") == scale_id))
        .filter(pl.col("category") <= highest)
        .group_by("code_onet")
        .agg(pl.col("share").sum().alias("value"))
    )


def median_pay(catalog: Catalog) -> pl.DataFrame:
    """`code_onet` and `value`: latest median yearly wage; where it is above the top code, the top code."""
    import polars as pl

    wages = catalog.table("wages")
    latest = wages.filter(pl.col("year") == wages["year"].max())
    is_top = pl.col("wage_median_note") == "top_coded"
    known = pl.when(is_top).then(pl.col("top_coded_at_usd")).otherwise(pl.col("wage_median_usd"))
    by_soc = latest.select("code_soc2018", known.cast(pl.Float64).alias("value")).unique(
        "code_soc2018", keep="first", maintain_order=True
    )
    return (
        catalog.occupations.select("code_onet", "code_soc2018")
        .join(by_soc, on="code_soc2018")
        .drop("code_soc2018")
    )
