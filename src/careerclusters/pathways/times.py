"""How long getting ready takes, as a range of years, from published categories.

The categories are those of the projections (typical schooling, experience and training to enter) and,
where an occupation has none, O*NET's job zones. The years beside each are our reading of the
publishers' definitions; they are ranges because the categories are.
"""

from __future__ import annotations

import numpy as np

__all__ = ["ALIKE", "EXPERIENCE_YEARS", "SCHOOL_YEARS", "TRAINING_YEARS", "ZONE_YEARS", "years_to_enter"]

# Years of schooling after school age, by step of EDUCATION_ORDER.
SCHOOL_YEARS = ((0, 0), (0, 0), (0.5, 2), (0.5, 2), (2, 3), (4, 5), (5, 7), (7, 11))
TRAINING_YEARS = {
    "None": (0, 0),
    "Short-term on-the-job training": (0, 0.1),
    "Moderate-term on-the-job training": (0.1, 1),
    "Long-term on-the-job training": (1, 2),
    "Apprenticeship": (2, 5),
    "Internship/residency": (1, 5),
}
EXPERIENCE_YEARS = {"None": (0, 0), "Less than 5 years": (1, 4), "5 years or more": (5, 7)}
ZONE_YEARS = {1: (0, 0.25), 2: (0.25, 1), 3: (1, 2), 4: (2, 4), 5: (4, 10)}
ALIKE = 1.0
"""From this similarity on, the lower end takes experience and training in the origin as counting."""


def years_to_enter(
    columns: dict[str, list[object]], similarity: np.ndarray, *, schooling: np.ndarray | None = None
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


def _school(step: object, end: int) -> float:
    return 0.0 if step is None else float(SCHOOL_YEARS[int(step)][end])


def _work(training: object, experience: object, zone: object, end: int) -> float:
    if training is None:
        return 0.0 if zone is None else float(ZONE_YEARS[int(zone)][end])
    return TRAINING_YEARS.get(training, (0, 0))[end] + EXPERIENCE_YEARS.get(experience, (0, 0))[end]
