"""Building the clustering from the bundled catalog, loading it, and showing it."""

from __future__ import annotations

from _measure import Case

LOAD = """
import time
from careerclusters.clustering import load_clustering
from careerclusters.home import home_folder
started = time.perf_counter()
load_clustering(home_folder() / "clustering.zip")
print((time.perf_counter() - started) * 1000)
"""
BUILD = ("careerclusters", "build", "--force")

CASES = (
    Case("build", BUILD, "s", 10, repeats=3),
    Case("build memory", BUILD, "MB", 800, repeats=1),
    Case("load", ("python", "-c", LOAD), "ms", 100, is_printed=True),
    Case("show clusters", ("careerclusters", "clusters", "--json"), "ms"),
)
