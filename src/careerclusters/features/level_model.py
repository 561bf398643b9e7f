"""What levels tend to go together, learnt from the levels that occupations ask for.

A person's level vector is modelled as L = m + δ: m like an occupation's, N(μ, Σ), and δ the person's own
departure, N(0, ω² I). μ and Σ come from the level ratings of all rated occupations, Σ shrunk by Ledoit
and Wolf (doi:10.1016/S0047-259X(03)00096-4).

Negative covariances are set to zero and the matrix is brought back to a valid one. Among occupations
strength and writing go against each other because work is divided, not because the strong can't write.
Used as they stand they would turn every strength a person names into a weakness elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from careerclusters.catalog import Catalog
from careerclusters.errors import DataError
from careerclusters.schema.ratings import RATED_DOMAINS

__all__ = [
    "LENIENCE_SD",
    "PERSON_SD",
    "SELF_RATING_SD",
    "LevelModel",
    "fit_level_model",
    "level_model_from",
    "occupation_levels",
]

PERSON_SD = 1.0
SELF_RATING_SD = 1.0
LENIENCE_SD = 0.5
_LEVEL = "LV"


@dataclass(frozen=True, eq=False)
class LevelModel:
    """Mean levels (n_elements,) and covariance (n_elements, n_elements) of people, by element id."""

    element_ids: tuple[str, ...]
    mean: np.ndarray
    covariance: np.ndarray
    shrinkage: float
    catalog_id: str

    def __repr__(self) -> str:
        return f"LevelModel({len(self.element_ids)} elements, shrinkage {self.shrinkage:.3f})"

    def given(
        self, places: np.ndarray, values: np.ndarray, *, noise: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """Mean and covariance of all levels after some were observed with error.

        Parameters
        ----------
        places, values
            Places of the observed elements and their levels, of shape (n_observed,).
        noise
            Covariance of the errors, of shape (n_observed, n_observed).
        """
        cross = self.covariance[:, places]
        gain = np.linalg.solve(cross[places] + noise, cross.T).T
        mean = self.mean + gain @ (values - self.mean[places])
        covariance = self.covariance - gain @ cross.T
        return mean, (covariance + covariance.T) / 2


def occupation_levels(catalog: Catalog) -> tuple[np.ndarray, tuple[str, ...], tuple[str, ...]]:
    """Levels of shape (n_occupations, n_elements), the codes and the element ids.

    Occupations that lack any of the ratings are left out.
    """
    parts = [catalog.matrix(domain, scale_id=_LEVEL) for domain in RATED_DOMAINS]
    codes = tuple(sorted(set.intersection(*(set(rows) for rows, _, _ in parts))))
    blocks = [catalog.matrix(domain, scale_id=_LEVEL, codes=codes)[2] for domain in RATED_DOMAINS]
    levels = np.hstack(blocks)
    names = [element_id for _, columns, _ in parts for element_id in columns]
    order = np.argsort(names, kind="stable")
    is_whole = ~np.isnan(levels).any(axis=1)
    if is_whole.sum() < 3:
        raise DataError(
            "The catalog has too few level ratings to infer strengths",
            seen=f"{is_whole.sum()} occupations",
            todo="Compile the catalog from a full release.",
        )
    kept = tuple(code for code, whole in zip(codes, is_whole, strict=True) if whole)
    return levels[is_whole][:, order], kept, tuple(names[at] for at in order)


def fit_level_model(catalog: Catalog) -> LevelModel:
    """The model from a catalog's level ratings; the same catalog gives the same model."""
    levels, _, names = occupation_levels(catalog)
    return level_model_from(levels, names, catalog_id=catalog.id)


def level_model_from(
    levels: np.ndarray, element_ids: tuple[str, ...], *, catalog_id: str = "", keeps_negative: bool = False
) -> LevelModel:
    """The model from levels of shape (n_occupations, n_elements).

    `keeps_negative` leaves negative covariances in place; it exists to measure what dropping them costs.
    """
    covariance, shrinkage = _shrunk_covariance(levels)
    if not keeps_negative:
        covariance = _without_negative(covariance)
    return LevelModel(
        element_ids=element_ids,
        mean=levels.mean(axis=0),
        covariance=covariance + PERSON_SD**2 * np.eye(len(covariance)),
        shrinkage=shrinkage,
        catalog_id=catalog_id,
    )


def _shrunk_covariance(levels: np.ndarray) -> tuple[np.ndarray, float]:
    """Covariance drawn towards a sphere of the same size by the share that Ledoit and Wolf derive, 0 to 1.

    As scikit-learn's, to the last bit; it would take longer to load than everything here takes.
    """
    n, size = levels.shape
    rest = levels - levels.mean(axis=0)
    square = rest**2
    covariance = rest.T @ rest / n
    variances = square.sum(axis=0) / n
    mean = variances.sum() / size
    spread = ((rest.T @ rest) ** 2).sum() / n**2
    noise = 1.0 / (size * n) * ((square.T @ square).sum() / n - spread)
    distance = (spread - 2.0 * mean * variances.sum() + size * mean**2) / size
    shrinkage = float(min(noise, distance) / distance) if distance > 0 else 0.0
    shrunk: np.ndarray = (1.0 - shrinkage) * covariance
    shrunk[np.diag_indices(size)] += shrinkage * np.trace(covariance) / size
    return shrunk, shrinkage


def _without_negative(covariance: np.ndarray) -> np.ndarray:
    """Negative entries to zero, then the nearest valid matrix by eigenvalues, with the old variances."""
    size = np.sqrt(np.diag(covariance))
    correlation = np.maximum(covariance / np.outer(size, size), 0.0)
    values, vectors = np.linalg.eigh(correlation)
    repaired = (vectors * np.maximum(values, 1e-6)) @ vectors.T
    scale = np.sqrt(np.diag(repaired))
    valid: np.ndarray = repaired / np.outer(scale, scale) * np.outer(size, size)
    return valid
