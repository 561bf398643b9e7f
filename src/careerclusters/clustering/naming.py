"""A short name for each cluster: one made by reading, else the fields of work that best cover its members.

First each level's clusters and the names of `careerclusters.words.posters` are matched, one to one, so
that the sum of their overlaps is largest; overlap is the harmonic mean of *coverage* and *precision*
below, and a name that overlaps little is not given. Clusters left over get one to three fields.

Which fields an occupation belongs to is read from its title (`careerclusters.words.fields`). A set of
fields is scored for a cluster like a search result: *coverage* is the share of the members that it
names, *precision* the share of what it names that is in the cluster, both weighted by degree of
membership; the score is their harmonic mean, coverage counting double, less a little for each further
field, for length and for a field too broad or too narrow for the level. Names are handed out best score
first, each once.
A cluster that no field covers is named after its evidence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from careerclusters.clustering.params import MAIN_LEVEL
from careerclusters.words.fields import Field, fields, fields_of
from careerclusters.words.posters import posters

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog

__all__ = ["join_labels", "name_clusters"]

_LEAST_OVERLAP = 0.5
_MOST_FIELDS = 3
_BETA = 2.0
_CONSIDERED = 14
_LEAST_GAIN = 0.045
_LEAST_PART = 0.08
_LEAST_SCORE = 0.28
_LEAST_COVERAGE = 0.4
_PER_BREADTH = 0.02
_PER_WORDING = 0.02
_LENGTH_LIKED, _LENGTH_ALLOWED = 40, 60
_PER_LETTER = 0.004
_ALTERNATES_AGREE = 0.3


@dataclass(frozen=True)
class _Choice:
    """One way to name a cluster."""

    score: float
    label: str
    fields: tuple[int, ...]
    coverage: float


def name_clusters(
    catalog: Catalog, clusters: pl.DataFrame, memberships: pl.DataFrame, *, evidence: pl.DataFrame
) -> pl.DataFrame:
    """`clusters` with `name` and `name_coverage_share`.

    The same members give the same name, whatever the ids and the order of the rows.

    Parameters
    ----------
    catalog
        Gives the titles.
    clusters
        level, cluster_id and more, from broad to fine.
    memberships, evidence
        As in `Clustering`; occupations that were placed afterwards don't count.

    Returns
    -------
    The rows of `clusters` with `name`, unique over all levels, and `name_coverage_share` (0–1): the
    membership-weighted share of members that the fields in the name cover; null for a name that
    comes from evidence.
    """
    rated = memberships.filter(~pl.col("is_placed"))
    codes = sorted(rated["code_onet"].unique().to_list())
    vocabulary = fields()
    speaks = _speaks(catalog, codes, vocabulary)
    levels = clusters["level"].unique(maintain_order=True).to_list()
    names: dict[str, tuple[str, float | None]] = {}
    main = levels.index(MAIN_LEVEL) if MAIN_LEVEL in levels else 0
    by_turn = sorted(levels, key=lambda name: (abs(levels.index(name) - main), levels.index(name)))
    for turn, level in enumerate(by_turn):  # the main one has first choice
        position = levels.index(level)
        ids = clusters.filter(pl.col("level") == level)["cluster_id"].to_list()
        weight = _weights(rated.filter(pl.col("level") == level), codes, ids)
        breadth = 3.0 - 2.0 * position / (len(levels) - 1) if len(levels) > 1 else 2.0
        standing = np.where(weight > 0, (1 + weight) / 2, 0.0).sum(axis=1)
        choices = {
            cluster_id: list(_choices(speaks, weight[:, place], standing, vocabulary, breadth))
            for place, cluster_id in enumerate(ids)
        }
        taken = {_key(name) for name, _ in names.values()}
        names |= _from_posters(codes, weight, standing, ids, taken, turn=turn)
        rest = {cluster_id: found for cluster_id, found in choices.items() if cluster_id not in names}
        names |= _hand_out(rest, {_key(name) for name, _ in names.values()})
    taken = {_key(name) for name, _ in names.values()}
    for cluster_id in clusters["cluster_id"]:
        if cluster_id not in names:
            name = _from_evidence(evidence.filter(pl.col("cluster_id") == cluster_id), taken, cluster_id)
            taken.add(_key(name))
            names[cluster_id] = (name, None)
    return clusters.with_columns(
        pl.Series("name", [names[key][0] for key in clusters["cluster_id"]], dtype=pl.String),
        pl.Series("name_coverage_share", [names[key][1] for key in clusters["cluster_id"]], dtype=pl.Float64),
    )


def _from_posters(
    codes: Sequence[str],
    weight: np.ndarray,
    standing: np.ndarray,
    ids: Sequence[str],
    taken: set[frozenset[str]],
    *,
    turn: int,
) -> dict[str, tuple[str, float]]:
    """Names made by reading, each given once, where they overlap enough: id → (name, share covered).

    Each level has its turn in the wordings, so that the same cluster is called the same in another fit,
    whatever the other levels hold.
    """
    from scipy.optimize import linear_sum_assignment

    known = posters()
    covers = np.array([poster.covers(codes) for poster in known], dtype=float).T
    inside = np.where(weight > 0, (1 + weight) / 2, 0.0)
    hits = covers.T @ inside
    named, held = covers.T @ standing, inside.sum(axis=0)
    overlap = 2 * hits / np.maximum(named[:, None] + held[None], 1e-12)
    wordings = [_wording((poster.name, *poster.also), turn, taken) for poster in known]
    overlap[[text is None for text in wordings]] = 0.0
    value = np.where(overlap >= _LEAST_OVERLAP, np.round(overlap, 9), 0.0)
    found: dict[str, tuple[str, float]] = {}
    for row, column in zip(*linear_sum_assignment(value, maximize=True), strict=True):
        text = wordings[row]
        if value[row, column] > 0 and text is not None:
            share = covers[:, row] @ weight[:, column] / max(float(weight[:, column].sum()), 1e-12)
            found[ids[column]] = (text, round(float(share), 4))
    return found


def _wording(wordings: Sequence[str], turn: int, taken: set[frozenset[str]]) -> str | None:
    """The wording of this turn, or the next that is free; None where all are taken."""
    start = min(turn, len(wordings) - 1)
    free = (text for text in (*wordings[start:], *wordings[:start]) if _key(text) not in taken)
    return next(free, None)


def join_labels(labels: Sequence[str]) -> str:
    """Labels as one: "Nursing" and "Therapy" give "Nursing and therapy".

    What they share is said once: "Vehicle repair" and "Small equipment repair" give "Vehicle and small
    equipment repair".
    """
    last = {label.split()[-1] for label in labels}
    if len(last) == 1 and len(labels) > 1 and all(" " in label and " and " not in label for label in labels):
        return f"{join_labels([label.rsplit(maxsplit=1)[0] for label in labels])} {last.pop()}"
    parts: list[str] = []
    for label in labels:
        for part in label.replace(" and ", ", ").split(", "):
            word = part if parts == [] or part[1:2].isupper() else part[:1].lower() + part[1:]
            if word.casefold() not in {known.casefold() for known in parts}:
                parts.append(word)
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _choices(
    speaks: np.ndarray, share: np.ndarray, standing: np.ndarray, vocabulary: Sequence[Field], breadth: float
) -> Iterator[_Choice]:
    """All names worth considering for one cluster, from its most fitting fields.

    `share` is the degree of membership of each member, 0 elsewhere; `standing` how much each occupation
    counts, members or not.
    """
    inside = np.where(share > 0, standing, 0.0)
    size = inside.sum()
    if size <= 0:
        return
    hits = speaks.T @ inside
    alone = 2 * hits / np.maximum(speaks.T @ standing + size, 1e-12)
    n_known = speaks.sum(axis=0)
    useful = [int(item) for item in np.flatnonzero(hits / size >= _LEAST_PART)]
    best = sorted(useful, key=lambda item: (-round(float(alone[item]), 9), item))[:_CONSIDERED]
    wide = sorted(useful, key=lambda item: (-round(float(hits[item]), 9), item))[: _CONSIDERED // 2]
    for group in _groups(sorted({*best, *wide}), speaks[inside > 0], inside[inside > 0] / size):
        covered = speaks[:, group].any(axis=1)
        fit = (1 + _BETA) * inside[covered].sum() / (standing[covered].sum() + _BETA * size)
        fit -= _LEAST_GAIN * (len(group) - 1)
        fit -= _PER_BREADTH * abs(max(vocabulary[item].breadth for item in group) - breadth)
        coverage = float(share[covered].sum() / share.sum())
        if fit < _LEAST_SCORE or coverage < _LEAST_COVERAGE:
            continue
        by_size = sorted(group, key=lambda item: (-n_known[item], item))
        wordings = [join_labels([vocabulary[item].label for item in by_size])]
        wordings += vocabulary[group[0]].also if len(group) == 1 else ()
        for place, label in enumerate(wordings):
            score = fit - _PER_WORDING * place - _PER_LETTER * max(len(label) - _LENGTH_LIKED, 0)
            if len(label) <= _LENGTH_ALLOWED:
                yield _Choice(round(float(score), 6), label, group, coverage)


def _groups(pool: Sequence[int], speaks: np.ndarray, weight: np.ndarray) -> Iterator[tuple[int, ...]]:
    """Sets of fields in which each has its part; a field idle in a set is idle in any larger one."""
    yield from ((item,) for item in pool)
    good: set[tuple[int, ...]] = {(item,) for item in pool}
    for count in range(2, _MOST_FIELDS + 1):
        larger = set()
        for group in combinations(pool, count):
            if all(part in good for part in combinations(group, count - 1)) and not _has_idle(
                speaks[:, group], weight
            ):
                larger.add(group)
                yield group
        good = larger


def _has_idle(columns: np.ndarray, weight: np.ndarray) -> bool:
    """Whether some field names hardly a member, or but one, that the other fields don't."""
    only = columns & (columns.sum(axis=1, keepdims=True) == 1)
    return bool((only.T @ weight < _LEAST_PART).any() or (only.sum(axis=0) < 2).any())


