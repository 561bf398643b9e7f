"""From a ranking to suggestions: near twins on one card, a band instead of a false precision, wishes first.

A card's **band** says how well an occupation fits what was told, openings and pay aside, over the draws of
`uncertainty`, each a way the person might have answered as well; what was not told plays no part:

    strong   in at least 6 of 10 draws at least 0.8 of what the ten best reach, and no wish or limit is broken
    good     in at least 6 of 10 draws at least half of it
    look     worth a look: it may fit, but what was told doesn't say so firmly

Cards are chosen one by one, each time the best by score less `_SAME_GROUP` times the root of the cards of
its minor SOC group, `_SAME_MAJOR` for its major group, `_SAME_CLUSTER` for its cluster and
`_SAME_SCHOOLING` for its length of schooling, so that a list holds several kinds of work; and interests
beyond a good fit (`_ENOUGH` of the best) count half, so that a better start, pay and openings can outweigh
the last bit of liking. What is only worth a look loses `_LOOK`, what breaks a wish `_BROKEN`, and doesn't
stand among the first three as long as there is something else. Clearly less pay than the work held and the
middle of all jobs bring takes off more, the deeper the loss (`loss_prices`). The first card must be work
one can count on: few openings or no published pay a year take off `lead_prices`, so that of nearly equal
fits another leads. Where nothing stands out and nothing else is known, there is no order to give: three
cards of quite different work are offered as doors.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from careerclusters.features.market import Market
from careerclusters.features.names import plain_name
from careerclusters.features.stand_ins import MILITARY
from careerclusters.language import marked
from careerclusters.people.matching.occupation_features import OccupationFeatures
from careerclusters.people.matching.outlook import usual_pay
from careerclusters.people.matching.score import InferredFeatures
from careerclusters.people.matching.wishes import PAY_KEPT, broken_wishes

__all__ = [
    "BANDS",
    "BAND_WORDS",
    "Card",
    "are_twins",
    "bands_of",
    "card_figures",
    "choose_cards",
    "choose_doors",
    "homes_of",
    "is_choice",
    "lead_prices",
    "loss_prices",
]

BANDS = ("strong", "good", "look")
BAND_WORDS = {"strong": marked("Strong fit"), "good": marked("Good fit"), "look": marked("Worth a look")}
REACHED = {"strong": 0.8, "good": 0.5}
LEAST_DRAWS = 0.6
_BEST = 10
TOP_THREE = 3
_POOL, _MOST_FAMILY = 220, 6
_TWIN_KIN, _TWIN_STEPS, _TWIN_PAY = 2.6, 1, 0.35
_SAME_BROAD, _SAME_GROUP, _SAME_CLUSTER, _SAME_SCHOOLING, _BROKEN = 0.15, 0.12, 0.08, 0.08, 1.0
_LOSS, _LOSS_UNPAID = 2.0, 0.4
_SAME_MAJOR, _LOOK, _ENOUGH = 0.08, 0.4, 0.55
_HEAD_WITHIN = 0.45
# The first card: a tenth of this share of all openings costs one step.
_LEAD_OPENINGS_SHARE, _LEAD_STEP, _LEAD_STEPS, _LEAD_UNPAID = 1 / 2_000, 0.2, 2.0, 0.3
# Themes two apart on the hexagon: as different as three can be.
_TRIADS = ((0, 2, 4), (1, 3, 5))


@dataclass(frozen=True)
class Card:
    """One suggestion.

    Attributes
    ----------
    code_onet, title, name
        The occupation the card speaks of: its code, the publisher's title and the plain name.
    band
        A name in `BANDS`.
    family
        Codes of near twins that the card stands for as well, best first; the card's own isn't among them.
    breaks
        Wishes and limits told that it breaks, in words.
    rank
        Place of the occupation in the whole ranking.
    theme
        For a door: the theme that it opens on; else None.
    """

    code_onet: str
    title: str
    name: str
    band: str
    family: tuple[str, ...]
    breaks: tuple[str, ...]
    rank: int
    theme: str | None = None

    def to_dict(self) -> dict[str, object]:
        """JSON-ready."""
        return {**asdict(self), "family": list(self.family), "breaks": list(self.breaks)}


def bands_of(fit: np.ndarray) -> np.ndarray:
    """Band of each occupation from plausible fits, before broken wishes; `fit` (n_draws, n), all occupations.

    Returns
    -------
    Positions in `BANDS`, shape (n,).
    """
    bands = np.full(fit.shape[1], BANDS.index("look"))
    best = min(_BEST, fit.shape[1])
    top = np.partition(fit, -best, axis=1)[:, -best:].mean(axis=1, keepdims=True)
    for name in ("good", "strong"):
        is_there = (fit >= REACHED[name] * top) & (top > 0)
        bands[is_there.mean(axis=0) >= LEAST_DRAWS] = BANDS.index(name)
    return bands


def choose_cards(
    rows: np.ndarray,
    score: np.ndarray,
    bands: np.ndarray,
    *,
    interests: np.ndarray | None,
    inferred: InferredFeatures,
    features: OccupationFeatures,
    count: int,
) -> tuple[Card, ...]:
    """Cards from a ranking.

    Parameters
    ----------
    rows
        Rows of `features` that may be suggested, best first.
    score
        Score of every row of `features`.
    bands
        From `bands_of`, for every row of `features`.
    interests
        The weighted part interests of every row; None when not told.
    """
    # Work held is no suggestion, unless more of it is wanted; what stands in for work without ratings is.
    is_held = ~inferred.past.is_stand_in & (inferred.past.intent != "more")
    held = inferred.past.rows[is_held]
    families = _families(rows[~np.isin(rows, held)][:_POOL], score, inferred=inferred, features=features)
    heads = list(families)
    place = {row: rank for rank, row in enumerate(rows.tolist(), start=1)}
    breaks = {head: broken_wishes(inferred, features, head) for head in heads}
    value = _sated(score, interests) - _LOOK * (bands == BANDS.index("look"))
    at = np.array(heads, dtype=int)
    is_broken = np.array([bool(breaks[head]) for head in heads], dtype=bool)
    worth = value[at] - _BROKEN * is_broken - loss_prices(inferred, features, at)
    kinds = _kinds(at, inferred=inferred, features=features)
    lead = lead_prices(inferred.market, inferred.market.rows(features.codes)[at])
    crowd = [np.zeros(len(at)) for _ in kinds]
    is_left = np.ones(len(at), dtype=bool)
    chosen: list[int] = []
    while is_left.any() and len(chosen) < count:
        is_whole = is_left & ~is_broken
        pool = is_whole if len(chosen) < TOP_THREE and is_whole.any() else is_left
        price = sum(cost * np.sqrt(same) for (cost, _), same in zip(kinds, crowd, strict=True))
        first = 0.0 if chosen else lead
        best = int(np.argmax(np.where(pool, worth - price - first, -np.inf)))
        chosen.append(heads[best])
        is_left[best] = False
        for (_, kind), same in zip(kinds, crowd, strict=True):
            same += kind == kind[best]
    return tuple(
        _card(head, families[head], breaks[head], bands=bands, rank=place[head], features=features)
        for head in chosen
    )


def choose_doors(
    rows: np.ndarray, score: np.ndarray, *, inferred: InferredFeatures, features: OccupationFeatures
) -> tuple[Card, ...]:
    """Three cards of quite different work, each the best of the occupations of one leading theme."""
    from careerclusters.people.profile.theme_model import THEMES

    families = _families(rows[: 2 * _POOL], score, inferred=inferred, features=features)
    place = {int(row): rank for rank, row in enumerate(rows, start=1)}
    by_theme: dict[int, list[int]] = {}
    for head in families:
        themes = features.interests[head]
        if not np.isnan(themes).any() and not broken_wishes(inferred, features, head):
            by_theme.setdefault(int(themes.argmax()), []).append(head)
    triads = [_of_triad(triad, by_theme, score, features) for triad in _TRIADS]
    best = max(triads, key=lambda one: (len(one), sum(float(score[head]) for head in one.values())))
    look = np.full(len(features.codes), BANDS.index("look"))
    return tuple(
        _card(
            best[theme],
            families[best[theme]],
            (),
            bands=look,
            rank=place[best[theme]],
            features=features,
            theme=THEMES[theme],
        )
        for theme in best
    )


def _of_triad(
    triad: tuple[int, ...], by_theme: dict[int, list[int]], score: np.ndarray, features: OccupationFeatures
) -> dict[int, int]:
    """The best head of each theme of a triad, no two of one major group."""
    chosen: dict[int, int] = {}
    order = sorted(triad, key=lambda theme: -float(score[by_theme[theme][0]]) if theme in by_theme else 0.0)
    for theme in order:
        majors = {features.codes[head][:2] for head in chosen.values()}
        free = [head for head in by_theme.get(theme, ()) if features.codes[head][:2] not in majors]
        if free:
            chosen[theme] = max(free, key=lambda head: float(score[head]))
    return dict(sorted(chosen.items()))


def _sated(score: NDArray[np.float64], interests: NDArray[np.float64] | None) -> NDArray[np.float64]:
    """Scores in which interests beyond a good fit count half."""
    if interests is None:
        return score
    known = np.nan_to_num(interests)
    best = float(np.sort(known)[-_BEST:].mean())
    return score - np.maximum(known - _ENOUGH * best, 0.0) / 2


def _kinds(
    rows: np.ndarray, *, inferred: InferredFeatures, features: OccupationFeatures
) -> list[tuple[float, np.ndarray]]:
    """Kinds of work by which cards are spread, each with its price."""
    codes = [features.codes[row] for row in rows]
    steps = inferred.market.schooling[inferred.market.rows(features.codes)]
    return [
        (_SAME_BROAD, np.array([code[:6] for code in codes])),
        (_SAME_GROUP, np.array([code[:4] for code in codes])),
        (_SAME_MAJOR, np.array([code[:2] for code in codes])),
        (_SAME_CLUSTER, homes_of(features)[rows]),
        (_SAME_SCHOOLING, steps[rows]),
    ]


def _families(
    rows: np.ndarray, score: np.ndarray, *, inferred: InferredFeatures, features: OccupationFeatures
) -> dict[int, list[int]]:
    """Heads in the order of the ranking, each with its near twins.

    Bins of all others are no work that one could choose, and the military is no step in a list of civil work.
    The one with the most openings speaks for a family, unless it fits clearly less than the best of it.
    """
    market_rows = inferred.market.rows(features.codes)
    step_of, pay_of = inferred.market.schooling[market_rows], np.log(inferred.market.pay[market_rows])
    steps, pay = step_of.tolist(), pay_of.tolist()
    families: dict[int, list[int]] = {}
    of_group: dict[str, list[int]] = {}
    for row in rows.tolist():
        if not is_choice(features, row):
            continue
        near = of_group.setdefault(features.codes[row][:4], [])
        head = next((one for one in near if are_twins(one, row, features, steps=steps, pay=pay)), None)
        if head is None:
            families[row] = []
            near.append(row)
        elif len(families[head]) < _MOST_FAMILY:
            families[head].append(row)
    openings = np.nan_to_num(inferred.market.openings[market_rows]).tolist()
    led: dict[int, list[int]] = {}
    for first, rest in families.items():
        near = [row for row in (first, *rest) if score[row] >= score[first] - _HEAD_WITHIN]
        head = max(near, key=lambda row: (openings[row], -row))
        led[head] = [row for row in (first, *rest) if row != head]
    return led


def loss_prices(
    inferred: InferredFeatures, features: OccupationFeatures, rows: NDArray[np.intp]
) -> NDArray[np.float64]:
    """What clearly less pay than that of the work held takes off, of rows of the features, shape (n,).

    It is `_LOSS` times the logarithm of the loss, beside the price of a broken wish. From work that pays
    more than the middle of all jobs only what falls below that middle counts: who earns much may choose to
    earn less.
    """
    if not np.isfinite(inferred.past.pay_usd):
        return np.zeros(len(rows))
    pay = inferred.market.pay[inferred.market.rows(features.codes)[rows]]
    middle = float(usual_pay(inferred.market)[-1])
    loss = _LOSS * np.maximum(np.log(min(inferred.past.pay_usd, middle) / pay), 0.0)
    prices: NDArray[np.float64] = np.where(pay < PAY_KEPT * inferred.past.pay_usd, loss, 0.0)
    return np.where(np.isnan(pay), _LOSS_UNPAID, prices)


def lead_prices(market: Market, rows: NDArray[np.intp]) -> NDArray[np.float64]:
    """What few openings and no published pay a year take off for the first card, of rows of the market.

    One step for each factor of ten below one in two thousand of all openings there, two at most.
    """
    shares = np.nan_to_num(market.openings[rows]) / max(float(np.nansum(market.openings)), 1.0)
    fewer = -np.log10(np.maximum(shares, 1e-9) / _LEAD_OPENINGS_SHARE)
    steps = np.clip(fewer, 0.0, _LEAD_STEPS)
    prices: NDArray[np.float64] = _LEAD_STEP * steps + _LEAD_UNPAID * np.isnan(market.pay[rows])
    return prices


def is_choice(features: OccupationFeatures, row: int) -> bool:
    """Whether it is work that one could choose: no bin of all others, and civil."""
    return "All Other" not in features.titles[row] and not features.codes[row].startswith(MILITARY)


def card_figures() -> dict[str, Any]:
    """The figures by which cards are chosen, by name, for whoever chooses them in another language."""
    prices = (_SAME_BROAD, _SAME_GROUP, _SAME_MAJOR, _SAME_CLUSTER, _SAME_SCHOOLING)
    return {
        "best": _BEST,
        "pool": _POOL,
        "most_family": _MOST_FAMILY,
        "head_within": _HEAD_WITHIN,
        "reached": {name: REACHED[name] for name in ("good", "strong")},
        "prices": dict(zip(("broad", "group", "major", "cluster", "schooling"), prices, strict=True)),
        "look": _LOOK,
        "enough": _ENOUGH,
        "triads": [list(triad) for triad in _TRIADS],
    }


def are_twins(
    one: int, other: int, features: OccupationFeatures, *, steps: Sequence[int], pay: Sequence[float]
) -> bool:
    """Specialities of one code, or two of a minor group that are alike in work, schooling and pay."""
    first, second = features.codes[one], features.codes[other]
    if abs(steps[one] - steps[other]) > _TWIN_STEPS or abs(pay[one] - pay[other]) > _TWIN_PAY:
        return False
    if first[:6] == second[:6]:
        return True
    return bool(features.kin.size and features.kin[one, other] >= _TWIN_KIN)


def homes_of(features: OccupationFeatures) -> np.ndarray:
    """Cluster of each row at the middle level, else the first two digits of its code."""
    if not features.shares:
        return np.array([code[:2] for code in features.codes])
    levels = list(features.shares)
    homes: np.ndarray = features.shares[levels[min(1, len(levels) - 1)]].argmax(axis=1)
    return homes


def _card(
    head: int,
    family: Sequence[int],
    breaks: tuple[str, ...],
    *,
    bands: np.ndarray,
    rank: int,
    features: OccupationFeatures,
    theme: str | None = None,
) -> Card:
    band = BANDS[int(bands[head])]
    code, title = features.codes[head], features.titles[head]
    return Card(
        code_onet=code,
        title=title,
        name=plain_name(code, title),
        band="good" if breaks and band == "strong" else band,
        family=tuple(features.codes[row] for row in family),
        breaks=breaks,
        rank=rank,
        theme=theme,
    )
