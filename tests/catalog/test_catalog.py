"""Looking things up in a catalog, and what it answers when it can't."""

from __future__ import annotations

import dataclasses
import json
import pickle
import shutil

import hypothesis
import hypothesis.strategies as st
import numpy as np
import polars as pl
import pytest

from careerclusters.catalog import BUNDLED, Catalog, load_catalog
from careerclusters.errors import DataError, InputError, UnknownError

RATINGS = pl.DataFrame(
    {
        "code_onet": ["11-1011.00", "11-1011.00", "15-1252.00"],
        "element_id": ["2.A.1.a", "2.A.1.b", "2.A.1.b"],
        "scale_id": ["IM", "IM", "IM"],
        "value": [4.0, 2.5, 3.0],
        "n": [8, None, 20],
    }
)
ELEMENTS = pl.DataFrame(
    {
        "element_id": ["2.A.1.a", "2.A.1.b"],
        "element_name": ["Reading", "Hearing"],
        "domain": ["skills", "skills"],
    }
)


@pytest.fixture
def tiny():
    return Catalog.from_tables({"ratings": RATINGS, "elements": ELEMENTS})


@pytest.fixture
def copy(tmp_path):
    """A copy of the bundled catalog that may be broken."""
    shutil.copytree(BUNDLED, tmp_path / "copy")
    return tmp_path / "copy"


def test_a_matrix_holds_values_and_gaps(tiny):
    codes, elements, values = tiny.matrix("skills", scale_id="IM")
    assert codes == ("11-1011.00", "15-1252.00")
    assert elements == ("2.A.1.a", "2.A.1.b")
    np.testing.assert_array_equal(values, [[4.0, 2.5], [np.nan, 3.0]])


def test_a_matrix_has_the_rows_asked_for(tiny):
    codes, _, values = tiny.matrix("skills", scale_id="IM", codes=["29-0000.00", "15-1252.00"], value="n")
    assert codes == ("29-0000.00", "15-1252.00")
    np.testing.assert_array_equal(values, [[np.nan, np.nan], [np.nan, 20.0]])


@hypothesis.given(st.lists(st.sampled_from(["11-1011.00", "15-1252.00", "29-0000.00"]), unique=True))
def test_the_order_of_rows_is_the_callers(codes):
    catalog = Catalog.from_tables({"ratings": RATINGS, "elements": ELEMENTS})
    found, _, values = catalog.matrix("skills", scale_id="IM", codes=codes)
    assert list(found) == codes
    for code, row in zip(codes, values, strict=True):
        expected = catalog.matrix("skills", scale_id="IM", codes=[code])[2][0]
        np.testing.assert_array_equal(row, expected)


@pytest.mark.parametrize(
    ("arguments", "kind", "message"),
    [
        ({"domain": "magic", "scale_id": "IM"}, InputError, "Unknown kind of rating. Seen: 'magic'"),
        ({"domain": "skills", "scale_id": "LV"}, DataError, "no ratings of skills on scale LV. Seen: .* IM"),
        ({"domain": "values", "scale_id": "EX"}, DataError, "no Work Values.txt.*leave this view out"),
        ({"domain": "skills", "scale_id": "IM", "value": "scale_id"}, InputError, "can't fill a matrix"),
        ({"domain": "skills", "scale_id": "IM", "codes": ["a", "a"]}, InputError, "Codes repeat"),
    ],
)
def test_what_a_matrix_can_not_be_made_of(tiny, arguments, kind, message):
    domain = arguments.pop("domain")
    with pytest.raises(kind, match=message):
        tiny.matrix(domain, **arguments)


def test_tables_in_memory_have_an_id_that_follows_their_content(tiny):
    again = Catalog.from_tables({"elements": ELEMENTS, "ratings": RATINGS})
    other = Catalog.from_tables({"elements": ELEMENTS, "ratings": RATINGS.reverse()})
    assert tiny.id == again.id != other.id


