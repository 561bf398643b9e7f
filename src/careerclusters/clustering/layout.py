"""The map: a place in the plane for every occupation, so that neighbours stay neighbours.

t-SNE (van der Maaten and Hinton 2008) on the graph's nearest neighbours. Distances on the map mean little
beyond "near"; directions and the space between islands mean nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

if TYPE_CHECKING:
    from careerclusters.clustering.clustering import Clustering
    from careerclusters.clustering.graph import Graph

__all__ = ["lay_out", "place_on_map"]


def lay_out(clustering: Clustering, *, seed: int = 0) -> pl.DataFrame:
    """Map positions of all occupations: code_onet, x, y, is_placed; ordered by code.

    Fitted occupations are laid out by t-SNE; placed ones stand at the weighted middle of the fitted
    occupations in the cluster they were placed in. Coordinates run from 0 to 1 along both sides.
    Same clustering and seed, same map.
    """
    points = _embed(clustering.graph, seed=seed)
    codes = list(clustering.codes)
    away = [code for code in clustering.titles if code not in set(codes)]
    frames = [_frame(codes, points, is_placed=False)]
    if away:
        spots = np.array([_middle(clustering, code, points) for code in away])
        frames.append(_frame(away, spots, is_placed=True))
    return pl.concat(frames).sort("code_onet")


def place_on_map(
    clustering: Clustering, points: pl.DataFrame, weights: dict[str, float]
) -> tuple[float, float]:
    """Where someone stands whose nearest occupations and their weights are given.

    The weighted middle of the ten with the most weight, each weight squared so that the nearest decide.
    """
    places = zip(points["x"], points["y"], strict=True)
    spots = dict(zip(points["code_onet"], places, strict=True))
    known = sorted(((w, code) for code, w in weights.items() if code in spots and w > 0), reverse=True)[:10]
    mass = np.array([w for w, _ in known]) ** 2
    place = np.array([spots[code] for _, code in known])
    x, y = (place * (mass / mass.sum())[:, None]).sum(axis=0)
    return float(x), float(y)


def _embed(graph: Graph, *, seed: int) -> np.ndarray:
    from scipy.sparse import csr_matrix

    from careerclusters.clustering.tsne import embed

    n, k = graph.neighbours.shape
    strength = np.exp(graph.similarity.astype(np.float64) - graph.similarity.max(axis=1, keepdims=True))
    strength /= strength.sum(axis=1, keepdims=True)
    rows = np.repeat(np.arange(n), k)
    affinity = csr_matrix((strength.ravel(), (rows, graph.neighbours.ravel())), shape=(n, n))
    points = embed((affinity + affinity.T) / (2 * n), seed=seed)
    low = points.min(axis=0)
    between: np.ndarray = (points - low) / (points.max(axis=0) - low)
    return between


def _middle(clustering: Clustering, code: str, points: np.ndarray) -> np.ndarray:
    """Middle of the fine cluster in which an occupation was placed, a little apart for each code.

    Where nobody in the cluster was fitted, it stands in the emptiest corner.
    """
    level = clustering.levels[-1]
    labels = clustering.labels(level)
    own = np.array([labels[other] == labels[code] for other in clustering.codes])
    digits = [int(digit) for digit in code if digit.isdigit()]
    angle = 2 * np.pi * (sum(d * (i + 3) for i, d in enumerate(digits)) % 89) / 89
    if not own.any():
        corners = np.array([[x, y] for x in (0.04, 0.96) for y in (0.04, 0.96)])
        room = np.linalg.norm(corners[:, None] - points[None], axis=2).min(axis=1)
        corner: np.ndarray = corners[room.argmax()] + 0.03 * np.array([np.cos(angle), np.sin(angle)])
        return corner
    middle: np.ndarray = points[own].mean(axis=0) + 0.012 * np.array([np.cos(angle), np.sin(angle)])
    return middle


def _frame(codes: list[str], points: np.ndarray, *, is_placed: bool) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "code_onet": codes,
            "x": points[:, 0].round(5),
            "y": points[:, 1].round(5),
            "is_placed": [is_placed] * len(codes),
        }
    )
