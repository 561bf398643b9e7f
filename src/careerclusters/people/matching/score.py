"""The named parts of a match, each a plain formula; the score is their sum.

With p the person's themes (in the relative view against how popular each theme is; see `theme_model`) and o
the occupation's, both centred on their own mean; L the person's levels, V the occupation's, μ the mean over
occupations; w how an occupation's demands divide over elements; c how much is known of a person's level (1
− remaining variance / variance before the first answer):

    interests         corr(p, o) · √(var p / (var p + error variance))
    strengths_met     Σ w c max(0, min(L, V) − μ) / Σ̄ w c            above the ordinary, and there
    gaps             −Σ w c max(0, V − L) / Σ̄ w c                    asked for and not there
    strengths_unused −Σ c max(0, L − max(V, μ)) / Σ c                there, above the ordinary, not asked for
    preferences       Σ wish · (2 standing − 1) / √(Σ wish² + 2)
    experience, pay, openings, start: see `outlook`

The bar is the mean over occupations, so that little knowledge of what an occupation asks for makes a
small part, not a large one; the three strength parts are also scaled by how much is known at all,
k / (k + 0.15) with k that mean. Each is divided by its spread over pairs of occupations (`SPREAD`), so
that weights of the same size count about the same. A flat profile of interests weighs less, by the root.
Last, each part has its mean over occupations taken off: 0 is the average occupation for this person, and
an occupation without a rating counts as average rather than as bad. Gaps above 0 are smaller than usual.
The last four parts say nothing of what a person likes: set their weights to 0 for fit alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from careerclusters.errors import InputError
from careerclusters.language import _, marked
from careerclusters.people.matching.filters import signed_wishes
from careerclusters.people.matching.occupation_features import OccupationFeatures
from careerclusters.people.matching.past import Past, read_past
from careerclusters.people.matching.tradeoffs import inferred_wishes
from careerclusters.people.profile.interests import InterestProfile
from careerclusters.people.profile.strengths import Strengths

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog
    from careerclusters.features.level_model import LevelModel
    from careerclusters.features.market import Market
    from careerclusters.people.profile.person import Person

__all__ = [
    "DEFAULT_WEIGHTS",
    "FIT_PARTS",
    "OUTLOOK_PARTS",
    "PARTS",
    "PART_NAMES",
    "SPREAD",
    "VIEWS",
    "InferredFeatures",
    "centred",
    "check_weights",
    "interest_values",
    "preference_values",
    "product",
    "read_person",
    "strength_sums",
    "strength_values",
]

FIT_PARTS = ("interests", "strengths_met", "strengths_unused", "gaps", "preferences")
OUTLOOK_PARTS = ("experience", "pay", "openings", "start")
PARTS = (*FIT_PARTS, *OUTLOOK_PARTS)
VIEWS = {
    "relative": "Interests against how popular each theme is among people",
    "raw": "Interests as they were answered",
}
PART_NAMES = {
    "interests": marked("interests"),
    "strengths_met": marked("strengths it asks for"),
    "strengths_unused": marked("strengths it leaves unused"),
    "gaps": marked("gaps"),
    "preferences": marked("wishes"),
    "experience": marked("work done before"),
    "pay": marked("pay"),
    "openings": marked("openings"),
    "start": marked("how soon you could start"),
}
DEFAULT_WEIGHTS = {
    "interests": 1.0,
    "strengths_met": 0.3,
    "strengths_unused": 0.3,
    "gaps": 0.6,
    "preferences": 0.5,
    "experience": 0.6,
    "pay": 0.15,
    "openings": 0.35,
    "start": 1.0,
}
# Standard deviation of each part over pairs of occupations, one taken as the person, everything known.
SPREAD = {
    "interests": 0.45,
    "strengths_met": 0.14,
    "strengths_unused": 0.08,
    "gaps": 0.39,
    "preferences": 0.5,
}
ENOUGH_KNOWN = 0.15
_MOST_WEIGHT = 10.0
_SMALL = 250_000
# So many occupations' worth of draws lie in a processor's cache.
_AT_ONCE = 4


@dataclass(frozen=True, eq=False)
class InferredFeatures:
    """What follows from a person's answers, ready to be compared; None where a part was not told.

    `themes` are the interests in the view asked for. `certainty` is c above, shape (n_elements,); `wishes`
    are signed strengths by name; `fits` are further wishes (pay, lenses) already turned into −1 to 1 per
    occupation, NaN where not known.
    """

    profile: InterestProfile | None
    themes: NDArray[np.float64] | None
    strengths: Strengths | None
    certainty: NDArray[np.float64] | None
    wishes: Mapping[str, float]
    fits: Mapping[str, np.ndarray]
    past: Past
    market: Market
    view: str = "relative"

    @property
    def parts(self) -> tuple[str, ...]:
        """Parts that can be computed."""
        strength = ("strengths_met", "strengths_unused", "gaps") if self.strengths is not None else ()
        interest = ("interests",) if self.profile is not None else ()
        wish = ("preferences",) if self.wishes or self.fits else ()
        work = ("experience",) if self.past.has_moves else ()
        always = ("pay", "openings", "start")
        return tuple(part for part in PARTS if part in (*interest, *strength, *wish, *work, *always))

    @property
    def reliability(self) -> float:
        """√(var p / (var p + error variance)) of the six themes, 0 to 1."""
        if self.profile is None or self.themes is None:
            return 0.0
        middle = np.eye(6) - 1 / 6
        spread = float((middle @ self.themes) @ (middle @ self.themes)) / 6
        error = float(np.trace(middle @ np.array(self.profile.covariance) @ middle)) / 6
        return float(np.sqrt(spread / (spread + error))) if spread > 0 else 0.0


def check_weights(weights: Mapping[str, float] | None) -> dict[str, float]:
    """The weights of all parts, those not given at their default."""
    given = dict(weights or {})
    unknown = [name for name in given if name not in PARTS]
    if unknown:
        raise InputError(
            "No such part of a match", seen=unknown[0], todo=_("Parts: {names}.", names=", ".join(PARTS))
        )
    for name, value in given.items():
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
        if not is_number or not 0 <= value <= _MOST_WEIGHT:
            raise InputError(
                _("The weight of {name} can't be used", name=name), seen=value, todo="Give 0 to 10."
            )
    found = {name: float(given.get(name, DEFAULT_WEIGHTS[name])) for name in PARTS}
    if not any(found.values()):
        raise InputError("All weights are 0", todo="Let at least one part count.")
    return found


def read_person(
    person: Person,
    catalog: Catalog,
    *,
    features: OccupationFeatures,
    model: LevelModel,
    market: Market,
    view: str = "relative",
) -> InferredFeatures:
    """Score the answers, infer the levels, turn wishes into signed strengths and look at work done."""
    if view not in VIEWS:
        raise InputError(
            "No such view of interests", seen=view, todo=_("One of: {names}.", names=", ".join(VIEWS))
        )
    profile = person.interest_profile()
    if profile is not None and not profile.is_enough:
        profile = None
    themes = None
    if profile is not None:
        themes = profile.relative if view == "relative" else profile.vector
    strengths = person.levels(catalog, model=model)
    certainty = None
    if strengths is not None:
        certainty = 1.0 - np.diag(strengths.covariance) / np.diag(model.covariance)
        certainty = np.where(certainty < 1e-6, 0.0, certainty)
        if not certainty.any():
            strengths = certainty = None
    preferences = person.preferences
    wishes = signed_wishes(preferences) if preferences is not None else {}
    fits: dict[str, np.ndarray] = {}
    if preferences is not None and preferences.pay_wish_usd:
        pay = market.pay[market.rows(features.codes)]
        short = (preferences.pay_wish_usd - pay) / preferences.pay_wish_usd
        fits["pay"] = -np.clip(2 * short, 0.0, 1.0)
    for name in preferences.lenses if preferences is not None else ():
        fits[f"lens {name}"] = _lens(catalog, name, features)
    if preferences is not None and preferences.choices:
        chosen, chosen_fits = inferred_wishes(
            preferences, person.constraints, features=features, market=market
        )
        wishes, fits = {**wishes, **chosen}, {**fits, **chosen_fits}
    past = read_past(person, catalog, features=features, market=market, themes=themes)
    return InferredFeatures(profile, themes, strengths, certainty, wishes, fits, past, market, view)


def interest_values(themes: np.ndarray, features: OccupationFeatures, *, reliability: float) -> np.ndarray:
    """Part interests, (n_draws, n); `themes` (n_draws, 6)."""
    return _centred(reliability / SPREAD["interests"] * product(_units(themes), _units(features.interests).T))


def strength_values(
    levels: np.ndarray, certainty: np.ndarray, features: OccupationFeatures
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Parts met, unused and gaps, each (n_draws, n); `levels` (n_draws, n_elements)."""
    met, unused, gaps = (
        centred(part, scale, known=features.has_levels)
        for part, scale in strength_sums(levels, certainty, features).values()
    )
    return met, unused, gaps


