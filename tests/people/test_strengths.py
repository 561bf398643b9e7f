"""Levels said, shown by history and inferred; the lists behind them."""

from __future__ import annotations

import json
import zipfile

import numpy as np
import pytest

from careerclusters.errors import InputError, UnknownError
from careerclusters.features.level_model import (
    LevelModel,
    fit_level_model,
    level_model_from,
    occupation_levels,
)
from careerclusters.people.profile.anchors import (
    ANCHORS,
    HIGHEST,
    RATED_DOMAINS,
    check_level,
    examples,
    rated_elements,
)
from careerclusters.people.profile.experiences import KINDS, experience, experiences
from careerclusters.people.profile.strengths import (
    Done,
    Held,
    StrengthEvidence,
    infer_strengths,
    practice_share,
)

PROGRAMMING = "2.B.3.e"
STRENGTH = "1.A.3.a.1"
NURSES = "29-1141.00"


@pytest.fixture(scope="module")
def model(catalog) -> LevelModel:
    return fit_level_model(catalog)


def test_anchors_rise_and_speak_of_every_domain():
    levels = [anchor.level for anchor in ANCHORS]
    assert levels == sorted(levels)
    assert levels[0] == 0
    assert levels[-1] <= HIGHEST
    assert all(anchor.words(domain) for anchor in ANCHORS for domain in RATED_DOMAINS)


def test_every_skill_has_three_examples(catalog):
    skills = catalog.table("elements").filter(domain="skills")["element_id"].to_list()
    assert set(examples()) == set(skills)
    assert len(examples()) == 35
    assert all(len(set(texts)) == 3 for texts in examples().values())


def test_examples_are_not_the_publishers_anchors(releases):
    from rapidfuzz.fuzz import token_sort_ratio

    with zipfile.ZipFile(releases / "db_30_1_text.zip") as archive:
        name = next(n for n in archive.namelist() if n.endswith("Level Scale Anchors.txt"))
        lines = archive.read(name).decode("utf-8").splitlines()[1:]
    theirs = [line.split("\t")[-1].lower() for line in lines]
    assert len(theirs) > 100
    ours = [text for texts in examples().values() for text in texts]
    near = [(a, b) for a in ours for b in theirs if token_sort_ratio(a.lower(), b) >= 72]
    assert near == []


def test_experiences_name_rated_elements(catalog):
    found = experiences()
    assert len(found) >= 60
    known = set(catalog.table("elements")["element_id"])
    rated = set(rated_elements())
    for one in found.values():
        assert one.kind in KINDS
        assert len(one.levels) >= 3
        assert len({element_id for element_id, _ in one.levels}) == len(one.levels)
        for element_id, level in one.levels:
            assert element_id in known & rated
            assert 0 < level <= 6
    assert {one.kind for one in found.values()} == set(KINDS)
    assert len({one.text for one in found.values()}) == len(found)


def test_an_unknown_experience_names_close_ones():
    with pytest.raises(UnknownError, match="repair_bikes"):
        experience("repair_bike")


def test_rated_elements_are_the_catalogs(model):
    assert set(rated_elements()) == set(model.element_ids)


def test_what_was_said_is_shown_as_said(catalog, model):
    found = infer_strengths(StrengthEvidence({PROGRAMMING: 5.0}), catalog, model=model)
    by_id = {level.element_id: level for level in found.levels}
    assert by_id[PROGRAMMING].level == 5.0
    assert by_id[PROGRAMMING].is_said
    assert not by_id[PROGRAMMING].is_inferred
    assert found.is_inferred.sum() == len(found.levels) - 1
    assert by_id[PROGRAMMING].standard_error < by_id[STRENGTH].standard_error
    mathematics = by_id["2.A.1.e"]
    assert mathematics.is_inferred
    assert mathematics.level > model.mean[model.element_ids.index("2.A.1.e")] + 0.3


def test_no_strength_is_held_against_another(model):
    """A high rating of any one element lowers no other by more than a tenth of a level."""
    noise = np.array([[1.25]])
    for at in range(len(model.element_ids)):
        mean, _ = model.given(np.array([at]), np.array([6.0]), noise=noise)
        assert (mean - model.mean).min() > -0.1, model.element_ids[at]


