"""Change between two releases: real change apart from survey noise and from the method's own unrest.

Both releases are fitted with the same recipe and into as many clusters as the newer one's runs agree on,
and each a second time with another seed. What changes between two seeds of one release is not change in
the world: that count stands beside every count.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from careerclusters.clustering import Level, Params, fit
from careerclusters.labour.changes import element_changes, rating_changes, technology_changes
from careerclusters.labour.movers import match_clusters, moved, split_clusters
from careerclusters.labour.releases import pair_up
from careerclusters.language import _
from careerclusters.results import Value, json_ready

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog
    from careerclusters.clustering import Clustering

__all__ = ["Drift", "drift", "verdict"]

STEADY_SHARE = 0.8


@dataclass(frozen=True, eq=False)
class Drift(Value):
    """What changed from an older release to a newer one.

    Attributes
    ----------
    old, new
        Names of the releases.
    n_occupations
        Occupations rated in both, the ones compared.
    levels
        One row per level: level, clusters_old, clusters_new, moved_count, moved_null_count (mean of the
        two null comparisons), moved_steady_count, split_count, split_null_count, merged_count,
        merged_null_count.
    movers
        One row per occupation and level that changed cluster: level, code_onet, title, cluster_old,
        cluster_new, stability_old_share, stability_new_share, is_steady (at least 0.8 stable on both
        sides and unmoved in both null comparisons), ratings_beyond_noise_count.
    splits
        level, kind ("split" or "merged"), cluster, parts.
    ratings
        kind and count: how the shared ratings divide, see `changes.rating_changes`.
    elements, technologies
        What rose or fell, see `changes`.
    appeared, vanished
        Codes that only one release lists.
    left_out
        Views that could not be compared, with the reason.
    runs, seed
        Runs of each of the four fits; their first seed.
    """

    old: str
    new: str
    n_occupations: int
    levels: pl.DataFrame
    movers: pl.DataFrame
    splits: pl.DataFrame
    ratings: pl.DataFrame
    elements: pl.DataFrame
    technologies: pl.DataFrame
    appeared: tuple[str, ...]
    vanished: tuple[str, ...]
    left_out: Mapping[str, str]
    runs: int
    seed: int

    def to_frame(self) -> pl.DataFrame:
        """The movers."""
        return self.movers

    def to_dict(self) -> dict[str, object]:
        """JSON-ready, tables as lists of rows."""
        return {name: json_ready(getattr(self, name)) for name in self.__dataclass_fields__}

    def __repr__(self) -> str:
        return f"Drift({self.old} → {self.new}, {self.n_occupations} occupations, {self.movers.height} moves)"


def verdict(levels: Sequence[Mapping[str, Any]]) -> str:
    """What the counts of all levels amount to, in one or two sentences.

    Parameters
    ----------
    levels
        Rows of `Drift.levels`.
    """
    row = max(levels, key=lambda entry: entry["moved_count"] - entry["moved_null_count"])
    more = row["moved_count"] - row["moved_null_count"]
    if more <= 0.25 * max(row["moved_null_count"], 1.0):
        return _(
            "At no level did clearly more occupations change group than change between two fits of the "
            "same release: this is no evidence that the groups changed."
        )
    said = _(
        "At the {level} level {n} occupations changed group, where {anyway} change between two fits "
        "of the same release.",
        level=_(row["level"]),
        n=row["moved_count"],
        anyway=f"{row['moved_null_count']:g}",
    )
    steady = sum(entry["moved_steady_count"] for entry in levels)
    if steady:
        firm = _("{n} changed steadily: firm on both sides and still in the repeats.", n=steady)
    else:
        firm = _("None changed steadily: those that changed stand on a border in one release or both.")
    return f"{said} {firm}"


def drift(
    old: Catalog,
    new: Catalog,
    *,
    runs: int = 100,
    seed: int = 0,
    workers: int | None = None,
    params: Params | None = None,
    progress: Callable[[int, int, str], None] | None = None,
) -> Drift:
    """Fit both releases with one recipe, twice each, and compare.

    Parameters
    ----------
    old, new
        Catalogs of two releases with the same taxonomy; `read_release` reads one from its file.
    runs, seed
        Runs of each fit; the second fits take the next seed.
    workers
        Processes, as in `fit`.
    params
        Recipe to use instead of the default; its runs and seed are replaced by the arguments.
    progress
        Called with (done, all, what).

    Raises
    ------
    ModelError
        When the releases share too few occupations.
    """
    tell = progress or (lambda done, total, what: None)
    recipe = params or Params()
    pair = pair_up(old, new, weights=recipe.shares)
    levels = recipe.levels
    found: dict[str, Clustering] = {}
    jobs = (("new", pair.new, seed), ("old", pair.old, seed), ("old again", pair.old, seed + 1),
            ("new again", pair.new, seed + 1))  # fmt: skip
    for number, (name, catalog, own_seed) in enumerate(jobs):

        def step(what: str, done: int, total: int, base: int = number * runs, name: str = name) -> None:
            if what == "runs":
                tell(base + done, len(jobs) * runs, f"Clustering the {name} release on resampled data")

        settings = replace(recipe, weights=dict(pair.weights), levels=levels, runs=runs, seed=own_seed)
        found[name] = fit(catalog, params=settings, workers=workers, progress=step)
        if name == "new":
            levels = _as_many(found[name], pair.codes)
    fits = [found[name] for name in ("old", "new", "old again", "new again")]
    tell(len(jobs) * runs, len(jobs) * runs, "Comparing")
    changes = rating_changes(pair.old, pair.new, codes=pair.codes)
    real = dict(changes.filter(pl.col("kind") == "beyond noise").group_by("code_onet").len().iter_rows())
    rows, movers, splits = [], [], []
    for level in fits[0].levels:
        row, moves, parts = _compare(fits, level, pair.codes, real)
        rows.append(row)
        movers += moves
        splits += parts
    return Drift(
        old=old.release,
        new=new.release,
        n_occupations=len(pair.codes),
        levels=pl.DataFrame(rows),
        movers=pl.DataFrame(movers, schema=_MOVERS),
        splits=pl.DataFrame(splits, schema={n: pl.String for n in ("level", "kind", "cluster", "parts")}),
        ratings=changes.group_by("kind").len("count").sort("kind"),
        elements=element_changes(changes),
        technologies=technology_changes(pair.old, pair.new, codes=pair.codes),
        appeared=pair.appeared,
        vanished=pair.vanished,
        left_out=dict(pair.left_out),
        runs=runs,
        seed=seed,
    )


def _as_many(found: Clustering, codes: Sequence[str]) -> tuple[Level, ...]:
    """The levels of a fit with their numbers of clusters fixed; the bin of the armed forces isn't fitted."""
    homes = [found.labels(level) for level in found.levels]
    counts = [len({labels[code] for code in codes if code in labels}) for labels in homes]
    return tuple(Level(name, count, count) for name, count in zip(found.levels, counts, strict=True))


