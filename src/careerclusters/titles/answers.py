"""Answers to all known titles, worked out once when the index is built.

Most titles in a file are known ones, in whatever order their words stand. They are looked up: no scoring.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from careerclusters.results import Value

__all__ = ["Answers"]


@dataclass(frozen=True, eq=False, repr=False)
class Answers(Value):
    """What is found for the words of each known title, before the chance is mended.

    Attributes
    ----------
    bags
        Hashes of the words without order, ascending.
    occupations
        Numbers of the likeliest, each of another SOC code; of shape (n_bags, 5), -1 where there is none.
    chance
        The model's own, of the SOC code of the first.
    way
        Number in `chance.WAYS`.
    """

    bags: np.ndarray
    occupations: np.ndarray
    chance: np.ndarray
    way: np.ndarray

    @classmethod
    def none(cls) -> Answers:
        """Before anything is worked out."""
        nothing = np.zeros(0)
        return cls(nothing.astype(np.uint64), np.zeros((0, 1), np.int16), nothing, nothing.astype(np.int8))

    def places(self, hashes: np.ndarray) -> np.ndarray:
        """The place of each title's words by their hash, or -1."""
        if not len(self.bags):
            return np.full(len(hashes), -1)
        at = np.minimum(np.searchsorted(self.bags, hashes), len(self.bags) - 1)
        found: np.ndarray = np.where((self.bags[at] == hashes) & (hashes != 0), at, -1)
        return found

    def __repr__(self) -> str:
        return f"Answers({len(self.bags):,} titles)"
