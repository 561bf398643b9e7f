"""Tables of rows from and to CSV and Parquet files, read piece by piece."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from careerclusters.errors import InputError

if TYPE_CHECKING:
    import polars as pl

__all__ = ["kind_of", "scan", "write"]

KINDS = {".csv": "csv", ".parquet": "parquet", ".pq": "parquet"}


def kind_of(path: Path) -> str:
    """ "csv" or "parquet", by the ending of a file's name.

    Raises
    ------
    InputError
        For any other ending.
    """
    kind = KINDS.get(Path(path).suffix.lower())
    if kind is None:
        raise InputError(
            "A table is a CSV or Parquet file", seen=Path(path).name, todo="Name it .csv or .parquet."
        )
    return kind


def scan(path: Path) -> pl.LazyFrame:
    """A table to be read when it is needed; all columns of a CSV are texts.

    Raises
    ------
    InputError
        When the file is missing or can't be read.
    """
    import polars as pl

    path = Path(path)
    if not path.is_file():
        raise InputError(
            "The file is missing", seen=path.name, todo="Give the path of a CSV or Parquet file."
        )
    try:
        if kind_of(path) == "parquet":
            table = pl.scan_parquet(path)
        else:
            table = pl.scan_csv(path, infer_schema=False, encoding="utf8-lossy")
        table.collect_schema()
    except pl.exceptions.PolarsError as error:
        raise InputError("The file can't be read as a table", seen=f"{path.name}: {error}") from error
    return table


def write(table: pl.LazyFrame | pl.DataFrame, path: Path) -> Path:
    """Write a table beside its place and rename it into it; the path."""
    path = Path(path)
    kind = kind_of(path)
    if not path.parent.is_dir():
        raise InputError("There is no such folder", seen=str(path.parent), todo="Make it first.")
    handle, name = tempfile.mkstemp(suffix=path.suffix, prefix=".fresh-", dir=path.parent)
    os.close(handle)
    try:
        lazy = table.lazy()
        if kind == "parquet":
            lazy.sink_parquet(name)
        else:
            lazy.sink_csv(name)
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return path
