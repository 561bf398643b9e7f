"""Make all parts of an atlas, this process and some helpers each taking the next part that can be made.

Nearly half of the work doesn't need the clusters: titles, moves, what the catalog says. Helpers do it while
the runs of the clustering go on here. They write each part into a file of the shelf, where the others and
`Atlas.save` find it. What a part holds doesn't depend on who made it. A helper that fails hands its part
back, and this process makes it, so that an error is raised here.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from careerclusters.atlas.parts import DERIVED, MADE_FROM, MAKERS, parts_of
from careerclusters.atlas.shelf import Shelf
from careerclusters.once import Once

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog
    from careerclusters.clustering import Clustering, Params
    from careerclusters.clustering.fusion import Fusion
    from careerclusters.pathways import Pathways
    from careerclusters.titles import TitleIndex

__all__ = ["Making", "make_parts"]

FEWEST_OCCUPATIONS = 500
"""In smaller catalogs a helper would start longer than it works."""

MOST_HELPERS = 2
FITTED_FUSION = "fitted fusion"
_ONLY_HERE = ("clustering", "agreements")  # agreements stand on what the clustering has in memory
# The longest first, so that what is left when the clusters are found is short and both can share it.
_BEGUN_FIRST = (
    *_ONLY_HERE,
    "titles",
    "estimates",
    "estimated_tables",
    "fusion",
    "pathways",
    "titles_other",
)
_BEGIN = "from careerclusters.atlas.helper import help_build; help_build()"
# A helper has one thread, as sums are to be the same everywhere, and imports nothing from where it starts.
_ALONE = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "POLARS_MAX_THREADS": "1",
    "PYTHONSAFEPATH": "1",
}
Progress = Callable[[str, int, int], None]
_log = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)
class Making:
    """What parts are made from; a part that another one made is read from the shelf.

    Attributes
    ----------
    catalog
        The tables; it asks the shelf for what it derives.
    params
        Of the clustering.
    shelf
        Where parts stand that others made; None when all are made here.
    """

    catalog: Catalog
    params: Params
    shelf: Shelf | None = None
    parts: Once = field(default_factory=Once)

    @property
    def clustering(self) -> Clustering:
        """The clusters."""
        return cast("Clustering", self.part("clustering"))

    @property
    def fitted_fusion(self) -> Fusion:
        """The views that the clusters were found in, fused."""
        from careerclusters.clustering.fusion import fused

        return self.parts.get(FITTED_FUSION, lambda: fused(self.catalog, self.params))

    @property
    def fusion(self) -> Fusion:
        """The views, fused."""
        return cast("Fusion", self.part("fusion"))

    @property
    def titles(self) -> TitleIndex:
        """The index of English titles."""
        return cast("TitleIndex", self.part("titles"))

    @property
    def pathways(self) -> Pathways:
        """The model of moves."""
        return cast("Pathways", self.part("pathways"))

    def part(self, name: str) -> Any:
        """A part: from memory, from the shelf, or made."""
        return self.parts.get(name, lambda: self._read_or_make(name))

    def _read_or_make(self, name: str) -> Any:
        if self.shelf is not None and name not in DERIVED and name in self.shelf:
            return self.shelf.get(name)
        return MAKERS[name](self)


def make_parts(catalog: Catalog, params: Params, *, workers: int | None, progress: Progress) -> Making:
    """All parts that a catalog can make.

    Parameters
    ----------
    workers
        Processors to use; 1 makes all of it in this process. Default: as many as there are.
    progress
        Called with (step, done, all).
    """
    from careerclusters.clustering.runs import processors

    workers = workers or processors()
    helpers = _helpers(catalog, workers)
    shelf = Shelf() if helpers else None
    making = Making(catalog if shelf is None else catalog.with_kept(shelf), params, shelf)
    wanted = parts_of(catalog)
    first = [name for name in _BEGUN_FIRST if name in wanted]
    jobs = _Jobs((*first, *(name for name in wanted if name not in first)))
    with _helped(making, jobs, helpers), _one_thread():
        from careerclusters.clustering.recipe import fit_with_fusion  # helpers start while it is loaded

        while (name := jobs.take()) is not None:
            if name == "clustering":
                clustering, fusion = fit_with_fusion(catalog, params, workers=workers, progress=progress)
                making.parts.put(name, clustering)
                making.parts.put(FITTED_FUSION, fusion)
            else:
                progress("parts", *jobs.counts)
                making.part(name)
            if shelf is not None and any(name in needed for needed in MADE_FROM.values()):
                shelf.put(name, making.part(name))
            jobs.finish(name)
    return making


def _helpers(catalog: Catalog, workers: int) -> int:
    """How many processes help."""
    if not catalog.is_in_folder or catalog.occupations.height < FEWEST_OCCUPATIONS or not sys.executable:
        return 0
    return min(workers - 1, MOST_HELPERS)


class _Jobs:
    """Parts to make, in the order in which they are best begun; each is taken by one only."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self._names = names
        self._waiting = list(names)
        self._finished: set[str] = set()
        self._is_stopped = False
        self._changed = threading.Condition()

    @property
    def counts(self) -> tuple[int, int]:
        """How many parts are finished, of how many."""
        return len(self._finished), len(self._names)

    def take(self, *, without: tuple[str, ...] = ()) -> str | None:
        """The next part whose ingredients are there, waiting for one; None when all are finished."""
        with self._changed:
            while not self._is_stopped and len(self._finished) < len(self._names):
                for name in self._waiting:
                    needed = [part for part in MADE_FROM.get(name, ()) if part in self._names]
                    if name not in without and self._finished.issuperset(needed):
                        self._waiting.remove(name)
                        return name
                self._changed.wait()
            return None

    def finish(self, name: str) -> None:
        with self._changed:
            self._finished.add(name)
            self._changed.notify_all()

    def hand_back(self, name: str) -> None:
        with self._changed:
            self._waiting.insert(0, name)
            self._changed.notify_all()

    def stop(self) -> None:
        with self._changed:
            self._is_stopped = True
            self._changed.notify_all()


