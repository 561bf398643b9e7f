"""What the pages are made from: one atlas, and what pages compute from it again and again."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar

import polars as pl

from careerclusters.atlas import Atlas
from careerclusters.atlas.folder import POINTER
from careerclusters.catalog import Catalog
from careerclusters.clustering import Clustering
from careerclusters.errors import CareerClustersError
from careerclusters.language import spoken
from careerclusters.words.cluster_names import cluster_name

if TYPE_CHECKING:
    from careerclusters.clustering.official import Agreement
    from careerclusters.labour import Area, ClusterOutlook, LabourMarket
    from careerclusters.words import OccupationWords
    from careerclusters.words.preparation import Preparation

__all__ = ["State", "Store"]

CHECK_SECONDS = 1.0
T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class State:
    """One atlas as the pages see it; never changed once made.

    `tag` differs between states, so that nothing kept for one is shown for another.
    """

    atlas: Atlas
    tag: str

    @property
    def catalog(self) -> Catalog:
        """The tables."""
        return self.atlas.catalog

    @property
    def clustering(self) -> Clustering:
        """The clusters."""
        return self.atlas.clustering

    @property
    def names(self) -> dict[str, str]:
        """Cluster name by id, in the current language."""

        def make() -> dict[str, str]:
            rows = self.clustering.clusters.select("cluster_id", "name")
            return {key: cluster_name(name) for key, name in rows.iter_rows()}

        return self.kept("cluster names", make)

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
        parents = dict(self.clustering.clusters.select("cluster_id", "parent_id").iter_rows())
        tops = {
            cluster_id: at for at, cluster_id in enumerate(self.clustering.at(self.levels[0])["cluster_id"])
        }

        def number(cluster_id: str | None) -> int:
            while cluster_id is not None and cluster_id not in tops:
                cluster_id = parents[cluster_id]
            return tops.get(cluster_id or "", 0)

        return {cluster_id: number(cluster_id) for cluster_id in parents}

    @cached_property
    def known_codes(self) -> frozenset[str]:
        """Codes of the catalog's occupations."""
        return frozenset(self.catalog.occupations["code_onet"])

    @cached_property
    def job_zones(self) -> dict[str, int]:
        """Job zone, 1 to 5, by code; those without one are absent."""
        rows = self.catalog.table("job_zones").select(pl.col("code_onet").cast(pl.String), "job_zone")
        return dict(rows.iter_rows())

    @property
    def words(self) -> Mapping[str, OccupationWords]:
        """Name, sentence and more of each occupation in plain words, by code."""
        return self.atlas.words

    def plain_name(self, code_onet: str) -> str:
        """What people call a person who does this; the official title where we have no name."""
        known = self.words.get(code_onet)
        return self.clustering.titles[code_onet] if known is None else known.name

    def sentence(self, code_onet: str) -> str:
        """What the person does and for whom; nothing where we have no words."""
        known = self.words.get(code_onet)
        return "" if known is None else known.sentence

    @property
    def preparations(self) -> Mapping[str, Preparation]:
        """The usual way in, in words, by code; the armed forces are absent."""
        from careerclusters.features import preparations

        return self.kept("preparations", lambda: preparations(self.catalog))

    @cached_property
    def wages(self) -> dict[str, dict[str, Any]]:
        """Row of the latest wages by SOC code."""
        table = self.catalog.table("wages").filter(pl.col("year") == pl.col("year").max())
        return {row["code_soc2018"]: row for row in table.iter_rows(named=True)}

    @cached_property
    def projections(self) -> dict[str, dict[str, Any]]:
        """Row of the projections by SOC code."""
        return {row["code_soc2018"]: row for row in self.catalog.table("projections").iter_rows(named=True)}

    def kept(self, key: object, make: Callable[[], T], *, is_spoken: bool = True) -> T:
        """`make()`, computed once for this atlas and, unless it holds no words, for each language.

        Only for keys of which there are few.
        """
        return self.atlas.derive(("web", spoken(key) if is_spoken else key), make)

    def memberships(self, level: str) -> pl.DataFrame:
        """Primary memberships of one level: code_onet, cluster_id, membership_share."""

        def make() -> pl.DataFrame:
            rows = self.clustering.memberships.filter((pl.col("level") == level) & pl.col("is_primary"))
            return rows.select("code_onet", "cluster_id", "membership_share")

        return self.kept(("memberships", level), make, is_spoken=False)

    def outlook(self, cluster_id: str, level: str, area: Area | None = None) -> ClusterOutlook:
        """The labour market of one cluster, in an area where one is given."""
        return self.atlas.outlook(cluster_id, level=level, area=area)

    def market(self, code_onet: str) -> LabourMarket:
        """The labour market of one occupation."""
        from careerclusters.labour import labour_market

        return self.kept(("market", code_onet), lambda: labour_market(self.catalog, code_onet))

    def agreement(self, level: str) -> Agreement:
        """Our clusters of one level beside the official ones."""
        return self.atlas.agreement(level)

    def warm(self, *, is_stopped: Callable[[], bool] = lambda: False) -> None:
        """Compute what would make the first visitor wait, until it is stopped between two parts."""
        from careerclusters.web.queries.find import find_beginnings, find_names

        level = self.main_level
        parts: list[Callable[[], object]] = [
            partial(self.atlas.warm, is_stopped=is_stopped),
            lambda: find_beginnings(self, "wa", limit=1),
            lambda: find_names(self, "warm", limit=1),
            lambda: self.atlas.matcher,
        ]
        parts += [
            partial(self.outlook, cluster_id, level) for cluster_id in self.clustering.at(level)["cluster_id"]
        ]
        for part in parts:
            if is_stopped():
                return
            part()


