"""The labour-market tables and the reader of each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polars as pl

from careerclusters.sources.cps import read_women_share
from careerclusters.sources.exposure import read_exposure_applicability, read_exposure_tasks
from careerclusters.sources.licences import read_licences
from careerclusters.sources.oews import read_wages, read_wages_hourly
from careerclusters.sources.oews_areas import (
    read_area_wages,
    read_area_wages_hourly,
    read_areas,
    read_soc_titles,
)
from careerclusters.sources.oews_industries import read_industry_employment
from careerclusters.sources.programmes import read_programmes
from careerclusters.sources.projections import read_attainment, read_projections, read_separations
from careerclusters.sources.training import (
    read_apprenticeships,
    read_bright_outlook,
    read_programme_outcomes,
)

__all__ = ["LABOUR_READERS"]

# Each takes the folder that holds the publishers' files.
LABOUR_READERS: dict[str, Callable[[Path], pl.DataFrame]] = {
    "apprenticeships": read_apprenticeships,
    "area_wages": read_area_wages,
    "area_wages_hourly": read_area_wages_hourly,
    "areas": read_areas,
    "attainment": read_attainment,
    "bright_outlook": read_bright_outlook,
    "exposure_applicability": read_exposure_applicability,
    "exposure_tasks": read_exposure_tasks,
    "industry_employment": read_industry_employment,
    "licences": read_licences,
    "programme_outcomes": read_programme_outcomes,
    "programmes": read_programmes,
    "projections": read_projections,
    "separations": read_separations,
    "soc_titles": read_soc_titles,
    "wages": read_wages,
    "wages_hourly": read_wages_hourly,
    "women_share": read_women_share,
}
