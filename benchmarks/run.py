"""Run the benchmarks of this folder and print one row for each case.

scripts/bench                      all of them
scripts/bench startup              those of one file
scripts/bench --against ../older   in turn with another checkout that has its own .venv
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from _measure import Row, measure  # noqa: E402


def main() -> int:
    files = benchmark_files()
    parser = argparse.ArgumentParser(prog="scripts/bench", description="Measure speed and memory.")
    parser.add_argument("files", nargs="*", metavar="FILE", help=f"which: {', '.join(files)}; all by default")
    parser.add_argument("--against", type=Path, metavar="CHECKOUT", help="measure another checkout in turn")
    parser.add_argument("--json", action="store_true", help="print JSON")
    given = parser.parse_args()
    if unknown := set(given.files) - set(files):
        parser.error(f"no benchmark is called {', '.join(sorted(unknown))}; there are: {', '.join(files)}")
    bins = [HERE.parent / ".venv" / "bin"]
    bins += [given.against.resolve() / ".venv" / "bin"] if given.against else []
    rows = []
    if not given.json:
        print_line("name", "median", "min", "max", "unit", "target", "ratio" if given.against else "")
    with tempfile.TemporaryDirectory() as home:
        for name in given.files or files:
            for case in importlib.import_module(name).CASES:
                rows.append(measure(case, bins, Path(home)))
                if not given.json:
                    show(rows[-1])
    if given.json:
        print(json.dumps([row.to_dict() for row in rows], indent=2))
    return 0


def benchmark_files() -> list[str]:
    """Files of this folder that list cases; the others are programs of their own."""
    return sorted(
        path.stem for path in HERE.glob("*.py") if "\nCASES = (" in path.read_text(encoding="utf-8")
    )


def show(row: Row) -> None:
    figures = row.to_dict()
    numbers = [f"{figures[name]:,.1f}" for name in ("median", "min", "max")]
    target = "" if row.target is None else f"{'≤' if row.median <= row.target else 'over'} {row.target:g}"
    print_line(row.name, *numbers, row.unit, target, "" if row.ratio is None else f"{row.ratio:.2f}")


def print_line(name: str, *cells: str) -> None:
    print(f"{name:<24}" + "".join(f"{cell:>10}" for cell in cells), flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
