"""What it takes to enter work, next steps, stepping stones and closures, by hand; see `scripts/mutate`."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from careerclusters.features.market import NATION, Market
from careerclusters.pathways import closure
from careerclusters.pathways.closure_result import Scenario, Stranded
from careerclusters.pathways.entry import Needs, _school, needs_from
from careerclusters.pathways.limits import Limits
from careerclusters.pathways.links import Links
from careerclusters.pathways.next import (
    _STRICT,
    _choose,
    _few_of_the_same_pay,
    _groups,
    _is_reached,
    _is_up,
    _worth,
)
from careerclusters.pathways.routes import Leg, Way, _beats, _earnings
from careerclusters.pathways.start import Start, start_at, start_in_school

CODES = ("43-1011.00", "43-4051.00", "47-2111.00", "51-4041.00")
HOME, DESK, WIRE, MILL = CODES
ROWS = np.arange(4)


def market(**changes: object) -> Market:
    fields: dict[str, object] = {
        "area_code": NATION,
        "codes": CODES,
        "jobs": np.full(4, 1_000.0),
        "openings": np.full(4, 4_000.0),
        "openings_published": np.full(4, 4_000.0),
        "is_split": np.zeros(4, dtype=bool),
        "pay": np.array([40_000.0, 44_000.0, 60_000.0, 40_000.0]),
        "pay_low": np.full(4, 30_000.0),
        "pay_high": np.full(4, 90_000.0),
        "growth_pct": np.array([0.0, 0.0, 0.0, 8.0]),
        "schooling": np.array([1, 1, 1, 1]),
        "experience_years": np.zeros(4),
        "training": ("None", "Moderate-term on-the-job training", "Apprenticeship", "None"),
        "is_apprenticed": np.array([False, False, True, False]),
        "apprenticeship_count": np.zeros(4, dtype=int),
        "licence_states": np.zeros(4, dtype=int),
    }
    return Market(**{**fields, **changes})  # type: ignore[arg-type]


def links(likeness: tuple[float, ...] = (9.0, 0.0, 0.0, 0.0), **changes: object) -> Links:
    similarity = np.zeros((4, 4))
    similarity[0] = likeness
    chance = np.array([[0, 0.1, 0.02, 0.0], [0.1, 0, 0.1, 0], [0.1, 0, 0, 0], [0.1, 0.1, 0.1, 0]])
    pathways = SimpleNamespace(
        similarity=similarity, network=SimpleNamespace(codes=CODES, chance=chance), estimated_from={}
    )
    fields: dict[str, object] = {
        "pathways": pathways,
        "codes": CODES,
        "starts": np.arange(5),
        "rows": np.arange(4),
        "shares": np.ones(4),
        "is_estimated": np.zeros(4, dtype=bool),
        "is_one_kind": np.ones(4, dtype=bool),
    }
    return Links(**{**fields, **changes})  # type: ignore[arg-type]


def start(**changes: object) -> Start:
    fields: dict[str, object] = {
        "kind": "occupation", "code_onet": HOME, "schooling": 1, "held": {HOME: 4.0}, "pay_usd": 40_000.0
    }  # fmt: skip
    return Start(**{**fields, **changes})  # type: ignore[arg-type]


# -- what it takes ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("held", "asked", "is_other", "years"),
    [
        (1, 1, False, (0.0, 0.0)),
        (1, 5, False, (4.0, 5.0)),
        (4, 5, False, (1.0, 3.0)),
        (5, 6, False, (1.0, 2.0)),
        (5, 5, True, (1.0, 2.0)),
        (6, 4, True, (1.0, 2.5)),
        (5, 1, True, (0.0, 0.0)),
    ],
)
def test_years_of_school_left(held, asked, is_other, years):
    """All of a degree from high school; 4 − 3 to 5 − 2 from an associate's; part of one in another field."""
    found, _ = _school(held, np.array([asked]), np.array([is_other]))
    assert (found[0, 0], found[1, 0]) == years


def test_training_left_by_how_alike_the_work_is():
    """Likeness 1.6 is halfway from 1.0 to 2.2: .7 of a training and .9 of an apprenticeship are left."""
    found = needs_from(start(), links((9.0, 1.6, 1.6, 0.0)), market())
    assert found.training[:, 1] == pytest.approx([0.07, 0.7])
    assert found.training[:, 2] == pytest.approx([2.7, 4.5])
    assert found.years[:, 0].tolist() == [0, 0]


