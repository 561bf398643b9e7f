"""Building an atlas from the bundled catalog: time, memory, and what each part takes."""

from __future__ import annotations

from _measure import Case

PART = """
import time
from careerclusters.atlas import Atlas
from careerclusters.storage import read_value
atlas = Atlas.open()
started = time.perf_counter()
read_value(atlas.head.path({part!r}))
print((time.perf_counter() - started) * 1000)
"""
LEARN = """
import time
from careerclusters.atlas import Atlas
from careerclusters.atlas.parts import MADE_FROM
from careerclusters.catalog import load_catalog
atlas = Atlas.of(load_catalog(), Atlas.open().clustering)
for name in MADE_FROM.get({part!r}, ()):
    atlas._part(name)
started = time.{clock}()
atlas._part({part!r})
print(time.{clock}() - started)
"""
BUILD = ("careerclusters", "build", "--force")
LEARNED = (
    "estimates",
    "estimated_tables",
    "fusion",
    "layout",
    "titles",
    "titles_other",
    "features",
    "levels",
    "pathways",
    "agreements",
    "words",
    "exposures",
    "lens_answers",
)


def learning(part: str, clock: str) -> tuple[str, ...]:
    """The command that makes one part from those before it and prints how long that took."""
    return ("python", "-c", LEARN.format(part=part, clock=clock))


CASES = (
    Case("build", BUILD, "s", 10, repeats=3),
    Case("build, processor", BUILD, "user s", repeats=1),
    Case("build memory, all processes", BUILD, "MB", repeats=1),
    *(
        case
        for part in LEARNED
        for case in (
            Case(f"learn {part}", learning(part, "perf_counter"), "s", repeats=1, is_printed=True),
            Case(f"{part}, processor", learning(part, "process_time"), "user s", repeats=1, is_printed=True),
            Case(f"{part}, memory", learning(part, "process_time"), "MB", repeats=1),
        )
    ),
    *(
        Case(f"open {part}", ("python", "-c", PART.format(part=part)), "ms", repeats=3, is_printed=True)
        for part in ("clustering", "fusion")
    ),
)
