"""The labour market of one occupation: real figures, their reasons, and what is said about them."""

from __future__ import annotations

import json

import pytest

from careerclusters.errors import UnknownError
from careerclusters.labour.figure import Figure
from careerclusters.labour.occupation import labour_market
from careerclusters.sources.registry import SOURCES


@pytest.fixture(scope="module")
def nurses(catalog):
    return labour_market(catalog, "29-1141.00")


def test_registered_nurses_are_as_published(nurses):
    assert nurses.pay.employees.value == 3_379_720
    assert nurses.pay.median.value == 97_550
    assert nurses.pay.median.text() == "$97,550 a year"
    assert nurses.pay.median.year == "2025"
    assert nurses.projection.growth_10yr.value == 4.9
    assert nurses.projection.openings_annual.value == 189_100


def test_change_of_pay_is_nominal_and_says_so(nurses):
    change = nurses.pay.change_since_2020
    assert change.value == pytest.approx((97_550 / 75_330 - 1) * 100, abs=0.05)
    assert "nominal" in change.note
    assert nurses.pay.change_all_since_2020.value == pytest.approx((50_980 / 41_950 - 1) * 100, abs=0.05)


def test_a_shared_soc_code_is_said(nurses):
    assert nurses.is_shared
    assert "Acute Care Nurses" in nurses.shared_with
    assert "29-1141 also covers" in nurses.notes()[0]


def test_every_figure_has_a_known_source_a_unit_and_a_year(nurses):
    frame = nurses.to_frame()
    assert set(frame["source"]) <= set(SOURCES)
    assert not frame["unit"].null_count()
    assert not frame["year"].null_count()


def test_hourly_pay_stands_in_where_no_annual_is_published(catalog):
    actors = labour_market(catalog, "27-2011.00")
    assert actors.pay.median.text() == "$29.05 an hour"
    assert actors.pay.annual["median"].value is None
    assert actors.pay.annual["median"].text() == "only hourly pay is published"


def test_top_coded_pay_says_at_least():
    top = Figure(None, "usd_per_year", "2025", "oews_areas", note="top_coded", at_least=239_200)
    assert top.text() == "$239,200 a year or more"


def test_two_years_that_count_different_groups_give_no_change(catalog):
    developers = labour_market(catalog, "15-1252.00").pay.change_since_2020
    assert developers.value is None
    assert developers.note == "the two years count different groups"


def test_the_military_has_no_figures_and_no_zeros(catalog):
    officers = labour_market(catalog, "55-1011.00")
    assert officers.pay.median.value is None
    assert officers.projection.jobs.value is None
    assert officers.industries.published_share is None
    assert officers.industries.top.is_empty()
    assert officers.exposure.low is None
    assert officers.lenses["trades"] is None


def test_everything_is_json_ready(catalog):
    for code in ("29-1141.00", "27-2011.00", "55-1011.00", "13-1021.00"):
        json.dumps(labour_market(catalog, code).to_dict(), allow_nan=False)


def test_no_occupation_of_the_catalog_fails(catalog):
    for code in catalog.occupations["code_onet"].to_list()[::25]:
        assert code in repr(labour_market(catalog, code))


def test_an_unknown_code_names_near_ones(catalog):
    with pytest.raises(UnknownError, match="29-1141"):
        labour_market(catalog, "29-1141.09")


def test_a_missing_figure_reads_as_its_reason():
    assert Figure(None, "jobs", "2024", "x", note="suppressed").text() == "withheld by the publisher"
    assert Figure(None, "jobs", "2024", "x").text() == "not known"
    assert Figure(0.058, "share_per_year", "2024", "x").text() == "5.8% a year"
