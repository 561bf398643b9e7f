"""The server under what no visitor does: silent and slow connections, crowds, who leaves early."""

from __future__ import annotations

import asyncio
import logging
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress

import pytest
import uvicorn

from careerclusters.web import lanes, protocol
from careerclusters.web.lanes import Lane, Lanes
from careerclusters.web.logs import FewLines


async def echo(scope, receive, send):
    """A small application: says how long the body was; `/slow` takes a while, `/large` is much."""
    if scope["type"] != "http":
        return
    size, more = 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return
        size, more = size + len(message.get("body", b"")), message.get("more_body", False)
    body = b"x" * 50_000_000 if scope["path"] == "/large" else str(size).encode()
    headers = [(b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


@contextmanager
def serving(app=echo):
    with socket.create_server(("127.0.0.1", 0)) as bound:
        settings = {"ws": "none", "lifespan": "off", "log_level": "critical", "timeout_keep_alive": 1}
        server = uvicorn.Server(uvicorn.Config(app, http=protocol.patient_protocol(), **settings))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]})
        thread.start()
        while not server.started:
            time.sleep(0.01)
        try:
            yield bound.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join(10)


def run_alone(begin):
    """Run a coroutine in a thread of its own: a browser of another test may keep a loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: asyncio.run(begin())).result()


def connect(port):
    return socket.create_connection(("127.0.0.1", port), timeout=10)


def closes_within(connection, seconds):
    connection.settimeout(seconds)
    try:
        return connection.recv(10) == b""
    except ConnectionError:
        return True
    except TimeoutError:
        return False


def ask(port, text=b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"):
    with connect(port) as connection:
        connection.sendall(text)
        return connection.recv(1000)


@pytest.fixture
def hasty(monkeypatch):
    for name in ("HEADER_SECONDS", "BODY_SECONDS", "READING_SECONDS"):
        monkeypatch.setattr(protocol, name, 0.5)


def test_a_silent_connection_is_closed(hasty):
    with serving() as port, connect(port) as silent:
        assert closes_within(silent, 5)


def test_a_header_a_byte_at_a_time_is_cut_off(hasty):
    with serving() as port, connect(port) as slow:
        began = time.monotonic()
        sent, text = 0, b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"x" * 200
        with suppress(ConnectionError):
            for letter in text:
                slow.sendall(bytes([letter]))
                sent += 1
                time.sleep(0.05)
        assert sent < len(text)
        assert time.monotonic() - began < 6


def test_a_second_header_a_byte_at_a_time_is_cut_off_as_well(hasty):
    with serving() as port, connect(port) as slow:
        slow.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        said = b""
        while not said.endswith(b"\r\n\r\n0"):
            said += slow.recv(1000)
        slow.sendall(b"GE")
        assert closes_within(slow, 5)


def test_a_body_that_never_ends_is_cut_off(hasty):
    with serving() as port, connect(port) as slow:
        slow.sendall(b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n1")
        assert closes_within(slow, 5)


def test_who_never_reads_is_cut_off(hasty):
    with serving() as port, connect(port) as deaf:
        deaf.sendall(b"GET /large HTTP/1.1\r\nHost: a\r\n\r\n")
        time.sleep(2.5)
        received = 0
        deaf.settimeout(5)
        with suppress(ConnectionError):
            while piece := deaf.recv(1 << 20):
                received += len(piece)
        assert received < 50_000_000


def test_more_connections_than_we_keep_make_room_for_the_next(monkeypatch):
    monkeypatch.setattr(protocol, "MOST_CONNECTIONS", 20)
    with serving() as port:
        silent = [connect(port) for _ in range(60)]
        try:
            assert ask(port).startswith(b"HTTP/1.1 200")
            assert sum(closes_within(one, 0.05) for one in silent) >= 40
        finally:
            for one in silent:
                one.close()


ODD = (b"\x16\x03\x01\x02\x00", b"GET / HTTP/9.9\r\n\r\n", b"GET\r\n\r\n", b"A" * 100_000, b"\0" * 50)


@pytest.mark.parametrize("text", ODD)
def test_what_is_no_request_gets_an_answer_or_an_end(hasty, text):
    with serving() as port:
        with connect(port) as odd:
            odd.sendall(text)
            odd.settimeout(5)
            try:
                said = odd.recv(100)
            except ConnectionError:
                said = b""
            assert said == b"" or said.startswith((b"HTTP/1.1 400", b"HTTP/1.1 200"))
        assert ask(port).startswith(b"HTTP/1.1 200")


def scope_of(path="/"):
    return {"type": "http", "path": path}


async def refuse(scope, send, seconds):
    await send({"status": 503, "retry": seconds})


def test_a_full_lane_refuses_at_once_and_light_pages_pass(monkeypatch):
    monkeypatch.setattr(lanes, "HEAVY_WAITING", 3)
    both = lanes.new_lanes(1)
    done, sent = [], []

    async def run():
        opened = asyncio.Event()

        async def app(scope, receive, send):
            if scope["path"] == "/heavy":
                await opened.wait()
            done.append(scope["path"])

        async def receive():
            await asyncio.Event().wait()

        async def send(message):
            sent.append(message)

        middle = Lanes(app, lane_of=lambda scope: scope["path"].strip("/"), refuse=refuse, lanes=both)
        heavy = [asyncio.create_task(middle(scope_of("/heavy"), receive, send)) for _ in range(6)]
        await asyncio.sleep(0.05)
        assert [message["status"] for message in sent] == [503, 503]
        await asyncio.wait_for(middle(scope_of("/light"), receive, send), 1)
        assert done == ["/light"]
        opened.set()
        await asyncio.gather(*heavy)
        assert done.count("/heavy") == 4
        assert middle.lanes["heavy"].busy == 0

    run_alone(run)


def test_who_leaves_while_waiting_is_never_worked_for():
    worked = []

    async def run():
        opened, leave = asyncio.Event(), asyncio.Event()

        async def app(scope, receive, send):
            worked.append(scope["who"])
            await opened.wait()

        async def stays():
            await asyncio.Event().wait()

        async def leaves():
            await leave.wait()
            return {"type": "http.disconnect"}

        async def send(message):
            raise AssertionError(message)

        middle = Lanes(app, lane_of=lambda scope: "heavy", refuse=refuse, lanes=lanes.new_lanes(1))
        first = asyncio.create_task(middle({**scope_of(), "who": "first"}, stays, send))
        others = [asyncio.create_task(middle({**scope_of(), "who": "gone"}, leaves, send)) for _ in range(5)]
        last = asyncio.create_task(middle({**scope_of(), "who": "last"}, stays, send))
        await asyncio.sleep(0.05)
        leave.set()
        await asyncio.gather(*others)
        opened.set()
        await asyncio.gather(first, last)
        assert worked == ["first", "last"]
        assert middle.lanes["heavy"].busy == 0

    run_alone(run)


def test_a_turn_given_to_who_just_left_goes_to_the_next():
    async def run():
        lane = Lane(1, 5)
        never = asyncio.get_running_loop().create_future()
        gone = asyncio.get_running_loop().create_future()
        assert await lane.enter(never)
        second = asyncio.create_task(lane.enter(gone))
        third = asyncio.create_task(lane.enter(never))
        await asyncio.sleep(0)
        gone.set_result(None)
        lane.leave()
        assert await second is False
        assert await asyncio.wait_for(third, 1) is True
        lane.leave()
        assert lane.busy == 0

    run_alone(run)


def test_the_log_is_bounded_by_kind_and_counts_what_it_leaves_out(caplog):
    logger = logging.getLogger("careerclusters.web.test")
    few = FewLines(most=3, seconds=0.2)
    logger.addFilter(few)

    def warn(times):
        for _ in range(times):
            logger.warning("Invalid HTTP request received.")

    with caplog.at_level(logging.WARNING, logger=logger.name):
        warn(1_000)
        assert len(caplog.records) == 3
        time.sleep(0.3)
        warn(2)
    assert len(caplog.records) == 5
    assert "997 more" in caplog.records[3].getMessage()
