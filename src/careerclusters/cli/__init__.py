"""The command line: each command parses, calls one library function and prints.

`_app.py` lists the commands, `_run.py` turns errors into messages and exit codes, `_print.py` writes
tables, JSON and CSV. Importing this package loads none of them.
"""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run `careerclusters` with the process's arguments, or those given, and exit."""
    from careerclusters.cli._run import run

    raise SystemExit(run(arguments))
