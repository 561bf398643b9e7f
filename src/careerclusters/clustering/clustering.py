"""The clustering: levels of clusters, degrees of membership, stability, names, evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from careerclusters.clustering.cluster import Cluster
from careerclusters.clustering.graph import Graph
from careerclusters.clustering.params import MAIN_LEVEL, Params
from careerclusters.errors import InputError, ModelError, UnknownError
from careerclusters.language import _
from careerclusters.results import Value

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog

__all__ = ["Clustering"]


@dataclass(frozen=True, eq=False)
class Clustering(Value):
    """A fitted clustering; it carries all that is needed to show and to explain it.

    Attributes
    ----------
    clusters
        One row per cluster: level, cluster_id, name, parent_id (null at the top), n_occupations,
        stability_share (0–1), description, name_coverage_share (0–1, how much of the members the name
        covers; null for a name made from evidence); ordered by level from broad to fine, then id.
    memberships
        One row per occupation, level and cluster with a share of at least 0.005: code_onet, level,
        cluster_id, membership_share (0–1, sums to 1 per occupation and level over all clusters),
        is_primary, role, stability_share, is_placed (true for occupations that were placed
        afterwards by their titles and tasks); role and stability stand on the primary row only.
    evidence
        One row per cluster and mark: level, cluster_id, kind (foundation, distinctive, typical,
        surprising), rank, item_id, label, domain, value, contrast.
    curve
        Stability by number of clusters: level, clusters, stability_ari, is_chosen.
    graph
        Nearest neighbours of the fitted occupations with their similarity by view.
    titles
        Title by code, of every occupation in `memberships`.
    params, catalog_id, release, version
        What the result depends on.
    left_out
        Views that could not be built, with the reason.
    """

    clusters: pl.DataFrame
    memberships: pl.DataFrame
    evidence: pl.DataFrame
    curve: pl.DataFrame
    graph: Graph
    titles: Mapping[str, str]
    params: Params
    catalog_id: str
    release: str
    version: str
    left_out: Mapping[str, str] = field(default_factory=dict)
    map_points: pl.DataFrame | None = None

    @property
    def levels(self) -> tuple[str, ...]:
        """Names of the levels, broad to fine."""
        return tuple(level.name for level in self.params.levels)

    @property
    def main_level(self) -> str:
        """The level to read first: `MAIN_LEVEL`, or where there is none of that name one in the middle."""
        return MAIN_LEVEL if MAIN_LEVEL in self.levels else self.levels[(len(self.levels) - 1) // 2]

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of the fitted occupations, ascending."""
        return self.graph.codes

    def at(self, level: str) -> pl.DataFrame:
        """Clusters of one level."""
        self._check(level)
        return self.clusters.filter(pl.col("level") == level)

    def labels(self, level: str) -> dict[str, str]:
        """Primary cluster id by code, fitted and placed occupations alike."""
        self._check(level)
        return dict(self._primary[level])

    def check_catalog(self, catalog: Catalog) -> None:
        """Do nothing when this was made from `catalog`.

        Raises
        ------
        ModelError
            When it was made from another catalog; both ids are named.
        """
        if self.catalog_id != catalog.id:
            raise ModelError(
                "This clustering was made from another catalog",
                seen=f"catalog {catalog.id}, clustering of {self.catalog_id}",
                todo="Build one from this catalog: careerclusters build --catalog FOLDER",
            )

    def degrees(self, level: str) -> tuple[tuple[str, ...], tuple[str, ...], np.ndarray]:
        """Memberships of one level as a matrix.

        Returns
        -------
        Codes of all occupations, fitted and placed, ascending; ids of the clusters; and a read-only float64
        array of shape (n_occupations, n_clusters) whose rows sum to 1, apart from shares below 0.005 that
        are not kept.
        """
        ids = tuple(self.at(level)["cluster_id"])
        codes = tuple(sorted(self.titles))
        row = {code: at for at, code in enumerate(codes)}
        column = {cluster_id: at for at, cluster_id in enumerate(ids)}
        matrix = np.zeros((len(codes), len(ids)))
        rows = self.memberships.filter(pl.col("level") == level)
        for code, cluster_id, share in rows.select("code_onet", "cluster_id", "membership_share").iter_rows():
            matrix[row[code], column[cluster_id]] = share
        matrix.flags.writeable = False
        return codes, ids, matrix

    def fitted_degrees(self, level: str) -> np.ndarray:
        """Degrees of the fitted occupations alone, in the order of `codes`; (n_occupations, n_clusters)."""
        codes, _, matrix = self.degrees(level)
        row = {code: at for at, code in enumerate(codes)}
        return matrix[[row[code] for code in self.codes]]

    def cluster(self, query: str) -> Cluster:
        """One cluster with members, parts and evidence, by id or name (case does not matter).

        Raises
        ------
        UnknownError
            With the closest names.
        """
        found = self._find(query)
        return Cluster.read(self, found)

    def occupation(self, code_onet: str) -> pl.DataFrame:
        """All memberships of one occupation, largest first within its level, with names.

        Raises
        ------
        UnknownError
            When the code is not in the clustering.
        """
        rows = self._rows_by_code.get(code_onet)
        if rows is None:
            raise UnknownError(
                "This occupation is not in the clustering",
                seen=code_onet,
                todo="Look it up with: careerclusters occupation QUERY",
            )
        start, stop = rows
        names = self.clusters.select("cluster_id", "name")
        found = self._sorted_memberships.slice(start, stop - start).join(names, on="cluster_id", how="left")
        order = {level: place for place, level in enumerate(self.levels)}
        return (
            found.with_columns(pl.col("level").replace_strict(order, return_dtype=pl.Int8).alias("order"))
            .sort("order", "is_primary", "membership_share", descending=[False, True, True])
            .drop("order")
        )

    def bridge_words(self, code_onet: str) -> str | None:
        """In words, where an occupation's levels point two ways; None where they agree.

        Its cluster at one level holds most of it, while the smaller cluster that holds most of it lies in
        another: "Mostly A; its nearest small group, B, is in C."
        """
        names = dict(self.clusters.select("cluster_id", "name").iter_rows())
        parents = dict(self.clusters.select("cluster_id", "parent_id").iter_rows())
        main, finest = self.labels(self.main_level), self.labels(self.levels[-1])
        if code_onet not in main:
            return None
        above = finest[code_onet]
        while above is not None and above not in set(self.at(self.main_level)["cluster_id"]):
            above = parents[above]
        if above is None or above == main[code_onet]:
            return None
        return (
            f"Mostly {names[main[code_onet]]}; its nearest small group, {names[finest[code_onet]]}, "
            f"is in {names[above]}."
        )

    def neighbours(self, code_onet: str, *, limit: int = 10) -> pl.DataFrame:
        """Most similar occupations: neighbour_code_onet, title, similarity and one column per view.

        The view columns add up to `similarity`, which is in standard deviations over all pairs.

        Raises
        ------
        UnknownError
            When the occupation was placed by titles only, or is not known.
        """
        place = self._place.get(code_onet)
        if place is None:
            raise UnknownError(
                "No similarities for this occupation: it has no ratings of its own", seen=code_onet
            )
        near = self.graph.neighbours[place, :limit]
        columns = {
            "neighbour_code_onet": [self.codes[i] for i in near],
            "title": [self.titles[self.codes[i]] for i in near],
            "similarity": self.graph.similarity[place, :limit].astype(float).round(4),
        }
        for name, part in self.graph.parts.items():
            columns[name] = part[place, :limit].astype(float).round(4)
        return pl.DataFrame(columns)

    def to_frame(self) -> pl.DataFrame:
        """The clusters table."""
        return self.clusters

    def to_dict(self) -> dict[str, object]:
        """JSON-ready summary: what it was made from and the clusters by level."""
        return {
            "release": self.release,
            "catalog_id": self.catalog_id,
            "version": self.version,
            "params": self.params.to_dict(),
            "left_out": dict(self.left_out),
            "n_occupations": len(self.codes),
            "n_occupations_placed": len(self.titles) - len(self.codes),
            "levels": {level: self.at(level).drop("level").to_dicts() for level in self.levels},
        }

    def with_map(self, points: pl.DataFrame) -> Clustering:
        """The same clustering with map positions: code_onet, x, y."""
        return replace(self, map_points=points)

    def __repr__(self) -> str:
        counts = ", ".join(f"{self.at(level).height} {level}" for level in self.levels)
        return f"Clustering({counts}; {len(self.codes)} occupations of {self.release})"

    # -- inner look-ups, made once --------------------------------------------------------------

    def _check(self, level: str) -> None:
        if level not in self.levels:
            raise InputError(
                "No such level", seen=level, todo=_("Levels: {names}.", names=", ".join(self.levels))
            )

    def _find(self, query: str) -> dict[str, object]:
        wanted = " ".join(query.split()).casefold()
        rows = self.clusters.to_dicts()
        for key in ("cluster_id", "name"):
            for row in rows:
                if str(row[key]).casefold() == wanted:
                    return row
        starts = [row for row in rows if wanted and str(row["name"]).casefold().startswith(wanted)]
        if len(starts) == 1:
            return starts[0]
        from rapidfuzz import fuzz, process

        from careerclusters.words.cluster_names import cluster_name

        names = [str(row["name"]) for row in rows]
        hits = process.extract(query, names, scorer=fuzz.WRatio, limit=5, processor=str.casefold)
        if hits and hits[0][1] >= 90 and (len(hits) == 1 or hits[0][1] - hits[1][1] >= 3):
            return rows[hits[0][2]]
        raise UnknownError(
            "No cluster is called that",
            seen=query,
            closest=tuple(f"{rows[index]['cluster_id']} {cluster_name(name)}" for name, _, index in hits[:3]),
            todo="List them with: careerclusters clusters",
        )

    @cached_property
    def _place(self) -> dict[str, int]:
        return {code: place for place, code in enumerate(self.codes)}

    @cached_property
    def _sorted_memberships(self) -> pl.DataFrame:
        return self.memberships.sort("code_onet", maintain_order=True)

    @cached_property
    def _rows_by_code(self) -> dict[str, tuple[int, int]]:
        codes = self._sorted_memberships["code_onet"].to_numpy()
        starts = np.flatnonzero(np.r_[True, codes[1:] != codes[:-1]])
        stops = np.r_[starts[1:], len(codes)]
        return {str(codes[a]): (int(a), int(b)) for a, b in zip(starts, stops, strict=True)}

    @cached_property
    def _primary(self) -> dict[str, dict[str, str]]:
        rows = self.memberships.filter(pl.col("is_primary"))
        return {
            level: dict(rows.filter(pl.col("level") == level).select("code_onet", "cluster_id").iter_rows())
            for level in self.levels
        }
