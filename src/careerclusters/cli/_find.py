"""From what a person typed to one occupation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careerclusters.errors import UnknownError

if TYPE_CHECKING:
    from careerclusters.atlas import Atlas
    from careerclusters.titles import TitleHit

__all__ = ["find_occupation", "find_titles"]


def find_occupation(atlas: Atlas, query: str) -> str:
    """The `code_onet` of the occupation meant: by code, official title, or any usual title.

    Where the words fit another title better than an official one, a note says what they were taken for
    and what else they may mean.

    Raises
    ------
    UnknownError
        When nothing is close, or too many are; it names the closest.
    """
    wanted = " ".join(query.split()).casefold()
    titles = atlas.clustering.titles
    if wanted in titles:
        return wanted
    if f"{wanted}.00" in titles:
        return f"{wanted}.00"
    for code, title in titles.items():
        if title.casefold() in (wanted, f"{wanted}s"):
            return code
    hit = atlas.titles.resolve(query)
    if hit.code_onet not in titles:
        raise UnknownError(
            "This occupation is in the catalog but could not be placed in the clustering",
            seen=f"{hit.code_onet} {hit.title}",
            todo="Look for others with: careerclusters search QUERY",
        )
    _tell(query, hit)
    return hit.code_onet


def find_titles(atlas: Atlas, query: str, *, limit: int) -> list[TitleHit]:
    """Occupations that a title may stand for, likeliest first.

    Raises
    ------
    UnknownError
        When nothing is like it.
    """
    hits = atlas.titles.find(query, limit=limit)
    if not hits:
        raise UnknownError(
            "No job title is like that", seen=query, todo="Try other words, a shorter title or a code."
        )
    return hits


def _tell(query: str, hit: TitleHit) -> None:
    from careerclusters.cli._print import note

    if hit.matched_title.casefold() != query.strip().casefold() or hit.why.startswith("similar"):
        note(f"{query!r} is taken as {hit.title} ({hit.code_onet}), by {hit.why}: {hit.matched_title}.")
        note(f"Others it may mean: careerclusters search {query!r}")
