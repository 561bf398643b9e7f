"""Clusters from data: fuse views, resample, agree, name, explain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careerclusters.lazy import lazy_names

if TYPE_CHECKING:
    from careerclusters.clustering.cluster import Cluster
    from careerclusters.clustering.clustering import Clustering
    from careerclusters.clustering.file import load_clustering, save_clustering
    from careerclusters.clustering.params import DEFAULT_LEVELS, DEFAULT_WEIGHTS, Level, Params
    from careerclusters.clustering.recipe import fit

__all__ = [
    "DEFAULT_LEVELS",
    "DEFAULT_WEIGHTS",
    "Cluster",
    "Clustering",
    "Level",
    "Params",
    "fit",
    "load_clustering",
    "save_clustering",
]

_HOMES = {
    "DEFAULT_LEVELS": "params",
    "DEFAULT_WEIGHTS": "params",
    "Cluster": "cluster",
    "Clustering": "clustering",
    "Level": "params",
    "Params": "params",
    "fit": "recipe",
    "load_clustering": "file",
    "save_clustering": "file",
}

__getattr__ = lazy_names(__name__, _HOMES)
