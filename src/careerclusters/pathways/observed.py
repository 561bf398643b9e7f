"""What other origins' observed moves say about a pair.

For A → B: where origins like A went (`neighbours_*`), where origins like B, and B itself, sent people
back to A (`back_*`), and how many origins send anyone to B at all (`popular_*`). Only the origins
named are used, and never the pair's own; an origin that is itself the destination says nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

__all__ = ["SHARPNESS", "from_observed", "learned_apart"]

SHARPNESS = (1.0, 2.0)
FOLDS = 8
_LEAST_SHARE, _LEAST_ORIGINS = 1e-4, 1e-2
_ITSELF = 3.0


def from_observed(
    shares: np.ndarray, similarity: np.ndarray, *, origins: Sequence[int]
) -> dict[str, np.ndarray]:
    """Feature → (n_groups, n_groups), from the observed moves of `origins` only.

    Parameters
    ----------
    shares
        Observed shares, row = origin.
    similarity
        Standardised similarity of groups; the weight of another origin is exp(sharpness × it).
    origins
        Rows of `shares` that may be looked at.
    """
    return _rows(slice(None), shares, _weights(similarity), origins)


def _weights(similarity: np.ndarray) -> dict[float, tuple[np.ndarray, np.ndarray]]:
    """Per sharpness the weight of other origins, without and with the origin itself; (n_groups, n_groups)."""
    highest, high = similarity.max(), np.quantile(similarity, 0.999)
    weights = {}
    for sharpness in SHARPNESS:
        near = np.exp(sharpness * (similarity - highest))
        others = near.copy()
        np.fill_diagonal(others, 0.0)
        np.fill_diagonal(near, _ITSELF * np.exp(sharpness * (high - highest)))
        weights[sharpness] = (others, near)
    return weights


def _rows(
    wanted: slice | list[int],
    shares: np.ndarray,
    weights: dict[float, tuple[np.ndarray, np.ndarray]],
    origins: Sequence[int],
) -> dict[str, np.ndarray]:
    """Some rows of what `from_observed` gives."""
    rows = np.asarray(sorted(origins), dtype=int)
    seen, moved = shares[rows], (shares[rows] > 0).astype(float)
    tells = np.ones_like(seen)
    tells[np.arange(len(rows)), rows] = 0.0
    found = {}
    for sharpness, (others, near) in weights.items():
        for name, weight, turn in (("neighbours", others, False), ("back", near, True)):
            own, column = (slice(None), wanted) if turn else (wanted, slice(None))
            chosen = weight[own][:, rows]
            total = np.maximum(chosen @ tells[:, column], 1e-300)
            share = np.log(chosen @ seen[:, column] / total + _LEAST_SHARE)
            any_ = np.log(chosen @ moved[:, column] / total + _LEAST_ORIGINS)
            found[f"{name}_share_{sharpness:g}"] = share.T if turn else share
            found[f"{name}_any_{sharpness:g}"] = any_.T if turn else any_
    shape, count = shares[wanted].shape, np.maximum(tells.sum(axis=0), 1.0)
    found["popular_any"] = np.broadcast_to(np.log(moved.sum(axis=0) / count + _LEAST_ORIGINS), shape)
    found["popular_share"] = np.broadcast_to(np.log(seen.sum(axis=0) / count + _LEAST_SHARE), shape)
    return found


def learned_apart(
    shares: np.ndarray, similarity: np.ndarray, *, origins: Sequence[int]
) -> dict[str, np.ndarray]:
    """As `from_observed`, but the rows of `origins` themselves are seen through the other folds.

    Leaving out just the own row would betray it: the mean of the others is lower where the own row is
    high. So origins are dealt into eight folds, and a row never sees its whole fold.
    """
    rows, weights = sorted(int(origin) for origin in origins), _weights(similarity)
    found = {name: values.copy() for name, values in _rows(slice(None), shares, weights, rows).items()}
    count = min(FOLDS, len(rows))
    for fold in range(count):
        own = rows[fold::count]
        rest = sorted(set(rows) - set(own))
        if not rest:
            continue
        for name, values in _rows(own, shares, weights, rest).items():
            found[name][own] = values
    return found
