"""Occupations made ready to be matched: arrays in one order, built once per catalog and clustering."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

import numpy as np

from careerclusters.catalog import Catalog
from careerclusters.errors import DataError
from careerclusters.features.estimated_ratings import estimates, with_estimates
from careerclusters.features.to_learn import weight_standing
from careerclusters.people.profile.preferences import VALUES, environment_items
from careerclusters.ranks import mean_ranks
from careerclusters.schema.ratings import RATED_DOMAINS

if TYPE_CHECKING:
    from careerclusters.clustering import Clustering

__all__ = ["LEAST_IMPORTANCE", "Moves", "OccupationFeatures", "prepare"]

LEAST_IMPORTANCE = 2.0
_PAY_SHARE = 0.7


class Moves(Protocol):
    """What is known of the ways between occupations; `pathways.Pathways` is one."""

    @property
    def codes(self) -> tuple[str, ...]:
        """Occupations, in the order of the matrices."""
        ...

    @property
    def similarity(self) -> np.ndarray:
        """How alike two are, in standard deviations over pairs, (n, n)."""
        ...

    @property
    def chance(self) -> np.ndarray:
        """Share of the leavers of one who go to another, (n, n)."""
        ...


@dataclass(frozen=True, eq=False)
class OccupationFeatures:
    """What a person is compared with; rows follow `codes`, what is missing is NaN.

    Attributes
    ----------
    codes, titles
        Occupations with ratings of interests or of levels, ascending by code.
    interests
        Six themes on the scale 1–7, shape (n, 6).
    levels, level_errors
        Levels 0–7 of skills, knowledge and abilities and their standard errors, shape (n, n_elements).
    importance
        How much of an occupation's demands lies in each element: importance above 2 of 5 ("somewhat"),
        rows sum to 1; shape (n, n_elements).
    average
        Mean level over occupations, shape (n_elements,).
    standings
        Share of occupations that have less of each working condition or value, shape (n, n_wishes).
    job_zones
        1–5, shape (n,).
    shares
        Membership in each cluster by level, shape (n, n_clusters); empty without a clustering.
    cluster_ids
        Columns of `shares`.
    unrated
        Codes that can't be matched because nothing about them is rated or estimated.
    kin
        How alike two occupations are by all views, in standard deviations over pairs, shape (n, n); NaN
        where not known. Empty without pathways.
    log_moves
        Log10 of the share of an occupation's leavers who go to another, shape (n, n); NaN where not known.
    estimated_from
        Code of each occupation whose ratings are estimated → the occupations they are estimated from,
        most alike first. Their errors stand in `level_errors`.
    """

    codes: tuple[str, ...]
    titles: tuple[str, ...]
    interests: np.ndarray
    element_ids: tuple[str, ...]
    levels: np.ndarray
    level_errors: np.ndarray
    importance: np.ndarray
    average: np.ndarray
    wishes: tuple[str, ...]
    standings: np.ndarray
    job_zones: np.ndarray
    pay_usd: np.ndarray
    shares: Mapping[str, np.ndarray]
    cluster_ids: Mapping[str, tuple[str, ...]]
    unrated: tuple[str, ...]
    kin: np.ndarray
    log_moves: np.ndarray
    estimated_from: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def place(self) -> dict[str, int]:
        """Row of each code."""
        return {code: row for row, code in enumerate(self.codes)}

    @cached_property
    def level_spreads(self) -> np.ndarray:
        """Standard deviation of each element's level over occupations, shape (n_elements,)."""
        spreads: np.ndarray = np.nanstd(self.levels, axis=0)
        return spreads

    @cached_property
    def importance_standing(self) -> np.ndarray:
        """Importance against all occupations, in standard deviations, (n, n_elements)."""
        return weight_standing(self.importance)

    @cached_property
    def has_levels(self) -> np.ndarray:
        """Whether all levels of an occupation are known, shape (n,)."""
        return _closed(~np.isnan(self.levels).any(axis=1))

    @cached_property
    def wanted(self) -> np.ndarray:
        """`levels` with 0 for what isn't known."""
        return _closed(np.nan_to_num(self.levels))

    @cached_property
    def wanted_errors(self) -> np.ndarray:
        """`level_errors` with 0 for what isn't known."""
        return _closed(np.nan_to_num(self.level_errors))

    @cached_property
    def log_lift(self) -> np.ndarray:
        """Log10 of how many times as often leavers go to each occupation as those of other work, (n, n)."""
        logs = self.log_moves.astype(np.float32)
        known = ~np.isnan(logs)
        shares = np.where(known, 10.0**logs, 0.0).sum(axis=0) / np.maximum(known.sum(axis=0), 1)
        lift: np.ndarray = (logs - np.log10(np.maximum(shares, 1e-9))).astype(np.float16)
        return lift

    def __repr__(self) -> str:
        return f"OccupationFeatures({len(self.codes)} occupations, {len(self.element_ids)} elements)"


