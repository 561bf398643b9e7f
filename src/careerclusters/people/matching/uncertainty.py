"""Plausible scores: the same person answering again, the same occupations rated again, other weights.

One draw takes themes and levels from what the answers leave possible, moves every score by the sampling
error of the occupation's ratings, and multiplies each weight by exp(normal, sd .20). A part that was not
told is not taken as neutral: each draw fills it in from a stand-in, an occupation drawn with odds
exp(2 z) for its standing z among the scores known so far, taken as a person of average certainty.

The publisher gives no error for themes; 0.35 points on the scale 1–7 is taken, a convention.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import numpy as np

from careerclusters.features.level_model import PERSON_SD
from careerclusters.people.matching.occupation_features import OccupationFeatures
from careerclusters.people.matching.outlook import DIFFERENT
from careerclusters.people.matching.score import (
    ENOUGH_KNOWN,
    OUTLOOK_PARTS,
    PARTS,
    SPREAD,
    InferredFeatures,
    centred,
    interest_values,
    product,
    strength_sums,
)
from careerclusters.people.profile.strengths import is_bodily

__all__ = [
    "WEIGHT_JITTER",
    "middle_ranks",
    "plausible_scores",
    "ranks_of",
    "ranks_with_ties",
    "tie_groups_of",
]

WEIGHT_JITTER = 0.20
THEME_RATING_ERROR = 0.35
Z_TIE = 1.0
_STAND_IN_CERTAINTY, _STAND_INS = 0.2, 64
_BLOCK = 24
_STAND_IN_RELIABILITY = 0.8
_STAND_IN_WISHES = 12
_KEPT_NOISE = 500_000
_AT_ONCE = 20


def plausible_scores(
    inferred: InferredFeatures,
    values: Mapping[str, np.ndarray],
    features: OccupationFeatures,
    *,
    weights: Mapping[str, float],
    draws: int,
    seed: int,
) -> tuple[np.ndarray, np.ndarray]:
    """Scores, and of them the fit to what was told, each (draws, n_occupations).

    The fit leaves out pay, openings and a start, and what a stand-in had to fill in.

    Parameters
    ----------
    inferred, values
        What the person told and its parts at their most likely value, unweighted, each (n,).
    weights
        By part.
    """
    streams = [np.random.default_rng([seed, stream]) for stream in range(4)]
    jitter = np.exp(streams[0].normal(0.0, WEIGHT_JITTER, (draws, len(PARTS))))
    factor = {name: weights[name] * jitter[:, [at]] for at, name in enumerate(PARTS)}
    others = _stand_ins(values, weights, features, random=streams[1], draws=draws)
    variance = np.zeros(len(features.codes))
    if inferred.profile is not None:
        shift = inferred.themes - inferred.profile.vector
        themes, reliability = inferred.profile.draws(draws, seed=seed) + shift, inferred.reliability
    else:
        themes, reliability = features.interests[others], _STAND_IN_RELIABILITY
    changed = DIFFERENT if inferred.past.intent == "different" else {}
    interest = interest_values(themes, features, reliability=reliability)
    if "interests" in changed:
        interest *= changed["interests"]
    variance += _theme_variance(interest.mean(axis=0), features, reliability) * weights["interests"] ** 2
    if inferred.strengths is not None and inferred.certainty is not None:
        levels, certainty = inferred.strengths.draws(draws, seed=seed), inferred.certainty
    else:
        bodily = [is_bodily(element_id) for element_id in features.element_ids]
        certainty = np.where(bodily, 0.0, _STAND_IN_CERTAINTY)
        some = min(draws, _STAND_INS)
        apart = streams[2].normal(0.0, PERSON_SD, (some, len(certainty)))
        levels = np.clip(features.levels[others[:some]] + apart, 0.0, 7.0)
    sums: dict[str, tuple[np.ndarray, float]] = {}
    if any(weights[name] for name in ("strengths_met", "strengths_unused", "gaps")):
        sums = strength_sums(levels, certainty, features)
        variance += _level_variance(levels.mean(axis=0), certainty, features, weights)
    wish = values.get("preferences")
    wishes = _other_wishes(features, others, streams[3]) if wish is None else np.nan_to_num(wish)[None]
    for name, part in values.items():
        variance += np.where(np.isnan(part), weights[name] ** 2, 0.0)
    error = np.sqrt(variance).astype(np.float32)
    noise = _noise(seed, draws, len(features.codes))
    scores, fit = np.empty_like(noise), np.empty_like(noise)
    # Some draws at a time, so that what is added up stays in the processor's cache.
    for start in range(0, draws, _AT_ONCE):
        some_draws = slice(start, start + _AT_ONCE)
        total = factor["interests"][some_draws] * _or_0(interest[some_draws])
        not_fit = np.zeros_like(total) if inferred.profile is not None else total.copy()
        for name, (whole, scale) in sums.items():
            # So many stand-ins are as good as one for each draw, and quicker.
            rows = np.arange(draws)[some_draws] % len(whole)
            term = _or_0(centred(whole[rows], scale, known=features.has_levels))
            term *= factor[name][some_draws] * changed.get(name, 1.0)
            total += term
            if inferred.strengths is None:
                not_fit += term
        term = factor["preferences"][some_draws] * (wishes[some_draws] if wish is None else wishes)
        total += term
        if wish is None:
            not_fit += term
        for name in OUTLOOK_PARTS:
            if name in values:
                np.multiply(factor[name][some_draws], np.nan_to_num(values[name]), out=term)
                total += term
                if name != "experience":
                    not_fit += term
        np.multiply(noise[some_draws], error, out=scores[some_draws])
        scores[some_draws] += total.astype(np.float32)
        np.subtract(scores[some_draws], not_fit.astype(np.float32), out=fit[some_draws])
    return scores, fit


def ranks_of(scores: np.ndarray) -> np.ndarray:
    """Rank of each column within each row, 1 is the highest score, of the shape of `scores`."""
    order = np.argsort(-scores, axis=1)
    ranks = np.empty(scores.shape, dtype=np.int32)
    places = np.arange(1, scores.shape[1] + 1, dtype=np.int32)
    for row, best_first in zip(ranks, order, strict=True):
        row[best_first] = places
    return ranks


def ranks_with_ties(scores: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Best and worst rank of each column within each row; they differ where scores are equal."""
    n = scores.shape[1]
    order = np.argsort(-scores, axis=1, kind="stable")
    ordered = np.take_along_axis(scores, order, axis=1)
    is_same = ordered[:, 1:] == ordered[:, :-1]
    first = np.tile(np.arange(1, n + 1, dtype=np.int32), (len(scores), 1))
    last = first.copy()
    first[:, 1:][is_same] = 0
    first = np.maximum.accumulate(first, axis=1)
    last[:, :-1][is_same] = n
    last = np.minimum.accumulate(last[:, ::-1], axis=1)[:, ::-1]
    best, worst = np.empty_like(first), np.empty_like(first)
    np.put_along_axis(best, order, first, axis=1)
    np.put_along_axis(worst, order, last, axis=1)
    return best, worst


