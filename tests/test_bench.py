"""The benchmarks measure what they say; no figure is asserted."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture
def bench(root, monkeypatch):
    monkeypatch.syspath_prepend(str(root / "benchmarks"))
    import _measure

    return _measure


@pytest.fixture
def programs() -> Path:
    """A folder in which `python` is this Python."""
    return Path(sys.executable).parent


def test_time_memory_and_printed_numbers(bench, programs, tmp_path):
    python = Path(sys.executable).name
    quick = (python, "-c", "print(7)")
    greedy = (python, "-c", "import time; x = b'x' * 100_000_000; time.sleep(0.3)")
    timed = bench.measure(bench.Case("t", quick, "ms", repeats=2), [programs], tmp_path)
    assert len(timed.values) == 2
    assert min(timed.values) > 0
    printed = bench.measure(bench.Case("p", quick, "ms", repeats=1, is_printed=True), [programs], tmp_path)
    assert printed.values == (7.0,)
    forking = (
        python,
        "-c",
        "import os; x = b'x' * 40_000_000; pid = os.fork(); y = b'y' * 40_000_000\n"
        "import time; time.sleep(0.3); pid and os.wait()",
    )
    memory = [
        bench.measure(bench.Case("m", command, "MB", repeats=1), [programs], tmp_path).median
        for command in (greedy, forking)
    ]
    assert memory[0] > 95
    if Path("/proc/self/smaps_rollup").exists():
        assert memory[1] > 110, "a child's own pages count, shared ones count once"


def test_two_checkouts_take_turns(bench, programs, tmp_path):
    case = bench.Case("p", (Path(sys.executable).name, "-c", "print(3)"), "ms", repeats=2, is_printed=True)
    row = bench.measure(case, [programs, programs], tmp_path)
    assert row.to_dict() | {"ratio": 1.0} == row.to_dict()


def test_a_failing_command_is_named(bench, programs, tmp_path):
    case = bench.Case("f", (Path(sys.executable).name, "-c", "raise SystemExit(4)"), "ms")
    with pytest.raises(SystemExit, match="code 4"):
        bench.measure(case, [programs], tmp_path)


def test_every_benchmark_lists_its_cases(root, bench):
    code = (
        "import importlib, json, sys; sys.path.insert(0, 'benchmarks')\n"
        "import run\n"
        "files = run.benchmark_files()\n"
        "cases = [case for name in files for case in importlib.import_module(name).CASES]\n"
        "print(json.dumps([files, [[case.name, case.unit] for case in cases]]))"
    )
    settings = os.environ | {"PYTHONPATH": str(root / "src")}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, env=settings, check=True, capture_output=True
    )
    files, cases = json.loads(done.stdout)
    # Programs of their own and what the others share are no benchmarks.
    assert {"commands", "startup", "web"} <= set(files)
    assert not {"run", "load", "made_up_requests", "_measure", "_load"} & set(files)
    assert len({name for name, _ in cases}) == len(cases) >= 20
    assert {unit for _, unit in cases} == {"ms", "s", "user s", "MB"}
