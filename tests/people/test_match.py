"""A match: parts that add up, ranges that shrink with evidence, honest about what is missing."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careerclusters.errors import InputError, UnknownError
from careerclusters.people import (
    Constraints,
    Held,
    InterestAnswers,
    Matcher,
    Person,
    Preferences,
    StrengthEvidence,
    match,
)
from careerclusters.people.explain.counterfactuals import find_changes, find_dependence
from careerclusters.people.explain.explained import explain_match
from careerclusters.people.explain.reasons import reasons_for
from careerclusters.people.explain.suggestions import find_stretch, find_unexpected
from careerclusters.people.matching.filters import wish_fits
from careerclusters.people.matching.score import (
    DEFAULT_WEIGHTS,
    PARTS,
    SPREAD,
    preference_values,
    strength_values,
)
from careerclusters.people.matching.uncertainty import ranks_of, tie_groups_of
from careerclusters.people.profile.instruments import form_items
from careerclusters.people.profile.questions import SHORT_STRENGTHS
from careerclusters.people.profile.strengths import infer_strengths, is_bodily
from careerclusters.words import gloss

NURSES = "29-1141.00"
LIKING = {"R": 2, "I": 5, "A": 3, "S": 4, "E": 1, "C": 3}
RATINGS = {element_id: 3.0 + 0.75 * (at % 4) for at, element_id in enumerate(SHORT_STRENGTHS)}


def answers(form="short", liking=LIKING):
    spread = {item.item_id: at % 3 - 1 for at, item in enumerate(form_items(form))}
    return {i.item_id: max(1, min(5, liking[i.theme] + spread[i.item_id])) for i in form_items(form)}


INTERESTED = Person(InterestAnswers("short", answers()))
SKILLED = replace(INTERESTED, strengths=StrengthEvidence(RATINGS))
WHOLE = replace(
    SKILLED,
    strengths=StrengthEvidence(RATINGS, (Held(NURSES, 5.0),)),
    preferences=Preferences({"outdoors": 1, "sitting": -2}, {"independence": 5}, pay_wish_usd=60_000),
    constraints=Constraints({"heights": "never"}, education_max="bachelor", pay_min_usd=35_000),
)
PEOPLE = {"interests": INTERESTED, "and strengths": SKILLED, "whole": WHOLE}


@pytest.fixture(scope="module")
def matcher(catalog, clustering):
    return Matcher.prepare(catalog, clustering)


@pytest.fixture(scope="module")
def matches(matcher):
    return {name: matcher.match(person, draws=60) for name, person in PEOPLE.items()}


@pytest.fixture(params=list(PEOPLE))
def found(request, matches):
    return matches[request.param]


def test_the_parts_add_up_to_the_score(found):
    for row in found.occupations.iter_rows(named=True):
        parts = [row[name] for name in PARTS if row[name] is not None]
        assert row["score"] == pytest.approx(sum(parts), abs=1e-9)
    known = [name for name in PARTS if found.occupations[name].drop_nulls().len()]
    assert tuple(known) == found.parts
    assert set(found.parts) | set(found.missing) == set(PARTS)


def test_ranks_follow_scores_and_lie_in_their_ranges(found):
    rows = found.occupations
    assert rows["score"].is_sorted(descending=True)
    assert rows["rank"].to_list() == list(range(1, rows.height + 1))
    assert (rows["rank_low"] <= rows["rank"]).all()
    assert (rows["rank"] <= rows["rank_high"]).all()
    assert rows["tie_group"].is_sorted()
    assert rows["top_ten_share"].sum() == pytest.approx(10, abs=0.1)
    assert found.best.height == rows["is_supported"].sum() < rows.height / 4


def test_degrees_of_clusters_sum_to_one_at_every_level(found, clustering):
    for level in clustering.levels:
        rows = found.clusters.filter(pl.col("level") == level)
        assert rows.height == clustering.at(level).height
        assert rows["degree"].sum() == pytest.approx(1, abs=0.01)
        assert (rows["degree_low"] <= rows["degree_high"]).all()
        assert (rows["rank_low"] <= rows["rank"]).all()
        assert (rows["rank"] <= rows["rank_high"]).all()
        assert rows["degree"].is_sorted(descending=True)


def test_the_formulas_by_hand(matcher):
    """Every strength part of one draw and one occupation, written out as in the docstring."""
    features = matcher.features
    random = np.random.default_rng(1)
    levels = random.uniform(0, 7, (3, len(features.element_ids)))
    certainty = random.uniform(0, 1, len(features.element_ids))
    whole = ~np.isnan(features.levels).any(axis=1)
    amount = (features.importance * certainty).sum(axis=1)[whole].mean()
    factor = amount / (amount + 0.15)
    for draws in (levels, levels[:1]):
        got = strength_values(draws, certainty, features)
        w, c, v, mean, mine = features.importance, certainty, features.levels, features.average, draws[0]
        met = (w * c * np.maximum(np.minimum(mine, v) - mean, 0)).sum(axis=1) / amount
        gaps = -(w * c * np.maximum(v - mine, 0)).sum(axis=1) / amount
        unused = -(c * np.maximum(mine - np.maximum(v, mean), 0)).sum(axis=1) / c.sum()
        names = ("strengths_met", "strengths_unused", "gaps")
        for part, name, want in zip(got, names, (met, unused, gaps), strict=True):
            want = want * factor / SPREAD[name]
            np.testing.assert_allclose(part[0][whole], (want - want[whole].mean())[whole], atol=2e-4)


def test_wishes_count_as_in_the_documented_fits(matcher, catalog):
    preferences = Preferences({"outdoors": 2, "sitting": -1}, {"independence": 5, "support": 1})
    inferred = matcher.read(replace(INTERESTED, preferences=preferences))
    got = dict(zip(matcher.features.codes, preference_values(inferred, matcher.features), strict=True))
    fits = wish_fits(preferences, catalog).group_by("code_onet").agg(pl.col("fit").sum())
    size = np.sqrt(1 + 0.25 + 1 + 1 + 2) * SPREAD["preferences"]
    want = {code: fit / size for code, fit in fits.iter_rows() if code in got}
    gap = [got[code] - value for code, value in want.items()]
    assert np.ptp(gap) == pytest.approx(0, abs=1e-9), "but for the mean taken off"


@settings(max_examples=15)
@given(st.randoms(use_true_random=False))
def test_the_order_of_answers_does_not_matter(matcher, shuffle):
    items = list(answers().items())
    shuffle.shuffle(items)
    ratings = list(RATINGS.items())
    shuffle.shuffle(ratings)
    other = Person(InterestAnswers("short", dict(items)), StrengthEvidence(dict(ratings)))
    assert matcher.match(other, draws=20).occupations.equals(matcher.match(SKILLED, draws=20).occupations)


def test_same_seed_same_result_and_another_seed_only_moves_ranges(matcher):
    first, again, other = (matcher.match(WHOLE, draws=40, seed=seed) for seed in (0, 0, 1))
    assert first.occupations.equals(again.occupations)
    assert first.clusters.equals(again.clusters)
    assert first.occupations["score"].equals(other.occupations["score"])
    assert not first.occupations["rank_high"].equals(other.occupations["rank_high"])


def test_more_evidence_never_widens_the_range_on_average(matcher):
    from careerclusters.evaluation.built_people import build_people

    people = build_people(matcher.features, 12, noise=1.0)
    told = [
        (24, ("interests",)),
        (60, ("interests",)),
        (60, ("interests", "strengths")),
        (60, ("interests", "strengths", "wishes")),
    ]
    widths = []
    for items, parts in told:
        found = [matcher.match(people.person(at, items=items, parts=parts), draws=60) for at in range(12)]
        top = [one.occupations.head(10) for one in found if one.is_enough]
        widths.append(np.mean([(rows["rank_high"] - rows["rank_low"]).mean() for rows in top]))
    assert widths == sorted(widths, reverse=True)


def test_a_person_equal_to_an_occupation_finds_it(matcher):
    """Truth we made ourselves: themes, levels and wishes of one occupation."""
    features = matcher.features
    at = features.place[NURSES]
    themes = dict(zip("RIASEC", (1 + (features.interests[at] - 1) * 4 / 6).tolist(), strict=True))
    ratings = dict(zip(features.element_ids, features.levels[at].round(1).tolist(), strict=True))
    found = matcher.match(Person(InterestAnswers(themes=themes), StrengthEvidence(ratings)), draws=20)
    assert found.row(NURSES)["rank"] <= 3


@pytest.mark.parametrize(
    "person",
    [
        Person(),
        Person(InterestAnswers("short", {"R01": 5, "I01": 1})),
        Person(strengths=StrengthEvidence({"2.A.1.a": 4})),
        Person(preferences=Preferences({"outdoors": 2})),
    ],
)
def test_too_little_evidence_gives_a_question_not_a_ranking(matcher, person):
    found = matcher.match(person)
    assert not found.is_enough
    assert found.occupations.is_empty()
    assert found.clusters.is_empty()
    assert found.ask.text in found.todo
    assert set(found.occupations.columns) >= {"code_onet", "score", *PARTS, "rank_low"}
    assert json.dumps(found.to_dict(), allow_nan=False)
    with pytest.raises(InputError, match="no ranking"):
        reasons_for(matcher, found, NURSES)


def test_the_question_asked_is_one_not_yet_answered(matcher):
    person = Person(InterestAnswers("short", {"R01": 5}, skipped=("I01",)))
    assert matcher.match(person).ask.question_id not in ("interests:R01", "interests:I01")


def test_constraints_remove_and_say_so(matches, matcher):
    found = matches["whole"]
    removed = set(found.removed["code_onet"])
    assert removed
    assert not removed & set(found.occupations["code_onet"])
    assert set(found.removed_counts()) == {"never heights", "education_max", "pay_min_usd"}
    with pytest.raises(UnknownError, match="constraint"):
        reasons_for(matcher, found, min(removed & set(matcher.features.codes)))


def test_everything_ruled_out_is_an_empty_list_not_an_error(matcher):
    person = replace(INTERESTED, constraints=Constraints(job_zone_max=1, pay_min_usd=1_000_000))
    found = matcher.match(person, draws=20)
    assert found.is_enough
    kept = set(found.occupations["code_onet"])
    assert found.occupations.height == len(kept) < 20, "those that could not be judged stay"
    stretch = find_stretch(matcher, found)
    assert stretch is None or stretch.code_onet in kept


def test_weights_change_the_parts_alone(matcher):
    plain, doubled = (matcher.match(SKILLED, weights=w, draws=0) for w in (None, {"interests": 2.0}))
    first = plain.occupations.sort("code_onet")["interests"]
    second = doubled.occupations.sort("code_onet")["interests"]
    np.testing.assert_allclose(2 * first.to_numpy(), second.to_numpy(), atol=2e-6)
    assert doubled.weights == DEFAULT_WEIGHTS | {"interests": 2.0}
    none = matcher.match(SKILLED, weights={"gaps": 0}, draws=0).occupations["gaps"].drop_nulls()
    assert none.abs().max() == 0


@pytest.mark.parametrize(
    "weights", [{"luck": 1}, {"gaps": -1}, {"gaps": True}, {"gaps": 99}, dict.fromkeys(PARTS, 0)]
)
def test_weights_that_make_no_sense_are_refused(matcher, weights):
    with pytest.raises(InputError):
        matcher.match(INTERESTED, weights=weights)


@pytest.mark.parametrize("draws", [-1, 1.5, True, 10**9])
def test_draws_are_a_sensible_number(matcher, draws):
    with pytest.raises(InputError, match="draws"):
        matcher.match(INTERESTED, draws=draws)


def test_reasons_are_sentences_that_end_in_the_range(found, matcher):
    for row in found.occupations.head(3).to_dicts() + found.occupations.tail(2).to_dicts():
        reasons = reasons_for(matcher, found, row["code_onet"])
        assert 2 <= len(reasons) <= 6
        assert all(sentence.endswith(".") and "nan" not in sentence.split() for sentence in reasons)
        assert str(row["rank_high"]) in reasons[-1]


def test_reasons_say_one_thing_of_each_element_and_nothing_of_bodies(matches, matcher):
    found = matches["whole"]
    bodies = [gloss(one).noun_phrase for one in matcher.features.element_ids if is_bodily(one)]
    said = {gloss(one).noun_phrase for one in RATINGS}
    for code in found.occupations["code_onet"].head(40):
        reasons = reasons_for(matcher, found, code)
        bring = " ".join(one for one in reasons if one.startswith("You bring"))
        learn = " ".join(one for one in reasons if one.startswith("To learn"))
        names = [gloss(one).noun_phrase for one in matcher.features.element_ids]
        assert not [name for name in names if name in bring and name in learn]
        assert not [name for name in bodies if name in learn and name not in said]


def test_work_held_never_speaks_against_anybody(matcher, catalog):
    """Nothing is known of a stocker's reading but that the work doesn't show it: the prior stays."""
    held = infer_strengths(
        StrengthEvidence(occupations=(Held("53-7065.00", 12.0),)), catalog, model=matcher.model
    )
    below = held.vector - matcher.model.mean
    assert below.min() > -0.15
    told = [one for one in held.levels if one.source == "occupation"]
    assert {is_bodily(one.element_id) for one in told} == {False}


def test_counterfactuals_reach_the_top_ten_when_applied(matches, matcher):
    found = matches["interests"]
    codes = found.occupations["code_onet"][11:30]
    tried = [find_changes(matcher, found, code) for code in codes]
    code, change = next((code, one) for code, one in zip(codes, tried, strict=True) if one.is_reached)
    assert [one.rank for one in tried] == list(range(12, 31))
    new = dict(found.person.interests.answers)
    words = {
        "Strongly dislike": 1,
        "Dislike": 2,
        "Neither like nor dislike": 3,
        "Like": 4,
        "Strongly like": 5,
    }
    for one in change.changes:
        item_id = one.question_id.removeprefix("interests:")
        assert words[one.before] == found.person.interests.answers[item_id]
        new[item_id] = words[one.after]
    after = matcher.match(Person(InterestAnswers("short", new)), draws=0)
    assert after.row(code)["rank"] == change.rank_after <= 10


def test_counterfactuals_name_the_constraint_that_removes(matches, matcher):
    found = matches["whole"]
    code = next(c for c in found.removed["code_onet"] if c in matcher.features.place)
    change = find_changes(matcher, found, code)
    assert change.rank is None
    assert {"not ruled out", "no limit"} & {one.after for one in change.changes}


def test_one_in_the_top_ten_needs_no_change(matches, matcher):
    found = matches["and strengths"]
    change = find_changes(matcher, found, found.occupations["code_onet"][3])
    assert change.changes == ()
    assert change.rank_after == change.rank == 4


def test_the_top_depends_on_an_answer_that_was_given(found, matcher):
    rests = find_dependence(matcher, found)
    assert rests.rank == 1 <= rests.rank_after
    if rests.change is not None:
        assert rests.change.before != rests.change.after


def test_the_stretch_asks_for_more_and_lies_outside_the_top_ten(matches, matcher):
    found = matches["and strengths"]
    top = found.occupations.head(10)
    stretch = find_stretch(matcher, found)
    row = found.row(stretch.code_onet)
    assert row["rank"] > 10
    assert row["gaps"] < top["gaps"].median()
    assert stretch.label == "A deliberate stretch"


def test_the_unexpected_lies_in_another_cluster(found, matcher, clustering):
    unexpected = find_unexpected(matcher, found)
    labels = clustering.labels(clustering.levels[1])
    top = {labels[code] for code in found.occupations["code_onet"].head(10)}
    assert labels[unexpected.code_onet] not in top
    assert unexpected.rank > 10


def test_the_wide_list_has_at_most_two_of_a_cluster_in_ten_and_the_same_scores(matcher, clustering):
    near, wide = (matcher.match(SKILLED, is_wide=is_wide, draws=0) for is_wide in (False, True))
    labels = clustering.labels(clustering.levels[1])
    homes = [labels[code] for code in wide.occupations["code_onet"].head(10)]
    assert max(homes.count(home) for home in homes) <= 2
    assert dict(near.occupations.select("code_onet", "score").iter_rows()) == dict(
        wide.occupations.select("code_onet", "score").iter_rows()
    )


def test_the_place_on_the_map_is_near_the_best(catalog, clustering):
    points = pl.DataFrame(
        {
            "code_onet": list(clustering.codes),
            "x": np.linspace(0, 1, len(clustering.codes)),
            "y": np.linspace(1, 0, len(clustering.codes)),
        }
    )
    found = match(SKILLED, catalog, clustering.with_map(points), draws=20)
    x, y = found.place
    assert 0 <= x <= 1
    assert x + y == pytest.approx(1, abs=1e-4)
    assert match(SKILLED, catalog, clustering, draws=0).place is None


def test_without_a_clustering_there_are_occupations_alone(catalog):
    found = match(SKILLED, catalog, draws=0)
    assert found.occupations.height > 800
    assert found.clusters.is_empty()
    assert found.cards


def test_to_dict_is_json_and_says_what_it_is_made_of(found, matcher):
    text = json.dumps(explain_match(matcher, found, limit=12), allow_nan=False)
    back = json.loads(text)
    assert len(back["occupations"]) == 12
    assert all(2 <= len(row["reasons"]) <= 6 for row in back["occupations"][:10])
    assert all({"code_onet", "name", "band", "family", "breaks"} <= set(one) for one in back["suggestions"])
    assert {"seed", "draws", "catalog_id", "version", "weights", "limits", "missing"} <= set(back)
    assert "in the top ten" in repr(found)


def test_ranks_and_ties_by_hand():
    scores = np.array([[3.0, 2.0, 1.0], [1.0, 2.0, 2.0]])
    assert ranks_of(scores).tolist() == [[1, 2, 3], [3, 1, 2]]
    draws = np.array([[1.0, 0.9, 0.0], [0.0, 0.9, -1.0], [2.0, 0.9, 1.0]])
    # The first two differ by .1 and their difference has an sd of .8; the third is 1 below, with sd 0.
    assert tie_groups_of(np.array([1.0, 0.9, 0.0]), draws).tolist() == [1, 1, 2]
