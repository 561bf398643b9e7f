"""`careerclusters serve`: the port, the warning, and the server it hands over to."""

from __future__ import annotations

import socket

import pytest

from careerclusters.cli._run import run
from careerclusters.clustering import save_clustering
from careerclusters.errors import InputError
from careerclusters.web import serving


@pytest.fixture
def served(monkeypatch):
    seen = []
    monkeypatch.setattr(serving, "run", lambda app, bound: seen.append((app, bound.getsockname())))
    return seen


@pytest.fixture
def built(home, clustering):
    from careerclusters.clustering.layout import lay_out

    return save_clustering(clustering.with_map(lay_out(clustering)), home / "clustering.zip")


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


def test_unknown_host_is_an_input_error():
    with pytest.raises(InputError, match="listen on this host"):
        serving.free_socket("192.0.2.1", 0).close()
