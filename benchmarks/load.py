"""The explorer when too much is asked of it, and what it costs to have it: before and after, on loopback.

    python benchmarks/load.py [--source SRC]... [--workers N] [--json]

Each `--source` is a `src` folder of a checkout (default: this one); with two, the same loads run against
both, one after the other, and the last column is the second over the first. Every load is bounded in count
and time.

- a classroom: thirty people ask for their results at the same moment; the slowest answer
- twice the capacity: results are offered at twice the rate that was served; light pages beside them
- idle connections: a thousand that say nothing; how long the next visitor waits, lines of log
- memory: resident after one of every kind of page; the first plan and the first map after the start
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from web import people  # noqa: E402

PUPILS = 30
IDLE = 1_000
SECONDS = 8.0
LIGHT = ("/static/explorer.css", "/clusters", "/occupations/29-1141.00", "/search?q=nurse", "/about")
KINDS = (
    "/", "/clusters", "/clusters/M01", "/occupations", "/occupations/29-1141.00",
    "/occupations/41-2011.00/ways",
    "/compare?of=29-1141.00&of=15-1252.00", "/map", "/official", "/lenses", "/lenses/trades", "/industries",
    "/elements", "/elements/2.C.3.a", "/search?q=nurse", "/search?q=fixing+computers", "/about", "/drift",
    "/plan?from=41-2011.00&to=29-1141.00", "/shortlist", "/technologies/43232106", "/assess",
)  # fmt: skip
OWN = ("/results", "/report", "/report.pdf", "/results/29-1141.00", "/strengths", "/wishes", "/you")


class Server:
    """`careerclusters serve` from one source tree, its log and its processes."""

    def __init__(self, source: Path, home: str, workers: int) -> None:
        self.settings = os.environ | {"CAREERCLUSTERS_HOME": home, "PYTHONPATH": str(source)}
        begin = "import sys; from careerclusters.cli import main; sys.exit(main())"
        program = [sys.executable, "-c", begin]
        if not Path(home, "atlas").exists():
            subprocess.run([*program, "build"], env=self.settings, check=True, capture_output=True)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        more = ["--workers", str(workers)] if workers > 1 else []
        self.log_bytes = 0
        self.began = time.perf_counter()
        self.process = subprocess.Popen(
            [*program, "serve", "--no-open", "--port", str(self.port), *more],
            env=self.settings,
            stderr=subprocess.PIPE,
        )
        while b"Stop with" not in (line := self.process.stderr.readline()):
            if not line:
                raise SystemExit("The server didn't start.")
        self.ready = time.perf_counter()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        for line in self.process.stderr:
            self.log_bytes += len(line)

    def resident_mb(self) -> list[float]:
        """Resident memory of each process that answers."""
        mine = [self.process.pid]
        for status in Path("/proc").glob("[0-9]*/status"):
            try:
                if f"PPid:\t{self.process.pid}\n" in status.read_text():
                    mine.append(int(status.parent.name))
            except OSError:
                continue
        return [_resident(pid) for pid in mine]

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)


def _resident(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


async def get(port: int, path: str, *, patience: float = 60.0) -> tuple[int, float]:
    """Status (0 for none) and milliseconds of one request on a connection of its own."""
    began = time.perf_counter()
    try:
        async with asyncio.timeout(patience):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
            answer = await reader.read()
            writer.close()
            status = int(answer.split(b" ", 2)[1]) if answer else 0
    except (TimeoutError, OSError, ValueError, IndexError):
        status = 0
    return status, (time.perf_counter() - began) * 1000


async def classroom(port: int, codes: list[str]) -> dict[str, float]:
    """Everybody at once."""
    found = await asyncio.gather(*(get(port, f"/results?me={code}") for code in codes[:PUPILS]))
    served = [latency for status, latency in found if status == 200]
    return {"served": len(served), "slowest_ms": max(served, default=float("nan"))}


async def twice(port: int, codes: list[str], capacity: float) -> dict[str, float]:
    """Results at twice the rate that is served, light pages beside them."""
    heavy, light = [], []
    began = time.perf_counter()
    beats = int(SECONDS * 2 * capacity)
    asked = [
        (number / (2 * capacity), f"/results?me={codes[number % len(codes)]}", heavy)
        for number in range(beats)
    ]
    asked += [(number / 25, LIGHT[number % len(LIGHT)], light) for number in range(int(SECONDS * 25))]
    tasks = []

    async def ask(path: str, where: list[tuple[int, float]]) -> None:
        where.append(await get(port, path, patience=30))

    for due, path, where in sorted(asked, key=lambda one: one[0]):
        await asyncio.sleep(max(0.0, began + due - time.perf_counter()))
        tasks.append(asyncio.create_task(ask(path, where)))
    await asyncio.gather(*tasks)
    served = sorted(latency for status, latency in heavy if status == 200)
    lights = sorted(latency for status, latency in light if status == 200)
    return {
        "offered_per_s": 2 * capacity,
        "heavy_served": len(served),
        "heavy_shed_503": sum(status == 503 for status, _ in heavy),
        "heavy_lost": sum(status not in (200, 503) for status, _ in heavy),
        "heavy_p50_ms": served[len(served) // 2] if served else float("nan"),
        "light_p50_ms": lights[len(lights) // 2] if lights else float("nan"),
        "light_p99_ms": lights[int(len(lights) * 0.99)] if lights else float("nan"),
        "light_failed": len(light) - len(lights),
    }


async def capacity_of(port: int, codes: list[str]) -> float:
    """Results served a second when two ask one after the other."""
    began, done = time.perf_counter(), 0

    async def pupil(mine: list[str]) -> None:
        nonlocal done
        for code in mine:
            status, _ = await get(port, f"/results?me={code}")
            done += status == 200

    await asyncio.gather(*(pupil(codes[at::4][:8]) for at in range(4)))
    return done / (time.perf_counter() - began)


async def idle(server: Server) -> dict[str, float]:
    """A thousand silent connections, and the visitor after them."""
    before, held = server.log_bytes, []
    for _ in range(IDLE):
        try:
            one = socket.create_connection(("127.0.0.1", server.port), timeout=0.2)
        except OSError:
            break
        held.append(one)
    status, latency = await get(server.port, "/about", patience=10)
    await asyncio.sleep(5)
    later, _ = await get(server.port, "/about", patience=10)
    for one in held:
        one.close()
    return {
        "connected": len(held),
        "next_status": status,
        "next_ms": latency,
        "later_status": later,
        "log_kb": (server.log_bytes - before) / 1024,
    }


def measure(source: Path, workers: int) -> dict[str, dict[str, float]]:
    """All loads against one source tree."""
    codes = people(64)
    found: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as home:
        for path, name in (("/plan?from=41-2011.00&to=29-1141.00", "first plan"), ("/map", "first map")):
            server = Server(source, home, workers)
            found[name] = {
                "answer_ms": asyncio.run(get(server.port, path))[1],
                "start_ms": (server.ready - server.began) * 1000,
            }
            server.stop()
        server = Server(source, home, workers)
        try:
            time.sleep(8)
            for _ in range(2 * workers):
                asyncio.run(_all_kinds(server.port, codes[-1]))
            found["classroom"] = asyncio.run(classroom(server.port, codes))
            capacity = asyncio.run(capacity_of(server.port, codes))
            found["capacity"] = {"results_per_s": capacity}
            found["twice the capacity"] = asyncio.run(twice(server.port, codes, capacity))
            found["memory"] = {f"process_{at}_mb": mb for at, mb in enumerate(server.resident_mb())}
            found["idle"] = asyncio.run(idle(server))
        finally:
            server.stop()
    return found


async def _all_kinds(port: int, me: str) -> None:
    for path in KINDS:
        await get(port, path)
    for path in OWN:
        await get(port, f"{path}?me={me}")


def main() -> int:
    parser = argparse.ArgumentParser(description="The explorer under more than it can serve.")
    parser.add_argument(
        "--source", type=Path, action="append", help="src folder of a checkout; may be repeated"
    )
    parser.add_argument("--workers", type=int, default=1, help="processes of the server (not of older ones)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    given = parser.parse_args()
    sources = given.source or [HERE.parent / "src"]
    rows = {
        str(source): measure(source.resolve(), given.workers if at == len(sources) - 1 else 1)
        for at, source in enumerate(sources)
    }
    if given.json:
        print(json.dumps(rows, indent=1))
        return 0
    for name in next(iter(rows.values())):
        for figure in next(iter(rows.values()))[name]:
            values = [row[name].get(figure, float("nan")) for row in rows.values()]
            shown = "".join(f"{value:>12,.1f}" for value in values)
            ratio = f"{values[1] / values[0]:>9.2f}" if len(values) == 2 and values[0] else ""
            print(f"{name:<20}{figure:<18}{shown}{ratio}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
