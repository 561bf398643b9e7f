"""Each rule of matching on numbers that can be checked by hand; `scripts/mutate` changes them one by one."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import polars as pl
import pytest

from careerclusters.features.market import NATION, Market
from careerclusters.people.explain.suggestions import find_stretch, find_unexpected
from careerclusters.people.matching import uncertainty
from careerclusters.people.matching.cards import lead_prices, loss_prices
from careerclusters.people.matching.cluster_affinity import cluster_rows, spread_out
from careerclusters.people.matching.occupation_features import OccupationFeatures
from careerclusters.people.matching.outlook import (
    experience_values,
    openings_values,
    pay_values,
    schooling_years,
    start_values,
    years_asked,
)
from careerclusters.people.matching.past import Past, _intent
from careerclusters.people.matching.score import SPREAD, interest_values, strength_values
from careerclusters.people.profile.strengths import Held

READING, LISTENING = "2.A.1.a", "2.A.1.b"
CODES = ("11-1011.00", "13-2011.00", "29-1141.00")


def features(**changes: object) -> OccupationFeatures:
    """Three occupations, two elements; what a test needs is changed."""
    nothing = np.empty((0, 0))
    fields: dict[str, object] = {
        "codes": CODES,
        "titles": ("Lead", "Count", "Nurse"),
        "interests": np.array([[5, 1, 1, 1, 1, 1], [1, 1, 1, 1, 1, 5], [1, 1, 5, 1, 1, 1.0]]),
        "element_ids": (READING, LISTENING),
        "levels": np.array([[4.0, 2.0], [2.0, 4.0], [3.0, 3.0]]),
        "level_errors": np.zeros((3, 2)),
        "importance": np.array([[0.75, 0.25], [0.25, 0.75], [0.5, 0.5]]),
        "average": np.array([3.0, 3.0]),
        "wishes": (),
        "standings": np.empty((3, 0)),
        "job_zones": np.array([4.0, 4.0, 3.0]),
        "pay_usd": np.full(3, 50_000.0),
        "shares": {},
        "cluster_ids": {},
        "unrated": (),
        "kin": nothing,
        "log_moves": nothing,
    }
    return OccupationFeatures(**{**fields, **changes})  # type: ignore[arg-type]


def test_interests_are_a_correlation_less_its_mean():
    """Someone like the first: correlations 1, −.2 and −.2, their mean .2, all over the spread .45."""
    found = interest_values(np.array([[5, 1, 1, 1, 1, 1.0]]), features(), reliability=0.9)[0]
    assert found == pytest.approx(0.9 / 0.45 * np.array([0.8, -0.4, -0.4]))


def test_strengths_by_hand():
    """Levels 5 and 1 where (4, 2), (2, 4) and (3, 3) are asked and 3 is usual; all of it known.

    Gaps: .25 × 1, .75 × 3, .5 × 2. Met above 3: .75 × 1, 0, 0. Unused, halves: (5 − 4), (5 − 3), (5 − 3).
    Demands are 1 on average, so all three are scaled by 1 / 1.15.
    """
    met, unused, gaps = strength_values(np.array([[5.0, 1.0]]), np.ones(2), features())

    def part(values: list[float], name: str) -> np.ndarray:
        raw = np.array(values) / 1.15 / SPREAD[name]
        return raw - raw.mean()

    assert met[0] == pytest.approx(part([0.75, 0, 0], "strengths_met"))
    assert unused[0] == pytest.approx(part([-0.5, -1.0, -1.0], "strengths_unused"))
    assert gaps[0] == pytest.approx(part([-0.25, -2.25, -1.0], "gaps"))


def test_many_draws_say_what_one_does():
    one = strength_values(np.array([[5.0, 1.0]]), np.array([0.4, 0.8]), features())
    two = strength_values(np.array([[5.0, 1.0], [1.0, 5.0]]), np.array([0.4, 0.8]), features())
    for alone, together in zip(one, two, strict=True):
        assert together[0] == pytest.approx(alone[0], abs=1e-4)


# -- how sure a score is ------------------------------------------------------------------------------

WEIGHTS = {"interests": 1.0, "strengths_met": 0.3, "strengths_unused": 0.3, "gaps": 0.6, "preferences": 0.5}
WEIGHTS |= {"experience": 0.6, "pay": 0.15, "openings": 0.35, "start": 1.0}


def test_errors_of_the_levels_by_hand():
    """Levels 5 and 1 against (4, 2), errors .5: the first is met and above the usual, the second lacks.

    Slopes: .3/.14 × .75 + .3/.08 × .5 and −.6/.39 × .25, all over 1.15.
    """
    found = uncertainty._level_variance(
        np.array([5.0, 1.0]), np.ones(2), features(level_errors=np.full((3, 2), 0.5)), WEIGHTS
    )
    above = (0.3 / 0.14 * 0.75 + 0.3 / 0.08 * 0.5) / 1.15
    lacking = 0.6 / 0.39 * 0.25 / 1.15
    assert found[0] == pytest.approx(0.25 * (above**2 + lacking**2))
    # (2, 4): the first is no demand above the usual, so only what lacks counts
    assert found[1] == pytest.approx(0.25 * (0.6 / 0.39 * 0.75 / 1.15) ** 2)


def test_errors_of_the_themes_by_hand():
    """Centred themes (4, 0, …) have length² 13.33; with r = .5: .35² × ((.9/.45)² − .5²) / 13.33."""
    found = uncertainty._theme_variance(np.full(3, 0.5), features(), 0.9)
    assert found == pytest.approx(np.full(3, 0.35**2 * (4 - 0.25) / (40 / 3)))


def plausible(error: float) -> np.ndarray:
    """Scores of the first occupation for somebody of levels 5 and 1, known for certain."""
    inferred = SimpleNamespace(
        profile=None,
        strengths=SimpleNamespace(draws=lambda n, seed: np.tile([5.0, 1.0], (n, 1))),
        certainty=np.ones(2),
        past=SimpleNamespace(intent=None),
    )
    names = ("strengths_met", "strengths_unused", "gaps")
    parts = strength_values(np.array([[5.0, 1.0]]), np.ones(2), features())
    scores, _ = uncertainty.plausible_scores(
        inferred,
        {name: part[0] for name, part in zip(names, parts, strict=True)},
        features(level_errors=np.full((3, 2), error), standings=np.zeros((3, 1))),
        weights=dict.fromkeys(WEIGHTS, 0.0) | {name: WEIGHTS[name] for name in names},
        draws=4000,
        seed=0,
    )
    return scores[:, 0]


def test_scores_move_by_the_errors_of_the_levels():
    """With errors the variance of a score is larger by just what `_level_variance` says."""
    here = features(level_errors=np.full((3, 2), 0.5))
    more = uncertainty._level_variance(np.array([5.0, 1.0]), np.ones(2), here, WEIGHTS)[0]
    assert plausible(0.5).var() - plausible(0.0).var() == pytest.approx(more, rel=0.1)


def test_ranks_and_their_middle():
    scores = np.array([[3.0, 1.0, 2.0], [1.0, 3.0, 2.0]])
    assert uncertainty.ranks_of(scores).tolist() == [[1, 3, 2], [3, 1, 2]]
    ranks = np.arange(1, 22)[:, None]
    low, high = uncertainty.middle_ranks(ranks)
    assert (low.tolist(), high.tolist()) == ([2], [20])


def test_those_that_can_not_be_told_apart_share_a_group():
    """Differences from the head spread by 1: a lead of .9 is a tie, 1.1 is not."""
    draws = np.array([[0.0, 1.0, 1.0], [0.0, -1.0, -1.0]])
    assert uncertainty.tie_groups_of(np.array([2.0, 1.1, 0.9]), draws).tolist() == [1, 1, 2]


# -- work, pay, openings, a start ---------------------------------------------------------------------


def market(**changes: object) -> Market:
    n = 3
    fields: dict[str, object] = {
        "area_code": NATION,
        "codes": CODES,
        "jobs": np.full(n, 1000.0),
        "openings": np.array([20.0, 2_000.0, 900_000.0]),
        "openings_published": np.array([20.0, 2_000.0, 900_000.0]),
        "is_split": np.zeros(n, dtype=bool),
        "pay": np.array([40_000.0, 50_000.0, 80_000.0]),
        "pay_low": np.full(n, 30_000.0),
        "pay_high": np.full(n, 90_000.0),
        "growth_pct": np.zeros(n),
        "schooling": np.array([1, 4, 5]),
        "experience_years": np.array([0.0, 2.5, 6.0]),
        "training": ("", "", ""),
        "is_apprenticed": np.zeros(n, dtype=bool),
        "apprenticeship_count": np.zeros(n, dtype=int),
        "licence_states": np.zeros(n, dtype=int),
    }
    return Market(**{**fields, **changes})  # type: ignore[arg-type]


def past(**changes: object) -> Past:
    """Somebody who did the first work for two years."""
    fields: dict[str, object] = {
        "codes": CODES[:1],
        "rows": np.array([0]),
        "shares": np.array([1.0]),
        "years": np.array([2.0]),
        "is_stand_in": np.array([False]),
        "has_moves": True,
        "pay_usd": 40_000.0,
        "schooling": 1,
        "is_schooling_said": True,
        "schooling_most": None,
        "intent": "step_up",
    }
    return Past(**{**fields, **changes})  # type: ignore[arg-type]


ROWS = np.arange(3)


def test_pay_against_the_pay_of_the_work_held():
    """A step up: the same pay is three short of a gain; a quarter more is .89; twice is cut at 1.5."""
    up = pay_values(past(), market(), ROWS)
    assert up == pytest.approx([-3.0, np.log(1.25) / 0.25, 1.5])
    # who is only read as other work (the military) steps into it, not up from it
    read = pay_values(past(is_stand_in=np.array([True])), market(), ROWS)
    assert read == pytest.approx([0.0, np.log(1.25) / 0.25, 1.5])
    # without a published yearly pay work counts as if it paid little
    unknown = market(pay=np.array([40_000.0, np.nan, 80_000.0]))
    assert pay_values(past(), unknown, ROWS)[1] == -1.5
    assert pay_values(past(pay_usd=float("nan")), unknown, ROWS)[1] == -1.5
    # who wants something different loses half a unit below two thirds of a step
    other = pay_values(past(intent="different", pay_usd=50_000.0), market(), ROWS)
    assert other == pytest.approx([np.log(0.8) / 0.25 - 0.5, 0.0, 1.5])


def test_pay_against_the_same_schooling_without_work():
    """Alone on its step each pays what is usual there; 40,000 is what four fifths of the middle are."""
    found = pay_values(past(pay_usd=float("nan")), market(), ROWS)
    assert found == pytest.approx([0.0, 0.0, 0.0])
    poor = market(pay=np.array([30_000.0, 50_000.0, 80_000.0]))
    assert pay_values(past(pay_usd=float("nan")), poor, ROWS)[0] == pytest.approx(np.log(0.75) / 0.25)


def test_openings_count_by_tens_from_fifty_to_forty_thousand():
    nation = market()
    found = openings_values(nation, nation, ROWS)
    assert found == pytest.approx(np.log10([50 / 2000, 1.0, 40_000 / 2000]) / 0.75)


def test_openings_of_an_area_are_brought_to_the_size_of_the_nation():
    """The area has a tenth of all; what isn't published there counts as three tenths of the nation's."""
    nation = market(openings=np.array([1_000.0, 2_000.0, 3_000.0]))
    here = market(area_code="0039", openings=np.array([300.0, 300.0, np.nan]))
    found = openings_values(here, nation, ROWS)
    assert found == pytest.approx(np.log10(np.array([3_000, 3_000, 900]) / 2_000) / 0.75)


def test_years_of_school_and_of_related_work_still_to_do():
    """High school done: 2.25 and 4.5 years are left; work much like the last counts its two years."""
    assert schooling_years(past(), market(), ROWS) == pytest.approx([0, 2.25, 4.5])
    assert schooling_years(past(schooling=4), market(), ROWS) == pytest.approx([0, 0, 2.25])
    kin = np.array([[9.0, 1.6, 2.2], [1.6, 9.0, 0.0], [2.2, 0.0, 9.0]])
    asked = years_asked(past(), features(kin=kin), market(), rows=ROWS)
    # 1.6 is half of the way from 1.0 to 2.2: one of two years counts; 2.2 counts both
    assert asked == pytest.approx([0.0, 1.5, 4.0])


def test_the_price_of_a_start():
    """.15 a year of school, .25 a year of work; unwanted school .3 a year beyond what is wanted."""
    kin = np.zeros((3, 3))
    here = features(kin=kin)
    assert start_values(past(), here, market(), rows=ROWS) == pytest.approx(
        [0, -0.15 * 2.25 - 0.25 * 2.5, -0.15 * 4.5 - 0.25 * 6]
    )
    unwilling = start_values(past(schooling_most=4), here, market(), rows=ROWS)
    assert unwilling[2] == pytest.approx(-0.3 * 2.25 - 0.25 * 6)
    # a bachelor in work that asks for high school: three steps below the one just beneath
    learned = start_values(past(schooling=5), here, market(), rows=ROWS)
    assert learned[0] == pytest.approx(-0.25 * 3)
    unknown = start_values(past(schooling=None), here, market(), rows=ROWS)
    assert unknown == pytest.approx([0, -0.25 * 2.5, -0.25 * 6])


def test_experience_by_what_people_do_and_what_is_alike():
    """A step up: .6 of how often people go there, by count and against others, .4 of likeness.

    Of leavers, on average (10^−2.6 + 10^−3.3) / 2 = .001507 go to the second: the lift is
    log10(.002512 / .001507) = .222, over .35 .634, so .5 × 1 + .5 × .634 = .817. To the third go .0003006:
    −.5 × 1 − .5 × 1.366 = −1.183. The work held comes last.
    """
    kin = np.array([[9.0, 1.2, 0.0], [1.2, 9.0, 0.0], [0.0, 0.0, 9.0]])
    moves = np.array([[np.nan, -2.6, -4.0], [-3.3, np.nan, -3.3], [-3.3, -3.3, np.nan]])
    here = features(kin=kin, log_moves=moves)
    up = experience_values(past(), here)
    assert up == pytest.approx([-0.7098, 0.6 * 0.8172 + 0.4 * 1, -0.7098], abs=1e-3)
    # something different: a near twin (2.4) is no gain but a loss, 1.9 is half of one
    kin = np.array([[9.0, 1.9, 2.4], [1.9, 9.0, 0.0], [2.4, 0.0, 9.0]])
    other = experience_values(past(intent="different"), features(kin=kin, log_moves=moves))
    assert other[1:] == pytest.approx([0.9 * 0.5 - 0.5, -1.0])


def test_other_interests_than_the_work_held_mean_something_different():
    person = SimpleNamespace(background=None)
    rows, weights = np.array([0]), np.array([1.0])
    mine = np.array([1, 1, 1, 1, 1, 5.0])
    found = _intent(person, rows, weights, features=features(), themes=mine)
    assert found == "different"
    assert _intent(person, rows, weights, features=features(), themes=mine[::-1]) == "step_up"
    assert _intent(person, rows, weights, features=features(), themes=None) == "step_up"


# -- clusters of a person, and beyond the first ten ---------------------------------------------------


def many(n: int, homes: list[int], n_clusters: int) -> OccupationFeatures:
    """`n` occupations, each wholly in a cluster."""
    codes = tuple(f"11-{1000 + row}.00" for row in range(n))
    shares = np.eye(n_clusters)[homes]
    ids = tuple(f"M{number}" for number in range(n_clusters))
    return features(
        codes=codes, shares={"broad": shares, "middle": shares}, cluster_ids={"broad": ids, "middle": ids},
        job_zones=np.array([3.0] * 10 + [4.0] * (n - 10)),
    )  # fmt: skip


def clusters_of(here: OccupationFeatures) -> SimpleNamespace:
    ids = here.cluster_ids["middle"]
    frame = pl.DataFrame({"cluster_id": ids, "name": [f"Cluster {one}" for one in ids]})
    return SimpleNamespace(levels=("broad", "middle"), clusters=frame)


def test_ten_hold_at_most_two_of_a_cluster():
    """Six clusters of three in order: the third of each waits for the next ten."""
    here = many(18, [number // 3 for number in range(18)], 6)
    found = spread_out(np.arange(18), here, clusters_of(here)).tolist()
    assert found[:10] == [0, 1, 3, 4, 6, 7, 9, 10, 12, 13]
    assert sorted(found) == list(range(18))


def test_the_degree_is_the_part_of_the_likely_ten():
    """Seven of the ten best lie in the first cluster in one draw and six in the other: .65."""
    here = many(12, [0] * 7 + [1] * 5, 2)
    score = np.arange(12.0, 0, -1)
    worse = score.copy()
    worse[0] = -1
    frame, weights = cluster_rows(
        np.arange(12), score, np.stack([score, worse]), features=here, clustering=clusters_of(here)
    )
    degrees = dict(frame.filter(level="middle").select("cluster_id", "degree").iter_rows())
    assert degrees == pytest.approx({"M0": 0.65, "M1": 0.35})
    assert weights[here.codes[0]] == pytest.approx(0.05)
    assert weights[here.codes[1]] == pytest.approx(0.10)


def match_of(here: OccupationFeatures, *, held: tuple[str, ...] = ()) -> SimpleNamespace:
    strengths = SimpleNamespace(occupations=tuple(Held(code) for code in held))
    n = len(here.codes)
    titles, ranks = [f"Work {code}" for code in here.codes], list(range(1, n + 1))
    scores = {"score": np.arange(float(n), 0, -1), "gaps": np.zeros(n)}
    frame = pl.DataFrame({"code_onet": here.codes, "title": titles, "rank": ranks, **scores})
    person = SimpleNamespace(strengths=strengths)
    return SimpleNamespace(
        is_enough=True, stands_out=True, occupations=frame, person=person, parts=("interests",)
    )


def test_the_unexpected_lies_away_from_the_ten_and_from_what_was_done():
    """Ten of cluster 0, then one each of 1 and 2; who has done work of 1 is told of 2."""
    here = many(12, [0] * 10 + [1, 2], 3)
    matcher = SimpleNamespace(features=here, clustering=clusters_of(here))
    assert find_unexpected(matcher, match_of(here)).code_onet == here.codes[10]
    assert find_unexpected(matcher, match_of(here, held=(here.codes[10],))).code_onet == here.codes[11]


def test_without_strengths_a_stretch_takes_more_preparation():
    """The ten take zone 3; the eleventh takes 3 as well and the twelfth 4."""
    here = many(12, [0] * 12, 1)
    zones = np.array([3.0] * 11 + [4.0])
    here = features(codes=here.codes, job_zones=zones)
    matcher = SimpleNamespace(features=here, clustering=None)
    found = find_stretch(matcher, match_of(here), inferred=SimpleNamespace())
    assert found is not None
    assert found.code_onet == here.codes[11]


def test_few_openings_and_no_published_pay_cost_the_first_place():
    """Of 100,000 openings one in two thousand is 50: 5 are a tenth of it, one step of .2; no pay takes .3."""
    openings, pay = np.array([5.0, 50.0, 99_945.0]), np.array([40_000.0, np.nan, 80_000.0])
    prices = lead_prices(market(openings=openings, pay=pay), ROWS)
    assert prices == pytest.approx([0.2, 0.3, 0.0], abs=1e-3)


def test_clearly_less_pay_than_the_work_held_costs_the_more_the_deeper_it_falls():
    """The middle of all jobs is 40,000: from 60,000 down to it costs nothing, half of it 2 ln 2; from 30,000
    down to 20,000 costs 2 ln 1.5; no published pay takes .4; without work held nothing counts."""
    here = SimpleNamespace(codes=CODES)
    there = market(pay=np.array([40_000.0, 20_000.0, np.nan]), jobs=np.array([3_000.0, 1_000.0, 1_000.0]))

    def prices(held: float) -> np.ndarray:
        return loss_prices(SimpleNamespace(past=past(pay_usd=held), market=there), here, ROWS)

    assert prices(60_000.0) == pytest.approx([0.0, 2 * np.log(2), 0.4])
    assert prices(30_000.0) == pytest.approx([0.0, 2 * np.log(1.5), 0.4])
    assert prices(float("nan")) == pytest.approx([0.0, 0.0, 0.0])


def test_work_where_nobody_goes_and_that_is_unlike_is_far_off_for_who_wants_out():
    """The second is unlike and rarely gone to, the third as rarely but like: only the second loses 2."""
    kin = np.array([[3.0, -0.3, 0.0], [-0.3, 3.0, 0.0], [0.0, 0.0, 3.0]])
    logs = np.log10(np.array([[0.9, 0.002, 0.002], [0.01, 0.9, 0.01], [0.09, 0.098, 0.988]]))
    known = SimpleNamespace(kin=kin, log_moves=logs, log_lift=np.array([[0.0, -1.0, -1.0]] * 3))
    values = experience_values(past(intent="different"), known)
    assert values[2] - values[1] == pytest.approx(2.0)
