"""Spanish titles as words: without accents, gender, number and filler; and without what people say around them.

Words are kept from last to first. A Spanish title begins with what people are called ("enfermera de noche") as an
English one ends with it, so that the same evidence on last words holds for both.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["form_of", "plain_words", "spanish_options", "spanish_words", "unslashed"]

Words = tuple[str, ...]

_WORD = re.compile(r"[a-z0-9]+")
# The feminine ending behind a slash: "enfermero/a", "conductor/a".
_SLASH = re.compile(r"(?<=[a-záéíóúñ])\s?/\s?-?(?:a|as|o|os|ra|ras|ora|oras|na|nas|ta|tas|esa|triz)\b", re.I)
_FILLER = frozenset(
    [
        "a", "al", "ante", "con", "como", "de", "del", "desde", "e", "el", "en", "entre", "la", "las", "lo", "los",
        "o", "para", "por", "que", "se", "sobre", "su", "sus", "u", "un", "una", "unas", "uno", "unos", "y",
    ]
)  # fmt: skip
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
# Said before and behind a title, about the search and not about the work. Plain letters, longest tried first.
_BEFORE = re.compile(
    r"^(?:(?:yo )?(?:ando )?(?:busco|buscando|se buscan?|buscamos|se solicitan?|solicito|solicitamos|se necesitan?|"
    r"necesito|quiero|quisiera|me gustaria|contratando|deseo|soy|fui|era|trabaje|trabajo|trabajar|trabajando|empleo|"
    r"empleos|puesto|puestos|plaza|plazas|vacante|vacantes|oferta|ofertas|trabajos|chamba|chambas|jale|jales|"
    r"ocupacion|profesion|carrera|estudiar|estudie|ser|un|una|unos|unas|el|la|los|las|algun|alguna|de|del|como|para|"
    r"en|y|urgente|por favor|tengo experiencia)\s+)+"
)
_BEHIND = re.compile(
    r"(?:\s+(?:urgente|disponible|con experiencia|con o sin experiencia|con mucha experiencia|con anos de experiencia|"
    r"sin experiencia|con licencia|con papeles|sin papeles|bilingue|bilingues|tiempo completo|medio tiempo|"
    r"tiempo parcial|por horas|por temporada|temporal|a tiempo completo|a medio tiempo|de tiempo completo|"
    r"de medio tiempo|turno|turnos|en turno|de dia|de noche|nocturn[oa]|diurn[oa]|de tarde|fines de semana|"
    r"fin de semana|cerca de mi|desde casa|en casa|remoto|en linea|en estados unidos|en usa|en los angeles|en texas|"
    r"en california|en florida|en houston|en chicago|en miami|en nueva york|junior|jr|senior|sr|i|ii|iii|h m|m f|f m))+$"
)
# "trabajo social" is a title, "trabajo de mesera" is not.
_KEEPS = re.compile(r"^(?:trabajo|servicio) (?!de |del |como |para |en |con )")


def unslashed(text: str) -> str:
    """A title without the feminine ending behind a slash: "Enfermero/a titulado/a" is "Enfermero titulado"."""
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
    bare = whole if _KEEPS.match(whole) else _BEFORE.sub("", whole)
    found += [_forms(part.split()) for part in (bare, _BEHIND.sub("", whole), _BEHIND.sub("", bare))]
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


def _forms(words: list[str]) -> Words:
    return tuple(form_of(word) for word in reversed(words) if word not in _FILLER)
