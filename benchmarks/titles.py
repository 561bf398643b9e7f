"""Building the title index, looking titles up, and how well unseen titles find their occupation.

python benchmarks/titles.py        prints the figures of docs/methods/titles.md
python benchmarks/titles.py --fit  fits weights and chances anew and writes them
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

BUILD = """
import time
from careerclusters.catalog import load_catalog
from careerclusters.titles import TitleIndex
catalog = load_catalog()
started = time.perf_counter()
index = TitleIndex.build(catalog)
"""
PRINT_BUILD = "print(time.perf_counter() - started)"
PRINT_FIND = """
queries = ("nurse", "Senior Wine Specialist", "sofware developper", "truck driv", "Tipstaff")
index.find("warm up")
started = time.perf_counter()
for query in queries:
    index.find(query)
print((time.perf_counter() - started) * 1000 / len(queries))
"""


def _cases() -> tuple[object, ...]:
    from _measure import Case

    return (
        Case("build the title index", ("python", "-c", BUILD + PRINT_BUILD), "s", 1, is_printed=True),
        Case("find a title", ("python", "-c", BUILD + PRINT_FIND), "ms", 50, is_printed=True),
    )


def main() -> None:
    """Print the figures, or write the weights."""
    from careerclusters.catalog import load_catalog
    from careerclusters.evaluation.title_fit import fit_all
    from careerclusters.evaluation.titles import evaluate_titles

    parser = argparse.ArgumentParser(description="Measure how well unseen titles find their occupation.")
    parser.add_argument("--fit", action="store_true", help="fit and write the weights and the chances")
    parser.add_argument("--seed", type=int, default=0, help="chooses the hidden titles")
    parser.add_argument("--titles", type=int, default=2000, help="how many hidden titles to look up")
    chosen = parser.parse_args()
    catalog = load_catalog()
    if chosen.fit:
        fit_all(catalog, Path(__file__).parent.parent / "src" / "careerclusters" / "titles", seed=chosen.seed)
        return
    print(json.dumps(evaluate_titles(catalog, seed=chosen.seed, n_titles=chosen.titles), indent=2))


if __name__ == "__main__":
    main()
else:
    CASES = _cases()
