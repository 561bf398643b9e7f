"""From words to what they may mean: occupations, clusters, skills, industries, lenses; little work each."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from careerclusters.errors import InputError
from careerclusters.language import ENGLISH, current_language
from careerclusters.titles.wording import title_words
from careerclusters.web.queries.names import MOST_WORDS, names_of

if TYPE_CHECKING:
    from careerclusters.finding import Candidate, Finding
    from careerclusters.titles import Intent, TitleHit
    from careerclusters.web.queries.names import NameHit
    from careerclusters.web.state import State

__all__ = [
    "LIKELY",
    "ask",
    "find_beginnings",
    "find_clusters",
    "find_names",
    "find_titles",
    "find_wishes",
    "resolve",
]

CLUSTER_ID = re.compile(r"[A-Z]\d{2,3}", re.IGNORECASE)
# In logarithms of people: a name's first or chief word; words in brackets and of the official title; work
# that is one of several counted together.
_CHIEF, _ASIDE, _PART = 1.5, -1.5, -2.0
_STEM = 4
LIKELY = 0.01
"""Chance from which on an occupation is worth a place among the first."""


def ask(state: State, words: str, *, limit: int) -> Finding | None:
    """What words mean in any language, for `find_titles` and `find_wishes`; None where they can't be read."""
    try:
        return state.atlas.find(words, limit=limit)
    except InputError:
        return None


def find_titles(state: State, words: str, *, limit: int, asked: Finding | None = None) -> list[TitleHit]:
    """Occupations that a title may stand for, likeliest first; none when nothing is like it.

    Of many words only the first different ones are looked at, more than any title has. `asked` is what `ask`
    gave for the same words and limit, where it is at hand: it isn't asked again.
    """
    parts = words.split()
    if len(parts) > 2 * MOST_WORDS:
        words, asked = " ".join(list(dict.fromkeys(parts))[: 2 * MOST_WORDS]), None
    try:
        finding = asked or state.atlas.find(words, limit=limit)
        coded = [one for one in finding.candidates if one.why == "exact code"]
        if coded and any(letter.isdigit() for letter in words) and _hits(state, coded):
            return _hits(state, coded)
        if finding.language != "en":
            return _hits(state, finding.candidates)
        found = state.atlas.titles.find(words, limit=limit)
    except InputError:
        return []
    begun = tuple(word[:_STEM] for word in title_words(words))
    return [hit for hit in found if hit.code_onet in state.clustering.titles and _tells(hit, begun)]


def _hits(state: State, candidates: Sequence[Candidate]) -> list[TitleHit]:
    from careerclusters.titles import TitleHit

    return [
        TitleHit(
            code_onet=one.code_onet,
            title=one.title,
            matched_title=one.name_local or one.title,
            score=one.chance or 0.0,
            why=one.why,
            n_occupations=1,
        )
        for one in candidates
        if one.code_onet in state.clustering.titles
    ]


def _tells(hit: TitleHit, begun: tuple[str, ...]) -> bool:
    """Whether a hit is likely, or shares the beginning of a word with what was typed."""
    return hit.score >= LIKELY or any(word.startswith(begun) for word in title_words(hit.matched_title))


def find_wishes(words: str, asked: Finding | None) -> tuple[Intent, ...]:
    """Wishes in the words, in any language; `asked` is what `ask` gave for them."""
    from careerclusters.titles import find_intents

    try:
        return find_intents(words) or (asked.intents if asked else ())
    except InputError:
        return ()


def find_beginnings(state: State, letters: str, *, limit: int) -> list[str]:
    """Codes of occupations with a word that begins so in their name, those with most people first.

    A name that begins so, or whose chief word does ("registered nurse"), comes before others. In English the
    official title counts too, after the name; in another language accents are optional.
    """
    begun = " ".join(_words_of(letters)) or letters.strip().lower()
    if len(begun) < 2:
        return []
    starts = state.kept("beginnings", lambda: _beginnings(state))
    found: dict[str, float] = {}
    at = bisect_left(starts, (begun,))
    while at < len(starts) and starts[at][0].startswith(begun):
        _, size, code = starts[at]
        found[code] = max(found.get(code, size), size)
        at += 1
    return sorted(found, key=lambda code: (-found[code], code))[:limit]


def find_names(state: State, words: str, *, limit: int) -> dict[str, list[NameHit]]:
    """By kind, names of clusters, elements, industries and lenses that hold the words."""
    return names_of(state).find(words, limit=limit)


def find_clusters(state: State, words: str, *, limit: int) -> list[str]:
    """Ids of clusters whose id is given or whose name holds words beginning so."""
    return [hit.name.key for hit in find_names(state, words, limit=limit).get("cluster", ())]


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
    return "occupation", state.atlas.code(text)


def _beginnings(state: State) -> list[tuple[str, float, str]]:
    """Rests of each name from each of its words on, with the size of the occupation."""
    from math import log

    is_english = current_language() == ENGLISH
    table = state.catalog.occupations
    parts = {code for code in table["code_onet"] if not code.endswith(".00")}
    parts |= set(table.filter(table["is_residual"])["code_onet"])
    found = []
    for code, title in state.clustering.titles.items():
        people = (state.wages.get(code[:7]) or {}).get("employment_jobs")
        size = log(people or 1000) + (_PART if code in parts else 0.0)
        name, _bracket, _aside = state.plain_name(code).partition("(")
        own, chief = _words_of(name), _chief_words(name) if is_english else set()
        for at, word in enumerate(own):
            more = _CHIEF if at == 0 or word in chief else 0.0
            found.append((" ".join(own[at:]), size + more, code))
        for text in (state.plain_name(code), title if is_english else ""):
            words = _words_of(text)
            found += [(" ".join(words[at:]), size + _ASIDE, code) for at in range(len(words))]
    return sorted(found)


def _chief_words(name: str) -> set[str]:
    """The words that say what somebody is: "auditor" and "accountant" of "Accountant or auditor"."""
    parts = re.split(r",| or | and ", name)
    return {words[-1] for part in parts if (words := _words_of(part))}


def _words_of(text: str) -> list[str]:
    """Words of a title; in another language than English as they are, without accents."""
    if current_language() == ENGLISH:
        return list(title_words(text))
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.findall(r"[a-z0-9]+", bare.lower())
