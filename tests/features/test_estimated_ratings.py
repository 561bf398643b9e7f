"""Estimated ratings: who gets them, from whom, how far off, and that they are told apart."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from careerclusters.features.estimated_ratings import estimates, with_estimates

DATA_SCIENTIST, EMT, PROJECT_MANAGER, TAXI = "15-2051.00", "29-2042.00", "13-1082.00", "53-3054.00"


@pytest.fixture(scope="module")
def known(catalog):
    return estimates(catalog)


def test_civil_occupations_get_estimates_and_soldiers_don_t(catalog, known):
    unrated = catalog.occupations.filter(~pl.col("is_rated"))["code_onet"].to_list()
    assert {DATA_SCIENTIST, EMT, PROJECT_MANAGER, TAXI} <= set(known.codes) <= set(unrated)
    assert not [code for code in known.codes if code.startswith("55-")]
    assert len(known.codes) >= 100
    assert np.allclose(known.weights.sum(axis=1), 1)
    assert np.allclose(np.diag(known.loo_weights), 0), "nobody is estimated from themselves"


def test_they_come_from_what_is_alike(catalog, known):
    titles = dict(catalog.occupations.select("code_onet", "title").iter_rows())
    assert {"15-2051.01", "15-2041.00"} & set(known.estimated_from(DATA_SCIENTIST))
    assert any("Driver" in titles[code] for code in known.estimated_from(TAXI)[:3])
    assert known.estimated_from("29-1141.00") == ()
    assert known.words("29-1141.00", titles) is None
    assert "estimated from" in str(known.words(TAXI, titles))


def test_the_catalog_given_stays_and_the_new_one_says_what_is_estimated(catalog, known):
    before = catalog.table("ratings").height
    made = with_estimates(catalog)
    assert catalog.table("ratings").height == before
    assert with_estimates(made) is made
    keys = ["code_onet", "element_id", "scale_id"]
    added = made.table("ratings").join(catalog.table("ratings"), on=keys, how="anti")
    assert set(added["source"]) == {"Estimated"}
    assert set(added["code_onet"]) <= set(known.codes)
    assert added["n"].null_count() == added.height
    assert made.table("ratings").height == before + added.height
    assert made.table("ratings").select(keys).is_duplicated().sum() == 0
    assert made.occupations.filter("is_rated").height == len(known.rated) + len(known.codes)


def test_errors_are_larger_than_those_of_ratings_and_hold_what_they_promise(catalog, known):
    made = with_estimates(catalog)
    errors = made.matrix("skills", scale_id="LV", codes=known.codes, value="standard_error")[2]
    own = catalog.matrix("skills", scale_id="LV", codes=known.rated, value="standard_error")[2]
    assert np.nanmedian(errors) > 1.5 * np.nanmedian(own)
    values = catalog.matrix("skills", scale_id="LV", codes=known.rated)[2]
    guess = known.loo_weights @ np.nan_to_num(values)
    off = np.abs(values - guess) / np.nanmean(errors, axis=0)
    assert 0.6 < (off < 1).mean() < 0.8  # about two thirds within one standard error
    explained = 1 - np.nanvar(values - guess) / np.nanmean((values - np.nanmean(values, axis=0)) ** 2)
    assert explained > 0.6
