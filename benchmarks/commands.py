"""What people wait for at the command line, with an atlas that was built before."""

from __future__ import annotations

import tempfile
from pathlib import Path

from _measure import Case

QUICK = {
    "search": ("search", "nurse"),
    "occupation": ("occupation", "29-1141.00"),
    "cluster": ("cluster", "M01"),
    "clusters": ("clusters",),
    "lens": ("lens", "trades"),
}
LONGER = {
    "compare": ("compare", "welder", "electrician"),
    "reach": ("reach", "cashier"),
    "plan": ("plan", "cashier", "registered nurse"),
    "map": ("map", "--out", str(Path(tempfile.gettempdir()) / "careerclusters-bench.svg")),
}

CASES = (
    Case("build for commands", ("careerclusters", "build"), "s", repeats=1),
    *(
        Case(f"command {name}", ("careerclusters", *words, "--json"), "user s", 0.6, repeats=5)
        for name, words in QUICK.items()
    ),
    *(
        Case(f"command {name}", ("careerclusters", *words), "user s", 0.8, repeats=5)
        for name, words in LONGER.items()
    ),
)
