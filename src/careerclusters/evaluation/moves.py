"""Test similarity against moves that people really made, beside simpler ways to guess them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from careerclusters.clustering.fusion import fuse
from careerclusters.clustering.params import Params
from careerclusters.errors import InputError
from careerclusters.evaluation.ceilings import TRUTHS, Ceiling, find_ceilings
from careerclusters.evaluation.move_model import FOLDS, CloserLook, held_out_model, look_closer
from careerclusters.evaluation.ranking import Ranking, rank_destinations
from careerclusters.features.move_groups import MoveGroups, group_moves
from careerclusters.pathways.blend import likeliest_alpha
from careerclusters.pathways.choice import fit_choice, standard
from careerclusters.pathways.pair_features import log_size, size_features
from careerclusters.results import Value
from careerclusters.views import build_views

if TYPE_CHECKING:
    from collections.abc import Mapping

    from careerclusters.catalog import Catalog
    from careerclusters.clustering.fusion import Fusion

__all__ = ["MovesReport", "evaluate_moves", "similarity_of"]


@dataclass(frozen=True, eq=False)
class MovesReport(Value):
    """Measures of each method on the same origins and candidates.

    Attributes
    ----------
    rankings
        Method → measures; the product's own method is "careerclusters".
    n_groups, n_candidates
        Groups after merging; those that compete as destinations.
    about
        How each method scores, method → one sentence.
    closer_look
        Calibration and accuracy of the move model, None where it could not be learned.
    alpha
        Respondents that the model is worth in the blend with observed moves, found again.
    ceilings
        How well a second survey of the same size, and the truth itself, would rank the moves.
    """

    rankings: Mapping[str, Ranking]
    n_groups: int
    n_candidates: int
    about: Mapping[str, str]
    closer_look: CloserLook | None = None
    alpha: float | None = None
    ceilings: tuple[Ceiling, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Method → measures with intervals; the move model's row also holds its closer look.

        `ceilings` is a list: truth, ranked_by and the measures.
        """
        rows: dict[str, Any] = {name: one.to_dict() for name, one in self.rankings.items()}
        if self.closer_look is not None:
            rows["move_model"] |= self.closer_look.to_dict()
        if self.alpha is not None:
            rows["move_model"]["alpha_respondents"] = round(self.alpha, 1)
        rows["ceilings"] = [{**one.to_dict(), "about": TRUTHS[one.truth]} for one in self.ceilings]
        return rows

    def to_frame(self) -> pl.DataFrame:
        """One row per method."""
        return pl.DataFrame([{"method": name, **one.to_dict()} for name, one in self.rankings.items()])

    def __repr__(self) -> str:
        own = self.rankings["careerclusters"]
        return (
            f"MovesReport({own.n_origins} origins, {self.n_candidates} candidates; "
            f"AUC {own.auc:.3f}, recall@10 {own.recall_at_10:.3f}, NDCG {own.ndcg:.3f})"
        )


_ABOUT = {
    "careerclusters": "similarity fused with the clustering's weights, and destination size; "
    "how much size counts is learned on open origins other than those scored",
    "move_model": "chance of each destination from similarity, levels, schooling, pay, industry, size and "
    "what other origins' leavers did; learned on open origins other than those scored",
    "equal_views": "sum of the views' cosines, each counting the same, plus log jobs",
    "related_occupations": "in O*NET's list of related occupations, then by jobs",
    "soc_major_group": "in the same SOC major group, then by jobs",
    "employment": "jobs in the destination, nothing else",
}


def similarity_of(catalog: Catalog, params: Params | None = None) -> Fusion:
    """Fused similarity of all rated occupations with the weights of `params` (default: ours)."""
    params = params or Params()
    views, _ = build_views(catalog, tuple(params.shares))
    return fuse(views, params.shares)


def evaluate_moves(
    catalog: Catalog, moves: pl.DataFrame | None = None, *, params: Params | None = None
) -> MovesReport:
    """Rank destinations of the origins in `moves`, and measure.

    Parameters
    ----------
    catalog
        Catalog with the open moves and the crosswalks.
    moves
        Table in the schema of `moves`; default: the catalog's own. Where an origin is also among the
        catalog's, it is scored by a model that was not shown it (five folds).
    params
        Weights of the views; default: those of the recipe.

    Raises
    ------
    InputError
        When no origin in `moves` is known.
    """
    fusion = similarity_of(catalog, params)
    asked = group_moves(catalog, moves if moves is not None else catalog.table("moves"), codes=fusion.codes)
    open_ = group_moves(catalog, catalog.table("moves"), codes=fusion.codes, more_moves=moves)
    is_candidate = asked.is_scored
    if not len(asked.origins):
        raise InputError(
            "None of these moves starts and ends at an occupation of the catalog",
            seen=f"{0 if moves is None else moves.height} rows",
            todo="Give SOC 2010 codes such as 11-1010, as in moves_cps_asec.csv.",
        )
    parts = fusion.parts()
    similar = standard(asked.between(sum(parts.values(), np.zeros(()))), is_candidate)
    size = log_size(asked)

    features = np.stack([similar, *size_features(size)], axis=-1)
    held_out = held_out_model(catalog, fusion, open_=open_, asked=asked)
    scores = {
        "careerclusters": _held_out(features, open_, asked, is_candidate),
        "move_model": held_out.scores,
        "equal_views": standard(
            sum((asked.between(part / part.std()) for part in parts.values()), np.zeros(())), is_candidate
        )
        + size,
        "related_occupations": _listed(catalog, asked, fusion.codes) * 100 + size,
        "soc_major_group": _same_major(asked) * 100 + size,
        "employment": np.tile(size, (len(size), 1)),
    }
    rankings = {
        name: rank_destinations(score, asked.shares, origins=asked.origins, is_candidate=is_candidate)
        for name, score in scores.items()
    }
    look = look_closer(catalog, fusion, asked=asked, held_out=held_out)
    alpha = likeliest_alpha(
        held_out.chances, asked.shares, respondents=asked.respondents, origins=asked.origins.tolist()
    )
    ceilings = find_ceilings(held_out.chances, asked, alpha=alpha)
    counts = len(asked.keys), int(is_candidate.sum())
    return MovesReport(rankings, *counts, dict(_ABOUT), look, alpha, ceilings)


def _held_out(
    features: np.ndarray, open_: MoveGroups, asked: MoveGroups, is_candidate: np.ndarray
) -> np.ndarray:
    scores = np.zeros(features.shape[:2])
    known = open_.origins
    fold = {int(origin): position % FOLDS for position, origin in enumerate(known)}
    learned: dict[int, np.ndarray] = {}
    for origin in asked.origins:
        part = fold.get(int(origin), -1)
        if part not in learned:
            rows = [int(other) for other in known if fold[int(other)] != part]
            learned[part] = fit_choice(features, open_.shares, origins=rows, is_candidate=is_candidate)
        scores[origin] = features[origin] @ learned[part]
    return scores


def _listed(catalog: Catalog, groups: MoveGroups, codes: tuple[str, ...]) -> np.ndarray:
    place = {code: row for row, code in enumerate(codes)}
    listed = np.zeros((len(codes), len(codes)))
    if catalog.has("related"):
        for code, other in catalog.table("related").select("code_onet", "related_code_onet").iter_rows():
            if code in place and other in place:
                listed[place[code], place[other]] = 1.0
    return (groups.between(listed) > 0).astype(float)


def _same_major(groups: MoveGroups) -> np.ndarray:
    major = np.array([key[:2] for key in groups.keys])
    is_same: np.ndarray = (major[:, None] == major[None]).astype(float)
    return is_same
