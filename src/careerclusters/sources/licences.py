"""How many state licence records cover an occupation, or a part of it, October 2024.

Quirks
- Facts of state licensing agencies as collected for CareerOneStop. Federal licences are left out.
- California is missing: 49 states and DC are there. No row for an occupation and a state means that no
  record was found, unless the state is California.
- A record can cover a part only (the Professional Engineer among engineers), a specialty, or an odd one
  (general managers). Records are counts, not duties: most people in an occupation may work without.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from careerclusters.errors import DataError
from careerclusters.sources._bounds import read_bounded
from careerclusters.sources._sheets import expect_columns, release_file
from careerclusters.sources._states import POSTAL_BY_FIPS
from careerclusters.sources._text import read_plain_csv

__all__ = ["read_licences"]

FILE = "licence_states_2024-10.csv"


def read_licences(folder: Path) -> pl.DataFrame:
    """State licence records by O*NET occupation and state."""
    raw = read_plain_csv(read_bounded(release_file(folder, FILE)), file=FILE)
    expect_columns(raw, ("code_onet", "state", "records"), where=FILE)
    odd = raw.filter(~pl.col("state").is_in(list(POSTAL_BY_FIPS.values())))
    if odd.height:
        raise DataError(f"{FILE} names a state that is not known", seen=odd["state"][0])
    return raw.select("code_onet", state_code="state", records_count=pl.col("records").cast(pl.UInt16)).sort(
        "code_onet", "state_code"
    )
