"""How well the names of clusters fit their members, and how often a new seed gives the same name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import TYPE_CHECKING

import polars as pl

from careerclusters.clustering import fit
from careerclusters.errors import InputError
from careerclusters.results import Value

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog
    from careerclusters.clustering import Clustering

__all__ = ["NamesReport", "evaluate_names", "kept_names"]

ALIKE = 0.8


@dataclass(frozen=True, eq=False)
class NamesReport(Value):
    """Figures by level.

    Attributes
    ----------
    table
        level, clusters (of each seed), coverage_low_share and coverage_high_share (share of members that
        the fields in the names cover, over seeds), found_count (clusters that another seed finds again,
        Jaccard overlap of at least 0.8, over all ordered pairs of seeds), kept_count (of them, same name).
    fallback_count
        Clusters named after their evidence because no field fitted, over all seeds.
    longest_count
        Letters of the longest name.
    """

    table: pl.DataFrame
    fallback_count: int
    longest_count: int

    def to_frame(self) -> pl.DataFrame:
        """The table."""
        return self.table

    def to_dict(self) -> dict[str, object]:
        """JSON-ready."""
        return {
            "levels": self.table.to_dicts(),
            "fallback_count": self.fallback_count,
            "longest_count": self.longest_count,
        }

    def __repr__(self) -> str:
        return f"NamesReport({self.table.height} levels, {self.fallback_count} names from evidence)"


def evaluate_names(
    catalog: Catalog,
    *,
    seeds: Sequence[int] = (0, 1, 2),
    runs: int = 200,
    progress: Callable[[int, int, str], None] | None = None,
) -> NamesReport:
    """Fit at each seed and compare the names.

    Parameters
    ----------
    catalog
        Catalog to fit.
    seeds, runs
        At least two seeds; runs of each fit.
    progress
        Called with (runs done, all, what).

    Raises
    ------
    InputError
        When fewer than two different seeds are given.
    """
    if len(set(seeds)) < 2:
        raise InputError("Names can be compared over two or more seeds", seen=list(seeds))
    fits = []
    for number, seed in enumerate(seeds):

        def step(what: str, done: int, total: int, base: int = number * runs) -> None:
            if progress is not None and what == "runs":
                progress(base + done, len(seeds) * runs, "Clustering with other seeds")

        fits.append(fit(catalog, runs=runs, seed=seed, progress=step))
    rows = []
    for level in fits[0].levels:
        shares = [_coverage(fitted, level) for fitted in fits]
        kept = [kept_names(first, second, level=level) for first, second in permutations(fits, 2)]
        rows.append(
            {
                "level": level,
                "clusters": [fitted.at(level).height for fitted in fits],
                "coverage_low_share": min(shares),
                "coverage_high_share": max(shares),
                "kept_count": sum(same for same, _ in kept),
                "found_count": sum(again for _, again in kept),
            }
        )
    lengths = pl.col("name").str.len_chars()
    return NamesReport(
        table=pl.DataFrame(rows),
        fallback_count=sum(fitted.clusters["name_coverage_share"].null_count() for fitted in fits),
        longest_count=max(int(fitted.clusters.select(lengths.max()).item()) for fitted in fits),
    )


def kept_names(first: Clustering, second: Clustering, *, level: str) -> tuple[int, int]:
    """Clusters of `first` that keep their name in `second`, and those that `second` finds again at all.

    Those without fitted members, which are set apart and not found, don't count.
    """
    ours, theirs = _members(first), _members(second)
    others = [row for row in second.at(level).select("cluster_id", "name").rows() if row[0] in theirs]
    same = again = 0
    for cluster_id, name in first.at(level).select("cluster_id", "name").iter_rows():
        if cluster_id not in ours:
            continue
        overlap, other = max(
            (len(ours[cluster_id] & theirs[key]) / len(ours[cluster_id] | theirs[key]), label)
            for key, label in others
        )
        if overlap >= ALIKE:
            again += 1
            same += name == other
    return same, again


def _members(clustering: Clustering) -> dict[str, frozenset[str]]:
    rows = clustering.memberships.filter(pl.col("is_primary") & ~pl.col("is_placed"))
    groups = rows.group_by("cluster_id").agg("code_onet").iter_rows()
    return {cluster_id: frozenset(codes) for cluster_id, codes in groups}


def _coverage(clustering: Clustering, level: str) -> float:
    rows = clustering.at(level)
    weighted = (rows["n_occupations"] * rows["name_coverage_share"].fill_null(0.0)).sum()
    return round(float(weighted) / float(rows["n_occupations"].sum()), 3)
