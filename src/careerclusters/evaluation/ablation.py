"""What each choice in the recipe is worth: leave it out or change it, and measure again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from careerclusters.clustering import consensus
from careerclusters.clustering.fusion import fuse
from careerclusters.clustering.params import DEFAULT_WEIGHTS, Params
from careerclusters.clustering.recipe import blocks_of, disturbed_by
from careerclusters.clustering.runs import calibrate, run_many
from careerclusters.evaluation.clusters import modularity
from careerclusters.evaluation.moves import evaluate_moves
from careerclusters.features.move_groups import MoveGroups, group_moves
from careerclusters.pathways.choice import fit_choice, standard
from careerclusters.pathways.pair_features import log_size, size_features
from careerclusters.results import Value
from careerclusters.views import VIEW_NAMES, View, build_views

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog

__all__ = ["AblationReport", "evaluate_ablation", "learned_weights"]

RATED = ("skills", "knowledge", "abilities", "activities", "context", "interests", "styles")


@dataclass(frozen=True, eq=False)
class AblationReport(Value):
    """One row per variant.

    Attributes
    ----------
    table
        variant, auc, recall_at_10, ndcg (similarity with destination size, origins held out), clusters,
        stability_ari and moves_modularity of the middle level.
    runs
        Resampled runs per variant.
    """

    table: pl.DataFrame
    runs: int

    def to_frame(self) -> pl.DataFrame:
        """The table."""
        return self.table

    def to_dict(self) -> dict[str, object]:
        """JSON-ready."""
        return {"runs": self.runs, "variants": self.table.to_dicts()}

    def __repr__(self) -> str:
        return f"AblationReport({self.table.height} variants, {self.runs} runs each)"


def evaluate_ablation(
    catalog: Catalog,
    *,
    runs: int = 60,
    seed: int = 0,
    progress: Callable[[int, int, str], None] | None = None,
) -> AblationReport:
    """Measure the recipe, then variants of it.

    Parameters
    ----------
    catalog
        Catalog with the open moves.
    runs, seed
        Runs per variant, fewer than a build uses; seed of all of them.
    progress
        Called with (variants done, all, name of the next).
    """
    base = Params(runs=runs, seed=seed)
    variants = _variants(catalog, base)
    codes = build_views(catalog, ("skills",))[0][0].codes
    groups = group_moves(catalog, catalog.table("moves"), codes=codes)
    rows = []
    for done, (name, params) in enumerate(variants.items()):
        if progress is not None:
            progress(done, len(variants), name)
        ranking = evaluate_moves(catalog, params=params).rankings["careerclusters"]
        rows.append(
            {
                "variant": name,
                "auc": round(ranking.auc, 4),
                "recall_at_10": round(ranking.recall_at_10, 4),
                "ndcg": round(ranking.ndcg, 4),
                **_middle(catalog, params, groups),
            }
        )
    return AblationReport(pl.DataFrame(rows), runs)


def learned_weights(catalog: Catalog) -> dict[str, float]:
    """Weights that a choice model gives the views on all open moves; none below 0, adding up to 1."""
    views, _ = build_views(catalog)
    groups = group_moves(catalog, catalog.table("moves"), codes=views[0].codes)
    is_candidate = groups.is_scored
    layers = []
    for view in views:
        part = fuse([view], {view.name: 1.0}).similarity() if view.has_row.all() else _partial(view)
        layers.append(standard(groups.between(part), is_candidate))
    features = np.stack([*layers, *size_features(log_size(groups))], axis=-1)
    beta = fit_choice(features, groups.shares, origins=groups.origins.tolist(), is_candidate=is_candidate)
    positive = np.maximum(beta[: len(views)], 0.0)
    return {
        view.name: round(float(share), 4)
        for view, share in zip(views, positive / positive.sum(), strict=True)
    }


def _partial(view: View) -> np.ndarray:
    from careerclusters.clustering.fusion import unit_rows

    rows = unit_rows(view.values.astype(np.float64), view.has_row)
    similarity: np.ndarray = rows @ rows.T
    return similarity


def _variants(catalog: Catalog, base: Params) -> dict[str, Params]:
    def weighted(weights: Mapping[str, float]) -> Params:
        return replace(base, weights=dict(weights))

    found = {
        "as shipped": base,
        "equal weights": weighted(dict.fromkeys(VIEW_NAMES, 1.0)),
        "weights learned on moves": weighted(learned_weights(catalog)),
        "rated views only": weighted({name: DEFAULT_WEIGHTS[name] for name in RATED}),
        "few neighbours (6–12)": replace(base, neighbours_low=6, neighbours_high=12),
        "many neighbours (26–50)": replace(base, neighbours_low=26, neighbours_high=50),
        "elements not resampled": replace(base, is_resampled=False),
        "ratings not perturbed": replace(base, is_perturbed=False),
    }
    for name in DEFAULT_WEIGHTS:
        rest = {other: weight for other, weight in DEFAULT_WEIGHTS.items() if other != name}
        found[f"without {name}"] = weighted(rest)
    return found


def _middle(catalog: Catalog, params: Params, groups: MoveGroups) -> dict[str, object]:
    from threadpoolctl import threadpool_limits

    level = params.levels[len(params.levels) // 2]
    with threadpool_limits(limits=1):
        views, _ = build_views(catalog, tuple(params.shares))
        blocks = blocks_of(fuse(views, params.shares))
        disturbed = disturbed_by(params)
        resolutions = calibrate(blocks, targets=[level.target], **disturbed)
        found = run_many(blocks, resolutions=resolutions, runs=params.runs, **disturbed)
        agreed = consensus.build(found.labels, [level], company=found.company)
    labels = agreed.labels[0]
    best = next(row for row in agreed.curve if row[3])
    known = np.where(groups.is_scored, groups.majority([str(label) for label in labels]), -1)
    value, _ = modularity(groups.flows, known)
    return {"clusters": best[1], "stability_ari": round(best[2], 4), "moves_modularity": round(value, 4)}
