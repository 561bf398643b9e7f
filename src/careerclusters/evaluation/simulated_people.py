"""Simulated people who answer interest items, with every assumption in one place.

A person has six latent interests with unit variance and hexagonal correlations. An answer comes from a
graded response: y = λ θ + √(1−λ²) e + style, cut at four thresholds that lie elsewhere for each item.
The scorer of `people.theme_model` knows none of this: it believes in equal items, Gaussian answers and
one noise variance.

| assumption | value |
|---|---|
| correlations of the latent themes | neighbours .45, next .28, opposite .16 (another set can be given) |
| loading λ of an item | uniform .50–.85, drawn again for every block of 100 people |
| popularity of an item | normal, sd .45, same blocks |
| popularity of a theme | none (mean answers about 3), or means given: a shift of the theme that gives them |
| thresholds | −1.2, −0.4, 0.4, 1.2 |
| saying yes to all (acquiescence) | normal, sd .30, one per person, added to y |
| extreme or middling style | thresholds times exp(normal, sd .30), one per person |
| careless | 5 % of people: half answer at random, half give one answer nearly always |

Items of a theme that lean differently (animals or machines, both Realistic) are in e: it is independent
between items, so a person's narrow tastes are noise here.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from careerclusters.people.profile.theme_model import HEXAGON, hexagon

__all__ = ["BLOCK", "CARELESS_SHARE", "SimulatedPeople", "simulate_people"]

BLOCK = 100
CARELESS_SHARE = 0.05
_LOADINGS = (0.50, 0.85)
_POPULARITY_SD = 0.45
_THRESHOLDS = np.array([-1.2, -0.4, 0.4, 1.2])
_ACQUIESCENCE_SD = 0.30
_EXTREME_SD = 0.30
_DOMAIN_ITEMS = 60


@dataclass(frozen=True)
class SimulatedPeople:
    """Answers with the truth behind them.

    `latent` (n, 6) true interests; `domain` (n, 6) the mean answer each would give to endlessly many
    items of a theme, with their own style; `answers` (n, 6, n_items) 1–5; `is_careless` (n,).
    """

    latent: np.ndarray
    domain: np.ndarray
    answers: np.ndarray
    is_careless: np.ndarray


def simulate_people(
    n_people: int,
    n_items: int = 10,
    *,
    seed: int = 0,
    correlations: tuple[float, float, float, float] = HEXAGON,
    latent: np.ndarray | None = None,
    careless_share: float = CARELESS_SHARE,
    theme_means: tuple[float, ...] | None = None,
    block: int = BLOCK,
) -> SimulatedPeople:
    """People with `n_items` answers per theme each; the same seed gives the same people.

    `latent`, of shape (n_people, 6), gives people with these interests instead of drawn ones; items,
    styles and chance stay those of the seed. `theme_means`, six expected answers of 1–5, says how popular
    each theme's items are with the average person; without it all are alike, near 3. Items are
    drawn again for every `block` people: with few draws their popularity by chance moves the means.
    """
    random = np.random.default_rng(seed)
    drawn = random.standard_normal((n_people, 6)) @ np.linalg.cholesky(hexagon(correlations)).T
    latent = drawn if latent is None else np.asarray(latent, dtype=float)
    shift = random.normal(0, _ACQUIESCENCE_SD, n_people)
    stretch = np.exp(random.normal(0, _EXTREME_SD, n_people))
    cuts = _THRESHOLDS * stretch[:, None]
    theme_shifts = np.zeros(6) if theme_means is None else np.array([_shift_for(one) for one in theme_means])
    answers = np.empty((n_people, 6, n_items), dtype=np.int64)
    for start in range(0, n_people, block):
        rows = slice(start, min(start + block, n_people))
        loading = random.uniform(*_LOADINGS, (6, n_items))
        popularity = random.normal(0, _POPULARITY_SD, (6, n_items))
        noise = random.standard_normal((rows.stop - start, 6, n_items)) * np.sqrt(1 - loading**2)
        felt = loading * latent[rows, :, None] + popularity + noise + shift[rows, None, None]
        felt += theme_shifts[:, None]
        answers[rows] = 1 + (felt[..., None] > cuts[rows, None, None, :]).sum(axis=-1)
    is_careless = np.arange(n_people) < round(careless_share * n_people)
    _spoil(answers, is_careless, random)
    domain = _domain(latent, shift[:, None] + theme_shifts, cuts, random)
    return SimulatedPeople(latent, domain, answers, is_careless)


def _shift_for(mean: float) -> float:
    """Shift of a theme's items at which the population's mean answer is the one given; by bisection."""
    low, high = -5.0, 5.0
    while high - low > 1e-9:
        middle = (low + high) / 2
        low, high = (middle, high) if _mean_answer(middle) < mean else (low, middle)
    return (low + high) / 2


def _mean_answer(shift: float) -> float:
    """Mean answer of the population to items of a theme with a shift, over all styles and popularities."""
    from scipy.special import ndtr

    points, weights = np.polynomial.hermite_e.hermegauss(20)
    cuts = _THRESHOLDS * np.exp(_EXTREME_SD * points)[:, None]
    spread = np.sqrt(1.0 + _POPULARITY_SD**2 + _ACQUIESCENCE_SD**2)
    above = ndtr((shift - cuts) / spread).sum(axis=1)
    return float(1.0 + (weights * above).sum() / weights.sum())


def _spoil(answers: np.ndarray, is_careless: np.ndarray, random: np.random.Generator) -> None:
    rows = np.flatnonzero(is_careless)
    half = len(rows) // 2
    answers[rows[:half]] = random.integers(1, 6, answers[rows[:half]].shape)
    line = random.integers(1, 6, (len(rows) - half, 1, 1))
    slip = random.random(answers[rows[half:]].shape) < 0.04
    answers[rows[half:]] = np.where(slip, random.integers(1, 6, slip.shape), line)


def _domain(
    latent: np.ndarray, shift: np.ndarray, cuts: np.ndarray, random: np.random.Generator
) -> np.ndarray:
    """Expected answer over items drawn from the same population of items."""
    from scipy.special import ndtr

    loading = random.uniform(*_LOADINGS, _DOMAIN_ITEMS)
    centre = loading * latent[..., None] + shift[..., None]
    spread = np.sqrt(1 - loading**2 + _POPULARITY_SD**2)
    total = np.ones_like(centre)
    for cut in range(4):
        total += ndtr((centre - cuts[:, cut, None, None]) / spread)
    mean: np.ndarray = total.mean(axis=-1)
    return mean
