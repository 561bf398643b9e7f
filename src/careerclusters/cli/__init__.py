"""The command line: each command parses, calls one library function and prints.

`_app.py` lists the commands, `_run.py` turns errors into messages and exit codes, `_print.py` writes
tables, JSON and CSV. Importing this package loads none of them.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

__all__ = ["main"]

# Commands that work for long.
_LONG = ("build", "catalog", "code", "evaluate", "mcp", "serve", "site")
_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run `careerclusters` with the process's arguments, or those given, and exit."""
    from careerclusters.cli._language import without_language
    from careerclusters.cli._run import run

    _settle(without_language(sys.argv[1:] if arguments is None else arguments))

    raise SystemExit(run(arguments))


def _settle(arguments: Sequence[str]) -> None:
    """One thread for each matrix; rare searches for garbage where one short question is asked.

    Our matrices are small and threads of our own share the work: more would wait for one another.
    """
    if not any(name in os.environ for name in _THREADS):
        os.environ[_THREADS[0]] = "1"
    if not (arguments and arguments[0] in _LONG):
        gc.set_threshold(100_000, 20, 20)
