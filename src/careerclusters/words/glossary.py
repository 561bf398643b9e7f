"""The project's own concepts, each in a sentence or two."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from careerclusters.errors import UnknownError
from careerclusters.words._tables import read_rows

__all__ = ["Term", "explain", "terms"]


@dataclass(frozen=True)
class Term:
    """A concept and what it means."""

    term: str
    meaning: str

    def to_dict(self) -> dict[str, str]:
        """Both fields, JSON-ready."""
        return {"term": self.term, "meaning": self.meaning}


def terms(language: str = "en") -> tuple[Term, ...]:
    """All concepts, from the nearest to a reader's question to the most technical."""
    return _all(language)


@cache
def _all(language: str) -> tuple[Term, ...]:
    return tuple(Term(**row) for row in read_rows("glossary.csv", language))


def explain(term: str) -> Term:
    """The meaning of one concept; upper and lower case make no difference.

    Raises
    ------
    UnknownError
        When the glossary lacks it. The closest terms are named.
    """
    known = {entry.term.lower(): entry for entry in terms()}
    wanted = " ".join(str(term).lower().split())
    if wanted in known:
        return known[wanted]
    from rapidfuzz import process

    near = process.extract(wanted, list(known), limit=3)
    raise UnknownError(
        "The glossary does not hold this term",
        seen=term,
        closest=tuple(known[key].term for key, _, _ in near),
    )
