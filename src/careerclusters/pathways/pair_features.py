"""What is known about a pair of groups before looking at observed moves.

Every feature is a matrix over (origin, destination). What can be told from either side, such as more
schooling or more pay, comes in two halves, so that a step up may weigh otherwise than a step down.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from careerclusters.schema.ratings import RATED_DOMAINS
from careerclusters.sources.projections import EDUCATION_ORDER
from careerclusters.views import build_view

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog
    from careerclusters.clustering.fusion import Fusion
    from careerclusters.features.move_groups import MoveGroups

__all__ = ["CROWD", "log_size", "occupation_columns", "pair_features", "size_features"]

CROWD = 20
_LEVEL = "LV"


def log_size(groups: MoveGroups) -> np.ndarray:
    """Log of jobs, mean 0 and deviation 1 over scored groups, shape (n_groups,)."""
    size = np.log(np.maximum(groups.employment, 1.0))
    inside = size[groups.is_scored]
    scaled: np.ndarray = (size - inside.mean()) / max(float(inside.std()), 1e-12)
    return scaled


def size_features(size: np.ndarray) -> list[np.ndarray]:
    """Size of the destination as the choice model sees it: linear, square, square above the mean."""
    shape = (len(size), len(size))
    return [np.broadcast_to(x, shape) for x in (size, size**2, np.maximum(size, 0) ** 2)]


def occupation_columns(catalog: Catalog, codes: Sequence[str]) -> dict[str, np.ndarray]:
    """Job zone, step of schooling and log of median pay of each occupation; NaN where not known."""
    rows = (
        pl.DataFrame({"code_onet": list(codes)})
        .with_columns(code_soc2018=pl.col("code_onet").str.head(7))
        .join(
            catalog.table("job_zones").select("code_onet", "job_zone"),
            on="code_onet",
            how="left",
            maintain_order="left",
        )
    )
    steps = {name: float(step) for step, name in enumerate(EDUCATION_ORDER)}
    empty = np.full(len(rows), np.nan)
    found = {
        "job_zone": rows["job_zone"].cast(pl.Float64).fill_null(np.nan).to_numpy(),
        "education": empty,
        "pay": empty,
    }
    if catalog.has("projections"):
        schooling = catalog.table("projections").select("code_soc2018", "education")
        joined = rows.join(schooling, on="code_soc2018", how="left", maintain_order="left")["education"]
        found["education"] = np.array([steps.get(name, np.nan) for name in joined])
    if catalog.has("wages"):
        wages = catalog.table("wages").filter(pl.col("year") == pl.col("year").max())
        pay = wages.select("code_soc2018", pl.col("wage_median_usd").cast(pl.Float64))
        joined = rows.join(pay, on="code_soc2018", how="left", maintain_order="left")["wage_median_usd"]
        found["pay"] = np.log(joined.fill_null(np.nan).to_numpy())
    return found


def pair_features(
    catalog: Catalog, groups: MoveGroups, fusion: Fusion, *, similarity: np.ndarray | None = None
) -> dict[str, np.ndarray]:
    """Feature → (n_groups, n_groups), row = origin, in raw units.

    Parameters
    ----------
    catalog
        Ratings, pay, schooling, industries and titles come from here.
    groups
        Its `members` follow the codes of `fusion`.
    fusion
        Views of the rated occupations.
    similarity
        That of `fusion`, where it is at hand.
    """
    codes, found = fusion.codes, {}
    for view in fusion.views:
        found[f"like_{view.name}"] = _cosine(groups.average(view.values.astype(np.float64)))
    whole = groups.between(fusion.similarity() if similarity is None else similarity)
    found["similarity"] = whole
    found["size"], found["size_square"], found["size_large"] = size_features(log_size(groups))
    found["crowded"] = np.broadcast_to(_crowd(whole, groups.is_scored), whole.shape)
    for domain in RATED_DOMAINS:
        levels = groups.average(np.nan_to_num(catalog.matrix(domain, scale_id=_LEVEL, codes=codes)[2]))
        found[f"{domain}_to_learn"], found[f"{domain}_to_spare"] = _halves_of_levels(levels)
    for name, values in occupation_columns(catalog, codes).items():
        change = _change(_known_mean(groups, values))
        found[f"{name}_up"], found[f"{name}_down"] = np.maximum(change, 0), np.maximum(-change, 0)
    if catalog.has("attainment"):
        found |= _schooling_of_workers(catalog, groups, codes)
    found["same_industries"] = _cosine(groups.average(build_view(catalog, "industry", codes=codes).values))
    found["same_industry_jobs"] = _overlap(_industry_shares(catalog, groups, codes))
    found["shared_titles"] = _shared_titles(catalog, groups, codes)
    return found


def _schooling_of_workers(
    catalog: Catalog, groups: MoveGroups, codes: Sequence[str]
) -> dict[str, np.ndarray]:
    """Overlap of the schooling that workers have, and the difference of its mean step, in halves."""
    table = catalog.table("attainment")
    names = [name for name in table.columns if name.startswith("attained_")]
    rows = {row[0]: row[1:] for row in table.select("code_soc2018", *names).drop_nulls().iter_rows()}
    known = np.array([code[:7] in rows for code in codes], dtype=float)
    shares = groups.average(np.array([rows.get(code[:7], (0.0,) * len(names)) for code in codes]))
    total = shares.sum(axis=1, keepdims=True)
    typical = shares[groups.is_scored].mean(axis=0)
    shares = np.where(
        total > 0, shares / np.where(total > 0, total, 1.0), typical / max(typical.sum(), 1e-12)
    )
    has_any = groups.average(known[:, None])[:, 0] > 0
    change = _change(np.where(has_any, shares @ np.arange(len(names)), np.nan))
    return {
        "same_schooling": _overlap(shares),
        "schooling_up": np.maximum(change, 0),
        "schooling_down": np.maximum(-change, 0),
    }


def _cosine(rows: np.ndarray) -> np.ndarray:
    length = np.sqrt((rows * rows).sum(axis=1, keepdims=True))
    unit = rows / np.where(length > 1e-12, length, 1.0)
    return unit @ unit.T


def _crowd(similarity: np.ndarray, is_candidate: np.ndarray) -> np.ndarray:
    """Mean similarity of each group to the candidates nearest to it."""
    near = similarity.copy()
    np.fill_diagonal(near, -np.inf)
    near[:, ~is_candidate] = -np.inf
    count = min(CROWD, int(is_candidate.sum()) - 1)
    crowd: np.ndarray = np.sort(near, axis=1)[:, -count:].mean(axis=1)
    return crowd


def _halves_of_levels(levels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    more = np.stack([np.maximum(levels - row, 0).mean(axis=1) for row in levels])
    return more, more.T.copy()


def _known_mean(groups: MoveGroups, values: np.ndarray) -> np.ndarray:
    known = np.isfinite(values)
    share = groups.average(known.astype(float)[:, None])[:, 0]
    total = groups.average(np.where(known, values, 0.0)[:, None])[:, 0]
    return np.where(share > 0, total / np.where(share > 0, share, 1.0), np.nan)


def _change(values: np.ndarray) -> np.ndarray:
    """Destination less origin; 0 where either is not known."""
    change: np.ndarray = np.nan_to_num(values[None, :] - values[:, None])
    return change


def _industry_shares(catalog: Catalog, groups: MoveGroups, codes: Sequence[str]) -> np.ndarray:
    """Share of each group's jobs in each four-digit industry."""
    rows = catalog.table("industry_employment").filter(pl.col("level") == 4)
    industries = {code: at for at, code in enumerate(rows["code_naics"].unique().sort())}
    jobs: dict[str, np.ndarray] = {}
    for soc, naics, count in rows.select("code_soc2018", "code_naics", "employment_jobs").iter_rows():
        jobs.setdefault(soc, np.zeros(len(industries)))[industries[naics]] += count or 0
    empty = np.zeros(len(industries))
    table = groups.average(np.array([jobs.get(code[:7], empty) for code in codes]))
    total = table.sum(axis=1, keepdims=True)
    return table / np.where(total > 0, total, 1.0)


def _overlap(shares: np.ndarray) -> np.ndarray:
    return np.stack([np.minimum(shares, row).sum(axis=1) for row in shares])


def _shared_titles(catalog: Catalog, groups: MoveGroups, codes: Sequence[str]) -> np.ndarray:
    """Log of one plus the alternate titles that two groups have in common."""
    from scipy.sparse import csr_matrix

    place = {code: int(groups.members[row]) for row, code in enumerate(codes) if groups.members[row] >= 0}
    titles = catalog.table("alternate_titles").select("code_onet", pl.col("title").str.to_lowercase())
    pairs = {(place[code], title) for code, title in titles.iter_rows() if code in place}
    words = {title: at for at, title in enumerate(sorted({title for _, title in pairs}))}
    rows, columns = [group for group, _ in pairs], [words[title] for _, title in pairs]
    hot = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(groups.keys), max(len(words), 1)))
    shared = (hot @ hot.T).toarray()
    np.fill_diagonal(shared, 0.0)
    logged: np.ndarray = np.log1p(shared)
    return logged
