"""Which code stands for which: SOC 2010 and 2018, Census 2018, O*NET-SOC 2010 and 2019.

Quirks
------
- The Census list has one row per Census code, and gives detailed SOC codes only where a Census code
  stands for one. Else it gives a broad code (11-2030), a minor group (25-1000), or a wildcard in which
  X stands for any digit (15-124X, 51-4XXX). A wildcard covers what no other entry covers more
  exactly: 29-12XX is every physician but those listed by themselves. They are resolved here to
  detailed codes of the SOC crosswalk, each going to the entry with most digits.
- "none" marks Census codes without an occupation (unemployed, rank not specified); they are left out.
- The two O*NET-SOC workbooks have two title rows and a blank one above the header.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from careerclusters.schema import TABLES
from careerclusters.schema.check import checked
from careerclusters.sources._bounds import read_bounded
from careerclusters.sources._sheets import expect_columns, read_sheet, release_file
from careerclusters.sources._text import LINE, read_csv

__all__ = [
    "FILES",
    "read_census2018_soc2018",
    "read_onet2010_onet2019",
    "read_onet2010_soc2018",
    "read_soc2010_soc2018",
]

FILES = {
    "crosswalk_soc2010_soc2018": "soc2010_soc2018.csv",
    "crosswalk_census2018_soc2018": "census2018_soc2018.csv",
    "crosswalk_onet2010_onet2019": "onet_2010_to_2019_crosswalk.xlsx",
    "crosswalk_onet2010_soc2018": "onet_soc2010_to_2018_crosswalk.xlsx",
}
_HEADER_ROW = 3


def read_soc2010_soc2018(folder: Path) -> pl.DataFrame:
    """Table `crosswalk_soc2010_soc2018`."""
    name = "crosswalk_soc2010_soc2018"
    columns: dict[str, tuple[str, ...]] = {
        "code_soc2010": ("SOCCode2010",),
        "code_soc2018": ("SOCCode2018",),
        "title_soc2010": ("SOCTitle2010",),
        "title_soc2018": ("SOCTitle2018",),
    }
    return checked(_csv(folder, name, columns), TABLES[name], file=FILES[name])


def read_census2018_soc2018(folder: Path) -> pl.DataFrame:
    """Table `crosswalk_census2018_soc2018`, with broad codes and wildcards resolved.

    Needs the SOC crosswalk in the same folder, whose SOC 2018 side lists all detailed codes.
    """
    name = "crosswalk_census2018_soc2018"
    columns: dict[str, tuple[str, ...]] = {
        "code_census2018": ("2018 Census Code",),
        "code_soc2018": ("2018 SOC Code",),
        "title_census2018": ("2018 Census Title",),
    }
    frame = _csv(folder, name, columns).filter(pl.col("code_soc2018") != "none")
    detailed = read_soc2010_soc2018(folder)["code_soc2018"].unique().sort().to_list()
    entries = frame["code_soc2018"].unique().to_list()
    covering: dict[str, list[str]] = {}
    for code in detailed:
        best = max((entry for entry in entries if _covers(entry, code)), key=_exactness, default=None)
        if best is not None:
            covering.setdefault(best, []).append(code)
    resolved = pl.DataFrame(
        {
            "code_soc2018": list(entries),
            "detailed": [covering.get(entry, [] if "X" in entry else [entry]) for entry in entries],
        },
        schema={"code_soc2018": pl.String, "detailed": pl.List(pl.String)},
    )
    rows = (
        frame.join(resolved, on="code_soc2018", maintain_order="left")
        .filter(pl.col("detailed").list.len() > 0)
        .explode("detailed", empty_as_null=True, keep_nulls=True)
        .with_columns(code_soc2018="detailed")
    )
    return checked(rows, TABLES[name], file=FILES[name])


def read_onet2010_onet2019(folder: Path) -> pl.DataFrame:
    """Table `crosswalk_onet2010_onet2019`."""
    columns = {"O*NET-SOC 2010 Code": "code_onet2010", "O*NET-SOC 2019 Code": "code_onet"}
    return _workbook(folder, "crosswalk_onet2010_onet2019", columns)


def read_onet2010_soc2018(folder: Path) -> pl.DataFrame:
    """Table `crosswalk_onet2010_soc2018`."""
    columns = {"O*NET-SOC 2010 Code": "code_onet2010", "2018 SOC Code": "code_soc2018"}
    return _workbook(folder, "crosswalk_onet2010_soc2018", columns)


def _covers(entry: str, code: str) -> bool:
    """Whether an entry of the Census list stands for a detailed code.

    X is any digit, and so are the zeros that end a broad code or group.
    """
    stem = entry.rstrip("X") if "X" in entry else entry.rstrip("0")
    if "X" not in entry and entry == code:
        return True
    return code.startswith(stem) and len(stem) > len("00-")


def _exactness(entry: str) -> tuple[int, bool]:
    """How exact an entry is: by the digits it fixes, then broad codes before wildcards."""
    digits = entry.rstrip("X") if "X" in entry else entry.rstrip("0")
    return len(digits), "X" not in entry


def _csv(folder: Path, name: str, columns: dict[str, tuple[str, ...]]) -> pl.DataFrame:
    path = release_file(folder, FILES[name])
    return read_csv(read_bounded(path), file=path.name, columns=columns)


def _workbook(folder: Path, name: str, columns: dict[str, str]) -> pl.DataFrame:
    path = release_file(folder, FILES[name])
    frame = read_sheet(path, header_row=_HEADER_ROW)
    expect_columns(frame, tuple(columns), where=path.name)
    rows = frame.select(pl.col(theirs).alias(ours) for theirs, ours in columns.items()).with_columns(
        pl.int_range(_HEADER_ROW + 2, pl.len() + _HEADER_ROW + 2).alias(LINE)
    )
    rows = rows.filter(~pl.all_horizontal(pl.col(*columns.values()).is_null()))
    return checked(rows, TABLES[name], file=path.name)