def prepare(
    catalog: Catalog, clustering: Clustering | None = None, moves: Moves | None = None
) -> OccupationFeatures:
    """Read what matching needs from a catalog and, for clusters, a clustering.

    `moves` says where people go and how alike occupations are; without it, work held counts by its pay,
    schooling and skills alone.

    Raises
    ------
    DataError
        When the catalog has no ratings of interests.
    """
    known = estimates(catalog)
    catalog = with_estimates(catalog)
    rated, _, _ = catalog.matrix("interests", scale_id="OI")
    level_codes = {code for domain in RATED_DOMAINS for code in _codes(catalog, domain)}
    titles = dict(catalog.occupations.select("code_onet", "title").iter_rows())
    codes = tuple(code for code in sorted(titles) if code in level_codes or code in set(rated))
    if not codes:
        raise DataError("No occupation of this catalog can be matched: none has ratings")
    interests = catalog.matrix("interests", scale_id="OI", codes=codes)[2]
    element_ids, levels, errors, importance = _levels(catalog, codes)
    wishes, standings = _standings(catalog, codes)
    shares, cluster_ids = _memberships(clustering, codes)
    kin, log_moves = _moves(moves, codes)
    return OccupationFeatures(
        codes=codes,
        titles=tuple(titles[code] for code in codes),
        interests=interests,
        element_ids=element_ids,
        levels=levels,
        level_errors=errors,
        importance=importance,
        average=np.nanmean(levels, axis=0),
        wishes=wishes,
        standings=standings,
        job_zones=_column(catalog, "job_zones", "job_zone", codes),
        pay_usd=_pay(catalog, codes),
        shares=shares,
        cluster_ids=cluster_ids,
        unrated=tuple(code for code in sorted(titles) if code not in set(codes)),
        kin=kin,
        log_moves=log_moves,
        estimated_from={code: known.estimated_from(code) for code in codes if known.is_estimated(code)},
    )


def _closed(values: np.ndarray) -> np.ndarray:
    values.flags.writeable = False
    return values


def _moves(moves: Moves | None, codes: tuple[str, ...]) -> tuple[np.ndarray, np.ndarray]:
    if moves is None:
        nothing = np.zeros((0, 0), dtype=np.float16)
        return nothing, nothing
    place = {code: at for at, code in enumerate(moves.codes)}
    rows = np.array([at for at, code in enumerate(codes) if code in place])
    there = np.array([place[codes[at]] for at in rows])
    kin = np.full((len(codes), len(codes)), np.nan, dtype=np.float16)
    log_moves = kin.copy()
    kin[np.ix_(rows, rows)] = moves.similarity[np.ix_(there, there)]
    log_moves[np.ix_(rows, rows)] = np.log10(np.maximum(moves.chance[np.ix_(there, there)], 1e-6))
    return kin, log_moves


def _codes(catalog: Catalog, domain: str) -> tuple[str, ...]:
    return catalog.matrix(domain, scale_id="LV")[0] if "LV" in catalog.scales_of(domain) else ()


