"""Ways of answering that say less about interests than they seem to, and the words for them.

Only the answers and the printed order of the items are used; the order in which a person gave them is
not known and doesn't matter. Below `MINIMUM` answers no pattern is claimed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from careerclusters.language import _

__all__ = ["HASTY", "MINIMUM", "Pattern", "find_patterns"]

MINIMUM = 12
# A run within fewer themes than this is a liking, not haste.
_THEMES_IN_A_RUN = 5
_RUN, _RUN_SHARE, _SAME_SHARE, _LINE_SHARE = 10, 3, 0.9, 0.5
HASTY = {
    "least": MINIMUM,
    "run": _RUN,
    "run_share": _RUN_SHARE,
    "run_themes": _THEMES_IN_A_RUN,
    "same_share": _SAME_SHARE,
    "line_share": _LINE_SHARE,
}
"""By what figures answers count as one line: `find_patterns` reads them, and so does the folder's script."""


@dataclass(frozen=True)
class Pattern:
    """A named way of answering, what was seen and what follows from it.

    `is_serious` says that answering again is worth it; nothing is withheld for it.
    """

    name: str
    words: str
    is_serious: bool


def find_patterns(answers: np.ndarray, themes: np.ndarray) -> tuple[Pattern, ...]:
    """Patterns in answers 1–5 given with the place (0–5) of each one's theme, in printed order."""
    n = len(answers)
    if n < MINIMUM:
        return ()
    found = []
    most = int(np.bincount(answers, minlength=6).max())
    run, run_themes = _longest_run(answers, themes)
    is_run = run >= max(_RUN, n // _RUN_SHARE) and run_themes >= _THEMES_IN_A_RUN
    if is_run or (most / n >= _SAME_SHARE and _is_one_line(answers, themes)):
        found.append(
            Pattern(
                "straight_lined",
                _(
                    "{most} of {n} answers are the same, {run} of them in a row, so they can't tell themes "
                    "apart. If that was haste, answer again.",
                    most=most,
                    n=n,
                    run=run,
                )
                if run >= _RUN and run < most
                else _(
                    "{most} of {n} answers are the same, so they can't tell themes apart. "
                    "If that was haste, answer again.",
                    most=most,
                    n=n,
                ),
                True,
            )
        )
    elif np.isin(answers, (1, 5)).mean() >= 0.8:
        found.append(
            Pattern(
                "extreme",
                _(
                    "Nearly all answers are at the ends of the scale. The order of themes still counts; "
                    "how far apart they are counts less."
                ),
                False,
            )
        )
    mean = float(answers.mean())
    if mean >= 4.2 and not found:
        words = _("You liked nearly everything. Look at which themes you liked most, not at how much.")
        found.append(Pattern("high", words, False))
    if mean <= 1.8 and not found:
        words = _("You liked hardly anything. The least disliked themes are shown; read them with care.")
        found.append(Pattern("low", words, False))
    if not any(p.is_serious for p in found) and _is_scattered(answers, themes):
        words = _(
            "Answers within a theme differ as much as answers between themes. Interests may be narrower "
            "than a theme, or some answers were given in haste; read the order of themes with care."
        )
        found.append(Pattern("scattered", words, False))
    return tuple(found)


def _is_one_line(answers: np.ndarray, themes: np.ndarray) -> bool:
    """Whether no theme differs from the commonest answer: somebody who likes one theme only isn't hasty."""
    usual = int(np.bincount(answers, minlength=6).argmax())
    own = [answers[themes == theme] for theme in range(6)]
    return all((group == usual).mean() > _LINE_SHARE for group in own if len(group))


def _longest_run(answers: np.ndarray, themes: np.ndarray) -> tuple[int, int]:
    """Length of the longest run of one answer, and from how many themes its items come."""
    edges = np.concatenate([[0], np.flatnonzero(np.diff(answers)) + 1, [len(answers)]])
    at = int(np.diff(edges).argmax())
    return int(edges[at + 1] - edges[at]), len(np.unique(themes[edges[at] : edges[at + 1]]))


def _is_scattered(answers: np.ndarray, themes: np.ndarray) -> bool:
    """Within-theme spread that is large in itself and leaves nothing between themes (F at most 1)."""
    groups = [answers[themes == theme] for theme in range(6)]
    groups = [group for group in groups if len(group) >= 2]
    if len(groups) < 3:
        return False
    inner = sum(len(group) - 1 for group in groups)
    within = sum(((group - group.mean()) ** 2).sum() for group in groups) / inner
    grand = np.concatenate(groups).mean()
    between = sum(len(g) * (g.mean() - grand) ** 2 for g in groups) / (len(groups) - 1)
    return bool(within >= 1.6 and between <= within)
