"""What a table and a column are. Checks, documentation and pages read these descriptions."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

__all__ = ["CODE_ONET", "CODE_SOC2018", "PATTERN_ONET", "PATTERN_SOC", "Column", "Table"]

PATTERN_ONET = r"^\d{2}-\d{4}\.\d{2}$"
PATTERN_SOC = r"^\d{2}-\d{4}$"


@dataclass(frozen=True)
class Column:
    """One column: its name, type and range, and what it means in our words.

    Parameters
    ----------
    name
        As in the table; it says the thing, the unit and the issuer.
    dtype
        Polars type of the stored column.
    meaning
        One plain sentence.
    unit
        "share 0–1", "jobs", "US dollars a year" ...; None for codes, names and yes or no.
    minimum, maximum
        Inclusive bounds of what can be right; None where there is none.
    is_nullable
        Whether a value may be missing. Missing is null, never zero.
    pattern
        Regular expression that the whole text must match; None for free text and numbers.
    allowed
        The only values that may occur; None for any.
    source
        Id in `careerclusters.sources.registry`; None for the table's own source.
    """

    name: str
    dtype: pl.DataType | type[pl.DataType]
    meaning: str
    unit: str | None = None
    minimum: float | None = None
    maximum: float | None = None
    is_nullable: bool = False
    pattern: str | None = None
    allowed: tuple[str, ...] | None = None
    source: str | None = None


@dataclass(frozen=True)
class Table:
    """One table: rows are unique and sorted by `key`; columns stand in this order.

    Parameters
    ----------
    name
        As in `catalog.table(name)`.
    meaning
        What one row says, and what a missing row means.
    columns
        Every column, in stored order.
    key
        Names of the columns that identify a row.
    source
        Id in `careerclusters.sources.registry`.
    quirks
        What a reader must know before using the numbers; None when nothing.
    rows_least
        Fewest rows that the bundled release can have; a shorter table means that a file was cut off.
    """

    name: str
    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    source: str
    quirks: str | None = None
    rows_least: int = 1

    def column(self, name: str) -> Column:
        """The description of one column; KeyError when the table has none of that name."""
        return {column.name: column for column in self.columns}[name]

    @property
    def names(self) -> tuple[str, ...]:
        """Column names in stored order."""
        return tuple(column.name for column in self.columns)

    @property
    def dtypes(self) -> dict[str, pl.DataType | type[pl.DataType]]:
        """Column name to polars type, in stored order; ready for `pl.DataFrame(schema=...)`."""
        return {column.name: column.dtype for column in self.columns}


CODE_ONET = Column(
    "code_onet", pl.String, "O*NET-SOC 2019 code of the occupation, such as 15-1252.00.", pattern=PATTERN_ONET
)
CODE_SOC2018 = Column(
    "code_soc2018", pl.String, "SOC 2018 code of the occupation, such as 15-1252.", pattern=PATTERN_SOC
)
