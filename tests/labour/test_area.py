"""Areas by name, their figures against the publisher's own cells, and what stands in for a gap."""

from __future__ import annotations

import json

import polars as pl
import pytest

from careerclusters.errors import UnknownError
from careerclusters.labour import (
    area_of,
    area_table,
    areas,
    borrowed,
    cluster_outlook,
    find_area,
    jobs_in,
    labour_market,
    listed_figures,
    own_first,
    pay_of,
    where_common,
)
from careerclusters.labour.figure import Figure


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ohio", "Ohio"),
        ("OH", "Ohio"),
        ("oh", "Ohio"),
        ("PR", "Puerto Rico"),
        ("San Jose", "San Jose-Sunnyvale-Santa Clara, CA"),
        ("san josé metro area", "San Jose-Sunnyvale-Santa Clara, CA"),
        ("columbus, oh", "Columbus, OH"),
        ("Columbus Ohio", "Columbus, OH"),
        ("New York", "New York"),
        ("New York City", "New York-Newark-Jersey City, NY-NJ"),
        ("Washington DC", "District of Columbia"),
        ("Washington", "Washington"),
        ("Saint Louis", "St. Louis, MO-IL"),
        ("pittsburg", "Pittsburgh, PA"),
        ("Boise", "Boise City, ID"),
        ("Northwest Iowa", "Northwest Iowa nonmetropolitan area"),
        ("41940", "San Jose-Sunnyvale-Santa Clara, CA"),
        ("3900000", "Ohio"),
        ("usa", "United States"),
    ],
)
def test_areas_are_found_as_people_write_them(catalog, text, name):
    assert find_area(catalog, text).name == name


def test_every_area_is_found_by_its_own_name(catalog):
    for area in list(areas(catalog).values())[::7]:
        assert find_area(catalog, area.name) == area


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Columbus", "Columbus, OH"),
        ("Portland", "Portland-South Portland, ME"),
        ("ohoi", "Ohio"),
        ("43215", "ZIP"),
    ],
)
def test_what_is_unsure_or_unknown_is_asked_about(catalog, text, said):
    with pytest.raises(UnknownError, match=said):
        find_area(catalog, text)


def test_the_nation_needs_no_area(catalog):
    assert area_of(catalog, None) is area_of(catalog, "US") is None


@pytest.mark.parametrize(
    ("soc", "place", "median", "jobs", "quotient"),
    [
        ("29-1141", "Ohio", 82_510, 143_730, 1.19),
        ("15-1252", "San Jose", 213_110, 87_350, 7.09),
        ("41-2011", "Puerto Rico", 22_140, 27_320, 1.46),
    ],
)
def test_figures_are_the_publishers(catalog, soc, place, median, jobs, quotient):
    area = find_area(catalog, place)
    pay, found = pay_of(catalog, soc, area=area), jobs_in(catalog, soc, area)
    assert (pay.median.value, pay.median.area, pay.median.year) == (median, area.name, "2025")
    assert (found.jobs.value, found.location_quotient.value) == (jobs, quotient)
    row = area_table(catalog, area).row(by_predicate=pl.col("code_soc2018") == soc, named=True)
    assert (row["wage_median_usd"], row["employment_jobs"]) == (median, jobs)


@pytest.mark.releases
def test_spot_cells_are_those_of_the_release(catalog, releases):
    raw = pl.read_parquet(releases / "oews_may2025" / "areas_wages.parquet")
    for soc, code in (("29-1141", "3900000"), ("15-1252", "0041940"), ("41-2011", "7200000")):
        cell = raw.filter(pl.col("code") == soc, pl.col("area_code") == code).row(0, named=True)
        pay = pay_of(catalog, soc, area=areas(catalog)[code])
        for name in ("p10", "p25", "median", "p75", "p90", "mean"):
            assert pay.annual[name].value == cell[f"annual_{name}"]
        assert pay.employees.value == cell["employment"]


@pytest.mark.parametrize("place", ["Ohio", None])
def test_standard_errors_stand_with_jobs_and_mean_pay_and_with_nothing_else(catalog, place):
    area = area_of(catalog, place)
    code = "0000000" if area is None else area.code
    cell = catalog.table("area_wages").row(
        by_predicate=(pl.col("code_published") == "29-1141") & (pl.col("area_code") == code), named=True
    )
    pay = pay_of(catalog, "29-1141", area=area)
    assert pay.employees.error_pct == pytest.approx(cell["employment_rse_pct"], abs=0.05)
    assert pay.annual["mean"].error_pct == pytest.approx(cell["wage_rse_pct"], abs=0.05)
    assert pay.employees.to_dict()["error_pct"] == pay.employees.error_pct > 0
    assert pay.median.error_pct is None
    # Pay of chief executives is withheld in Massachusetts: no figure of its own, no error of its own.
    assert pay_of(catalog, "11-1011", area=find_area(catalog, "MA")).annual["mean"].area == "United States"


