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
from careerclusters.atlas.parts import MAKERS
saved = Atlas.open()
atlas = Atlas.of(saved.catalog, saved.clustering)
for name in MAKERS:
    started = time.process_time()
    atlas._part(name)
    if name == {part!r}:
        print(time.process_time() - started)
        break
"""
BUILD = ("careerclusters", "build", "--force")
LEARNED = ("fusion", "layout", "titles", "features", "levels", "pathways", "words")

CASES = (
    Case("build", BUILD, "s", 10, repeats=3),
    Case("build memory", BUILD, "MB", 800, repeats=1),
    *(
        Case(f"learn {part}", ("python", "-c", LEARN.format(part=part)), "s", repeats=1, is_printed=True)
        for part in LEARNED
    ),
    *(
        Case(f"open {part}", ("python", "-c", PART.format(part=part)), "ms", repeats=3, is_printed=True)
        for part in ("clustering", "fusion")
    ),
)