def test_conditioning_by_hand():
    """Two elements with correlation one half: the textbook regression, with the errors added."""
    levels = np.array([[0, 0], [1, 0], [0, 1], [1, 1], [1, 1], [0, 0]], dtype=float)
    model = level_model_from(levels, ("a", "b"))
    variance, shared = model.covariance[0, 0], model.covariance[0, 1]
    mean, covariance = model.given(np.array([0]), np.array([2.0]), noise=np.array([[0.5]]))
    gain = shared / (variance + 0.5)
    assert mean[1] == pytest.approx(model.mean[1] + gain * (2 - model.mean[0]))
    assert covariance[1, 1] == pytest.approx(model.covariance[1, 1] - gain * shared)


def test_more_evidence_never_widens(catalog, model):
    few = infer_strengths(StrengthEvidence({PROGRAMMING: 4}), catalog, model=model)
    more = infer_strengths(StrengthEvidence({PROGRAMMING: 4, STRENGTH: 2}), catalog, model=model)
    none = infer_strengths(StrengthEvidence(), catalog, model=model)
    for wide, narrow in ((none, few), (few, more)):
        assert (np.diag(narrow.covariance) <= np.diag(wide.covariance) + 1e-9).all()


def test_occupations_held_show_what_matters_there(catalog, model):
    found = infer_strengths(StrengthEvidence(occupations=(Held(NURSES, 10),)), catalog, model=model)
    sources = {level.element_id: level for level in found.levels}
    assert sources["2.C.5.a"].source == "occupation"
    assert sources["2.C.5.a"].because == NURSES
    assert sources[PROGRAMMING].is_inferred
    beginner = infer_strengths(StrengthEvidence(occupations=(Held(NURSES, 0.5),)), catalog, model=model)
    assert found.vector.sum() > beginner.vector.sum()


def test_a_rating_replaces_history_and_the_highest_history_counts(catalog, model):
    told = StrengthEvidence({"2.A.1.b": 1.5}, (Held(NURSES, 5),), (Done("helpline", 4),))
    by_id = {level.element_id: level for level in infer_strengths(told, catalog, model=model).levels}
    assert (by_id["2.A.1.b"].level, by_id["2.A.1.b"].source) == (1.5, "said")
    assert by_id["2.B.1.a"].because == "helpline"


def test_practice_grows_towards_the_whole_level():
    shares = [practice_share(years) for years in (0, 1, 2, 5, 40)]
    assert shares == sorted(shares)
    assert shares[0] == pytest.approx(0.5)
    assert shares[-1] == pytest.approx(1.0)


def test_draws_stay_on_the_scale_and_repeat(catalog, model):
    found = infer_strengths(StrengthEvidence({PROGRAMMING: 6.5}), catalog, model=model)
    draws = found.draws(200, seed=3)
    assert draws.shape == (200, 120)
    assert draws.min() >= 0
    assert draws.max() <= 7
    assert (draws == found.draws(200, seed=3)).all()


def test_results_can_be_printed_and_tabled(catalog, model):
    found = infer_strengths(StrengthEvidence({PROGRAMMING: 3}), catalog, model=model)
    json.dumps(found.to_dict(), allow_nan=False)
    frame = found.to_frame()
    assert frame.height == 120
    assert frame["is_said"].sum() == 1
    assert "1 said" in repr(found)


@pytest.mark.parametrize("level", [-0.1, 7.1, float("nan"), True, "3", None])
def test_levels_off_the_scale_are_refused(level):
    with pytest.raises(InputError, match="0 to 7"):
        check_level(level, what="x")
    with pytest.raises(InputError):
        StrengthEvidence({PROGRAMMING: level})


def test_unknown_names_are_refused(catalog, model):
    with pytest.raises(UnknownError):
        StrengthEvidence({"9.Z": 3})
    with pytest.raises(UnknownError):
        Done("sleeping")
    with pytest.raises(InputError):
        Held(NURSES, float("nan"))
    with pytest.raises(UnknownError):
        infer_strengths(StrengthEvidence(occupations=(Held("99-9999.00"),)), catalog, model=model)


def test_an_unrated_occupation_shows_nothing(catalog, model):
    code = catalog.occupations.filter(is_rated=False)["code_onet"][0]
    found = infer_strengths(StrengthEvidence(occupations=(Held(code),)), catalog, model=model)
    assert all(one.is_inferred for one in found.levels)
    np.testing.assert_allclose(found.vector, np.clip(model.mean, 0, 7))


def test_levels_of_occupations_have_no_gap(catalog):
    levels, codes, names = occupation_levels(catalog)
    assert levels.shape == (len(codes), len(names))
    assert np.isfinite(levels).all()
    assert list(codes) == sorted(codes)
