"""What people wait for at the command line, with an atlas that was built before."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from _measure import Case

FOLDER = Path(tempfile.gettempdir())
PERSON = FOLDER / "careerclusters-bench-person.json"
ANSWERS = {
    f"{theme}{number:02}": likes - number % 2
    for theme, likes in zip("RIASEC", (5, 5, 3, 2, 2, 3), strict=True)
    for number in range(1, 5)
}
PROFILE = {"careerclusters_profile": 1, "interests": {"form": "short", "answers": ANSWERS}}
PERSON.write_text(json.dumps(PROFILE))

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
    "map": ("map", "--out", str(FOLDER / "careerclusters-bench.svg"), "--force"),
    "match": ("match", "--profile", str(PERSON), "--draws", "0"),
}

CASES = (
    Case("command build", ("careerclusters", "build", "--force"), "user s", 10, repeats=1),
    Case("command help", ("careerclusters", "--help"), "user s", 0.3, repeats=5),
    *(
        Case(f"command {name}", ("careerclusters", *words, "--json"), "user s", 0.6, repeats=5)
        for name, words in QUICK.items()
    ),
    *(
        Case(f"command {name}", ("careerclusters", *words), "user s", 0.8, repeats=5)
        for name, words in LONGER.items()
    ),
)
