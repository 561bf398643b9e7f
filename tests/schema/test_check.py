"""Checking a table against its description."""

from __future__ import annotations

import datetime

import hypothesis
import hypothesis.strategies as st
import polars as pl
import pytest

from careerclusters.errors import DataError
from careerclusters.schema import CODE_ONET, Column, Table
from careerclusters.schema.check import checked, to_pandera

TABLE = Table(
    name="lamps",
    meaning="One row per lamp.",
    columns=(
        CODE_ONET,
        Column("height", pl.UInt8, "Its height.", unit="m", minimum=1, maximum=90),
        Column("colour", pl.String, "Its colour.", allowed=("red", "white"), is_nullable=True),
        Column("light", pl.Float32, "Its light.", is_nullable=True),
        Column("date", pl.Date, "First lit.", is_nullable=True),
    ),
    key=("code_onet", "height"),
    source="onet",
)
DAY = datetime.date(2020, 1, 1)


def lamps(*rows):
    names = ("code_onet", "height", "colour", "light", "date", "line")
    return pl.DataFrame(rows, schema=names, orient="row", infer_schema_length=None)


def test_a_right_table_comes_out_typed_sorted_and_without_lines():
    found = checked(
        lamps(("15-0000.00", 3.0, "red", 1, DAY, 9), ("11-0000.00", 2.0, None, None, None, 2)),
        TABLE,
        file="f",
    )
    assert found.schema == pl.Schema(TABLE.dtypes)
    assert found["code_onet"].to_list() == ["11-0000.00", "15-0000.00"]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (("11-0000", 2, "red", 1.0, DAY, 7), "f, line 7, column code_onet: .*not written.*'11-0000'"),
        ((None, 2, "red", 1.0, DAY, 7), "f, line 7, column code_onet: the value is missing"),
        (("11-0000.00", 0, "red", 1.0, DAY, 7), "column height: the value is below 1. Seen: '0'"),
        (("11-0000.00", 300, "red", 1.0, DAY, 7), "column height: the value is above 90. Seen: '300'"),
        (("11-0000.00", None, "red", 1.0, DAY, 7), "column height: the value is missing"),
        (("11-0000.00", 2, "blue", 1.0, DAY, 7), "column colour: the value is none of red, white"),
        (("11-0000.00", 2, "red", float("nan"), DAY, 7), "column light: the value is no finite number"),
        (("11-0000.00", 2, "red", float("inf"), DAY, 7), "column light: the value is no finite number"),
    ],
)
def test_the_first_wrong_value_is_named(row, message):
    right = ("12-0000.00", 2, "red", 1.0, DAY, 6)
    with pytest.raises(DataError, match=message):
        checked(lamps(right, row), TABLE, file="f")


def test_a_repeated_key_is_named():
    row = ("11-0000.00", 2, "red", 1.0, DAY, 4)
    with pytest.raises(DataError, match=r"f, line 4: .*more than once. Seen: '11-0000.00, 2 \(and 1 more\)'"):
        checked(lamps(row, (*row[:-1], 5)), TABLE, file="f")


def test_a_missing_column_is_named():
    with pytest.raises(DataError, match=r"lacks a column\. Seen: 'height'"):
        checked(lamps().drop("height"), TABLE, file="f")


def test_the_pandera_schema_carries_the_key():
    assert to_pandera(TABLE).unique == ["code_onet", "height"]


rows = st.lists(
    st.tuples(
        st.integers(0, 9).map(lambda number: f"1{number}-0000.00"),
        st.integers(1, 90),
        st.sampled_from(["red", "white", None]),
        st.none() | st.floats(-100, 100, width=32),
        st.none() | st.dates(),
        st.just(0),
    ),
    max_size=20,
    unique_by=lambda row: row[:2],
)


@hypothesis.given(rows, st.randoms(use_true_random=False))
@hypothesis.settings(max_examples=40)
def test_order_does_not_matter_and_twice_is_once(rows, random):
    frame = pl.DataFrame(rows, schema={**TABLE.dtypes, "line": pl.Int64}, orient="row")
    found = checked(frame, TABLE, file="f")
    shuffled = list(rows)
    random.shuffle(shuffled)
    again = pl.DataFrame(shuffled, schema={**TABLE.dtypes, "line": pl.Int64}, orient="row")
    assert checked(again, TABLE, file="f").equals(found)
    assert checked(found, TABLE, file="f").equals(found)
