"""Measure what we claim: clusters, similarity, moves."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from careerclusters.evaluation.clusters import evaluate_clusters
    from careerclusters.evaluation.moves import evaluate_moves

__all__ = ["evaluate_clusters", "evaluate_moves"]

_HOMES = {"evaluate_clusters": "clusters", "evaluate_moves": "moves"}


def __getattr__(name: str) -> object:
    """Import a public name's module when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
