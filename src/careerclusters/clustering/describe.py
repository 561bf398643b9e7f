"""A paragraph about each cluster, put together from its evidence.

What sets the members apart, what nearly all of them rely on, whom one meets there, and how firm the
cluster is: each sentence says one of these, and none says more than the evidence does.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from careerclusters.errors import UnknownError
from careerclusters.language import ENGLISH, _, current_language, marked, ngettext, speaking
from careerclusters.present import counted, listing, stability_words
from careerclusters.words import gloss, spoken_language, words_of
from careerclusters.words.mark_words import mark_words

__all__ = ["describe_clusters", "description_of"]

_MARKS = 3
_EXAMPLES = 3
_COMMON = 0.1
_RELIED_ON = ("skills", "abilities", "knowledge", "activities")
_TITLE_LETTERS = 48
_BORDERS = {
    "firm": marked("Its borders are firm: shake the data a little and nearly the same group comes back."),
    "fairly firm": marked(
        "Its borders are fairly firm: shake the data a little and its core comes back, "
        "while members at the edge may move."
    ),
    "loose": marked(
        "Its borders are loose: shake the data a little and it often splits or joins others, "
        "so look at its neighbours too."
    ),
}


def description_of(row: Mapping[str, Any], evidence: pl.DataFrame) -> str:
    """The paragraph of one cluster in the language spoken; a clustering holds it in English.

    Parameters
    ----------
    row, evidence
        Of `Clustering.clusters`, and the whole evidence.
    """
    if current_language() == ENGLISH:
        return str(row["description"])
    return _paragraph(row, evidence.filter(pl.col("cluster_id") == row["cluster_id"]).sort("rank"))


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
    with speaking(ENGLISH):
        texts = [
            _paragraph(row, marks.get(str(row["cluster_id"]), nothing))
            for row in clusters.iter_rows(named=True)
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
    set_apart, set_apart_ids = _apart(marks)
    n = int(row["n_occupations"])
    if set_apart:
        sentences = [
            ngettext(
                "This {n} occupation stands out for {marks}.",
                "These {n} occupations stand out for {marks}.",
                n,
                marks=set_apart,
            )
        ]
    else:
        sentences = [_("Holds {occupations}.", occupations=counted(n, "occupation"))]
    relied_on = _relied_on(marks, set_apart_ids)
    if relied_on:
        sentences.append(_("Nearly all members also rely on {marks}.", marks=relied_on))
    sentences.append(_members(marks))
    with speaking(ENGLISH):
        steadiness = stability_words(row["stability_share"])
    if steadiness in _BORDERS:
        sentences.append(_(_BORDERS[steadiness]))
    return " ".join(sentence for sentence in sentences if sentence)


def _apart(marks: pl.DataFrame) -> tuple[str, set[str]]:
    """The strongest marks, each from another domain and ways of being last, and their ids."""
    rows = marks.filter(pl.col("kind") == "distinctive").sort(pl.col("domain") == "styles", "rank")
    phrases: dict[str, str] = {}
    set_apart_ids: set[str] = set()
    for item_id, label, domain in rows.select("item_id", "label", "domain").iter_rows():
        phrase = _phrase(item_id, label, domain)
        if domain not in phrases and phrase and "," not in phrase and len(phrases) < _MARKS:
            phrases[domain] = phrase
            set_apart_ids.add(item_id)
    return listing(_knowledge_last(list(phrases.values()))), set_apart_ids


def _relied_on(marks: pl.DataFrame, set_apart_ids: set[str]) -> str:
    """Some of the foundation; what the rest of the working world needs as much comes last."""
    rows = marks.filter((pl.col("kind") == "foundation") & pl.col("domain").is_in(_RELIED_ON))
    rows = rows.sort((pl.col("contrast") < _COMMON), "rank")
    phrases = [
        _phrase(item_id, label, domain)
        for item_id, label, domain in rows.select("item_id", "label", "domain").iter_rows()
        if item_id not in set_apart_ids
    ]
    return listing(_knowledge_last([phrase for phrase in phrases if "," not in phrase][:_MARKS]))


def _knowledge_last(phrases: list[str]) -> list[str]:
    """Phrases with "knowledge of" last, so that what it governs is plain."""
    return sorted(phrases, key=lambda phrase: phrase.startswith("knowledge of"))


def _phrase(item_id: str, label: str, domain: str) -> str:
    """A mark as a noun phrase that fits after "stand out for" and "rely on"; "" where none fits."""
    if domain == "technologies":
        return mark_words(item_id, label)
    if domain == "tools":
        return _("work with {tools}", tools=mark_words(item_id, label))
    try:
        known = gloss(item_id, spoken_language()).noun_phrase
    except UnknownError:
        return label[:1].lower() + label[1:]
    return _("a liking for {what}", what=known) if domain == "interests" else known


def _members(marks: pl.DataFrame) -> str:
    typical = _shortest(_names(marks, "typical"), _EXAMPLES)
    if not typical:
        return ""
    odd = _shortest([name for name in _names(marks, "surprising") if _short(name) not in typical], 1)
    names = "; ".join(typical)
    said = [_("Typical member: {names}.", names=names)]
    if len(typical) > 1:
        said = [_("Typical members: {names}.", names=names)]
    if odd:
        said.append(_("You may not expect: {name}.", name=odd[0]))
    return " ".join(said)


def _names(marks: pl.DataFrame, kind: str) -> list[str]:
    """Occupations of a kind: official titles in English, else what people call them."""
    language = spoken_language()
    rows = marks.filter(pl.col("kind") == kind).select("item_id", "label")
    if language == ENGLISH:
        return rows["label"].to_list()
    known = ((words_of(code, language), label) for code, label in rows.iter_rows())
    return [label if words is None else words.name for words, label in known]


def _shortest(titles: list[str], count: int) -> list[str]:
    """The first titles that are not too long to be read; the shortest one where all are."""
    short = [_short(title) for title in titles]
    return ([title for title in short if len(title) <= _TITLE_LETTERS] or sorted(short, key=len)[:1])[:count]


def _short(title: str) -> str:
    return title.split(", Except")[0].replace("--", " – ")
