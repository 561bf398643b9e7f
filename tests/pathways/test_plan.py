"""Plans: straight first, stepping stones only by a margin, limits that name themselves, years by hand."""

from __future__ import annotations

import pickle

import numpy as np
import pytest

from careerclusters.errors import InputError, UnknownError
from careerclusters.features.market import market_of
from careerclusters.pathways import explain_plan, next_moves, plan_ways, start_at, start_in_school
from careerclusters.pathways.entry import needs_from
from careerclusters.pathways.limits import EDUCATION_NAMES, Limits, opens_words
from careerclusters.pathways.links import links_of
from careerclusters.pathways.pathways import prepare_pathways
from careerclusters.pathways.routes import PAY_GAIN, PAY_KEPT

CASHIER, NURSE, LPN, ELECTRICIAN = "41-2011.00", "29-1141.00", "29-2061.00", "47-2111.00"
DEVELOPER, TEACHER, EMT = "15-1252.00", "25-2021.00", "29-2042.00"


@pytest.fixture(scope="module")
def pathways(catalog):
    return prepare_pathways(catalog)


@pytest.fixture(scope="module")
def market(catalog):
    return market_of(catalog)


@pytest.fixture(scope="module")
def links(pathways, catalog):
    return links_of(pathways, catalog)


@pytest.fixture(scope="module")
def planned(pathways, catalog, market, links):
    def make(origin, destination, **limits):
        start = start_in_school(origin) if isinstance(origin, int) else start_at(market, origin, links=links)
        return plan_ways(
            pathways, catalog, start, destination=destination, market=market, limits=Limits(**limits)
        )

    return make


@pytest.mark.parametrize(
    ("origin", "destination", "low", "high"),
    [
        (CASHIER, NURSE, 4.0, 5.0),  # from high school to a bachelor's degree, nothing else asked
        (LPN, NURSE, 2.0, 4.5),  # a certificate of 0.5 to 2 years counts
        (CASHIER, ELECTRICIAN, 3.0, 5.0),  # an apprenticeship, nothing alike
        (CASHIER, DEVELOPER, 4.0, 5.0),
        (11, DEVELOPER, 4.0, 5.0),
    ],
)
def test_years_by_hand(planned, origin, destination, low, high):
    way = planned(origin, destination).ways[0]
    assert (way.years_low, way.years_high) == pytest.approx((low, high))


def test_a_degree_in_another_field_counts_for_a_part(planned):
    way = planned("13-2011.00", NURSE).ways[0]
    assert way.legs[0].is_other_field
    assert (way.years_low, way.years_high) == pytest.approx((1.0, 2.0))


def test_more_schooling_never_takes_longer(links, market):
    from dataclasses import replace

    start = start_at(market, CASHIER, links=links)
    before = None
    for step in range(1, 8):
        years = needs_from(replace(start, schooling=step), links, market).school[1]
        enough = market.schooling >= 0
        if before is not None:
            longer = enough & (years > before + 1e-9) & (market.schooling > step)
            assert not longer.any()
        before = years


@pytest.mark.parametrize(
    "destination", [NURSE, ELECTRICIAN, DEVELOPER, "29-1292.00", "11-3071.00", "13-1071.00"]
)
@pytest.mark.parametrize("origin", [CASHIER, "53-7062.00", "31-1131.00", TEACHER, 10])
def test_straight_first_and_stones_only_by_a_margin(planned, market, origin, destination):
    found = planned(origin, destination)
    first, *rest = found.ways
    assert first.kind in ("direct", "apprenticeship")
    assert len(first.legs) == 1
    row = market.rows((destination,))[0]
    for way in rest:
        assert len(way.legs) <= 2
        if way.kind != "stepping_stone":
            continue
        stone = market.rows((way.legs[0].destination,))[0]
        today = found.start.pay_usd
        assert market.schooling[stone] <= market.schooling[row]
        assert market.pay[stone] <= market.pay[row]
        assert not market.pay[stone] < PAY_KEPT * today
        beats = (
            first.school_years - way.school_years >= 1 - 1e-9
            or first.years - way.years >= 1 - 1e-9
            or (2 * way.first_gain_years <= first.years and not market.pay[stone] < (1 + PAY_GAIN) * today)
        )
        assert beats
        assert way.why


