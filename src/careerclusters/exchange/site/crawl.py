"""Follow links from page to page until all that is kept is written; in one process or in several."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

from careerclusters.errors import ModelError
from careerclusters.exchange.site.pages import STATIC, Explorer, Made, PageMaker

__all__ = ["OpenExplorer", "Report", "crawl"]

OpenExplorer = Callable[[], Explorer]
Report = Callable[[int, int, str], None]
MakeAll = Callable[[list[str]], Iterable[Made]]

_AT_ONCE = 8
_THREADS = "POLARS_MAX_THREADS"


def crawl(
    seeds: Iterable[str],
    open_explorer: OpenExplorer,
    folder: Path,
    *,
    kept: tuple[str, ...],
    workers: int,
    tell: Report,
) -> list[str]:
    """Write the pages and static files that can be reached; the addresses of the pages, ascending.

    Parameters
    ----------
    seeds
        Where to begin; each must have a page.
    open_explorer
        Opens what pages are made from, once in every process; with several workers it must be picklable.
    kept
        Addresses that the folder holds (`pages.is_kept`).

    Raises
    ------
    ModelError
        When a page can't be made.
    """
    seeds = tuple(dict.fromkeys(seeds))
    links: dict[str, tuple[str, ...]] = {}
    known, waiting = set(seeds), list(seeds)
    absent: set[str] = set()
    with _makers(open_explorer, folder, kept, workers) as make_all:
        while waiting:
            for made in make_all(waiting):
                if made.status == 404 and made.path not in seeds:
                    absent.add(made.path)
                elif made.status != 200:
                    raise ModelError("A page can't be made", seen=f"{made.path} answers {made.status}")
                else:
                    links[made.path] = made.links
                tell(len(links), len(known), "Making pages")
            waiting = sorted({link for page in links.values() for link in page} - known)
            known.update(waiting)
    if absent:
        # Pages that took them for held are made once more.
        again = sorted(path for path, there in links.items() if not absent.isdisjoint(there))
        with _makers(open_explorer, folder, kept, workers, frozenset(absent)) as make_all:
            for at, _ in enumerate(make_all(again)):
                tell(at, len(again), "Mending links")
    return sorted(path for path in links if not path.startswith(STATIC))


_MAKER: list[PageMaker] = []


def _start(open_explorer: OpenExplorer, folder: Path, kept: tuple[str, ...], absent: frozenset[str]) -> None:
    _MAKER[:] = [PageMaker(open_explorer(), folder, kept, absent)]


def _make(path: str) -> Made:
    return _MAKER[0].make(path)


@contextmanager
def _makers(
    open_explorer: OpenExplorer,
    folder: Path,
    kept: tuple[str, ...],
    workers: int,
    absent: frozenset[str] = frozenset(),
) -> Iterator[MakeAll]:
    """A function that makes many pages, in this process or in several."""
    if workers <= 1:
        maker = PageMaker(open_explorer(), folder, kept, absent)
        yield lambda paths: map(maker.make, paths)
        return
    with (
        _one_thread_each(),
        ProcessPoolExecutor(
            workers,
            mp_context=get_context("spawn"),
            initializer=_start,
            initargs=(open_explorer, folder, kept, absent),
        ) as pool,
    ):
        yield lambda paths: pool.map(_make, paths, chunksize=_AT_ONCE)


@contextmanager
def _one_thread_each() -> Iterator[None]:
    """Processes started meanwhile compute in one thread: together they fill the processors."""
    before = os.environ.get(_THREADS)
    os.environ[_THREADS] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[_THREADS]
        else:
            os.environ[_THREADS] = before
