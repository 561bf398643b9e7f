"""What each cluster of the two main levels is, in words of our own, from the files in `clusters/`.

One file per level holds the words; `members.csv` holds the occupations that each cluster had when its words
were written. Words are for that cluster only: `written_for` gives them to a cluster with nearly the same
members, and to none when the clusters came out differently. `docs/words.md` says how they are written.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from careerclusters.words._tables import folder_of

__all__ = ["ALIKE_ENOUGH", "ClusterWords", "cluster_words", "written_for"]

ALIKE_ENOUGH = 0.85
"""Least share of members in common (of all in either) for words to hold."""


@dataclass(frozen=True)
class ClusterWords:
    """One cluster in plain words.

    Attributes
    ----------
    key
        Name of the entry in its file.
    unites, day, varies
        What unites the work; what a day has in common; what varies.
    typical
        Codes of three occupations that people know and that stand for it.
    surprising
        Code of one that few would expect.
    claims
        Ids of the marks of the cluster's evidence that the words speak of.
    members
        Codes of the occupations that the words were written for.
    """

    key: str
    unites: str
    day: str
    varies: str
    typical: tuple[str, ...]
    surprising: str
    claims: tuple[str, ...]
    members: frozenset[str]


def cluster_words(language: str = "en") -> Mapping[str, ClusterWords]:
    """All entries by key, in the order of the English files. Read once, at first use.

    Parameters
    ----------
    language
        Of what unites the work, the day and what varies; jobs, claims and members are of no language.
    """
    return _all(language)


@cache
def _all(language: str) -> Mapping[str, ClusterWords]:
    english = _read("en")
    spoken = english if language == "en" else _read(language)
    lines = (folder_of("en") / "clusters" / "members.csv").read_text(encoding="utf-8").splitlines()
    members = {row["key"]: frozenset(row["codes_onet"].split()) for row in csv.DictReader(lines)}
    return MappingProxyType(
        {
            key: ClusterWords(
                key=key,
                unites=spoken[key]["unites"],
                day=spoken[key]["day"],
                varies=spoken[key]["varies"],
                typical=tuple(entry["typical"]),
                surprising=entry["surprising"],
                claims=tuple(entry["claims"]),
                members=members.get(key, frozenset()),
            )
            for key, entry in english.items()
            if key in spoken
        }
    )


def _read(language: str) -> dict[str, dict[str, Any]]:
    """The entries of a language as they stand in its files."""
    paths = sorted((folder_of(language) / "clusters").iterdir(), key=lambda path: path.name)
    texts = (path.read_text(encoding="utf-8") for path in paths if path.name.endswith(".toml"))
    return {key: entry for text in texts for key, entry in tomllib.loads(text).items()}


def written_for(members: Collection[str], language: str = "en") -> ClusterWords | None:
    """The words of the cluster with these members; None when they were written for none like it.

    Alike is the share of members in common, of all in either (Jaccard 1901), at least `ALIKE_ENOUGH`; and
    the occupations that the words name must be among the members.
    """
    own = frozenset(members)
    best: tuple[float, ClusterWords] | None = None
    for words in cluster_words(language).values():
        alike = len(own & words.members) / len(own | words.members) if words.members else 0.0
        named = {*words.typical, words.surprising}
        if alike >= ALIKE_ENOUGH and named <= own and (best is None or alike > best[0]):
            best = (alike, words)
    return None if best is None else best[1]
