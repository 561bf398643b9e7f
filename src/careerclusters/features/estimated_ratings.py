"""Ratings for civil occupations that have none, estimated from the occupations most like them.

An occupation without ratings has titles, often tasks, and a place in the taxonomy. Its likeness to each
rated occupation is

    w_titles cos(titles) + w_tasks cos(tasks) + Σ_k bonus_k [the first k digits of the codes agree]

and its rating on every element is the mean of the NEAREST most alike, each weighing exp(SHARPNESS ×
likeness). The error of an estimate is the error that the same procedure makes on rated occupations that
are treated as if they had no ratings (leave one out), element by element, joined with the error of the
ratings used. Nothing is estimated for military occupations.

The result is a catalog whose ratings have further rows; `estimates` says which they are and from whom.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from careerclusters.catalog.ratings import rated_scales
from careerclusters.results import Value

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog

__all__ = ["Estimates", "estimated_tables", "estimates", "with_estimates"]

NEAREST = 8
SHARPNESS = 6.0
WEIGHTS: Mapping[str, float] = {"titles": 0.5, "tasks": 0.5}
SAME_DIGITS: Mapping[int, float] = {7: 0.20, 6: 0.10, 4: 0.05, 2: 0.05}
MILITARY = "55-"


@dataclass(frozen=True, eq=False)
class Estimates(Value):
    """Who is estimated, from whom, and how well it works.

    Attributes
    ----------
    codes
        Occupations whose ratings are estimated, ascending.
    sources
        Code → the occupations it is estimated from with their weights (sum 1), heaviest first.
    rated
        Occupations with ratings of their own, ascending.
    weights
        (n_codes, n_rated), rows sum to 1.
    loo_weights
        The same for the rated occupations, each left out of its own; (n_rated, n_rated).
    """

    codes: tuple[str, ...]
    sources: Mapping[str, tuple[tuple[str, float], ...]]
    rated: tuple[str, ...]
    weights: np.ndarray
    loo_weights: np.ndarray

    def is_estimated(self, code: str) -> bool:
        """Whether this occupation's ratings are estimates."""
        return code in self.sources

    def estimated_from(self, code: str) -> tuple[str, ...]:
        """Codes it is estimated from, the most alike first; empty for one with its own ratings."""
        return tuple(source for source, _ in self.sources.get(code, ()))

    def words(self, code: str, titles: Mapping[str, str], *, most: int = 3) -> str | None:
        """In words, "Estimated from Paramedics; …"; None for an occupation with its own ratings."""
        found = self.estimated_from(code)
        if not found:
            return None
        named = "; ".join(titles[source] for source in found[:most])
        return f"Skills, interests and conditions are estimated from: {named}."

    def __repr__(self) -> str:
        return f"Estimates({len(self.codes)} occupations from {len(self.rated)} rated)"


def estimates(catalog: Catalog) -> Estimates:
    """Which occupations of a catalog are estimated, from whom; computed once for the catalog.

    A catalog from `with_estimates` gives what it was made with.
    """
    return catalog.derive("estimates", lambda: _estimate(catalog))


def with_estimates(catalog: Catalog) -> Catalog:
    """The catalog with ratings and job zones for occupations that lacked them.

    Where an occupation has some ratings of its own (interests, for many), these stay.

    Estimated rows of `ratings` have the source "Estimated", no sample size, and errors that say how far
    such estimates are off. `occupations.is_rated` is true for them, so that views take them in; who is
    estimated stays known through `estimates`. The catalog given is left as it is.
    """
    if catalog.derive("is_estimated", lambda: False):
        return catalog
    known = estimates(catalog)
    if not known.codes:
        return catalog

    def make() -> Catalog:
        return catalog.with_tables(
            estimated_tables(catalog), derived={"estimates": known, "is_estimated": True}
        )

    return catalog.derive("with_estimates", make)


def estimated_tables(catalog: Catalog) -> Mapping[str, pl.DataFrame]:
    """The tables that hold estimates, by name: ratings, occupations and, if there are any, job zones."""
    return catalog.derive("estimated_tables", lambda: _tables(catalog, estimates(catalog)))


def _tables(catalog: Catalog, known: Estimates) -> dict[str, pl.DataFrame]:
    stated, keys = catalog.table("ratings"), ["code_onet", "element_id", "scale_id"]
    added = _ratings(catalog, known).join(stated, on=keys, how="anti")  # what is stated stays
    tables = {
        "ratings": pl.concat([stated, added]).sort(*keys, maintain_order=True),
        "occupations": catalog.occupations.with_columns(
            is_rated=pl.col("is_rated") | pl.col("code_onet").cast(pl.String).is_in(known.codes)
        ),
    }
    if catalog.has("job_zones"):
        tables["job_zones"] = _job_zones(catalog, known)
    return tables


def _estimate(catalog: Catalog) -> Estimates:
    table = catalog.occupations.with_columns(pl.col("code_onet").cast(pl.String)).sort("code_onet")
    rated = table.filter("is_rated")["code_onet"].to_list()
    wanted = [
        code
        for code in table.filter(~pl.col("is_rated"))["code_onet"].to_list()
        if not code.startswith(MILITARY)
    ]
    likeness, has_words = _likeness(catalog, [*wanted, *rated], rated)
    codes = [code for code, known in zip(wanted, has_words, strict=False) if known]
    rows = likeness[: len(wanted)][has_words[: len(wanted)]]
    own = likeness[len(wanted) :].copy()
    np.fill_diagonal(own, -np.inf)
    weights, loo = _nearest(rows), _nearest(own)
    sources = {}
    for code, row in zip(codes, weights, strict=True):
        order = np.argsort(-row, kind="stable")[:NEAREST]
        sources[code] = tuple((rated[at], round(float(row[at]), 4)) for at in order if row[at] > 0)
    return Estimates(tuple(codes), sources, tuple(rated), weights, loo)


