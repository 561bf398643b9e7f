"""A set of tasks that anybody's similarity, partition or title coder can be scored on, beside ours.

| task | what is scored | against |
|---|---|---|
| `relatedness_moves` | similarity | destinations of people who left an occupation |
| `relatedness_listed` | similarity | the publisher's lists of related occupations |
| `clusters_moves` | partition, degrees | gain in foretelling moves of origins kept out; modularity |
| `clusters_listed` | partition | agreement (kappa) with those lists |
| `titles` | codes for titles | the Census index, titles that mean one SOC code |

The lists of related occupations were made from tasks, knowledge and titles, then reviewed: a similarity
made from the same is at an advantage. Our own index holds the Census titles, so it is not scored on them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from careerclusters.evaluation.block_model import BlockModel, halves
from careerclusters.evaluation.clusters import first_official, modularity
from careerclusters.evaluation.moves import similarity_of
from careerclusters.evaluation.ranking import rank_destinations
from careerclusters.features.move_groups import group_moves
from careerclusters.results import Value

if TYPE_CHECKING:
    from careerclusters.atlas import Atlas
    from careerclusters.catalog import Catalog
    from careerclusters.evaluation.suite_input import Entry

__all__ = ["TASKS", "SuiteReport", "run_suite"]

VERSION = 1
OURS = "careerclusters"
_SOC_LENGTH = 7

TASKS = {
    "relatedness_moves": "Rank the destinations of people who left an occupation: AUC, recall@10, NDCG, with "
    "95 % intervals over origins. Only the order of similarities within an origin counts.",
    "relatedness_listed": "Rank the occupations that the publisher lists as related: AUC, recall@10, NDCG.",
    "clusters_moves": "Nats a mover by which clusters foretell moves better than size alone, on origins kept "
    "out (hard labels, and degrees where given); Newman's modularity of the moves.",
    "clusters_listed": "Cohen's kappa of 'same cluster' and 'listed as related' over all pairs.",
    "titles": "Share of job titles coded right, to SOC 2018.",
}


@dataclass(frozen=True, eq=False)
class SuiteReport(Value):
    """Results of all tasks.

    Attributes
    ----------
    rows
        One row per task and method: task, method, is_baseline, then measures; null where a task has none.
    entry
        Name of what was brought; None when only ours and the baselines are scored.
    catalog_id, release
        What it was scored on.
    notes
        What is to be kept in mind, such as how much of the pairs was given.
    """

    rows: pl.DataFrame
    entry: str | None
    catalog_id: str
    release: str
    notes: tuple[str, ...]

    def to_frame(self) -> pl.DataFrame:
        """The rows."""
        return self.rows

    def to_dict(self) -> dict[str, object]:
        """JSON-ready: tasks with what they ask and the measures of each method."""
        tasks = {}
        for task, about in TASKS.items():
            found = self.rows.filter(pl.col("task") == task).drop("task").to_dicts()
            results = [{name: value for name, value in row.items() if value is not None} for row in found]
            tasks[task] = {"about": about, "results": results}
        head = {"suite": VERSION, "catalog_id": self.catalog_id, "release": self.release}
        return {**head, "entry": self.entry, "notes": list(self.notes), "tasks": tasks}

    def __repr__(self) -> str:
        methods = self.rows["method"].n_unique()
        return f"SuiteReport({self.rows['task'].n_unique()} tasks, {methods} methods)"


def run_suite(atlas: Atlas, entry: Entry | None = None) -> SuiteReport:
    """Score an entry beside ours and the baselines; without an entry only those.

    Raises
    ------
    DataError
        When the catalog lacks the moves.
    """
    suite = _Suite(atlas)
    rows = [*suite.similarities(entry), *suite.partitions(entry), *suite.titles(entry)]
    return SuiteReport(
        pl.DataFrame(rows, infer_schema_length=None),
        None if entry is None else entry.name,
        atlas.catalog.id,
        atlas.catalog.release,
        tuple(suite.notes),
    )


class _Suite:
    """The tasks, with what they are scored against."""

    def __init__(self, atlas: Atlas) -> None:
        self.atlas, self.catalog = atlas, atlas.catalog
        self.codes = atlas.clustering.codes
        self.groups = group_moves(self.catalog, self.catalog.table("moves"), codes=self.codes)
        self.model = BlockModel(self.groups)
        self.splits = halves(self.model.origins)
        self.listed = _listed(self.catalog, self.codes)
        self.notes: list[str] = []

    def similarities(self, entry: Entry | None) -> list[dict[str, Any]]:
        """Rows of both tasks for similarities."""
        major = np.array([code[:2] for code in self.codes])
        minor = np.array([code[:4] for code in self.codes])
        same = (major[:, None] == major[None]).astype(float) + (minor[:, None] == minor[None])
        chance = np.random.default_rng(0).random((len(self.codes), len(self.codes)))
        ours = similarity_of(self.catalog, self.atlas.clustering.params).similarity()
        methods: dict[str, np.ndarray] = {OURS: ours, "soc": same, "random": chance}
        if entry is not None and entry.similarity is not None:
            given = ~np.isnan(entry.similarity)
            least = float(np.nanmin(entry.similarity))
            self.notes.append(
                f"{entry.name}: {given.mean():.1%} of all pairs given; the others count as less alike."
            )
            methods[entry.name] = np.where(given, entry.similarity, least - 1.0)
        rows = []
        for name, matrix in methods.items():
            head = {"method": name, "is_baseline": name in ("soc", "random")}
            between = self.groups.between(matrix)
            ranking = rank_destinations(
                between, self.groups.shares, origins=self.groups.origins, is_candidate=self.groups.is_scored
            )
            rows.append({"task": "relatedness_moves", **head, **ranking.to_dict()})
            listed = rank_destinations(
                matrix, self.listed, origins=np.flatnonzero(self.listed.any(axis=1)),
                is_candidate=np.ones(len(self.codes), dtype=bool),
            )  # fmt: skip
            rows.append({"task": "relatedness_listed", **head, **listed.to_dict()})
        return rows

    def partitions(self, entry: Entry | None) -> list[dict[str, Any]]:
        """Rows of both tasks for partitions."""
        clustering = self.atlas.clustering
        methods: dict[str, tuple[np.ndarray, bool]] = {}
        for level in clustering.levels:
            codes, _, degrees = clustering.degrees(level)
            place = {code: row for row, code in enumerate(codes)}
            methods[f"{OURS} {level}"] = (degrees[[place[code] for code in self.codes]], False)
        methods["soc major groups"] = (_one_hot([code[:2] for code in self.codes]), True)
        if self.catalog.has("official_clusters"):
            methods["official 16"] = (_one_hot(first_official(self.catalog, self.codes)), True)
        for level, degrees in (entry.partitions if entry is not None else {}).items():
            name = (
                entry.name if entry is not None and level == entry.name else f"{entry and entry.name} {level}"
            )
            methods[name] = (degrees, False)
            known = float(degrees.any(axis=1).mean())
            self.notes.append(f"{name}: {known:.1%} of the occupations have a cluster.")
        return [row for name, found in methods.items() for row in self._partition(name, *found)]

    def _partition(self, name: str, degrees: np.ndarray, is_baseline: bool) -> list[dict[str, Any]]:
        labels = np.where(degrees.any(axis=1), degrees.argmax(axis=1), -1)
        head = {"method": name, "is_baseline": is_baseline, "clusters": int(degrees.shape[1])}
        gain = self.model.gain(self.model.hard(labels), splits=self.splits)
        low, high = gain.interval()
        found = np.where(self.groups.is_scored, self.groups.majority(labels), -1)
        row: dict[str, Any] = {
            "block_gain": round(gain.gain, 4),
            "block_gain_low": round(low, 4),
            "block_gain_high": round(high, 4),
            "modularity": round(modularity(self.groups.flows, found)[0], 4),
        }
        if (np.count_nonzero(degrees, axis=1) > 1).any():
            soft = self.model.gain(self.model.soft(degrees), splits=self.splits)
            row["block_gain_degrees"] = round(soft.gain, 4)
        same = (labels[:, None] == labels[None]) & (labels >= 0)[:, None]
        kappa = {"kappa": _kappa((self.listed + self.listed.T) > 0, same)}
        return [{"task": "clusters_moves", **head, **row}, {"task": "clusters_listed", **head, **kappa}]

    def titles(self, entry: Entry | None) -> list[dict[str, Any]]:
        """Rows of the task for titles."""
        if not self.catalog.has("census_titles"):
            return []
        table = self.catalog.table("census_titles").filter(pl.col("codes_count") == 1)
        wanted = {_plain(title): code for title, code in table.select("title", "code_soc2018").iter_rows()}
        methods: dict[str, tuple[Mapping[str, str], bool]] = {"same words": (self._same_words(), True)}
        if entry is not None and entry.titles:
            methods[entry.name] = ({_plain(title): code for title, code in entry.titles.items()}, False)
        rows = []
        for name, (given, is_baseline) in methods.items():
            coded = [title for title in wanted if title in given]
            right = sum(given[title][:_SOC_LENGTH] == wanted[title] for title in coded)
            rows.append(
                {
                    "task": "titles",
                    "method": name,
                    "is_baseline": is_baseline,
                    "accuracy": round(right / len(wanted), 4),
                    "coded_share": round(len(coded) / len(wanted), 4),
                    "n_titles": len(wanted),
                }
            )
        return rows

    def _same_words(self) -> dict[str, str]:
        """Titles that stand word for word among the publisher's, and mean one occupation there."""
        alternate = self.catalog.table("alternate_titles").select("title", "code_onet")
        official = self.catalog.occupations.select("title", "code_onet")
        found: dict[str, set[str]] = {}
        for title, code in (*official.iter_rows(), *alternate.iter_rows()):
            found.setdefault(_plain(title), set()).add(code[:_SOC_LENGTH])
        return {title: next(iter(codes)) for title, codes in found.items() if len(codes) == 1}


