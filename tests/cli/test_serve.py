"""`careerclusters serve`: the port, the warning, and the server it hands over to."""

from __future__ import annotations

import gc
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path
from types import SimpleNamespace

import pytest

from careerclusters.atlas import Atlas
from careerclusters.cli._run import run
from careerclusters.errors import DataError, InputError
from careerclusters.web import serving
from careerclusters.web.state import State


@pytest.fixture
def served(monkeypatch):
    seen = []
    monkeypatch.setattr(serving, "run", lambda app, bound: seen.append((app, bound.getsockname())))
    return seen


def test_serve_says_where(built, served, capsys):
    assert run(["serve", "--no-open", "--port", "0"]) == 0
    (_, (host, port)) = served[0]
    assert host == "127.0.0.1"
    said = capsys.readouterr().err
    assert f"http://127.0.0.1:{port}/" in said
    assert "Warning" not in said


def test_serve_warns_of_other_machines(built, served, capsys):
    assert run(["serve", "--no-open", "--port", "0", "--host", "0.0.0.0"]) == 0
    said = capsys.readouterr().err
    assert "Warning: other machines" in said
    assert "http://127.0.0.1:" in said


def test_serve_takes_the_next_port(built, served, capsys):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert run(["serve", "--no-open", "--port", str(port)]) == 0
    assert served[0][1][1] != port
    assert f"Port {port} is taken" in capsys.readouterr().err


def test_pages_answer_while_others_are_prepared_and_it_stops_when_asked(built):
    program = [Path(sys.executable).parent / "careerclusters", "serve", "--no-open", "--port", "0"]
    server = subprocess.Popen(program, stderr=subprocess.PIPE, text=True)
    try:
        address = server.stderr.readline().split()[-1]
        with urllib.request.urlopen(address, timeout=30) as answer:
            assert answer.status == 200
        server.send_signal(signal.SIGINT)
        said = server.communicate(timeout=20)[1]
    finally:
        server.kill()
        server.wait()
    assert server.returncode in (0, 130)
    assert "Traceback" not in said


def test_what_cannot_be_prepared_does_not_stop_the_rest(built):
    class Broken:
        def warm(self, *, is_stopped) -> None:
            raise DataError("Moves can't be read", seen="x", todo="Build the catalog anew.")

    app = SimpleNamespace(state=SimpleNamespace(store=SimpleNamespace(current=Broken)))
    serving._prepare(app, lambda: False)
    gc.unfreeze()


def test_preparing_stops_between_two_parts(catalog, clustering):
    atlas = Atlas.of(catalog, clustering)
    answers = iter([False, False, True, True])
    State(atlas, "bare").warm(is_stopped=lambda: next(answers))
    assert "clustering" in atlas._parts
    assert "layout" not in atlas._parts
    assert "titles" not in atlas._parts


def test_unknown_host_is_an_input_error():
    with pytest.raises(InputError, match="listen on this host"):
        serving.free_socket("192.0.2.1", 0).close()
