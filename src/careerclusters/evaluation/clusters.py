"""Measure clusters: stability, agreement with the official ones, and the moves that stay inside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from careerclusters.features.move_groups import MoveGroups, group_moves

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog
    from careerclusters.clustering import Clustering

__all__ = [
    "ClustersReport",
    "MovesInside",
    "evaluate_clusters",
    "first_official",
    "modularity",
    "moves_inside",
]


@dataclass(frozen=True)
class ClustersReport:
    """One row per partition: our levels, the official 16, SOC major groups, and the ceiling.

    Attributes
    ----------
    table
        level, clusters, n_occupations, stability_ari, separation, moves_modularity,
        moves_inside_share, ami_official_16, ami_soc_major; null where a measure has no meaning.
    n_groups
        Groups of occupations with observed moves that the modularity is taken over.
    """

    table: pl.DataFrame
    n_groups: int

    def to_frame(self) -> pl.DataFrame:
        """The table."""
        return self.table

    def to_dict(self) -> dict[str, object]:
        """JSON-ready: `levels` (ours), `official_16`, `soc_major`, `ceiling`."""
        rows = {str(row["level"]): row for row in self.table.to_dicts()}
        others = ("official_16", "soc_major", "ceiling_from_moves")
        return {
            "levels": [row for name, row in rows.items() if name not in others],
            **{name: rows[name] for name in others if name in rows},
            "n_groups": self.n_groups,
        }

    def __repr__(self) -> str:
        return f"ClustersReport({self.table.height} partitions, {self.n_groups} groups of observed moves)"


def evaluate_clusters(
    catalog: Catalog, clustering: Clustering, *, moves: pl.DataFrame | None = None
) -> ClustersReport:
    """Measures of every level beside the official clusters and the SOC.

    Parameters
    ----------
    catalog, clustering
        The clustering must have been fitted on occupations of this catalog.
    moves
        Table in the schema of `moves`; default: the catalog's open moves.

    Notes
    -----
    `stability_ari` is the agreement of two halves of the runs at the chosen number of clusters;
    `separation` is the mean fused similarity to nearest neighbours inside the cluster minus that to
    those outside, in standard deviations; modularity is Newman's, directed, resolution 1.
    """
    codes = clustering.codes
    groups = group_moves(catalog, moves if moves is not None else catalog.table("moves"), codes=codes)
    official = first_official(catalog, codes)
    major = [code[:2] for code in codes]
    chosen = {row["level"]: row for row in clustering.curve.filter(pl.col("is_chosen")).to_dicts()}
    rows = []
    for level in clustering.levels:
        labels = [clustering.labels(level)[code] for code in codes]
        rows.append(
            {
                "level": level,
                "clusters": len(set(labels)),
                "stability_ari": round(chosen[level]["stability_ari"], 4),
                "separation": round(_separation(clustering, labels), 4),
                **_against(groups, labels, official, major),
            }
        )
    has = [name is not None for name in official]
    rows.append(
        {
            "level": "official_16",
            "clusters": len({n for n in official if n}),
            **_against(groups, official, official, major),
        }
    )
    rows[-1]["n_occupations"] = sum(has)
    rows.append(
        {"level": "soc_major", "clusters": len(set(major)), **_against(groups, major, official, major)}
    )
    ceiling, count = _ceiling(groups)
    rows.append({"level": "ceiling_from_moves", "clusters": count, "moves_modularity": round(ceiling, 4)})
    columns = [
        "level", "clusters", "n_occupations", "stability_ari", "separation", "moves_modularity",
        "moves_inside_share", "ami_official_16", "ami_soc_major",
    ]  # fmt: skip
    table = pl.DataFrame(
        [{name: row.get(name) for name in columns} for row in rows], infer_schema_length=None
    )
    return ClustersReport(table, int(_usable(groups).sum()))


@dataclass(frozen=True)
class MovesInside:
    """How many observed changes of occupation stay inside a cluster, all clusters of a level together.

    Attributes
    ----------
    inside_share
        Share of the moves, 0–1; the `moves_inside_share` of `evaluate_clusters`.
    by_chance_share
        The same if movers went anywhere in proportion to how many arrive there.
    """

    inside_share: float
    by_chance_share: float


def moves_inside(catalog: Catalog, clustering: Clustering, *, level: str) -> MovesInside | None:
    """Observed moves that stay inside the clusters of a level; None without observed moves."""
    if not catalog.has("moves"):
        return None
    groups = group_moves(catalog, catalog.table("moves"), codes=clustering.codes)
    labels = [clustering.labels(level)[code] for code in clustering.codes]
    value, inside = modularity(groups.flows, np.where(_usable(groups), groups.majority(labels), -1))
    return MovesInside(round(inside, 4), round(inside - value, 4)) if np.isfinite(inside) else None


def first_official(catalog: Catalog, codes: Sequence[str]) -> list[str | None]:
    """First official cluster of each occupation by the alphabet, None where it has none.

    A few occupations stand in two; a partition needs one.
    """
    found: dict[str, str] = {}
    for code, name in (
        catalog.table("official_clusters")
        .select("code_onet", "cluster")
        .sort("code_onet", "cluster")
        .iter_rows()
    ):
        found.setdefault(code, name)
    return [found.get(code) for code in codes]


def modularity(flows: np.ndarray, labels: np.ndarray) -> tuple[float, float]:
    """Newman's directed modularity of `flows` under `labels` (Leicht and Newman 2008), and the share inside.

    Flows to or from groups labelled −1 don't count.
    """
    usable = labels >= 0
    flow = flows[np.ix_(usable, usable)]
    total = flow.sum()
    if total <= 0:
        return float("nan"), float("nan")
    flow, own = flow / total, labels[usable]
    out, into = flow.sum(axis=1), flow.sum(axis=0)
    hot = (own[:, None] == np.unique(own)[None]).astype(float)
    inside = float(np.einsum("ic,ij,jc->", hot, flow, hot, optimize=True))
    return inside - float(((out @ hot) * (into @ hot)).sum()), inside


def _usable(groups: MoveGroups) -> np.ndarray:
    return groups.is_scored


def _against(
    groups: MoveGroups, labels: Sequence[object], official: Sequence[object], major: Sequence[str]
) -> dict[str, object]:
    known = np.where(_usable(groups), groups.majority([str(label) for label in labels]), -1)
    value, inside = modularity(groups.flows, known)
    return {
        "n_occupations": len(labels),
        "moves_modularity": round(value, 4),
        "moves_inside_share": round(inside, 4),
        "ami_official_16": _agreement(labels, official),
        "ami_soc_major": _agreement(labels, major),
    }


def _agreement(labels: Sequence[object], others: Sequence[object]) -> float | None:
    from sklearn.metrics import adjusted_mutual_info_score

    pairs = [(str(a), str(b)) for a, b in zip(labels, others, strict=True) if a is not None and b is not None]
    if not pairs:
        return None
    return round(float(adjusted_mutual_info_score([a for a, _ in pairs], [b for _, b in pairs])), 4)


def _separation(clustering: Clustering, labels: Sequence[str]) -> float:
    _, coded = np.unique(labels, return_inverse=True)
    near, similar = clustering.graph.neighbours, clustering.graph.similarity
    inside = coded[near] == coded[:, None]
    if inside.all() or not inside.any():
        return float("nan")
    return float(similar[inside].mean() - similar[~inside].mean())


def _ceiling(groups: MoveGroups) -> tuple[float, int]:
    """Modularity of communities found on the moves themselves: what no other evidence can beat by much."""
    import graspologic_native

    usable = _usable(groups)
    flow = groups.flows[np.ix_(usable, usable)]
    both = flow + flow.T
    rows, columns = np.nonzero(np.triu(both, 1))
    pairs = [
        (str(i), str(j), float(both[i, j])) for i, j in zip(rows.tolist(), columns.tolist(), strict=True)
    ]
    _, found = graspologic_native.leiden(
        pairs, resolution=1.0, randomness=0.001, iterations=10, use_modularity=True, seed=0, trials=5
    )
    labels = np.full(len(flow), -1)
    for node, community in found.items():
        labels[int(node)] = community
    value, _ = modularity(flow, labels)
    return value, len(set(found.values()))