def _key(name: str) -> frozenset[str]:
    """The words of a name: "A and B" is the same name as "B and A"."""
    return frozenset(name.casefold().replace(",", " ").split()) - {"and"}


def _hand_out(
    choices: Mapping[str, Sequence[_Choice]], taken: set[frozenset[str]]
) -> dict[str, tuple[str, float]]:
    """Best score first; a name is given once, a field once per level while that leaves a choice."""
    ranked = sorted(
        ((choice, cluster_id) for cluster_id, found in choices.items() for choice in found),
        key=lambda pair: (-pair[0].score, pair[0].label, pair[1]),
    )
    names: dict[str, tuple[str, float]] = {}
    given = set(taken)
    used: set[int] = set()
    for is_strict in (True, False):
        for choice, cluster_id in ranked:
            key = _key(choice.label)
            if cluster_id in names or key in given or (is_strict and used.intersection(choice.fields)):
                continue
            names[cluster_id] = (choice.label, round(choice.coverage, 4))
            given.add(key)
            used.update(choice.fields)
    return names


def _speaks(catalog: Catalog, codes: Sequence[str], vocabulary: Sequence[Field]) -> np.ndarray:
    """Which fields each occupation belongs to, (n, n_fields) of bool."""
    place = {field.field: column for column, field in enumerate(vocabulary)}
    titles = dict(
        catalog.occupations.select(
            pl.col("code_onet").cast(pl.String), pl.col("title").cast(pl.String)
        ).iter_rows()
    )
    speaks = np.zeros((len(codes), len(vocabulary)), dtype=bool)
    silent = []
    for row, code in enumerate(codes):
        found = fields_of(titles.get(code, ""))
        speaks[row, [place[field] for field in found]] = True
        if not found:
            silent.append(code)
    if silent and catalog.has("alternate_titles"):
        others = catalog.table("alternate_titles").filter(pl.col("code_onet").is_in(silent))
        for row, code in enumerate(codes):
            if code in silent:
                known = others.filter(pl.col("code_onet") == code)["title"].to_list()
                said = [fields_of(title) for title in known]
                for field, column in place.items():
                    speaks[row, column] = sum(field in found for found in said) > _ALTERNATES_AGREE * len(
                        said
                    )
    return speaks


