"""From what a person typed to one occupation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careerclusters.errors import UnknownError

if TYPE_CHECKING:
    from careerclusters.clustering import Clustering

__all__ = ["find_occupation"]

SURE = 88
AHEAD = 4


def find_occupation(clustering: Clustering, query: str) -> str:
    """The `code_onet` of the occupation meant: by code, by title, or by a title close enough.

    Raises
    ------
    UnknownError
        When nothing is close, or several are; it names them.
    """
    wanted = " ".join(query.split()).casefold()
    titles = clustering.titles
    if wanted in titles:
        return wanted
    if f"{wanted}.00" in titles:
        return f"{wanted}.00"
    exact = [code for code, title in titles.items() if title.casefold() in (wanted, f"{wanted}s")]
    if exact:
        return exact[0]
    from rapidfuzz import fuzz, process

    hits = (
        process.extract(wanted, titles, scorer=fuzz.WRatio, processor=str.casefold, limit=4) if wanted else []
    )
    if hits and hits[0][1] >= SURE and (len(hits) == 1 or hits[0][1] - hits[1][1] >= AHEAD):
        return hits[0][2]
    raise UnknownError(
        "No occupation is called that" if not hits or hits[0][1] < SURE else "Several occupations are meant",
        seen=query,
        closest=tuple(f"{code} {title}" for title, _, code in hits[:3]),
        todo="Give the code or the whole title.",
    )
