"""How well each interest form finds the themes of simulated people whose truth is known.

Fixed forms ask the same number of items of every theme; the adaptive form chooses (`people.adaptive`).
All are scored by the same code, on the same people and the same answers, so differences are paired.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from careerclusters.evaluation.simulated_people import SimulatedPeople, simulate_people
from careerclusters.people.profile.adaptive import MOST_ITEMS, choose_theme, is_settled
from careerclusters.people.profile.interests import Z90, noise_variance, tie_groups
from careerclusters.people.profile.theme_model import THEMES, posterior

__all__ = ["LENGTHS", "evaluate_instruments"]

LENGTHS = (12, 18, 24, 30, 36, 48, 60)
_PER_THEME = 10
OTHER_CORRELATIONS = (1.0, 0.20, 0.0, -0.25)


def evaluate_instruments(
    *, n_people: int = 2000, seed: int = 0, lengths: tuple[int, ...] = LENGTHS
) -> dict[str, Any]:
    """Recovery, coverage and items saved per form on simulated people.

    This describes the method under written assumptions (`evaluation.simulated_people`); it isn't
    evidence from real people.

    Parameters
    ----------
    n_people
        Simulated people; 5 % of them careless, left out of recovery and counted for detection.
    seed
        The same seed gives the same figures.
    lengths
        Numbers of items, each a multiple of six.

    Returns
    -------
    `forms` (rows: form, items, `top_theme_share`, `top_three_order_share`, `top_three_share`,
    `coverage_share`, `true_top_in_first_group_share`, `first_group_size`, `profile_correlation` with the
    true profile, `regret` in latent standard deviations), `paired` (adaptive minus fixed at equal length
    with the standard error of the difference), `stopping`, `patterns`, `other_people` (opposite themes
    exclude each other), `is_adaptive_better` and the parameters.
    """
    people = simulate_people(n_people, _PER_THEME, seed=seed)
    paths = _adaptive_paths(people)
    rows, paired = [], []
    for length in lengths:
        even = np.full((n_people, 6), length // 6)
        fixed, fixed_hits = _row("fixed", even, people)
        adaptive, adaptive_hits = _row("adaptive", paths[length], people)
        rows += [{**fixed, "items": length}, {**adaptive, "items": length}]
        paired.append({"items": length, **_paired(adaptive_hits, fixed_hits)})
    stopped, _ = _row("adaptive, stopped", paths["stopped"], people)
    used = paths["stopped"].sum(axis=1)[~people.is_careless]
    rows.append({**stopped, "items": round(float(used.mean()), 2)})
    return {
        "n_people": n_people,
        "seed": seed,
        "forms": rows,
        "paired": paired,
        "stopping": _stopping(stopped, rows, used),
        "patterns": _pattern_shares(people),
        "other_people": _other_people(n_people, seed=seed),
        "is_adaptive_better": _is_better(paired),
    }


def _adaptive_paths(people: SimulatedPeople) -> dict[object, np.ndarray]:
    """Number of items per theme after each length, and where the stop rule ended."""
    n = len(people.answers)
    counts = np.zeros((n, 6))
    stopped = np.zeros((n, 6))
    is_open = np.ones(n, dtype=bool)
    paths: dict[object, np.ndarray] = {}
    for asked in range(1, 6 * _PER_THEME + 1):
        theme = choose_theme(counts, _sums(people, counts), left=_PER_THEME - counts)
        counts[np.arange(n), theme] += 1
        paths[asked] = counts.astype(int)
        if asked <= MOST_ITEMS and is_open.any():
            ends = is_settled(counts, _sums(people, counts), left=_PER_THEME - counts) & is_open
            stopped[ends] = counts[ends]
            is_open &= ~ends
    paths["stopped"] = stopped.astype(int)
    return paths


def _sums(people: SimulatedPeople, counts: np.ndarray) -> np.ndarray:
    asked = np.arange(_PER_THEME) < np.asarray(counts)[:, :, None]
    sums: np.ndarray = (people.answers * asked).sum(axis=2).astype(float)
    return sums


def _score(people: SimulatedPeople, counts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    noise = np.empty(len(counts))
    asked = np.arange(_PER_THEME) < counts[:, :, None]
    themes = np.broadcast_to(np.arange(6)[:, None], (6, _PER_THEME))
    for person in range(len(counts)):
        noise[person] = noise_variance(people.answers[person][asked[person]], themes[asked[person]])
    return posterior(counts, _sums(people, counts), noise_variance=noise)


def _row(
    form: str, counts: np.ndarray, people: SimulatedPeople
) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    mean, covariance = _score(people, counts)
    keep = ~people.is_careless
    truth = np.argsort(-people.latent, axis=1)
    found = np.argsort(-mean, axis=1, kind="stable")
    error = np.sqrt(np.einsum("nii->ni", covariance))
    top_three = (truth[:, :3, None] == found[:, None, :3]).any(axis=2).mean(axis=1)
    best = np.take_along_axis(people.latent, truth[:, :1], axis=1)[:, 0]
    got = np.take_along_axis(people.latent, found[:, :1], axis=1)[:, 0]
    hits = {
        "top_theme_share": (truth[:, 0] == found[:, 0])[keep].astype(float),
        "top_three_order_share": (truth[:, :3] == found[:, :3]).all(axis=1)[keep].astype(float),
        "top_three_share": top_three[keep],
        "profile_correlation": _row_correlation(mean, people.domain)[keep],
        "regret": (best - got)[keep],
    }
    in_group = np.mean(
        [THEMES[truth[i, 0]] in tie_groups(mean[i], covariance[i])[0] for i in np.flatnonzero(keep)]
    )
    sizes = np.mean([len(tie_groups(mean[i], covariance[i])[0]) for i in np.flatnonzero(keep)])
    inside = np.abs(mean - people.domain) <= Z90 * error
    row: dict[str, Any] = {"form": form, **{name: round(float(v.mean()), 4) for name, v in hits.items()}}
    row["coverage_share"] = round(float(inside[keep].mean()), 4)
    row["true_top_in_first_group_share"] = round(float(in_group), 4)
    row["first_group_size"] = round(float(sizes), 2)
    return row, hits


def _row_correlation(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    a, b = left - left.mean(axis=1, keepdims=True), right - right.mean(axis=1, keepdims=True)
    size = np.sqrt((a**2).sum(axis=1) * (b**2).sum(axis=1))
    correlation: np.ndarray = (a * b).sum(axis=1) / np.maximum(size, 1e-9)
    return correlation


def _paired(adaptive: dict[str, np.ndarray], fixed: dict[str, np.ndarray]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for name in adaptive:
        gap = adaptive[name] - fixed[name]
        result[name] = round(float(gap.mean()), 4)
        result[f"{name}_se"] = round(float(gap.std(ddof=1) / np.sqrt(len(gap))), 4)
    return result


def _is_better(paired: list[dict[str, Any]]) -> bool:
    """Clearly better (two standard errors) in top theme at every length 18–36, never worse in order."""
    middle = [row for row in paired if 18 <= row["items"] <= 36]
    return bool(middle) and all(
        row["top_theme_share"] > 2 * row["top_theme_share_se"]
        and row["top_three_order_share"] > -row["top_three_order_share_se"]
        for row in middle
    )


def _stopping(stopped: dict[str, Any], rows: list[dict[str, Any]], used: np.ndarray) -> dict[str, Any]:
    """Items the stop rule asks, and the length a fixed form needs for the same recovery."""
    fixed = [row for row in rows if row["form"] == "fixed"]
    lengths = [row["items"] for row in fixed]
    needed = {
        name: round(
            float(np.interp(stopped[name], np.maximum.accumulate([r[name] for r in fixed]), lengths)), 1
        )
        for name in ("top_theme_share", "top_three_order_share")
    }
    low, middle, high = np.quantile(used, [0.1, 0.5, 0.9])
    mean = round(float(used.mean()), 1)
    return {
        "items_mean": mean,
        "items_p10": float(low),
        "items_median": float(middle),
        "items_p90": float(high),
        "fixed_items_for_same_top_theme": needed["top_theme_share"],
        "fixed_items_for_same_order": needed["top_three_order_share"],
        "items_saved": round(min(needed.values()) - mean, 1),
    }


def _pattern_shares(people: SimulatedPeople) -> list[dict[str, Any]]:
    """Share of careful and of careless people in whom a pattern is noticed, with 24 and 60 answers."""
    from careerclusters.people.profile.patterns import find_patterns

    rows = []
    for per_theme in (4, 10):
        themes = np.tile(np.arange(6), per_theme)
        noticed = []
        for answers in people.answers[:, :, :per_theme]:
            noticed.append({p.name for p in find_patterns(answers.T.ravel(), themes)})
        careless = people.is_careless
        half = int(careless.sum()) // 2
        flagged = np.array([bool(names & {"straight_lined", "scattered"}) for names in noticed])
        rows.append(
            {
                "items": 6 * per_theme,
                "random_noticed_share": round(float(flagged[:half].mean()), 3) if half else None,
                "one_answer_noticed_share": round(float(flagged[half : careless.sum()].mean()), 3),
                "careful_noticed_share": round(float(flagged[~careless].mean()), 3),
            }
        )
    return rows


def _other_people(n_people: int, *, seed: int) -> list[dict[str, Any]]:
    """The same comparison on people unlike the prior: opposite themes exclude each other."""
    people = simulate_people(n_people, _PER_THEME, seed=seed + 1, correlations=OTHER_CORRELATIONS)
    paths = _adaptive_paths(people)
    rows = []
    for length in (24, 36):
        fixed, fixed_hits = _row("fixed", np.full((n_people, 6), length // 6), people)
        adaptive, adaptive_hits = _row("adaptive", paths[length], people)
        rows += [{**fixed, "items": length}, {**adaptive, "items": length}]
        rows[-1]["top_theme_gain_se"] = _paired(adaptive_hits, fixed_hits)["top_theme_share_se"]
    return rows
