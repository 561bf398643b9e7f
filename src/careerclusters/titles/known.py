"""All titles we know and whose they are: official, alternate, from the Census, from our own words.

A title of the Census stands for a SOC code: it speaks for the code's own occupation in full and for its
specialties in part.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from careerclusters.results import Value
from careerclusters.titles.lexicon import Bags, Lexicon, Words, word_hashes
from careerclusters.titles.texts import Texts
from careerclusters.titles.wording import title_words, variants

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog

__all__ = [
    "CENSUS",
    "EVERYDAY",
    "LISTED",
    "OWN",
    "REPORTED",
    "WRITTEN",
    "KnownTitles",
    "Source",
    "bag_hashes",
    "read_titles",
]

OWN, REPORTED, CENSUS, EVERYDAY, LISTED, WRITTEN = 1, 2, 4, 8, 16, 32
"""Flags of a title: the occupation's own, reported by workers, of the Census, from our words, on any list,
from our list of titles that no other list has."""

SPECIALTY = 0.3
VAGUE, VAGUE_WEIGHT = 6, 0.3
LEAST_CONFIDENCE = 0.5

# Occupation, words, the title to show, weight 0-1, flags.
Source = tuple[int, Words, str, float, int]


@dataclass(frozen=True, eq=False, repr=False)
class KnownTitles(Value):
    """Titles and their occupations; a pair for each occupation of each title, by occupation.

    Attributes
    ----------
    row
        Title of each pair, a number; the same words in the same order are one title.
    occupation
        Number of the occupation.
    weight
        How much the title speaks for it, 0–1.
    flags
        Sum of `OWN`, `REPORTED`, `CENSUS`, `EVERYDAY`, `LISTED`, `WRITTEN`.
    shown
        The title as it is written.
    bags, by_bag
        For each pair, ascending, the hash of its words without order, and the number of the pair.
    """

    row: np.ndarray
    occupation: np.ndarray
    weight: np.ndarray
    flags: np.ndarray
    shown: Texts
    bags: np.ndarray
    by_bag: np.ndarray

    @classmethod
    def of(cls, sources: Iterable[Source]) -> tuple[KnownTitles, Lexicon, list[Words]]:
        """Number titles and pairs. Also the words of all titles, and the titles by number."""
        rows: dict[Words, int] = {}
        pairs: dict[tuple[int, int], tuple[str, float, int]] = {}
        for occupation, words, shown, weight, flags in sources:
            if not words:
                continue
            key = (occupation, rows.setdefault(words, len(rows)))
            held = pairs.get(key)
            if held is None:
                pairs[key] = (shown, weight, flags)
                continue
            is_better = (flags & OWN, -len(shown), shown) > (held[2] & OWN, -len(held[0]), held[0])
            pairs[key] = (shown if is_better else held[0], max(weight, held[1]), flags | held[2])
        order = sorted(pairs)
        titles = list(rows)
        lexicon = Lexicon.of(titles)
        row = np.array([row for _, row in order], dtype=np.int32)
        hashes = bag_hashes(lexicon.bags(titles), len(lexicon.words))[row]
        by_bag = np.argsort(hashes, kind="stable").astype(np.int32)
        known = cls(
            row=row,
            occupation=np.array([occupation for occupation, _ in order], dtype=np.int32),
            weight=np.array([pairs[key][1] for key in order], dtype=np.float32),
            flags=np.array([pairs[key][2] for key in order], dtype=np.uint8),
            shown=Texts.of(pairs[key][0] for key in order),
            bags=hashes[by_bag],
            by_bag=by_bag,
        )
        return known, lexicon, titles

    @property
    def titles_count(self) -> int:
        """How many different titles there are."""
        return int(self.row.max(initial=-1)) + 1

    def holders(self, bags: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """For hashes of words those who hold a title of the same words: numbers of query and pair."""
        start = np.searchsorted(self.bags, bags, side="left")
        count = np.searchsorted(self.bags, bags, side="right") - start
        query = np.repeat(np.arange(len(bags)), count)
        within = np.arange(len(query)) - np.repeat(np.cumsum(count) - count, count)
        return query, self.by_bag[np.repeat(start, count) + within]

    def __repr__(self) -> str:
        return f"KnownTitles({self.titles_count:,} titles, {len(self.row):,} pairs)"


def bag_hashes(bags: Bags, n_known: int) -> np.ndarray:
    """A number for the different words of each title, whatever their order; 0 with an unknown word."""
    rows, words = bags.rows, bags.words
    mixed, is_unknown = word_hashes(words), words >= n_known
    keys = np.sort(rows * (n_known + len(bags.unknown)) + words)
    if (keys[1:] == keys[:-1]).any():
        order = np.lexsort((words, rows))
        is_twice = (rows[order][1:] == rows[order][:-1]) & (words[order][1:] == words[order][:-1])
        mixed[order[1:][is_twice]] = 0
    ends = np.cumsum(bags.lengths)
    starts = ends - bags.lengths
    # Sums beyond 64 bits begin anew, as those of their parts do.
    total = np.concatenate([np.zeros(1, np.uint64), np.cumsum(mixed, dtype=np.uint64)])
    unknown = np.concatenate([np.zeros(1, np.int64), np.cumsum(is_unknown)])
    is_empty = (bags.lengths == 0) | (unknown[ends] > unknown[starts])
    return np.where(is_empty, np.uint64(0), total[ends] - total[starts])


def read_titles(catalog: Catalog, *, hidden: frozenset[str] = frozenset()) -> Iterator[Source]:
    """All titles of a catalog, and our words for its occupations.

    Parameters
    ----------
    hidden
        Titles to leave out of the alternate, Census and everyday ones, as they are written.
    """
    occupations = catalog.table("occupations").sort("code_onet")
    codes = occupations["code_onet"].to_list()
    number = {code: at for at, code in enumerate(codes)}
    for at, title in enumerate(occupations["title"]):
        yield at, title_words(title), title, 1.0, OWN | LISTED
    yield from _alternates(catalog, number, hidden)
    yield from _census(catalog, codes, hidden)
    yield from _esco(catalog, number, hidden)
    if catalog.has("apprenticeships"):
        table = (
            catalog.table("apprenticeships")
            .select("code_onet", "apprenticeship_title")
            .sort("code_onet", "apprenticeship_title")
        )
        for code, title in table.iter_rows():
            plain = title.split(" (")[0]
            if code in number and plain not in hidden:
                yield number[code], title_words(plain), plain, 1.0, LISTED
    yield from _everyday(number, hidden)


def _alternates(catalog: Catalog, number: dict[str, int], hidden: frozenset[str]) -> Iterator[Source]:
    if not catalog.has("alternate_titles"):
        return
    names = ("code_onet", "title", "short_title", "is_sample")
    rows = catalog.table("alternate_titles").select(names).sort("code_onet", "title")
    for code, title, short_title, is_sample in rows.iter_rows():
        if code in number and title not in hidden:
            for variant in variants(title, short_title):
                yield number[code], title_words(variant), title, 1.0, LISTED | (REPORTED if is_sample else 0)


def _census(catalog: Catalog, codes: Sequence[str], hidden: frozenset[str]) -> Iterator[Source]:
    if not catalog.has("census_titles"):
        return
    of_soc: dict[str, list[int]] = {}
    for at, code in enumerate(codes):
        of_soc.setdefault(code[:7], []).append(at)
    rows = catalog.table("census_titles").select("title", "code_soc2018", "codes_count").sort("title")
    for title, soc, codes_count in rows.iter_rows():
        plain = title.split("\\")[0].strip()
        if title in hidden:
            continue
        weight = VAGUE_WEIGHT if codes_count > VAGUE else 1.0
        for place, at in enumerate(of_soc.get(soc, ())):
            share = 1.0 if place == 0 else SPECIALTY
            yield at, title_words(plain), plain, weight * share, LISTED | (CENSUS if place == 0 else 0)


def _esco(catalog: Catalog, number: dict[str, int], hidden: frozenset[str]) -> Iterator[Source]:
    """English labels of the European classification, where they are matched with confidence."""
    if not (catalog.has("esco_occupations") and catalog.has("crosswalk_esco_onet")):
        return
    labels = catalog.table("esco_occupations").select("esco_uuid", "label_en")
    rows = catalog.table("crosswalk_esco_onet").join(labels, on="esco_uuid").sort("label_en", "code_onet")
    for code, label, sure in rows.select("code_onet", "label_en", "match_confidence").iter_rows():
        if code in number and sure >= LEAST_CONFIDENCE and label not in hidden:
            for title in label.split("/"):
                yield number[code], title_words(title), title.strip(), min(float(sure), 1.0), LISTED


def _everyday(number: dict[str, int], hidden: frozenset[str]) -> Iterator[Source]:
    from careerclusters.words.occupation_words import occupation_words

    for code, entry in occupation_words().items():
        if code in number:
            yield number[code], title_words(entry.name), entry.name, 1.0, OWN | EVERYDAY
            for typed in entry.search:
                if typed not in hidden:
                    yield number[code], title_words(typed), typed, 1.0, EVERYDAY
