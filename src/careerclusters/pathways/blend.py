"""Observed moves and the move model as one: the less an origin was surveyed, the more the model says.

    share(i → j) = ( N_i observed_ij + α chance_ij ) / ( N_i + α )

`N_i` are the respondents behind origin i, `chance` is the model, and α says how many respondents the
model is worth. It is the α at which the observed counts are likeliest when each origin's shares are
drawn around the chances of a model that was not shown it (Dirichlet-multinomial); `careerclusters
evaluate moves` finds it again.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

__all__ = ["ALPHA", "KINDS", "OBSERVED_FROM", "blend", "kinds_of", "likeliest_alpha"]

ALPHA = 120.0
"""Respondents that the model is worth."""

OBSERVED_FROM = 0.8
KINDS = {
    "observed": "at least four fifths from observed moves",
    "blended": "partly from observed moves, partly from the model",
    "modelled": "from the model alone: nobody from here is in the survey",
}


def blend(
    observed: np.ndarray, chances: np.ndarray, *, respondents: np.ndarray, alpha: float = ALPHA
) -> np.ndarray:
    """Shares of leavers by destination, rows sum to 1 as those of `chances` do.

    Parameters
    ----------
    observed
        Observed shares, 0 in rows that aren't observed, (n_groups, n_groups). Destinations that the model
        does not serve are left out and the rest made to sum to 1.
    chances
        Chances of the model, (n_groups, n_groups).
    respondents
        Movers in the survey by origin, (n_groups,).
    """
    served = np.where(chances.sum(axis=0) > 0, observed, 0.0)
    total = served.sum(axis=1, keepdims=True)
    count = np.where(total[:, 0] > 0, respondents * total[:, 0], 0.0)[:, None]
    return (count * served / np.where(total > 0, total, 1.0) + alpha * chances) / (count + alpha)


def kinds_of(respondents: np.ndarray, *, alpha: float = ALPHA) -> tuple[str, ...]:
    """Kind of each origin's shares, see KINDS."""
    weight = respondents / (respondents + alpha)
    return tuple(
        "modelled" if share <= 0 else "observed" if share >= OBSERVED_FROM else "blended" for share in weight
    )


def likeliest_alpha(
    chances: np.ndarray, observed: np.ndarray, *, respondents: np.ndarray, origins: Sequence[int]
) -> float:
    """The α at which the counts of `origins` are likeliest; `chances` must not have seen them."""
    from scipy.optimize import minimize_scalar
    from scipy.special import gammaln

    rows = np.asarray(list(origins), dtype=int)
    expected = np.maximum(chances[rows], 1e-9)
    open_ = chances[rows] > 0
    counts = np.where(open_, observed[rows], 0.0)
    counts *= respondents[rows][:, None]

    def loss(log_alpha: float) -> float:
        prior = np.exp(log_alpha) * expected
        inside = np.where(open_, gammaln(counts + prior) - gammaln(prior), 0.0).sum(axis=1)
        whole = gammaln(np.exp(log_alpha)) - gammaln(counts.sum(axis=1) + np.exp(log_alpha))
        return -float((inside + whole).sum())

    return float(np.exp(minimize_scalar(loss, bounds=(0.0, 9.0), method="bounded").x))
