"""The matcher: prepared once for a catalog and a clustering, then quick for every person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from careerclusters.catalog import Catalog
from careerclusters.clustering import Clustering
from careerclusters.errors import InputError
from careerclusters.features.level_model import LevelModel, fit_level_model
from careerclusters.people.matching.cluster_affinity import cluster_rows, place_of, spread_out
from careerclusters.people.matching.filters import Filtered, apply_constraints
from careerclusters.people.matching.match import LIMITS, Match
from careerclusters.people.matching.occupation_features import Ground, prepare
from careerclusters.people.matching.score import (
    PARTS,
    Told,
    check_weights,
    interest_values,
    preference_values,
    read_person,
    strength_values,
)
from careerclusters.people.matching.sufficiency import next_question, too_little
from careerclusters.people.matching.uncertainty import middle_ranks, plausible_scores, ranks_of, tie_groups_of
from careerclusters.people.profile.person import Person

__all__ = ["TOP", "Matcher"]

TOP = 10
_MOST_DRAWS = 5000
_DECIMALS = 6


@dataclass(frozen=True, eq=False)
class Matcher:
    """Catalog, clustering and everything computed from them that all people share."""

    catalog: Catalog
    clustering: Clustering | None
    ground: Ground
    model: LevelModel

    @classmethod
    def prepare(cls, catalog: Catalog, clustering: Clustering | None = None) -> Matcher:
        """Read the ratings and fit the model of levels, about a second.

        Raises
        ------
        ModelError
            When the clustering was made from another catalog.
        """
        if clustering is not None:
            clustering.check_catalog(catalog)
        return cls(catalog, clustering, prepare(catalog, clustering), fit_level_model(catalog))

    def read(self, person: Person) -> Told:
        """Themes, levels and wishes of a person."""
        return read_person(person, self.catalog, ground=self.ground, model=self.model)

    def values(self, told: Told) -> dict[str, np.ndarray]:
        """The parts that can be computed, unweighted, each of shape (n_occupations,)."""
        ground, found = self.ground, {}
        if told.profile is not None:
            found["interests"] = interest_values(
                told.profile.vector[None], ground, reliability=told.reliability
            )[0]
        if told.strengths is not None:
            parts = strength_values(told.strengths.vector[None], told.certainty, ground)
            names = ("strengths_met", "strengths_unused", "gaps")
            found |= {name: part[0] for name, part in zip(names, parts, strict=True)}
        if "preferences" in told.parts:
            found["preferences"] = preference_values(told, ground)
        return {name: found[name] for name in PARTS if name in found}

    def score(
        self, person: Person, *, weights: Mapping[str, float] | None = None
    ) -> tuple[np.ndarray, dict[str, np.ndarray]]:
        """Score of every occupation of `ground` and its weighted parts; constraints are not applied."""
        weight = check_weights(weights)
        return _weighted(self.values(self.read(person)), weight, len(self.ground.codes))

    def match(
        self,
        person: Person,
        *,
        weights: Mapping[str, float] | None = None,
        is_wide: bool = False,
        draws: int = 200,
        seed: int = 0,
    ) -> Match:
        """See `careerclusters.people.match`."""
        weight = check_weights(weights)
        if isinstance(draws, bool) or not isinstance(draws, int) or not 0 <= draws <= _MOST_DRAWS:
            raise InputError("That number of draws can't be used", seen=draws, todo="Give 0 to 5000.")
        told = self.read(person)
        filtered = self._filtered(person)
        lacking = too_little(person, told)
        if lacking is not None:
            return self._result(person, told, weight, filtered, todo=lacking, settings=(is_wide, draws, seed))
        values = self.values(told)
        score, parts = _weighted(values, weight, len(self.ground.codes))
        stays = np.isin(self.ground.codes, filtered.kept)
        scores = None
        if draws:
            scores = plausible_scores(told, values, self.ground, weights=weight, draws=draws, seed=seed)
        rows = np.flatnonzero(stays)
        rows = rows[np.argsort(-score[rows], kind="stable")]
        if is_wide:
            rows = spread_out(rows, self.ground, self.clustering)
        plausible = None if scores is None else scores[:, rows]
        occupations = self._occupations(rows, score, parts, plausible)
        clusters, weights_on_map = cluster_rows(rows, score[rows], plausible, ground=self.ground,
                                                clustering=self.clustering)  # fmt: skip
        return self._result(
            person,
            told,
            weight,
            filtered,
            settings=(is_wide, draws, seed),
            occupations=occupations,
            clusters=clusters,
            place=place_of(weights_on_map, self.clustering),
        )

    def _filtered(self, person: Person) -> Filtered:
        from careerclusters.people.profile.preferences import Constraints

        return apply_constraints(person.constraints or Constraints(), self.catalog)

    def _occupations(
        self, rows: np.ndarray, score: np.ndarray, parts: dict[str, np.ndarray], scores: np.ndarray | None
    ) -> pl.DataFrame:
        count = len(rows)
        columns: dict[str, object] = {
            "code_onet": [self.ground.codes[row] for row in rows],
            "title": [self.ground.titles[row] for row in rows],
            "score": score[rows],
        }
        for name in PARTS:
            known = parts[name][rows] if name in parts else np.full(count, np.nan)
            columns[name] = pl.Series(known, dtype=pl.Float64).fill_nan(None)
        columns["rank"] = np.arange(1, count + 1)
        if scores is None or not count:
            nothing = pl.Series([None] * count, dtype=pl.Int64)
            columns |= {"rank_low": nothing, "rank_high": nothing, "tie_group": nothing}
            columns["top_ten_share"] = pl.Series([None] * count, dtype=pl.Float64)
            columns["is_supported"] = np.arange(count) < TOP
        else:
            ranks = ranks_of(scores)
            low, high = middle_ranks(ranks)
            place = np.arange(1, count + 1)
            columns["rank_low"] = np.minimum(low, place).astype(np.int64)
            columns["rank_high"] = np.maximum(high, place).astype(np.int64)
            columns["tie_group"] = tie_groups_of(score[rows], scores)
            columns["top_ten_share"] = (ranks <= TOP).mean(axis=0).round(4)
            columns["is_supported"] = low <= TOP
        return pl.DataFrame(columns)

    def _result(
        self,
        person: Person,
        told: Told,
        weights: dict[str, float],
        filtered: Filtered,
        *,
        settings: tuple[bool, int, int],
        occupations: pl.DataFrame | None = None,
        clusters: pl.DataFrame | None = None,
        place: tuple[float, float] | None = None,
        todo: str | None = None,
    ) -> Match:
        from careerclusters import __version__

        is_wide, draws, seed = settings
        nothing = np.array([], dtype=int)
        if occupations is None:
            occupations = self._occupations(nothing, np.array([]), {}, None)
        if clusters is None:
            clusters, _ = cluster_rows(nothing, np.array([]), None, ground=self.ground, clustering=None)
        patterns = tuple(pattern.words for pattern in told.profile.patterns) if told.profile else ()
        return Match(
            person=person,
            is_enough=todo is None,
            occupations=occupations,
            clusters=clusters,
            removed=filtered.removed,
            unknown=filtered.unknown,
            place=place,
            parts=told.parts if todo is None else (),
            missing=tuple(part for part in PARTS if part not in told.parts),
            weights=weights,
            is_wide=is_wide,
            draws=draws,
            seed=seed,
            release=self.catalog.release,
            catalog_id=self.catalog.id,
            version=__version__,
            limits=(*LIMITS, *patterns, *_unranked(self.ground)),
            ask=next_question(person, told),
            todo=todo,
            _matcher=self,
        )

    def __repr__(self) -> str:
        return f"Matcher({len(self.ground.codes)} occupations of {self.catalog.release})"


def _weighted(
    values: Mapping[str, np.ndarray], weights: Mapping[str, float], count: int
) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """Parts, weighted and rounded so that what is shown adds up, and their sum."""
    parts = {name: np.round(weights[name] * part, _DECIMALS) + 0.0 for name, part in values.items()}
    total = np.zeros(count)
    for part in parts.values():
        total = total + np.nan_to_num(part)
    return np.round(total, _DECIMALS) + 0.0, parts


def _unranked(ground: Ground) -> tuple[str, ...]:
    count = len(ground.unrated)
    return (f"{count} occupations have no ratings and can't be matched.",) if count else ()
