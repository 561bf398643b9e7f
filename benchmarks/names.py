"""How well the names of clusters fit their members, and how often a new seed gives the same name.

python benchmarks/names.py               prints the figures of docs/methods/names.md
python benchmarks/names.py --names       prints every name of the first seed too
python benchmarks/names.py --keep DIR    saves the clusterings there and uses those already saved
"""

from __future__ import annotations

import argparse
import json
from itertools import permutations
from pathlib import Path

import polars as pl

ALIKE = 0.8


def _members(clustering) -> dict[str, frozenset[str]]:
    rows = clustering.memberships.filter(pl.col("is_primary") & ~pl.col("is_placed"))
    groups = rows.group_by("cluster_id").agg("code_onet").iter_rows()
    return {cluster_id: frozenset(codes) for cluster_id, codes in groups}


def coverage(clustering) -> dict[str, float]:
    """Share of members that the fields in their cluster's name cover, by level; other names count 0."""
    weighted = pl.col("n_occupations") * pl.col("name_coverage_share").fill_null(0)
    rows = clustering.clusters.group_by("level", maintain_order=True).agg(
        weighted.sum() / pl.col("n_occupations").sum()
    )
    return {level: round(share, 3) for level, share in rows.iter_rows()}


def kept(first, second) -> dict[str, list[int]]:
    """By level: clusters of `first` that keep their name in `second`, of those that are found there."""
    counts: dict[str, list[int]] = {}
    ours, theirs = _members(first), _members(second)
    for level in first.levels:
        others = second.at(level).select("cluster_id", "name").rows()
        tally = counts.setdefault(level, [0, 0])
        for cluster_id, name in first.at(level).select("cluster_id", "name").iter_rows():
            overlap, other = max(
                (len(ours[cluster_id] & theirs[key]) / len(ours[cluster_id] | theirs[key]), label)
                for key, label in others
            )
            if overlap >= ALIKE:
                tally[0] += name == other
                tally[1] += 1
    return counts


def _fitted(seed: int, folder: Path | None):
    from careerclusters.catalog import load_catalog
    from careerclusters.clustering import fit, load_clustering, save_clustering

    path = folder / f"seed-{seed}.zip" if folder else None
    if path and path.exists():
        return load_clustering(path)
    clustering = fit(load_catalog(), seed=seed)
    if path:
        folder.mkdir(parents=True, exist_ok=True)
        save_clustering(clustering, path)
    return clustering


def main() -> None:
    """Fit at each seed and print the figures as JSON."""
    parser = argparse.ArgumentParser(description="Measure the names of clusters.")
    parser.add_argument("--seeds", type=int, nargs="+", default=[0, 1, 2], help="seeds to fit with")
    parser.add_argument("--names", action="store_true", help="print every name of the first seed")
    parser.add_argument("--keep", type=Path, help="folder for the fitted clusterings")
    chosen = parser.parse_args()
    clusterings = [_fitted(seed, chosen.keep) for seed in chosen.seeds]
    totals: dict[str, list[int]] = {level: [0, 0] for level in clusterings[0].levels}
    for first, second in permutations(clusterings, 2):
        for level, (same, found) in kept(first, second).items():
            totals[level][0] += same
            totals[level][1] += found
    figures = {
        "clusters": [[one.at(level).height for level in one.levels] for one in clusterings],
        "coverage_share": [coverage(one) for one in clusterings],
        "named_after_evidence": [one.clusters["name_coverage_share"].null_count() for one in clusterings],
        "longest_name": max(int(one.clusters["name"].str.len_chars().max()) for one in clusterings),
        "kept_name_share": {
            level: round(same / found, 3) if found else None for level, (same, found) in totals.items()
        },
        "kept_name_of": {level: found for level, (_, found) in totals.items()},
    }
    print(json.dumps(figures, indent=2))
    if chosen.names:
        for row in clusterings[0].clusters.iter_rows(named=True):
            print(f"{row['cluster_id']} {row['name']} ({row['n_occupations']})")


if __name__ == "__main__":
    main()
