"""Spanish titles as words: without accents, gender, number, filler, and what people say around them.

Words are kept from last to first. A Spanish title begins with what people are called ("enfermera de noche")
as an English one ends with it, so that the same evidence on last words holds for both.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import cache, lru_cache
from importlib import resources

__all__ = ["form_of", "plain_words", "spanish_options", "spanish_words", "unslashed"]

Words = tuple[str, ...]

_WORD = re.compile(r"[a-z0-9]+")
# The feminine ending behind a slash: "enfermero/a", "conductor/a".
_SLASH = re.compile(r"(?<=[a-záéíóúñ])\s?/\s?-?(?:a|as|o|os|ra|ras|ora|oras|na|nas|ta|tas|esa|triz)\b", re.I)
_FILLER_TEXT = """
a al ante con como de del desde e el en entre la las lo los o para por que se sobre su sus u un una unas uno
unos y
"""
_FILLER = frozenset(_FILLER_TEXT.split())
# Words whose two forms no ending tells, and short or other forms of words.
_SAME = {
    "alcaldesa": "alcalde",
    "aux": "auxiliar",
    "ing": "ingeniero",
    "lic": "licenciado",
    "dr": "doctor",
    "dra": "doctor",
    "profe": "profesor",
    "prof": "profesor",
    "tec": "tecnico",
    "admin": "administrativo",
    "ejec": "ejecutivo",
    "asist": "asistente",
    "sra": "senora",
    "jefatura": "jefe",
    "poetisa": "poeta",
    "sacerdotisa": "sacerdote",
    "choferesa": "chofer",
    "ninera": "ninera",
}
# "trabajo social" is a title, "trabajo de mesera" is not.
_KEEPS = re.compile(r"^(?:trabajo|servicio) (?!de |del |como |para |en |con )")


def unslashed(text: str) -> str:
    """A title without feminine endings behind a slash: "Enfermero/a titulado/a" is "Enfermero titulado"."""
    return _SLASH.sub("", text)


def plain_words(text: str) -> list[str]:
    """All words in their order: lower case, without accents."""
    plain = unicodedata.normalize("NFKD", unslashed(text)).encode("ascii", "ignore").decode()
    return _WORD.findall(plain.lower())


def spanish_words(text: str) -> Words:
    """The forms of a title's words from last to first, without filler."""
    return _forms(plain_words(text))


def spanish_options(text: str) -> list[Words]:
    """What a text may hold as a title: all of it, and what is left without the words around it."""
    whole = " ".join(plain_words(text))
    found = [_forms(whole.split())]
    before, behind = _around()
    bare = whole if _KEEPS.match(whole) else before.sub("", whole)
    found += [_forms(part.split()) for part in (bare, behind.sub("", whole), behind.sub("", bare))]
    return [words for words in dict.fromkeys(found) if words]


@lru_cache(maxsize=50_000)
def form_of(word: str) -> str:
    """What the forms of a plain word share: "enfermer" of enfermero, enfermera, enfermeros and enfermeras."""
    word = _SAME.get(word, word)
    if word.endswith("triz"):
        word = word[:-4] + "tor"
    if len(word) > 4 and word.endswith("ces"):
        word = word[:-3] + "z"
    elif len(word) > 3 and word.endswith("s"):
        word = word[:-1]
    return word[:-1] if len(word) > 3 and word[-1] in "aeo" else word


@cache
def _around() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What people say before and behind a title, about the search and not about the work (`around.csv`)."""
    text = (resources.files(__package__) / "around.csv").read_text(encoding="utf-8")
    phrases: dict[str, list[str]] = {"before": [], "behind": []}
    for row in csv.DictReader(text.splitlines()):
        phrases[row["place"]].append(row["phrase"])
    before, behind = ("|".join(sorted(found, key=len, reverse=True)) for found in phrases.values())
    return re.compile(rf"^(?:(?:{before})\s+)+"), re.compile(rf"(?:\s+(?:{behind}))+$")


def _forms(words: list[str]) -> Words:
    return tuple(form_of(word) for word in reversed(words) if word not in _FILLER)
