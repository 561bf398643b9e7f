"""Tools and software of the next occupation: only what is new, and nothing invented."""

from __future__ import annotations

import polars as pl
import pytest

from careerclusters.pathways import find_gaps, prepare_pathways

CASHIER, ELECTRICIAN = "41-2011.00", "47-2111.00"


@pytest.fixture(scope="module")
def gaps(catalog):
    return find_gaps(prepare_pathways(catalog), catalog, CASHIER, destination=ELECTRICIAN)


def test_only_new_tools_of_the_destination_are_named(gaps, catalog):
    def listed(code: str) -> set[str]:
        return set(catalog.table("tools").filter(pl.col("code_onet") == code)["commodity_title"])

    assert gaps.tools
    assert set(gaps.tools) <= listed(ELECTRICIAN) - listed(CASHIER)
    assert gaps.to_dict()["tools"] == list(gaps.tools)


def test_software_is_new_too(gaps, catalog):
    table = catalog.table("technologies")
    had = set(table.filter(pl.col("code_onet") == CASHIER)["technology"])
    assert not set(gaps.technologies) & had
