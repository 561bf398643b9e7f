"""Compiling a catalog: the same bytes from the same files, nothing half written, gaps said."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from careerclusters.catalog import BUNDLED, compile_catalog, load_catalog, read_release
from careerclusters.catalog import catalog as catalog_module
from careerclusters.errors import DataError
from careerclusters.schema.text import DIMENSIONS


@pytest.fixture
def sources(small, tmp_path):
    folder = tmp_path / "sources"
    folder.mkdir()
    small.to_zip(small.files(), folder / "db_30_1_text.zip")
    (folder / "All_Career_Clusters.csv").write_text(
        "Career Cluster,Career Pathway,Code,Occupation\nHealth,Care,29-1141.00,Harbour Nurses\n"
    )
    return folder


def contents(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_the_same_files_give_the_same_bytes(sources, tmp_path):
    compile_catalog(sources, tmp_path / "one")
    compile_catalog(sources, tmp_path / "two")
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_it_is_the_catalog_that_was_written(sources, tmp_path):
    steps = []
    catalog = compile_catalog(sources, tmp_path / "out", progress=lambda *step: steps.append(step))
    assert catalog.id == load_catalog(tmp_path / "out").id
    assert catalog.release == "O*NET 30.1"
    assert catalog.table("official_clusters").rows() == [("29-1141.00", "Health", "Care")]
    assert steps[-1] == (steps[-1][1], steps[-1][1], "done")
    assert [step[0] for step in steps] == sorted(step[0] for step in steps)
    entry = catalog.manifest["tables"]["ratings"]
    assert {file["name"] for file in entry["files"]} >= {"Skills.txt", "Work Context.txt"}
    assert (entry["date_min"], entry["date_max"]) == ("2023-08-01", "2023-11-01")


def test_absent_sources_are_left_out_and_said(sources, tmp_path):
    catalog = compile_catalog(sources, tmp_path / "out")
    absent = {one["table"]: one["file"] for one in catalog.manifest["absent"]}
    assert absent["moves"] == "moves_cps_asec_all.csv"
    assert "wages" in absent
    with pytest.raises(DataError, match=r"no table 'moves'.*moves_cps_asec_all\.csv was absent"):
        catalog.table("moves")


def test_a_broken_source_stops_the_whole_and_the_old_catalog_stays(sources, tmp_path):
    compile_catalog(sources, tmp_path / "out")
    before = contents(tmp_path / "out")
    (sources / "All_Career_Clusters.csv").write_bytes(b"\xff\xfe")
    with pytest.raises(DataError, match=r"All_Career_Clusters\.csv is not UTF-8"):
        compile_catalog(sources, tmp_path / "out")
    assert contents(tmp_path / "out") == before


@pytest.mark.parametrize("after", [0, 3, 10])
def test_stopped_while_writing_the_old_catalog_stays(sources, tmp_path, monkeypatch, after):
    compile_catalog(sources, tmp_path / "out")
    before = contents(tmp_path / "out")
    write, written = catalog_module.write_bytes, []

    def stop(path, content):
        if len(written) == after:
            raise KeyboardInterrupt
        written.append(path)
        return write(path, content)

    monkeypatch.setattr(catalog_module, "write_bytes", stop)
    with pytest.raises(KeyboardInterrupt):
        compile_catalog(sources, tmp_path / "out")
    assert contents(tmp_path / "out") == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "sources"]


def test_no_folder_and_no_release(tmp_path):
    with pytest.raises(DataError, match="folder of sources is missing"):
        compile_catalog(tmp_path / "none", tmp_path / "out")
    with pytest.raises(DataError, match=r"lacks O\*NET in the text layout.*catalog fetch"):
        compile_catalog(tmp_path, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_release_can_be_read_straight(small, tmp_path):
    catalog = read_release(small.to_folder(small.files("28.2"), tmp_path / "db"))
    assert catalog.release == "O*NET 28.2"
    assert "O*NET 28.2 Database" in catalog.manifest["sources"]["onet"]["attribution"]
    assert not catalog.has("official_clusters")
    vectors = catalog.table("text_vectors")
    assert vectors.group_by("kind").len().sort("kind").rows() == [("tasks", 5), ("titles", 6)]
    values = vectors["vector"].to_numpy()
    assert values.shape == (11, DIMENSIONS)
    np.testing.assert_array_equal(values.astype(np.float16), values)


def test_without_tasks_titles_remain(small, tmp_path):
    files = small.files()
    del files["Task Statements.txt"]
    catalog = read_release(small.to_folder(files, tmp_path / "db"))
    assert catalog.table("text_vectors")["kind"].unique().to_list() == ["titles"]
    assert {"table": "tasks", "part": "", "file": "Task Statements.txt"} in catalog.manifest["absent"]


def test_reading_in_another_order_changes_nothing(small, tmp_path):
    files = small.files()
    header, *lines = files["Alternate Titles.txt"].splitlines(keepends=True)
    shuffled = files | {"Alternate Titles.txt": header + "".join(reversed(lines))}
    one = read_release(small.to_folder(files, tmp_path / "one"))
    two = read_release(small.to_folder(shuffled, tmp_path / "two"))
    assert one.table("alternate_titles").equals(two.table("alternate_titles"))


@pytest.mark.releases
def test_the_bundled_catalog_is_what_the_releases_give(releases, tmp_path):
    """Byte for byte; when this fails, compile it again: careerclusters catalog compile SOURCES OUT."""
    compile_catalog(releases, tmp_path / "out")
    found, bundled = contents(tmp_path / "out"), contents(BUNDLED)
    assert found.keys() == bundled.keys()
    assert [name for name in found if found[name] != bundled[name]] == []


@pytest.mark.releases
def test_an_older_release_loads_with_its_own_scales(releases):
    catalog = read_release(releases / "db_28_2_text.zip")
    assert catalog.scales_of("styles") == ("IM",)
    assert catalog.matrix("styles", scale_id="IM")[2].shape == (873, 16)
    with pytest.raises(DataError, match=r"O\*NET 28\.2 has no ratings of styles on scale WI"):
        catalog.matrix("styles", scale_id="WI")
    notes = catalog.manifest["tables"]["ratings"]["notes"]
    assert any(note.startswith("Abilities: Means only") for note in notes)
    assert not any("Carried forward" in note for note in notes)
    assert catalog.table("ratings").filter(pl.col("value").is_null()).is_empty()
