"""Who told interests alone: all of their match but what hangs on the answers, for a browser to go on from.

The match is `Matcher.match(person, draws=0)` of a person with answers to the interest questions and nothing
else. Its score is part interests, from the answers, plus a `base` that is the same for everybody: pay,
openings and a start, weighted. Near twins, kinds of work and figures are those of `cards`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from careerclusters.people.matching.cards import are_twins, card_figures, homes_of, is_choice, lead_prices
from careerclusters.people.matching.score import DEFAULT_WEIGHTS, SPREAD
from careerclusters.people.profile.interests import profile_figures
from careerclusters.people.profile.person import Person
from careerclusters.results import Value, json_ready

if TYPE_CHECKING:
    import polars as pl

    from careerclusters.people.matching.matcher import Matcher

__all__ = ["DECIMALS", "InterestsAlone", "interests_alone"]

DECIMALS = 6
"""Decimals of themes and of the base in `InterestsAlone`; scores of a match have as many."""


@dataclass(frozen=True, eq=False, repr=False)
class InterestsAlone(Value):
    """What all people share who told their interests alone; rows follow `codes`.

    Attributes
    ----------
    codes
        Occupations that can be matched, ascending.
    interests
        Six themes on the scale 1–7, shape (n, 6); NaN where not rated.
    base
        Pay, openings and start, weighted and summed, shape (n,).
    is_choice
        Whether it may be a card, shape (n,).
    openings_place
        Place by openings a year, 0 is the fewest, equal ones alike, shape (n,).
    lead_price
        What it loses as the first card, shape (n,).
    schooling
        Step of schooling typically asked, −1 where not known, shape (n,).
    homes
        Number of the middle cluster it is most in, shape (n,).
    twins
        Rows of its near twins, of each row.
    figures
        Everything else that a score and a choice of cards need, by name.
    """

    codes: tuple[str, ...]
    interests: NDArray[np.float64]
    base: NDArray[np.float64]
    is_choice: NDArray[np.bool_]
    openings_place: NDArray[np.intp]
    lead_price: NDArray[np.float64]
    schooling: NDArray[np.intp]
    homes: NDArray[np.intp]
    twins: tuple[tuple[int, ...], ...]
    figures: Mapping[str, Any]

    def to_frame(self) -> pl.DataFrame:
        """One row per occupation."""
        import polars as pl

        names = ("codes", "base", "is_choice", "openings_place", "lead_price", "schooling", "homes")
        return pl.DataFrame({name: getattr(self, name) for name in names}).rename({"codes": "code_onet"})

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready; themes that aren't rated are None."""
        rated = np.asarray(~np.isnan(self.interests).any(axis=1)).tolist()
        return {
            "codes": list(self.codes),
            "interests": [
                [_short(value) for value in row] if known else None
                for row, known in zip(self.interests.tolist(), rated, strict=True)
            ],
            "base": self.base.tolist(),
            "is_choice": self.is_choice.astype(int).tolist(),
            "openings_place": self.openings_place.tolist(),
            "lead_price": self.lead_price.tolist(),
            "schooling": self.schooling.tolist(),
            "homes": self.homes.tolist(),
            "twins": [list(rows) for rows in self.twins],
            "figures": json_ready(self.figures),
        }

    def __repr__(self) -> str:
        return f"InterestsAlone({len(self.codes)} occupations)"


def interests_alone(matcher: Matcher) -> InterestsAlone:
    """What a match of interests alone needs besides the answers, for the whole country."""
    features, market = matcher.features, matcher.nation
    rows = market.rows(features.codes)
    steps, pay = market.schooling[rows], np.log(market.pay[rows]).tolist()
    step_of = steps.tolist()
    base, _ = matcher.score(Person())
    openings = np.nan_to_num(market.openings[rows])
    of_group: dict[str, list[int]] = {}
    for row, code in enumerate(features.codes):
        of_group.setdefault(code[:4], []).append(row)
    twins = tuple(
        tuple(
            other
            for other in of_group[code[:4]]
            if other != row and are_twins(row, other, features, steps=step_of, pay=pay)
        )
        for row, code in enumerate(features.codes)
    )
    return InterestsAlone(
        codes=features.codes,
        interests=np.round(features.interests, DECIMALS),
        base=base,
        is_choice=np.array([is_choice(features, row) for row in range(len(features.codes))]),
        openings_place=np.unique(openings, return_inverse=True)[1].astype(int),
        lead_price=np.round(lead_prices(market, rows), DECIMALS),
        schooling=steps.copy(),
        homes=np.unique(homes_of(features), return_inverse=True)[1].astype(int),
        twins=twins,
        figures={
            "decimals": DECIMALS,
            "weight": DEFAULT_WEIGHTS["interests"],
            "spread": SPREAD["interests"],
            "profile": profile_figures(),
            "cards": card_figures(),
        },
    )


def _short(value: float) -> float | int:
    return int(value) if value.is_integer() else value
