"""What the pages are made from, swapped in one step when the saved clustering changes."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

import polars as pl

from careerclusters import __version__
from careerclusters.catalog import Catalog
from careerclusters.clustering import Clustering, load_clustering
from careerclusters.errors import CareerClustersError

if TYPE_CHECKING:
    from careerclusters.clustering.official import Agreement
    from careerclusters.labour import ClusterOutlook, LabourMarket
    from careerclusters.pathways import Pathways
    from careerclusters.people import Matcher
    from careerclusters.titles import TitleIndex

__all__ = ["State", "Store"]

CHECK_SECONDS = 1.0


class _Kept:
    """Results computed once, when first asked for, whichever thread asks; others meanwhile."""

    def __init__(self) -> None:
        self._values: dict[object, Any] = {}
        self._locks: defaultdict[object, threading.RLock] = defaultdict(threading.RLock)
        self._lock = threading.Lock()

    def get(self, key: object, make: Callable[[], Any]) -> Any:
        if key in self._values:
            return self._values[key]
        with self._lock:
            own = self._locks[key]
        with own:
            if key not in self._values:
                self._values[key] = make()
        return self._values[key]


@dataclass(frozen=True, eq=False)
class State:
    """One clustering with its catalog, and what is derived from both; never changed once made.

    `tag` differs between states, so that nothing kept for one is shown for another.
    """

    catalog: Catalog
    clustering: Clustering
    tag: str
    of_catalog: _Kept = field(default_factory=_Kept)
    _kept: _Kept = field(default_factory=_Kept)

    @cached_property
    def names(self) -> dict[str, str]:
        """Cluster name by id."""
        return dict(self.clustering.clusters.select("cluster_id", "name").iter_rows())

    @property
    def levels(self) -> tuple[str, ...]:
        """Names of the levels, broad to fine."""
        return self.clustering.levels

    @property
    def main_level(self) -> str:
        """The level shown where only one is."""
        return self.clustering.main_level

    @cached_property
    def places(self) -> dict[str, int]:
        """Number of its broad cluster, which gives colour and mark, by cluster id of any level."""
        rows = self.clustering.clusters.select("cluster_id", "parent_id").iter_rows()
        parents = dict(rows)
        tops = {one: at for at, one in enumerate(self.clustering.at(self.levels[0])["cluster_id"])}

        def place(one: str | None) -> int:
            while one is not None and one not in tops:
                one = parents[one]
            return tops.get(one or "", 0)

        return {one: place(one) for one in parents}

    @cached_property
    def known_codes(self) -> frozenset[str]:
        """Codes of the catalog's occupations."""
        return frozenset(self.catalog.occupations["code_onet"])

    @cached_property
    def job_zones(self) -> dict[str, int]:
        """Job zone, 1 to 5, by code; those without one are absent."""
        rows = self.catalog.table("job_zones").select(pl.col("code_onet").cast(pl.String), "job_zone")
        return dict(rows.iter_rows())

    @cached_property
    def wages(self) -> dict[str, dict[str, Any]]:
        """Row of the latest wages by SOC code."""
        table = self.catalog.table("wages").filter(pl.col("year") == pl.col("year").max())
        return {row["code_soc2018"]: row for row in table.iter_rows(named=True)}

    @cached_property
    def projections(self) -> dict[str, dict[str, Any]]:
        """Row of the projections by SOC code."""
        return {row["code_soc2018"]: row for row in self.catalog.table("projections").iter_rows(named=True)}

    def kept(self, key: object, make: Callable[[], Any]) -> Any:
        """`make()`, computed once. Only for keys of which there are few."""
        return self._kept.get(key, make)

    def points(self) -> pl.DataFrame:
        """Map positions: code_onet, x, y."""
        from careerclusters.clustering.layout import lay_out

        known = self.clustering.map_points
        return self.kept("points", lambda: lay_out(self.clustering) if known is None else known)

    def title_index(self) -> TitleIndex:
        """The index of titles; it depends on the catalog only."""
        from careerclusters.titles import TitleIndex

        return self.of_catalog.get("titles", lambda: TitleIndex.build(self.catalog))

    def memberships(self, level: str) -> pl.DataFrame:
        """Primary memberships of one level: code_onet, cluster_id, membership_share."""

        def make() -> pl.DataFrame:
            rows = self.clustering.memberships.filter((pl.col("level") == level) & pl.col("is_primary"))
            return rows.select("code_onet", "cluster_id", "membership_share")

        return self.kept(("memberships", level), make)

    def outlook(self, cluster_id: str, level: str) -> ClusterOutlook:
        """The labour market of one cluster."""
        from careerclusters.labour import cluster_outlook, moves_leaving

        def make() -> ClusterOutlook:
            members = self.memberships(level)
            leaving = self.kept(("leaving", level), lambda: moves_leaving(self.catalog, members))
            return cluster_outlook(self.catalog, members, cluster_id, leaving=leaving)

        return self.kept(("outlook", cluster_id), make)

    def market(self, code_onet: str) -> LabourMarket:
        """The labour market of one occupation."""
        from careerclusters.labour import labour_market

        return self.kept(("market", code_onet), lambda: labour_market(self.catalog, code_onet))

    def agreement(self, level: str) -> Agreement:
        """Our clusters of one level beside the official ones."""
        from careerclusters.clustering.official import compare_with_official

        return self.kept(
            ("agreement", level), lambda: compare_with_official(self.catalog, self.clustering, level=level)
        )

    def matcher(self) -> Matcher:
        """Ready to match people, with the map so that they have a place on it."""
        from careerclusters.people import Matcher

        return self.kept(
            "matcher", lambda: Matcher.prepare(self.catalog, self.clustering.with_map(self.points()))
        )

    def pathways(self) -> Pathways:
        """What plans stand on; learned once for the catalog, in some seconds."""
        from careerclusters.pathways import prepare_pathways

        return self.of_catalog.get("pathways", lambda: prepare_pathways(self.catalog))

    def warm(self, *, is_stopped: Callable[[], bool] = lambda: False) -> None:
        """Compute what would make the first visitor wait, until it is stopped between two parts."""
        from careerclusters.web.queries.find import find_beginnings, find_names

        level = self.main_level
        parts: list[Callable[[], object]] = [
            lambda: find_beginnings(self, "wa", limit=1),
            lambda: find_names(self, "warm", limit=1),
            self.title_index,
            self.points,
            self.matcher,
            self.pathways,
        ]
        parts += [partial(self.outlook, one, level) for one in self.clustering.at(level)["cluster_id"]]
        for part in parts:
            if is_stopped():
                return
            part()


