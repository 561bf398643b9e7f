"""Sheets of a publisher's workbook as text; formulas are never run."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from careerclusters.edge import reading
from careerclusters.errors import DataError
from careerclusters.sources._bounds import LARGEST_SOURCE, check_workbook

__all__ = ["MissingFileError", "expect_columns", "read_sheet", "release_file"]


class MissingFileError(DataError):
    """A publisher's file is not in the folder; `seen` holds its name. Its table can be left out."""


def release_file(folder: Path, name: str) -> Path:
    """The file `name` in the folder of releases.

    Raises
    ------
    MissingFileError
        When it is not there.
    DataError
        When it is larger than a source can be.
    """
    path = Path(folder) / name
    if not path.is_file():
        raise MissingFileError(
            "A release file is missing", seen=name, todo=f"Put it into the folder {Path(folder).name}/."
        )
    size = path.stat().st_size
    if size > LARGEST_SOURCE:
        raise DataError(
            f"{name} is larger than a source can be",
            seen=f"{size:,} bytes",
            todo="Get it from its publisher.",
        )
    return path


def read_sheet(path: Path, sheet: str | int = 0, *, header_row: int = 0) -> pl.DataFrame:
    """One sheet with every cell as text, blank cells null.

    Parameters
    ----------
    sheet
        Its name, or its position.
    header_row
        Row that holds the column names, counted from 0; what stands above is left out.
    """
    import fastexcel

    check_workbook(path)
    with reading(f"The workbook {path.name}", todo="Check that it is the publisher's own file."):
        frame = (
            fastexcel.read_excel(path)
            .load_sheet(sheet, header_row=header_row, dtypes="string", dtype_coercion="coerce")
            .to_polars()
        )
    text = pl.col(pl.String).str.strip_chars()
    return frame.with_columns(pl.when(text == "").then(None).otherwise(text).name.keep())


def expect_columns(frame: pl.DataFrame, wanted: tuple[str, ...], *, where: str) -> None:
    """Raise `DataError` unless all `wanted` columns are there."""
    absent = [name for name in wanted if name not in frame.columns]
    if absent:
        raise DataError(
            f"{where} has another layout: columns are missing",
            seen=", ".join(absent),
            todo=f"It should hold {', '.join(wanted)}.",
        )
