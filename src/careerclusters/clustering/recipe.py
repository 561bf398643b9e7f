"""The recipe, top to bottom.

catalog → views → fused similarity → resampled runs → consensus, nested levels
        → degrees, everyone where most of it belongs → stability, roles → evidence → names → Clustering
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from careerclusters.clustering import consensus, membership, military
from careerclusters.clustering.clustering import Clustering
from careerclusters.clustering.composition import coordinates
from careerclusters.clustering.describe import describe_clusters
from careerclusters.clustering.evidence import Items, gather, weigh
from careerclusters.clustering.fusion import Fusion, fuse
from careerclusters.clustering.graph import Graph, nearest
from careerclusters.clustering.members import membership_rows, notable
from careerclusters.clustering.naming import name_clusters
from careerclusters.clustering.params import DEFAULT_LEVELS, DEFAULT_WEIGHTS, Level, Params
from careerclusters.clustering.place import Placement, place
from careerclusters.clustering.runs import Blocks, Disturbed, Runs, calibrate, run_many
from careerclusters.clustering.settle import Settled, largest, settle
from careerclusters.views import build_views

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog

__all__ = ["blocks_of", "disturbed_by", "fit", "fit_with_fusion"]

_KEPT_NEIGHBOURS = 30
FINER = 1.6  # clusters at one more scale, finer than the finest level: where its small clusters show best
Progress = Callable[[str, int, int], None]


def fit(
    catalog: Catalog,
    *,
    views: Sequence[str] | None = None,
    weights: Mapping[str, float] | None = None,
    levels: Sequence[Level] = DEFAULT_LEVELS,
    runs: int = 200,
    seed: int = 0,
    params: Params | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Clustering:
    """Clusters of the catalog's rated occupations, with everything needed to explain them.

    Not a sorting of people, and no claim that an occupation has one true place: memberships are
    degrees, and stability says how much of it is chance.

    Parameters
    ----------
    catalog
        From `load_catalog`.
    views
        Names of the views to use; default: all that have a weight.
    weights
        Weight by view name; default: `DEFAULT_WEIGHTS`.
    levels
        From broad to fine; the number of clusters of each is chosen by stability in its window.
    runs, seed
        Number of resampled runs; seed of all randomness. Same catalog, parameters and seed give the
        same bytes, whatever the number of workers.
    params
        All of the above in one; then the others must be left alone.
    workers
        Threads; default: as many as there are processors.
    progress
        Called with (step, done, all).

    Raises
    ------
    DataError
        When the catalog lacks what the views need.
    ModelError
        When there are too few occupations for the levels.
    """
    if params is None:
        chosen = dict(weights) if weights is not None else dict(DEFAULT_WEIGHTS)
        if views is not None:
            chosen = {name: chosen.get(name, 1.0) for name in views}
        params = Params(weights=chosen, levels=tuple(levels), runs=runs, seed=seed)
    return fit_with_fusion(catalog, params, workers=workers, progress=progress)[0]


def fit_with_fusion(
    catalog: Catalog, params: Params, *, workers: int | None = None, progress: Progress | None = None
) -> tuple[Clustering, Fusion]:
    """As `fit`, with the fused views of the rated occupations that the clusters were found in."""
    from threadpoolctl import threadpool_limits

    # One thread per process: sums are then the same everywhere, and workers don't get in each other's way.
    with threadpool_limits(limits=1):
        return _fit(catalog, params, workers, progress or (lambda step, done, total: None))


def _fit(catalog: Catalog, params: Params, workers: int | None, tell: Progress) -> tuple[Clustering, Fusion]:
    tell("views", 0, 1)
    built, left_out = build_views(catalog, tuple(params.shares))
    fusion = fuse(built, params.shares)
    blocks = blocks_of(fusion)

    tell("runs", 0, params.runs)
    targets = [level.target for level in params.levels]
    finer = min(round(FINER * targets[-1]), blocks.n - 1)
    disturbed = disturbed_by(params)
    sampled = run_many(
        blocks,
        resolutions=calibrate(blocks, targets=[*targets, finer], **disturbed),
        runs=params.runs,
        workers=workers,
        progress=lambda done, total: tell("runs", done, total),
        **disturbed,
    )

    tell("consensus", 0, 1)
    agreed = consensus.build(sampled.labels[: len(targets)], params.levels, company=sampled.company)
    settled = settle(
        coordinates(fusion),
        agreed.labels,
        company=sampled.company,
        closeness=agreed.closeness,
        anchor=consensus.anchor_of(len(params.levels)),
        run_labels=sampled.labels,
    )

    tell("names", 0, 1)
    titles = {
        str(code): str(title) for code, title in catalog.occupations.select("code_onet", "title").iter_rows()
    }
    away = [code for code in sorted(titles) if code not in set(fusion.codes)]
    apart = [code for code in away if code.startswith(military.CODES)]
    placed = place(catalog, [code for code in away if code not in set(apart)], fitted=fusion.codes)
    kin = place(catalog, apart, fitted=fusion.codes)
    items = gather(catalog, fusion.codes)
    clusters, member_table, evidence = _tables(
        fusion.codes, sampled, settled, levels=params.levels, placed=placed, items=items, titles=titles
    )
    clusters = name_clusters(catalog, clusters, member_table, evidence=evidence)
    clusters = describe_clusters(clusters, evidence)
    if apart:
        bins = [(_ids(level.name, params.levels, 1)[0][:-2], level.name) for level in params.levels]
        clusters, member_table, evidence = military.set_apart(
            (clusters, member_table, evidence), bins, kin=kin, titles=titles, codes=apart
        )

    from careerclusters import __version__

    clustering = Clustering(
        clusters=clusters,
        memberships=member_table,
        evidence=evidence,
        curve=pl.DataFrame(
            agreed.curve, schema=["level", "clusters", "stability_ari", "is_chosen"], orient="row"
        ),
        graph=_graph(fusion),
        titles={code: titles[code] for code in (*fusion.codes, *placed.codes, *apart)},
        params=params,
        catalog_id=catalog.id,
        release=catalog.release,
        version=__version__,
        left_out=left_out,
    )
    return clustering, fusion


def _tables(
    codes: tuple[str, ...],
    sampled: Runs,
    settled: Settled,
    *,
    levels: Sequence[Level],
    placed: Placement,
    items: Items,
    titles: Mapping[str, str],
) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Clusters without names, memberships of those fitted and those placed, and evidence, over all levels."""
    member_tables, evidence_tables, cluster_tables = [], [], []
    for position, level in enumerate(levels):
        labels, share = settled.labels[position], settled.degrees[position]
        ids = _ids(level.name, levels, share.shape[1])
        stability, counterparts = membership.cluster_stability(sampled.labels, labels)
        steadiness = membership.occupation_stability(sampled.labels, labels, counterparts)
        member_tables.append(
            membership_rows(
                codes, membership=share, labels=labels, level=level.name, ids=ids,
                role=membership.roles(share, labels, steadiness).tolist(), stability=steadiness,
                is_placed=False,
            )
        )  # fmt: skip
        if placed.codes:
            mixed = placed.company @ share
            member_tables.append(
                membership_rows(
                    placed.codes, membership=mixed, labels=largest(mixed), level=level.name, ids=ids,
                    role=["placed"] * len(placed.codes), stability=placed.certainty, is_placed=True,
                )
            )  # fmt: skip
        evidence_tables.append(weigh(items, share, labels, level=level.name, ids=ids))
        evidence_tables.append(
            notable(
                codes, [titles[code] for code in codes], membership=share, labels=labels,
                company=sampled.company, level=level.name, ids=ids,
            )
        )  # fmt: skip
        cluster_tables.append(_clusters(labels, settled.parents, stability, levels, position, ids))
    return pl.concat(cluster_tables), pl.concat(member_tables), pl.concat(evidence_tables)