_MOVERS = {
    "level": pl.String,
    "code_onet": pl.String,
    "title": pl.String,
    "cluster_old": pl.String,
    "cluster_new": pl.String,
    "stability_old_share": pl.Float64,
    "stability_new_share": pl.Float64,
    "is_steady": pl.Boolean,
    "ratings_beyond_noise_count": pl.Int64,
}


def _compare(
    fits: list[Clustering], level: str, codes: tuple[str, ...], real: dict[str, int]
) -> tuple[dict[str, object], list[dict[str, object]], list[dict[str, str]]]:
    labels = [[found.labels(level)[code] for code in codes] for found in fits]
    names = [dict(found.at(level).select("cluster_id", "name").iter_rows()) for found in fits[:2]]
    steadiness = [_steadiness(found, level) for found in fits[:2]]
    is_moved = moved(labels[0], labels[1])
    nulls = [moved(labels[0], labels[2]), moved(labels[1], labels[3])]
    counterpart = match_clusters(labels[0], labels[1])
    rows = []
    for position in np.flatnonzero(is_moved):
        code = codes[position]
        before, after = steadiness[0][code], steadiness[1][code]
        rows.append(
            {
                "level": level,
                "code_onet": code,
                "title": fits[1].titles[code],
                "cluster_old": names[0][labels[0][position]],
                "cluster_new": names[1][labels[1][position]],
                "stability_old_share": before,
                "stability_new_share": after,
                "is_steady": bool(
                    min(before, after) >= STEADY_SHARE and not any(null[position] for null in nulls)
                ),
                "ratings_beyond_noise_count": int(real.get(code, 0)),
            }
        )
    rows.sort(key=lambda row: (not row["is_steady"], -row["ratings_beyond_noise_count"], row["code_onet"]))
    splits = [
        {
            "level": level,
            "kind": "split",
            "cluster": names[0][c],
            "parts": "; ".join(names[1][p] for p in parts),
        }
        for c, parts in split_clusters(labels[0], labels[1]).items()
    ] + [
        {
            "level": level,
            "kind": "merged",
            "cluster": names[1][c],
            "parts": "; ".join(names[0][p] for p in parts),
        }
        for c, parts in split_clusters(labels[1], labels[0]).items()
    ]
    null_pairs = [(labels[0], labels[2]), (labels[1], labels[3])]
    summary = {
        "level": level,
        "clusters_old": len(set(labels[0])),
        "clusters_new": len(set(labels[1])),
        "clusters_matched": len(counterpart),
        "moved_count": int(is_moved.sum()),
        "moved_null_count": float(np.mean([null.sum() for null in nulls])),
        "moved_steady_count": sum(row["is_steady"] for row in rows),
        "split_count": sum(part["kind"] == "split" for part in splits),
        "split_null_count": float(np.mean([len(split_clusters(a, b)) for a, b in null_pairs])),
        "merged_count": sum(part["kind"] == "merged" for part in splits),
        "merged_null_count": float(np.mean([len(split_clusters(b, a)) for a, b in null_pairs])),
    }
    return summary, rows, splits


def _steadiness(found: Clustering, level: str) -> dict[str, float]:
    rows = found.memberships.filter((pl.col("level") == level) & pl.col("is_primary"))
    return dict(rows.select("code_onet", "stability_share").iter_rows())
