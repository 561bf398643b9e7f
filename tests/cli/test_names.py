"""Plain names beside official titles in what the terminal prints."""

from __future__ import annotations

from types import SimpleNamespace

import polars as pl

from careerclusters.cli._names import named, with_names

ATLAS = SimpleNamespace(
    clustering=SimpleNamespace(titles={"53-7065.00": "Stockers and Order Fillers", "41-2011.00": "Cashiers"}),
    name={"53-7065.00": "Stocker and order picker", "41-2011.00": "Cashier"}.get,
)


def test_names_go_beside_the_codes_of_a_table_or_rows():
    rows = with_names(ATLAS, pl.DataFrame({"code_onet": ["41-2011.00", "99-9999.00", None]}))
    assert [row["name"] for row in rows] == ["Cashier", None, None]
    rows = with_names(ATLAS, [{"to": "53-7065.00", "title": "x"}], of="to", into="to_name")
    assert rows == [{"to": "53-7065.00", "title": "x", "to_name": "Stocker and order picker"}]


def test_the_official_title_is_shown_where_it_says_more_than_the_name():
    rows = [
        {"name": "Cashier", "title": "Cashiers"},
        {"name": "Stocker and order picker", "title": "Stockers and Order Fillers"},
        {"name": None, "title": "Cashiers"},
    ]
    assert [row["shown"] for row in named(rows)] == [
        "Cashier",
        "Stocker and order picker (Stockers and Order Fillers)",
        "Cashiers",
    ]
