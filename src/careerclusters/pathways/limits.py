"""What a person rules out, and which steps stay open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np

from careerclusters import present
from careerclusters.errors import InputError
from careerclusters.language import _, marked
from careerclusters.pathways.network import Network
from careerclusters.sources.projections import EDUCATION_ORDER

__all__ = ["CHANCE_MIN", "EDUCATION_NAMES", "LIMIT_WORDS", "Limits", "opens_words"]

CHANCE_MIN = 0.001

# Short names for --education-max → step of the publisher's order of schooling.
EDUCATION_NAMES = {
    "none": 0,
    "high-school": 1,
    "some-college": 2,
    "certificate": 3,
    "associate": 4,
    "bachelor": 5,
    "master": 6,
    "doctoral": 7,
}

# What stands in the way where there is no way; the number of steps is asked for beside the limits.
LIMIT_WORDS = {
    "avoid": marked("what is to be avoided"),
    "pay_min_usd": marked("the least pay"),
    "education_max": marked("the most schooling"),
    "years_max": marked("the most years"),
    "chance_min": marked("that hardly anybody makes one of the steps"),
    "max_steps": marked("the number of steps"),
}


@dataclass(frozen=True)
class Limits:
    """Constraints on every occupation along the way after the origin.

    Attributes
    ----------
    avoid
        Codes of occupations never to pass through or end in.
    pay_min_usd
        Median pay a year must be at least this; where it isn't known, the occupation is ruled out.
    education_max
        Typical schooling may be at most this: a key of `EDUCATION_NAMES`.
    years_max
        Years of the whole way, middle of the range.
    chance_min
        A step is closed when fewer of the origin's leavers than this go to the destination's group.
    """

    avoid: tuple[str, ...] = ()
    pay_min_usd: float | None = None
    education_max: str | None = None
    years_max: float | None = None
    chance_min: float = CHANCE_MIN

    def __post_init__(self) -> None:
        if self.education_max is not None and self.education_max not in EDUCATION_NAMES:
            raise InputError(
                "No such schooling",
                seen=self.education_max,
                todo=_("One of: {names}.", names=", ".join(EDUCATION_NAMES)),
            )
        for name in ("pay_min_usd", "years_max", "chance_min"):
            value = getattr(self, name)
            if value is not None and not (np.isfinite(value) and value >= 0):
                raise InputError(_("{name} must be a number from 0 up", name=name), seen=value)

    def is_allowed(self, network: Network) -> np.ndarray:
        """Occupations that may be entered, (n,) bool."""
        allowed = np.ones(len(network.codes), dtype=bool)
        for code in self.avoid:
            allowed[network.at(code)] = False
        if self.pay_min_usd is not None:
            allowed &= np.nan_to_num(network.pay, nan=-1.0) >= self.pay_min_usd
        if self.education_max is not None:
            allowed &= network.education <= EDUCATION_NAMES[self.education_max]
        return allowed

    def is_open(self, network: Network) -> np.ndarray:
        """Steps that may be taken, (n, n) bool."""
        is_open: np.ndarray = network.is_made(self.chance_min) & self.is_allowed(network)[None, :]
        return is_open

    def set_ones(self) -> tuple[str, ...]:
        """Names of the limits that are set."""
        blank = Limits()
        return tuple(
            limit.name for limit in fields(self) if getattr(self, limit.name) != getattr(blank, limit.name)
        )

    def without(self, name: str) -> Limits:
        """The same without one limit; without the least chance, every step is open."""
        lifted: dict[str, Any] = {name: 0.0 if name == "chance_min" else getattr(Limits(), name)}
        return replace(self, **lifted)

    def to_dict(self) -> dict[str, object]:
        """JSON-ready."""
        return {limit.name: getattr(self, limit.name) for limit in fields(self)} | {"avoid": list(self.avoid)}


def opens_words(blocked: Mapping[str, Any]) -> str:
    """What a limit opens with, in words with its unit; `blocked` is a row of that list of `explain_plan`."""
    value, way = blocked["opens_at"], blocked["way"]
    match blocked["limit"]:
        case "pay_min_usd":
            return present.dollars(value)
        case "education_max":
            return EDUCATION_ORDER[EDUCATION_NAMES[value]]
        case "years_max":
            years = f"{value:g}"
            return _("{years} year", years=years) if value == 1 else _("{years} years", years=years)
        case "chance_min":
            return _("{share} of those who leave", share=present.percent(value, decimals=3))
        case "max_steps":
            return present.counted(value, "step")
        case _:
            stops = zip(way["codes"], way["names"], strict=True)
            return present.listing(title for code, title in stops if code in value)
