"""Ceilings: how well anything could rank the observed moves, given how few people were asked.

Nobody knows the true shares of leavers, so two guesses stand at the ends of what is plausible:

    smooth   the chances of the move model that was not shown the origin
    sparse   shares drawn from Dirichlet(N_i observed_i + α chance_i): what the survey and the model
             together leave possible, with the true shares as uneven as the survey suggests

From each, surveys of the same size are drawn: for every origin as many movers as the real survey has.
A *second survey* ranks the destinations of the first; *perfect* is the truth itself ranking them. What
lies above perfect can't be earned, only overfitted.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from careerclusters.evaluation.ranking import rank_destinations
from careerclusters.features.move_groups import MoveGroups

__all__ = ["TRUTHS", "Ceiling", "find_ceilings"]

TRUTHS = {
    "smooth": "the move model's chances are the truth",
    "sparse": "the truth is drawn around the observed moves and the model",
}
DRAWS = 3
_MEASURES = ("auc", "recall_at_10", "ndcg")


@dataclass(frozen=True)
class Ceiling:
    """How well surveys drawn from one guess at the truth are ranked; means over draws.

    Attributes
    ----------
    truth
        "smooth" or "sparse", see TRUTHS.
    ranked_by
        "second_survey" or "perfect".
    auc, recall_at_10, ndcg
        As in `Ranking`.
    """

    truth: str
    ranked_by: str
    auc: float
    recall_at_10: float
    ndcg: float

    def to_dict(self) -> dict[str, object]:
        """JSON-ready."""
        figures = {name: round(float(getattr(self, name)), 4) for name in _MEASURES}
        return {"truth": self.truth, "ranked_by": self.ranked_by, **figures}


def find_ceilings(
    chances: np.ndarray, groups: MoveGroups, *, alpha: float, draws: int = DRAWS, seed: int = 0
) -> tuple[Ceiling, ...]:
    """Measures of a second survey and of the truth itself, for both guesses at the truth.

    Parameters
    ----------
    chances
        Of a model that was not shown the origins, rows sum to 1, (n_groups, n_groups).
    groups
        The observed moves, with the respondents behind each origin.
    alpha
        Respondents that the model is worth, from `likeliest_alpha`.
    draws, seed
        How often surveys are drawn; seed of all chance.
    """
    rng = np.random.default_rng(seed)
    rows, open_ = groups.origins, groups.is_scored
    sizes = np.maximum(np.round(groups.respondents[rows]).astype(int), 1)
    found: dict[tuple[str, str], list[np.ndarray]] = {}
    for _ in range(draws):
        for truth in TRUTHS:
            real = np.zeros_like(chances)
            for row in rows:
                real[row] = _truth(truth, chances[row], groups, int(row), alpha=alpha, rng=rng)
            surveys = [_survey(real, rows, sizes, rng) for _ in range(2)]
            for name, scores in (("second_survey", surveys[1]), ("perfect", real)):
                ranking = rank_destinations(scores, surveys[0], origins=rows, is_candidate=open_)
                found.setdefault((truth, name), []).append(
                    np.array([getattr(ranking, measure) for measure in _MEASURES])
                )
    return tuple(Ceiling(*key, *map(float, np.mean(values, axis=0))) for key, values in found.items())


def _truth(
    name: str, chances: np.ndarray, groups: MoveGroups, row: int, *, alpha: float, rng: np.random.Generator
) -> np.ndarray:
    """One origin's true shares under a guess; the origin itself and what isn't scored have none."""
    usable = groups.is_scored.copy()
    usable[row] = False
    weight = np.where(usable, np.maximum(chances, 1e-12), 0.0)
    if name == "sparse":
        observed = np.where(usable, groups.shares[row], 0.0)
        weight = alpha * weight / weight.sum() + groups.respondents[row] * observed
        weight = np.where(usable, rng.gamma(np.where(usable, weight, 1.0)), 0.0)
    shares: np.ndarray = weight / weight.sum()
    return shares


def _survey(real: np.ndarray, rows: np.ndarray, sizes: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Shares in a survey of the given sizes, rows sum to 1."""
    drawn = np.zeros_like(real)
    for row, size in zip(rows, sizes, strict=True):
        drawn[row] = rng.multinomial(size, real[row]) / size
    return drawn
