"""How well unrated levels are inferred, on occupations kept out of the fit and made into noisy people.

A held-out occupation becomes a person: its levels plus a departure of the person's own (sd
`PERSON_SD`); the person rates some elements, with error (`SELF_RATING_SD`) and leniency
(`LENIENCE_SD`); the rest is inferred and compared with the person's true levels. This measures the
arithmetic, not whether people can rate themselves.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from careerclusters.catalog import Catalog
from careerclusters.features.level_model import (
    LENIENCE_SD,
    PERSON_SD,
    SELF_RATING_SD,
    LevelModel,
    level_model_from,
    occupation_levels,
)
from careerclusters.people.profile.interests import Z90

__all__ = ["RATED_COUNTS", "evaluate_strengths"]

RATED_COUNTS = (5, 10, 20, 35)
_FOLDS = 5


def evaluate_strengths(
    catalog: Catalog, *, seed: int = 0, rated_counts: tuple[int, ...] = RATED_COUNTS
) -> dict[str, Any]:
    """Error and interval coverage of inferred levels, by number of elements rated.

    Returns
    -------
    `rows` with `rated_count`, `model`, `rmse_person` (against the person's levels, floor `person_sd`),
    `rmse_occupation` (against the occupation's), `coverage_share` of 90 % intervals; the model is
    "mean" (nothing inferred), "ours", or "with negative" covariances left in. `opposed` says how far one
    high rating lowers the lowest inferred level, with and without negative covariances.
    """
    levels, _, names = occupation_levels(catalog)
    rows = []
    for count in rated_counts:
        sums: dict[str, list[np.ndarray]] = {"mean": [], "ours": [], "with negative": []}
        random = np.random.default_rng(seed)
        fold = random.permutation(len(levels)) % _FOLDS
        for held in range(_FOLDS):
            models = {
                "ours": level_model_from(levels[fold != held], names),
                "with negative": level_model_from(levels[fold != held], names, keeps_negative=True),
            }
            for truth in levels[fold == held]:
                person = truth + random.normal(0, PERSON_SD, len(truth))
                places = np.sort(random.choice(len(truth), count, replace=False))
                said = _rate(person[places], random)
                other = np.setdiff1d(np.arange(len(truth)), places)
                base = models["ours"].mean
                sums["mean"].append(_errors(base, np.diag(models["ours"].covariance), person, truth)[other])
                for name, model in models.items():
                    mean, covariance = model.given(places, said, noise=_noise(count))
                    sums[name].append(_errors(mean, np.diag(covariance), person, truth)[other])
        rows += [{"rated_count": count, "model": name, **_figures(parts)} for name, parts in sums.items()]
    return {
        "n_occupations": len(levels),
        "n_elements": len(names),
        "seed": seed,
        "person_sd": PERSON_SD,
        "shrinkage": round(level_model_from(levels, names).shrinkage, 4),
        "rows": rows,
        "opposed": _opposed(levels, names),
    }


def _rate(levels: np.ndarray, random: np.random.Generator) -> np.ndarray:
    said = levels + random.normal(0, LENIENCE_SD) + random.normal(0, SELF_RATING_SD, len(levels))
    return np.clip(np.round(said * 2) / 2, 0, 7)


def _noise(count: int) -> np.ndarray:
    return LENIENCE_SD**2 * np.ones((count, count)) + SELF_RATING_SD**2 * np.eye(count)


def _errors(mean: np.ndarray, variance: np.ndarray, person: np.ndarray, truth: np.ndarray) -> np.ndarray:
    """Squared error against person and occupation, and whether the interval holds, of shape (n, 3)."""
    inside = np.abs(mean - person) <= Z90 * np.sqrt(variance)
    return np.column_stack([(mean - person) ** 2, (mean - truth) ** 2, inside])


def _figures(parts: list[np.ndarray]) -> dict[str, float]:
    person, occupation, inside = np.concatenate(parts).mean(axis=0)
    return {
        "rmse_person": round(float(np.sqrt(person)), 3),
        "rmse_occupation": round(float(np.sqrt(occupation)), 3),
        "coverage_share": round(float(inside), 3),
    }


def _opposed(levels: np.ndarray, names: tuple[str, ...]) -> dict[str, float]:
    """Largest fall of an inferred level below the mean when one element alone is rated 6."""
    result = {}
    for label, keeps in (("ours", False), ("with negative", True)):
        model = level_model_from(levels, names, keeps_negative=keeps)
        result[label] = round(float(max(_fall(model, at) for at in range(len(names)))), 3)
    return result


def _fall(model: LevelModel, place: int) -> float:
    mean, _ = model.given(np.array([place]), np.array([6.0]), noise=_noise(1))
    return float(max(0.0, -(mean - model.mean).min()))
