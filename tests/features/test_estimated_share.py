"""How much of what is shown is estimated: counted by hand, then on the bundled catalog."""

from __future__ import annotations

import polars as pl
import pytest

from careerclusters.catalog import Catalog
from careerclusters.features.estimated_ratings import estimates, with_estimates
from careerclusters.features.estimated_share import EstimatedShare, estimated_share
from careerclusters.labour import area_of, labour_market

EMT, NURSE, INFANTRY = "29-2042.00", "29-1141.00", "55-3016.00"


def small() -> Catalog:
    """Two rated on three elements, one that has one rating of its own, one soldier."""
    codes = ["11-1011.00", "11-1021.00", "11-9199.00", "55-3016.00"]
    occupations = pl.DataFrame(
        {
            "code_onet": codes,
            "title": ["One", "Two", "All other", "Infantry"],
            "code_soc2018": [code[:7] for code in codes],
            "is_rated": [True, True, False, False],
            "is_residual": [False, False, True, False],
        }
    )
    pairs = [(code, element) for code in codes[:2] for element in ("a", "b", "c")] + [(codes[2], "a")]
    ratings = pl.DataFrame(
        [(code, element, "IM", 3.0, 20, 0.1) for code, element in pairs],
        schema=["code_onet", "element_id", "scale_id", "value", "n", "standard_error"],
        orient="row",
    )
    return Catalog.from_tables({"occupations": occupations, "ratings": ratings})


def test_the_count_by_hand():
    catalog = small()
    assert estimated_share(catalog, ["11-1011.00"]) == EstimatedShare(3, 0)
    assert estimated_share(catalog, ["11-9199.00"]) == EstimatedShare(3, 2)  # one is its own
    assert estimated_share(catalog, ["55-3016.00"]) == EstimatedShare(
        0, 0
    )  # nothing is estimated for soldiers
    assert estimated_share(catalog, ["11-1011.00", "11-9199.00", "11-1011.00"]) == EstimatedShare(6, 2)
    figures = {
        "pay": {"value": 50_000, "unit": "usd_per_year", "is_estimated": False},
        "rest": [
            {"value": 120, "unit": "jobs_per_year", "is_estimated": True},
            {"value": None, "unit": "jobs", "is_estimated": False},
        ],
    }
    found = estimated_share(catalog, ["11-1011.00"], figures=figures)
    assert found == EstimatedShare(5, 1)
    assert found.to_dict()["share"] == pytest.approx(0.2)
    assert found.words() == "1 of the 5 figures behind this page are estimated (20%)."


def test_real_occupations_say_what_is_estimated(catalog):
    assert EMT in estimates(catalog).codes
    assert estimated_share(catalog, [EMT]).share > 0.8
    assert estimated_share(catalog, [NURSE]).estimated_count == 0
    assert estimated_share(catalog, [INFANTRY]).share is None
    market = labour_market(catalog, NURSE, area=area_of(catalog, "Ohio")).to_dict()
    here = estimated_share(catalog, [NURSE], figures=market)
    assert here.estimated_count == 1  # openings in Ohio
    assert here.words().startswith("1 of the ")


def test_a_catalog_with_estimates_counts_them_too(catalog):
    filled = with_estimates(catalog)
    assert estimated_share(filled, [EMT]).share > 0.8
    assert estimated_share(filled, [NURSE]).estimated_count == 0
