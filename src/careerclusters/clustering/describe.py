"""A paragraph about each cluster, put together from its evidence.

What sets the members apart, what nearly all of them rely on, whom one meets there, and how firm the
cluster is: each sentence says one of these, and none says more than the evidence does.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from careerclusters.errors import UnknownError
from careerclusters.present import counted, listing, stability_words
from careerclusters.words import gloss

__all__ = ["describe_clusters"]

_MARKS = 3
_EXAMPLES = 3
_COMMON = 0.1
_RELIED_ON = ("skills", "abilities", "knowledge", "activities")
_TITLE_LETTERS = 48
_BORDERS = {
    "firm": "shake the data a little and nearly the same group comes back",
    "fairly firm": "shake the data a little and its core comes back, while members at the edge may move",
    "loose": "shake the data a little and it often splits or joins others, so look at its neighbours too",
}


def describe_clusters(clusters: pl.DataFrame, evidence: pl.DataFrame) -> pl.DataFrame:
    """`clusters` with `description`, in the order of columns of `Clustering.clusters`.

    Parameters
    ----------
    clusters
        level, cluster_id, name, parent_id, n_occupations, stability_share, name_coverage_share.
    evidence
        As in `Clustering`.
    """
    marks = {str(key[0]): rows.sort("rank") for key, rows in evidence.group_by("cluster_id")}
    nothing = evidence.clear()
    texts = [
        _paragraph(row, marks.get(str(row["cluster_id"]), nothing)) for row in clusters.iter_rows(named=True)
    ]
    return clusters.with_columns(pl.Series("description", texts, dtype=pl.String)).select(
        "level",
        "cluster_id",
        "name",
        "parent_id",
        "n_occupations",
        "stability_share",
        "description",
        "name_coverage_share",
    )


def _paragraph(row: Mapping[str, Any], marks: pl.DataFrame) -> str:
    set_apart, told = _apart(marks)
    count = counted(int(row["n_occupations"]), "occupation")
    verb = "stands" if int(row["n_occupations"]) == 1 else "stand"
    these = "This" if int(row["n_occupations"]) == 1 else "These"
    sentences = [f"{these} {count} {verb} out for {set_apart}." if set_apart else f"Holds {count}."]
    relied_on = _relied_on(marks, told)
    if relied_on:
        sentences.append(f"Nearly all members also rely on {relied_on}.")
    sentences.append(_members(marks))
    words = stability_words(row["stability_share"])
    if words in _BORDERS:
        sentences.append(f"Its borders are {words}: {_BORDERS[words]}.")
    return " ".join(sentence for sentence in sentences if sentence)


def _apart(marks: pl.DataFrame) -> tuple[str, set[str]]:
    """The strongest marks, each from another domain and ways of being last, and their ids."""
    rows = marks.filter(pl.col("kind") == "distinctive").sort(pl.col("domain") == "styles", "rank")
    phrases: dict[str, str] = {}
    told: set[str] = set()
    for item_id, label, domain in rows.select("item_id", "label", "domain").iter_rows():
        phrase = _phrase(item_id, label, domain)
        if domain not in phrases and phrase and "," not in phrase and len(phrases) < _MARKS:
            phrases[domain] = phrase
            told.add(item_id)
    return listing(_knowledge_last(list(phrases.values()))), told


def _relied_on(marks: pl.DataFrame, told: set[str]) -> str:
    """Some of the foundation; what the rest of the working world needs as much comes last."""
    rows = marks.filter((pl.col("kind") == "foundation") & pl.col("domain").is_in(_RELIED_ON))
    rows = rows.sort((pl.col("contrast") < _COMMON), "rank")
    phrases = [
        _phrase(item_id, label, domain)
        for item_id, label, domain in rows.select("item_id", "label", "domain").iter_rows()
        if item_id not in told
    ]
    return listing(_knowledge_last([phrase for phrase in phrases if "," not in phrase][:_MARKS]))


def _knowledge_last(phrases: list[str]) -> list[str]:
    """Phrases with "knowledge of" last, so that what it governs is plain."""
    return sorted(phrases, key=lambda phrase: phrase.startswith("knowledge of"))


def _phrase(item_id: str, label: str, domain: str) -> str:
    """A mark as a noun phrase that fits after "stand out for" and "rely on"; "" where none fits."""
    if domain == "technologies":
        return label
    if domain == "tools":
        return f"work with {label}"
    try:
        known = gloss(item_id).noun_phrase
    except UnknownError:
        return label[:1].lower() + label[1:]
    return f"a liking for {known}" if domain == "interests" else known


def _members(marks: pl.DataFrame) -> str:
    typical = _shortest(marks.filter(pl.col("kind") == "typical")["label"].to_list(), _EXAMPLES)
    if not typical:
        return ""
    odd = _shortest(marks.filter(pl.col("kind") == "surprising")["label"].to_list(), 1)
    more = f" You may not expect: {odd[0]}." if odd and odd[0] not in typical else ""
    return f"{'Typical member' if len(typical) == 1 else 'Typical members'}: {'; '.join(typical)}.{more}"


def _shortest(titles: list[str], count: int) -> list[str]:
    """The first titles that are not too long to be read; the shortest one where all are."""
    short = [title.split(", Except")[0].replace("--", " – ") for title in titles]
    return ([title for title in short if len(title) <= _TITLE_LETTERS] or sorted(short, key=len)[:1])[:count]