def test_experience_less_the_years_held_times_likeness():
    """Of 1 to 4 years asked, four years at half likeness count two; unlike work counts nothing."""
    asked = market(experience_years=np.full(4, 2.5))
    found = needs_from(start(), links((9.0, 1.6, 0.0, 0.0)), asked)
    assert found.experience[:, 1].tolist() == pytest.approx([0, 2])
    assert found.experience[:, 2].tolist() == [1, 4]


def test_licensed_work_asks_for_all_of_its_schooling():
    """A certificate held, likeness halfway: half of .3 to 1.5 is left, or all of it from 20 states on."""
    schooled = market(schooling=np.full(4, 3))
    near = links((9.0, 1.6, 1.6, 0.0))
    assert needs_from(start(schooling=3), near, schooled).school[:, 1] == pytest.approx([0.15, 0.75])
    licensed = market(schooling=np.full(4, 3), licence_states=np.full(4, 20))
    assert needs_from(start(schooling=3), near, licensed).school[:, 1] == pytest.approx([0.3, 1.5])


def test_starts():
    assert start_at(market(schooling=np.zeros(4, dtype=int)), HOME, links=links()).schooling == 1
    assert start_at(market(), HOME, links=links()).held == {HOME: 4.0}
    assert start_in_school(11).school_years_left == 1.5


def test_links_compare_with_how_often_others_go_there():
    """To the second go .1 from the first and .1 from the fourth, .05 on average: twice as often."""
    assert links().lift_from(HOME)[1] == pytest.approx(2.0)
    assert np.isnan(links().shares_from(HOME)[3])


def test_work_without_ratings_is_the_mean_of_what_stands_for_it():
    """Half the second, half the third: .5 × .1 + .5 × .1 go to the first; to reach it, (.1 + .02) / 2."""
    estimated = links(
        starts=np.array([0, 1, 2, 3, 5]),
        rows=np.array([0, 1, 2, 1, 2]),
        shares=np.array([1, 1, 1, 0.5, 0.5]),
        is_estimated=np.array([False, False, False, True]),
    )
    assert estimated.share(MILL, HOME) == pytest.approx(0.1)
    assert estimated.share(HOME, MILL) == pytest.approx(0.06)


# -- next steps ---------------------------------------------------------------------------------------


def needs(**changes: object) -> Needs:
    nothing = np.zeros((2, 4))
    fields: dict[str, object] = {
        "school": nothing, "training": nothing, "experience": nothing,
        "likeness": np.zeros(4), "is_other_field": np.zeros(4, dtype=bool),
    }  # fmt: skip
    return Needs(**{**fields, **changes})  # type: ignore[arg-type]


def test_up_is_a_tenth_more_pay_or_the_same_and_faster_growth():
    gain = np.array([0.0, 0.10, 0.09, 0.0])
    assert _is_up(gain, market(), 0, _STRICT).tolist() == [False, True, False, True]
    assert not _is_up(np.full(4, -0.01), market(), 0, _STRICT).any()


def test_a_move_is_made_by_many_and_to_related_work_or_is_to_a_twin():
    shares = np.array([0.0025, 0.0024, np.nan, 0.02])
    lift = np.array([1.0, 1.0, np.nan, 1.0])
    likeness = np.array([0.6, 0.6, 2.2, 0.0])
    found = _is_reached(shares, lift, needs(likeness=likeness), bars=_STRICT)
    assert found.tolist() == [True, False, True, True]
    # the frequent one is no step of one's own when others go there more, or when school comes first
    assert not _is_reached(shares, np.full(4, 0.9), needs(likeness=likeness), bars=_STRICT)[3]
    school = np.full((2, 4), 3.0)
    found = _is_reached(shares, lift, needs(likeness=likeness, school=school), bars=_STRICT)
    assert found.tolist() == [False, False, True, False]


def test_groups_of_next_steps():
    """At once; a year of school; a degree; seven years."""
    school = np.array([[0.0, 1.0, 4.0, 7.0]] * 2)
    schooled = market(schooling=np.array([1, 3, 5, 7]))
    assert _groups(needs(school=school), schooled, _STRICT, 1).tolist() == ["now", "course", "degree", ""]
    waits = needs(experience=np.array([[1.6, 1.7, 0.0, 0.0]] * 2))
    assert _groups(waits, market(), _STRICT, 1).tolist() == ["now", "", "now", "now"]
    # with a degree in another field a course is enough, unless the work is licensed
    again = np.full((2, 4), 1.5)
    degree = market(schooling=np.full(4, 5), licence_states=np.array([0, 0, 0, 40]))
    assert _groups(needs(school=again), degree, _STRICT, 5).tolist() == ["course"] * 3 + ["degree"]


