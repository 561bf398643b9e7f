"""Military occupation codes to civil occupations (U.S. government crosswalk, O*NET-SOC 2010).

Quirks
- Latin-1, no header: service, personnel type, status, code, title, O*NET-SOC 2010 code and title.
- The O*NET codes are of 2010; they go through the crosswalk to 2019 here, so that one code can lead to
  several occupations. Rows without a code (23) are left out.
- A service may list a code twice, once as active and once as obsolete; active wins.
- The same code means different work in different services, and for enlisted people and officers.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from careerclusters.errors import DataError
from careerclusters.sources._sheets import release_file
from careerclusters.sources.crosswalks import read_onet2010_onet2019

__all__ = ["read_military"]

FILE = "moc_to_onet_soc2010.csv"
_COLUMNS = ("service", "rank", "status", "code_military", "title_military", "code_onet2010", "title_onet")
_SERVICES = {
    "A": "Army",
    "F": "Air Force",
    "M": "Marine Corps",
    "N": "Navy",
    "C": "Coast Guard",
    "S": "Space Force",
}
_RANKS = {"E": "enlisted", "W": "warrant officer", "O": "officer"}


def read_military(folder: Path) -> pl.DataFrame:
    """Military codes by service with the O*NET-SOC 2019 occupations that they are mapped to."""
    raw = pl.read_csv(release_file(folder, FILE), has_header=False, infer_schema=False, encoding="latin-1")
    if raw.width != len(_COLUMNS):
        raise DataError(
            f"{FILE} has another layout", seen=f"{raw.width} columns", todo=f"It should have {len(_COLUMNS)}."
        )
    raw.columns = list(_COLUMNS)
    rows = raw.filter(
        pl.col("service").is_in(list(_SERVICES)),
        pl.col("rank").is_in(list(_RANKS)),
        pl.col("code_onet2010").str.contains(r"^\d\d-\d{4}\.\d\d$"),
    ).with_columns(
        pl.col("service").replace_strict(_SERVICES),
        pl.col("rank").replace_strict(_RANKS),
        pl.col("code_military").str.strip_chars().str.to_uppercase(),
        pl.col("title_military").str.strip_chars().str.replace_all(r"\s+", " "),
        is_active=pl.col("status") == "A",
    )
    keys = ["service", "rank", "code_military"]
    is_best = pl.col("is_active") == pl.col("is_active").max().over(keys)
    newer = read_onet2010_onet2019(folder)
    return (
        rows.filter(is_best)
        .join(newer, on="code_onet2010")
        .sort([*keys, "code_onet", "title_military"])
        .unique([*keys, "code_onet"], keep="first", maintain_order=True)
        .select(*keys, "code_onet", "title_military", "is_active")
    )