class Store:
    """Gives the current state and notices when the saved clustering is replaced.

    Parameters
    ----------
    catalog
        The catalog that pages read.
    path
        The saved clustering to watch; None when `clustering` is given and stays.
    clustering
        A clustering in memory.
    beside
        Files that pages read as well; when one is replaced, nothing kept from before is shown.
    """

    def __init__(
        self,
        catalog: Catalog,
        *,
        path: Path | None = None,
        clustering: Clustering | None = None,
        beside: tuple[Path, ...] = (),
    ) -> None:
        self._catalog, self._path, self._beside = catalog, path, beside
        self._of_catalog = _Kept()
        self._lock = threading.Lock()
        self._seen = self._stamp()
        self._checked = monotonic()
        if clustering is None:
            assert path is not None, "a path or a clustering"
            clustering = load_clustering(path)
        self._state = self._made(clustering, self._seen)

    def current(self) -> State:
        """The state to answer from; a changed file is read beside, while the old state still answers."""
        if self._path is not None and monotonic() - self._checked > CHECK_SECONDS:
            self._checked = monotonic()
            if self._stamp() != self._seen and self._lock.acquire(blocking=False):
                threading.Thread(target=self._reload_and_release, daemon=True).start()
        return self._state

    def reload(self) -> State:
        """Read the file now if it changed; a file that can't be read leaves the old state in place."""
        with self._lock:
            self._reload()
        return self._state

    def _reload_and_release(self) -> None:
        try:
            self._reload()
        finally:
            self._lock.release()

    def _reload(self) -> None:
        stamp = self._stamp()
        if self._path is None or stamp is None or stamp == self._seen:
            return
        if self._seen is not None and stamp[0] == self._seen[0]:
            self._state = replace(self._state, tag=self._tag(stamp))
        else:
            try:
                fresh = self._made(load_clustering(self._path), stamp)
                fresh.points()
            except CareerClustersError:
                pass
            else:
                self._state = fresh
        self._seen = stamp

    def _made(self, clustering: Clustering, stamp: object) -> State:
        return State(self._catalog, clustering, self._tag(stamp), of_catalog=self._of_catalog)

    def _tag(self, stamp: object) -> str:
        return f"{__version__}-{self._catalog.id[:12]}-{stamp}"

    def _stamp(self) -> tuple[object, ...] | None:
        """What differs when the clustering, which comes first, or a file beside it is replaced."""
        first = None if self._path is None else _stamp_of(self._path)
        return None if first is None else (first, *map(_stamp_of, self._beside))


def _stamp_of(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