def blocks_of(fusion: Fusion) -> Blocks:
    """The fused views as plain arrays for the runs."""
    return Blocks(
        values=tuple(np.where(view.missing, np.float32(0), view.values) for view in fusion.views),
        errors=tuple(view.standard_errors for view in fusion.views),
        has_row=tuple(view.has_row for view in fusion.views),
        scale=tuple(
            float(np.sqrt(weight / spread))
            for weight, spread in zip(fusion.weights, fusion.spreads, strict=True)
        ),
        coverage=fusion.coverage,
    )


def disturbed_by(params: Params) -> Disturbed:
    """How the runs draw the data again."""
    return {
        "seed": params.seed,
        "neighbours": (params.neighbours_low, params.neighbours_high),
        "is_resampled": params.is_resampled,
        "is_perturbed": params.is_perturbed,
    }


def _graph(fusion: Fusion) -> Graph:
    parts = fusion.parts()
    similarity = sum(parts.values(), np.zeros(()))
    near = nearest(similarity, _KEPT_NEIGHBOURS)

    def picked(matrix: np.ndarray) -> np.ndarray:
        return np.take_along_axis(matrix, near, axis=1).astype(np.float32)

    return Graph(
        codes=fusion.codes,
        neighbours=near,
        similarity=picked(similarity),
        parts={name: picked(part) for name, part in parts.items()},
    )


def _ids(level: str, levels: Sequence[Level], count: int) -> list[str]:
    letters = [entry.name[:1].upper() for entry in levels]
    letter = level[:1].upper() if len(set(letters)) == len(letters) else f"{level}-".upper()
    return [f"{letter}{number:02d}" for number in range(1, count + 1)]


def _clusters(
    labels: np.ndarray,
    parents: Sequence[np.ndarray],
    stability: np.ndarray,
    levels: Sequence[Level],
    position: int,
    ids: list[str],
) -> pl.DataFrame:
    above: list[str | None] = [None] * len(ids)
    if position:
        upper = _ids(levels[position - 1].name, levels, int(parents[position].max()) + 1)
        above = [upper[int(parent)] for parent in parents[position]]
    return pl.DataFrame(
        {
            "level": [levels[position].name] * len(ids),
            "cluster_id": ids,
            "parent_id": above,
            "n_occupations": np.bincount(labels, minlength=len(ids)),
            "stability_share": np.round(stability, 4),
        },
        schema_overrides={"parent_id": pl.String, "n_occupations": pl.Int64},
    )
