"""Wishes from choices between two jobs: which pair to ask about next, what the answers say, when to stop.

With x the seven `ASPECTS` of a job, each from −1 (least of all jobs) to 1 (most), a person with wishes w
takes job a rather than b with probability

    P(a) = 1 / (1 + exp(−w · d))        d = x_a − x_b        w ~ N(0, PRIOR_SPREAD²)

The answers give a normal approximation of what is known of w: its peak by Newton's steps, and the inverse of
the curvature there (Laplace). Draws from it, weighted, give mean and error. "I can't say" tells nothing.
The next pair is the one that tells most:

    p̄ (1 − p̄) · dᵀ Σ d        p̄ the expected P(a), Σ the covariance of w

Asking stops once the strongest wish is the right one with a probability of `SURE_SHARE`, or after
`MOST_CHOICES` pairs. Only jobs that many people hold and that have their own ratings are shown. A pair is
shown when each job is better at something that nearly all want (pay, a short way in, steady hours, freedom)
and the two are of like interests, so that the choice isn't about the subject of the work.

The model is the one of discrete choice (Train, Discrete Choice Methods with Simulation, 2009, chapter 3).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from careerclusters.people.profile.choices import MOST_CHOICES, Choice
from careerclusters.ranks import mean_ranks
from careerclusters.results import Value

if TYPE_CHECKING:
    from careerclusters.features.market import Market
    from careerclusters.people.matching.occupation_features import OccupationFeatures
    from careerclusters.people.profile.preferences import Constraints, Preferences

__all__ = [
    "ASPECTS",
    "LONG_WAY",
    "PRIOR_SPREAD",
    "SHORT_WAY",
    "SURE_SHARE",
    "ChosenWishes",
    "Tradeoffs",
    "inferred_wishes",
    "standing_aspects",
]

SHORT_WAY, LONG_WAY = "short way", "long way"
# Name of an aspect → the wish that it stands for, and its sign there.
ASPECTS: Mapping[str, tuple[str, int]] = {
    "pay": ("conditions", 1),
    "short_way": (SHORT_WAY, 1),
    "steady_hours": ("irregular_hours", -1),
    "outdoors": ("outdoors", 1),
    "hands_on": ("hands_on", 1),
    "customers": ("customers", 1),
    "freedom": ("freedom", 1),
}
PRIOR_SPREAD = 2.0
SURE_SHARE = 0.6
_LEAST_ASKED = 6
_WANTED = ("pay", "short_way", "steady_hours", "freedom")
_STRONG = 3.0
_LEAST_JOBS = 60_000
_BETTER_FROM = 0.35
_ALIKE_FROM = 0.5
_MOST_PAIRS = 1500
_DRAWS = 4000
_WIDER = 1.3
_STEPS = 25


@dataclass(frozen=True, eq=False)
class ChosenWishes(Value):
    """What choices say of the wishes, each above 0 where more of it is wanted.

    Attributes
    ----------
    aspects
        Names in `ASPECTS`, in that order.
    weight, error
        Mean and standard deviation of w, shape (7,).
    top
        The strongest wish; None before anything was said.
    top_share
        Probability that it is the strongest, 0 to 1.
    """

    aspects: tuple[str, ...]
    weight: NDArray[np.float64]
    error: NDArray[np.float64]
    top: str | None
    top_share: float

    def strengths(self) -> dict[str, float]:
        """Signed strengths −1 to 1 by wish, as the score takes them; one below its error counts nothing."""
        found = {}
        for at, name in enumerate(self.aspects):
            wish, sign = ASPECTS[name]
            if abs(self.weight[at]) > self.error[at]:
                found[wish] = sign * float(np.clip(self.weight[at] / _STRONG, -1.0, 1.0))
        return found


@dataclass(frozen=True, eq=False)
class Tradeoffs:
    """The jobs and pairs that may be asked about, made ready once for a catalog.

    `aspects` is of shape (n, 7), NaN where a job has no figure; `pairs` of shape (n_pairs, 2) holds rows.
    """

    codes: tuple[str, ...]
    aspects: NDArray[np.float64]
    pairs: NDArray[np.intp]

    @classmethod
    def prepare(cls, features: OccupationFeatures, market: Market, *, seed: int = 0) -> Tradeoffs:
        """Choose the pairs that may be asked about; the same seed gives the same ones."""
        aspects = standing_aspects(features, market)
        rows = market.rows(features.codes)
        with np.errstate(invalid="ignore"):
            is_known = (market.jobs[rows] >= _LEAST_JOBS) & ~np.isnan(aspects).any(axis=1)
        is_own = np.array([code not in features.estimated_from for code in features.codes])
        is_named = np.array([code.endswith(".00") for code in features.codes])
        jobs = np.flatnonzero(is_known & is_own & is_named)
        first, second = (jobs[part] for part in np.triu_indices(len(jobs), k=1))
        gap = aspects[first] - aspects[second]
        wanted = [list(ASPECTS).index(name) for name in _WANTED]
        is_mixed = (gap[:, wanted] > _BETTER_FROM).any(axis=1) & (gap[:, wanted] < -_BETTER_FROM).any(axis=1)
        is_alike = _alike(features.interests, first, second) >= _ALIKE_FROM
        pairs = np.column_stack([first, second])[is_mixed & is_alike]
        generator = np.random.default_rng(seed)
        kept = np.sort(generator.permutation(len(pairs))[:_MOST_PAIRS])
        pairs = generator.permuted(pairs[kept], axis=1)
        return cls(features.codes, aspects, pairs)

    def next_pair(self, choices: Sequence[Choice]) -> tuple[str, str] | None:
        """Codes of the two jobs to ask about next; None when enough is known."""
        if len(choices) >= MOST_CHOICES or not len(self.pairs):
            return None
        n_said = sum(choice.taken is not None for choice in choices)
        if n_said >= _LEAST_ASKED and self.wishes(choices).top_share >= SURE_SHARE:
            return None
        seen = {code for choice in choices for code in (choice.first, choice.second)}
        is_new = ~np.isin(self.pairs, [row for row, code in enumerate(self.codes) if code in seen]).any(
            axis=1
        )
        if not is_new.any():
            return None
        mean, covariance = _posterior(self._gaps(choices))
        gap = self.aspects[self.pairs[:, 0]] - self.aspects[self.pairs[:, 1]]
        spread = np.einsum("ij,jk,ik->i", gap, covariance, gap)
        chance = 1 / (1 + np.exp(-(gap @ mean) / np.sqrt(1 + np.pi * spread / 8)))
        best = int(np.argmax(np.where(is_new, chance * (1 - chance) * spread, -1.0)))
        first, second = self.pairs[best]
        return self.codes[first], self.codes[second]

    def wishes(self, choices: Sequence[Choice]) -> ChosenWishes:
        """What the choices say so far, with its uncertainty."""
        return _read(self._gaps(choices))

    def _gaps(self, choices: Sequence[Choice]) -> NDArray[np.float64]:
        return _gaps_of(choices, self.codes, self.aspects)


def inferred_wishes(
    preferences: Preferences, constraints: Constraints | None, *, features: OccupationFeatures, market: Market
) -> tuple[dict[str, float], dict[str, NDArray[np.float64]]]:
    """What choices add to the wishes that were told in words, as `score.InferredFeatures` holds them.

    Returns
    -------
    Signed strengths by wish, and the fit of each job to a short (or long) way in, of shape (n,). A wish that
    was told, or that a limit is about, is left out. Pairs with a job that is no longer known say nothing.
    """
    aspects = standing_aspects(features, market)
    strengths = _read(_gaps_of(preferences.choices, features.codes, aspects)).strengths()
    short = strengths.pop(SHORT_WAY, 0.0)
    stated = {*preferences.environment, *preferences.values}
    stated |= set(constraints.environment) if constraints is not None else set()
    stated |= {"conditions"} if preferences.pay_wish_usd else set()
    fits = {}
    if short and (constraints is None or constraints.education_max is None):
        fits[SHORT_WAY if short > 0 else LONG_WAY] = short * aspects[:, list(ASPECTS).index("short_way")]
    return {name: strength for name, strength in strengths.items() if name not in stated}, fits


def standing_aspects(features: OccupationFeatures, market: Market) -> NDArray[np.float64]:
    """The seven aspects of each job, −1 to 1 by rank, shape (n, 7); NaN where not known."""
    rows = market.rows(features.codes)
    schooling = np.where(market.schooling[rows] >= 0, market.schooling[rows], np.nan)
    columns = []
    for name, (wish, sign) in ASPECTS.items():
        if name in ("pay", "short_way"):
            figures = features.pay_usd if name == "pay" else -schooling
            is_there = np.isfinite(figures)
            rank = np.full(len(figures), np.nan)
            rank[is_there] = (mean_ranks(figures[is_there]) - 0.5) / max(1, is_there.sum())
            columns.append(2 * rank - 1)
        else:
            columns.append(sign * (2 * features.standings[:, features.wishes.index(wish)] - 1))
    return np.column_stack(columns)


def _gaps_of(
    choices: Sequence[Choice], codes: tuple[str, ...], aspects: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Taken minus left, one row a choice that says something, shape (n_said, 7)."""
    row = {code: at for at, code in enumerate(codes)}
    gaps = [
        np.nan_to_num(aspects[row[choice.taken]] - aspects[row[left]])
        for choice in choices
        if choice.taken is not None
        and (left := choice.second if choice.taken == choice.first else choice.first) in row
        and choice.taken in row
    ]
    return np.array(gaps).reshape(-1, len(ASPECTS))


