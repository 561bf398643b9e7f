"""Measure commands in processes of their own: time, peak memory, or a number that they print."""

from __future__ import annotations

import os
import statistics
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Case:
    """One thing to measure.

    `command` starts with a program of `.venv/bin`. `less` is a command whose time is taken off, run in
    turn with the first (what Python itself needs to start, say). `unit` is ms, s, MB or "user s" (the
    processor's seconds for the program itself, which other work on the machine disturbs less than the clock);
    with `is_printed` the command prints the number itself.
    """

    name: str
    command: Sequence[str]
    unit: str
    target: float | None = None
    repeats: int = 9
    less: Sequence[str] | None = None
    is_printed: bool = False


@dataclass(frozen=True)
class Row:
    """What came out: figures in `unit`, and the same for another checkout when there was one."""

    name: str
    unit: str
    target: float | None
    values: tuple[float, ...] = field(repr=False)
    other_values: tuple[float, ...] = field(default=(), repr=False)

    @property
    def median(self) -> float:
        return statistics.median(self.values)

    @property
    def ratio(self) -> float | None:
        """Median of the paired ratios, this checkout over the other."""
        if not self.other_values:
            return None
        return statistics.median(a / b for a, b in zip(self.values, self.other_values, strict=True) if b)

    def to_dict(self) -> dict[str, object]:
        shown = {
            "name": self.name,
            "median": round(self.median, 3),
            "min": round(min(self.values), 3),
            "max": round(max(self.values), 3),
            "unit": self.unit,
            "target": self.target,
        }
        return shown | ({"ratio": round(self.ratio, 3)} if self.ratio is not None else {})


def measure(case: Case, bins: Sequence[Path], home: Path) -> Row:
    """Run the case once unmeasured and then `repeats` times, the checkouts taking turns."""
    values: list[list[float]] = [[] for _ in bins]
    for at in range(-1, case.repeats):
        for number, bin_folder in enumerate(bins):
            value = once(case, bin_folder, home / str(number))
            if at >= 0:
                values[number].append(value)
    return Row(case.name, case.unit, case.target, *map(tuple, values))


def once(case: Case, bin_folder: Path, home: Path) -> float:
    seconds, user_seconds, megabytes, printed = spend(case.command, bin_folder, home)
    if case.is_printed:
        return float(printed.split()[-1])
    if case.unit == "MB":
        return megabytes
    if case.unit == "user s":
        return user_seconds
    if case.less is not None:
        seconds -= spend(case.less, bin_folder, home)[0]
    return seconds * 1000 if case.unit == "ms" else seconds


def spend(command: Sequence[str], bin_folder: Path, home: Path) -> tuple[float, float, float, str]:
    """Seconds on the clock and of the processor, peak memory in MB with all children, and standard output."""
    settings = os.environ | {"CAREERCLUSTERS_HOME": str(home)}
    for name in ("PYTHONPATH", "PYTHONDONTWRITEBYTECODE"):  # as people have it
        settings.pop(name, None)
    program = [str(bin_folder / command[0]), *command[1:]]
    started = time.perf_counter()
    process = subprocess.Popen(program, env=settings, stdout=subprocess.PIPE, text=True)
    watch = MemoryWatch(process.pid)
    watch.start()
    printed = process.stdout.read()
    process.stdout.close()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    watch.stop()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"Error: {' '.join(program[:4])} ended with code {process.returncode}")
    return seconds, usage.ru_utime, watch.peak_mb or usage.ru_maxrss / 1024, printed


class MemoryWatch(threading.Thread):
    """Looks now and then at the memory of a process and its children, shared pages counted once.

    Where the system does not show it, `peak_mb` stays 0 and the largest single process has to do.
    """

    INTERVAL = 0.05

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid = pid
        self.peak_mb = 0.0
        self._is_over = threading.Event()

    def run(self) -> None:
        while not self._is_over.wait(self.INTERVAL):
            self.peak_mb = max(self.peak_mb, sum(map(proportional_mb, family(self.pid))))

    def stop(self) -> None:
        self._is_over.set()
        self.join()


def family(pid: int) -> list[int]:
    """The process and everything it has started, as far as it still runs."""
    found = [pid]
    for parent in found:
        try:  # a process may end while it is looked at
            tasks = list(Path(f"/proc/{parent}/task").glob("*/children"))
        except OSError:
            continue
        for children in tasks:
            try:
                found += map(int, children.read_text().split())
            except OSError:
                continue
    return found


def proportional_mb(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
