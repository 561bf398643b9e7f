"""Which theme to ask about next, and when to stop asking.

What a person takes away is the order of the strongest three themes. So the next item goes to the theme
after whose answer the fewest pairs are expected to stand in the wrong order, counting only pairs that
touch the three strongest:

    loss = Σ w_ij Φ(−|m_i − m_j| / s_ij)        s_ij² = v_ii + v_jj − 2 v_ij

with m and v the posterior of `theme_model`, w = 2 for pairs with the strongest theme, 1 for the other
pairs of the three strongest and 0 below, times how much the liked one of the pair is liked: the order of
two disliked themes hardly matters. The answer is not known yet: the expectation runs over three
possible ones (Gauss–Hermite points of its predictive distribution). Each theme first gets two items, so
that no theme is judged on one, and each of the three strongest gets four before asking may stop, unless
it is disliked. Holding m fixed while looking ahead, which is simpler, gains nothing over
a fixed form: the items go to themes that no item could tell apart.

Asking stops when no single item is expected to lower the loss by more than `STOP_GAIN`: either the order is
clear, or it is too close for more items to settle. (A limit on the loss itself saves fewer items.)
"""

from __future__ import annotations

import numpy as np

from careerclusters.people.profile.theme_model import NOISE_VARIANCE, posterior

__all__ = [
    "FIRST_ROUNDS",
    "LEADING_ITEMS",
    "MOST_ITEMS",
    "STOP_GAIN",
    "choose_theme",
    "is_settled",
    "order_loss",
]

FIRST_ROUNDS = 2
LEADING_ITEMS = 4
_LEADING, _LIKED_FROM = 3, 2.5
MOST_ITEMS = 36
STOP_GAIN = 0.02
_POINTS = ((-np.sqrt(3.0), 1 / 6), (0.0, 2 / 3), (np.sqrt(3.0), 1 / 6))
_FIRST, _SECOND = np.triu_indices(6, k=1)


def order_loss(mean: np.ndarray, covariance: np.ndarray) -> np.ndarray:
    """Expected weighted number of misordered pairs that touch the three strongest themes.

    Parameters
    ----------
    mean, covariance
        Posteriors of shape (n_people, 6) and (n_people, 6, 6).

    Returns
    -------
    One figure per person, at most 8.5 (nothing known); 0 is certainty.
    """
    from scipy.special import ndtr

    rank = np.argsort(np.argsort(-mean, axis=1, kind="stable"), axis=1)
    variance = np.einsum("nii->ni", covariance)
    spread = variance[:, _FIRST] + variance[:, _SECOND] - 2 * covariance[:, _FIRST, _SECOND]
    gap = np.abs(mean[:, _FIRST] - mean[:, _SECOND])
    best = np.minimum(rank[:, _FIRST], rank[:, _SECOND])
    weight = np.where(best == 0, 2.0, np.where(best <= 2, 1.0, 0.0))
    weight = weight * np.clip(np.maximum(mean[:, _FIRST], mean[:, _SECOND]) - _LIKED_FROM + 0.5, 0.05, 1.0)
    loss: np.ndarray = (weight * ndtr(-gap / np.sqrt(np.maximum(spread, 1e-12)))).sum(axis=1)
    return loss


def choose_theme(counts: np.ndarray, sums: np.ndarray, *, left: np.ndarray) -> np.ndarray:
    """Place (0–5) of the theme to ask about next for each person, -1 where no item is left.

    Parameters
    ----------
    counts, sums
        Number and sum of the answers so far per theme, of shape (n_people, 6).
    left
        Items not yet asked per theme, of the same shape.
    """
    counts, is_open = np.asarray(counts, dtype=float), np.asarray(left) > 0
    _, ahead = _look_ahead(counts, sums)
    needs_more = is_open & (counts < FIRST_ROUNDS)
    lacks = _lacks(counts, sums, is_open)
    leading = np.argmin(np.where(lacks, counts, np.inf), axis=1)
    opening = np.argmin(np.where(is_open, counts, np.inf), axis=1)
    best = np.argmin(np.where(is_open, ahead, np.inf), axis=1)
    best = np.where(lacks.any(axis=1), leading, best)
    return np.where(is_open.any(axis=1), np.where(needs_more.any(axis=1), opening, best), -1)


def is_settled(counts: np.ndarray, sums: np.ndarray, *, left: np.ndarray) -> np.ndarray:
    """Whether asking may stop: no further item is expected to help by `STOP_GAIN`, or enough were asked."""
    counts, is_open = np.asarray(counts, dtype=float), np.asarray(left) > 0
    now, ahead = _look_ahead(counts, sums)
    gain = now - np.where(is_open, ahead, np.inf).min(axis=1)
    is_opened = ~((is_open & (counts < FIRST_ROUNDS)) | _lacks(counts, sums, is_open)).any(axis=1)
    is_asked = counts.sum(axis=1) >= MOST_ITEMS
    is_over: np.ndarray = (is_opened & (gain <= STOP_GAIN)) | is_asked | ~is_open.any(axis=1)
    return is_over


def _lacks(counts: np.ndarray, sums: np.ndarray, is_open: np.ndarray) -> np.ndarray:
    """Leading themes that were asked too little about: the strongest, and what else of three is liked."""
    mean, _ = posterior(counts, sums)
    rank = np.argsort(np.argsort(-mean, axis=1, kind="stable"), axis=1)
    leads = (rank == 0) | ((rank < _LEADING) & (mean >= _LIKED_FROM))
    lacks: np.ndarray = leads & is_open & (counts < LEADING_ITEMS)
    return lacks


def _look_ahead(counts: np.ndarray, sums: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The loss now, of shape (n,), and the one expected after one more item of each theme, (n, 6)."""
    mean, covariance = posterior(counts, sums)
    # One item of each theme, in the first axis; its answer may fall at each of some points, in the second.
    predicted = np.einsum("ntt->tn", covariance) + NOISE_VARIANCE
    step = covariance.transpose(2, 0, 1) / np.sqrt(predicted)[:, :, None]
    after = covariance - step[:, :, :, None] * step[:, :, None, :]
    points = np.array([point for point, _ in _POINTS])
    means = mean + points[None, :, None, None] * step[:, None]
    afters = np.broadcast_to(after[:, None], (*means.shape, 6))
    losses = order_loss(means.reshape(-1, 6), afters.reshape(-1, 6, 6)).reshape(means.shape[:3])
    ahead = np.zeros(mean.shape)
    for at, (_, weight) in enumerate(_POINTS):
        ahead += weight * losses[:, at].T
    return order_loss(mean, covariance), ahead
