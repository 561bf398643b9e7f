"""What a match does with stereotyped interests: the same people, with only those interests moved.

The people like each theme as much, on average, as 41,947 people of a public sample do (`POPULARITY`). Two
movements, both ways around each simulated person, everything else (strengths, style, chance) equal:

- *themes*: the six interests moved by half of the average differences between women and men that a
  meta-analysis found (Su, Rounds and Armstrong 2009, doi:10.1037/a0017364), in standard deviations of the
  latent themes: R .84, I .26, A −.35, S −.68, E −.04, C −.33 (positive: men higher);
- *items*: one point up on the items that stereotype lends to one gender, one down on the other's, so
  that themes stay about where they are.

Reported is how the ten best occupations differ: pay, growth, preparation, degrees, and the share of women
among those who work in them (CPS 2022, observed). The differences come from the labour market's own
pattern (work with people is paid less, and more women do it) as far as interests lead there. The share of
women in what is recommended, beside that of all who are employed, says whether a list repeats today's
pattern: it isn't an input of any score. `by_part` says which part of the score moves it: for people moved
neither way, the share with each part alone beside interests, with all but it, and with all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np
import polars as pl

from careerclusters.evaluation.built_people import answers_by_item
from careerclusters.evaluation.match import baseline_scores
from careerclusters.evaluation.simulated_people import SimulatedPeople, simulate_people
from careerclusters.people.matching.cluster_affinity import spread_out
from careerclusters.people.matching.matcher import Matcher
from careerclusters.people.matching.score import VIEWS
from careerclusters.people.profile.instruments import load_items
from careerclusters.people.profile.person import InterestAnswers, Person
from careerclusters.people.profile.questions import SHORT_STRENGTHS
from careerclusters.people.profile.strengths import StrengthEvidence
from careerclusters.people.profile.theme_model import POPULARITY, THEMES

__all__ = ["GENDER_DIFFERENCES", "evaluate_fairness"]

GENDER_DIFFERENCES = (0.84, 0.26, -0.35, -0.68, -0.04, -0.33)
TOP = 10
# Items drawn again for so many people: with few draws, items popular by chance would move the mean themes.
_BLOCK = 10


def evaluate_fairness(matcher: Matcher, *, n_people: int = 200, seed: int = 0) -> dict[str, Any]:
    """How pay, growth and education of the ten best occupations shift with stereotyped interests only.

    Returns
    -------
    `rows`: movement (themes, items), told (interests, or with strengths), list (near; wide: at most two of
    a cluster; and the baselines on interests alone), outcome (pay_median_usd, growth_10yr_pct, job_zone,
    bachelor_share, women_share), toward_men, toward_women (means of the lists), difference (women minus
    men), its standard error over people, overlap (occupations in both lists of ten) and known_share (of the
    places in the lists, those with the outcome published); `women_share_of_all`, of everybody employed;
    `by_part`, see the module: view, parts, women_share (each occupation of the ten counts once),
    women_share_by_jobs (by its jobs) and lead_shares, of the ten, by leading theme; `theme_means` of the
    answers of these people; then the parameters.
    """
    outcomes = _outcomes(matcher)
    rows: list[dict[str, object]] = []
    for movement in ("themes", "items"):
        pairs = _pairs(n_people, movement, seed=seed)
        ratings = _ratings(matcher, n_people, seed=seed)
        for answers in ("interests", "interests+strengths"):
            lists = _lists(matcher, pairs, ratings if answers != "interests" else None)
            for name, (men, women) in lists.items():
                rows += _rows(movement, answers, name, men, women, outcomes)
    return {
        "n_people": n_people,
        "seed": seed,
        "gender_differences": dict(zip("RIASEC", GENDER_DIFFERENCES, strict=True)),
        "theme_means": dict(zip("RIASEC", POPULARITY, strict=True)),
        "women_share_of_all": _women_of_all(matcher),
        "by_part": _by_part(matcher, n_people, seed=seed),
        "rows": rows,
    }


def _pairs(n_people: int, movement: str, *, seed: int) -> tuple[list[dict[str, int]], list[dict[str, int]]]:
    """Answers to the short form of each person, moved toward men and toward women."""
    usual = _people(n_people, seed=seed)
    if movement == "themes":
        half = np.array(GENDER_DIFFERENCES) / 2
        moved = [_people(n_people, seed=seed, latent=usual.latent + sign * half) for sign in (1, -1)]
        men, women = ([answers_by_item(one, 24) for one in people.answers] for people in moved)
        return men, women
    tilt = {item.item_id: {"men": 1, "women": -1}.get(item.tilt, 0) for item in load_items()}
    base = [answers_by_item(one, 24) for one in usual.answers]
    men, women = (
        [{key: min(5, max(1, value + sign * tilt[key])) for key, value in one.items()} for one in base]
        for sign in (1, -1)
    )
    return men, women


def _people(n_people: int, *, seed: int, latent: np.ndarray | None = None) -> SimulatedPeople:
    return simulate_people(
        n_people, seed=seed, latent=latent, careless_share=0.0, theme_means=POPULARITY, block=_BLOCK
    )


def _by_part(matcher: Matcher, n_people: int, *, seed: int) -> list[dict[str, object]]:
    """Share of women in the ten best of people moved neither way, by the parts that count; see the module."""
    features, women = matcher.features, _outcomes(matcher).get("women_share")
    if women is None:
        return []
    jobs = np.nan_to_num(matcher.nation.jobs[matcher.nation.rows(features.codes)])
    leading = np.nan_to_num(features.interests, nan=-1.0).argmax(axis=1)
    people = [
        Person(InterestAnswers("short", answers_by_item(one, 24)), None)
        for one in _people(n_people, seed=seed).answers
    ]
    rows: list[dict[str, object]] = []
    for view in VIEWS:
        scores = [matcher.score(person, view=view)[1] for person in people]
        others = [name for name in scores[0] if name != "interests"]
        kept: list[tuple[str, ...]] = [("interests",)]
        kept += [("interests", name) for name in others]
        kept += [("interests", *(other for other in others if other != name)) for name in others]
        for names in (*kept, ("interests", *others)):
            lists = np.array([_order(_sum_of(parts, names))[:TOP] for parts in scores])
            rows.append(
                {
                    "view": view,
                    "parts": "+".join(names),
                    "women_share": _mean_known(women, lists),
                    "women_share_by_jobs": _mean_known(women, lists, weights=jobs),
                    "lead_shares": {
                        theme: round(float((leading[lists] == at).mean()), 3)
                        for at, theme in enumerate(THEMES)
                    },
                }
            )
    return rows


def _sum_of(parts: Mapping[str, np.ndarray], names: Iterable[str]) -> np.ndarray:
    total: np.ndarray = np.sum([np.nan_to_num(parts[name]) for name in names], axis=0)
    return total


def _mean_known(values: np.ndarray, lists: np.ndarray, *, weights: np.ndarray | None = None) -> float:
    """Mean over lists of the mean of what is known in each; lists (n, 10) with nothing known are left out."""
    weight = np.ones(lists.shape) if weights is None else weights[lists]
    weight = np.where(np.isnan(values[lists]), 0.0, weight)
    total = weight.sum(axis=1)
    sums = (np.nan_to_num(values[lists]) * weight).sum(axis=1)
    return round(float((sums[total > 0] / total[total > 0]).mean()), 3)


def _ratings(matcher: Matcher, n_people: int, *, seed: int) -> list[dict[str, float]]:
    """Twelve ratings of each person, from an occupation drawn by lot: unrelated to their interests."""
    random = np.random.default_rng([seed, 7])
    features = matcher.features
    whole = np.flatnonzero(~np.isnan(features.levels).any(axis=1))
    places = [features.element_ids.index(element_id) for element_id in SHORT_STRENGTHS]
    levels = features.levels[random.choice(whole, n_people)][:, places]
    said = np.clip(np.round((levels + random.normal(0, 1, levels.shape)) * 2) / 2, 0, 7)
    return [dict(zip(SHORT_STRENGTHS, map(float, row), strict=True)) for row in said]


def _lists(
    matcher: Matcher,
    pairs: tuple[list[dict[str, int]], list[dict[str, int]]],
    ratings: list[dict[str, float]] | None,
) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """The ten best rows for each person, both ways around, by kind of list."""
    found: dict[str, list[list[np.ndarray]]] = {}
    for side, answers in enumerate(pairs):
        for at, one in enumerate(answers):
            strengths = None if ratings is None else StrengthEvidence(ratings[at])
            person = Person(InterestAnswers("short", one), strengths)
            order = _order(matcher.score(person)[0])
            lists = {"near": order[:TOP]}
            if matcher.clustering is not None:
                lists["wide"] = spread_out(order[:200], matcher.features, matcher.clustering)[:TOP]
            if ratings is None:
                baselines = baseline_scores(matcher, person)
                lists |= {name: _order(score)[:TOP] for name, score in baselines.items()}
            for name, rows in lists.items():
                found.setdefault(name, [[], []])[side].append(rows)
    return {name: (np.array(men), np.array(women)) for name, (men, women) in found.items()}


def _order(score: np.ndarray) -> np.ndarray:
    return np.argsort(-score, kind="stable")


def _outcomes(matcher: Matcher) -> dict[str, np.ndarray]:
    """Pay, growth, job zone and whether a bachelor's degree or more is typical, per row; NaN unknown."""
    features, catalog = matcher.features, matcher.catalog
    found = {"pay_median_usd": features.pay_usd, "job_zone": features.job_zones}
    if catalog.has("projections"):
        rows = catalog.table("projections").select("code_soc2018", "growth_10yr_pct", "education")
        by_soc = {soc: (growth, education) for soc, growth, education in rows.iter_rows()}
        pairs = [by_soc.get(code[:7], (None, None)) for code in features.codes]
        found["growth_10yr_pct"] = np.array([np.nan if g is None else float(g) for g, _ in pairs])
        found["bachelor_share"] = np.array([_is_degree(education) for _, education in pairs])
    if catalog.has("women_share"):
        women = dict(catalog.table("women_share").select("code_soc2018", "women_share").iter_rows())
        shares = [women.get(code[:7]) for code in features.codes]
        found["women_share"] = np.array([np.nan if share is None else float(share) for share in shares])
    return found


