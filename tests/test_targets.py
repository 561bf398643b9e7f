"""Nothing is written over what isn't ours: each way to name a wrong target, and the right ones."""

from __future__ import annotations

import json
import os

import pytest

from careerclusters.errors import InputError
from careerclusters.targets import check_apart, check_file, check_folder, marked_manifest

OURS = b"ours"


def is_ours(content):
    return content == OURS


def test_a_file_is_written_where_nothing_or_ours_is(tmp_path):
    assert check_file(tmp_path / "new", is_ours=is_ours) == tmp_path / "new"
    for name, content in (("empty", b""), ("ours", OURS)):
        (tmp_path / name).write_bytes(content)
        assert check_file(tmp_path / name, is_ours=is_ours)


def test_a_file_of_another_kind_asks_for_force(tmp_path):
    path = tmp_path / "thesis.txt"
    path.write_text("years of work")
    with pytest.raises(InputError, match=r"thesis\.txt is there and wasn't made.*13 bytes.*--force"):
        check_file(path, is_ours=is_ours)
    assert check_file(path, is_ours=is_ours, is_forced=True) == path


@pytest.mark.parametrize("is_forced", [False, True])
def test_folders_and_devices_are_no_files(tmp_path, is_forced):
    with pytest.raises(InputError, match="is a folder"):
        check_file(tmp_path, is_ours=is_ours, is_forced=is_forced)
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", "/dev/null"):
        with pytest.raises(InputError, match="is no plain file"):
            check_file(path, is_ours=is_ours, is_forced=is_forced)
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="it is no folder"):
        check_file(tmp_path / "file" / "in-it", is_ours=is_ours, is_forced=is_forced)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_found_before_the_work(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(InputError, match="it is read-only"):
        check_file(tmp_path / "a" / "b", is_ours=is_ours)


def test_a_folder_is_written_where_nothing_or_only_ours_is(tmp_path):
    assert check_folder(tmp_path / "new", names=None)
    assert check_folder(tmp_path, names=None)
    (tmp_path / "table").write_text("")
    assert check_folder(tmp_path, names=["table"])
    for names in (None, [], ["other"]):
        with pytest.raises(InputError, match=r"holds what isn't ours.*table"):
            check_folder(tmp_path, names=names)


def test_a_folder_with_our_mark_and_a_thesis_is_left_alone(tmp_path):
    (tmp_path / "table").write_text("")
    (tmp_path / "thesis").write_text("")
    with pytest.raises(InputError, match="thesis"):
        check_folder(tmp_path, names=["table"])


def test_a_link_or_folder_that_has_the_name_of_ours_is_not_ours(tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "table").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(InputError, match="isn't ours"):
        check_folder(tmp_path / "out", names=["table"])
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    with pytest.raises(InputError, match="points nowhere"):
        check_folder(tmp_path / "dangling", names=None)


@pytest.mark.parametrize(
    ("target", "word"),
    [("a", "the same as"), ("a/b", "inside"), (".", "around"), ("x/../a/./b/..", "the same")],
)
def test_targets_lie_apart_from_sources(tmp_path, monkeypatch, target, word):
    (tmp_path / "a" / "b").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match=word):
        check_apart(target, tmp_path / "a")
    (tmp_path / "link").symlink_to(tmp_path / "a")
    with pytest.raises(InputError, match=word):
        check_apart(target, tmp_path / "link")
    check_apart(tmp_path / "ab", tmp_path / "a")


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"\xff", b"[" * 100_000, b'{"id": 1}'])
def test_what_is_no_manifest_of_ours_marks_nothing(tmp_path, content):
    (tmp_path / "m.json").write_bytes(content)
    assert marked_manifest(tmp_path, file="m.json", wanted=("id", "tables")) is None
    (tmp_path / "m.json").write_text(json.dumps({"id": 1, "tables": {}, "more": 1}))
    assert marked_manifest(tmp_path, file="m.json", wanted=("id", "tables"))["tables"] == {}
