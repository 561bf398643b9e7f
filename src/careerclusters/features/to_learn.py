"""What new work asks for that somebody really lacks: the few skills and fields of knowledge worth naming.

A level gap alone names odd things: half a level of a field that the new work hardly uses. So one counts only

- as a skill or field of knowledge; abilities aren't learned;
- from the middle of its kind upward in the weight that the new work gives it (its importance above 1, say);
- with at least half a level lacking (`LEAST_GAP`), about the error of one rating.

What is left is ordered by gap × weight × max(.2, min(2.5, .6 + z)), z the standing of that weight among all
occupations: what marks the new work comes before what all work asks for.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["LEAST_GAP", "most_to_learn", "weight_standing"]

LEAST_GAP = 0.5
_MARKS_BASE, _MARKS_LEAST, _MARKS_MOST = 0.6, 0.2, 2.5
_SKILLS, _KNOWLEDGE = ("2.A", "2.B"), ("2.C",)


def weight_standing(weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weight of each element against all occupations, in standard deviations; shape as given.

    `weights` is of shape (n_occupations, n_elements); where all agree the standing is 0.
    """
    spread = np.nanstd(weights, axis=0)
    standing: NDArray[np.float64] = (weights - np.nanmean(weights, axis=0)) / np.where(
        spread > 0, spread, np.inf
    )
    return standing


def most_to_learn(
    gap: NDArray[np.float64],
    weight: NDArray[np.float64],
    standing: NDArray[np.float64],
    *,
    element_ids: tuple[str, ...],
    least_weight: float = 0.0,
) -> list[int]:
    """Positions of what is worth learning for one occupation, most first; may be empty.

    Parameters
    ----------
    gap
        Level that the occupation asks for less the level held, 0–7, shape (n_elements,); may be negative.
    weight
        How much each element matters in that occupation, 0 or more, same shape.
    standing
        Its row of `weight_standing`.
    element_ids
        Of the columns.
    least_weight
        What weighs less is left out, whatever the middle of its kind.
    """
    counts = np.zeros(len(element_ids), dtype=bool)
    for kind in (_SKILLS, _KNOWLEDGE):
        of_kind = np.array([one.startswith(kind) for one in element_ids])
        if of_kind.any():
            counts |= of_kind & (weight >= max(float(np.nanmedian(weight[of_kind])), least_weight))
    counts &= gap >= LEAST_GAP
    marks = np.clip(_MARKS_BASE + standing, _MARKS_LEAST, _MARKS_MOST)
    worth = np.where(counts, gap * weight * marks, 0.0)
    return [int(at) for at in np.argsort(-worth, kind="stable") if worth[at] > 0]