def middle_ranks(ranks: np.ndarray, *, share: float = 0.90) -> tuple[np.ndarray, np.ndarray]:
    """Lowest and highest rank of each column in the middle share of the rows."""
    last = len(ranks) - 1
    low, high = round((1 - share) / 2 * last), round((1 + share) / 2 * last)
    # Sorting small whole numbers is ten times as quick as partitioning them.
    ordered = np.sort(np.ascontiguousarray(ranks.T), axis=1)
    return ordered[:, low], ordered[:, high]


def tie_groups_of(score: np.ndarray, scores: np.ndarray, *, most: int = 200) -> np.ndarray:
    """Number of the group of each occupation, best first; those the evidence can't tell apart share one.

    Parameters
    ----------
    score
        Scores, descending, shape (n,).
    scores
        Their plausible values in the same order, (n_draws, n).
    most
        Occupations after these all get the next number: nobody reads them in order.
    """
    groups = np.empty(len(score), dtype=np.int64)
    first = min(most, len(score))
    draws = np.ascontiguousarray(scores[:, :first].T)
    head, group = 0, 1
    while head < first:
        # Places after the head, some at a time, up to the first that can be told apart.
        end, at = first, head + 1
        while at < first:
            block = slice(at, min(at + _BLOCK, first))
            spread = (draws[head] - draws[block]).std(axis=1)
            apart = np.flatnonzero(score[head] - score[block] >= Z_TIE * spread)
            if len(apart):
                end = at + int(apart[0])
                break
            at = block.stop
        groups[head:end] = group
        head, group = end, group + 1
    groups[first:] = group
    return groups


