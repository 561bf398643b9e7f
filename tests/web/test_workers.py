"""Several processes on one address: all answer, one that dies is replaced, none outlives the first."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

import careerclusters
from careerclusters.web.workers import can_share

IS_HERE = can_share() and Path("/proc").is_dir()
pytestmark = pytest.mark.skipif(not IS_HERE, reason="no shared addresses here")

BEGIN = "import sys; from careerclusters.cli import main; sys.exit(main())"


def children(pid):
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def is_running(pid):
    status = Path(f"/proc/{pid}/status")
    return status.exists() and "State:\tZ" not in status.read_text()


def eventually(condition, seconds=30):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.1)


def _alive(process):
    return sum(map(is_running, children(process.pid))) == 2


@pytest.fixture
def server(built):
    program = [sys.executable, "-c", BEGIN, "serve", "--no-open", "--port", "0", "--workers", "2"]
    environment = os.environ | {"PYTHONPATH": str(Path(careerclusters.__file__).parents[1])}
    with subprocess.Popen(program, stderr=subprocess.PIPE, text=True, env=environment) as process:
        address = process.stderr.readline().split()[-1]
        try:
            yield process, address
        finally:
            process.kill()


def test_all_answer_and_the_dead_are_replaced_and_none_stays_behind(server):
    process, address = server
    first = children(process.pid)
    assert len(first) == 2
    for _ in range(10):
        assert urllib.request.urlopen(f"{address}about").status == 200
    os.kill(first[0], signal.SIGKILL)
    eventually(
        lambda: (
            len([pid for pid in children(process.pid) if is_running(pid)]) == 2
            and first[0] not in children(process.pid)
        )
    )
    assert urllib.request.urlopen(f"{address}about").status == 200
    process.send_signal(signal.SIGINT)
    assert process.wait(20) in (0, 130)


def test_they_stop_when_the_first_is_killed(server):
    process, _ = server
    workers = children(process.pid)
    process.kill()
    process.wait()
    eventually(lambda: not any(is_running(pid) for pid in workers))
