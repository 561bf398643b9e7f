"""Several processes that answer on one address, each with the saved atlas mapped into its memory.

The first process answers nothing itself: it keeps the address, starts the others, starts one again when it
dies and stops them all. Each listens by itself, and the system gives every new connection to one of them.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from time import monotonic, sleep

from careerclusters.errors import CareerClustersError, ModelError

__all__ = ["MOST_WORKERS", "can_share", "run_workers", "work"]

MOST_WORKERS = 16
STOP_SECONDS = 6.0
_FEWEST_SECONDS, _MOST_DEATHS = 5.0, 5
_BEGIN = "from careerclusters.web.workers import work; import sys; sys.exit(work(sys.argv[1]))"


def can_share() -> bool:
    """Whether the system lets several processes listen on one address."""
    return hasattr(socket, "SO_REUSEPORT") and os.name == "posix"


def run_workers(
    count: int,
    bound: socket.socket,
    *,
    folder: Path,
    hosts: frozenset[str],
    ready: Callable[[], None],
    frames: tuple[str, ...] = (),
) -> None:
    """Serve with `count` processes until Ctrl-C; `ready` is called when all of them listen.

    Parameters
    ----------
    bound
        A shared socket that doesn't listen: it only keeps the address.

    Raises
    ------
    ModelError
        When processes die as soon as they are started.
    """
    task = json.dumps(
        {
            "address": list(bound.getsockname()),
            "family": int(bound.family),
            "folder": str(folder),
            "hosts": sorted(hosts),
            "frames": list(frames),
        }
    )
    stopping: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda number, frame: stopping.append(number))
    workers = [_start(task) for _ in range(count)]
    deaths: list[float] = []
    try:
        for worker in workers:
            _wait_ready(worker)
        ready()
        while not stopping:
            sleep(0.1)
            for at, worker in enumerate(workers):
                if worker.poll() is None:
                    continue
                deaths = [when for when in deaths if monotonic() - when < _FEWEST_SECONDS] + [monotonic()]
                if len(deaths) >= _MOST_DEATHS:
                    seen = f"exit {worker.returncode}"
                    raise ModelError("The processes that answer die at once", seen=seen)
                workers[at] = _start(task)
    finally:
        _stop(workers)


def work(task: str) -> int:
    """What each process does: listen beside the others and answer."""
    from careerclusters.web.app import create_app
    from careerclusters.web.serving import run
    from careerclusters.web.template_code import template_folder

    asked = json.loads(task)
    address = asked["address"]
    with socket.socket(asked["family"], socket.SOCK_STREAM) as bound:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        bound.bind(tuple(address))
        try:
            hosts = frozenset(asked["hosts"])
            folder, frames = Path(asked["folder"]), tuple(asked["frames"])
            app = create_app(
                folder=folder, hosts=hosts, heavy_at_once=1, frames=frames, code_folder=template_folder()
            )
        except CareerClustersError as error:
            print(f"Error: {error}", file=sys.stderr)
            return error.exit_code
        bound.listen(128)
        print("ready", flush=True)
        threading.Thread(target=_stop_with_the_first, daemon=True).start()
        run(app, bound)
    return 0


def _start(task: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", _BEGIN, task],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def _wait_ready(worker: subprocess.Popen[str]) -> None:
    """Return when a process listens, or has died."""
    assert worker.stdout is not None
    worker.stdout.readline()


def _stop_with_the_first() -> None:
    """Stop when the process that started us is gone: then our standard input ends."""
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)


def _stop(workers: Sequence[subprocess.Popen[str]]) -> None:
    for worker in workers:
        worker.terminate()
    end = monotonic() + STOP_SECONDS
    for worker in workers:
        try:
            worker.wait(max(0.1, end - monotonic()))
        except subprocess.TimeoutExpired:
            worker.kill()
            worker.wait()
