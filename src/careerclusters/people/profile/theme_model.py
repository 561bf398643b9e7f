"""Six correlated themes as one Gaussian: what answers say about all of them, in closed form.

A person's interest in theme t, on the five-point answer scale, is θ_t with

    θ ~ N(3, D C D)          C the hexagon below, D = 0.85 on the diagonal
    answer = θ_t + ε,        ε ~ N(0, σ²), σ² = 1 unless the person's own answers say otherwise

With n_t answers of sum s_t the posterior has precision (DCD)⁻¹ + diag(n/σ²). ε holds both what is
particular about an item and the noise of answering: no item has been tried on real people, so all
items of a theme count the same.

The hexagon holds the mean correlations of 41,947 people by distance on the hexagon (neighbours .37, next but
one .17, opposite −.01), from the published aggregates of a public sample. Their means by theme are
`POPULARITY`: helping is liked by most and working with tools by few. They say how popular the items of a
theme are, not how well a theme fits anybody, so the *relative* view takes them off: it is an assumption,
since our items were never tried on that sample, and it can be switched off (`view="raw"`). The
correlations of *occupations'* themes would be wrong here. They are strongly negative across the
hexagon because work specialises; a prior made from them would hold a liking for hands-on work
against an interest in helping people.
"""

from __future__ import annotations

import numpy as np

__all__ = [
    "HEXAGON",
    "NEUTRAL",
    "NOISE_VARIANCE",
    "POPULARITY",
    "SPREAD",
    "THEMES",
    "hexagon",
    "posterior",
    "prior_covariance",
    "relative",
]

THEMES = ("R", "I", "A", "S", "E", "C")
NEUTRAL = 3.0
SPREAD = 0.85
NOISE_VARIANCE = 1.0
HEXAGON = (1.0, 0.37, 0.17, -0.01)
# Mean liking of R, I, A, S, E, C on the scale 1–5 in a public sample of 41,947 people.
POPULARITY = (2.1, 3.0, 3.0, 3.4, 2.5, 2.4)


def hexagon(steps: tuple[float, float, float, float] = HEXAGON) -> np.ndarray:
    """Correlations of the six themes by their distance around the hexagon, of shape (6, 6)."""
    places = np.arange(6)
    apart = np.abs(places[:, None] - places[None, :])
    correlations: np.ndarray = np.asarray(steps)[np.minimum(apart, 6 - apart)]
    return correlations


def prior_covariance() -> np.ndarray:
    """What is assumed about a person before the first answer, of shape (6, 6), in answer points²."""
    return SPREAD**2 * hexagon()


def relative(themes: np.ndarray, covariance: np.ndarray | None = None) -> np.ndarray:
    """Themes against how popular each is, on the scale of `themes`.

    Parameters
    ----------
    themes
        Of shape (..., 6).
    covariance
        Of shape (6, 6), where the themes are the `posterior` of answers. Few answers are pulled towards 3
        there; who is compared with what people like on average is pulled towards that instead, else every
        average person would seem to like the unpopular themes. Without it themes are taken as they are.
    """
    popular = np.array(POPULARITY)
    themes = np.asarray(themes, dtype=float)
    if covariance is not None:
        themes = themes + covariance @ np.linalg.inv(prior_covariance()) @ (popular - NEUTRAL)
    against: np.ndarray = themes - popular + popular.mean()
    return against


def posterior(
    counts: np.ndarray, sums: np.ndarray, *, noise_variance: np.ndarray | float = NOISE_VARIANCE
) -> tuple[np.ndarray, np.ndarray]:
    """Mean and covariance of the themes after answers.

    Parameters
    ----------
    counts, sums
        Number and sum of the answers per theme, of shape (6,) or (n_people, 6).
    noise_variance
        σ², one for all or of shape (n_people,).

    Returns
    -------
    Means of the shape of `sums` and covariances with one more axis of 6.
    """
    noise = np.asarray(noise_variance, dtype=float)[..., None]
    counts = np.asarray(counts, dtype=float)
    weight = counts / noise
    precision_prior = np.linalg.inv(prior_covariance())
    covariance = np.linalg.inv(precision_prior + weight[..., None] * np.eye(6))
    pull = (np.asarray(sums, dtype=float) - counts * NEUTRAL) / noise
    mean = NEUTRAL + np.einsum("...ij,...j->...i", covariance, pull)
    return mean, covariance
