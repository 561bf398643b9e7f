"""An open-loop load on loopback: requests leave at a constant rate, whether or not earlier ones came back.

Latency counts from the moment at which a request was due, so that a server that falls behind shows it.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass

CONNECTIONS = 64
PATIENCE_SECONDS = 20.0


@dataclass(frozen=True)
class Load:
    """What came out of one load: latencies in ms, bytes of a body as transferred, answers other than 200."""

    latencies_ms: tuple[float, ...]
    body_bytes: float
    failed: int

    def at(self, share: float) -> float:
        """A quantile of the latencies; infinite when nothing came back."""
        ordered = sorted(self.latencies_ms)
        return ordered[min(int(share * len(ordered)), len(ordered) - 1)] if ordered else float("inf")


def offer(port: int, paths: Sequence[str], *, rate: float, seconds: float) -> Load:
    """Ask for `paths` in turn, `rate` times a second, for `seconds`."""
    return asyncio.run(_offer(port, paths, rate=rate, seconds=seconds))


async def _offer(port: int, paths: Sequence[str], *, rate: float, seconds: float) -> Load:
    free: asyncio.Queue = asyncio.Queue()
    for _ in range(CONNECTIONS):
        free.put_nowait(None)
    latencies, sizes, failures = [], [], []

    async def ask(path: str, due: float) -> None:
        connection = await free.get()
        try:
            if connection is None:
                connection = await asyncio.open_connection("127.0.0.1", port)
            status, size = await asyncio.wait_for(_exchange(connection, path), PATIENCE_SECONDS)
            latencies.append((time.perf_counter() - due) * 1000)
            sizes.append(size)
            if status != 200:
                failures.append(path)
        except (TimeoutError, OSError, asyncio.IncompleteReadError):
            failures.append(path)
            connection = None
        free.put_nowait(connection)

    began, tasks = time.perf_counter() + 0.05, []
    for number in range(int(rate * seconds)):
        due = began + number / rate
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        tasks.append(asyncio.create_task(ask(paths[number % len(paths)], due)))
    await asyncio.gather(*tasks)
    while not free.empty():
        connection = free.get_nowait()
        if connection is not None:
            connection[1].close()
    return Load(tuple(latencies), sum(sizes) / max(len(sizes), 1), len(failures))


async def _exchange(
    connection: tuple[asyncio.StreamReader, asyncio.StreamWriter], path: str
) -> tuple[int, int]:
    reader, writer = connection
    writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n\r\n".encode())
    head = await reader.readuntil(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    fields = dict(line.lower().split(": ", 1) for line in lines[1:] if ": " in line)
    size = int(fields.get("content-length", 0))
    await reader.readexactly(size)
    return int(lines[0].split()[1]), size
