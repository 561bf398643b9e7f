"""How long the search of the explorer takes: whole titles, their beginnings, slips, and hostile words.

python benchmarks/search.py             a sample of all alternate titles; needs a built clustering
python benchmarks/search.py --titles 0  every one of them
"""

from __future__ import annotations

import argparse
import json

SET_UP = """
import random, string, time
from careerclusters.atlas import Atlas
from careerclusters.web.pages.search import search
from careerclusters.web.state import State

letters = random.Random(0)
state = State(Atlas.open(), "benchmark")
titles = state.catalog.table("alternate_titles")["title"].unique().sort().to_list()
for words in ("warm up", "wa"):
    search(state, q=words)

def slipped(text):
    at = letters.randrange(len(text))
    before, here, after = text[:at], text[at : at + 1], text[at + 1 :]
    other = letters.choice(string.ascii_lowercase)
    swapped = before + after[:1] + here + after[1:]
    return letters.choice((before + after, before + other + here + after, before + other + after, swapped))

def begun(text):
    return text[: letters.randrange(2, len(text) + 1)]

def hostile():
    words = ["".join(letters.choices(string.ascii_lowercase, k=4)) for _ in range(40)]
    said = [" ".join(words), "engineeer " * 20, "manager engineeer sofware develper " * 6, "a b c d " * 25]
    said += ["e" * 200, "\\u00e9" * 200, "nurse (" * 28, "manager, " * 22, "ab" * 100, "%" * 200, "qqqqqq"]
    said += [" ".join(letters.choices(words, k=30)) for _ in range(40)]
    return [one[:200] for one in said]

def spent(queries):
    found = []
    for query in queries:
        started = time.perf_counter()
        search(state, q=query[:200])
        found.append((time.perf_counter() - started) * 1000)
    return sorted(found)
"""
SLIPS = "found = spent([slipped(one) for one in letters.sample(titles, 500)]); print(found[494])"
HOSTILE = "print(spent(hostile())[-1])"


def _cases() -> tuple[object, ...]:
    from _measure import Case

    def case(name: str, program: str) -> Case:
        return Case(name, ("python", "-c", SET_UP + program), "ms", 50, repeats=3, is_printed=True)

    build = Case("build for search", ("careerclusters", "build"), "s", repeats=1)
    return build, case("search with slips, p99", SLIPS), case("search hostile, most", HOSTILE)


def main() -> None:
    """Print p50, p99 and the longest of each kind of query."""
    parser = argparse.ArgumentParser(description="Measure the search of the explorer.")
    parser.add_argument("--titles", type=int, default=3000, help="how many titles; 0 is all of them")
    chosen = parser.parse_args()
    here: dict[str, object] = {}
    exec(SET_UP, here)
    titles = here["titles"]
    some = here["letters"].sample(titles, chosen.titles) if chosen.titles else titles
    kinds = {
        "titles": some,
        "beginnings": [here["begun"](one) for one in some],
        "slips": [here["slipped"](one) for one in some],
        "two letters": sorted({one[:2].lower() for one in titles}),
        "hostile": here["hostile"](),
    }
    for name, queries in kinds.items():
        found = here["spent"](queries)
        figures = {"p50": found[len(found) // 2], "p99": found[int(len(found) * 0.99)], "most": found[-1]}
        said = {key: round(value, 1) for key, value in figures.items()}
        print(json.dumps({"queries": name, "count": len(found), **said, "unit": "ms"}))


if __name__ == "__main__":
    main()
else:
    CASES = _cases()
