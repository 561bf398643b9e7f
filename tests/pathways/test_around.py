"""Gaps, reach, what-if, closures and ladders on the bundled catalog."""

from __future__ import annotations

import json

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careerclusters.errors import InputError, ModelError, UnknownError
from careerclusters.features.market import market_of
from careerclusters.pathways import (
    Limits,
    climb,
    close_down,
    explain_plan,
    explain_step,
    find_gaps,
    lead_to,
    plan_ways,
    prepare_pathways,
    reach_from,
    start_at,
    what_if,
)
from careerclusters.pathways.closure import Unmatched
from careerclusters.pathways.explain import speaks
from careerclusters.pathways.links import links_of

CASHIER, NURSE, MACHINIST, TEACHER = "41-2011.00", "29-1141.00", "51-4041.00", "25-2031.00"


@pytest.fixture(scope="module")
def pathways(catalog):
    return prepare_pathways(catalog)


def test_gaps_name_what_to_learn_and_what_carries_over(pathways, catalog):
    gaps = find_gaps(pathways, catalog, CASHIER, destination=NURSE)
    shares = [gap.closes_share for gap in gaps.to_learn]
    assert shares == sorted(shares, reverse=True)
    assert 0 < sum(shares) <= 1
    assert all(gap.level_destination > gap.level_origin for gap in gaps.to_learn)
    assert all(gap.level_destination <= gap.level_origin for gap in gaps.carries_over)
    assert gaps.has_schooling_step
    assert gaps.programmes
    assert 0 < gaps.years_low <= gaps.years_high
    assert not find_gaps(pathways, catalog, NURSE, destination=CASHIER).has_schooling_step
    with pytest.raises(UnknownError):
        find_gaps(pathways, catalog, CASHIER, destination="00-0000.00")


def test_a_step_shows_each_side_and_no_grade(pathways, catalog):
    step = explain_step(pathways, catalog, MACHINIST, destination="51-4121.00")
    assert step.chance_low < step.chance < step.chance_high
    assert step.observed_share == pytest.approx(0.08, abs=0.05)
    group = pathways.groups.members
    a, b = (group[pathways.network.at(code)] for code in (MACHINIST, "51-4121.00"))
    assert sum(step.why.values()) == pytest.approx(float(pathways.model.scores([a])[0, b]), abs=1e-3)
    assert step.share_kind == pathways.kind(MACHINIST)
    alone = next(code for code in pathways.network.codes if pathways.kind(code) == "modelled")
    unseen = explain_step(pathways, catalog, alone, destination=NURSE)
    assert unseen.observed_share is None
    assert unseen.share_kind == "modelled"
    market = market_of(catalog)
    start = start_at(market, CASHIER, links=links_of(pathways, catalog))
    found = plan_ways(pathways, catalog, start, destination=NURSE, market=market)
    answer = explain_plan(pathways, catalog, found, market=market)
    assert json.dumps(answer, allow_nan=False)
    assert answer["ways"][0]["kind"] == "direct"
    assert answer["ways"][0]["licences"][0]["code_onet"] == NURSE
    assert [len(way["steps"]) for way in answer["ways"]] == [len(way.legs) for way in found.ways]


def test_occupations_of_one_group_have_no_known_chance(pathways, catalog):
    members = pathways.groups.members
    group = next(g for g in range(len(pathways.groups.keys)) if (members == g).sum() > 1)
    a, b = np.flatnonzero(members == group)[:2]
    codes = pathways.network.codes
    step = explain_step(pathways, catalog, codes[a], destination=codes[b])
    assert step.chance is None
    assert step.why == {}


def test_reach_in_one_and_two_steps(pathways):
    limits = Limits(education_max="high-school", pay_min_usd=36_000)
    found = reach_from(pathways, CASHIER, limits=limits)
    assert set(found["steps_count"]) == {1, 2}
    assert found["code_onet"].is_unique().all()
    assert CASHIER not in found["code_onet"].to_list()
    assert found["pay_usd"].min() >= 36_000
    assert set(found["education"]) <= {
        "High school diploma or equivalent",
        "No formal educational credential",
    }
    assert found.filter(pl.col("steps_count") == 2)["via"].null_count() == 0
    with pytest.raises(InputError, match="one or two"):
        reach_from(pathways, CASHIER, steps=3)


def test_where_people_come_from(pathways):
    found = lead_to(pathways, NURSE, count=300)
    assert found["share"].sum() == pytest.approx(1)
    assert found["people_count"].sum() == pytest.approx(300)
    assert NURSE not in found["code_onet"].to_list()
    with pytest.raises(InputError, match="at least 1"):
        lead_to(pathways, NURSE, count=0)


@settings(max_examples=25)
@given(st.data())
def test_learning_never_makes_a_move_harder(pathways, data):
    code = data.draw(st.sampled_from(pathways.network.codes))
    element = data.draw(st.sampled_from(pathways.element_ids))
    level = data.draw(st.floats(0, 7))
    found = what_if(pathways, code, learn={element: level})
    assert found.closed.is_empty()
    assert (found.easier["odds_times"] >= 1).all()
    assert (found.easier["difficulty_after"] < found.easier["difficulty_before"]).all()


