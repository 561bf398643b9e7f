"""Two jobs side by side as a question, and what the answers say, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from careerclusters.errors import UnknownError
from careerclusters.features.names import plain_name
from careerclusters.language import _, marked
from careerclusters.people.matching.tradeoffs import ASPECTS, ChosenWishes, Tradeoffs
from careerclusters.present import dollars

if TYPE_CHECKING:
    from careerclusters.features.market import Market
    from careerclusters.people.matching.occupation_features import OccupationFeatures

__all__ = ["QUESTION", "JobSide", "WishFound", "sides_of", "wishes_found"]

QUESTION = marked("Which job would you take?")
_SCHOOLING = (
    marked("No diploma needed"),
    marked("High school"),
    marked("Some college"),
    marked("A certificate or some classes after high school"),
    marked("About two years of college"),
    marked("About four years of college"),
    marked("About six years of college"),
    marked("Eight years of college or more"),
)
# Little, some and much of each aspect, as standings among all jobs.
_AMOUNTS = {
    "steady_hours": (
        marked("Hours that change a lot"),
        marked("Hours that change at times"),
        marked("Steady hours"),
    ),
    "outdoors": (marked("Almost always indoors"), marked("Outdoors at times"), marked("Often outdoors")),
    "hands_on": (
        marked("Hardly any work with tools or things"),
        marked("Some work with tools or things"),
        marked("Work with tools or things"),
    ),
    "customers": (
        marked("Few customers to deal with"),
        marked("Some customers to deal with"),
        marked("Many customers to deal with"),
    ),
    "freedom": (
        marked("Others say how you work"),
        marked("Some say in how you work"),
        marked("You decide how you work"),
    ),
}
_ALWAYS = ("steady_hours",)
_APART, _CUT = 0.5, 1 / 3
_WISHES = {
    "pay": (marked("Good pay matters to you."), marked("Pay matters less to you than other things.")),
    "short_way": (
        marked("You would rather start soon than study long."),
        marked("You don't mind years of study."),
    ),
    "steady_hours": (marked("You want steady hours."), marked("You don't mind hours that change.")),
    "outdoors": (marked("You like to be outdoors."), marked("You would rather work indoors.")),
    "hands_on": (
        marked("You like work with tools and things."),
        marked("You would rather not work with tools and things."),
    ),
    "customers": (
        marked("You like to deal with customers."),
        marked("You would rather not deal with customers."),
    ),
    "freedom": (
        marked("You want to decide how you work."),
        marked("You don't mind it when others say how you work."),
    ),
}
_SURE, _FAIRLY = 0.95, 0.84


@dataclass(frozen=True)
class JobSide:
    """One of the two jobs: its name, its typical pay a year in the United States, and lines about it."""

    code_onet: str
    name: str
    pay_usd: float
    lines: tuple[str, ...]


@dataclass(frozen=True)
class WishFound:
    """What the choices say of one wish.

    `share` is the probability that the sentence is the right way round, .5 to 1; `sureness` is it in a word.
    """

    aspect: str
    sentence: str
    share: float
    sureness: str


def sides_of(
    pair: tuple[str, str], *, tradeoffs: Tradeoffs, features: OccupationFeatures, market: Market
) -> tuple[JobSide, JobSide]:
    """The two jobs of a pair: pay, schooling and hours always, and of the kind of work what sets them apart.

    Raises
    ------
    UnknownError
        When there is no such job.
    """
    for code in pair:
        if code not in features.place:
            raise UnknownError("No such job", seen=code[:40], todo="Give the code of a job in the catalog.")
    first, second = (features.place[code] for code in pair)
    names = tuple(ASPECTS)
    gap = np.abs(tradeoffs.aspects[first] - tradeoffs.aspects[second])
    shown = [name for name in _AMOUNTS if name in _ALWAYS or gap[names.index(name)] >= _APART]

    def side(row: int) -> JobSide:
        code, values = features.codes[row], tradeoffs.aspects[row]
        step = int(market.schooling[int(market.rows((code,))[0])])
        pay = float(features.pay_usd[row])
        lines = [_("About {pay}", pay=dollars(pay))] if np.isfinite(pay) else []
        lines += [_(_SCHOOLING[step])] if step >= 0 else []
        for name in shown:
            value = values[names.index(name)]
            if np.isfinite(value):
                lines.append(_(_AMOUNTS[name][int(value > -_CUT) + int(value > _CUT)]))
        return JobSide(code, plain_name(code, features.titles[row]), pay, tuple(lines))

    return side(first), side(second)


def wishes_found(wishes: ChosenWishes) -> tuple[WishFound, ...]:
    """What the choices say, the strongest first; what they leave open comes last."""
    from scipy.special import ndtr

    found = []
    for at in np.argsort(-np.abs(wishes.weight), kind="stable"):
        name, weight = wishes.aspects[at], float(wishes.weight[at])
        share = float(ndtr(abs(weight) / wishes.error[at]))
        sureness = (
            marked("quite sure")
            if share >= _SURE
            else marked("fairly sure")
            if share >= _FAIRLY
            else marked("still open")
        )
        found.append(WishFound(name, _(_WISHES[name][0 if weight > 0 else 1]), share, sureness))
    return tuple(sorted(found, key=lambda one: one.sureness == "still open"))
