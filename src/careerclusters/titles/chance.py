"""How likely the first answer is right, by how it was found; and when to ask back instead.

The chance of a title that nobody holds is weighed again with signs beside it (`signs.csv`): how likely the
second and the third are, whether near titles agree, and whether the group of occupations does.

A model's own chances are too sure of titles it has never seen and not sure enough of those it knows. Curves
fitted on hidden titles (`chance.csv`) turn them into shares of titles that are right, one curve for each way
in which a title was found. All tables are made by `careerclusters evaluate titles --fit`.

An answer stands without asking from the chance on at which, of all hidden titles found in the same way and
at least as likely, nine in ten are right (`risk.csv`, made by the same command).
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib import resources

import numpy as np

__all__ = [
    "LEAST_OF_ALL",
    "RIGHT_OF_TAKEN",
    "SET_LEAST",
    "SIGNS",
    "WAYS",
    "WEIGHED",
    "are_sure",
    "calibrated_chance",
    "curves",
    "least_sure",
    "weigh_signs",
]

WAYS = ("own", "ours", "one", "written", "several", "part", "corrected", "known", "changed", "new")
"""An occupation's own title; held by several, of which our everyday words name one that a list has too; held
by one SOC code; by one and on our own list alone; by several; a part of the text held; held after a
correction; known words; corrected ones; unknown ones."""

WEIGHED = ("known", "changed", "new")
"""Ways whose chance is weighed with signs."""

SIGNS = ("constant", "chance", "second", "third", "votes", "group")
"""One; log of the chance of the first SOC code; chances of the second and third; share of the votes of near
titles that the first occupation has; log of the chance of its group."""

RIGHT_OF_TAKEN = 0.9
"""The share of answers taken without asking that must be right, on hidden titles of each way."""

LEAST_OF_ALL = 0.6
"""No answer stands below this chance, however right its way is on the whole."""

SET_LEAST: Mapping[str, float] = {"own": 0.6, "ours": 0.65, "several": float("inf")}
"""Least chances that are set: hidden titles can't say what people mean by a word of every day that lists give
to several occupations, nor by an occupation's own title. What several hold is always asked about."""


def weigh_signs(
    signs: np.ndarray, way: np.ndarray, chance: np.ndarray, *, weights: Mapping[str, float] | None = None
) -> np.ndarray:
    """The model's chances, those of the ways `WEIGHED` by signs of shape (n, len(SIGNS)).

    `weights` of the signs are the fitted ones unless given.
    """
    is_weighed = np.isin(way, [WAYS.index(name) for name in WEIGHED])
    given = sign_weights() if weights is None else weights
    weighed: np.ndarray = np.where(
        is_weighed, 1 / (1 + np.exp(-(signs @ [given[name] for name in SIGNS]))), chance
    )
    return weighed


def calibrated_chance(chance: np.ndarray, way: np.ndarray) -> np.ndarray:
    """The chance to tell, of the model's chance of the first and the numbers of `WAYS`."""
    calibrated = np.asarray(chance, dtype=float).copy()
    for number, name in enumerate(WAYS):
        of_way = way == number
        if name in curves() and of_way.any():
            calibrated[of_way] = np.interp(calibrated[of_way], *curves()[name])
    return calibrated


def are_sure(calibrated: np.ndarray, way: np.ndarray) -> np.ndarray:
    """Whether each chance told is large enough for its way to go without asking; never for way -1."""
    least = np.array([least_sure()[name] for name in WAYS] + [np.inf])
    sure: np.ndarray = calibrated >= least[way]
    return sure


@cache
def sign_weights() -> Mapping[str, float]:
    """Weight of each sign, fitted on hidden titles."""
    return {row["sign"]: float(row["weight"]) for row in _rows("signs.csv")}


@cache
def curves() -> Mapping[str, tuple[np.ndarray, np.ndarray]]:
    """For each way the chances of the model and the shares that are right, both rising."""
    rows = _rows("chance.csv")
    found = {}
    for way in WAYS:
        points = [(float(row["chance"]), float(row["right_share"])) for row in rows if row["way"] == way]
        if points:
            found[way] = (np.array([x for x, _ in points]), np.array([y for _, y in points]))
    return found


@cache
def least_sure() -> Mapping[str, float]:
    """For each way the chance from which on an answer stands; infinite where none is right often enough."""
    found = {row["way"]: max(float(row["least_chance"]), LEAST_OF_ALL) for row in _rows("risk.csv")}
    return {way: found.get(way, float("inf")) for way in WAYS}


def _rows(name: str) -> list[dict[str, str]]:
    with (resources.files(__package__) / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))
