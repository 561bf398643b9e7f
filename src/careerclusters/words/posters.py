"""Names of clusters that would look right on a poster, and the occupations that each stands for.

The file `posters.csv` holds names made by reading clusters in full: what people do there, in few words.
Each says by beginnings of occupation codes whom it stands for, "!" taking some out again. Which cluster
gets which name is decided by the members (`careerclusters.clustering.naming`), never by its number, so
clusters that shift a little keep their names and new ones don't get a wrong one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from careerclusters.words._tables import read_rows

__all__ = ["Poster", "posters"]


@dataclass(frozen=True)
class Poster:
    """One name.

    Attributes
    ----------
    name, also
        The name; other wordings, for where the first is taken at another level.
    codes, unless
        Beginnings of O*NET-SOC codes it stands for, and of those it does not.
    """

    name: str
    also: tuple[str, ...]
    codes: tuple[str, ...]
    unless: tuple[str, ...]

    def covers(self, codes: Sequence[str]) -> list[bool]:
        """Whether it stands for each of `codes`; codes that are not of the SOC's form are none of its."""
        return [
            code[2:3] == "-" and code.startswith(self.codes) and not code.startswith(self.unless)
            for code in codes
        ]


def posters(language: str = "en") -> tuple[Poster, ...]:
    """All names, read once, at first use; in the order of English, and of the same occupations.

    Parameters
    ----------
    language
        Of the names. Those of another language than English stand beside the English ones in its file.
    """
    return _all(language)


@cache
def _all(language: str) -> tuple[Poster, ...]:
    known = {row["english"]: row for row in read_rows("posters.csv", language)} if language != "en" else {}
    found = []
    for row in read_rows("posters.csv"):
        marks = _split(row["codes"])
        local = known.get(row["name"], row)
        found.append(
            Poster(
                name=local["name"],
                also=_split(local["also"]),
                codes=tuple(mark for mark in marks if not mark.startswith("!")),
                unless=tuple(mark[1:] for mark in marks if mark.startswith("!")),
            )
        )
    return tuple(found)


def _split(text: str) -> tuple[str, ...]:
    return tuple(part for part in (piece.strip() for piece in text.split(";")) if part)