def _posterior(gaps: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Peak and covariance of w after choices, by Newton's steps on a function with one peak."""
    weight: NDArray[np.float64] = np.zeros(len(ASPECTS))
    prior = np.eye(len(ASPECTS)) / PRIOR_SPREAD**2
    curvature = prior
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-(gaps @ weight)))
        slope = gaps.T @ (1 - chance) - prior @ weight
        curvature = prior + (gaps.T * (chance * (1 - chance))) @ gaps
        step = np.linalg.solve(curvature, slope)
        weight = weight + step
        if np.abs(step).max() < 1e-9:
            break
    return weight, np.asarray(np.linalg.inv(curvature), dtype=np.float64)


def _read(gaps: NDArray[np.float64]) -> ChosenWishes:
    if not len(gaps):
        nothing, spread = np.zeros(len(ASPECTS)), np.full(len(ASPECTS), PRIOR_SPREAD)
        return ChosenWishes(tuple(ASPECTS), nothing, spread, None, 0.0)
    draws, share = _weighted_draws(gaps)
    mean = share @ draws
    error = np.sqrt(share @ (draws - mean) ** 2)
    shares = np.bincount(np.abs(draws).argmax(axis=1), weights=share, minlength=len(ASPECTS))
    at = int(shares.argmax())
    return ChosenWishes(tuple(ASPECTS), mean, error, tuple(ASPECTS)[at], float(shares[at]))


