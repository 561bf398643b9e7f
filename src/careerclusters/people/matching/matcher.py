"""The matcher: prepared once for a catalog and a clustering, then quick for every person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from careerclusters.catalog import Catalog
from careerclusters.clustering import Clustering
from careerclusters.errors import InputError
from careerclusters.features.level_model import LevelModel, fit_level_model
from careerclusters.features.market import Market, market_of
from careerclusters.people.matching.cards import BANDS, Card, bands_of, choose_cards, choose_doors
from careerclusters.people.matching.cautions import cautions_of, limits_of
from careerclusters.people.matching.cluster_affinity import cluster_rows, place_of, spread_out
from careerclusters.people.matching.filters import Filtered, apply_constraints
from careerclusters.people.matching.match import Match
from careerclusters.people.matching.occupation_features import Moves, OccupationFeatures, prepare
from careerclusters.people.matching.outlook import (
    DIFFERENT,
    experience_values,
    openings_values,
    pay_values,
    start_values,
)
from careerclusters.people.matching.score import (
    FIT_PARTS,
    PARTS,
    InferredFeatures,
    check_weights,
    interest_values,
    preference_values,
    read_person,
    strength_values,
)
from careerclusters.people.matching.sufficiency import next_question, too_little
from careerclusters.people.matching.tradeoffs import Tradeoffs
from careerclusters.people.matching.uncertainty import middle_ranks, plausible_scores, ranks_of, tie_groups_of
from careerclusters.people.profile.person import Person
from careerclusters.people.profile.theme_model import THEMES

if TYPE_CHECKING:
    from careerclusters.labour import Area

__all__ = ["CARDS", "TOP", "Matcher", "match"]

TOP, CARDS = 10, 20
_MOST_DRAWS = 5000
_DECIMALS = 6


@dataclass(frozen=True, eq=False)
class Matcher:
    """Catalog, clustering and everything computed from them that all people share."""

    catalog: Catalog
    clustering: Clustering | None
    features: OccupationFeatures
    model: LevelModel

    @classmethod
    def prepare(
        cls, catalog: Catalog, clustering: Clustering | None = None, moves: Moves | None = None
    ) -> Matcher:
        """Read the ratings and fit the model of levels, about a second; `moves` are the pathways.

        Raises
        ------
        ModelError
            When the clustering was made from another catalog.
        """
        if clustering is not None:
            clustering.check_catalog(catalog)
        return cls(catalog, clustering, prepare(catalog, clustering, moves), fit_level_model(catalog))

    def read(
        self, person: Person, *, market: Market | None = None, view: str = "relative"
    ) -> InferredFeatures:
        """Themes, levels, wishes and work done of a person; `market` says what an area offers."""
        return read_person(
            person,
            self.catalog,
            features=self.features,
            model=self.model,
            market=self.nation if market is None else market,
            view=view,
        )

    @property
    def nation(self) -> Market:
        """Jobs, openings and pay of the whole country."""
        return market_of(self.catalog)

    @cached_property
    def tradeoffs(self) -> Tradeoffs:
        """The pairs of jobs that a person may be asked to choose between."""
        return Tradeoffs.prepare(self.features, self.nation)

    def values(self, inferred: InferredFeatures) -> dict[str, np.ndarray]:
        """The parts that can be computed, unweighted, each of shape (n_occupations,)."""
        features, found = self.features, {}
        if inferred.themes is not None:
            found["interests"] = interest_values(
                inferred.themes[None], features, reliability=inferred.reliability
            )[0]
        if inferred.strengths is not None and inferred.certainty is not None:
            parts = strength_values(inferred.strengths.vector[None], inferred.certainty, features)
            names = ("strengths_met", "strengths_unused", "gaps")
            found |= {name: part[0] for name, part in zip(names, parts, strict=True)}
        if "preferences" in inferred.parts:
            found["preferences"] = preference_values(inferred, features)
        rows = inferred.market.rows(features.codes)
        work = experience_values(inferred.past, features)
        if work is not None:
            found["experience"] = work - work.mean()
        found["pay"] = pay_values(inferred.past, inferred.market, rows)
        found["openings"] = openings_values(inferred.market, self.nation, rows)
        found["start"] = start_values(inferred.past, features, inferred.market, rows=rows)
        if inferred.past.intent == "different":
            found |= {name: DIFFERENT[name] * found[name] for name in DIFFERENT if name in found}
        return {name: found[name] for name in PARTS if name in found}

    def score(
        self,
        person: Person,
        *,
        weights: Mapping[str, float] | None = None,
        market: Market | None = None,
        view: str = "relative",
    ) -> tuple[np.ndarray, dict[str, np.ndarray]]:
        """Score of every occupation of `features` and its weighted parts; constraints are not applied."""
        weight = check_weights(weights)
        inferred = self.read(person, market=market, view=view)
        return _weighted(self.values(inferred), weight, len(self.features.codes))

    def match(
        self,
        person: Person,
        *,
        weights: Mapping[str, float] | None = None,
        is_wide: bool = False,
        area: Area | None = None,
        view: str = "relative",
        draws: int = 200,
        seed: int = 0,
    ) -> Match:
        """See `match`."""
        weight = check_weights(weights)
        if isinstance(draws, bool) or not isinstance(draws, int) or not 0 <= draws <= _MOST_DRAWS:
            raise InputError("That number of draws can't be used", seen=draws, todo="Give 0 to 5000.")
        market = self.nation if area is None else market_of(self.catalog, area.code)
        inferred = self.read(person, market=market, view=view)
        filtered = self._filtered(person, market)
        settings = (is_wide, draws, seed, None if area is None else area.name)
        lacking = too_little(person, inferred)
        if lacking is not None:
            return self._result(person, inferred, weight, filtered, todo=lacking, settings=settings)
        values = self.values(inferred)
        score, parts = _weighted(values, weight, len(self.features.codes))
        kept = frozenset(filtered.kept)
        stays = np.array([code in kept for code in self.features.codes])
        scores, fit = None, _fit(parts, len(score))[None]
        if draws:
            scores, fit = plausible_scores(
                inferred, values, self.features, weights=weight, draws=draws, seed=seed
            )
        bands = bands_of(fit)
        rows = np.flatnonzero(stays)
        rows = rows[np.argsort(-score[rows], kind="stable")]
        if is_wide:
            rows = spread_out(rows, self.features, self.clustering)
        plausible = None if scores is None else scores[:, rows]
        occupations = self._occupations(rows, score, parts, scores=plausible, bands=bands)
        stands_out = _stands_out(inferred)
        cards: tuple[Card, ...]
        if stands_out:
            cards = choose_cards(
                rows,
                score,
                bands,
                interests=parts.get("interests"),
                inferred=inferred,
                features=self.features,
                count=CARDS,
            )
        else:
            flat = score - parts.get("interests", np.zeros(len(score)))
            order = rows[np.argsort(-flat[rows], kind="stable")]
            cards = choose_doors(order, flat, inferred=inferred, features=self.features)
        clusters, weights_on_map = cluster_rows(rows, score[rows], plausible, features=self.features,
                                                clustering=self.clustering)  # fmt: skip
        return self._result(
            person,
            inferred,
            weight,
            filtered,
            settings=settings,
            cards=cards,
            stands_out=stands_out,
            occupations=occupations,
            clusters=clusters,
            place=place_of(weights_on_map, self.clustering),
        )

    def _filtered(self, person: Person, market: Market) -> Filtered:
        from careerclusters.people.profile.preferences import Constraints

        pay = dict(zip(market.codes, market.pay, strict=True)) if market is not self.nation else None
        return apply_constraints(person.constraints or Constraints(), self.catalog, pay_usd=pay)

    def _occupations(
        self,
        rows: np.ndarray,
        score: np.ndarray,
        parts: dict[str, np.ndarray],
        *,
        scores: np.ndarray | None,
        bands: np.ndarray,
    ) -> pl.DataFrame:
        count = len(rows)
        columns: dict[str, object] = {
            "code_onet": [self.features.codes[row] for row in rows.tolist()],
            "title": [self.features.titles[row] for row in rows.tolist()],
            "score": score[rows],
        }
        for name in PARTS:
            known = parts[name][rows] if name in parts else np.full(count, np.nan)
            columns[name] = pl.Series(known, dtype=pl.Float64, nan_to_null=True)
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
        columns["band"] = pl.Series([BANDS[band] for band in bands[rows].tolist()], dtype=pl.String)
        return pl.DataFrame(columns)

    def _result(
        self,
        person: Person,
        inferred: InferredFeatures,
        weights: dict[str, float],
        filtered: Filtered,
        *,
        settings: tuple[bool, int, int, str | None],
        cards: tuple[Card, ...] = (),
        stands_out: bool = True,
        occupations: pl.DataFrame | None = None,
        clusters: pl.DataFrame | None = None,
        place: tuple[float, float] | None = None,
        todo: str | None = None,
    ) -> Match:
        from careerclusters import __version__

        is_wide, draws, seed, area = settings
        nothing = np.array([], dtype=int)
        if occupations is None:
            occupations = self._occupations(nothing, np.array([]), {}, scores=None, bands=nothing)
        if clusters is None:
            clusters, _places = cluster_rows(
                nothing, np.array([]), None, features=self.features, clustering=None
            )
        return Match(
            person=person,
            is_enough=todo is None,
            stands_out=stands_out,
            cards=cards,
            occupations=occupations,
            clusters=clusters,
            removed=filtered.removed,
            unknown=filtered.unknown,
            place=place,
            parts=inferred.parts if todo is None else (),
            missing=tuple(part for part in PARTS if part not in inferred.parts),
            weights=weights,
            is_wide=is_wide,
            draws=draws,
            seed=seed,
            release=self.catalog.release,
            catalog_id=self.catalog.id,
            version=__version__,
            limits=limits_of(self.features),
            warnings=cautions_of(inferred, self.catalog, self.features, stands_out=stands_out),
            themes_raw=_by_theme(inferred.profile.vector) if inferred.profile else None,
            themes_relative=_by_theme(inferred.profile.relative) if inferred.profile else None,
            view=inferred.view,
            area=area,
            intent=inferred.past.intent,
            ask=next_question(person, inferred),
            todo=todo,
        )

    def __repr__(self) -> str:
        return f"Matcher({len(self.features.codes)} occupations of {self.catalog.release})"


def match(
    person: Person,
    catalog: Catalog,
    clustering: Clustering | None = None,
    *,
    weights: Mapping[str, float] | None = None,
    is_wide: bool = False,
    view: str = "relative",
    draws: int = 200,
    seed: int = 0,
) -> Match:
    """What fits a person. For more than one person prepare a `Matcher` once.

    This compares what a person says with averages over occupations; it is no test and no forecast of
    success.

    Parameters
    ----------
    person
        Any part may be missing; missing parts are left out of the score and widen the ranges.
    clustering
        Gives clusters and the map; without one there are only occupations.
    weights
        By name in `PARTS`; those not given stay at their default.
    is_wide
        At most two occupations of a middle cluster in each ten places; scores stay as they are.
    view
        "relative" takes off how popular each theme is among people, "raw" doesn't.
    draws
        How often the person answers again; 0 gives no ranges.
    seed
        Same input and seed, same result.
    """
    matcher = Matcher.prepare(catalog, clustering)
    return matcher.match(person, weights=weights, is_wide=is_wide, view=view, draws=draws, seed=seed)


def _stands_out(inferred: InferredFeatures) -> bool:
    """Whether anything told says more than that nothing does."""
    if inferred.strengths is not None or inferred.past.has_work or inferred.wishes or inferred.fits:
        return True
    return inferred.profile is None or inferred.profile.stands_out


def _by_theme(vector: np.ndarray) -> dict[str, float]:
    return {theme: round(float(value), 3) for theme, value in zip(THEMES, vector, strict=True)}


def _fit(parts: Mapping[str, np.ndarray], count: int) -> np.ndarray:
    """Score without pay, openings and a start."""
    counted = (part for name, part in parts.items() if name in FIT_PARTS or name == "experience")
    return sum((np.nan_to_num(part) for part in counted), np.zeros(count))


def _weighted(
    values: Mapping[str, np.ndarray], weights: Mapping[str, float], count: int
) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """Parts, weighted and rounded so that what is shown adds up, and their sum."""
    parts = {name: np.round(weights[name] * part, _DECIMALS) + 0.0 for name, part in values.items()}
    total = np.zeros(count)
    for part in parts.values():
        total = total + np.nan_to_num(part)
    return np.round(total, _DECIMALS) + 0.0, parts
