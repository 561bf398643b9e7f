"""Generations of an atlas: whole or absent whenever a build is killed, and kept while they are read."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from careerclusters.atlas import folder as folders
from careerclusters.errors import DataError, InputError
from careerclusters.storage import read_value

HEAD = {"version": "1", "catalog_id": "c", "is_bundled": True, "params": {}, "words_id": ""}

BUILD = """
import os, sys
from pathlib import Path
import numpy as np
from careerclusters.atlas import folder

root, point = Path(sys.argv[1]), int(sys.argv[2])
calls = 0

def dying(function):
    def call(*arguments, **options):
        global calls
        calls += 1
        if calls == point:
            os._exit(9)
        return function(*arguments, **options)
    return call

for name in ("rename", "replace", "fsync", "unlink", "rmdir"):
    setattr(os, name, dying(getattr(os, name)))
head = {"version": "1", "catalog_id": "c", "is_bundled": True, "params": {}, "words_id": ""}
folder.write_generation(root, "two", {"a": np.full(9, 2), "b": np.full(9, 2)}, head=head)
"""


def write(root, name, value):
    return folders.write_generation(root, name, {"a": np.full(9, value), "b": np.full(9, value)}, head=HEAD)


def values(head):
    return {int(read_value(head.path(name))[0]) for name in head.parts}


def test_a_build_killed_at_any_point_leaves_a_whole_atlas(tmp_path):
    environment = os.environ | {"PYTHONPATH": str(Path(folders.__file__).parents[2])}
    seen, point = set(), 0
    while True:
        point += 1
        root = tmp_path / str(point)
        write(root, "one", 1)
        command = [sys.executable, "-c", BUILD, str(root), str(point)]
        done = subprocess.run(command, env=environment, check=False)
        found = values(folders.read_head(root))
        assert found in ({1}, {2}), point
        assert not list(root.glob(".fresh-*"))
        seen |= found
        if done.returncode == 0:
            break
    assert seen == {1, 2}
    assert point > 5


def test_a_folder_of_yours_is_no_place_for_an_atlas(tmp_path):
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(InputError, match=r"holds what isn't ours"):
        write(tmp_path, "one", 1)
    assert os.listdir(tmp_path) == ["thesis.txt"]


def test_folders_of_yours_beside_the_generations_stay(tmp_path):
    write(tmp_path, "one", 1)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / folders.HEAD).write_text('{"mine": true}')
    write(tmp_path, "two", 2)
    assert sorted(os.listdir(tmp_path)) == ["current", "mine", "two"]


def test_a_generation_stays_while_it_is_read(tmp_path):
    write(tmp_path, "one", 1)
    head = folders.read_head(tmp_path)
    write(tmp_path, "two", 2)
    assert values(head) == {1}
    assert values(folders.read_head(tmp_path)) == {2}
    first = head.folder
    del head
    gc.collect()
    write(tmp_path, "three", 3)
    assert not first.exists()


@pytest.mark.parametrize(
    "pointer", [b"", b"..", b"/etc", b"a/b", b"\xff\xfe", b".fresh-x", b"x" * 5000, b"gone"]
)
def test_a_damaged_pointer_is_said(tmp_path, pointer):
    write(tmp_path, "one", 1)
    (tmp_path / folders.POINTER).write_bytes(pointer)
    with pytest.raises(DataError, match=r"The saved atlas can't be read.*careerclusters build --force"):
        folders.read_head(tmp_path)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{",
        b"[" * 100_000,
        b'{"format": 1}',
        b'{"format": 2}',
        b"\xff",
        b'{"format": 1, "parts": 3}',
    ],
)
def test_a_damaged_head_is_said(tmp_path, content):
    (write(tmp_path, "one", 1) / folders.HEAD).write_bytes(content)
    with pytest.raises(DataError, match="can't be read"):
        folders.read_head(tmp_path)
