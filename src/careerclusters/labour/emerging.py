"""Signs that an occupation is emerging, as points; see the rule of the lens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from careerclusters.labour._lens_labour import catch_all_codes

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog

__all__ = ["POINTS", "emerging", "emerging_signs"]

POINTS = {
    "is_new_since_2010": 2,
    "is_named_before_soc": 2,
    "is_all_other": 1,
    "has_new_tools": 1,
    "fits_poorly": 1,
}
"""Points for each sign."""

FROM = 2
NEW_TOOLS_SHARE = 0.25
NEW_TOOLS_LEAST = 3
POOR_FIT_SHARE = 0.10


def emerging(
    catalog: Catalog, *, previous: Catalog | None = None, fit: pl.DataFrame | None = None
) -> pl.DataFrame:
    """Points and the answer; signs that can't be checked for lack of data give no points."""
    signs = emerging_signs(catalog, previous=previous, fit=fit)
    points = pl.sum_horizontal(pl.col(sign).fill_null(False) * worth for sign, worth in POINTS.items())
    return signs.select("code_onet", points.cast(pl.Float64).alias("value")).with_columns(
        is_in=pl.col("value") >= FROM, note=pl.lit(None, pl.String)
    )


def emerging_signs(
    catalog: Catalog, *, previous: Catalog | None = None, fit: pl.DataFrame | None = None
) -> pl.DataFrame:
    """Each sign for each occupation.

    Parameters
    ----------
    previous
        Catalog of an earlier release; None leaves `has_new_tools` null.
    fit
        `code_onet` and `fit_share`; None leaves `fits_poorly` null.

    Returns
    -------
    `code_onet` and the signs of `POINTS` as true, false or null, sorted by `code_onet`.
    """
    occupations = catalog.table("occupations").select("code_onet", "code_soc2018", "is_residual")
    named = pl.col("code_soc2018").is_in(catch_all_codes(catalog).implode())
    return (
        occupations.with_columns(
            is_new_since_2010=pl.col("code_onet").is_in(_new_codes(catalog).implode())
            & ~pl.col("is_residual"),
            is_named_before_soc=named & ~pl.col("is_residual"),
            is_all_other="is_residual",
        )
        .join(_new_tools(catalog, previous), on="code_onet", how="left")
        .join(_poor_fit(fit), on="code_onet", how="left")
        .select("code_onet", *POINTS)
        .sort("code_onet")
    )


def _new_codes(catalog: Catalog) -> pl.Series:
    """Codes without a forerunner of their own in 2010, of which none or an All Other group is known.

    A forerunner of their own is a 2010 code that leads to this code only. Codes that merely split an
    established occupation, or were renumbered, are not new.
    """
    crosswalk = catalog.table("crosswalk_onet2010_onet2019")
    traced = crosswalk.with_columns(
        is_own=pl.len().over("code_onet2010") == 1,
        is_group=pl.col("code_onet2010").str.contains(r"9\.00$"),
    )
    split_off = (
        traced.group_by("code_onet")
        .agg(pl.col("is_own").any(), pl.col("is_group").any())
        .filter(~pl.col("is_own"), pl.col("is_group"))["code_onet"]
    )
    codes = catalog.table("occupations")["code_onet"]
    without = codes.filter(~codes.is_in(crosswalk["code_onet"].implode()))
    return pl.concat([split_off, without]).unique().sort()


def _new_tools(catalog: Catalog, previous: Catalog | None) -> pl.DataFrame:
    """Whether many of an occupation's technologies or titles were not listed for it before."""
    if previous is None:
        return pl.DataFrame(schema={"code_onet": pl.String, "has_new_tools": pl.Boolean})
    frames = []
    for table, column in (("technologies", "technology"), ("alternate_titles", "title")):
        now, before = (
            one.table(table).select("code_onet", pl.col(column).str.to_lowercase().alias("name")).unique()
            for one in (catalog, previous)
        )
        # An occupation that the earlier release doesn't list at all has no "before" to compare with.
        both = now.join(before.select("code_onet").unique(), on="code_onet", how="semi")
        fresh = (
            both.join(before, on=["code_onet", "name"], how="anti").group_by("code_onet").agg(new=pl.len())
        )
        share = both.group_by("code_onet").agg(all=pl.len()).join(fresh, on="code_onet", how="left")
        many = (pl.col("new") >= NEW_TOOLS_LEAST) & (pl.col("new") / pl.col("all") >= NEW_TOOLS_SHARE)
        frames.append(share.select("code_onet", many.fill_null(False).alias("has_new_tools")))
    return pl.concat(frames).group_by("code_onet").agg(pl.col("has_new_tools").any())


def _poor_fit(fit: pl.DataFrame | None) -> pl.DataFrame:
    if fit is None:
        return pl.DataFrame(schema={"code_onet": pl.String, "fits_poorly": pl.Boolean})
    lowest = fit["fit_share"].quantile(POOR_FIT_SHARE, "nearest")
    return fit.select("code_onet", (pl.col("fit_share") <= lowest).alias("fits_poorly")).unique("code_onet")