def _women_of_all(matcher: Matcher) -> float | None:
    """Share of women among all who are employed in occupations with a published share, 0–1."""
    if not matcher.catalog.has("women_share"):
        return None
    rows = matcher.catalog.table("women_share").drop_nulls("women_share").unique("code_census2018")
    people = rows["employed_2022_people"].cast(pl.Float64).to_numpy()
    return round(float(np.average(rows["women_share"].to_numpy(), weights=people)), 3)


def _is_degree(education: object) -> float:
    if education is None:
        return float("nan")
    words = str(education).lower()
    return float(any(word in words for word in ("bachelor", "master", "doctoral")))


def _rows(
    movement: str,
    answers: str,
    name: str,
    men: np.ndarray,
    women: np.ndarray,
    outcomes: dict[str, np.ndarray],
) -> list[dict[str, object]]:
    shared = [len(set(a) & set(b)) for a, b in zip(men, women, strict=True)]
    means: Callable[[np.ndarray, np.ndarray], np.ndarray] = lambda values, rows: np.nanmean(  # noqa: E731
        values[rows], axis=1
    )
    result = []
    for outcome, values in outcomes.items():
        first, second = means(values, men), means(values, women)
        gap = second - first
        result.append(
            {
                "movement": movement,
                "told": answers,
                "list": name,
                "outcome": outcome,
                "toward_men": round(float(first.mean()), 3),
                "toward_women": round(float(second.mean()), 3),
                "difference": round(float(gap.mean()), 3),
                "standard_error": round(float(gap.std(ddof=1) / np.sqrt(len(gap))), 3),
                "overlap_of_ten": round(float(np.mean(shared)), 2),
                "known_share": round(float(np.isfinite(values[np.stack([men, women])]).mean()), 3),
            }
        )
    return result
