"""The labour-market tables and the reader of each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polars as pl

from careerclusters.sources.exposure import read_exposure_applicability, read_exposure_tasks
from careerclusters.sources.oews import (
    read_industry_employment,
    read_sector_wages,
    read_wages,
    read_wages_hourly,
)
from careerclusters.sources.programmes import read_programmes
from careerclusters.sources.projections import read_attainment, read_projections, read_separations

__all__ = ["LABOUR_READERS"]

# Each takes the folder that holds the publishers' files.
LABOUR_READERS: dict[str, Callable[[Path], pl.DataFrame]] = {
    "attainment": read_attainment,
    "exposure_applicability": read_exposure_applicability,
    "exposure_tasks": read_exposure_tasks,
    "industry_employment": read_industry_employment,
    "programmes": read_programmes,
    "projections": read_projections,
    "sector_wages": read_sector_wages,
    "separations": read_separations,
    "wages": read_wages,
    "wages_hourly": read_wages_hourly,
}
