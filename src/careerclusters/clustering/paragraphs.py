"""A paragraph about a cluster: in words of our own where they were written for it, else from its evidence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice

import polars as pl

from careerclusters.clustering.cluster import Cluster
from careerclusters.language import _
from careerclusters.present import counted, inside_sentence, listing
from careerclusters.words import spoken_language
from careerclusters.words.cluster_words import ClusterWords, written_for
from careerclusters.words.mark_words import mark_words

__all__ = ["Paragraph", "paragraph_of"]

_COMMON, _APART, _TYPICAL = 2, 3, 3


@dataclass(frozen=True)
class Paragraph:
    """What a cluster is, for a person.

    Attributes
    ----------
    sentences
        In order; together they are the paragraph.
    is_written
        Whether they are words of our own for this very cluster; else they were put together from evidence.
    typical, surprising
        Codes of the occupations that it names.
    """

    sentences: tuple[str, ...]
    is_written: bool
    typical: tuple[str, ...]
    surprising: tuple[str, ...]

    @property
    def text(self) -> str:
        """The sentences as one paragraph."""
        return " ".join(self.sentences)

    def to_dict(self) -> dict[str, object]:
        """JSON-ready."""
        return {
            "text": self.text,
            "sentences": list(self.sentences),
            "is_written": self.is_written,
            "typical": list(self.typical),
            "surprising": list(self.surprising),
        }


def paragraph_of(cluster: Cluster, *, name_of: Callable[[str], str]) -> Paragraph:
    """The paragraph of a cluster.

    Parameters
    ----------
    cluster
        With its evidence.
    name_of
        What people call an occupation, by code.
    """
    members = cluster.members["code_onet"].to_list()
    words = written_for(members, spoken_language())
    if words is not None and set(words.claims) <= marks_of(cluster):
        return _written(words, name_of)
    return _rebuilt(cluster, members, name_of)


def marks_of(cluster: Cluster) -> set[str]:
    """Ids of all that nearly all members need or that sets them apart."""
    return {*cluster.foundation["item_id"], *cluster.distinctive["item_id"]}


def _written(words: ClusterWords, name_of: Callable[[str], str]) -> Paragraph:
    named = _examples(words.typical, (words.surprising,), name_of)
    return Paragraph(
        (words.unites, words.day, words.varies, *named), True, words.typical, (words.surprising,)
    )


def _rebuilt(cluster: Cluster, members: Sequence[str], name_of: Callable[[str], str]) -> Paragraph:
    """What sets it apart, what all share, whom one meets there; nothing that the evidence doesn't say."""
    said = []
    apart, shared = _labels(cluster.distinctive, _APART), _labels(cluster.foundation, _COMMON)
    count = counted(len(members), "job", plural="jobs")
    if apart:
        said.append(_("What sets these {jobs} apart: {marks}.", jobs=count, marks=listing(apart)))
    else:
        said.append(_("This cluster holds {jobs}.", jobs=count))
    if shared:
        said.append(_("Nearly all of them share: {marks}.", marks=listing(shared)))
    typical = tuple(cluster.typical["item_id"].to_list()[:_TYPICAL])
    odd = (code for code in cluster.surprising["item_id"] if code not in typical)
    surprising = tuple(islice(odd, 1))
    said += _examples(typical, surprising, name_of)
    return Paragraph(tuple(said), False, typical, surprising)


def _labels(marks: pl.DataFrame, count: int) -> list[str]:
    """The first marks of different domains, in words that can stand inside a sentence."""
    seen: dict[str, str] = {}
    for item_id, label, domain in marks.select("item_id", "label", "domain").iter_rows():
        label = mark_words(item_id, label)
        if label.lower() not in (one.lower() for one in seen.values()):
            seen.setdefault(domain, label[:1].lower() + label[1:])
    return list(seen.values())[:count]


def _examples(
    typical: Sequence[str], surprising: Sequence[str], name_of: Callable[[str], str]
) -> tuple[str, ...]:
    said = []
    if typical:
        names = listing(inside_sentence(name_of(code)) for code in typical)
        said.append(_("Typical jobs: {names}.", names=names))
    if surprising:
        name = inside_sentence(name_of(surprising[0]))
        said.append(_("One you may not expect: {name}.", name=name))
    return tuple(said)
