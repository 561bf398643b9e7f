"""Four parts of a match that don't come from what a person likes or can: work done, pay, openings, a start.

    experience   share of people who went from the work held to this one, and how alike both are
    pay          against the pay of the work held; without any, against what the same schooling usually
    brings,
                 and whether it is low against all work
    openings     log10 of openings a year, from 50 to 40,000: beyond that there are enough
    start        − years of schooling and experience asked for beyond what the person has, or is willing to do

Each is a plain figure with about one unit between an ordinary and a good occupation; weights are in `score`.
With an aim of *something different*, near twins of the work held count as no gain, and likings count more
than strengths that the work has left and than where others went (`DIFFERENT`), and work that is less alike
than most and where people of this work hardly go is far off; with a *step up*, work that
pays no more stands far back. No part knows anything of a person but what they told.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from careerclusters.features.market import Market
from careerclusters.people.matching.occupation_features import OccupationFeatures
from careerclusters.people.matching.past import Past

__all__ = [
    "DIFFERENT",
    "SCHOOL_YEARS",
    "experience_values",
    "openings_values",
    "pay_values",
    "schooling_years",
    "start_values",
    "usual_pay",
    "years_asked",
]

# Years after age 16 or so that each step of schooling takes, the middle of what is usual.
SCHOOL_YEARS = np.array([0.0, 0.0, 1.25, 1.25, 2.25, 4.5, 6.25, 9.0])
FEW_OPENINGS, MANY_OPENINGS, USUAL_OPENINGS = 50.0, 40_000.0, 2_000.0
_OPENINGS_SD = 0.75
_UNPUBLISHED_SHARE = 0.3
_PAY_STEP = 0.25
_LOW_PAY_SHARE = 0.8
_MOVE_USUAL, _MOVE_SD = -3.3, 0.7
# The survey is too thin to tell five times as often from fifty.
_LIFT_TOP, _LIFT_SD = float(np.log10(5.0)), 0.35
# What work that pays no more takes off for somebody who wants a step up.
_NO_STEP = 3.0
# Where no pay a year is published the work is rarely steady the whole year.
_PAY_UNPUBLISHED = -1.5
_KIN_SD, _NEAR, _TWIN = 1.2, 1.4, 2.4
# Strange work: so much less alike than the mean of pairs, and a tenth as many go there as from other work.
_STRANGE_KIN, _STRANGE_PRICE = -0.3, 2.0
_RELATED, _RELATED_SPAN = 1.0, 1.2
_UNKNOWN_SCHOOLING_FREE = 4.5
_YEAR_OF_SCHOOL, _YEAR_UNKNOWN, _YEAR_ASKED, _YEAR_UNWANTED = 0.15, 0.07, 0.25, 0.3
_BELOW_SCHOOLING = 0.25
# What the other parts are multiplied by when somebody wants something different.
DIFFERENT = {"interests": 1.6, "strengths_met": 0.5, "strengths_unused": 0.3, "experience": 0.7}


def experience_values(past: Past, features: OccupationFeatures) -> NDArray[np.float64] | None:
    """Part experience, (n,); None when no work was held or nothing is known of moves."""
    if not past.has_work or not features.kin.size:
        return None
    moves = _average(features.log_moves[past.rows], past.shares)
    kin = _average(features.kin[past.rows], past.shares)
    gone = np.clip((moves - _MOVE_USUAL) / _MOVE_SD, -1.5, 2.0)
    alike = np.clip(kin / _KIN_SD, -1.0, 2.5)
    if past.intent == "more":
        value = 0.3 * gone + 1.0 * alike
    elif past.intent == "different":
        # What is much like the work held is what they want to leave.
        twin = np.clip((kin - _NEAR) / (_TWIN - _NEAR), 0.0, 1.0)
        value = 0.9 * gone * (1.0 - twin) - twin - _STRANGE_PRICE * _strangeness(past, features, kin)
    else:
        # Half of it how many go there, half how much more often than from other work, as in `pathways.next`.
        lift = np.clip(_average(features.log_lift[past.rows], past.shares), -2.0, _LIFT_TOP)
        often = np.clip(0.5 * (moves - _MOVE_USUAL) / _MOVE_SD + 0.5 * lift / _LIFT_SD, -1.5, 2.0)
        value = 0.6 * often + 0.4 * np.minimum(alike, 1.5)
    value = np.where(np.isnan(value), np.nanmean(value), value)
    # The work held is no suggestion, but what stands in for military work is where it leads.
    value[past.rows[past.is_stand_in]] = value.max()
    if past.intent != "more":
        value[past.rows[~past.is_stand_in]] = value.min()
    return value


def _strangeness(past: Past, features: OccupationFeatures, kin: np.ndarray) -> np.ndarray:
    """0–1, (n,): 1 for work unlike that held, to which at most a tenth as many go as from other work."""
    lift = np.nan_to_num(_average(features.log_lift[past.rows], past.shares))
    unlike = np.clip(np.nan_to_num(kin) / _STRANGE_KIN, 0.0, 1.0)
    strangeness: np.ndarray = unlike * np.clip(-lift, 0.0, 1.0)
    return strangeness


def pay_values(past: Past, market: Market, rows: NDArray[np.intp]) -> np.ndarray:
    """Part pay, (n,); where no yearly pay is published, as if it paid little."""
    pay = market.pay[rows]
    if np.isfinite(past.pay_usd):
        change = np.log(pay / past.pay_usd) / _PAY_STEP
        value = np.clip(change, -3.0, 1.5)
        # Who has work that is only read as other work doesn't step up from that, but into it.
        is_step = past.intent == "step_up" and not past.is_stand_in.all()
        least, price = (0.2, _NO_STEP) if is_step else (-0.4, 0.5)
        value = np.where(change < least, value - price, value)
        return np.where(np.isnan(pay), _PAY_UNPUBLISHED, value)
    usual = usual_pay(market)
    steps = market.schooling[rows]
    against_schooling = np.clip(np.log(pay / usual[steps]) / _PAY_STEP, -1.5, 1.0)
    too_little = np.minimum(np.log(pay / (_LOW_PAY_SHARE * usual[-1])) / _PAY_STEP, 0.0)
    value = np.maximum(against_schooling + too_little, -2.5)
    return np.where(np.isnan(pay), _PAY_UNPUBLISHED, value)


def openings_values(market: Market, nation: Market, rows: NDArray[np.intp]) -> np.ndarray:
    """Part openings, (n,): of the area, brought to the size of the nation."""
    openings = market.openings[rows]
    if market is not nation:
        scale = np.nansum(nation.openings) / max(float(np.nansum(market.openings)), 1.0)
        openings = np.where(np.isnan(openings), _UNPUBLISHED_SHARE * nation.openings[rows], openings * scale)
    kept = np.clip(np.nan_to_num(openings, nan=FEW_OPENINGS), FEW_OPENINGS, MANY_OPENINGS)
    return np.log10(kept / USUAL_OPENINGS) / _OPENINGS_SD


def schooling_years(past: Past, market: Market, rows: NDArray[np.intp]) -> np.ndarray:
    """Years of schooling asked beyond what the person has, (n,); from nothing when that isn't known."""
    asked = _years_of(market, rows)
    has = 0.0 if past.schooling is None else float(SCHOOL_YEARS[past.schooling])
    return np.maximum(asked - has, 0.0)