def test_top_coded_withheld_and_absent_cells_stay_apart(catalog):
    surgeons = pay_of(catalog, "29-1022", area=find_area(catalog, "Alabama")).median
    assert (surgeons.state, surgeons.value, surgeons.at_least) == ("top_coded", None, 239_200)
    # Pay of chief executives is withheld in Massachusetts: the nation's stands in, and says so.
    chiefs = pay_of(catalog, "11-1011", area=find_area(catalog, "MA")).median
    assert chiefs.stands_in_for == "Massachusetts"
    assert "none for Massachusetts" in chiefs.words()
    # Their jobs are withheld in Colorado, pay isn't.
    colorado = find_area(catalog, "Colorado")
    jobs = jobs_in(catalog, "11-1011", colorado)
    assert jobs.jobs.stands_in_for == "Colorado"
    assert not jobs.openings_annual.is_estimated
    assert pay_of(catalog, "11-1011", area=colorado).median.value == 213_370
    table = area_table(catalog, colorado)
    assert table.filter(pl.col("code_soc2018") == "11-1011")["employment_jobs"].item() is None
    states = {
        Figure(None, "jobs", "2025", "x", note=note).state for note in ("suppressed", "top_coded", "no_row")
    }
    assert states == {"suppressed", "top_coded", "missing"}


def test_a_metro_without_a_figure_shows_its_states(catalog):
    akron = find_area(catalog, "Akron")
    table = area_table(catalog, akron)
    from_state = table.filter(pl.col("pay_area_name") == "Ohio")
    assert from_state.height > 50
    soc = from_state["code_soc2018"][0]
    pay = pay_of(catalog, soc, area=akron).median
    assert (pay.area, pay.stands_in_for) == ("Ohio", "Akron, OH")
    assert pay.value == from_state["wage_median_usd"][0]


def test_openings_are_estimated_by_the_rule(catalog):
    ahead = catalog.table("projections").row(by_predicate=pl.col("code_soc2018") == "29-1141", named=True)
    found = jobs_in(catalog, "29-1141", find_area(catalog, "Ohio")).openings_annual
    expected = ahead["openings_annual_jobs"] / ahead["employment_2024_jobs"] * 143_730
    assert found.value == round(expected)
    assert found.is_estimated
    assert "times jobs here" in found.note


def test_openings_of_all_states_add_up_to_nearly_the_nations(catalog):
    """The rule shares the nation's openings out by jobs: states together come to the nation's."""
    states = [
        one
        for one in areas(catalog).values()
        if one.kind == "state" and one.state_code not in ("PR", "GU", "VI")
    ]
    total = sum(jobs_in(catalog, "29-1141", one).openings_annual.value for one in states)
    national = labour_market(catalog, "29-1141.00").projection.openings_annual.value
    assert total == pytest.approx(national, rel=0.03)


def test_where_work_is_common(catalog):
    rows = where_common(catalog, "15-1252", kind="metro", limit=3)
    assert rows["area_name"][0] == "San Jose-Sunnyvale-Santa Clara, CA"
    assert rows["location_quotient"].to_list() == sorted(rows["location_quotient"], reverse=True)
    assert rows["employment_jobs"].min() >= 100


def test_a_cluster_in_an_area_weighs_by_jobs_there(catalog):
    """Two members with known jobs and pay: the spread can be read off."""
    members = pl.DataFrame(
        {"code_onet": ["29-1141.00", "41-2011.00"], "cluster_id": ["x", "x"], "membership_share": [1.0, 1.0]}
    )
    ohio = find_area(catalog, "Ohio")
    found = cluster_outlook(catalog, members, "x", area=ohio)
    cashiers, nurses = (jobs_in(catalog, soc, ohio) for soc in ("41-2011", "29-1141"))
    assert found.jobs.value == cashiers.jobs.value + nurses.jobs.value
    assert found.jobs.area == "Ohio"
    assert found.openings_annual.is_estimated
    assert found.pay["p10"].value == pay_of(catalog, "41-2011", area=ohio).median.value
    assert found.pay["p90"].value == 82_510
    json.dumps(found.to_dict(), allow_nan=False)


def test_borrowed_figures_are_marked_and_never_lead(catalog):
    frame = borrowed(catalog)
    marks = {row["code_onet"]: row for row in frame.iter_rows(named=True)}
    assert marks["47-2152.04"]["is_borrowed"]
    assert not marks["47-2152.00"]["is_borrowed"]
    assert marks["11-9199.02"]["group_count"] == 7
    assert marks["31-1121.00"]["is_borrowed"]
    solar = labour_market(catalog, "47-2152.04", area="Ohio")
    for one in (solar.pay.median, solar.projection.jobs, solar.in_area.jobs):
        assert one.group == "part of a group of 2 occupations"
        assert one.words().endswith("(part of a group of 2 occupations)")
    rows = pl.DataFrame({"code_onet": ["47-2152.04", "41-2011.00", "29-1141.00"], "jobs": [9, 5, 7]})
    assert own_first(rows, catalog, by="jobs")["code_onet"].to_list() == [
        "29-1141.00",
        "41-2011.00",
        "47-2152.04",
    ]


@pytest.mark.parametrize("place", [None, "Ohio", "Akron", "Puerto Rico"])
def test_lists_show_what_the_occupation_itself_shows(catalog, place):
    """One occupation at a time and all at once give the same figures, texts and marks."""
    listed = listed_figures(catalog, area=place)
    for code in catalog.occupations["code_onet"].to_list()[::17]:
        market = labour_market(catalog, code, area=place)
        assert listed[code].pay.value == market.pay.annual["median"].value, code
        if listed[code].pay.is_known:
            assert listed[code].pay.words() == market.pay.annual["median"].words()
        if place is None:
            assert listed[code].jobs == market.projection.jobs
        elif market.in_area.jobs.stands_in_for is None:
            assert listed[code].jobs.value == market.in_area.jobs.value
        else:
            assert listed[code].jobs.value is None
        assert listed[code].growth == market.projection.growth_10yr
