"""A reader finds the old content or the new, whatever happens in between."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from careerclusters import files

ANYWHERE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)


@ANYWHERE
@given(contents=st.lists(st.binary(max_size=200), min_size=1, max_size=4))
def test_the_last_write_stands_and_nothing_else_is_left(tmp_path, contents):
    path = tmp_path / "deep" / "file.bin"
    for content in contents:
        assert files.write_bytes(path, content) == path
    assert path.read_bytes() == contents[-1]
    assert os.listdir(path.parent) == ["file.bin"]


@ANYWHERE
@given(text=st.text(max_size=80))
def test_text_is_written_as_given(tmp_path, text):
    text = text.encode("utf-8", "ignore").decode("utf-8")
    files.write_text(tmp_path / "text", text)
    assert (tmp_path / "text").read_bytes() == text.encode("utf-8")


@pytest.mark.skipif(os.name != "posix", reason="the system has no modes")
def test_a_private_file_is_private_at_every_moment(tmp_path, monkeypatch):
    seen = []
    for name in ("fsync", "replace"):
        original = getattr(os, name)

        def watched(*arguments, original=original):
            seen.extend(path.stat().st_mode & 0o777 for path in tmp_path.iterdir())
            return original(*arguments)

        monkeypatch.setattr(os, name, watched)
    path = files.write_text(tmp_path / "mine", "secret", mode=0o600)
    assert {*seen, path.stat().st_mode & 0o777} == {0o600}
    assert files.write_text(tmp_path / "ours", "open").stat().st_mode & 0o777 == 0o644


def test_a_failed_write_leaves_the_old_file(tmp_path, monkeypatch):
    path = files.write_text(tmp_path / "file", "old")
    monkeypatch.setattr(os, "replace", lambda *_: (_ for _ in ()).throw(OSError("no")))
    with pytest.raises(OSError, match="no"):
        files.write_text(path, "new")
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == ["file"]


def test_a_folder_is_replaced_as_a_whole(tmp_path):
    target = tmp_path / "result"
    for content in ("one", "two"):
        with files.replace_folder(target) as fresh:
            (fresh / content).write_text(content)
    assert os.listdir(target) == ["two"]
    assert os.listdir(tmp_path) == ["result"]


def test_a_failed_replacement_leaves_the_old_folder(tmp_path):
    target = tmp_path / "result"
    with files.replace_folder(target) as fresh:
        (fresh / "old").write_text("old")

    def write_half():
        with files.replace_folder(target) as fresh:
            (fresh / "new").write_text("half")
            raise RuntimeError("no space")

    with pytest.raises(RuntimeError, match="no space"):
        write_half()
    assert os.listdir(target) == ["old"]
    assert os.listdir(tmp_path) == ["result"]


DIE_IN_THE_MIDDLE = """
import os, sys
from pathlib import Path
from careerclusters import files

target = Path(sys.argv[1])
point = int(sys.argv[2])
calls = 0

def dying(function):
    def call(*arguments, **options):
        global calls
        calls += 1
        if calls == point:
            os._exit(9)
        return function(*arguments, **options)
    return call

for name in ("rename", "replace", "fsync", "chmod"):
    setattr(os, name, dying(getattr(os, name)))
files.write_text(target / "file", "new")
"""


@pytest.mark.parametrize("point", [1, 2, 3])
def test_a_process_killed_while_writing_leaves_the_old_file(tmp_path, point):
    files.write_text(tmp_path / "file", "old")
    command = [sys.executable, "-c", DIE_IN_THE_MIDDLE, str(tmp_path), str(point)]
    done = subprocess.run(command, env=os.environ | {"PYTHONPATH": str(Path(files.__file__).parents[1])})
    assert done.returncode == 9
    assert (tmp_path / "file").read_text() == "old"


REPLACE_FOLDER = """
import os, sys
from pathlib import Path
from careerclusters import files

target, point, is_swapping = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3] == "swap"
calls = 0

def dying(function):
    def call(*arguments, **options):
        global calls
        calls += 1
        if calls == point:
            os._exit(9)
        return function(*arguments, **options)
    return call

if not is_swapping:
    files._exchange = lambda one, other: False
for name in ("rename", "replace", "fsync", "chmod", "rmdir", "unlink"):
    setattr(os, name, dying(getattr(os, name)))
files._exchange = dying(files._exchange)
with files.replace_folder(target) as fresh:
    for name in ("a", "b"):
        files.write_text(fresh / name, "new")
"""


@pytest.mark.parametrize("way", ["swap", "two renames"])
def test_a_process_killed_at_any_point_leaves_a_whole_folder(tmp_path, way):
    """Every call that changes a name is the last one once; afterwards all is old or all is new."""
    target = tmp_path / "result"
    environment = os.environ | {"PYTHONPATH": str(Path(files.__file__).parents[1])}
    seen, point = set(), 0
    while True:
        point += 1
        with files.replace_folder(target) as fresh:
            for name in ("a", "b"):
                files.write_text(fresh / name, "old")
        command = [sys.executable, "-c", REPLACE_FOLDER, str(target), str(point), way]
        done = subprocess.run(command, env=environment, check=False)
        files.recover_folder(target)
        contents = {path.name: path.read_text() for path in target.iterdir()}
        assert contents in ({"a": "old", "b": "old"}, {"a": "new", "b": "new"}), point
        assert os.listdir(tmp_path) == ["result"], point
        seen.add(contents["a"])
        if done.returncode == 0:
            break
        assert done.returncode == 9
    assert point > 8
    assert seen == {"old", "new"}


HOLD = """
import sys, time
from careerclusters import files
with files.replace_folder(sys.argv[1]) as fresh:
    (fresh / "answers").write_text("secret")
    print("ready", flush=True)
    time.sleep(60)
"""


def test_what_a_living_process_writes_stays_and_what_a_killed_one_left_goes(tmp_path):
    target = tmp_path / "result"
    environment = os.environ | {"PYTHONPATH": str(Path(files.__file__).parents[1])}
    command = [sys.executable, "-c", HOLD, str(target)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout.readline() == "ready\n"
        files.sweep(target)
        assert len(os.listdir(tmp_path)) == 1
        writer.kill()
    files.sweep(target)
    assert os.listdir(tmp_path) == []


def test_only_what_we_left_is_swept(tmp_path):
    names = [".profile.json.x.tmp", "profile.json.careerclusters-tmp", ".other.x.careerclusters-tmp"]
    for name in names:
        (tmp_path / name).write_text("")
    (tmp_path / f".profile.json.x{files.PASSING}").write_text("answers")
    (tmp_path / "mine").write_text("")
    (tmp_path / f".profile.json.y{files.PASSING}").symlink_to(tmp_path / "mine")
    files.write_text(tmp_path / "profile.json", "{}")
    assert {*names, "mine", "profile.json"} <= set(os.listdir(tmp_path))
    assert not (tmp_path / f".profile.json.x{files.PASSING}").exists()
