"""The atlas: one catalog, one clustering, and all that is learned from both, bound together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, Unpack, cast

from careerclusters.atlas.folder import Head, read_head
from careerclusters.atlas.making import make_parts
from careerclusters.atlas.opening import Kept, atlas_folder, stale
from careerclusters.atlas.parts import DERIVED, FOR_BUILDING, MAKERS, PARTS, parts_of
from careerclusters.atlas.shelf import Shelf
from careerclusters.catalog import Catalog, load_catalog
from careerclusters.errors import DataError
from careerclusters.language import ENGLISH
from careerclusters.once import Once
from careerclusters.storage import read_value

if TYPE_CHECKING:
    import numpy as np
    import polars as pl

    from careerclusters.charts.picture import Picture
    from careerclusters.clustering import Cluster, Clustering, Params
    from careerclusters.clustering.compare import Comparison
    from careerclusters.clustering.fusion import Fusion
    from careerclusters.clustering.official import Agreement
    from careerclusters.finding import Finding
    from careerclusters.labour import Area, ClusterOutlook, LabourMarket
    from careerclusters.pathways import Closure, ClosureOptions, Limits, NextMoves, Pathways, Plan
    from careerclusters.people import Match, Matcher, Person
    from careerclusters.titles import TitleIndex
    from careerclusters.titles.languages import OtherTitles
    from careerclusters.words import OccupationWords

__all__ = ["PARTS", "Atlas", "atlas_folder"]

Progress = Callable[[str, int, int], None]
T = TypeVar("T")


@dataclass(frozen=True, eq=False, repr=False)
class Atlas:
    """Catalog, clustering, map, titles, what people are compared with, and the model of moves.

    Made by `Atlas.open()`, `Atlas.build()` or, from parts at hand, `Atlas.of()`; it never changes.
    Every part is read or made when it is first asked for, once, whichever thread asks.

    Attributes
    ----------
    catalog
        The tables.
    head
        What the saved atlas says about itself; None for one in memory.
    """

    catalog: Catalog
    head: Head | None = None
    _parts: Once = field(default_factory=Once)
    _shelf: Shelf | None = None

    @classmethod
    def open(cls, folder: Path | str | None = None) -> Atlas:
        """The atlas saved in `folder`, by default the user's own; nothing but its head is read.

        Raises
        ------
        DataError
            When nothing was built there, it can't be read, or it was built by another version, from
            another catalog, or with other words than are installed; the message says which.
        """
        head = read_head(atlas_folder() if folder is None else Path(folder))
        problem = stale(head)
        if problem is not None:
            raise DataError(
                "The saved atlas doesn't fit what is installed",
                seen=problem,
                todo="Run: careerclusters build",
            )
        catalog = load_catalog(None if head.is_bundled else head.folder / "catalog")
        return cls(catalog.with_kept(Kept(head)), head)

    @classmethod
    def of(cls, catalog: Catalog, clustering: Clustering) -> Atlas:
        """An atlas in memory; the other parts are made when they are asked for.

        Raises
        ------
        ModelError
            When the clustering is of another catalog.
        """
        clustering.check_catalog(catalog)
        atlas = cls(catalog)
        atlas._parts.put("clustering", clustering)
        return atlas

    @classmethod
    def build(
        cls,
        catalog: Catalog | None = None,
        *,
        params: Params | None = None,
        workers: int | None = None,
        progress: Progress | None = None,
    ) -> Atlas:
        """Cluster a catalog, by default the bundled one, and learn everything else; see `save`.

        Parameters
        ----------
        params
            Weights, levels, runs and seed of the clustering.
        workers
            Processors to use; default: as many as there are. The result is the same.
        progress
            Called with (step, done, all).
        """
        from careerclusters.clustering import Params

        catalog = load_catalog() if catalog is None else catalog
        tell = progress or (lambda *_: None)
        made = make_parts(catalog, params or Params(), workers=workers, progress=tell)
        return cls(made.catalog, None, made.parts, made.shelf)

    def save(self, folder: Path | str | None = None, *, parts: Sequence[str] | None = None) -> Atlas:
        """Write the parts, make this the atlas of `folder` and open it; readers of an older one keep theirs.

        Parameters
        ----------
        folder
            Default: the user's own.
        parts
            Names from `PARTS`; default: all that the catalog can make. Others are made when needed.
        """
        from careerclusters.atlas.saving import save_atlas

        root = atlas_folder() if folder is None else Path(folder)
        files = {} if self._shelf is None else self._shelf.files
        wanted = parts_of(self.catalog) if parts is None else parts
        save_atlas(self, root, {name: files.get(name) or self._part(name) for name in wanted})
        return Atlas.open(root)

    @property
    def id(self) -> str:
        """Differs between atlases that may answer differently."""
        from careerclusters import __version__

        saved = "" if self.head is None else f"-{self.head.folder.name}"
        return f"{__version__}-{self.catalog.id}{saved}"

    # -- the parts ------------------------------------------------------------------------------------

    @property
    def clustering(self) -> Clustering:
        """Levels of clusters, degrees, stability, names, evidence."""
        return cast("Clustering", self._part("clustering"))

    @property
    def params(self) -> Params:
        """Parameters of the clustering."""
        return self.clustering.params

    @property
    def fitted_fusion(self) -> Fusion:
        """The views of the occupations with ratings of their own, joined: what the clusters stand on."""
        from careerclusters.clustering.fusion import fused

        return self._parts.get("fitted fusion", lambda: fused(self.catalog, self.params))

    @property
    def fusion(self) -> Fusion:
        """The views of occupations, joined with the weights of the clustering."""
        return cast("Fusion", self._part("fusion"))

    @property
    def layout(self) -> pl.DataFrame:
        """Map positions of all occupations: code_onet, x, y (0–1), is_placed; ordered by code."""
        return cast("pl.DataFrame", self._part("layout"))

    @property
    def titles(self) -> TitleIndex:
        """The index of job titles."""
        return cast("TitleIndex", self._part("titles"))

    @property
    def other_titles(self) -> OtherTitles | None:
        """The indexes of titles in other languages; None where our words are about other occupations."""
        return cast("OtherTitles | None", self._part("titles_other"))

    @property
    def matcher(self) -> Matcher:
        """Ready to match people, with the map so that they have a place on it."""
        from careerclusters.people import Matcher

        def make() -> Matcher:
            clustering = self.clustering.with_map(self.layout)
            return Matcher(self.catalog, clustering, self._part("features"), self._part("levels"))

        return self._parts.get("matcher", make)

    @property
    def pathways(self) -> Pathways:
        """What plans stand on: the model of moves, gaps, times, pay."""
        return cast("Pathways", self._part("pathways"))

    @property
    def words(self) -> Mapping[str, OccupationWords]:
        """What each occupation is, in plain words of the language spoken, by code."""
        from careerclusters.words import from_frame, occupation_words, spoken_language

        language = spoken_language()
        if language != ENGLISH:
            return occupation_words(language)
        return self._parts.get("words by code", lambda: from_frame(self._part("words")))

    def name(self, code_onet: str) -> str:
        """What people call the occupation; its official title where we have no words for it.

        Raises
        ------
        UnknownError
            When no occupation has this code.
        """
        known = self.words.get(code_onet)
        return self.catalog.title(code_onet) if known is None else known.name

    def derive(self, name: object, make: Callable[[], T]) -> T:
        """What `make()` gives, computed once for this atlas. Only for names of which there are few."""
        return self._parts.get(("derived", name), make)

    def warm(self, *, is_stopped: Callable[[], bool] | None = None) -> None:
        """Read every part that is asked for again now, so that nobody waits; stops between two when told."""
        for name in parts_of(self.catalog) if self.head is None else self.head.parts:
            if is_stopped is not None and is_stopped():
                return
            if name not in FOR_BUILDING:
                self._part(name)

    def _part(self, name: str) -> Any:
        return self._parts.get(name, lambda: self._make(name))

    def _make(self, name: str) -> Any:
        if name not in DERIVED and self.head is not None and name in self.head.parts:
            return read_value(self.head.path(name))
        if name not in DERIVED and self._shelf is not None and name in self._shelf:
            return self._shelf.get(name)
        return MAKERS[name](self)

    # -- questions ------------------------------------------------------------------------------------

    def find(self, text: str, *, limit: int = 10) -> Finding:
        """What a title, a code of any list, a wish or a name means; see `careerclusters.finding`."""
        from careerclusters.finding import find, things_named

        things = lambda: things_named(text, self.clustering.clusters, self.catalog)  # noqa: E731
        name, others = self.name, lambda: self.other_titles
        return find(text, self.catalog, self.titles, name=name, things=things, others=others, limit=limit)

    def code(self, text: str) -> str:
        """Code of the occupation meant by a title or code.

        Raises
        ------
        UnknownError
            When it isn't sure which is meant; the error has the candidates and one question.
        """
        from careerclusters.finding import to_code

        wanted = " ".join(str(text).split())
        return wanted if wanted in self.titles.codes else to_code(self.find(text))

    def occupation(self, text: str) -> LabourMarket:
        """The labour market of an occupation, by title or code."""
        from careerclusters.labour import labour_market

        return labour_market(self.catalog, self.code(text))

    def cluster(self, text: str) -> Cluster:
        """One cluster with members, parts and evidence, by id or name."""
        from careerclusters.finding import to_cluster

        return to_cluster(self.clustering, text, self.find)

    def outlook(self, cluster_id: str, *, level: str, area: Area | str | None = None) -> ClusterOutlook:
        """The labour market of a cluster of one level, in an area where one is given."""
        from careerclusters.atlas.outlooks import outlook_of

        return outlook_of(self, cluster_id, level, area=area)

    def agreement(self, level: str) -> Agreement:
        """The clusters of one level beside the official ones."""
        return cast("Agreement", self._part("agreements")[level])

    def compare(self, first: str, second: str) -> Comparison:
        """Two occupations side by side, by title or code."""
        from careerclusters.clustering.compare import compare_occupations

        codes = (self.code(first), self.code(second))
        return compare_occupations(
            self.catalog, *codes, weights=self.clustering.params.weights, fusion=self.fusion
        )

    def match(
        self,
        person: Person,
        *,
        weights: Mapping[str, float] | None = None,
        is_wide: bool = False,
        area: str | None = None,
        view: str = "relative",
        draws: int = 200,
        seed: int = 0,
    ) -> Match:
        """What fits a person; see `careerclusters.people.match`.

        `area` is the name of a state or metropolitan area whose openings and pay count; by default the one
        in the person's background, else the nation.
        """
        from careerclusters.labour import area_of

        home_area = person.background.area if person.background is not None else None
        return self.matcher.match(
            person,
            weights=weights,
            is_wide=is_wide,
            area=area_of(self.catalog, area or home_area),
            view=view,
            draws=draws,
            seed=seed,
        )

    def plan(
        self, origin: str, destination: str, *, area: str | None = None, limits: Limits | None = None
    ) -> Plan:
        """Ways from one occupation to another, by title or code, with the pay and openings of an area."""
        from careerclusters.atlas.advice import plan_of, start_from

        start, place = start_from(self, self.code(origin), area)
        return plan_of(self, start, self.code(destination), area=place, limits=limits)

    def next(self, origin: str, *, area: str | None = None, limits: Limits | None = None) -> NextMoves:
        """One step up from an occupation, by title or code."""
        from careerclusters.atlas.advice import next_of, start_from

        start, place = start_from(self, self.code(origin), area)
        return next_of(self, start, area=place, limits=limits)

    def reach(
        self, origin: str, *, limits: Limits | None = None, steps: int = 2, limit: int | None = None
    ) -> pl.DataFrame:
        """Where one can go from an occupation."""
        from careerclusters.pathways import Limits, reach_from

        limits = limits or Limits()
        return reach_from(self.pathways, self.code(origin), limits=limits, steps=steps, limit=limit)

    def closure(
        self, jobs_lost: Mapping[str, int], *, area: str | None = None, **options: Unpack[ClosureOptions]
    ) -> Closure:
        """Who could go where when jobs end: number of people by title or code."""
        from careerclusters.atlas.advice import closure_of
        from careerclusters.labour import area_of

        people: dict[str, int] = {}
        for text, count in jobs_lost.items():
            code = self.code(text)
            people[code] = people.get(code, 0) + count
        return closure_of(self, people, area=area_of(self.catalog, area), **options)

    def memberships(self, level: str) -> tuple[Sequence[str], Sequence[str], np.ndarray]:
        """Degrees of one level: codes, cluster ids, matrix (n_occupations, n_clusters), rows sum to 1."""
        return self.clustering.degrees(level)

    def plot(self) -> Picture:
        """The map: occupations close together are alike, colour and mark show the broad cluster."""
        from careerclusters.charts.map import draw_map
        from careerclusters.charts.picture import Picture

        return Picture(draw_map(self.clustering, self.layout))

    def to_dict(self) -> dict[str, object]:
        """What it was made from, JSON-ready."""
        return {"atlas_id": self.id, **self.clustering.to_dict()}

    def to_frame(self) -> pl.DataFrame:
        """The clusters."""
        return self.clustering.clusters

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Atlas):
            return NotImplemented
        return self is other or (self.catalog.id == other.catalog.id and self.clustering == other.clustering)

    def __hash__(self) -> int:
        return hash(self.catalog.id)

    def __repr__(self) -> str:
        return f"Atlas({self.catalog.release}, {self.clustering!r})"
