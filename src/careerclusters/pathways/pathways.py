"""What pathways stand on: the move model and the figures of occupations, prepared once per catalog."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from careerclusters.clustering.fusion import Fusion, fused
from careerclusters.clustering.params import Params
from careerclusters.errors import DataError
from careerclusters.features.estimated_ratings import estimates, with_estimates
from careerclusters.features.move_groups import MoveGroups, group_moves, with_the_rest
from careerclusters.features.to_learn import weight_standing
from careerclusters.labour import exposure, jobs
from careerclusters.pathways.blend import blend, kinds_of
from careerclusters.pathways.few_values import FewValues
from careerclusters.pathways.network import Network
from careerclusters.pathways.pair_features import occupation_columns, pair_features
from careerclusters.pathways.times import EntryColumns, years_to_enter
from careerclusters.pathways.transitions import MoveModel, MovePairs, fit_moves
from careerclusters.schema.ratings import RATED_DOMAINS

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog

__all__ = ["Pathways", "prepare_pathways"]


@dataclass(frozen=True, eq=False)
class Pathways:
    """Everything plans, gaps and closures are computed from.

    Attributes
    ----------
    network
        Occupations and steps.
    model, groups
        The move model and the groups it speaks of; `groups.members` follows the network's codes.
    model_chances
        Share of leavers between groups as the model alone says, (n_groups, n_groups).
    kinds
        Per group "observed", "blended" or "modelled", see `careerclusters.pathways.blend.KINDS`.
    observed
        Observed share of leavers between groups, NaN in rows without observed moves.
    similarity
        Fused similarity of occupations, in standard deviations.
    levels
        Level of each skill, field of knowledge and ability, 0–7, (n, n_elements).
    importance
        Their importance, 1–5.
    element_ids, element_names, domains
        Of the columns of `levels`.
    spreads
        Standard deviation of each `…_to_learn` feature over pairs: the unit of its coefficient.
    facts
        One row per occupation: code_onet, title, jobs, job_zone, education, experience, training,
        growth_10yr_pct, openings_annual_jobs, transfer_annual_share, wage_p25_usd, wage_median_usd,
        wage_p75_usd, exposure_percentile; null where not known.
    catalog_id, release
        What it was made from.
    estimated_from
        Code of each occupation whose ratings are estimated → the occupations they are estimated from.
    """

    network: Network
    model: MoveModel
    groups: MoveGroups
    model_chances: np.ndarray
    kinds: tuple[str, ...]
    observed: np.ndarray
    similarity: np.ndarray
    levels: np.ndarray
    importance: np.ndarray
    element_ids: tuple[str, ...]
    element_names: tuple[str, ...]
    domains: tuple[str, ...]
    spreads: dict[str, float]
    facts: pl.DataFrame
    catalog_id: str
    release: str
    estimated_from: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def codes(self) -> tuple[str, ...]:
        """Occupations of the network, in the order of all matrices."""
        return self.network.codes

    @property
    def chance(self) -> np.ndarray:
        """Share of an occupation's leavers who go to another, (n, n)."""
        return self.network.chance

    @property
    def group_chances(self) -> np.ndarray:
        """Share of leavers between groups; rows sum to 1, (n_groups, n_groups).

        Observed moves blended with the model by respondents.
        """
        return self.network.group_chances

    @cached_property
    def importance_standing(self) -> np.ndarray:
        """Importance against all occupations, in standard deviations, (n, n_elements)."""
        return weight_standing(self.importance)

    @cached_property
    def _difficulties(self) -> np.ndarray:
        """Mean level to learn of pairs, ascending, over an even sample of 60 origins."""
        rows = self.levels[:: max(len(self.levels) // 60, 1)]
        return np.sort(np.concatenate([np.maximum(self.levels - row, 0).mean(axis=1) for row in rows]))

    def kind(self, code: str) -> str:
        """Whether the shares from an occupation are "observed", "blended" or "modelled"."""
        return self.kinds[int(self.groups.members[self.network.codes.index(code)])]

    def transitions(self, *, least_share: float = 0.001) -> pl.DataFrame:
        """Where leavers go: origin, destination (codes), share (0–1 of an origin's leavers), kind.

        Shares below `least_share` are left out, so an origin's rows sum to somewhat less than 1.
        """
        codes = np.array(self.network.codes)
        chance = self.network.chance
        origins, destinations = np.nonzero((chance >= least_share) & ~np.eye(len(codes), dtype=bool))
        kinds = np.array(self.kinds)[self.groups.members]
        return pl.DataFrame(
            {
                "origin": codes[origins],
                "destination": codes[destinations],
                "share": np.round(chance[origins, destinations], 5),
                "kind": kinds[origins],
            }
        )

    def difficulty_percentile(self, difficulty: float) -> float:
        """Share of pairs that ask for less, 0–100."""
        below = np.searchsorted(self._difficulties, difficulty, side="left")
        return round(float(below / len(self._difficulties) * 100), 1)

    def __repr__(self) -> str:
        return f"Pathways({len(self.network.codes)} occupations, {self.model!r})"


def prepare_pathways(
    catalog: Catalog, *, params: Params | None = None, fusion: Fusion | None = None
) -> Pathways:
    """Learn the move model on all open moves and gather what plans need, in some seconds.

    Parameters
    ----------
    params
        Those of the clustering, whose weights also say how alike two occupations are.
    fusion
        The views of the catalog already fused with those weights; made when not given.

    Raises
    ------
    DataError
        When the catalog has no observed moves.
    """
    if not catalog.has("moves"):
        raise DataError(
            "The catalog has no observed moves, so no pathways can be computed",
            todo="Use the bundled catalog, or compile one from releases with the moves.",
        )
    known = estimates(catalog)
    catalog = with_estimates(catalog)
    fusion = fused(catalog, params or Params()) if fusion is None else fusion
    codes = fusion.codes
    groups = with_the_rest(group_moves(catalog, catalog.table("moves"), codes=codes), catalog, codes=codes)
    similarity = fusion.similarity()
    features = pair_features(catalog, groups, fusion, similarity=similarity)
    model = fit_moves(MovePairs(groups, features, groups.is_scored))
    has_members = np.isin(np.arange(len(groups.keys)), groups.members)
    model_chances = model.chances(has_members)
    group_chances = blend(groups.shares, model_chances, respondents=groups.respondents)
    facts = _facts(catalog, codes)
    members = groups.members
    education = occupation_columns(catalog, codes)["education"]
    columns: EntryColumns = {
        "education": [None if np.isnan(step) else step for step in education],
        "training": facts["training"].to_list(),
        "experience": facts["experience"].to_list(),
        "job_zone": facts["job_zone"].to_list(),
    }
    low, high = years_to_enter(columns, similarity)
    weights = facts["jobs"].cast(pl.Float64).fill_null(strategy="mean").fill_null(1.0).to_numpy()
    network = Network(
        codes=codes,
        titles=tuple(facts["title"]),
        chance=group_chances[np.ix_(members, members)] * _split(similarity, members, weights),
        group_chances=group_chances,
        members=members,
        years_low=FewValues.of(low),
        years_high=FewValues.of(high),
        pay=facts["wage_median_usd"].cast(pl.Float64).fill_null(np.nan).to_numpy(),
        education=np.nan_to_num(education, nan=-1).astype(int),
    )
    levels, importance, ids = _levels(catalog, codes)
    elements = {row["element_id"]: row for row in catalog.table("elements").iter_rows(named=True)}
    is_observed = groups.shares.sum(axis=1, keepdims=True) > 0
    return Pathways(
        network=network,
        model=model,
        groups=groups,
        model_chances=model_chances,
        kinds=kinds_of(groups.respondents),
        observed=np.where(is_observed, groups.shares, np.nan),
        similarity=similarity,
        levels=levels,
        importance=importance,
        element_ids=ids,
        element_names=tuple(elements[one]["element_name"] for one in ids),
        domains=tuple(elements[one]["domain"] for one in ids),
        spreads={
            name: _spread(matrix, groups.is_scored)
            for name, matrix in features.items()
            if name.endswith("_to_learn")
        },
        facts=facts,
        estimated_from={code: known.estimated_from(code) for code in codes if known.is_estimated(code)},
        catalog_id=catalog.id,
        release=catalog.release,
    )


def _spread(matrix: np.ndarray, is_candidate: np.ndarray) -> float:
    block = matrix[np.ix_(is_candidate, is_candidate)]
    return max(float(block[~np.eye(len(block), dtype=bool)].std()), 1e-12)


def _split(similarity: np.ndarray, members: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Share of a group's chance that falls to each of its occupations, by jobs and similarity."""
    pull = np.exp(np.clip(similarity, -5, 5)) * np.maximum(weights, 1.0)
    hot = np.zeros((len(members), members.max() + 1))
    hot[np.arange(len(members)), members] = 1.0
    total = pull @ hot
    share: np.ndarray = pull / total[:, members]
    return share


def _levels(catalog: Catalog, codes: tuple[str, ...]) -> tuple[np.ndarray, np.ndarray, tuple[str, ...]]:
    levels, importance, ids = [], [], []
    for domain in RATED_DOMAINS:
        _, names, block = catalog.matrix(domain, scale_id="LV", codes=codes)
        levels.append(np.nan_to_num(block))
        importance.append(np.nan_to_num(catalog.matrix(domain, scale_id="IM", codes=codes)[2], nan=1.0))
        ids += list(names)
    return np.hstack(levels), np.hstack(importance), tuple(ids)


def _facts(catalog: Catalog, codes: tuple[str, ...]) -> pl.DataFrame:
    frame = pl.DataFrame({"code_onet": list(codes)}).with_columns(
        code_soc2018=pl.col("code_onet").str.head(7)
    )
    titles = catalog.occupations.select("code_onet", "title")
    frame = _left(frame, titles, "code_onet")
    frame = _left(frame, catalog.table("job_zones").select("code_onet", "job_zone"), "code_onet")
    wanted = {
        "projections": ("education", "experience", "training", "growth_10yr_pct", "openings_annual_jobs"),
        "separations": ("transfer_annual_share",),
        "wages": ("wage_p25_usd", "wage_median_usd", "wage_p75_usd"),
    }
    for name, columns in wanted.items():
        if not catalog.has(name):
            frame = frame.with_columns(pl.lit(None).alias(column) for column in columns)
            continue
        table = catalog.table(name)
        if "year" in table.columns:
            table = table.filter(pl.col("year") == pl.col("year").max())
        frame = _left(frame, table.select("code_soc2018", *columns), "code_soc2018")
    if catalog.has("projections"):
        frame = _left(
            frame, jobs.split_jobs(catalog, frame["code_onet"]).select("code_onet", "jobs"), "code_onet"
        )
    else:
        frame = frame.with_columns(jobs=pl.lit(None, pl.Float64))
    exposed = exposure.exposures(catalog)
    known = [name for name in exposed.columns if name.endswith("_percentile")]
    if known:
        mean = exposed.select("code_onet", exposure_percentile=pl.mean_horizontal(known))
        return _left(frame, mean, "code_onet")
    return frame.with_columns(exposure_percentile=pl.lit(None, pl.Float64))


def _left(frame: pl.DataFrame, table: pl.DataFrame, key: str) -> pl.DataFrame:
    return frame.join(table, on=key, how="left", maintain_order="left")
