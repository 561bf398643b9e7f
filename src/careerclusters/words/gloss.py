"""What each rated element means, in words a 14-year-old reads with ease.

The words are ours, not the publisher's. For work context they say what a *high* value means:
the longer the week, the more irregular the schedule, the freer the choice of tasks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from careerclusters.errors import UnknownError
from careerclusters.words._tables import read_rows

__all__ = ["Gloss", "gloss", "glosses"]


@dataclass(frozen=True)
class Gloss:
    """One element in plain words.

    `plain_name` stands on a chart or poster ("Fixing equipment"), `sentence` explains it,
    `noun_phrase` fits in "they share ..." and `person_phrase` in "you would often ...".
    """

    element_id: str
    domain: str
    element_name: str
    plain_name: str
    sentence: str
    noun_phrase: str
    person_phrase: str

    def to_dict(self) -> dict[str, str]:
        """All fields, JSON-ready."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


def gloss(element_id: str, language: str = "en") -> Gloss:
    """Plain words for one element.

    Parameters
    ----------
    element_id
        The publisher's identifier, such as "2.B.3.l".
    language
        Of the words: "en" or "es".

    Raises
    ------
    UnknownError
        When no element has this identifier. The closest identifiers are named.
    """
    known = glosses(language)
    if element_id in known:
        return known[element_id]
    from rapidfuzz import process

    near = process.extract(str(element_id), list(known), limit=3)
    raise UnknownError(
        "No element has this identifier",
        seen=element_id,
        closest=tuple(f"{key} {known[key].plain_name}" for key, _, _ in near),
    )


def glosses(language: str = "en") -> Mapping[str, Gloss]:
    """All glosses by `element_id`, in the order of the file. Read once, at first use."""
    return _all(language)


@cache
def _all(language: str) -> Mapping[str, Gloss]:
    return MappingProxyType({row["element_id"]: Gloss(**row) for row in read_rows("gloss.csv", language)})
