"""How well a match finds what it should: the occupation a person was made from, and known examples.

The people are made from occupations (`built_people`), so this measures the arithmetic under written
assumptions; whether real people like what is found here can't be known from it.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl

from careerclusters.evaluation.built_people import BuiltPeople, build_people
from careerclusters.people.matching.matcher import Matcher
from careerclusters.people.profile.instruments import THEME_ELEMENTS
from careerclusters.people.profile.person import InterestAnswers, Person
from careerclusters.people.profile.theme_model import THEMES

__all__ = [
    "EVIDENCE",
    "NOISES",
    "baseline_scores",
    "evaluate_match",
    "expected_hit",
    "own_scores",
]

NOISES = (0.0, 0.5, 1.0, 1.5)
EVIDENCE = (
    (24, ("interests",)),
    (60, ("interests",)),
    (24, ("interests", "strengths")),
    (24, ("interests", "strengths", "wishes")),
    (60, ("interests", "strengths", "wishes")),
)
_RANGE_PEOPLE = 60


def evaluate_match(
    matcher: Matcher,
    *,
    n_people: int = 200,
    seed: int = 0,
    noises: tuple[float, ...] = NOISES,
    range_people: int = _RANGE_PEOPLE,
) -> dict[str, Any]:
    """Recall by noise and evidence beside baselines, known examples, and how wide the ranges are.

    Returns
    -------
    `recall` (rows: noise, items, parts, method, recall_at_1, recall_at_10, median_rank), `examples` (per
    method the mean standing, 0–1, of the publisher's illustrative occupations for someone with one strong
    theme, and the share of them in the best 50), `ranges` (rows by evidence at noise 1: median width of
    the plausible ranks of the first ten, occupations that may be in the top ten, share of people whose
    occupation is among these), and the parameters.
    """
    rows: list[dict[str, object]] = []
    for noise in noises:
        people = build_people(matcher.features, n_people, noise=noise, seed=seed)
        for items, parts in EVIDENCE:
            rows += _recall_rows(matcher, people, items, parts, noise=noise)
    return {
        "n_people": n_people,
        "seed": seed,
        "n_occupations": len(matcher.features.codes),
        "recall": rows,
        "examples": _examples(matcher),
        "ranges": _ranges(matcher, range_people, seed=seed),
    }


def baseline_scores(matcher: Matcher, person: Person) -> dict[str, np.ndarray]:
    """Scores of simpler ways to match, from the same answers.

    top_letters: the three highest themes of both, 3, 2 and 1 points for the person's letters wherever they
    stand in the occupation's three, and one more for the same place. riasec_euclid: minus the distance of
    the six themes, occupations brought to 1–5. skills_cosine: cosine of the levels of skills, knowledge
    and abilities, each less its mean over occupations.
    """
    features, inferred = matcher.features, matcher.read(person)
    found = {}
    if inferred.profile is not None:
        mine = inferred.profile.vector
        found["top_letters"] = _letters(mine, features.interests)
        scaled = 1 + (features.interests - 1) * 4 / 6
        found["riasec_euclid"] = -np.sqrt(((scaled - mine) ** 2).sum(axis=1))
    if inferred.strengths is not None:
        mine = inferred.strengths.vector - features.average
        theirs = np.nan_to_num(features.levels - features.average)
        size = np.sqrt((theirs**2).sum(axis=1)) * np.sqrt((mine**2).sum())
        found["skills_cosine"] = theirs @ mine / np.where(size > 0, size, np.inf)
    return found


def own_scores(matcher: Matcher, person: Person) -> dict[str, np.ndarray]:
    """Our score, and what it would be without some of its parts: what each of them costs in recall.

    careerclusters: everything. without_openings: openings don't count. fit_alone: nor do pay and a start.
    fit_alone_raw: that, with interests as they were answered.
    """
    fit = {"openings": 0.0, "pay": 0.0, "start": 0.0}
    return {
        "careerclusters": matcher.score(person)[0],
        "without_openings": matcher.score(person, weights={"openings": 0.0})[0],
        "fit_alone": matcher.score(person, weights=fit)[0],
        "fit_alone_raw": matcher.score(person, weights=fit, view="raw")[0],
    }


def expected_hit(scores: np.ndarray, target: int, k: int) -> float:
    """Chance that the target is among the best k when ties are broken by lot."""
    better = int((scores > scores[target]).sum())
    same = int((scores == scores[target]).sum())
    return float(np.clip((k - better) / same, 0.0, 1.0))


def _recall_rows(
    matcher: Matcher, people: BuiltPeople, items: int, parts: tuple[str, ...], *, noise: float
) -> list[dict[str, object]]:
    hits: dict[str, list[tuple[float, float, float]]] = {}
    for at, target in enumerate(people.rows):
        person = people.person(at, items=items, parts=parts)
        scores = own_scores(matcher, person) | baseline_scores(matcher, person)
        for method, score in scores.items():
            middle = float((score > score[target]).sum() + ((score == score[target]).sum() + 1) / 2)
            row = (expected_hit(score, target, 1), expected_hit(score, target, 10), middle)
            hits.setdefault(method, []).append(row)
    return [
        {
            "noise": noise,
            "items": items,
            "parts": "+".join(parts),
            "method": method,
            "recall_at_1": round(float(np.mean([h[0] for h in found])), 4),
            "recall_at_10": round(float(np.mean([h[1] for h in found])), 4),
            "median_rank": round(float(np.median([h[2] for h in found])), 1),
        }
        for method, found in hits.items()
    ]


def _examples(matcher: Matcher) -> list[dict[str, object]]:
    if not matcher.catalog.has("interest_examples"):
        return []
    examples = matcher.catalog.table("interest_examples")
    place = matcher.features.place
    found: dict[str, list[tuple[float, float]]] = {}
    for theme in THEMES:
        codes = examples.filter(
            (pl.col("element_id") == THEME_ELEMENTS[theme]) & (pl.col("interest_type") == "General")
        )["code_onet"].unique()
        targets = [place[code] for code in sorted(codes) if code in place]
        themes = dict.fromkeys(THEMES, 3.0) | {theme: 4.5}
        person = Person(InterestAnswers(themes=themes))
        scores = own_scores(matcher, person) | baseline_scores(matcher, person)
        for method, score in scores.items():
            for target in targets:
                middle = (score > score[target]).sum() + (score == score[target]).sum() / 2
                standing = 1 - float(middle) / len(score)
                found.setdefault(method, []).append((standing, expected_hit(score, target, 50)))
    return [
        {
            "method": method,
            "n_examples": len(rows),
            "mean_standing_share": round(float(np.mean([row[0] for row in rows])), 4),
            "in_best_50_share": round(float(np.mean([row[1] for row in rows])), 4),
        }
        for method, rows in found.items()
    ]


def _ranges(matcher: Matcher, n_people: int, *, seed: int) -> list[dict[str, object]]:
    people = build_people(matcher.features, n_people, noise=1.0, seed=seed)
    rows = []
    for items, parts in EVIDENCE:
        widths, counts, inside = [], [], []
        for at, target in enumerate(people.rows):
            found = matcher.match(people.person(at, items=items, parts=parts), seed=seed)
            if not found.is_enough:
                continue
            top = found.occupations.head(10)
            widths.append(float(top.select((pl.col("rank_high") - pl.col("rank_low")).mean()).item()))
            counts.append(found.best.height)
            inside.append(matcher.features.codes[target] in set(found.best["code_onet"]))
        rows.append(
            {
                "items": items,
                "parts": "+".join(parts),
                "n_people": len(widths),
                "mean_width_of_first_ten": round(float(np.mean(widths)), 1),
                "mean_supported": round(float(np.mean(counts)), 1),
                "own_occupation_supported_share": round(float(np.mean(inside)), 4),
            }
        )
    return rows


def _letters(mine: np.ndarray, theirs: np.ndarray) -> np.ndarray:
    own = np.argsort(-mine, kind="stable")[:3]
    order = np.argsort(-theirs, axis=1, kind="stable")[:, :3]
    points = np.zeros(len(theirs))
    for place, theme in enumerate(own):
        points += (3 - place) * (order == theme).any(axis=1) + (order[:, place] == theme)
    return points
