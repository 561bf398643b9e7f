"""What the index knows of occupations beside their titles: which share a SOC code, and how many people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog

__all__ = ["log_people", "soc_numbers"]

UNCOUNTED = 1000


def soc_numbers(codes: Sequence[str]) -> np.ndarray:
    """Number of each occupation's SOC code, ascending; `codes` are sorted."""
    return np.unique([code[:7] for code in codes], return_inverse=True)[1]


def log_people(catalog: Catalog, codes: Sequence[str]) -> np.ndarray:
    """Log of the people employed in each occupation's SOC code in the latest year counted."""
    employment: dict[str, int] = {}
    if catalog.has("wages"):
        counted = catalog.table("wages").drop_nulls("employment_jobs").sort("year")
        employment = dict(counted.select("code_soc2018", "employment_jobs").iter_rows())
    return np.log([employment.get(code[:7]) or UNCOUNTED for code in codes])
