"""A source that was cut short stops a compilation with numbers, whichever it is."""

from __future__ import annotations

import json
import shutil

import pytest

from careerclusters.catalog import compile_catalog
from careerclusters.catalog.compile import READERS
from careerclusters.errors import DataError
from careerclusters.schema import TABLES
from careerclusters.sources._source import Source, expect_whole
from careerclusters.sources.registry import SOURCES


def source(**more):
    facts = dict.fromkeys(
        ("id", "title", "publisher", "address", "release", "licence", "attribution", "covers"), "Lamps"
    )
    return Source(**facts, **more)


def test_one_row_below_the_floor_stops():
    lamps = source(rows_least={"lamps": 1_000})
    expect_whole(lamps, "lamps", 1_000)
    expect_whole(lamps, "other", 0)
    with pytest.raises(DataError, match=r"lamps has 999 rows, a whole release at least 1,000.*--partial"):
        expect_whole(lamps, "lamps", 999)


def test_every_table_that_is_read_has_a_floor():
    without = [name for name in READERS if not SOURCES[TABLES[name].source].rows_least.get(name)]
    assert not without


def test_small_sources_need_to_be_asked_for(small, tmp_path):
    folder = tmp_path / "sources"
    folder.mkdir()
    small.to_zip(small.files(), folder / "db_30_1_text.zip")
    with pytest.raises(DataError, match=r"O\*NET Database is not whole: \w+ has \d+ rows, .* at least"):
        compile_catalog(folder, tmp_path / "out")
    assert not (tmp_path / "out").exists()
    catalog = compile_catalog(folder, tmp_path / "out", is_partial=True)
    notes = catalog.manifest["tables"]["occupations"]["notes"]
    assert "Short: 6 rows, a whole release has at least 1,000." in notes


@pytest.mark.releases
def test_the_vintage_is_known_by_its_bytes(releases, small, tmp_path):
    folder = tmp_path / "sources"
    folder.mkdir()
    small.to_zip(small.files(), folder / "db_30_1_text.zip")
    name = "cip2020_soc2018_crosswalk.csv"
    shutil.copy(releases / name, folder / name)
    whole = compile_catalog(folder, tmp_path / "one", is_partial=True)
    assert "unknown vintage" not in json.dumps(whole.manifest["tables"]["programmes"])
    content = (folder / name).read_bytes()
    (folder / name).write_bytes(content[: content.rindex(b"\n", 0, len(content) - 2) + 1])
    cut = compile_catalog(folder, tmp_path / "two", is_partial=True)
    assert "unknown vintage" in json.dumps(cut.manifest["tables"]["programmes"])