def test_the_worth_of_a_step():
    """log10 of share .01 and lift 5, halved; .4 × likeness 2; .2 × log10 of 1,000; .8 × .5; .2 × 1 year."""
    found = _worth(
        np.array([0.01, np.nan, 0.01, 0.01]),
        np.array([50.0, np.nan, 1.0, 1.0]),
        np.array([0.5, 0.5, 0.5, 0.05]),
        needs=needs(likeness=np.array([2.0, 0, 0, 0]), training=np.array([[0.5, 0, 0, 0], [1.5, 0, 0, 0]])),
        openings=np.full(4, 1_000.0),
    )
    assert found == pytest.approx(
        [
            0.5 * (-2 + np.log10(5)) + 0.8 + 0.6 + 0.4 - 0.2,
            0.5 * np.log10(0.0025) + 0.6 + 0.4,
            -1 + 0.6 + 0.4,
            -1 + 0.6 + 0.04 - 0.8,
        ]
    )


def test_few_that_keep_the_pay():
    rows = _few_of_the_same_pay(
        np.arange(4), np.array([4.0, 1.0, 3.0, 2.0]), np.array([0.05, 0.05, 0.05, 0.5])
    )
    assert rows.tolist() == [0, 2, 3]


def test_not_all_of_one_kind():
    """The second of the same minor group loses .35 and comes after the other one."""
    worth = np.array([1.0, 0.9, 0.6, 0.0])
    codes = ("43-1011.00", "43-1011.01", "47-2111.00", "51-4041.00")
    groups = np.array(["now", "now", "now", "course"])
    assert _choose(np.arange(4), worth, groups, codes, 10) == [0, 2, 1, 3]
    assert _choose(np.arange(4), worth, groups, codes, 2) == [0, 3]


# -- stepping stones ----------------------------------------------------------------------------------


def leg(school: float = 0.0, training: float = 0.0, experience: float = 0.0) -> Leg:
    pairs = (school, school, training, training, experience, experience)
    return Leg(HOME, WIRE, 5, *pairs, 0.1, False, False)


@pytest.mark.parametrize(
    ("direct", "first", "second", "pay", "why"),
    [
        (leg(school=4.0), leg(), leg(school=3.0), 40_000, "about 1 year"),
        (leg(school=4.0), leg(), leg(school=3.1), 40_000, None),
        (leg(experience=6.0), leg(), leg(experience=4.0), 40_000, "sooner"),
        (leg(experience=6.0), leg(), leg(experience=4.1), 40_000, None),
        (leg(school=2.0), leg(training=1.0), leg(school=2.0), 44_000, "10% more pay"),
        (leg(school=2.0), leg(training=1.1), leg(school=2.0), 44_000, None),
        (leg(school=2.0), leg(training=1.0), leg(school=2.0), 43_000, None),
        (leg(experience=2.0), leg(), leg(experience=1.5), 44_000, "10% more pay"),
        (leg(experience=1.9), leg(), leg(experience=1.5), 44_000, None),
        (leg(school=2.0), leg(training=1.0), leg(school=2.6), 44_000, None),
    ],
)
def test_a_stepping_stone_beats_the_straight_way_by_a_margin(direct, first, second, pay, why):
    """A year of school less, a year sooner, or a tenth more pay in half the time; not much longer."""
    found = _beats(start(), Way("direct", (direct,)), first, second, stay=1.0, pay=pay)
    assert (found is None) if why is None else why in str(found)


def test_earnings_over_ten_years():
    """Four years of school at .4 × 40,000 − 11,000, five from 30,000 up to 60,000, and one at 60,000."""
    found = _earnings(start(), (leg(school=4.0),), [2], market(), stay=0.0)
    assert found == 4 * (16_000 - 11_000) + 5 * 45_000 + 60_000
    paid = _earnings(start(), (leg(training=4.0),), [2], market(), stay=0.0)
    assert paid == 4 * 30_000 + 5 * 45_000 + 60_000


def test_a_way_takes_its_legs_and_the_stay_between_them():
    way = Way("stepping_stone", (leg(training=1.0), leg(school=2.0)), stay_years=1.5)
    assert way.years == 4.5
    assert way.school_years == 2.0
    assert way.first_gain_years == 1.0
    assert way.likelihood == 0.1


# -- closures -----------------------------------------------------------------------------------------


def world(**changes: object) -> closure._World:
    near = links((9.0, 2.0, 0.5, 0.4))
    here = market()
    fields: dict[str, object] = {
        "links": near,
        "market": here,
        "places": np.full(4, 10),
        "lost": (HOME,),
        "people": np.array([20]),
        "needs": (needs(likeness=np.array([9.0, 2.0, 0.5, 0.4])),),
        "limits": Limits(),
        "pay": np.array([40_000.0]),
        "schooling": np.array([1]),
    }
    return closure._World(**{**fields, **changes})  # type: ignore[arg-type]


