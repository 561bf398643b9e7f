"""Write down which occupations each cluster has for which words were written; say which words no longer fit.

    python scripts/cluster_members.py

Run it after reading the words of the clusters against a fresh `careerclusters build`. An entry belongs to the
cluster of its level that holds its first typical job. Jobs that stand elsewhere and marks that the cluster no
longer has are printed, and then nothing is written: the words come first.
"""

from __future__ import annotations

import csv
import sys
import tomllib
from pathlib import Path

import careerclusters
from careerclusters.clustering.paragraphs import marks_of

FOLDER = Path(__file__).resolve().parent.parent / "src" / "careerclusters" / "words" / "clusters"


def main() -> int:
    """Check all entries, then write `members.csv`."""
    clustering = careerclusters.open().clustering
    problems, rows = [], []
    for level in ("group", "middle"):
        labels = clustering.labels(level)
        for key, entry in tomllib.loads((FOLDER / f"{level}.toml").read_text(encoding="utf-8")).items():
            home = labels[entry["typical"][0]]
            cluster = clustering.cluster(home)
            jobs = [*entry["typical"], entry["surprising"]]
            problems += [
                f"{key}: {code} is in {labels.get(code)}" for code in jobs if labels.get(code) != home
            ]
            problems += [f"{key}: {mark} is no mark" for mark in set(entry["claims"]) - marks_of(cluster)]
            rows.append((key, " ".join(sorted(cluster.members["code_onet"]))))
    for problem in sorted(problems):
        print(problem)
    if not problems:
        with (FOLDER / "members.csv").open("w", newline="", encoding="utf-8") as file:
            csv.writer(file, lineterminator="\n").writerows([("key", "codes_onet"), *rows])
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
