"""A saved clustering is whole, or it is the old one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import zipfile

import numpy as np
import pytest

from careerclusters.clustering import load_clustering, save_clustering
from careerclusters.errors import DataError


def test_it_comes_back_as_it_was(planted_fit, tmp_path):
    clustering, _, _ = planted_fit
    again = load_clustering(save_clustering(clustering, tmp_path / "c.zip"))
    for name in ("clusters", "memberships", "evidence", "curve"):
        assert getattr(again, name).equals(getattr(clustering, name)), name
    assert again.params == clustering.params
    assert again.titles == clustering.titles
    assert np.array_equal(again.graph.neighbours, clustering.graph.neighbours)
    assert np.allclose(sum(again.graph.parts.values()), again.graph.similarity, atol=1e-5)


def test_map_points_are_kept(planted_fit, tmp_path):
    from careerclusters.clustering.layout import lay_out

    clustering, _, _ = planted_fit
    points = lay_out(clustering)
    again = load_clustering(save_clustering(clustering.with_map(points), tmp_path / "c.zip"))
    assert again.map_points.equals(points)
    assert points.height == len(clustering.titles)
    assert points.select("x", "y").min_horizontal().min() > -0.1


@pytest.mark.parametrize("damage", ["cut", "garbage", "empty", "folder", "format", "table"])
def test_damage_is_named_and_not_guessed_around(planted_fit, tmp_path, damage):
    path = tmp_path / "c.zip"
    save_clustering(planted_fit[0], path)
    content = path.read_bytes()
    if damage == "cut":
        path.write_bytes(content[: len(content) // 2])
    elif damage == "garbage":
        path.write_bytes(b"\x00not a zip" * 50)
    elif damage == "empty":
        path.write_bytes(b"")
    elif damage == "folder":
        path.unlink()
        path.mkdir()
    else:
        with zipfile.ZipFile(path) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
        if damage == "format":
            files["head.json"] = files["head.json"].replace(b'"format": 1', b'"format": 99')
        else:
            del files["clusters.parquet"]
        with zipfile.ZipFile(path, "w") as archive:
            for name, data in files.items():
                archive.writestr(name, data)
    with pytest.raises(DataError, match="clustering") as caught:
        load_clustering(path)
    assert "careerclusters build" in str(caught.value)


def test_a_failed_save_leaves_the_old_one(planted_fit, tmp_path, monkeypatch):
    path = tmp_path / "c.zip"
    path.write_bytes(b"old")

    def refuse(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(OSError, match="disk full"):
        save_clustering(planted_fit[0], path)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_killed_while_saving_the_file_is_still_readable(planted_fit, tmp_path):
    path = tmp_path / "c.zip"
    save_clustering(planted_fit[0], path)
    program = (
        "import sys; from pathlib import Path; from careerclusters.clustering import *\n"
        "p = Path(sys.argv[1]); c = load_clustering(p); print('ready', flush=True)\n"
        "while True: save_clustering(c, p)"
    )
    for pause in (0.05, 0.11, 0.17):
        child = subprocess.Popen([sys.executable, "-c", program, str(path)], stdout=subprocess.PIPE)
        assert child.stdout.readline().strip() == b"ready"
        time.sleep(pause)
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdout.close()
        assert load_clustering(path).codes == planted_fit[0].codes
