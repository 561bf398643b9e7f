"""Plans on a planted network whose best ways are known, and on the real one."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerclusters.errors import InputError, UnknownError
from careerclusters.pathways.limits import Limits, opens_words
from careerclusters.pathways.network import Network
from careerclusters.pathways.pathways import prepare_pathways
from careerclusters.pathways.plan import plan
from careerclusters.pathways.routes import STAY_YEARS, best_ways

FROM, TO = "11-0000.00", "11-0005.00"


def places(found) -> set[tuple[int, ...]]:
    return {way.places for way in found.ways}


def test_the_known_ways_and_no_other(planted):
    found = plan(planted, FROM, TO)
    # likelihood, years, lowest pay: direct .01, 1, 60k; over 1 .05, 3, 28k; over 2 .04, 3, 50k;
    # over 3 and 4 .3, 5, 29k
    assert places(found) == {(0, 5), (0, 1, 5), (0, 2, 5), (0, 3, 4, 5)}
    assert found.ways[0].places == (0, 3, 4, 5)
    assert found.ways[0].likelihood == pytest.approx(0.3)
    assert found.ways[0].drift_chance == pytest.approx(0.027)
    assert found.ways[0].years == pytest.approx(3 + 2 * STAY_YEARS)
    assert plan(planted, FROM, TO, prefer="time").ways[0].places == (0, 5)
    assert plan(planted, FROM, TO, prefer="pay").ways[0].places == (0, 5)
    assert plan(planted, FROM, TO, prefer="steps").ways[0].places == (0, 5)
    assert len(found.chosen) == 3
    assert found.chosen[0] == found.ways[0]


def test_fewer_steps_and_what_is_to_be_avoided(planted):
    assert places(plan(planted, FROM, TO, max_steps=1)) == {(0, 5)}
    assert places(plan(planted, FROM, TO, avoid=["11-0003.00", "11-0001.00"])) == {(0, 5), (0, 2, 5)}
    assert places(plan(planted, FROM, TO, limits=Limits(pay_min_usd=29_000))) == {
        (0, 5), (0, 2, 5), (0, 3, 4, 5),
    }  # fmt: skip
    assert places(plan(planted, FROM, TO, limits=Limits(years_max=3))) == {(0, 5), (0, 1, 5), (0, 2, 5)}


def test_what_blocks_and_what_unblocks(planted):
    def blocked(limits: Limits, **more) -> dict[str, object]:
        found = plan(planted, FROM, TO, limits=limits, **more)
        assert not found.is_feasible
        return {one.limit: one.opens_at for one in found.blocked}

    assert blocked(Limits(pay_min_usd=70_000)) == {"pay_min_usd": 60_000}
    assert blocked(Limits(education_max="associate")) == {"education_max": "bachelor"}
    assert blocked(Limits(years_max=0.5)) == {"years_max": 1.0}
    assert blocked(Limits(chance_min=0.02), max_steps=1) == {"chance_min": 0.01, "max_steps": 2}
    only = Limits(avoid=("11-0004.00",), chance_min=0.1)
    assert blocked(only) == {"avoid": ["11-0004.00"], "chance_min": 0.05}
    # Two limits at once: neither alone is to blame.
    assert blocked(Limits(pay_min_usd=70_000, education_max="associate")) == {}


def test_wrong_requests_get_clear_answers(planted):
    with pytest.raises(InputError, match="same occupation"):
        plan(planted, FROM, FROM)
    with pytest.raises(UnknownError, match="unknown"):
        plan(planted, FROM, "99-9999.00")
    with pytest.raises(InputError, match="1 to 4"):
        plan(planted, FROM, TO, max_steps=5)
    with pytest.raises(InputError, match="can't be avoided"):
        plan(planted, FROM, TO, avoid=[TO])
    with pytest.raises(InputError, match="preference"):
        plan(planted, FROM, TO, prefer="fun")
    with pytest.raises(InputError, match="No such schooling"):
        Limits(education_max="phd")
    with pytest.raises(InputError, match="from 0 up"):
        Limits(pay_min_usd=float("nan"))


@given(st.integers(0, 10_000))
def test_against_every_way_there_is(seed):
    rng = np.random.default_rng(seed)
    count = 6
    chance = rng.random((count, count)) * (rng.random((count, count)) < 0.6)
    np.fill_diagonal(chance, 0)
    years = rng.integers(0, 4, (count, count)).astype(float)
    pay = rng.integers(2, 6, count) * 10_000.0
    network = Network(
        tuple(map(str, range(count))), tuple("abcdef"), chance, chance, years, years, pay, np.ones(count, int)
    )
    is_open = chance > 0.1
    everything = {}
    for inner in range(4):
        for middle in itertools.permutations(range(1, count - 1), inner):
            way = (0, *middle, count - 1)
            pairs = list(itertools.pairwise(way))
            if all(is_open[pair] for pair in pairs):
                time = sum(years[pair] for pair in pairs) + STAY_YEARS * inner
                everything[way] = (
                    min(chance[pair] for pair in pairs), -time, min(pay[list(way[1:])]), -len(pairs),
                )  # fmt: skip
    values = list(everything.values())
    best = {
        value
        for value in values
        if not any(other != value and all(np.array(other) >= np.array(value)) for other in values)
    }
    found = best_ways(network, 0, count - 1, is_open=is_open, max_steps=4)
    got = {(way.likelihood, -way.years, way.pay_lowest, -way.steps) for way in found}
    assert {tuple(np.round(v, 9)) for v in got} == {tuple(np.round(v, 9)) for v in best}
    for way in found:
        assert len(set(way.places)) == len(way.places), "no way comes round"


def test_real_chances_sum_to_one_and_plans_keep_their_limits(catalog):
    pathways = prepare_pathways(catalog)
    network = pathways.network
    assert np.allclose(network.chance.sum(axis=1), 1)
    assert np.allclose(pathways.group_chances.sum(axis=1)[np.unique(pathways.groups.members)], 1)
    limits = Limits(pay_min_usd=35_000, education_max="certificate", avoid=("33-9032.00",))
    found = plan(network, "41-2011.00", "29-2061.00", limits=limits)
    assert found.is_feasible
    for way in found.ways:
        inside = list(way.places[1:])
        assert (network.pay[inside] >= 35_000).all()
        assert (network.education[inside] <= 3).all()
        assert network.at("33-9032.00") not in inside
    blocked = plan(network, "41-2011.00", "29-1141.00", limits=Limits(education_max="certificate"))
    assert [one.limit for one in blocked.blocked] == ["education_max"]


@pytest.mark.parametrize(
    ("limit", "value", "words"),
    [
        ("pay_min_usd", 31_190.0, "$31,190 a year"),
        ("education_max", "bachelor", "Bachelor's degree"),
        ("years_max", 4.51, "4.51 years"),
        ("years_max", 1.0, "1 year"),
        ("chance_min", 0.0012, "0.120% of those who leave"),
        ("max_steps", 2, "2 steps"),
        ("avoid", ["11-0002.00", "11-0004.00"], "Two and Four"),
    ],
)
def test_what_a_limit_opens_with_has_its_unit(limit, value, words):
    way = {"codes": ["11-0001.00", "11-0002.00", "11-0004.00"], "titles": ["One", "Two", "Four"]}
    assert opens_words({"limit": limit, "opens_at": value, "way": way}) == words
