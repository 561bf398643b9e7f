"""The clustering that the commands talk about: built once, kept in the user's folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from careerclusters.cli._print import note, progress
from careerclusters.home import home_folder

if TYPE_CHECKING:
    from careerclusters.clustering import Clustering

__all__ = ["build_and_save", "clustering_path", "current_clustering", "saved_clustering"]

STEPS = {
    "views": "Looking at occupations from every side",
    "runs": "Clustering again and again on resampled data",
    "consensus": "Finding what the runs agree on",
    "names": "Naming and describing",
}


def clustering_path() -> Path:
    """Where the clustering is kept; it need not exist."""
    return home_folder() / "clustering.zip"


def saved_clustering() -> Clustering:
    """The saved clustering; where there is none yet, it is built first."""
    from careerclusters.clustering import load_clustering

    if not clustering_path().exists():
        note("No clusters have been built yet. Building them now takes a few seconds.")
        return build_and_save()
    return load_clustering(clustering_path())


def build_and_save(*, catalog: Path | None = None, runs: int = 200, seed: int = 0) -> Clustering:
    """Fit on the bundled catalog, or the one given, and save the result."""
    from careerclusters.catalog import load_catalog
    from careerclusters.clustering import fit, save_clustering

    with progress("Building clusters") as report:
        clustering = fit(
            load_catalog(catalog),
            runs=runs,
            seed=seed,
            progress=lambda step, done, total: report(done, total, STEPS.get(step, step)),
        )
    save_clustering(clustering, clustering_path())
    return clustering


def current_clustering(*, catalog: Path | None = None, runs: int = 200, seed: int = 0) -> Clustering | None:
    """The saved clustering when it was built by this version from this catalog with these settings."""
    from careerclusters import __version__
    from careerclusters.catalog import load_catalog
    from careerclusters.clustering import load_clustering
    from careerclusters.errors import DataError

    if not clustering_path().exists():
        return None
    try:
        clustering = load_clustering(clustering_path())
    except DataError:
        return None
    made_with = (clustering.catalog_id, clustering.version, clustering.params.runs, clustering.params.seed)
    return clustering if made_with == (load_catalog(catalog).id, __version__, runs, seed) else None
