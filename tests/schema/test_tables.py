"""The descriptions themselves: complete, in our conventions, free of contradictions."""

from __future__ import annotations

import re

import pytest

from careerclusters.schema import TABLES

COLUMNS = [(table, column) for table in TABLES.values() for column in table.columns]
NAMES = [f"{table.name}.{column.name}" for table, column in COLUMNS]


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_tables(table):
    assert len(set(table.names)) == len(table.names)
    assert set(table.key) <= set(table.names)
    assert table.meaning.endswith(".")
    assert not any(table.column(name).is_nullable for name in table.key)


@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=NAMES)
def test_columns(table, column):
    assert re.fullmatch(r"[a-z][a-z0-9_]*", column.name)
    assert column.meaning.endswith(".")
    if column.minimum is not None and column.maximum is not None:
        assert column.minimum <= column.maximum
    dtype = column.dtype() if isinstance(column.dtype, type) else column.dtype
    if column.name.endswith("_share") or column.name == "share":
        assert (column.minimum, column.maximum, column.unit) == (0, 1, "share 0–1")
    if column.name.endswith("_jobs") and "change" not in column.name:
        assert dtype.is_numeric()
        assert "jobs" in (column.unit or "")
    if column.name.endswith("_usd"):
        assert "dollars" in (column.unit or "")
    if column.name.startswith(("is_", "has_")):
        assert str(dtype) == "Boolean"
    if column.name.startswith("code_"):
        assert str(dtype) == "String"
        assert column.pattern
