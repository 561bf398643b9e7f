"""How likely the first answer to a Spanish title is right, by how it was found; weights of the evidence.

Both tables are fitted on ESCO's labels hidden from the index: `careerclusters evaluate spanish --fit`.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib import resources

import numpy as np

__all__ = ["LEAST_SURE", "WAYS", "spanish_weights", "told_chance"]

WAYS = ("own", "one", "several", "known", "changed", "new")
"""Our own name; held by one SOC code; by several; known words; corrected ones; unknown or English ones."""

LEAST_SURE = 0.9
"""From this chance on an answer stands; below it we ask back."""


@cache
def _curves() -> Mapping[str, tuple[np.ndarray, np.ndarray]]:
    found = {}
    rows = _rows("chance.csv")
    for way in WAYS:
        points = [(float(row["chance"]), float(row["right_share"])) for row in rows if row["way"] == way]
        if points:
            found[way] = (np.array([x for x, _ in points]), np.array([y for _, y in points]))
    return found


def told_chance(chance: float, way: str) -> float:
    """The chance to tell, of the model's chance of the first and how it was found."""
    curve = _curves().get(way)
    return chance if curve is None else float(np.interp(chance, *curve))


@cache
def spanish_weights() -> Mapping[str, float]:
    """Weight of each kind of evidence."""
    return {row["evidence"]: float(row["weight"]) for row in _rows("weights.csv")}


def _rows(name: str) -> list[dict[str, str]]:
    with (resources.files(__package__) / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))
