"""Titles in Spanish and French, from the European classification: seen, shown, never taken for English ones.

Their words also stop the correction of spelling: "comptable" is no slip of an English word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from careerclusters.results import Value

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog

__all__ = ["Foreign", "foreign_words"]

_WORD = re.compile(r"[a-z]{2,}")
_FILLER = frozenset(
    [
        "de", "la", "le", "les", "des", "du", "en", "el", "los", "las", "et", "y", "pour", "para", "l",
        "d", "un", "une", "au", "aux", "con", "sur", "por", "al", "ou", "o",
    ]
)  # fmt: skip
LEAST_CONFIDENCE = 0.4


@dataclass(frozen=True, eq=False, repr=False)
class Foreign(Value):
    """Words of foreign titles and whose titles they are.

    Attributes
    ----------
    words
        Of all foreign titles without those that English titles use; ascending.
    starts, titles
        The titles of word n are `titles[starts[n]:starts[n + 1]]`.
    lengths
        How many words each title has.
    occupations
        The occupation of each title, or -1 where none is matched.
    """

    words: tuple[str, ...]
    starts: np.ndarray
    titles: np.ndarray
    lengths: np.ndarray
    occupations: np.ndarray

    @classmethod
    def of(cls, catalog: Catalog, codes: Sequence[str], english: Sequence[str]) -> Foreign:
        """Read the labels of a catalog; empty without them."""
        number = {code: at for at, code in enumerate(codes)}
        rows: list[tuple[tuple[str, ...], int]] = []
        if catalog.has("esco_occupations") and catalog.has("crosswalk_esco_onet"):
            best = catalog.table("crosswalk_esco_onet").sort(
                "match_confidence", "code_onet", descending=[True, False]
            )
            matched: dict[str, int] = {}
            for uuid, code, sure in best.select("esco_uuid", "code_onet", "match_confidence").iter_rows():
                if sure >= LEAST_CONFIDENCE and code in number:
                    matched.setdefault(uuid, number[code])
            labels = (
                catalog.table("esco_occupations")
                .select("esco_uuid", "label_es", "label_fr")
                .sort("esco_uuid")
            )
            for uuid, *texts in labels.iter_rows():
                for label in texts:
                    for title in (label or "").split("/"):
                        words = foreign_words(title)
                        if words:
                            rows.append((words, matched.get(uuid, -1)))
        # Foreign are words that no English title has, and those that foreign titles have more often.
        known = set(english)
        new = sorted({word for held, _ in rows for word in held if word not in known})
        place = {word: at for at, word in enumerate(new)}
        holds = sorted(
            (place[word], row) for row, (held, _) in enumerate(rows) for word in set(held) if word in place
        )
        counts = np.bincount([word for word, _ in holds], minlength=len(new)) if holds else np.zeros(0, int)
        return cls(
            words=tuple(new),
            starts=np.concatenate([[0], np.cumsum(counts)]).astype(np.int32),
            titles=np.array([row for _, row in holds], dtype=np.int32),
            lengths=np.array([len(set(held)) for held, _ in rows], dtype=np.int32),
            occupations=np.array([occupation for _, occupation in rows], dtype=np.int32),
        )

    @cached_property
    def number(self) -> dict[str, int]:
        """Number of each word."""
        return {word: at for at, word in enumerate(self.words)}

    def __contains__(self, word: object) -> bool:
        return word in self.number

    def likely(self, text: str, *, limit: int = 3) -> list[int]:
        """Occupations whose foreign titles share most words with a text, best first."""
        words = [word for word in dict.fromkeys(foreign_words(text)) if word in self.number]
        if not words:
            return []
        score = np.zeros(len(self.lengths))
        for word in words:
            at = self.number[word]
            held = self.titles[self.starts[at] : self.starts[at + 1]]
            score[held] += 1 / np.sqrt(max(len(held), 1))
        score /= np.maximum(self.lengths, len(words))
        is_matched = self.occupations >= 0
        votes = np.bincount(self.occupations[is_matched], score[is_matched])
        order = np.argsort(-votes, kind="stable")[:limit]
        return [int(at) for at in order if votes[at] > 0]


def foreign_words(text: str) -> tuple[str, ...]:
    """Lower case without accents and fillers; plain plurals made singular."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return tuple(word for word in _WORD.findall(plain) if word not in _FILLER)
