"""`careerclusters serve`: the port, the warning, and the server it hands over to."""

from __future__ import annotations

import gc
import re
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
from careerclusters.web import hosts, serving
from careerclusters.web.classroom.file import class_text
from careerclusters.web.state import State


@pytest.fixture
def served(monkeypatch):
    seen = []
    monkeypatch.setattr(
        serving, "run", lambda app, *bound: seen.append((app, *(one.getsockname() for one in bound)))
    )
    return seen


def test_serve_says_where(built, served, capsys):
    assert run(["serve", "--no-open", "--port", "0"]) == 0
    (_, (host, port)) = served[0]
    assert host == "127.0.0.1"
    said = capsys.readouterr().err
    assert f"http://127.0.0.1:{port}/" in said
    assert "Warning" not in said


def test_in_spanish_it_says_where_the_spanish_pages_are(built, served, lan, capsys):
    assert run(["--lang", "es", "serve", "--no-open", "--port", "0"]) == 0
    (_, (_host, port)) = served[0]
    assert f"http://127.0.0.1:{port}/es/\n" in capsys.readouterr().err
    assert run(["--lang", "es", "serve", "--class", "--no-open", "--port", "0"]) == 0
    (_, (host, port)) = served[1]
    said = capsys.readouterr().err
    assert f"http://{host}:{port}/es/class\n" in said
    assert f":{port}/es/class/desk?key=" in said


def test_serve_warns_of_other_machines(built, served, capsys):
    assert run(["serve", "--no-open", "--port", "0", "--host", "0.0.0.0"]) == 0
    said = capsys.readouterr().err
    assert "Warning: other machines" in said
    assert "http://127.0.0.1:" in said


@pytest.fixture
def lan(monkeypatch):
    """This machine's address on a local network that it isn't on: one that the loopback answers for."""
    monkeypatch.setattr(hosts, "lan_address", lambda: "127.0.0.2")
    return "127.0.0.2"


def test_a_class_says_what_is_open_to_whom(built, served, lan, monkeypatch, capsys):
    monkeypatch.setattr(serving, "is_loopback", lambda bound: False)
    assert run(["serve", "--class", "--no-open", "--port", "0"]) == 0
    (_, (host, port)) = served[0]
    assert host == lan
    said = capsys.readouterr().err
    assert f"Students open   http://{lan}:{port}/class\n" in said
    code = re.search(r"Class code      (\S{3}-\S{3})\n", said)
    key = re.search(r"/class/desk\?key=([\w-]{22})\n", said)
    assert code
    assert key
    assert f"Your desk       http://127.0.0.1:{port}/class/desk?key=" in said
    assert "Open to everybody on this network: the explorer's pages." in said
    assert "travels unencrypted" in said
    assert "Ctrl-C deletes everything" in said


def test_a_class_is_reached_from_the_network_and_its_desk_from_this_machine(monkeypatch):
    real = serving.free_socket

    def by_number(host, port, **more):
        """As on a network: the address isn't of the loopback, but the socket must be ours."""
        return real("127.0.0.3" if host == "192.0.2.77" else host, port, **more)

    monkeypatch.setattr(serving, "free_socket", by_number)
    monkeypatch.setattr(serving.ipaddress, "ip_address", lambda text: Outside())
    first, beside = serving.free_sockets("192.0.2.77", 0)
    with first, beside:
        assert first.getsockname()[1] == beside.getsockname()[1]
        assert beside.getsockname()[0] == "127.0.0.1"


class Outside:
    is_loopback = is_unspecified = False


def test_a_class_without_a_network_is_for_this_machine(built, served, monkeypatch, capsys):
    monkeypatch.setattr(hosts, "lan_address", lambda: None)
    assert run(["serve", "--class", "--no-open", "--port", "0"]) == 0
    assert served[0][1][0] == "127.0.0.1"
    assert "on no network" in capsys.readouterr().err


def test_a_class_has_one_process(built, served, capsys):
    assert run(["serve", "--class", "--no-open", "--workers", "2"]) == 2
    said = capsys.readouterr().err
    assert "A class lives in the memory of one process. Seen: '--workers 2'. Leave --workers out." in said
    assert served == []


def test_a_class_opens_again_from_a_file(built, served, lan, tmp_path, capsys):
    assert run(["serve", "--class-file", str(tmp_path / "none.json"), "--no-open"]) == 2
    assert "can't be read" in capsys.readouterr().err
    path = tmp_path / "class.json"
    path.write_bytes(class_text([], release="x"))
    assert run(["serve", "--class-file", str(path), "--no-open", "--port", "0"]) == 0
    assert len(served) == 1


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
            raise DataError("Moves can't be read", seen="x", todo="Build the catalog again.")

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