@contextmanager
def _one_thread() -> Iterator[None]:
    """Libraries use one thread each as long as this lasts."""
    import scipy.linalg  # noqa: F401  # its threads are limited only when it is there
    from threadpoolctl import threadpool_limits

    with threadpool_limits(limits=1):
        yield


@contextmanager
def _helped(making: Making, jobs: _Jobs, count: int) -> Iterator[None]:
    """Helpers at work as long as this lasts; none is left behind."""
    processes = [_start(making) for _ in range(count)]
    threads = [threading.Thread(target=_lead, args=(process, jobs), daemon=True) for process in processes]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        jobs.stop()
        for process in processes:
            process.kill()
            process.wait()
        for thread in threads:
            thread.join()
        for process in processes:
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    with suppress(OSError):  # what was still to be written goes to nobody
                        pipe.close()


def _start(making: Making) -> subprocess.Popen[str]:
    assert making.shelf is not None
    task = {
        "catalog": str(making.catalog.folder),
        "shelf": str(making.shelf.folder),
        "params": making.params.to_dict(),
    }
    return subprocess.Popen(
        [sys.executable, "-c", _BEGIN, json.dumps(task)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
        env={**os.environ, **_ALONE, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        process_group=0,  # a stop from the keyboard reaches this process, which ends the helpers
    )


def _lead(process: subprocess.Popen[str], jobs: _Jobs) -> None:
    """Hand one helper part after part; the first that it doesn't finish is its last."""
    assert process.stdin is not None
    assert process.stdout is not None
    while (name := jobs.take(without=_ONLY_HERE)) is not None:
        try:
            process.stdin.write(f"{name}\n")
            process.stdin.flush()
            answer = process.stdout.readline().strip()
        except (OSError, ValueError):
            answer = ""
        if answer != name:
            _log.info("A helper of the build ended at the part %s; it is made without it.", name)
            jobs.hand_back(name)
            return
        jobs.finish(name)
