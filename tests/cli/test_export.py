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


def test_twice_the_same_bytes_and_other_files_stay(saved, call, tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    first, second = (
        call("export", str(tmp_path))[0] or {p.name: p.read_bytes() for p in tmp_path.iterdir()}
        for _ in range(2)
    )
    assert first == second
    assert first["mine.txt"] == b"mine"
    assert len(first) == 6
    assert first["transitions.csv"].startswith(b"origin,destination,share,kind\n")


def test_what_cannot_be_written_is_said(saved, call, tmp_path):
    (tmp_path / "file").write_text("")
    for words in (("export", str(tmp_path / "file")), ("export", str(tmp_path), "--format", "xlsx")):
        code, out, err = call(*words)
        assert (code, out) == (2, "")
        assert err.startswith("Error: ")
