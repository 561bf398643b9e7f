"""Memory of the explorer after every kind of page, in English and then in Spanish too.

    python benchmarks/memory.py [--source SRC] [--pages] [--most]

Each page is asked for once, after the server has done what it does at its start; then it may rest for some
seconds, in which it gives back what it has freed. The figures are of the whole process: what it holds itself
and the parts of mapped files that it has looked at. `--pages` prints what each page added. `--most` prints
the last figure alone. The atlas is the one in CAREERCLUSTERS_HOME; without that one is built first.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from _measure import Case  # noqa: E402
from load import KINDS, OWN, Server, get  # noqa: E402
from web import people, rest  # noqa: E402

CASES = (
    Case(
        "server, all pages",
        ("python", str(HERE / "memory.py"), "--most"),
        "MB",
        350,
        repeats=1,
        is_printed=True,
    ),
)
REST_SECONDS = 6.0
LANGUAGES = (("English", ""), ("Spanish", "/es"))


def walk(server: Server, prefix: str, me: str, *, is_shown: bool) -> None:
    """Ask for each page once, one after the other."""
    for path in (*KINDS, *(f"{own}?me={me}" for own in OWN)):
        address = prefix + path
        before = server.resident_mb()[0]
        status, _milliseconds = asyncio.run(get(server.port, address))
        if status != 200:
            raise SystemExit(f"Error: {address[:60]} answered with {status}")
        if is_shown:
            print(f"{server.resident_mb()[0] - before:+8.1f} MB  {address[:60]}", flush=True)
    time.sleep(REST_SECONDS)


def main() -> int:
    parser = argparse.ArgumentParser(description="Memory of the explorer after every kind of page.")
    parser.add_argument(
        "--source", type=Path, default=HERE.parent / "src", help="src folder of a checkout (default: this)"
    )
    parser.add_argument("--pages", action="store_true", help="print what each page added")
    parser.add_argument("--most", action="store_true", help="print the last figure alone")
    given = parser.parse_args()
    [me] = people(1)
    with tempfile.TemporaryDirectory() as empty:
        server = Server(given.source.resolve(), os.environ.get("CAREERCLUSTERS_HOME", empty), workers=1)
        try:
            rest(server.process.pid)
            if not given.most:
                print(f"{'after the start':<28}{server.resident_mb()[0]:>8.1f} MB", flush=True)
            for language, prefix in LANGUAGES:
                walk(server, prefix, me, is_shown=given.pages)
                if not given.most:
                    name = f"every kind of page, {language}"
                    print(f"{name:<28}{server.resident_mb()[0]:>8.1f} MB", flush=True)
            if given.most:
                print(f"{server.resident_mb()[0]:.1f}")
        finally:
            server.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
