"""`export`: tables with the promised columns, a manifest that fits them, nothing else touched."""

from __future__ import annotations

import hashlib
import json

import polars as pl
import pytest

COLUMNS = {
    "clusters": ["level", "cluster", "name", "parent", "n_occupations", "stability"],
    "memberships": ["code_onet", "level", "cluster", "membership_share", "role"],
    "similarity": ["code_onet", "neighbour_code_onet", "similarity", "skills", "tasks", "styles"],
}


@pytest.mark.parametrize("format", ["csv", "parquet"])
def test_tables_and_manifest(saved, call, tmp_path, format):
    folder = tmp_path / "new" / "out"
    code, out, _ = call("export", str(folder), "--format", format)
    assert code == 0
    manifest = json.loads((folder / "manifest.json").read_text())
    for name, columns in COLUMNS.items():
        file = folder / f"{name}.{format}"
        assert file.name in out.replace("\n", "")
        table = pl.read_csv(file) if format == "csv" else pl.read_parquet(file)
        assert table.columns == columns == manifest["files"][file.name]["columns"]
        assert table.height == manifest["files"][file.name]["rows"] > 0
        assert hashlib.sha256(file.read_bytes()).hexdigest() == manifest["files"][file.name]["sha256"]
    assert manifest["catalog_id"] == saved.catalog_id
    similarity = table
    parts = similarity.select(pl.sum_horizontal("skills", "tasks", "styles")).to_series()
    assert (parts - similarity["similarity"]).abs().max() < 1e-3


def test_twice_the_same_bytes(saved, call, tmp_path):
    out = tmp_path / "out"
    first, second = (
        call("export", str(out))[0] or {p.name: p.read_bytes() for p in out.iterdir()} for _ in range(2)
    )
    assert first == second
    assert len(first) == 5
    assert first["transitions.csv"].startswith(b"origin,destination,share,kind\n")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_other_things_in_the_folder_stay(saved, call, tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "clusters.csv").write_text("mine too")
    code, out, err = call("export", str(tmp_path))
    assert (code, out) == (2, "")
    assert "holds what isn't ours" in err
    assert "deep and 1 more" in err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["deep", "mine.txt"]
    for _ in range(2):
        assert call("export", str(tmp_path), "--force")[0] == 0
        assert (tmp_path / "mine.txt").read_text() == "mine"
        assert (tmp_path / "deep" / "clusters.csv").read_text() == "mine too"
        assert (tmp_path / "clusters.csv").is_file()
    code, _, err = call("export", str(tmp_path))
    assert code == 2
    assert "deep and 1 more" in err


def test_a_table_of_the_users_own_is_not_overwritten(saved, call, tmp_path):
    (tmp_path / "clusters.csv").write_text("my own clusters")
    assert call("export", str(tmp_path))[0] == 2
    assert (tmp_path / "clusters.csv").read_text() == "my own clusters"


def test_what_cannot_be_written_is_said(saved, call, tmp_path):
    (tmp_path / "file").write_text("")
    for words in (("export", str(tmp_path / "file")), ("export", str(tmp_path), "--format", "xlsx")):
        code, out, err = call(*words)
        assert (code, out) == (2, "")
        assert err.startswith("Error: ")
