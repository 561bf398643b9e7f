"""Occupations and the steps between them, as a plan sees them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from careerclusters.errors import UnknownError
from careerclusters.pathways.few_values import FewValues

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
    group_chances
        The same between groups of occupations, (n_groups, n_groups).
    members
        Group of each occupation, (n,).
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
    group_chances: np.ndarray
    members: np.ndarray
    years_low: FewValues
    years_high: FewValues
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

    def group_share(self, origin: int) -> np.ndarray:
        """Share of the origin's leavers who go to the whole group of each occupation, (n,)."""
        share: np.ndarray = self.group_chances[self.members[origin], self.members]
        return share

    def is_made(self, chance_min: float) -> np.ndarray:
        """Whether at least `chance_min` go to the group of each and anyone to itself, (n, n) bool."""
        is_often = self.group_chances >= chance_min
        is_made: np.ndarray = is_often[np.ix_(self.members, self.members)] & (self.chance > 0)
        return is_made

    def __repr__(self) -> str:
        return f"Network({len(self.codes)} occupations)"