def _weights(memberships: pl.DataFrame, codes: Sequence[str], ids: Sequence[str]) -> np.ndarray:
    row = {code: place for place, code in enumerate(codes)}
    column = {cluster_id: place for place, cluster_id in enumerate(ids)}
    weight = np.zeros((len(codes), len(ids)))
    for code, cluster_id, share in (
        memberships.filter("is_primary").select("code_onet", "cluster_id", "membership_share").iter_rows()
    ):
        weight[row[code], column[cluster_id]] = share
    return weight


def _from_evidence(evidence: pl.DataFrame, taken: set[frozenset[str]], cluster_id: str) -> str:
    """A name from the most distinctive subjects, else from the most typical occupation."""
    marks = evidence.filter(
        (pl.col("kind") == "distinctive") & pl.col("domain").is_in(["knowledge", "technologies", "tools"])
    ).sort("rank")
    subjects = [str(label)[:1].lower() + str(label)[1:] for label in marks["label"]]
    typical = evidence.filter(pl.col("kind") == "typical").sort("rank")["label"].to_list()
    options = [f"Work with {first} and {second}" for first, second in combinations(subjects[:4], 2)]
    options += [f"Work with {subject}" for subject in subjects]
    options += [f"{title} and similar work" for title in typical]
    for option in options:
        if _key(option) not in taken and len(option) <= _LENGTH_ALLOWED:
            return option
    return next((title for title in typical if _key(title) not in taken), f"Cluster {cluster_id}")
