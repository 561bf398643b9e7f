"""From words to what they may mean: occupations, clusters, industries, lenses; little work each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from careerclusters.errors import InputError, UnknownError

if TYPE_CHECKING:
    from careerclusters.titles import TitleHit
    from careerclusters.web.store import State

__all__ = ["find_clusters", "find_titles", "resolve"]

CLUSTER_ID = re.compile(r"[A-Z]\d{2,3}", re.IGNORECASE)


def find_titles(state: State, words: str, *, limit: int) -> list[TitleHit]:
    """Occupations that a title may stand for, likeliest first; none when nothing is like it."""
    try:
        found = state.title_index().find(words, limit=limit)
    except InputError:
        return []
    return [hit for hit in found if hit.code_onet in state.clustering.titles]


def find_clusters(state: State, words: str, *, limit: int) -> list[str]:
    """Ids of clusters whose id is given or whose name holds words beginning so."""
    asked = re.findall(r"[a-z0-9]+", words.lower())
    if not asked:
        return []
    found = []
    for cluster_id, name in state.names.items():
        inside = re.findall(r"[a-z0-9]+", name.lower())
        if cluster_id.lower() == asked[0] or all(any(w.startswith(a) for w in inside) for a in asked):
            found.append(cluster_id)
    return found[:limit]


def resolve(state: State, text: str) -> tuple[str, str]:
    """("occupation", code) or ("cluster", id) that a title, code, id or cluster name stands for.

    Raises
    ------
    UnknownError
        With the closest.
    """
    text = " ".join(text.split())
    if text in state.clustering.titles:
        return "occupation", text
    if CLUSTER_ID.fullmatch(text) and text.upper() in state.names:
        return "cluster", text.upper()
    for cluster_id, name in state.names.items():
        if name.casefold() == text.casefold():
            return "cluster", cluster_id
    try:
        return "occupation", state.title_index().resolve(text).code_onet
    except UnknownError as error:
        raise UnknownError(
            error.what, seen=text, closest=error.closest, todo="Choose one of them, or search."
        ) from None
