"""People made from occupations: what someone would answer whose interests and levels are an occupation's.

With noise ν the person departs from the occupation: each theme by ν · 0.5 on the scale 1–5, each level by
ν · 1.0 on 0–7, each wish by ν · 1.0 on −2 to 2. The rest is answering: items with loadings, popularity and
style (`simulated_people`), ratings with error and leniency, to half levels (`evaluation.strengths`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from careerclusters.evaluation.simulated_people import simulate_people
from careerclusters.features.level_model import LENIENCE_SD, PERSON_SD, SELF_RATING_SD
from careerclusters.people.matching.occupation_features import OccupationFeatures
from careerclusters.people.profile.instruments import Form, load_items
from careerclusters.people.profile.person import InterestAnswers, Person
from careerclusters.people.profile.preferences import Preferences
from careerclusters.people.profile.questions import SHORT_ENVIRONMENT, SHORT_STRENGTHS
from careerclusters.people.profile.strengths import StrengthEvidence
from careerclusters.people.profile.theme_model import SPREAD, THEMES

__all__ = ["THEME_NOISE", "BuiltPeople", "answers_by_item", "build_people"]

THEME_NOISE = 0.5


@dataclass(frozen=True, eq=False)
class BuiltPeople:
    """People with the row of the occupation each was made from, shape (n,), and all their answers."""

    rows: np.ndarray
    answers: np.ndarray
    ratings: tuple[dict[str, float], ...]
    wishes: tuple[dict[str, int], ...]

    def person(self, at: int, *, items: int, parts: tuple[str, ...]) -> Person:
        """One of them, telling interests (24 or 60 items), strengths (12) and wishes (12) as asked."""
        form: Form = "short" if items == 24 else "long"
        interests = None
        if "interests" in parts:
            interests = InterestAnswers(form, answers_by_item(self.answers[at], items))
        return Person(
            interests,
            StrengthEvidence(self.ratings[at]) if "strengths" in parts else None,
            Preferences(self.wishes[at]) if "wishes" in parts else None,
        )


def build_people(features: OccupationFeatures, n_people: int, *, noise: float, seed: int = 0) -> BuiltPeople:
    """People from occupations drawn without repeats; same seed, same occupations at every noise."""
    random = np.random.default_rng([seed, 0])
    whole = np.flatnonzero(
        ~(np.isnan(features.interests).any(axis=1) | np.isnan(features.levels).any(axis=1))
    )
    rows = np.sort(random.choice(whole, min(n_people, len(whole)), replace=False))
    themes = 1 + (features.interests[rows] - 1) * 4 / 6
    themes = themes + random.normal(0, 1, themes.shape) * noise * THEME_NOISE
    people = simulate_people(len(rows), seed=seed, latent=(themes - 3) / SPREAD, careless_share=0.0)
    places = [features.element_ids.index(element_id) for element_id in SHORT_STRENGTHS]
    levels = features.levels[rows][:, places]
    levels = levels + random.normal(0, 1, levels.shape) * noise * PERSON_SD
    error = random.normal(0, SELF_RATING_SD, levels.shape) + random.normal(0, LENIENCE_SD, (len(rows), 1))
    said = np.clip(np.round((levels + error) * 2) / 2, 0, 7)
    columns = [features.wishes.index(name) for name in SHORT_ENVIRONMENT]
    wanted = 2 * (2 * np.nan_to_num(features.standings[rows][:, columns], nan=0.5) - 1)
    wishes = np.clip(np.round(wanted + random.normal(0, 1, wanted.shape) * noise), -2, 2).astype(int)
    return BuiltPeople(
        rows=rows,
        answers=people.answers,
        ratings=tuple(dict(zip(SHORT_STRENGTHS, map(float, row), strict=True)) for row in said),
        wishes=tuple(dict(zip(SHORT_ENVIRONMENT, map(int, row), strict=True)) for row in wishes),
    )


def answers_by_item(answers: np.ndarray, items: int) -> dict[str, int]:
    """Answers of shape (6, 10) as those to the first `items` items: the short form's, then the others."""
    found: dict[str, int] = {}
    for at, theme in enumerate(THEMES):
        own = sorted((item for item in load_items() if item.theme == theme), key=lambda i: not i.is_short)
        found |= {item.item_id: int(answers[at, place]) for place, item in enumerate(own[: items // 6])}
    return found
