"""How likely the first answer is right, by how it was found; and when to ask back instead.

A model's own chances are too sure of titles it has never seen and not sure enough of those it knows. Curves
fitted on hidden titles (`chance.csv`, made by `careerclusters evaluate titles --fit`) turn them into shares
of titles that are right, one curve for each way in which a title was found.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib import resources

import numpy as np

__all__ = ["LEAST_SURE", "WAYS", "curves", "told_chance"]

WAYS = ("own", "one", "several", "known", "changed", "new")
"""An occupation's own title; held by one SOC code; by several; known words; corrected ones; unknown ones."""

LEAST_SURE = 0.6
"""From this chance on an answer stands; below it we ask back. Two in five may be wrong just above it."""


@cache
def curves() -> Mapping[str, tuple[np.ndarray, np.ndarray]]:
    """For each way the chances of the model and the shares that are right, both rising."""
    with (resources.files(__package__) / "chance.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    found = {}
    for way in WAYS:
        points = [(float(row["chance"]), float(row["right_share"])) for row in rows if row["way"] == way]
        if points:
            found[way] = (np.array([x for x, _ in points]), np.array([y for _, y in points]))
    return found


def told_chance(chance: np.ndarray, way: np.ndarray) -> np.ndarray:
    """The chance to tell, of the model's chance of the first and the numbers of `WAYS`."""
    told = np.asarray(chance, dtype=float).copy()
    for number, name in enumerate(WAYS):
        of_way = way == number
        if name in curves() and of_way.any():
            told[of_way] = np.interp(told[of_way], *curves()[name])
    return told
