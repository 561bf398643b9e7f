"""Every source is described, and the documents say what the descriptions say."""

from __future__ import annotations

import pytest

from careerclusters.schema import TABLES
from careerclusters.sources.document import data_page, notice
from careerclusters.sources.registry import SOURCES

HOW = "run: python -m careerclusters.sources.document"


def test_every_table_and_column_names_a_known_source():
    named = {table.source for table in TABLES.values()}
    named |= {column.source for table in TABLES.values() for column in table.columns if column.source}
    assert named <= set(SOURCES)


@pytest.mark.parametrize("source", SOURCES.values(), ids=lambda source: source.id)
def test_every_source_is_described(source):
    assert all((source.title, source.publisher, source.release, source.covers, source.attribution))
    assert source.address.startswith("https://")
    assert source.licence in (
        "public domain",
        "CC BY 4.0",
        "MIT",
        "EU reuse with attribution",
        "Open Government Licence – Canada",
    )
    if source.licence == "CC BY 4.0":
        assert "CC BY 4.0" in source.attribution
        assert source.changes or "crosswalk" in source.id


def test_the_o_net_statement_says_what_its_licence_asks_for():
    text = " ".join(notice().split())
    assert "by the U.S. Department of Labor, Employment and Training Administration (USDOL/ETA)" in text
    assert "has modified all or some of this information" in text
    assert "has not approved, endorsed, or tested these modifications" in text
    assert "O*NET® is a trademark of USDOL/ETA" in text
    assert "mark of Advance CTE" in text


def test_docs_data_is_current(root):
    assert (root / "docs" / "data.md").read_text(encoding="utf-8") == data_page(), HOW


def test_notice_is_current(root):
    assert (root / "NOTICE").read_text(encoding="utf-8") == notice(), HOW


def test_docs_data_tells_every_column():
    page = data_page()
    missing = [
        (table.name, column.name)
        for table in TABLES.values()
        for column in table.columns
        if f"`{column.name}`" not in page.split(f"### {table.name}\n")[1].split("\n### ")[0]
    ]
    assert not missing
