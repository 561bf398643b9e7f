"""Views: standardised, aligned with the codes asked for, honest about what is missing."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from careerclusters.catalog import Catalog
from careerclusters.errors import DataError, UnknownError
from careerclusters.views import VIEW_NAMES, build_view, build_views, rated_codes
from careerclusters.views._bags import compress, weigh
from careerclusters.views._ratings import standardise


@pytest.fixture(scope="module")
def views(catalog):
    built, left_out = build_views(catalog)
    assert left_out == {}
    return {view.name: view for view in built}


def test_all_views_share_their_rows(views, catalog):
    codes = tuple(rated_codes(catalog))
    assert list(views) == list(VIEW_NAMES)
    for view in views.values():
        assert view.codes == codes
        assert view.values.shape == view.missing.shape == (len(codes), len(view.features))
        assert np.isfinite(view.values).all()
        assert (view.values[view.missing] == 0).all()


@pytest.mark.parametrize("name", ["skills", "knowledge", "abilities", "activities", "context", "styles"])
def test_rated_columns_are_in_standard_deviations(views, name):
    view = views[name]
    known = np.where(view.missing, np.nan, view.values)
    assert np.allclose(np.nanmean(known, axis=0), 0, atol=1e-3)
    assert np.allclose(np.nanstd(known, axis=0), 1, atol=1e-3)


def test_elements_and_scales_are_all_there(views):
    counts = {"skills": 70, "knowledge": 66, "abilities": 104, "activities": 82, "context": 57, "styles": 21}
    assert {name: len(views[name].features) for name in counts} == counts
    assert len(views["interests"].features) == 6


def test_standard_errors_come_where_they_are_published(views):
    assert views["skills"].standard_errors.max() > 0
    assert views["interests"].standard_errors is None
    assert views["context"].standard_errors is None


def test_occupations_without_context_are_marked(views):
    assert 0 < (~views["context"].has_row).sum() < 30
    assert views["skills"].has_row.all()


def test_higher_means_more(views, catalog):
    place = {code: row for row, code in enumerate(rated_codes(catalog))}
    biology = views["knowledge"].features.index("2.C.4.d:IM")
    values = views["knowledge"].values[:, biology]
    assert values[place["19-1020.00" if "19-1020.00" in place else "19-1029.04"]] > 1.5
    assert values[place["47-2181.00"]] < 0.5


def test_rows_come_in_the_order_asked_for(catalog):
    codes = rated_codes(catalog)[:20][::-1]
    view = build_view(catalog, "skills", codes=codes)
    assert view.codes == tuple(codes)


def test_unknown_and_unbuildable_views(catalog):
    with pytest.raises(UnknownError, match="No such view"):
        build_view(catalog, "luck")
    bare = Catalog.from_tables({name: catalog.table(name) for name in ("occupations", "elements", "ratings")})
    with pytest.raises(DataError):
        build_view(bare, "technologies")
    built, left_out = build_views(bare, ("skills", "tasks", "industry"))
    assert [view.name for view in built] == ["skills"]
    assert sorted(left_out) == ["industry", "tasks"]
    assert all(left_out.values())


def test_a_release_without_a_scale_names_it(catalog):
    ratings = catalog.table("ratings").filter(pl.col("scale_id") != "OI")
    tables = {name: catalog.table(name) for name in ("occupations", "elements")}
    with pytest.raises(DataError, match="OI"):
        build_view(Catalog.from_tables({**tables, "ratings": ratings}), "interests")


def test_work_styles_take_the_scale_that_the_release_has(catalog):
    elements = pl.DataFrame({"element_id": ["1.C.1.a"], "element_name": ["Effort"], "domain": ["styles"]})
    codes = rated_codes(catalog)[:9]
    ratings = pl.DataFrame(
        {
            "code_onet": codes,
            "element_id": ["1.C.1.a"] * 9,
            "scale_id": ["IM"] * 9,
            "value": [float(v) for v in range(9)],
            "standard_error": [None] * 9,
        },
        schema_overrides={"value": pl.Float32, "standard_error": pl.Float32},
    )
    old = Catalog.from_tables({"occupations": catalog.occupations, "elements": elements, "ratings": ratings})
    assert build_view(old, "styles", codes=codes).features == ("1.C.1.a:IM",)


matrices = hnp.arrays(
    np.float64,
    st.tuples(st.integers(2, 8), st.integers(1, 5)),
    elements=st.floats(-1e3, 1e3) | st.just(np.nan),
)


@given(matrices)
def test_standardise_keeps_gaps_and_order(raw):
    values, deviation = standardise(raw)
    assert np.isfinite(values).all()
    assert (values[np.isnan(raw)] == 0).all()
    assert (deviation > 0).all()
    for column in range(raw.shape[1]):
        known = ~np.isnan(raw[:, column])
        order = np.argsort(raw[known, column], kind="stable")
        assert (np.diff(values[known, column][order]) >= -1e-9).all()


def test_rare_things_weigh_more_and_lone_ones_nothing():
    rows = np.array([0, 1, 2, 3, 0, 1, 2])
    columns = np.array([0, 0, 0, 0, 1, 1, 2])
    matrix, rarity = weigh(rows, columns, shape=(4, 3))
    assert rarity[1] > rarity[0] > 0
    assert rarity[2] == 0
    assert np.allclose(np.sqrt(matrix.multiply(matrix).sum(axis=1)).ravel(), 1)


def test_compress_is_the_same_every_time():
    rng = np.random.default_rng(0)
    from scipy.sparse import csr_matrix

    matrix = csr_matrix((rng.random((30, 40)) < 0.2).astype(float))
    one, two = compress(matrix, size=5), compress(matrix, size=5)
    assert np.array_equal(one, two)
    full = np.linalg.svd(matrix.toarray(), compute_uv=False)[:5]
    assert np.allclose(np.sqrt((one**2).sum(axis=0)), full)