def _weighted_draws(gaps: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Draws of w, shape (n_draws, 7), and the share of each, which sum to 1: more is known than the peak.

    They come from the normal approximation, made wider, and are weighted by what the answers say of them.
    """
    peak, covariance = _posterior(gaps)
    normal = np.random.default_rng(0).standard_normal((_DRAWS // 2, len(ASPECTS)))
    normal = np.concatenate([normal, -normal])
    draws: NDArray[np.float64] = peak + _WIDER * normal @ np.linalg.cholesky(covariance).T
    log_share = -np.logaddexp(0.0, -(draws @ gaps.T)).sum(axis=1)
    log_share += -0.5 * (draws**2).sum(axis=1) / PRIOR_SPREAD**2 + 0.5 * (normal**2).sum(axis=1)
    share: NDArray[np.float64] = np.exp(log_share - log_share.max())
    share /= share.sum()
    return draws, share


def _alike(
    interests: NDArray[np.float64], first: NDArray[np.intp], second: NDArray[np.intp]
) -> NDArray[np.float64]:
    """Correlation of the interests of two jobs, −1 to 1; those without ratings are alike to none."""
    centred = interests - interests.mean(axis=1, keepdims=True)
    units = centred / np.sqrt((centred**2).sum(axis=1, keepdims=True))
    alike: NDArray[np.float64] = np.nan_to_num((units[first] * units[second]).sum(axis=1), nan=-1.0)
    return alike
