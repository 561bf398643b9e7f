"""Occupations and the steps between them, as a plan sees them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from careerclusters.errors import UnknownError

__all__ = ["Network"]


@dataclass(frozen=True, eq=False)
class Network:
    """Figures of occupations and of the steps between them.

    Attributes
    ----------
    codes, titles
        Of the n occupations.
    chance
        Share of the origin's leavers who go to the destination, (n, n); rows sum to 1 over
        destinations; 0 where the survey can't tell.
    openness
        The same for the destination's whole group: what decides whether a step is open at all.
    years_low, years_high
        Time to get ready for a step, (n, n).
    pay
        Median a year in dollars, (n,): the publisher's highest figure where it only says "or more", NaN
        where not known.
    education
        Step of typical schooling, −1 where not known, (n,).
    """

    codes: tuple[str, ...]
    titles: tuple[str, ...]
    chance: np.ndarray
    openness: np.ndarray
    years_low: np.ndarray
    years_high: np.ndarray
    pay: np.ndarray
    education: np.ndarray

    def at(self, code: str) -> int:
        """Position of an occupation.

        Raises
        ------
        UnknownError
            When it isn't in the network.
        """
        try:
            return self.codes.index(code)
        except ValueError:
            raise UnknownError(
                "No moves can be computed for this occupation: it is unknown or has no ratings",
                seen=code,
                todo="Look for others with: careerclusters search QUERY",
            ) from None

    @cached_property
    def log_chance(self) -> np.ndarray:
        """Log of `chance`, −inf where it is 0, (n, n)."""
        never = np.full(self.chance.shape, -np.inf)
        log: np.ndarray = np.log(self.chance, where=self.chance > 0, out=never)
        return log

    @cached_property
    def years(self) -> np.ndarray:
        """Middle of the range of years, (n, n)."""
        middle: np.ndarray = (self.years_low + self.years_high) / 2
        return middle

    def with_schooling(self, years_low: np.ndarray, years_high: np.ndarray) -> Network:
        """The same network for somebody with other schooling than typical."""
        return replace(self, years_low=years_low, years_high=years_high)

    def __repr__(self) -> str:
        return f"Network({len(self.codes)} occupations)"
