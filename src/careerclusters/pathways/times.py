"""How long getting ready takes, as a range of years, from published categories.

The categories are those of the projections (typical schooling, experience and training to enter) and,
where an occupation has none, O*NET's job zones. The years beside each are our reading of the
publishers' definitions; they are ranges because the categories are.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

import numpy as np

__all__ = [
    "ALIKE",
    "EXPERIENCE_YEARS",
    "SCHOOL_YEARS",
    "TRAINING_YEARS",
    "ZONE_YEARS",
    "EntryColumns",
    "years_to_enter",
]

# Years of schooling after school age, by step of EDUCATION_ORDER.
SCHOOL_YEARS: tuple[tuple[float, float], ...] = (
    (0, 0),
    (0, 0),
    (0.5, 2),
    (0.5, 2),
    (2, 3),
    (4, 5),
    (5, 7),
    (7, 11),
)
TRAINING_YEARS: dict[str, tuple[float, float]] = {
    "None": (0, 0),
    "Short-term on-the-job training": (0, 0.1),
    "Moderate-term on-the-job training": (0.1, 1),
    "Long-term on-the-job training": (1, 2),
    "Apprenticeship": (2, 5),
    "Internship/residency": (1, 5),
}
EXPERIENCE_YEARS: dict[str, tuple[float, float]] = {
    "None": (0, 0),
    "Less than 5 years": (1, 4),
    "5 years or more": (5, 7),
}
ZONE_YEARS: dict[int, tuple[float, float]] = {1: (0, 0.25), 2: (0.25, 1), 3: (1, 2), 4: (2, 4), 5: (4, 10)}
ALIKE = 1.0
"""From this similarity on, the lower end takes experience and training in the origin as counting."""


class EntryColumns(TypedDict):
    """What entering each occupation asks for, one value an occupation."""

    education: Sequence[float | None]
    training: Sequence[str | None]
    experience: Sequence[str | None]
    job_zone: Sequence[int | None]


def years_to_enter(
    columns: EntryColumns, similarity: np.ndarray, *, schooling: np.ndarray | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """Least and most years from each occupation to each other, (n, n) twice.

    Parameters
    ----------
    columns
        `education` (step or None), `training`, `experience` (category or None), `job_zone` (or None).
    similarity
        Fused similarity of the occupations.
    schooling
        Step of schooling held in each origin; default: what the origin typically asks for.
    """
    count = len(similarity)
    ends = []
    for end in (0, 1):
        held = columns["education"] if schooling is None else [int(step) for step in schooling]
        asked = np.array([_school(step, end) for step in columns["education"]])
        has = np.array([_school(step, end) for step in held])
        school = np.maximum(asked[None, :] - has[:, None], 0.0)
        work = np.array(
            [
                _work(columns["training"][at], columns["experience"][at], columns["job_zone"][at], end)
                for at in range(count)
            ]
        )
        work = np.broadcast_to(work[None, :], school.shape)
        if end == 0:
            work = np.where(similarity >= ALIKE, 0.0, work)
        ends.append(school + work)
    low, high = ends
    return np.minimum(low, high), high


def _school(step: float | None, end: int) -> float:
    return 0.0 if step is None else float(SCHOOL_YEARS[int(step)][end])


def _work(training: str | None, experience: str | None, zone: int | None, end: int) -> float:
    if training is None:
        return 0.0 if zone is None else float(ZONE_YEARS[int(zone)][end])
    nothing = (0.0, 0.0)
    return (
        TRAINING_YEARS.get(training, nothing)[end] + EXPERIENCE_YEARS.get(experience or "None", nothing)[end]
    )
