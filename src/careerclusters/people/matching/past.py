"""Work that a person has done, ready to be compared, and what they want next.

Where nobody said what they want, it is read from the rest: interests that work held doesn't share mean
*something different*; else a *step up*.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from careerclusters.features.market import Market
from careerclusters.features.stand_ins import stand_ins
from careerclusters.people.matching.occupation_features import OccupationFeatures
from careerclusters.people.profile.background import SCHOOLING_STEPS

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog
    from careerclusters.people.profile.person import Person

__all__ = ["Past", "read_past"]

_UNLIKE = 0.3
_LEAST_YEARS_SHARE = 0.25


@dataclass(frozen=True, eq=False)
class Past:
    """What was done before.

    Attributes
    ----------
    codes
        Occupations held, as told.
    rows, shares
        Rows of the features that stand for them and their weight (sums to 1); empty when nothing was held.
    years
        Years of each row.
    is_stand_in
        Whether each row stands in for one without ratings.
    has_moves
        Whether it is known where people went from it.
    pay_usd
        Median pay of the best-paid work held; of what it is read as where its own isn't
        published; NaN where not known.
    schooling
        Step of schooling: said, else what work held typically asks; None when neither is known, and for
        somebody still in school, whose schooling lies ahead.
    is_schooling_said
        Whether the person said it.
    schooling_most
        Most schooling that the person is willing to do, as a step; None when no limit was told.
    pay_least_usd
        Least pay a year that the person set; None when none was set.
    intent
        "more", "step_up", "different", or None when no work was held and no aim said.
    """

    codes: tuple[str, ...]
    rows: NDArray[np.intp]
    shares: NDArray[np.float64]
    years: NDArray[np.float64]
    is_stand_in: NDArray[np.bool_]
    has_moves: bool
    pay_usd: float
    schooling: int | None
    is_schooling_said: bool
    schooling_most: int | None
    intent: str | None
    pay_least_usd: float | None = None

    @property
    def has_work(self) -> bool:
        """Whether any work held can be compared."""
        return bool(len(self.rows))


def read_past(
    person: Person,
    catalog: Catalog,
    *,
    features: OccupationFeatures,
    market: Market,
    themes: np.ndarray | None,
) -> Past:
    """What a person has done, from their profile; `themes` are the interests used for matching."""
    held = person.strengths.occupations if person.strengths is not None else ()
    place = _comparable(features)
    rows, weights, years, stands = [], [], [], []
    for one in held:
        found = stand_ins(catalog, one.code_onet, place)
        for code, share in found.items():
            rows.append(place[code])
            weights.append(max(one.years, _LEAST_YEARS_SHARE) * share)
            years.append(one.years)
            stands.append(code != one.code_onet)
    there = {code: row for row, code in enumerate(market.codes)}
    known = [there[one.code_onet] for one in held if one.code_onet in there]
    pays = market.pay[known] if known else np.array([])
    steps = [int(step) for step in market.schooling[known] if step >= 0] if known else []
    if not np.isfinite(pays).any() and rows:
        pays = market.pay[market.rows(features.codes)[np.array(rows)]]
        pays = np.array([np.nanmedian(pays)]) if np.isfinite(pays).any() else pays
    if held and not steps and len(rows):
        steps = [int(np.median(market.schooling[market.rows(features.codes)[np.array(rows)]]))]
    background = person.background
    said = background.schooling_step if background is not None else None
    if background is not None and background.school_grade is not None and background.schooling is None:
        said = None
    at = np.array(rows, dtype=int)
    total = np.array(weights, dtype=float)
    return Past(
        codes=tuple(one.code_onet for one in held),
        rows=at,
        shares=total / total.sum() if len(at) else total,
        years=np.array(years, dtype=float),
        is_stand_in=np.array(stands, dtype=bool),
        has_moves=bool(len(at) and features.kin.size),
        pay_usd=float(np.nanmax(pays)) if np.isfinite(pays).any() else float("nan"),
        schooling=said if said is not None else max(steps, default=None),
        is_schooling_said=said is not None,
        schooling_most=_most(person),
        intent=_intent(person, at, total, features=features, themes=themes),
        pay_least_usd=person.constraints.pay_min_usd if person.constraints is not None else None,
    )


def _most(person: Person) -> int | None:
    limit = person.constraints.education_max if person.constraints is not None else None
    return None if limit is None else SCHOOLING_STEPS[limit]


def _comparable(features: OccupationFeatures) -> dict[str, int]:
    """Rows of the occupations that work held can be read as: where moves are known, those with moves."""
    if not features.kin.size:
        return features.place
    known = ~np.isnan(np.diagonal(features.kin))
    return {code: row for code, row in features.place.items() if known[row]}


def _intent(
    person: Person,
    rows: np.ndarray,
    weights: np.ndarray,
    *,
    features: OccupationFeatures,
    themes: np.ndarray | None,
) -> str | None:
    if person.background is not None and person.background.intent is not None:
        return person.background.intent
    if not len(rows):
        return None
    if themes is None:
        return "step_up"
    theirs = features.interests[rows]
    known = ~np.isnan(theirs).any(axis=1)
    if not known.any():
        return "step_up"
    work = np.average(theirs[known], axis=0, weights=weights[known])
    work, mine = work - work.mean(), themes - themes.mean()
    size = float(np.linalg.norm(work) * np.linalg.norm(mine))
    likeness = float(work @ mine) / size if size > 0 else 1.0
    return "different" if likeness < _UNLIKE else "step_up"