def strength_sums(
    levels: np.ndarray, certainty: np.ndarray, features: OccupationFeatures
) -> dict[str, tuple[np.ndarray, float]]:
    """What makes each strength part, (n_draws, n), by its name, and what `centred` multiplies it by.

    With r = max(0, L − V): the gap is V − L + r; of what is met, max(0, L − μ) − r where V > μ; unused,
    r where V > μ and max(0, L − μ) elsewhere. So one pass over r and a few matrix products give all three.
    """
    used = np.flatnonzero(certainty > 0)
    kind: type[np.floating] = np.float64 if len(levels) == 1 else np.float32
    wanted = features.wanted[:, used].astype(kind)
    mean = features.average[used].astype(kind)
    own = np.ascontiguousarray(levels[:, used], dtype=kind)
    c = certainty[used].astype(kind)
    demand = features.importance[:, used].astype(kind) * c
    amount = float(demand.sum(axis=1)[features.has_levels].mean())
    factor = amount / (amount + ENOUGH_KNOWN)
    is_high = (wanted > mean).astype(kind)
    demand_high = demand * is_high
    over = _excess(own, wanted, (demand, demand_high, c * is_high))
    above = np.maximum(own - mean, 0.0)
    # Large arrays are changed in place: making them again costs more than what is computed.
    gaps = product(own, demand.T)
    np.subtract((demand * wanted).sum(axis=1), gaps, out=gaps)
    gaps += over[0]
    np.maximum(gaps, 0.0, out=gaps)
    met = product(above, demand_high.T)
    met -= over[1]
    np.maximum(met, 0.0, out=met)
    unused = product(above * c, (1.0 - is_high).T)
    unused += over[2]
    unused /= c.sum()
    return {
        "strengths_met": (met, factor / amount / SPREAD["strengths_met"]),
        "strengths_unused": (unused, -factor / SPREAD["strengths_unused"]),
        "gaps": (gaps, -factor / amount / SPREAD["gaps"]),
    }


