"""Change one rule at a time and run the tests that should notice.

Each entry of `tests/mutants.toml` names a file, the text of one rule, what to put in its place, and the
tests that guard it. A change that no test notices has survived: then a test is missing, or the rule does
nothing. The checkout itself is never changed; each change is made in a copy of `src`.
"""

from __future__ import annotations

import argparse
import os
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
    survivors = run_all(mutants, given.workers)
    killed = len(mutants) - len(survivors)
    print(f"{killed} of {len(mutants)} changes were noticed: {killed / len(mutants):.0%}")
    for mutant in survivors:
        print(f"  survived: {mutant.name} ({mutant.file})")
    return 0 if killed >= LEAST_KILLED_SHARE * len(mutants) else 1


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


def run_all(mutants: list[Mutant], workers: int) -> list[Mutant]:
    """Those that no test noticed; each worker has a copy of its own."""
    copies: Queue[Path] = Queue()
    with tempfile.TemporaryDirectory(prefix="careerclusters-mutate-") as folder:
        for number in range(workers):
            copy = Path(folder) / str(number)
            shutil.copytree(ROOT / "src", copy / "src", ignore=shutil.ignore_patterns("__pycache__"))
            copies.put(copy)

        def survives(mutant: Mutant) -> bool:
            copy = copies.get()
            try:
                is_alive = passes(mutant, copy)
            finally:
                copies.put(copy)
            print(f"{'SURVIVED' if is_alive else 'noticed '}  {mutant.name}", flush=True)
            return is_alive

        with ThreadPoolExecutor(workers) as pool:
            alive = list(pool.map(survives, mutants))
    return [mutant for mutant, is_alive in zip(mutants, alive, strict=True) if is_alive]


def passes(mutant: Mutant, copy: Path) -> bool:
    """Whether the tests pass with the change."""
    path = copy / "src" / "careerclusters" / mutant.file
    original = path.read_text(encoding="utf-8")
    path.write_text(original.replace(mutant.before, mutant.after), encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-n", "0", "-p", "no:cacheprovider", *mutant.tests]
    settings = os.environ | {"PYTHONPATH": str(copy / "src"), "PYTHONDONTWRITEBYTECODE": "1", "CI": "1"}
    try:
        done = subprocess.run(
            command, cwd=ROOT, env=settings, capture_output=True, timeout=LONGEST_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return False
    finally:
        path.write_text(original, encoding="utf-8")
    return done.returncode == 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
