"""Answers to interest items turned into six themes, each with its error.

A theme's score is the posterior mean of `theme_model`: close to the plain mean of the answers, pulled a
little towards the middle and towards its neighbours when answers are few. The noise variance is the
person's own, pooled within themes and shrunk towards 1 as if 12 further answers had shown that value.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from careerclusters.errors import InputError
from careerclusters.language import _, ngettext
from careerclusters.people.profile.instruments import THEME_ELEMENTS, THEME_NAMES, check_answers
from careerclusters.people.profile.patterns import HASTY, Pattern, find_patterns
from careerclusters.people.profile.question_words import theme_name
from careerclusters.people.profile.theme_model import (
    NEUTRAL,
    NOISE_VARIANCE,
    POPULARITY,
    THEMES,
    posterior,
    prior_covariance,
    relative,
)
from careerclusters.results import Value

if TYPE_CHECKING:
    import polars as pl

__all__ = [
    "MINIMUM_PER_THEME",
    "Z90",
    "Z_TIE",
    "InterestProfile",
    "ThemeScore",
    "noise_variance",
    "profile_figures",
    "score",
    "score_from_themes",
    "tie_groups",
]

MINIMUM_PER_THEME = 2
Z90 = 1.645
Z_TIE = 1.0
_PRIOR_ANSWERS = 12
_FLAT_RANGE, _FLAT_ERRORS = 0.5, 1.5
LIMITS = "These questions haven't been normed: no group of people has been measured. They aren't for hiring."


@dataclass(frozen=True)
class ThemeScore:
    """One theme: `score` from 1 to 5 with its standard error and plausible range (90 %).

    `mean_answer` is the plain mean, None without an answer; `score` is then inferred from the others.
    """

    theme: str
    name: str
    element_id: str
    score: float
    standard_error: float
    low: float
    high: float
    n_answers: int
    mean_answer: float | None


@dataclass(frozen=True, eq=False)
class InterestProfile(Value):
    """Six themes in the order R, I, A, S, E, C, the covariance of their errors, ties and patterns."""

    themes: tuple[ThemeScore, ...]
    covariance: tuple[tuple[float, ...], ...]
    groups: tuple[tuple[str, ...], ...]
    patterns: tuple[Pattern, ...]
    n_answers: int
    is_enough: bool
    todo: str | None = None
    limits: str = LIMITS

    @property
    def vector(self) -> np.ndarray:
        """Scores of shape (6,)."""
        return np.array([theme.score for theme in self.themes])

    @property
    def relative(self) -> np.ndarray:
        """Scores against how popular each theme is, of shape (6,); see `theme_model.relative`."""
        return relative(self.vector, np.array(self.covariance) if self.n_answers else None)

    @property
    def stands_out(self) -> bool:
        """Whether any theme does, in the raw scores and against how popular each theme is.

        Six themes that lie within half a point, or within one and a half standard errors, don't.
        """
        error = float(np.sqrt(np.trace(np.array(self.covariance)) / 6))
        least = max(_FLAT_RANGE, _FLAT_ERRORS * error)
        return bool(min(np.ptp(self.vector), np.ptp(self.relative)) >= least)

    @property
    def code(self) -> str | None:
        """The strongest three themes or more, ties joined by a slash: "S A/I"; None if too little."""
        if not self.is_enough:
            return None
        shown: list[str] = []
        for group in self.groups:
            if sum(len(part) for part in shown) >= 3:
                break
            shown.append("".join(group))
        return " ".join("/".join(part) for part in shown)

    def draws(self, n: int, *, seed: int = 0) -> np.ndarray:
        """Plausible scores given the answers, of shape (n, 6), for ranges of what is computed from them."""
        random = np.random.default_rng(seed)
        factor = np.linalg.cholesky(np.array(self.covariance) + 1e-12 * np.eye(6))
        return self.vector + random.standard_normal((n, 6)) @ factor.T

    def to_dict(self) -> dict[str, object]:
        """Everything shown, JSON-ready."""
        return {**asdict(self), "code": self.code}

    def to_frame(self) -> pl.DataFrame:
        """One row per theme."""
        import polars as pl

        return pl.DataFrame([asdict(theme) for theme in self.themes])

    def __repr__(self) -> str:
        words = ", ".join(f"{t.theme} {t.score:.1f}±{t.standard_error:.1f}" for t in self.themes)
        code = self.code or "too few answers for an order"
        return f"InterestProfile({words}; {code}; {self.n_answers} answers)"


def score(answers: Mapping[str, int]) -> InterestProfile:
    """Six theme scores with standard errors from answers 1–5 by item id.

    This describes what a person says they like; it says nothing on what they can do, nor how they
    compare with others. The order of the answers doesn't matter.

    Parameters
    ----------
    answers
        Answers by item id; any subset of the 60 items.

    Returns
    -------
    A profile; with fewer than two answers in any theme `is_enough` is False, there are no groups and
    `todo` says which answers are missing.
    """
    given = check_answers(answers)
    themes = np.array([THEMES.index(item_id[0]) for item_id in given], dtype=int)
    values = np.array(list(given.values()), dtype=int)
    order = np.argsort(_printed_order(given), kind="stable")
    patterns = find_patterns(values[order], themes[order])
    counts = np.bincount(themes, minlength=6)
    sums = np.bincount(themes, weights=values, minlength=6)
    noise = noise_variance(values, themes)
    if any(pattern.is_serious for pattern in patterns):
        noise = max(noise, NOISE_VARIANCE)
    mean, covariance = posterior(counts, sums, noise_variance=noise)
    return _profile(mean, covariance, counts=counts, sums=sums, patterns=patterns)


def score_from_themes(scores: Mapping[str, float], *, standard_error: float = 0.5) -> InterestProfile:
    """A profile from theme scores on the scale 1–5 that a person brings from elsewhere.

    Parameters
    ----------
    scores
        By theme letter; all six.
    standard_error
        Error of each score, in points of that scale.
    """
    if set(scores) != set(THEMES):
        raise InputError(
            "Theme scores must name all six themes", seen=sorted(scores), todo="Give R, I, A, S, E, C."
        )
    if not all(_is_number(value) and 1 <= value <= 5 for value in scores.values()):
        raise InputError(
            "A theme score is off its scale", seen=dict(scores), todo="Give numbers from 1 to 5."
        )
    if not _is_number(standard_error) or not 0 < standard_error <= 2:
        raise InputError("That standard error can't be used", seen=standard_error, todo="Give 0.05 to 2.")
    values = np.array([scores[theme] for theme in THEMES], dtype=float)
    covariance = np.eye(6) * standard_error**2
    return _profile(values, covariance, counts=np.zeros(6, dtype=int), sums=None, patterns=())


def noise_variance(values: np.ndarray, themes: np.ndarray) -> float:
    """Variance of answers within themes, shrunk towards the prior."""
    squares, freedom = 0.0, 0
    for theme in range(6):
        group = values[themes == theme]
        if len(group) >= 2:
            squares += float(((group - group.mean()) ** 2).sum())
            freedom += len(group) - 1
    return (_PRIOR_ANSWERS * NOISE_VARIANCE + squares) / (_PRIOR_ANSWERS + freedom)


def profile_figures() -> dict[str, Any]:
    """The figures by which answers become themes, by name, for whoever scores them in another language.

    `precision` is the inverse of `prior_covariance`, of shape (6, 6).
    """
    return {
        "precision": np.linalg.inv(prior_covariance()).tolist(),
        "neutral": NEUTRAL,
        "noise": NOISE_VARIANCE,
        "prior_answers": _PRIOR_ANSWERS,
        "popularity": list(POPULARITY),
        "least_per_theme": MINIMUM_PER_THEME,
        "z90": Z90,
        "flat_range": _FLAT_RANGE,
        "flat_errors": _FLAT_ERRORS,
        "hasty": HASTY,
    }


def tie_groups(mean: np.ndarray, covariance: np.ndarray) -> tuple[tuple[str, ...], ...]:
    """Themes, strongest first; a theme less than one standard error below a group's head joins it.

    With that bound the truly strongest theme is in the first group for about nine in ten simulated
    people (docs/methods/interests.md). A wider bound would put nearly all themes in one group.
    """
    groups: list[list[int]] = []
    for theme in np.argsort(-mean, kind="stable"):
        head = groups[-1][0] if groups else None
        if head is not None:
            spread = covariance[head, head] + covariance[theme, theme] - 2 * covariance[head, theme]
            if mean[head] - mean[theme] < Z_TIE * np.sqrt(max(spread, 0.0)):
                groups[-1].append(int(theme))
                continue
        groups.append([int(theme)])
    return tuple(tuple(THEMES[theme] for theme in group) for group in groups)


def _profile(
    mean: np.ndarray,
    covariance: np.ndarray,
    *,
    counts: np.ndarray,
    sums: np.ndarray | None,
    patterns: tuple[Pattern, ...],
) -> InterestProfile:
    errors = np.sqrt(np.diag(covariance))
    themes = tuple(
        ThemeScore(
            theme=theme,
            name=THEME_NAMES[theme],
            element_id=THEME_ELEMENTS[theme],
            score=float(mean[i]),
            standard_error=float(errors[i]),
            low=float(max(1.0, mean[i] - Z90 * errors[i])),
            high=float(min(5.0, mean[i] + Z90 * errors[i])),
            n_answers=int(counts[i]),
            mean_answer=float(sums[i] / counts[i]) if sums is not None and counts[i] else None,
        )
        for i, theme in enumerate(THEMES)
    )
    missing = [theme for theme in themes if sums is not None and theme.n_answers < MINIMUM_PER_THEME]
    groups = () if missing else tie_groups(mean, covariance)
    if len(groups) == 1 and np.ptp(mean) < _FLAT_RANGE:
        words = (
            "No theme stands out: yours are closer together than these answers can tell apart. "
            "More answers may separate them, or you like many kinds of work about equally."
        )
        patterns = (*patterns, Pattern("flat", words, False))
    return InterestProfile(
        themes=themes,
        covariance=tuple(tuple(float(v) for v in row) for row in covariance),
        groups=groups,
        patterns=patterns,
        n_answers=int(counts.sum()),
        is_enough=not missing,
        todo=_todo(missing),
    )


def _todo(missing: list[ThemeScore]) -> str | None:
    if not missing:
        return None
    from careerclusters.present import listing

    needs = (
        ngettext(
            "{n} more answer on {theme}",
            "{n} more answers on {theme}",
            MINIMUM_PER_THEME - one.n_answers,
            theme=theme_name(one.theme),
        )
        for one in missing
    )
    return _("Too few answers for an order of themes. Needed: {answers}.", answers=listing(needs))


def _printed_order(given: Mapping[str, int]) -> np.ndarray:
    from careerclusters.people.profile.instruments import form_items

    places = {item.item_id: place for place, item in enumerate(form_items("long"))}
    return np.array([places[item_id] for item_id in given], dtype=int)


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