def preference_values(inferred: InferredFeatures, features: OccupationFeatures) -> np.ndarray:
    """Part preferences, shape (n,): unknown ratings count nothing; NaN where all are unknown."""
    columns = [features.wishes.index(name) for name in inferred.wishes]
    strength = np.array([*inferred.wishes.values(), *(1.0 for _ in inferred.fits)])
    sides = [2 * features.standings[:, column] - 1 for column in columns] + list(inferred.fits.values())
    terms = np.column_stack(sides) * strength
    total = np.nansum(terms, axis=1) / np.sqrt((strength**2).sum() + 2.0)
    known = np.where(np.isnan(terms).all(axis=1), np.nan, total)[None]
    part: np.ndarray = _centred(known / SPREAD["preferences"])[0]
    return part


def _centred(part: NDArray[np.float64]) -> NDArray[np.float64]:
    """Without the mean over occupations, draw by draw."""
    known = ~np.isnan(part[0])
    rated = part if known.all() else part[:, known]
    centred: np.ndarray = part - rated.mean(axis=1, keepdims=True)
    return centred


def centred(part: np.ndarray, scale: float, *, known: NDArray[np.bool_]) -> NDArray[np.float64]:
    """A part times its scale, without the mean over occupations; NaN where it isn't known."""
    scaled: NDArray[np.float64] = part.astype(np.float64)
    scaled *= scale
    if not known.all():
        scaled[:, ~known] = np.nan
        return _centred(scaled)
    scaled -= scaled.mean(axis=1, keepdims=True)
    return scaled


def product(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """`left @ right` in pieces too small to be shared out between threads.

    Shared out, a product of this size waits for the slowest thread, on a busy machine many times longer
    than it computes.
    """
    width = max(1, _SMALL // max(1, left.shape[0] * left.shape[1]))
    whole = np.empty((left.shape[0], right.shape[1]), dtype=np.result_type(left, right))
    for start in range(0, right.shape[1], width):
        np.matmul(left, right[:, start : start + width], out=whole[:, start : start + width])
    return whole


def _excess(own: np.ndarray, wanted: np.ndarray, weights: tuple[np.ndarray, ...]) -> np.ndarray:
    """Σ over elements of weight × max(0, L − V) for several weights: (n_weights, n_draws, n)."""
    if len(own) == 1:
        over = np.maximum(own - wanted, 0.0)
        return np.stack([(over * weight).sum(axis=1)[None] for weight in weights])
    # max(0, L − V) = max(L, V) − V: one pass instead of two, the rest is a product per occupation.
    stacked = np.stack(weights, axis=1)
    turned = np.ascontiguousarray(own.T)
    higher = np.empty((_AT_ONCE, *turned.shape), dtype=own.dtype)
    sums = np.empty((len(wanted), len(weights), len(own)), dtype=own.dtype)
    for start in range(0, len(wanted), _AT_ONCE):
        some = slice(start, start + _AT_ONCE)
        block = higher[: len(wanted[some])]
        np.maximum(turned, wanted[some, :, None], out=block)
        np.matmul(stacked[some], block, out=sums[some])
    sums -= np.einsum("owe,oe->ow", stacked, wanted)[:, :, None]
    return np.ascontiguousarray(sums.transpose(1, 2, 0))


def _units(themes: NDArray[np.float64]) -> NDArray[np.float64]:
    centred: NDArray[np.float64] = themes - themes.mean(axis=-1, keepdims=True)
    size: NDArray[np.float64] = np.sqrt((centred**2).sum(axis=-1, keepdims=True))
    return centred / np.where(size > 1e-9, size, np.inf)


def _lens(catalog: Catalog, name: str, features: OccupationFeatures) -> np.ndarray:
    """1 for occupations in the lens, −1 for those outside, NaN where it can't be decided."""
    from careerclusters.labour import lens_values

    is_in = dict(lens_values(catalog, name).select("code_onet", "is_in").iter_rows())
    answers = (is_in.get(code) for code in features.codes)
    return np.array([np.nan if answer is None else 1.0 if answer else -1.0 for answer in answers])
