"""Check a table against its description: types, ranges, patterns, missing values, repeated keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from careerclusters.errors import DataError
from careerclusters.schema._model import Column, Table

if TYPE_CHECKING:
    import pandera.polars as pa

__all__ = ["LINE", "checked", "to_pandera"]

LINE = "line"
"""Helper column with the line of the file a row was read from; it is dropped after the check."""


def checked(frame: pl.DataFrame, table: Table, *, file: str) -> pl.DataFrame:
    """The frame in the table's columns, types and order of rows.

    Parameters
    ----------
    frame
        Has every column of the table in any type that can be cast to the described one, and may
        have `line`, which makes messages exact.
    table
        The description.
    file
        Where the rows come from, for messages.

    Raises
    ------
    DataError
        With file, line, column and value of the first row that is wrong, and how many more are.
    """
    import pandera.polars as pa

    missing = [name for name in table.names if name not in frame.columns]
    if missing:
        raise DataError(f"{file}: the table {table.name} lacks a column", seen=", ".join(missing))
    try:
        to_pandera(table).validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        raise _explained(frame, table, file, errors.failure_cases) from None
    try:
        return frame.select(pl.col(column.name).cast(column.dtype) for column in table.columns).sort(
            table.key
        )
    except pl.exceptions.PolarsError as error:
        reason = str(error).splitlines()[0]
        raise DataError(f"{file}: the table {table.name} has a value of another type", seen=reason) from error


def to_pandera(table: Table) -> pa.DataFrameSchema:
    """The description as a pandera schema: checks of each column, and the key being unique."""
    import pandera.polars as pa

    columns = {
        column.name: pa.Column(None, checks=_checks(column), nullable=column.is_nullable)
        for column in table.columns
    }
    return pa.DataFrameSchema(columns, unique=list(table.key), name=table.name)


def _checks(column: Column) -> list[pa.Check]:
    import pandera.polars as pa

    checks = []
    low, high = _bounds(column)
    if column.dtype in (pl.Float32, pl.Float64):
        checks.append(pa.Check(_is_finite, name="finite"))
    if low is not None:
        checks.append(pa.Check.ge(low))
    if high is not None:
        checks.append(pa.Check.le(high))
    if column.pattern:
        checks.append(pa.Check.str_matches(column.pattern))
    if column.allowed:
        checks.append(pa.Check.isin(list(column.allowed)))
    return checks


def _is_finite(data: Any) -> pl.LazyFrame:
    frame: pl.LazyFrame = data.lazyframe
    return frame.select(pl.col(data.key).cast(pl.Float64).is_finite())


def _bounds(column: Column) -> tuple[float | None, float | None]:
    """What the meaning allows, within what the integer type can hold."""
    low, high = column.minimum, column.maximum
    dtype: Any = column.dtype if isinstance(column.dtype, pl.DataType) else column.dtype()
    if dtype.is_integer():
        least, most = (pl.select(limit).item() for limit in (dtype.min(), dtype.max()))
        low = least if low is None else max(low, least)
        high = most if high is None else min(high, most)
    return low, high


def _explained(frame: pl.DataFrame, table: Table, file: str, cases: pl.DataFrame) -> DataError:
    """The first wrong row in words."""
    located = cases.filter(pl.col("index").is_not_null())
    first = (located if located.height else cases).sort("index", maintain_order=True).row(0, named=True)
    where = [file]
    row = frame.row(first["index"], named=True) if first["index"] is not None else {}
    if LINE in row:
        where.append(f"line {row[LINE]}")
    elif row:
        where.append(f"row {first['index'] + 1}")
    more = max(cases.height - 1, 0)
    if first["check"] == "multiple_fields_uniqueness":
        what = "this key stands there more than once"
        seen = ", ".join(str(row.get(name)) for name in table.key)
    else:
        column = table.column(first["column"])
        where.append(f"column {column.name}")
        seen = str(row.get(column.name, first["failure_case"]))
        what = _complaint(column, str(first["check"]))
    if more:
        seen += f" (and {more} more)"
    return DataError(f"{', '.join(where)}: {what}", seen=seen, todo="Use the publisher's file as it is.")


def _complaint(column: Column, check: str) -> str:
    low, high = _bounds(column)
    if check.startswith("not_nullable"):
        return "the value is missing"
    if check.startswith("greater_than"):
        return f"the value is below {low:g}"
    if check.startswith("less_than"):
        return f"the value is above {high:g}"
    if check.startswith("isin"):
        return f"the value is none of {', '.join(column.allowed or ())}"
    if check.startswith("str_matches"):
        return "the value is not written as it should be"
    return "the value is no finite number"
