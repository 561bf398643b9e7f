"""Observed moves between occupations, from the CPS ASEC (`moves_cps_asec_all.csv`).

Quirks
------
- The header says `soc2018_broad`; the codes are SOC 2010, three quarters of them broad (11-1010) and
  four of them minor groups (25-1000). The columns here say what they are.
- A row is a share of last year's workers of the origin; the diagonal holds those who stayed. Shares
  of an origin add up to about 1. There are no counts, years or standard errors.
- The survey counts Census codes. Where one covers several SOC codes it was split by employment, so
  moves between such siblings are artefacts; merge them before evaluating (see `data.md`).
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from careerclusters.errors import InputError
from careerclusters.schema import TABLES
from careerclusters.schema.check import checked
from careerclusters.sources._bounds import read_bounded
from careerclusters.sources._sheets import release_file
from careerclusters.sources._text import number_of, read_csv

__all__ = ["FILE", "read_moves", "read_moves_file"]

FILE = "moves_cps_asec_all.csv"
_COLUMNS = {
    "origin_code_soc2010": ("origin_code_soc2010", "origin_code_soc2018_broad"),
    "destination_code_soc2010": ("destination_code_soc2010", "destination_code_soc2018_broad"),
    "move_share": ("move_share",),
    "origin_title": ("origin_title", ""),
    "destination_title": ("destination_title", ""),
    "origin_employment_jobs": ("origin_employment_jobs", ""),
    "destination_employment_jobs": ("destination_employment_jobs", ""),
    "destination_wage_mean_usd": ("destination_wage_mean_usd", ""),
}
_NUMBERS = (
    "move_share",
    "origin_employment_jobs",
    "destination_employment_jobs",
    "destination_wage_mean_usd",
)


def read_moves(folder: Path) -> pl.DataFrame:
    """Table `moves` from the folder that holds the publishers' files."""
    return read_moves_file(release_file(folder, FILE))


def read_moves_file(path: Path) -> pl.DataFrame:
    """Table `moves` from any file in the same layout, with either header.

    Raises
    ------
    InputError
        When there is no such file.
    DataError
        When its columns or values are not as they should be, with line, column and value.
    """
    path = Path(path)
    if not path.is_file():
        raise InputError("The file of moves is missing", seen=path.name, todo="Give the path of a CSV file.")
    frame = read_csv(read_bounded(path), file=path.name, columns=_COLUMNS)
    for column in _NUMBERS:
        frame = number_of(frame, column, file=path.name)
    return checked(frame, TABLES["moves"], file=path.name)