def test_limits_remove_ways_and_say_from_where_they_would_let_them_through(planned):
    blocked = planned(CASHIER, NURSE, education_max="associate")
    assert not blocked.is_feasible
    assert {(one.limit, one.opens_at) for one in blocked.blocked} == {("education_max", "bachelor")}
    assert planned(CASHIER, NURSE, education_max="bachelor").is_feasible
    late = planned(CASHIER, NURSE, years_max=4.0).blocked[0]
    assert (late.limit, late.opens_at) == ("years_max", 4.5)
    assert planned(CASHIER, NURSE, years_max=4.5).ways
    some = planned(CASHIER, NURSE, avoid=(LPN,))
    assert all(LPN not in way.codes for way in some.ways)
    assert [one.limit for one in some.blocked] == ["avoid"]


def test_school_comes_before_and_no_adult_work_stands_first(planned):
    found = planned(11, ELECTRICIAN)
    assert found.ways[0].codes == (ELECTRICIAN,)
    assert found.ways[0].wait_years == pytest.approx(1.5)
    for way in planned(11, NURSE).ways:
        assert all(leg.years_low >= 0 for leg in way.legs)


def test_work_without_ratings_is_read_as_work_near_to_it(planned, pathways, catalog, market):
    found = planned(EMT, NURSE)
    answer = explain_plan(pathways, catalog, found, market=market)
    assert found.ways[0].legs[0].is_estimated
    assert "no ratings of its own" in answer["is_estimated"]


def test_wrong_requests_get_clear_answers(planned):
    with pytest.raises(InputError, match="same occupation"):
        planned(CASHIER, CASHIER)
    with pytest.raises(UnknownError, match="No occupation has this code"):
        planned(CASHIER, "99-9999.00")
    with pytest.raises(InputError, match="can't be avoided"):
        planned(CASHIER, NURSE, avoid=(NURSE,))
    with pytest.raises(UnknownError, match="Nothing is published"):
        planned(CASHIER, "55-3016.00")
    with pytest.raises(InputError, match="No such schooling"):
        Limits(education_max="phd")
    with pytest.raises(InputError, match="from 0 up"):
        Limits(pay_min_usd=float("nan"))


def test_a_plan_is_plain_values(planned):
    found, again = planned(CASHIER, NURSE), planned(CASHIER, NURSE)
    assert found == again
    packed = pickle.dumps(found)
    assert len(packed) < 20_000
    assert pickle.loads(packed) == found
    assert found.to_frame().height == len(found.ways)


def test_what_opens_is_said_in_units():
    way = {"codes": [CASHIER], "names": ["Cashier"]}
    assert opens_words({"limit": "education_max", "opens_at": "bachelor", "way": way}) == "Bachelor's degree"
    assert opens_words({"limit": "years_max", "opens_at": 4.5, "way": way}) == "4.5 years"
    assert opens_words({"limit": "pay_min_usd", "opens_at": 30_000.0, "way": way}) == "$30,000 a year"
    assert set(EDUCATION_NAMES) >= {"none", "bachelor"}


@pytest.mark.parametrize("origin", [CASHIER, "31-1131.00", "53-7065.00", EMT, "43-6014.00", "55-3016.00"])
def test_every_next_step_pays_more_or_says_why(pathways, catalog, market, links, origin):
    start = start_at(market, origin, links=links)
    found = next_moves(pathways, catalog, start, market=market)
    assert 3 <= len(found.moves) <= 10
    groups = [move.group for move in found.moves]
    assert groups == sorted(groups, key=["now", "course", "degree"].index)
    for move in found.moves:
        assert move.pay_change_usd >= 0
        assert move.why or move.pay_change_usd >= 0.1 * start.pay_usd - 1
        assert move.years_low <= move.years_high
        if move.group == "now":
            assert market.schooling[market.rows((move.code_onet,))[0]] <= max(start.schooling, 1)
        assert np.isfinite(move.pay_usd)
    assert pickle.loads(pickle.dumps(found)) == found


def test_openings_of_an_area_bound_its_next_steps(pathways, catalog, links):
    ohio = market_of(catalog, "3900000")
    nation = market_of(catalog)
    start = start_at(ohio, CASHIER, links=links)
    found = next_moves(pathways, catalog, start, market=ohio)
    for move in found.moves:
        row = nation.rows((move.code_onet,))[0]
        assert 0 < move.openings_annual_jobs < nation.openings[row]
