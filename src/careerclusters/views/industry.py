"""Industry: the branches of the economy in which the work is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from careerclusters.errors import DataError
from careerclusters.views._bags import positions
from careerclusters.views.view import View

if TYPE_CHECKING:
    from collections.abc import Sequence

    from careerclusters.catalog import Catalog

__all__ = ["ABOUT", "build"]

ABOUT = (
    "Square root of the share of an occupation's jobs in each 4-digit NAICS industry. O*NET occupations "
    "that share a SOC code share the profile; a SOC code that is published only within a broader one takes "
    "that one's. Missing: no jobs published."
)


def build(catalog: Catalog, codes: Sequence[str]) -> View:
    """Industry profile as a View, rows in the order of `codes`."""
    table = catalog.table("industry_employment").filter(
        (pl.col("level") == 4) & pl.col("employment_jobs").is_not_null() & (pl.col("employment_jobs") > 0)
    )
    if table.is_empty():
        raise DataError("The view 'industry' needs jobs by 4-digit industry", todo="Leave the view out.")
    wide = table.group_by("code_soc2018", "code_naics").agg(pl.col("employment_jobs").sum())
    socs = sorted(wide["code_soc2018"].cast(pl.String).unique().to_list())
    industries = sorted(wide["code_naics"].cast(pl.String).unique().to_list())
    jobs = np.zeros((len(socs), len(industries)))
    jobs[
        positions(wide["code_soc2018"].cast(pl.String).to_list(), socs),
        positions(wide["code_naics"].cast(pl.String).to_list(), industries),
    ] = wide["employment_jobs"].to_numpy()
    place = {soc: row for row, soc in enumerate(socs)}
    rows = np.array([_row(place, code) for code in codes])
    is_known = rows >= 0
    values = np.zeros((len(codes), len(industries)))
    shares = jobs / jobs.sum(axis=1, keepdims=True)
    values[is_known] = np.sqrt(shares[rows[is_known]])
    values[is_known] -= values[is_known].mean(axis=0)
    return View(
        name="industry",
        codes=tuple(codes),
        features=tuple(industries),
        values=values.astype(np.float32),
        missing=np.repeat(~is_known[:, None], len(industries), axis=1),
        about=ABOUT,
        source="BLS OEWS, table industry_employment",
    )


def _row(place: dict[str, int], code_onet: str) -> int:
    soc = code_onet[:7]
    for candidate in (soc, soc[:6] + "0", soc[:5] + "00"):
        if candidate in place:
            return place[candidate]
    return -1