class Store:
    """Gives the current state and notices when the saved atlas is replaced.

    Parameters
    ----------
    atlas
        An atlas in memory, which stays; None when `folder` is given.
    folder
        Where the atlas is saved; its pointer is watched.
    beside
        Files that pages read as well; when one is replaced, nothing kept from before is shown.
    """

    def __init__(
        self, *, atlas: Atlas | None = None, folder: Path | None = None, beside: tuple[Path, ...] = ()
    ) -> None:
        assert (atlas is None) != (folder is None), "an atlas or a folder"
        self._folder, self._beside = folder, beside
        self._lock = threading.Lock()
        self._seen = self._stamp()
        self._checked = monotonic()
        atlas = Atlas.open(folder) if atlas is None else atlas
        self._state = State(atlas, self._tag(atlas, self._seen))

    def current(self) -> State:
        """The state to answer from; a new atlas is read while the old state still answers."""
        if self._folder is not None and monotonic() - self._checked > CHECK_SECONDS:
            self._checked = monotonic()
            if self._stamp() != self._seen and self._lock.acquire(blocking=False):
                threading.Thread(target=self._reload_and_release, daemon=True).start()
        return self._state

    def reload(self) -> State:
        """Open the atlas now if it changed; one that can't be read leaves the old state in place."""
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
        if self._folder is None or stamp is None or stamp == self._seen:
            return
        if self._seen is not None and stamp[0] == self._seen[0]:
            self._state = replace(self._state, tag=self._tag(self._state.atlas, stamp))
        else:
            try:
                atlas = Atlas.open(self._folder)
                atlas.warm()
            except CareerClustersError:
                pass
            else:
                self._state = State(atlas, self._tag(atlas, stamp))
        self._seen = stamp

    def _tag(self, atlas: Atlas, stamp: object) -> str:
        return f"{atlas.id}-{stamp}"

    def _stamp(self) -> tuple[object, ...] | None:
        """What differs when the atlas, which comes first, or a file beside it is replaced."""
        first = None if self._folder is None else _stamp_of(self._folder / POINTER)
        return None if first is None else (first, *map(_stamp_of, self._beside))


def _stamp_of(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
