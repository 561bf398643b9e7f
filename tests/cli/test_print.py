"""Rows in three forms, and progress that keeps out of the way."""

from __future__ import annotations

import csv
import datetime
import io
import json
from dataclasses import dataclass

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerclusters.cli import _print
from careerclusters.cli._print import Column, print_rows, print_text, progress, to_csv, to_json
from careerclusters.errors import InputError

ROWS = pl.DataFrame(
    {
        "code_onet": ["15-1252.00", "29-1141.00"],
        "title": ["Software Developers [core]", "Registered Nurses"],
        "share": pl.Series([0.1, None], dtype=pl.Float32),
        "date": [datetime.date(2025, 8, 1), None],
        "tags": [["a", "b"], []],
    }
)
COLUMNS = [
    Column("title", "Occupation"),
    Column(
        "share",
        "Share",
        as_text=lambda share: "not known" if share is None else f"{share:.0%}",
        is_number=True,
    ),
]


def test_json_is_plain_and_missing_is_null(capsys):
    print_rows(ROWS, COLUMNS, as_json=True)
    first, second = json.loads(capsys.readouterr().out)
    assert first == {
        "code_onet": "15-1252.00",
        "title": "Software Developers [core]",
        "share": 0.1,
        "date": "2025-08-01",
        "tags": ["a", "b"],
    }
    assert second["share"] is None
    assert second["tags"] == []


def test_csv_has_a_header_and_empty_for_missing(capsys):
    print_rows(ROWS, COLUMNS, as_csv=True)
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert rows[0] == {
        "code_onet": "15-1252.00",
        "title": "Software Developers [core]",
        "share": "0.1",
        "date": "2025-08-01",
        "tags": "a; b",
    }
    assert rows[1]["share"] == ""


def test_no_rows_keep_their_header(capsys):
    print_rows(ROWS.clear(), COLUMNS, as_csv=True)
    assert capsys.readouterr().out == "code_onet,title,share,date,tags\n"


def test_a_table_shows_its_columns_and_takes_nothing_for_markup(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    print_rows(ROWS, COLUMNS, title="Two [red]occupations")
    shown = capsys.readouterr().out
    assert "Software Developers [core]" in shown
    assert "Two [red]occupations" in shown
    assert "not known" in shown
    assert "15-1252.00" not in shown
    assert "\033" not in shown


@pytest.mark.parametrize("width", [20, 60, 80, 120])
def test_a_table_fits_the_terminal(width, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", str(width))
    long = [{"title": "a very long title of an occupation " * 6, "share": 0.5}]
    print_rows(long, COLUMNS)
    print_text("words " * 60, indent=4)
    assert max(map(len, capsys.readouterr().out.splitlines())) <= max(width, _print.NARROWEST)


def test_two_forms_at_once_are_refused():
    with pytest.raises(InputError, match="not both"):
        print_rows([], COLUMNS, as_json=True, as_csv=True)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=10,
)


@given(VALUES)
def test_json_is_always_valid_and_repeatable(value):
    def refuse(constant: str) -> None:
        raise AssertionError(constant)

    text = to_json(value)
    assert to_json(json.loads(text, parse_constant=refuse)) == text


@given(st.lists(st.fixed_dictionaries({"a": st.text(st.characters(codec="utf-8"), max_size=9)}), max_size=4))
def test_csv_reads_back(records):
    text = to_csv(records, fields=["a"])
    read = [row["a"] for row in csv.DictReader(io.StringIO(text, newline=""))]
    assert read == [record["a"] for record in records]


def test_json_takes_results_arrays_and_frames():
    @dataclass
    class Result:
        value: float

        def to_dict(self):
            return {"value": self.value}

    assert json.loads(to_json(Result(-0.0000001))) == {"value": 0.0}
    assert "-" not in to_json(Result(-0.0000001))
    assert json.loads(to_json({"series": pl.Series([1, None]).to_numpy()})) == {"series": [1.0, None]}
    assert json.loads(to_json(ROWS.select("title").head(1))) == [{"title": "Software Developers [core]"}]


def test_progress_is_silent_where_nobody_watches(capsys):
    with progress("Building") as report:
        report(1, 2, "half")
    assert capsys.readouterr() == ("", "")


def test_progress_shows_on_a_terminal(capsys, monkeypatch):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    with progress("Building [1]") as report:
        report(1, 2, "resampling [2]")
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "[2]" in captured.err
