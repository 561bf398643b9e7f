"""Measure clusters: how much they say about moves, stability, agreement with others, pay and job level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from careerclusters.clustering.composition import compose, coordinates
from careerclusters.clustering.fusion import fuse
from careerclusters.evaluation.block_model import BlockModel, halves
from careerclusters.features.move_groups import MoveGroups, group_moves
from careerclusters.pathways.pair_features import occupation_columns
from careerclusters.results import Value
from careerclusters.views import build_views

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

COMPARISONS = ("official_16", "soc_major", "soc_minor", "random", "ceiling_from_moves")


@dataclass(frozen=True, eq=False)
class ClustersReport(Value):
    """One row per partition: our levels, then those they are compared with.

    Attributes
    ----------
    table
        level, is_main, clusters, n_occupations, block_gain and block_gain_soft with 95 % intervals (nats
        a mover on origins kept out, hard labels and degrees), stability_ari, separation,
        moves_modularity, moves_inside_share, pay_variance_share, job_zone_variance_share,
        related_kappa, ami_official_16, ami_soc_major; null where a measure has no meaning.
    n_groups, n_origins
        Groups of occupations that moves are taken over; those among them with observed moves.
    """

    table: pl.DataFrame
    n_groups: int
    n_origins: int

    def to_frame(self) -> pl.DataFrame:
        """The table."""
        return self.table

    def to_dict(self) -> dict[str, object]:
        """JSON-ready: `levels` (ours) and `comparisons` by `name`; each comparison also by itself."""
        rows = self.table.to_dicts()
        others = [{"name": row["level"], **row} for row in rows if row["level"] in COMPARISONS]
        return {
            "levels": [row for row in rows if row["level"] not in COMPARISONS],
            "comparisons": others,
            **{str(row["name"]): row for row in others},
            "n_groups": self.n_groups,
            "n_origins": self.n_origins,
        }

    def __repr__(self) -> str:
        return f"ClustersReport({self.table.height} partitions, {self.n_groups} groups of observed moves)"


def evaluate_clusters(
    catalog: Catalog, clustering: Clustering, *, moves: pl.DataFrame | None = None
) -> ClustersReport:
    """Measures of every level beside the official clusters, the SOC, a random partition and the ceiling.

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
    those outside, in standard deviations; modularity is Newman's, directed, resolution 1. Degrees of
    the partitions compared come from the same composition as ours. The random partition has the sizes
    of our main level.
    """
    codes = clustering.codes
    groups = group_moves(catalog, moves if moves is not None else catalog.table("moves"), codes=codes)
    measure = _Measure(catalog, clustering, groups)
    official = first_official(catalog, codes)
    chosen = {row["level"]: row for row in clustering.curve.filter(pl.col("is_chosen")).to_dicts()}
    rows = []
    for level in clustering.levels:
        labels = [clustering.labels(level)[code] for code in codes]
        rows.append(
            {
                "level": level,
                "is_main": level == clustering.main_level,
                "stability_ari": round(chosen[level]["stability_ari"], 4),
                "separation": round(_separation(clustering, labels), 4),
                **measure.row(labels, clustering.fitted_degrees(level)),
            }
        )
    main = [clustering.labels(clustering.main_level)[code] for code in codes]
    shuffled = np.array(main)[np.random.default_rng(0).permutation(len(main))].tolist()
    minor = [code[:4] for code in codes]
    compared = (
        ("official_16", official),
        ("soc_major", measure.major),
        ("soc_minor", minor),
        ("random", shuffled),
    )
    rows += [{"level": name, **measure.row(labels)} for name, labels in compared]
    ceiling, count = _ceiling(groups)
    rows.append({"level": "ceiling_from_moves", "clusters": count, "moves_modularity": round(ceiling, 4)})
    columns = [
        "level", "clusters", "n_occupations", "is_main", "block_gain", "block_gain_low", "block_gain_high",
        "block_gain_soft", "block_gain_soft_low", "block_gain_soft_high", "stability_ari", "separation",
        "moves_modularity", "moves_inside_share", "pay_variance_share", "job_zone_variance_share",
        "related_kappa", "ami_official_16", "ami_soc_major",
    ]  # fmt: skip
    table = pl.DataFrame(
        [{name: row.get(name) for name in columns} for row in rows], infer_schema_length=None
    )
    return ClustersReport(table, len(measure.model.scored), len(measure.model.origins))


class _Measure:
    """What every partition of the same occupations is measured with."""

    def __init__(self, catalog: Catalog, clustering: Clustering, groups: MoveGroups) -> None:
        self.codes, self.groups = clustering.codes, groups
        self.official = first_official(catalog, self.codes)
        self.major = [code[:2] for code in self.codes]
        self.model = BlockModel(groups)
        self.splits = halves(self.model.origins)
        views, _ = build_views(catalog, tuple(clustering.params.shares), codes=self.codes)
        self.points = coordinates(fuse(views, clustering.params.shares))
        columns = occupation_columns(catalog, self.codes)
        self.pay, self.zones = columns["pay"], columns["job_zone"]
        self.related = _related(catalog, self.codes)

    def row(self, labels: Sequence[object], degrees: np.ndarray | None = None) -> dict[str, object]:
        """Measures of labels, and of degrees (default: their composition)."""
        known = np.array([label is not None for label in labels])
        coded = np.full(len(labels), -1)
        names, coded[known] = np.unique(
            np.array(labels, dtype=object)[known].astype(str), return_inverse=True
        )
        if degrees is None:
            degrees = compose(self.points, coded)
        found = np.where(_usable(self.groups), self.groups.majority(coded), -1)
        value, inside = modularity(self.groups.flows, found)
        row: dict[str, object] = {
            "clusters": len(names),
            "n_occupations": int(known.sum()),
            "moves_modularity": round(value, 4),
            "moves_inside_share": round(inside, 4),
            "pay_variance_share": _explained(self.pay, coded),
            "job_zone_variance_share": _explained(self.zones, coded),
            "related_kappa": _kappa(self.related, coded[:, None] == coded[None]),
            "ami_official_16": _agreement(labels, self.official),
            "ami_soc_major": _agreement(labels, self.major),
        }
        hard, soft = self.model.hard(coded), self.model.soft(degrees)
        for name, shares in (("block_gain", hard), ("block_gain_soft", soft)):
            gain = self.model.gain(shares, splits=self.splits)
            low, high = gain.interval()
            row |= {name: round(gain.gain, 4), f"{name}_low": round(low, 4), f"{name}_high": round(high, 4)}
        return row


def _related(catalog: Catalog, codes: Sequence[str]) -> np.ndarray:
    """Whether either occupation of a pair lists the other as related, (n, n) bool."""
    place = {code: row for row, code in enumerate(codes)}
    listed = np.zeros((len(codes), len(codes)), dtype=bool)
    if catalog.has("related"):
        for code, other in catalog.table("related").select("code_onet", "related_code_onet").iter_rows():
            if code in place and other in place:
                listed[place[code], place[other]] = listed[place[other], place[code]] = True
    return listed


def _kappa(one: np.ndarray, other: np.ndarray) -> float | None:
    """Cohen's kappa of two yes–no judgements on all pairs: 1 the same, 0 as chance would have it."""
    upper = np.triu_indices(len(one), 1)
    first, second = one[upper], other[upper]
    if not first.any():
        return None
    chance = first.mean() * second.mean() + (1 - first.mean()) * (1 - second.mean())
    return round(float(((first == second).mean() - chance) / (1 - chance)), 4)


def _explained(values: np.ndarray, coded: np.ndarray) -> float | None:
    """Share of variance between clusters, corrected for their number (omega squared)."""
    usable = np.isfinite(values) & (coded >= 0)
    _, own = np.unique(coded[usable], return_inverse=True)
    known = values[usable]
    if len(known) <= own.max(initial=0) + 1:
        return None
    sizes = np.bincount(own)
    means = np.bincount(own, weights=known) / sizes
    between = float((sizes * (means - known.mean()) ** 2).sum())
    total = float(((known - known.mean()) ** 2).sum())
    inside = (total - between) / (len(known) - len(sizes))
    return round((between - (len(sizes) - 1) * inside) / (total + inside), 4)


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
