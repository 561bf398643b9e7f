"""The guard of conftest.py works: outward is refused, loopback is not."""

from __future__ import annotations

import socket
import urllib.request

import pytest


def test_outward_connections_are_refused():
    with socket.socket() as plain, pytest.raises(AssertionError, match="connection to"):
        plain.connect(("192.0.2.1", 80))
    with pytest.raises(AssertionError, match="look-up of"):
        urllib.request.urlopen("http://example.invalid/")


def test_loopback_is_allowed():
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname()) as client,
    ):
        client.sendall(b"x")
