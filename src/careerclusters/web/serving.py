"""Listening: a free port, and a server on it until it is stopped."""

from __future__ import annotations

import errno
import ipaddress
import socket
import sys
from time import sleep
from typing import TYPE_CHECKING

from careerclusters.errors import InputError
from careerclusters.language import _

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable

    from fastapi import FastAPI

__all__ = ["address_of", "free_socket", "free_sockets", "is_loopback", "run"]

PORTS_TRIED = 20
# A thread that computes gives way to one that answers after a millisecond.
SWITCH_SECONDS = 0.001
WAIT_SECONDS = 0.02
# Every two seconds: who worked half a second, and then hardly at all, gives back what was freed.
REST_SECONDS, RESTING_SECONDS, WORK_SECONDS = 2.0, 0.04, 0.5


def free_socket(host: str, port: int, *, is_shared: bool = False) -> socket.socket:
    """A socket that listens on `port` of `host`, or on the next that is free; who comes early waits.

    A shared one lets other processes of this user listen beside it, each getting its part of the visitors.

    Raises
    ------
    InputError
        When the host is not this machine's, or none of twenty ports is free.
    """
    for number in range(port, min(port + PORTS_TRIED, 65536)) if port else (0,):
        try:
            family, kind, protocol, _name, address = socket.getaddrinfo(
                host, number, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
            )[0]
            found = socket.socket(family, kind, protocol)
        except OSError as error:
            raise InputError("This host is not known", seen=host, todo="Use 127.0.0.1.") from error
        try:
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            found.bind(address)
            if is_shared:
                found = _shared(found, family, kind, protocol)
            if not is_shared:
                found.listen(128)
        except OSError as error:
            found.close()
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                todo = "Use an address of this machine, such as 127.0.0.1."
                raise InputError("Can't listen on this host", seen=host, todo=todo) from error
        else:
            return found
    raise InputError(
        _("None of {n} ports from here on is free", n=PORTS_TRIED),
        seen=port,
        todo="Give another with --port.",
    )


def free_sockets(host: str, port: int) -> tuple[socket.socket, ...]:
    """Sockets that listen on one port of `host` and, where that isn't this machine alone, of the loopback.

    Raises
    ------
    InputError
        As `free_socket` does.
    """
    for _attempt in range(PORTS_TRIED):
        first = free_socket(host, port)
        own = ipaddress.ip_address(first.getsockname()[0].partition("%")[0])
        if own.is_loopback or own.is_unspecified:
            return (first,)
        number = first.getsockname()[1]
        beside = free_socket("127.0.0.1", number)
        if beside.getsockname()[1] == number:
            return first, beside
        first.close()
        beside.close()
        port = port and number + 1
    raise InputError(
        _("None of {n} ports from here on is free", n=PORTS_TRIED),
        seen=port,
        todo="Give another with --port.",
    )


def _shared(
    first: socket.socket, family: socket.AddressFamily, kind: socket.SocketKind, protocol: int
) -> socket.socket:
    """The address of a bound socket, bound again so that others may share it.

    It was free a moment ago: had it been asked for shared at once, another server of this user would have
    been joined instead of passed over.
    """
    address = first.getsockname()
    first.close()
    found = socket.socket(family, kind, protocol)
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        found.bind(address)
    except OSError:
        found.close()
        raise
    return found


def address_of(bound: socket.socket, host: str) -> str:
    """What to type into a browser on this machine."""
    own = bound.getsockname()[0]
    if ipaddress.ip_address(own.partition("%")[0]).is_unspecified:
        host = "127.0.0.1"
    return f"http://{f'[{host}]' if ':' in host else host}:{bound.getsockname()[1]}/"


def is_loopback(bound: socket.socket) -> bool:
    """Whether only this machine can reach it."""
    return ipaddress.ip_address(bound.getsockname()[0].partition("%")[0]).is_loopback


def run(app: FastAPI, *bound: socket.socket) -> None:
    """Answer on listening sockets until Ctrl-C; requests under way are finished.

    What would make the first visitor of a page wait is prepared beside, while other pages answer already.
    """
    import threading

    import uvicorn

    from careerclusters.web.logs import quiet
    from careerclusters.web.memory import keep_little
    from careerclusters.web.protocol import IDLE_SECONDS, patient_protocol

    keep_little()
    quiet()
    sys.setswitchinterval(SWITCH_SECONDS)
    stop = threading.Event()
    beside = threading.Thread(target=_prepare, args=(app, stop.is_set))
    config = uvicorn.Config(
        app,
        http=patient_protocol(),
        ws="none",
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_keep_alive=IDLE_SECONDS,
        timeout_graceful_shutdown=3,
    )
    beside.start()
    resting = threading.Thread(target=_give_back_at_rest, args=(stop,))
    resting.start()
    try:
        uvicorn.Server(config).run(sockets=list(bound))
    finally:
        # A process that ends in the middle of it would abort; a part takes two seconds at most.
        stop.set()
        beside.join()
        resting.join()


def _give_back_at_rest(stop: threading.Event) -> None:
    """Whenever the process rests after work, return what it has freed; seconds are those of its processor."""
    from time import process_time

    from careerclusters.web.memory import give_back

    now = given_back = 0.0
    while not stop.wait(REST_SECONDS):
        before, now = now, process_time()
        if now - before < RESTING_SECONDS and now - given_back > WORK_SECONDS:
            give_back()
            given_back = now


def _prepare(app: FastAPI, is_stopped: Callable[[], bool]) -> None:
    """Prepare what pages stand on.

    It stays until the end, so the collector of garbage need not look through it again and again: that would
    hold up an answer now and then. What fails here fails again, with its message, on the page that needs it.
    """
    import contextlib
    import gc

    from careerclusters.errors import CareerClustersError
    from careerclusters.web.memory import give_back
    from careerclusters.web.pages.home import home

    def is_stopped_or_waits() -> bool:
        """Visitors come first: between two parts, wait until nobody is being answered."""
        while not is_stopped() and any(lane.busy for lane in app.state.lanes.values()):
            sleep(WAIT_SECONDS)
        return is_stopped()

    with contextlib.suppress(CareerClustersError):
        state = app.state.store.current()
        state.warm(is_stopped=is_stopped_or_waits)
        if not is_stopped():
            home(state)
        app.state.renderer.keep_code(is_stopped=is_stopped_or_waits)
    gc.collect()
    gc.freeze()
    give_back()
