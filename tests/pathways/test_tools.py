"""Tools and software of the next occupation: only what is new, and nothing invented."""

from __future__ import annotations

import polars as pl
import pytest

from careerclusters.pathways import find_gaps, prepare_pathways
from careerclusters.words import technology_name, tool_name

CASHIER, ELECTRICIAN = "41-2011.00", "47-2111.00"


@pytest.fixture(scope="module")
def gaps(catalog):
    return find_gaps(prepare_pathways(catalog), catalog, CASHIER, destination=ELECTRICIAN)


def test_only_new_tools_of_the_destination_are_named(gaps, catalog):
    def listed(code: str) -> set[str | None]:
        rows = catalog.table("tools").filter(pl.col("code_onet") == code)
        return {tool_name(kind) for kind in rows["commodity_code"]}

    assert gaps.tools
    assert len(gaps.tools) <= 3
    assert set(gaps.tools) <= listed(ELECTRICIAN) - listed(CASHIER)
    assert gaps.to_dict()["tools"] == list(gaps.tools)


def test_software_is_new_too(gaps, catalog):
    rows = catalog.table("technologies").filter(pl.col("code_onet") == CASHIER)
    had = {technology_name(kind) for kind in rows["commodity_code"]}
    assert gaps.technologies
    assert not [text for text in gaps.technologies if text.split(", such as ")[0] in had]
