"""Measure what we claim: clusters, similarity, moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careerclusters.lazy import lazy_names

if TYPE_CHECKING:
    from careerclusters.evaluation.clusters import evaluate_clusters
    from careerclusters.evaluation.moves import evaluate_moves

__all__ = ["evaluate_clusters", "evaluate_moves"]

_HOMES = {"evaluate_clusters": "clusters", "evaluate_moves": "moves"}

__getattr__ = lazy_names(__name__, _HOMES)
