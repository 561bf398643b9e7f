"""Pathways: learning the model once, one plan, a closure of a thousand people."""

from __future__ import annotations

from _measure import Case

SET_UP = """
import time
from careerclusters.atlas import Atlas
from careerclusters.features.market import market_of
from careerclusters.pathways import close_down, plan_ways, start_at
from careerclusters.pathways.links import links_of
atlas = Atlas.open()
catalog = atlas.catalog
started = time.perf_counter()
pathways = atlas.pathways
prepared = time.perf_counter() - started
market = market_of(catalog)
start = start_at(market, '41-2011.00', links=links_of(pathways, catalog))
"""
REPEAT = """
spent = []
for _ in range({times}):
    started = time.perf_counter()
    {call}
    spent.append(time.perf_counter() - started)
print(sorted(spent)[len(spent) // 2] * {unit})
"""


def program(call: str, *, unit: int, times: int = 9) -> tuple[str, ...]:
    """A process that prints the median time of `call`, all else being warm."""
    return ("python", "-c", SET_UP + REPEAT.format(call=call, unit=unit, times=times))


PLAN = "plan_ways(pathways, catalog, start, destination='29-1141.00', market=market)"
CLOSURE = (
    "close_down(pathways, catalog, {'51-4041.00': 600, '51-4121.00': 300, '43-4051.00': 100}, market=market)"
)

CASES = (
    Case("build for plans", ("careerclusters", "build"), "s", repeats=1),
    Case("open pathways", ("python", "-c", SET_UP + "print(prepared)"), "s", repeats=3, is_printed=True),
    Case("plan one pair", program(PLAN, unit=1000), "ms", 50, repeats=3, is_printed=True),
    Case(
        "closure of 1,000 people",
        program(CLOSURE, unit=1, times=3),
        "s",
        5,
        repeats=3,
        is_printed=True,
    ),
)