def _years_of(market: Market, rows: NDArray[np.intp]) -> NDArray[np.float64]:
    return np.where(market.schooling[rows] >= 0, SCHOOL_YEARS[market.schooling[rows]], 0.0)


def years_asked(
    past: Past, features: OccupationFeatures, market: Market, *, rows: NDArray[np.intp]
) -> np.ndarray:
    """Years of related work asked that the person hasn't told of, (n,)."""
    asked = market.experience_years[rows]
    if not past.has_work or not features.kin.size:
        return asked
    kin = np.nan_to_num(features.kin[past.rows].astype(float), nan=0.0)
    counts = np.clip((kin - _RELATED) / _RELATED_SPAN, 0.0, 1.0) * past.years[:, None]
    still_asked: np.ndarray = np.maximum(asked - counts.max(axis=0), 0.0)
    return still_asked


def start_values(
    past: Past, features: OccupationFeatures, market: Market, *, rows: NDArray[np.intp]
) -> np.ndarray:
    """Part start, (n,), at most 0."""
    school = schooling_years(past, market, rows)
    price = _YEAR_OF_SCHOOL
    if past.schooling is None:
        school, price = np.maximum(school - _UNKNOWN_SCHOOLING_FREE, 0.0), _YEAR_UNKNOWN
    if past.schooling_most is not None:
        school, price = (
            np.maximum(_years_of(market, rows) - SCHOOL_YEARS[past.schooling_most], 0.0),
            _YEAR_UNWANTED,
        )
    value = -price * school - _YEAR_ASKED * years_asked(past, features, market, rows=rows)
    if past.schooling is not None and past.schooling >= 4:
        below = past.schooling - market.schooling[rows] - 1
        value -= _BELOW_SCHOOLING * np.where(market.schooling[rows] >= 0, np.maximum(below, 0), 0)
    return value


def _average(values: np.ndarray, shares: NDArray[np.float64]) -> np.ndarray:
    """Mean over rows by share, without what isn't known."""
    known = ~np.isnan(values)
    weight = shares[:, None] * known
    total = weight.sum(axis=0)
    summed = (np.nan_to_num(values.astype(float)) * weight).sum(axis=0)
    mean: np.ndarray = np.divide(summed, total, out=np.full(values.shape[1], np.nan), where=total > 0)
    return mean


def usual_pay(market: Market) -> np.ndarray:
    """Geometric mean of pay by step of schooling; the last row (step −1) is the middle of all jobs."""
    log = np.log(market.pay)
    means = [
        np.nanmean(log[(market.schooling == step) & np.isfinite(log)])
        if ((market.schooling == step) & np.isfinite(log)).any()
        else np.nanmean(log)
        for step in range(len(SCHOOL_YEARS))
    ]
    usual: np.ndarray = np.exp(np.array([*means, _middle(log, market.jobs)]))
    return usual


def _middle(values: np.ndarray, weights: np.ndarray) -> float:
    """Median of values by weight, without what isn't known."""
    known = np.isfinite(values) & np.isfinite(weights)
    order = np.argsort(values[known])
    total = np.cumsum(weights[known][order])
    return float(values[known][order][np.searchsorted(total, total[-1] / 2)])