def _noise(seed: int, draws: int, count: int) -> np.ndarray:
    """Errors of ratings in standard deviations, (draws, count): the same for everybody."""
    return _kept_noise(seed, draws, count) if draws * count <= _KEPT_NOISE else _new_noise(seed, draws, count)


def _new_noise(seed: int, draws: int, count: int) -> np.ndarray:
    return np.random.default_rng([seed, 4]).standard_normal((draws, count), dtype=np.float32)


@lru_cache(maxsize=2)
def _kept_noise(seed: int, draws: int, count: int) -> np.ndarray:
    noise = _new_noise(seed, draws, count)
    noise.flags.writeable = False
    return noise


def _or_0(part: np.ndarray) -> np.ndarray:
    """The part, (n_draws, n), with 0 for occupations of which it isn't known; they are so in every draw."""
    is_unknown = np.isnan(part[0])
    return np.where(is_unknown, 0.0, part) if is_unknown.any() else part


def _stand_ins(
    values: Mapping[str, np.ndarray],
    weights: Mapping[str, float],
    features: OccupationFeatures,
    *,
    random: np.random.Generator,
    draws: int,
) -> np.ndarray:
    """Rows of wholly rated occupations, drawn with odds by how well they fit what is known."""
    whole = np.flatnonzero(
        ~(np.isnan(features.interests).any(axis=1) | np.isnan(features.levels).any(axis=1))
    )
    known = sum(weights[name] * np.nan_to_num(part) for name, part in values.items())
    score = np.broadcast_to(known, (len(features.codes),))[whole]
    spread = float(score.std())
    odds = np.exp(2.0 * (score - score.max()) / spread) if spread > 0 else np.ones(len(whole))
    rows: np.ndarray = whole[random.choice(len(whole), draws, p=odds / odds.sum())]
    return rows


def _theme_variance(part: np.ndarray, features: OccupationFeatures, reliability: float) -> np.ndarray:
    """Of a correlation r with an occupation whose themes have an error: error² (1 − r²) / |o|²."""
    if reliability == 0:
        return np.zeros(len(part))
    scale = reliability / SPREAD["interests"]
    centred = features.interests - features.interests.mean(axis=1, keepdims=True)
    size = np.maximum((centred**2).sum(axis=1), 1.0)
    variance = THEME_RATING_ERROR**2 * np.clip(scale**2 - part**2, 0, None) / size
    known: np.ndarray = np.nan_to_num(variance)
    return known


def _level_variance(
    levels: np.ndarray, certainty: np.ndarray, features: OccupationFeatures, weights: Mapping[str, float]
) -> np.ndarray:
    """First-order effect of the ratings' errors on the three strength parts together."""
    used = np.flatnonzero(certainty > 0)
    c = certainty[used]
    demand = features.importance[:, used] * c
    amount = max(float(demand.sum(axis=1).mean()), 1e-9)
    factor = amount / (amount + ENOUGH_KNOWN)
    weight = {name: weights[name] * factor / SPREAD[name] for name in SPREAD}
    wanted = features.wanted[:, used]
    # The slope where the level suffices, then where it doesn't; all else changes nothing.
    slope = demand * (weight["strengths_met"] / amount) + c * (weight["strengths_unused"] / certainty.sum())
    slope *= wanted > features.average[used]
    demand *= -weight["gaps"] / amount
    np.copyto(slope, demand, where=levels[used] < wanted)
    slope *= features.wanted_errors[:, used]
    variance: np.ndarray = np.einsum("oe,oe->o", slope, slope)
    return variance


def _other_wishes(
    features: OccupationFeatures, others: np.ndarray, random: np.random.Generator
) -> np.ndarray:
    """Part preferences of someone who wishes for what the stand-in has, on a dozen conditions."""
    sides = np.nan_to_num(2 * features.standings - 1)
    asked = random.choice(sides.shape[1], min(_STAND_IN_WISHES, sides.shape[1]), replace=False)
    wishes = sides[others][:, asked]
    total = product(wishes, sides[:, asked].T)
    size = np.sqrt((wishes**2).sum(axis=1, keepdims=True) + 2.0)
    values: np.ndarray = total / size / SPREAD["preferences"]
    return values
