"""Downloading a release: from a server of our own, verified, and never half."""

from __future__ import annotations

import hashlib
import http.server
import json
import threading
from pathlib import Path

import pytest

from careerclusters.errors import FetchError, InputError
from careerclusters.sources import _cache
from careerclusters.sources._cache import VARIABLE, fetch_release

NAME = "db_30_1_text.zip"


class Handler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        self.server.seen.append(self.path)


@pytest.fixture
def server(small, tmp_path):
    """A publisher of our own; `seen` lists what was asked for, `folder` holds what it gives."""
    folder = tmp_path / "publisher"
    folder.mkdir()
    small.to_zip(small.files(), folder / NAME)
    running = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), lambda *arguments: Handler(*arguments, directory=str(folder))
    )
    running.daemon_threads = True
    running.seen, running.folder = [], folder
    running.url = f"http://127.0.0.1:{running.server_port}/"
    thread = threading.Thread(target=running.serve_forever, daemon=True)
    thread.start()
    yield running
    running.shutdown()
    running.server_close()
    thread.join()


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_it_is_downloaded_once_with_progress_and_its_checksum_is_recorded(server, home):
    steps = []
    path = fetch_release("30.1", base_url=server.url, progress=lambda *step: steps.append(step))
    assert path == home / "releases" / NAME
    assert sha256(path) == sha256(server.folder / NAME)
    assert steps[-1] == (path.stat().st_size, path.stat().st_size, NAME)
    assert json.loads((path.parent / "checksums.json").read_text()) == {NAME: sha256(path)}
    assert sorted(one.name for one in path.parent.iterdir()) == ["checksums.json", NAME]

    assert fetch_release("30.1", base_url=server.url) == path
    assert len(server.seen) == 1


def test_the_environment_may_name_a_mirror(server, tmp_path, monkeypatch):
    monkeypatch.setenv(VARIABLE, server.url)
    assert fetch_release("30.1", tmp_path / "here").is_file()


def test_a_given_checksum_must_match(server, tmp_path):
    right = sha256(server.folder / NAME)
    assert fetch_release("30.1", tmp_path, base_url=server.url, sha256=right.upper()).is_file()
    with pytest.raises(FetchError, match="not the file that was promised"):
        fetch_release("30.1", tmp_path / "other", base_url=server.url, sha256="0" * 64)
    assert list((tmp_path / "other").iterdir()) == []


def test_a_file_that_changed_here_is_downloaded_again(server, tmp_path):
    path = fetch_release("30.1", tmp_path, base_url=server.url)
    path.write_bytes(b"changed")
    assert sha256(fetch_release("30.1", tmp_path, base_url=server.url)) == sha256(server.folder / NAME)


def test_a_file_that_changed_there_is_refused_and_the_old_one_stays(server, small, tmp_path):
    path = fetch_release("30.1", tmp_path, base_url=server.url)
    path.write_bytes(b"old")
    small.to_zip(small.files() | {"More.txt": "x"}, server.folder / NAME)
    with pytest.raises(FetchError, match="not the file that was promised"):
        fetch_release("30.1", tmp_path, base_url=server.url)
    assert path.read_bytes() == b"old"


def test_what_is_no_release_is_refused(server, small, tmp_path):
    (server.folder / NAME).write_bytes(b"<html>Sorry</html>")
    with pytest.raises(FetchError, match=r"no O\*NET release"):
        fetch_release("30.1", tmp_path / "here", base_url=server.url)
    small.to_zip(small.files("28.2"), server.folder / NAME)
    with pytest.raises(FetchError, match=r"not O\*NET 30\.1.*28\.2"):
        fetch_release("30.1", tmp_path / "here", base_url=server.url)
    assert list((tmp_path / "here").iterdir()) == []


def test_a_release_that_is_not_there(server, tmp_path):
    with pytest.raises(FetchError, match="404") as caught:
        fetch_release("31.0", tmp_path, base_url=server.url)
    assert "db_31_0_text.zip" in str(caught.value)


def test_an_endless_download_is_stopped(server, tmp_path, monkeypatch):
    monkeypatch.setattr(_cache, "_LARGEST", 100)
    with pytest.raises(FetchError, match="larger than a release"):
        fetch_release("30.1", tmp_path, base_url=server.url)
    assert list(tmp_path.glob("*.zip")) == []


def test_nobody_answers(tmp_path):
    with pytest.raises(FetchError, match=r"could not be downloaded.*no connection"):
        fetch_release("30.1", tmp_path, base_url="http://127.0.0.1:9/")
    with pytest.raises(FetchError, match="address"):
        fetch_release("30.1", tmp_path, base_url="lamp://nowhere/")


@pytest.mark.parametrize("version", ["newest", "../../etc", "30", ""])
def test_a_release_has_a_number(tmp_path, version):
    with pytest.raises(InputError, match=r"like 30\.1"):
        fetch_release(version, tmp_path)
    with pytest.raises(InputError, match="SHA-256"):
        fetch_release("30.1", tmp_path, sha256="abc")