def test_saved_and_loaded_it_is_the_same(tiny, tmp_path):
    saved = tiny.save(tmp_path / "catalog")
    loaded = load_catalog(tmp_path / "catalog")
    assert saved.id == loaded.id
    assert loaded.table("ratings").equals(RATINGS)
    assert loaded.save(tmp_path / "again").id == loaded.id


def test_a_catalog_is_frozen_and_can_be_sent_to_another_process(tiny):
    with pytest.raises(dataclasses.FrozenInstanceError):
        tiny.folder = None
    assert pickle.loads(pickle.dumps(tiny)).matrix("skills", scale_id="IM")[0] == ("11-1011.00", "15-1252.00")


def test_titles_and_names(catalog):
    assert catalog.title("15-1252.00") == "Software Developers"
    assert catalog.element_name("2.A.1.a") == "Reading Comprehension"
    with pytest.raises(UnknownError) as caught:
        catalog.title("15-1259.00")
    assert caught.value.closest[0].startswith("15-12")
    with pytest.raises(UnknownError, match="element"):
        catalog.element_name("9.Z")


def test_an_absent_table_is_named(catalog):
    assert not catalog.has("weather")
    with pytest.raises(DataError, match=r"O\*NET 30\.1\) has no table 'weather'.*tables.*catalog compile"):
        catalog.table("weather")
    with pytest.raises(DataError, match="such as technologies"):
        catalog.table("technology")


def test_it_says_what_it_is(catalog):
    assert repr(catalog).startswith("Catalog(O*NET 30.1, 1016 occupations, ")
    frame = catalog.to_frame()
    assert frame["table"].to_list() == list(catalog.names)
    assert json.loads(json.dumps(catalog.to_dict()))["id"] == catalog.id


def test_a_table_is_read_once(catalog):
    assert catalog.table("scales") is catalog.table("scales")
    assert catalog.occupations["code_onet"].is_sorted()


def test_no_catalog_there(tmp_path):
    with pytest.raises(DataError, match="holds no catalog"):
        load_catalog(tmp_path)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "can't be read"),
        ("{", "can't be read"),
        ("[]", "another format"),
        ('{"format": 99}', "another format"),
        ('{"format": 1, "release": "x"}', "incomplete"),
        ('{"format": 1, "release": "x", "tables": {"a": 1}}', "incomplete"),
    ],
)
def test_a_broken_manifest(copy, text, message):
    (copy / "manifest.json").write_text(text)
    with pytest.raises(DataError, match=message):
        load_catalog(copy)


def test_a_changed_table_is_refused(copy):
    path = copy / "scales.parquet"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))
    with pytest.raises(DataError, match=r"scales\.parquet is not what the manifest promised"):
        load_catalog(copy).table("scales")


def test_a_lost_table_is_named(copy):
    (copy / "scales.parquet").unlink()
    with pytest.raises(DataError, match=r"scales\.parquet is missing"):
        load_catalog(copy).table("scales")


def test_a_table_that_is_none(copy):
    import hashlib

    (copy / "scales.parquet").write_bytes(b"no table")
    manifest = json.loads((copy / "manifest.json").read_text())
    manifest["tables"]["scales"]["sha256"] = hashlib.sha256(b"no table").hexdigest()
    (copy / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(DataError, match=r"scales\.parquet is no table"):
        load_catalog(copy).table("scales")


def test_a_scan_gives_the_rows_of_the_table_and_keeps_nothing(copy):
    catalog = load_catalog(copy)
    one = pl.col("element_id") == "2.A.1.a"
    scanned = catalog.scan("ratings").filter(one).collect()
    assert "ratings" not in catalog._frames
    assert scanned.equals(catalog.table("ratings").filter(one))


def test_a_scan_refuses_a_file_that_is_not_what_the_manifest_promised(copy):
    (copy / "ratings.parquet").write_bytes((copy / "related.parquet").read_bytes())
    with pytest.raises(DataError, match="not what the manifest promised"):
        load_catalog(copy).scan("ratings")


def test_a_scan_of_no_table_says_so(tiny):
    with pytest.raises(DataError, match="has no table"):
        tiny.scan("wages")