def test_lifting_a_limit_opens_and_never_closes(pathways):
    before = Limits(education_max="high-school", pay_min_usd=45_000)
    found = what_if(pathways, CASHIER, before=before, after=Limits(pay_min_usd=45_000))
    assert found.opened.height > 0
    assert found.closed.is_empty()
    with pytest.raises(UnknownError, match="this id"):
        what_if(pathways, CASHIER, learn={"9.Z": 3})
    with pytest.raises(InputError, match="0 to 7"):
        what_if(pathways, CASHIER, learn={pathways.element_ids[0]: 9})


def test_a_closure_places_whole_people_within_the_openings(pathways, catalog):
    market = market_of(catalog)
    lost = {MACHINIST: 600, "51-4121.00": 300, "43-4051.00": 100}
    found = close_down(pathways, catalog, lost, market=market)
    assert [one.name for one in found.scenarios] == ["no_training", "short_course", "two_years"]
    for one in found.scenarios:
        assert one.people_count == 1000
        assert one.placed_count + sum(left.people_count for left in one.stranded) == 1000
    placed = [one.placed_count for one in found.scenarios]
    assert placed == sorted(placed), "more training never places fewer"
    few = close_down(
        pathways, catalog, lost, market=market, openings={"51-2092.00": 50, "51-9061.00": 30, "29-1141.00": 9}
    )
    first = few.scenario("no_training")
    assert few.is_local
    assert {move.destination for move in first.moves} == {"51-2092.00", "51-9061.00"}
    assert first.placed_count == 80
    assert any(left.reason == "the open places that suit are taken" for left in first.stranded)
    none = close_down(pathways, catalog, {MACHINIST: 5}, market=market, openings={}).scenario("no_training")
    assert none.stranded[0].reason == "no open work near by suits"
    assert none.pay_change_usd is None
    with pytest.raises(InputError, match="No people"):
        close_down(pathways, catalog, {}, market=market)
    with pytest.raises(InputError, match="whole number"):
        close_down(pathways, catalog, {MACHINIST: -1}, market=market)


def test_few_of_a_closed_plant_lead_and_none_is_sent_to_more_schooling(pathways, catalog):
    ohio = market_of(catalog, "3900000")
    found = close_down(pathways, catalog, {MACHINIST: 300}, market=ohio)
    for one in found.scenarios:
        leading = sum(
            m.people_count for m in one.moves if m.destination[3] == "1" or m.destination[:2] == "11"
        )
        assert leading <= 0.1 * 300
        assert max(m.people_count for m in one.moves) <= 0.25 * 300
    step = ohio.schooling[ohio.rows((MACHINIST,))[0]]
    assert all(m.schooling_step <= step for m in found.scenario("no_training").moves)
    assert found == close_down(pathways, catalog, {MACHINIST: 300}, market=ohio)


def test_entries_that_mean_nothing_are_told_and_stop_nothing(pathways, catalog):
    odd = Unmatched("blorptician", 3, "no job title is like it")
    found = close_down(pathways, catalog, {MACHINIST: 20}, market=market_of(catalog), unmatched=(odd,))
    assert found.to_dict()["unmatched"][0]["words"] == "blorptician"
    assert found.scenario("no_training").placed_count == 20
    alone = close_down(pathways, catalog, {}, market=market_of(catalog), unmatched=(odd,))
    assert alone.scenario("two_years").people_count == 0


def test_a_ladder_climbs(pathways, clustering):
    level = clustering.levels[-1]
    labels = clustering.labels(level)
    members = [code for code, label in labels.items() if label == labels[NURSE]]
    found = climb(pathways, members)
    zones = dict(found.rungs.select("code_onet", "job_zone").iter_rows())
    path = [zones[code] for code in found.path]
    assert path == sorted(set(path))
    assert not set(found.bridges["to_code"]) & set(members)
    broad = clustering.labels(clustering.levels[0])
    members = [code for code, label in broad.items() if label == broad[MACHINIST]]
    simple = climb(pathways, members, no_degree=True)
    education = pathways.network.education
    assert all(education[pathways.network.at(code)] < 4 for code in simple.rungs["code_onet"])
    with pytest.raises(ModelError, match="at least two"):
        climb(pathways, [NURSE])


def test_what_speaks_for_and_against_a_move_is_told_the_strongest_first():
    why = {"alike": 0.5, "size": 1.5, "pay": -0.9, "schooling": -2.0, "industry": 0.1, "to_learn": -0.1}
    assert speaks(why, is_for=True) == ("how many people do it", "how alike the work is")
    assert speaks(why, is_for=False) == ("the schooling of both", "the pay of both")


def test_transitions_say_where_their_shares_come_from(pathways):
    table = pathways.transitions()
    assert table.columns == ["origin", "destination", "share", "kind"]
    assert set(table["kind"]) == {"observed", "blended", "modelled"}
    assert (table["origin"] != table["destination"]).all()
    sums = table.group_by("origin").agg(pl.col("share").sum())
    assert sums["share"].max() <= 1.001
    assert sums.height == len(pathways.network.codes)
    assert (pathways.group_chances.sum(axis=1) < 1.0001).all()


def test_occupations_without_ratings_can_be_planned_from_and_to(pathways, catalog):
    for code in ("15-2051.00", "29-2042.00", "13-1082.00", "53-3054.00"):
        assert pathways.estimated_from[code]
        market = market_of(catalog)
        start = start_at(market, code, links=links_of(pathways, catalog))
        assert plan_ways(pathways, catalog, start, destination=NURSE, market=market).ways
    assert NURSE not in pathways.estimated_from
