"""What follows from answers and history, by hand; `scripts/mutate` changes these rules one by one."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from careerclusters.catalog import Catalog
from careerclusters.features.level_model import LevelModel, level_model_from
from careerclusters.people.profile.experiences import experience
from careerclusters.people.profile.interests import noise_variance, score_from_themes, tie_groups
from careerclusters.people.profile.strengths import Done, Held, StrengthEvidence, infer_strengths
from careerclusters.people.profile.theme_model import hexagon, posterior, relative

READING, LISTENING, BUSINESS, STAMINA = "2.A.1.a", "2.A.1.b", "2.C.1.a", "1.A.3.c.3"
IDS = (STAMINA, READING, LISTENING, BUSINESS)
CODES = ("11-1011.00", "13-2011.00", "29-1141.00")


def model(covariance: np.ndarray | None = None) -> LevelModel:
    """Levels of 2 on average, with variance 1, and no two elements going together unless told."""
    return LevelModel(IDS, np.full(4, 2.0), np.eye(4) if covariance is None else covariance, 0.0, "")


def catalog(*rated: tuple[str, str, float, float]) -> Catalog:
    """Occupations with (code, element, importance, level)."""
    codes = sorted({row[0] for row in rated} | {CODES[0]})
    ratings = [
        (code, element, scale, value)
        for code, element, importance, level in rated
        for scale, value in (("IM", importance), ("LV", level))
    ]
    names = ["code_onet", "element_id", "scale_id", "value"]
    return Catalog.from_tables(
        {
            "occupations": pl.DataFrame({"code_onet": codes, "title": [f"Work {code}" for code in codes]}),
            "ratings": pl.DataFrame(ratings, schema=names, orient="row"),
        }
    )


def told_levels(evidence: StrengthEvidence, known: Catalog) -> dict[str, float]:
    levels = infer_strengths(evidence, known, model=model()).levels
    return {level.element_id: level.level for level in levels if not level.is_inferred}


@pytest.mark.parametrize(("years", "reached"), [(0.0, 3.0), (2.0, 6 * (1 - 0.5 / np.e)), (80.0, 6.0)])
def test_years_bring_the_level_of_an_occupation_nearer(years, reached):
    """Of a level of 6 half is there at once, 4.9 after two years, all after many."""
    known = catalog((CODES[0], READING, 4.0, 6.0))
    held = StrengthEvidence(occupations=(Held(CODES[0], years),))
    assert told_levels(held, known) == pytest.approx({READING: reached})


def test_work_held_shows_what_matters_and_lies_above_the_usual():
    """Importance 2.4 is too little; a level of 2 × .816 lies below the usual 2; bodies are never told."""
    known = catalog(
        (CODES[0], READING, 2.4, 6.0),
        (CODES[0], LISTENING, 4.0, 2.0),
        (CODES[0], BUSINESS, 2.5, 4.0),
        (CODES[0], STAMINA, 4.0, 6.0),
    )
    found = told_levels(StrengthEvidence(occupations=(Held(CODES[0], 2.0),)), known)
    assert found == pytest.approx({BUSINESS: 4 * (1 - 0.5 / np.e)})


def test_of_several_histories_the_highest_level_counts():
    known = catalog((CODES[0], READING, 4.0, 6.0), (CODES[1], READING, 4.0, 4.0))
    both = StrengthEvidence(occupations=(Held(CODES[0], 0.0), Held(CODES[1], 80.0)))
    assert told_levels(both, known) == pytest.approx({READING: 4.0})


def test_a_hobby_counts_in_full_after_two_years():
    monitoring = "2.A.2.d"
    assert dict(experience("babysitting").levels)[monitoring] == 3
    one = LevelModel((monitoring,), np.array([2.0]), np.eye(1), 0.0, "")
    for years, level in ((2.0, 3.0), (0.0, 3 * 0.5 / (1 - 0.5 / np.e))):
        evidence = StrengthEvidence(experiences=(Done("babysitting", years),))
        assert infer_strengths(evidence, catalog(), model=one).levels[0].level == pytest.approx(level)


def test_ratings_of_one_person_share_an_error():
    """Two ratings of 4 where 2 is usual: noise 1 each and .25 in common, so S = [[2.25, .25], [.25, 2.25]].

    The inverse of S is [[.45, −.05], [−.05, .45]]; an element that goes with both by .5 is expected at
    2 + .5 × .4 × 2 + .5 × .4 × 2 = 2.8. Alone their errors would say 2 + 2 × .5 × 2 / 2 = 3.
    """
    covariance = np.eye(4)
    covariance[1, 3] = covariance[3, 1] = covariance[2, 3] = covariance[3, 2] = 0.5
    rated = StrengthEvidence(ratings={READING: 4.0, LISTENING: 4.0})
    found = infer_strengths(rated, catalog(), model=model(covariance))
    assert found.levels[3].level == pytest.approx(2.8)
    assert found.covariance[1, 1] == pytest.approx(0.55)
    assert found.covariance[1, 2] == pytest.approx(0.05)


def test_bodily_abilities_are_never_inferred():
    covariance = np.eye(4)
    covariance[0, 1] = covariance[1, 0] = 0.9
    found = infer_strengths(StrengthEvidence(ratings={READING: 6.0}), catalog(), model=model(covariance))
    assert found.levels[0].level == 2.0
    assert found.covariance[0].tolist() == [1, 0, 0, 0]


def test_levels_that_go_against_each_other_do_not_speak():
    """Strength and writing exclude each other in work, not in people: the covariance is set to zero."""
    levels = np.column_stack([np.arange(40.0) % 7, 6 - np.arange(40.0) % 7])
    found = level_model_from(levels, (READING, LISTENING))
    assert found.covariance[0, 1] == pytest.approx(0, abs=1e-4)
    assert found.covariance[0, 0] == pytest.approx(1 + levels[:, 0].var(), rel=0.01)


# -- interests ----------------------------------------------------------------------------------------


def test_neighbours_on_the_hexagon_go_together_most():
    assert hexagon()[0].tolist() == [1, 0.37, 0.17, -0.01, 0.17, 0.37]


def test_the_relative_view_takes_off_how_popular_a_theme_is():
    """Popularity is 2.1, 3, 3, 3.4, 2.5, 2.4, on average 2.733."""
    found = relative(np.full(6, 3.0))
    assert found == pytest.approx(np.array([3.633, 2.733, 2.733, 2.333, 3.233, 3.333]), abs=1e-3)


def test_many_answers_of_five_bring_a_theme_near_five_and_its_neighbours_up():
    mean, covariance = posterior(np.array([4, 0, 0, 0, 0, 0]), np.array([20.0, 0, 0, 0, 0, 0]))
    # one theme alone: variance .7225, four answers of variance 1: 3 + 2 × .7225 / (.7225 + .25)
    assert mean[0] == pytest.approx(3 + 2 * 0.7225 / 0.9725)
    assert mean[1] == pytest.approx(3 + 2 * 0.37 * 0.7225 / 0.9725)
    assert covariance[0, 0] == pytest.approx(0.7225 * 0.25 / 0.9725)


def test_noise_is_shrunk_towards_one_by_twelve_answers():
    """Answers 1, 5 in one theme: squares 8 with one degree of freedom; the single answer says nothing."""
    assert noise_variance(np.array([1, 5, 3]), np.array([0, 0, 1])) == pytest.approx((12 + 8) / 13)


def test_themes_less_than_one_error_below_the_head_join_it():
    """Errors of .5 each: the difference has .7071; 4.4 joins 5.0, 4.2 heads the next, 3.6 joins that."""
    groups = tie_groups(np.array([5.0, 4.4, 4.2, 3.6, 2.0, 1.0]), 0.25 * np.eye(6))
    assert groups == (("R", "I"), ("A", "S"), ("E",), ("C",))


def test_theme_scores_from_elsewhere_keep_their_error():
    profile = score_from_themes(dict(zip("RIASEC", (5, 2, 2, 2, 2, 2), strict=True)), standard_error=0.3)
    assert profile.themes[0].low == pytest.approx(5 - 1.645 * 0.3)
    assert profile.themes[0].high == 5.0
    assert profile.groups[0] == ("R",)


def test_the_average_person_has_no_leading_theme_in_the_relative_view():
    # Four answers each at what people like on average: pulled towards 3 as answered, flat against others.
    from careerclusters.people.profile.theme_model import POPULARITY, posterior, relative

    counts = np.full(6, 4)
    mean, covariance = posterior(counts, 4 * np.array(POPULARITY))
    assert mean[0] > POPULARITY[0] + 0.1
    assert np.ptp(relative(mean)) > 0.2
    assert np.ptp(relative(mean, covariance)) < 1e-9


def test_themes_brought_from_elsewhere_are_not_pulled():
    brought = score_from_themes(dict(zip("RIASEC", (4.0, 3.0, 3.0, 3.0, 3.0, 3.0), strict=True)))
    # 4 − 2.1 + 2.7333 and 3 − 3.4 + 2.7333.
    assert brought.relative[[0, 3]] == pytest.approx([4.63333, 2.33333], abs=1e-4)
