"""Wishes typed in Spanish ("sin título", "trabajar con niños"); they lead where the English ones lead.

`words/es/intents.toml` holds what people type. Rules are those of `titles.intents`, with Spanish fillers.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from careerclusters.titles.intents import Intent, intents, matches, phrases_said
from careerclusters.titles.spanish.wording import form_of, plain_words

__all__ = ["find_spanish_wishes", "refuses", "wish_label", "wish_words"]

_MOST_WORDS = 24
_RAW = "="
_NO = "no"
# Words that say nothing about the wish. "solo" says something: to work alone.
_FILLER_TEXT = """
a al algo algun alguna alguno algunos and aqui asi como con cosa cosas cual cuales de deseo del donde el
ella en eres es esa ese eso esta este esto estoy gusta gustan gustaria haber hacer hay he la las le les lo
los me mi mis muy necesito o para pero por porque pueda puedo que quien quiero quisiera se sea ser si soy su
sus tal te tener tengo trabaja trabajar trabaje trabajo trabajos busco buscar buscando carrera carreras
chamba chambas empleo empleos jale jales ocupacion ocupaciones oficio oficios profesion profesiones puesto
puestos u un una unas uno unos vacante voy y ya yo encanta encantan amo adoro disfruto prefiero podria ando
"""
_FILLER = frozenset(_FILLER_TEXT.split())
_NOT = frozenset(
    ["sin", "no", "nunca", "odio", "ni", "nada", "jamas", "tampoco", "excepto", "menos", "evitar"]
)


def find_spanish_wishes(text: str) -> tuple[Intent, ...]:
    """The wishes in what somebody typed in Spanish, in the order in which they were typed.

    Returns
    -------
    Each wish once. A wish said with a no ("sin niños") is left out, unless the no is part of it ("sin
    título").
    """
    raw = plain_words(text)[:_MOST_WORDS]
    words = _forms(raw)
    keys = phrases_said(words, _index())
    if not keys:
        # What is said with fillers must be all: "busco trabajo" is a wish, "busco trabajo de mesera" a title.
        forms = [form_of(word) for word in raw]
        keys = [
            key
            for start, length, key in sorted(matches(forms, _raw_index()))
            if _FILLER.issuperset((*raw[:start], *raw[start + length :]))
        ]
    return tuple(intents()[key] for key in dict.fromkeys(keys))


def refuses(text: str) -> bool:
    """Whether a text says what somebody doesn't want: "no con niños"."""
    return not _NOT.isdisjoint(plain_words(text))


def wish_label(intent: Intent) -> str:
    """What a wish leads to, in Spanish."""
    return str(_table()[intent.key]["label"])


@cache
def wish_words() -> frozenset[str]:
    """Plain words of all phrases: they tell the language."""
    return frozenset(
        word for entry in _table().values() for phrase in entry["phrases"] for word in plain_words(phrase)
    )


@cache
def _table() -> Mapping[str, dict[str, list[str]]]:
    text = (resources.files("careerclusters.words") / "es" / "intents.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _forms(words: list[str]) -> list[str]:
    return [_NO if word in _NOT else form_of(word) for word in words if word not in _FILLER]


@cache
def _index() -> Mapping[tuple[str, ...], str]:
    found: dict[tuple[str, ...], str] = {}
    for key, entry in _table().items():
        for phrase in entry["phrases"]:
            words = tuple(_forms(plain_words(phrase)))
            if set(words) - {_NO} and not phrase.startswith(_RAW):
                found.setdefault(words, key)
    return found


@cache
def _raw_index() -> Mapping[tuple[str, ...], str]:
    return {
        tuple(form_of(word) for word in plain_words(phrase)): key
        for key, entry in _table().items()
        for phrase in entry["phrases"]
        if phrase.startswith(_RAW)
    }
