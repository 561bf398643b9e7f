"""Change one rule at a time and run the tests that should notice.

Each entry of `tests/mutants.toml` names a file, the text of one rule, what to put in its place, and the
tests that guard it. A change that no test notices has survived: then a test is missing, or the rule does
nothing. The checkout itself is never changed; each change is made in a copy of `src`. Tests that fail without
any change would notice everything, so they are run on the text as it is first.
"""

from __future__ import annotations

import argparse
import compileall
import os
import py_compile
import shutil
import subprocess
import sys
import tempfile
import tomllib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import Queue

ROOT = Path(__file__).resolve().parent.parent
LIST = ROOT / "tests" / "mutants.toml"
LEAST_KILLED_SHARE = 0.9
LONGEST_SECONDS = 300


@dataclass(frozen=True)
class Mutant:
    """One change: the rule it breaks, where, and which tests should fail."""

    name: str
    file: str
    before: str
    after: str
    tests: tuple[str, ...]

    @property
    def room(self) -> str:
        """The part of the package that holds the rule."""
        return self.file.partition("/")[0] if "/" in self.file else "package"


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="scripts/mutate", description=__doc__.splitlines()[0])
    parser.add_argument("word", nargs="?", default="", help="only mutants whose name or file holds this")
    parser.add_argument("--workers", type=int, default=2, help="how many run at a time")
    given = parser.parse_args(arguments)
    mutants = [one for one in read(LIST) if given.word in one.name or given.word in one.file]
    if not mutants:
        print(f"Error: no mutant is called {given.word!r}", file=sys.stderr)
        return 2
    problems = [problem for mutant in mutants if (problem := unfit(mutant))]
    if problems:
        print("\n".join(problems), file=sys.stderr)
        return 2
    survivors, failing = run_all(mutants, given.workers)
    if failing:
        print(f"Error: these fail without any change: {', '.join(failing)}", file=sys.stderr)
        return 2
    print(table(mutants, survivors))
    for mutant in survivors:
        print(f"  survived: {mutant.name} ({mutant.file})")
    noticed = len(mutants) - len(survivors)
    return 0 if noticed >= LEAST_KILLED_SHARE * len(mutants) else 1


def table(mutants: list[Mutant], survivors: list[Mutant]) -> str:
    """For each room and all together: changes, those noticed, and their share."""
    lines = [f"{'room':<12} {'mutants':>8} {'noticed':>8} {'score':>6}"]
    for room in (*dict.fromkeys(mutant.room for mutant in mutants), "all"):
        count = sum(room in (mutant.room, "all") for mutant in mutants)
        noticed = count - sum(room in (mutant.room, "all") for mutant in survivors)
        lines.append(f"{room:<12} {count:>8} {noticed:>8} {noticed / count:>6.0%}")
    return "\n".join(lines)


def read(path: Path) -> list[Mutant]:
    """The entries of the list, in its order."""
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["mutant"]
    return [Mutant(**{**entry, "tests": tuple(entry["tests"])}) for entry in entries]


def unfit(mutant: Mutant) -> str | None:
    """Why an entry can't be used; None when it can."""
    path = ROOT / "src" / "careerclusters" / mutant.file
    if not path.is_file():
        return f"{mutant.name}: there is no {mutant.file}"
    times = path.read_text(encoding="utf-8").count(mutant.before)
    if times != 1:
        return f"{mutant.name}: the rule stands {times} times in {mutant.file}, not once"
    missing = [test for test in mutant.tests if not (ROOT / test.partition("::")[0]).exists()]
    return f"{mutant.name}: there is no {missing[0]}" if missing else None


def run_all(mutants: list[Mutant], workers: int) -> tuple[list[Mutant], list[str]]:
    """Those that no test noticed, and tests that fail anyway; each worker has a copy of its own."""
    copies: Queue[Path] = Queue()
    with tempfile.TemporaryDirectory(prefix="careerclusters-mutate-") as folder:
        for number in range(workers):
            copy = Path(folder) / str(number)
            shutil.copytree(ROOT / "src", copy / "src", ignore=shutil.ignore_patterns("__pycache__"))
            # Compiled once for all runs; a changed file is known by its hash.
            by_hash = py_compile.PycInvalidationMode.CHECKED_HASH
            compileall.compile_dir(copy / "src", quiet=1, invalidation_mode=by_hash)
            copies.put(copy)

        def fails(test: str) -> bool:
            copy = copies.get()
            try:
                return not passes((test,), copy)
            finally:
                copies.put(copy)

        def survives(mutant: Mutant) -> bool:
            copy = copies.get()
            try:
                is_alive = passes_changed(mutant, copy)
            finally:
                copies.put(copy)
            print(f"{'SURVIVED' if is_alive else 'noticed '}  {mutant.name}", flush=True)
            return is_alive

        tests = list(dict.fromkeys(test for mutant in mutants for test in mutant.tests))
        with ThreadPoolExecutor(workers) as pool:
            failing = [test for test, is_bad in zip(tests, pool.map(fails, tests), strict=True) if is_bad]
            alive = [] if failing else list(pool.map(survives, mutants))
    return [mutant for mutant, is_alive in zip(mutants, alive, strict=False) if is_alive], failing


def passes_changed(mutant: Mutant, copy: Path) -> bool:
    """Whether the tests pass with the change."""
    path = copy / "src" / "careerclusters" / mutant.file
    original = path.read_text(encoding="utf-8")
    path.write_text(original.replace(mutant.before, mutant.after), encoding="utf-8")
    try:
        return passes(mutant.tests, copy)
    finally:
        path.write_text(original, encoding="utf-8")


def passes(tests: tuple[str, ...], copy: Path) -> bool:
    """Whether tests pass with the package in `copy`; those that never end don't."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-n", "0", "-p", "no:cacheprovider", *tests]
    settings = os.environ | {"PYTHONPATH": str(copy / "src"), "PYTHONDONTWRITEBYTECODE": "1", "CI": "1"}
    try:
        done = subprocess.run(
            command, cwd=ROOT, env=settings, capture_output=True, timeout=LONGEST_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
