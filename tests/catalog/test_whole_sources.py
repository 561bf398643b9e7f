"""A source that was cut short stops a compilation with numbers, whichever it is."""

from __future__ import annotations

import json
import shutil

import pytest

from careerclusters.catalog import compile_catalog
from careerclusters.catalog.compile import READERS
from careerclusters.catalog.whole import expect_whole
from careerclusters.errors import DataError
from careerclusters.schema import TABLES


def test_one_row_below_the_floor_stops():
    least = TABLES["programmes"].rows_least
    expect_whole("programmes", least)
    with pytest.raises(
        DataError, match=f"programmes is short.*{least - 1:,} rows, at least {least:,} expected"
    ):
        expect_whole("programmes", least - 1)


def test_every_table_that_is_read_has_a_floor():
    without = [name for name in READERS if TABLES[name].rows_least <= 1]
    assert not without


def test_a_small_release_of_ones_own_has_small_tables_and_the_others_are_still_measured(small, tmp_path):
    folder = tmp_path / "sources"
    folder.mkdir()
    small.to_zip(small.files(), folder / "db_30_1_text.zip")
    compile_catalog(folder, tmp_path / "out")
    lines = ["CIP2020Code,CIP2020Title,SOC2018Code", "51.3801,Nursing.,29-1141"]
    (folder / "cip2020_soc2018_crosswalk.csv").write_text("\n".join(lines))
    with pytest.raises(DataError, match=r"programmes is short.*1 rows, at least 5,500 expected.*--partial"):
        compile_catalog(folder, tmp_path / "out")
    catalog = compile_catalog(folder, tmp_path / "out", is_partial=True)
    notes = catalog.manifest["tables"]["programmes"]["notes"]
    assert "Short: 1 rows, a whole source gives at least 5,500." in notes
    assert any("unknown vintage" in note for note in notes)


def test_a_rated_file_cut_between_two_occupations_is_noticed(small, tmp_path):
    files = small.files()
    codes = list(small.RATED)[-2:]
    files["Knowledge.txt"] = "".join(
        line for line in files["Knowledge.txt"].splitlines(keepends=True) if not line.startswith(tuple(codes))
    )
    folder = tmp_path / "sources"
    folder.mkdir()
    small.to_zip(files, folder / "db_30_1_text.zip")
    with pytest.raises(
        DataError, match=r"Knowledge\.txt is cut off.*3 occupations, other files have up to 5"
    ):
        compile_catalog(folder, tmp_path / "out")


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