def _likeness(catalog: Catalog, codes: list[str], rated: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """Likeness of `codes` to the rated ones, and which of `codes` have words at all."""
    from careerclusters.errors import DataError
    from careerclusters.views import build_view

    place = {code: at for at, code in enumerate(codes)}
    columns = [place[code] for code in rated]
    total, weight = np.zeros((len(codes), len(rated))), np.zeros((len(codes), len(rated)))
    has_words = np.zeros(len(codes), dtype=bool)
    for name, share in WEIGHTS.items():
        try:
            view = build_view(catalog, name, codes=codes)
        except DataError:
            continue
        length = np.sqrt((view.values.astype(np.float64) ** 2).sum(axis=1, keepdims=True))
        rows = view.values / np.where(length > 1e-12, length, 1.0)
        known = view.has_row[:, None] & view.has_row[columns][None]
        total += share * known * (rows @ rows[columns].T)
        weight += share * known
        has_words |= view.has_row
    likeness = total / np.where(weight > 0, weight, 1.0)
    for digits, bonus in SAME_DIGITS.items():
        likeness += bonus * _same(codes, rated, digits)
    return likeness, has_words


def _same(codes: list[str], rated: list[str], digits: int) -> np.ndarray:
    """Whether the codes begin alike, (n_codes, n_rated) of 0 and 1."""
    first = np.array([code[:digits] for code in codes])
    is_same: np.ndarray = first[:, None] == np.array([code[:digits] for code in rated])[None]
    return is_same.astype(float)


def _nearest(likeness: np.ndarray) -> np.ndarray:
    weights = np.zeros_like(likeness)
    for row, values in enumerate(likeness):
        near = np.argsort(-values, kind="stable")[:NEAREST]
        pull = np.exp(SHARPNESS * (values[near] - values[near].max()))
        weights[row, near] = pull / pull.sum()
    return weights


def _ratings(catalog: Catalog, found: Estimates) -> pl.DataFrame:
    """Rows of `ratings` for the estimated occupations, in its schema."""
    frames = []
    schema = catalog.table("ratings").schema
    for domain, scale in rated_scales(catalog):
        if not domain:
            continue
        _, elements, values = catalog.matrix(domain, scale_id=scale, codes=found.rated)
        errors = catalog.matrix(domain, scale_id=scale, codes=found.rated, value="standard_error")[2]
        estimate = _mean(found.weights, values)
        off = values - _mean(found.loo_weights, values)
        with np.errstate(invalid="ignore"):
            usual = np.sqrt(np.nanmean(off**2, axis=0)) if np.isfinite(off).any() else np.zeros(len(elements))
        own = np.sqrt(_mean(found.weights**2, np.nan_to_num(errors) ** 2, is_sum=True))
        error = np.sqrt(usual[None] ** 2 + own**2)
        rows, columns = np.nonzero(np.isfinite(estimate))
        frame = {
            "code_onet": [found.codes[row] for row in rows],
            "element_id": [elements[column] for column in columns],
            "scale_id": [scale] * len(rows),
            "value": estimate[rows, columns],
            "standard_error": error[rows, columns],
        }
        frames.append(pl.DataFrame(frame))
    joined = pl.concat(frames)
    for name, kind in schema.items():
        if name == "source":
            joined = joined.with_columns(pl.lit("Estimated").alias(name))
        elif name not in joined.columns:
            joined = joined.with_columns(pl.lit(None).cast(kind).alias(name))
    return joined.select(list(schema)).cast(schema)


def _mean(weights: np.ndarray, values: np.ndarray, *, is_sum: bool = False) -> np.ndarray:
    """Weighted mean over known values, NaN where none is known."""
    known = np.isfinite(values)
    total = weights @ np.where(known, values, 0.0)
    if is_sum:
        return total
    mass = weights @ known
    return np.where(mass > 1e-9, total / np.where(mass > 1e-9, mass, 1.0), np.nan)


def _job_zones(catalog: Catalog, found: Estimates) -> pl.DataFrame:
    """Job zones with the weighted middle of the sources where an occupation has none."""
    table = catalog.table("job_zones")
    zones = dict(table.select(pl.col("code_onet").cast(pl.String), "job_zone").iter_rows())
    values = np.array([[float(zones.get(code) or np.nan)] for code in found.rated])
    guessed = _mean(found.weights, values)[:, 0]
    missing = [
        {"code_onet": code, "job_zone": round(float(zone))}
        for code, zone in zip(found.codes, guessed, strict=True)
        if code not in zones and np.isfinite(zone)
    ]
    if not missing:
        return table
    rows = pl.DataFrame(missing)
    for name, kind in table.schema.items():
        if name not in rows.columns:
            rows = rows.with_columns(pl.lit(None).cast(kind).alias(name))
    return pl.concat([table, rows.select(table.columns).cast(table.schema)]).sort("code_onet")
