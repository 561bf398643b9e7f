"""How likely the first answer to a title in another language is right, by how it was found; weights.

Both tables of a language are fitted on ESCO's labels hidden from the index: `careerclusters evaluate spanish
--fit`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import numpy as np

from careerclusters.titles.languages.language import get_language

__all__ = ["LEAST_SURE", "WAYS", "calibrated_chance", "weights_of"]

WAYS = ("own", "one", "several", "known", "changed", "new")
"""Our own name; held by one SOC code; by several; known words; corrected ones; unknown or English ones."""

LEAST_SURE = 0.9
"""From this chance on an answer stands; below it we ask back."""


@cache
def _curves(code: str) -> Mapping[str, tuple[np.ndarray, np.ndarray]]:
    found = {}
    rows = get_language(code).rows("chance.csv")
    for way in WAYS:
        points = [(float(row["chance"]), float(row["right_share"])) for row in rows if row["way"] == way]
        if points:
            found[way] = (np.array([x for x, _ in points]), np.array([y for _, y in points]))
    return found


def calibrated_chance(chance: float, way: str, *, code: str) -> float:
    """The chance to tell, of the model's chance of the first and how it was found."""
    curve = _curves(code).get(way)
    return chance if curve is None else float(np.interp(chance, *curve))


@cache
def weights_of(code: str) -> Mapping[str, float]:
    """Weight of each kind of evidence in the language with this code."""
    return {row["evidence"]: float(row["weight"]) for row in get_language(code).rows("weights.csv")}