def _listed(catalog: Catalog, codes: Sequence[str]) -> np.ndarray:
    """Gains of listed occupations, the first of a list counts most; (n, n), row = whose list."""
    place = {code: row for row, code in enumerate(codes)}
    gains = np.zeros((len(codes), len(codes)))
    if catalog.has("related"):
        rows = catalog.table("related").select("code_onet", "related_code_onet", "rank").iter_rows()
        for code, other, rank in rows:
            if code in place and other in place:
                gains[place[code], place[other]] = 1.0 / rank
    return gains


def _kappa(one: np.ndarray, other: np.ndarray) -> float:
    upper = np.triu_indices(len(one), 1)
    first, second = one[upper], other[upper]
    chance = first.mean() * second.mean() + (1 - first.mean()) * (1 - second.mean())
    return round(float(((first == second).mean() - chance) / max(1 - chance, 1e-12)), 4)


def _one_hot(labels: Sequence[object]) -> np.ndarray:
    names = sorted({str(label) for label in labels if label is not None})
    place = {name: column for column, name in enumerate(names)}
    degrees = np.zeros((len(labels), len(names)))
    for row, label in enumerate(labels):
        if label is not None:
            degrees[row, place[str(label)]] = 1.0
    return degrees


def _plain(title: str) -> str:
    return " ".join(str(title).casefold().split())
