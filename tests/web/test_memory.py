"""Memory that is freed goes back to the system."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

HELD = """
import os, sys
import careerclusters.cli.serve
from careerclusters.web.memory import keep_no_tables
assert "polars" not in sys.modules, "too late to tell its allocator"
if sys.argv[1] == "told":
    keep_no_tables()
import polars as pl

def resident_mb():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6

before = resident_mb()
table = pl.select(a=pl.int_range(4_000_000))
assert resident_mb() - before > 25, "the table takes 32 MB"
del table
print(resident_mb() - before)
"""


@pytest.mark.skipif(not os.path.exists("/proc/self/statm"), reason="reads /proc")
def test_tables_that_are_freed_go_back_at_once_whatever_the_parent_process_told():
    settings = os.environ | {"_RJEM_MALLOC_CONF": "dirty_decay_ms:60000"}
    kept = [
        float(
            subprocess.run(
                [sys.executable, "-c", HELD, how], env=settings, check=True, capture_output=True, text=True
            ).stdout
        )
        for how in ("told", "untold")
    ]
    assert kept[1] - kept[0] > 20, "most of the 32 MB"
