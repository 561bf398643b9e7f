"""Wishes typed in another language ("sin título", "trabajar con niños"); they lead where English ones lead.

`intents.toml` in the folder of the language under `words` holds what people type; a language without one has
no wishes. Rules are those of `titles.intents`, with the fillers of the language.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from careerclusters.titles.intents import Intent, intents, matches, phrases_said
from careerclusters.titles.languages.language import Language, get_language

__all__ = ["find_wishes", "refuses", "wish_label", "wish_words"]

_MOST_WORDS = 24
_RAW = "="
_NO = "no"


def find_wishes(text: str, language: Language) -> tuple[Intent, ...]:
    """The wishes in what somebody typed in the language, in the order in which they were typed.

    Returns
    -------
    Each wish once. A wish said with a no ("sin niños") is left out, unless the no is part of it ("sin
    título").
    """
    raw = language.plain_words(text)[:_MOST_WORDS]
    words = _forms(raw, language)
    keys = phrases_said(words, _index(language.code))
    if not keys:
        # What is said with fillers must be all: "busco trabajo" is a wish, "busco trabajo de mesera" a title.
        forms, filler = [language.form_of(word) for word in raw], _listed(language.code, "filler")
        keys = [
            key
            for start, length, key in sorted(matches(forms, _raw_index(language.code)))
            if filler.issuperset((*raw[:start], *raw[start + length :]))
        ]
    return tuple(intents()[key] for key in dict.fromkeys(keys))


def refuses(text: str, language: Language) -> bool:
    """Whether a text says what somebody doesn't want: "no con niños"."""
    return not _listed(language.code, "not").isdisjoint(language.plain_words(text))


def wish_label(intent: Intent, language: Language) -> str:
    """What a wish leads to, in the language."""
    return str(_table(language.code)[intent.key]["label"])


@cache
def wish_words(code: str) -> frozenset[str]:
    """Plain words of all phrases: they tell the language."""
    plain = get_language(code).plain_words
    return frozenset(
        word for entry in _table(code).values() for phrase in entry["phrases"] for word in plain(phrase)
    )


@cache
def _table(code: str) -> Mapping[str, dict[str, list[str]]]:
    file = resources.files("careerclusters.words") / code / "intents.toml"
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}


@cache
def _listed(code: str, name: str) -> frozenset[str]:
    """Words of a list of the language's wishes."""
    return frozenset(get_language(code).rules.get("wishes", {}).get(name, "").split())


def _forms(words: list[str], language: Language) -> list[str]:
    filler, nos = _listed(language.code, "filler"), _listed(language.code, "not")
    return [_NO if word in nos else language.form_of(word) for word in words if word not in filler]


@cache
def _index(code: str) -> Mapping[tuple[str, ...], str]:
    language = get_language(code)
    found: dict[tuple[str, ...], str] = {}
    for key, entry in _table(code).items():
        for phrase in entry["phrases"]:
            words = tuple(_forms(language.plain_words(phrase), language))
            if set(words) - {_NO} and not phrase.startswith(_RAW):
                found.setdefault(words, key)
    return found


@cache
def _raw_index(code: str) -> Mapping[tuple[str, ...], str]:
    language = get_language(code)
    return {
        tuple(language.form_of(word) for word in language.plain_words(phrase)): key
        for key, entry in _table(code).items()
        for phrase in entry["phrases"]
        if phrase.startswith(_RAW)
    }