def test_the_cost_of_a_move_by_hand():
    """−log of the share, 10 × log of pay lost, −.8 × likeness, .4 × years, .4 a step of schooling."""
    years = np.full((2, 4), 0.5)
    poorer = market(pay=np.array([40_000.0, 20_000.0, 60_000.0, np.nan]), schooling=np.array([5, 1, 3, 5]))
    found = closure._costs(
        world(
            market=poorer,
            schooling=np.array([5]),
            needs=(needs(likeness=np.array([9.0, 2.0, 0.5, -1.0]), training=years),),
        )
    )[0]
    assert found == pytest.approx(
        [
            -0.8 * 3 + 0.2,
            -np.log(0.1) + 10 * np.log(2) - 1.6 + 0.2 + 0.4 * 3,
            -np.log(0.02) - 0.4 + 0.2 + 0.4 * 1,
            -np.log(0.002) + 0.2,
        ]
    )


def test_plausible_places():
    """Near enough or much alike, within the years, three quarters of the pay, and places to fill."""
    assert closure._open("no_training", world())[0].tolist() == [True, True, True, False]
    less = market(pay=np.array([40_000.0, 30_000.0, 29_999.0, 40_000.0]))
    assert closure._open("no_training", world(market=less))[0].tolist() == [True, True, False, False]
    learned = market(schooling=np.array([1, 3, 1, 1]))
    assert not closure._open("no_training", world(market=learned))[0, 1]
    assert closure._open("short_course", world(market=learned))[0, 1]
    slow = needs(likeness=np.array([9.0, 2.0, 0.5, 0.4]), training=np.array([[0.0, 1.0, 2.0, 0.0]] * 2))
    assert closure._open("short_course", world(needs=(slow,)))[0].tolist() == [True, True, False, False]
    assert closure._open("two_years", world(needs=(slow,)))[0].tolist() == [True, True, True, False]
    assert not closure._open("no_training", world(places=np.zeros(4, dtype=int))).any()


def test_how_many_go_together():
    """A quarter to the same work; else twice the share of the movers, .1 and .02, at most a quarter."""
    is_open = np.array([[True, True, True, False]])
    # .02 of .12 is a sixth, twice that a third, cut to a quarter of 20
    assert closure._together(is_open, world())[0].tolist() == [5, 5, 5, 1]
    rare = links((9.0, 2.0, 0.5, 0.4))
    rare.pathways.network.chance[0] = [0, 0.095, 0.005, 0]
    assert closure._together(is_open, world(links=rare))[0].tolist() == [5, 5, 2, 1]


def test_a_quarter_of_the_openings_that_are_near():
    assert closure._places(links(), market(), None, 0.01).tolist() == [10] * 4
    bins = links(is_one_kind=np.array([True, False, True, True]))
    assert closure._places(bins, market(), None, 0.01).tolist() == [10, 0, 10, 10]
    assert closure._places(links(), market(), {DESK: 3}, 0.01).tolist() == [0, 3, 0, 0]


def test_who_is_placed_and_who_leads():
    """Twenty people, the dear place last: at most two of twenty become supervisors (43-1011)."""
    is_open = np.array([[False, True, True, False], [True, False, False, False]])
    two = world(
        lost=(MILL, WIRE),
        people=np.array([8, 20]),
        places=np.array([10, 5, 10, 0]),
        needs=(needs(), needs()),
        pay=np.array([40_000.0, 40_000.0]),
        schooling=np.array([1, 1]),
    )
    costs = np.array([[0.0, 1.0, 2.0, 0.0], [1.0, 0.0, 0.0, 0.0]])
    assigned = closure._assign(is_open, costs, two)
    assert assigned[0].sum() == 8
    # at most two of eight together, and three beyond that to the cheaper one, whose places are then full
    assert assigned[0].tolist() == [0, 5, 3, 0]
    assert assigned[1].tolist() == [2, 0, 0, 0]
    assert closure._leads(two).tolist() == [True, False, False, False]


def test_what_would_place_those_who_are_left():
    def scenario(name: str, left: int) -> Scenario:
        stranded = (Stranded(HOME, "Home", left, "none", None),) if left else ()
        return Scenario(name, f"With {name}", (), stranded, 10)

    found = closure._with_rescue((scenario("a", 5), scenario("b", 5), scenario("c", 2)))
    assert found[0].stranded[0].would_place == "with c would place 3"
    assert found[2].stranded[0].would_place is None