def _levels(
    catalog: Catalog, codes: tuple[str, ...]
) -> tuple[tuple[str, ...], np.ndarray, np.ndarray, np.ndarray]:
    """Element ids in the order of the level model, levels, their errors and the shares of importance."""
    names: list[str] = []
    levels, errors, weights = [], [], []
    for domain in RATED_DOMAINS:
        _, columns, values = catalog.matrix(domain, scale_id="LV", codes=codes)
        error = catalog.matrix(domain, scale_id="LV", codes=codes, value="standard_error")[2]
        usual = np.nanmedian(error) if np.isfinite(error).any() else 0.0
        names += columns
        levels.append(values)
        errors.append(np.where(np.isfinite(error), error, usual))
        weights.append(catalog.matrix(domain, scale_id="IM", codes=codes)[2])
    order = np.argsort(names, kind="stable")
    weight = np.maximum(np.hstack(weights)[:, order] - LEAST_IMPORTANCE, 0.0)
    total = np.nansum(weight, axis=1, keepdims=True)
    importance = np.nan_to_num(weight) / np.where(total > 0, total, 1.0)
    ids = tuple(names[at] for at in order)
    return ids, np.hstack(levels)[:, order], np.hstack(errors)[:, order], importance


def _standings(catalog: Catalog, codes: tuple[str, ...]) -> tuple[tuple[str, ...], np.ndarray]:
    """Standing of every occupation on every wish, over those that have the rating."""
    from careerclusters.people.matching.filters import wish_levels

    items = {name: item.element_id for name, item in environment_items().items()}
    wishes = (*items, *VALUES)
    standings = np.full((len(codes), len(wishes)), np.nan)
    place = {code: row for row, code in enumerate(codes)}
    for (name,), rows in wish_levels(catalog, wishes).partition_by("wish", as_dict=True).items():
        ranks = (mean_ranks(rows["value"].to_numpy()) - 0.5) / rows.height
        for code, rank in zip(rows["code_onet"], ranks, strict=True):
            if code in place:
                standings[place[code], wishes.index(name)] = rank
    return wishes, _with_pay(standings, wishes, _pay(catalog, codes))


def _with_pay(standings: np.ndarray, wishes: tuple[str, ...], pay_usd: np.ndarray) -> np.ndarray:
    """The wish for good pay and conditions reads real pay for most, not only what is said of the work."""
    column = wishes.index("conditions")
    known = np.isfinite(pay_usd)
    rank = np.full(len(pay_usd), np.nan)
    if known.any():
        rank[known] = (mean_ranks(pay_usd[known]) - 0.5) / known.sum()
    said = standings[:, column]
    both = _PAY_SHARE * rank + (1 - _PAY_SHARE) * said
    standings[:, column] = np.where(np.isfinite(both), both, np.where(np.isfinite(rank), rank, said))
    return standings


def _memberships(
    clustering: Clustering | None, codes: tuple[str, ...]
) -> tuple[dict[str, np.ndarray], dict[str, tuple[str, ...]]]:
    shares: dict[str, np.ndarray] = {}
    ids: dict[str, tuple[str, ...]] = {}
    if clustering is None:
        return shares, ids
    place = {code: row for row, code in enumerate(codes)}
    for level in clustering.levels:
        ids[level] = tuple(clustering.at(level)["cluster_id"])
        column = {cluster_id: at for at, cluster_id in enumerate(ids[level])}
        matrix = np.zeros((len(codes), len(column)))
        rows = clustering.memberships.filter(clustering.memberships["level"] == level)
        for code, cluster_id, share in rows.select("code_onet", "cluster_id", "membership_share").iter_rows():
            if code in place:
                matrix[place[code], column[cluster_id]] = share
        total = matrix.sum(axis=1, keepdims=True)
        shares[level] = matrix / np.where(total > 0, total, 1.0)
    return shares, ids


def _column(catalog: Catalog, table: str, column: str, codes: tuple[str, ...]) -> np.ndarray:
    if not catalog.has(table):
        return np.full(len(codes), np.nan)
    found = dict(catalog.table(table).select("code_onet", column).drop_nulls().iter_rows())
    return np.array([float(found.get(code, np.nan)) for code in codes])


def _pay(catalog: Catalog, codes: tuple[str, ...]) -> np.ndarray:
    from careerclusters.people.matching.filters import median_pay

    if not catalog.has("wages"):
        return np.full(len(codes), np.nan)
    found = dict(median_pay(catalog).drop_nulls().iter_rows())
    return np.array([found.get(code, np.nan) for code in codes])
