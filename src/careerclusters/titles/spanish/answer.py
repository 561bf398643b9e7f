"""What a text in Spanish means, told in Spanish: a wish, a rank that doesn't say the work, or a title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from careerclusters.titles.spanish.language import is_clearly_spanish, is_spanish
from careerclusters.titles.spanish.wishes import find_spanish_wishes, refuses, wish_label
from careerclusters.titles.spanish.wording import form_of, plain_words, spanish_words

if TYPE_CHECKING:
    from careerclusters.titles.index import TitleIndex, TitleReading
    from careerclusters.titles.intents import Intent
    from careerclusters.titles.spanish.index import SpanishHit, SpanishReading, SpanishTitles

__all__ = ["SPANISH_TODO", "SpanishAnswer", "answer_in_spanish"]

MOST_ASKED, LEAST_ASKED = 3, 0.02
SPANISH_TODO = "Prueba con otro nombre, menos palabras o un código como 15-1252.00."


@dataclass(frozen=True)
class SpanishAnswer:
    """What is found for a text in Spanish.

    Attributes
    ----------
    wishes
        Wishes in it.
    hits
        Occupations, likeliest first; none when it is a wish only.
    is_sure
        Whether the first can be taken without asking.
    message, question
        Why nothing is sure, and what to ask back, in Spanish; None where it is.
    """

    wishes: tuple[Intent, ...]
    hits: tuple[SpanishHit, ...]
    is_sure: bool
    message: str | None
    question: str | None


def answer_in_spanish(
    text: str, title: TitleReading, *, english: TitleIndex, spanish: SpanishTitles, limit: int
) -> SpanishAnswer | None:
    """What a text means in Spanish; None when it is to be read in English.

    Parameters
    ----------
    title
        What the English index makes of it. What an English title has in the very words stays English, unless
        every word is far more Spanish and both find the same occupation ("plomero").
    """
    is_known = title.is_listed or (bool(title.hits) and title.hits[0].why.startswith("exact"))
    if is_known:
        if not is_clearly_spanish(text, english, spanish):
            return None
        reading = spanish.read(text, english, limit=limit)
        if not reading.hits or reading.hits[0].code_onet != title.hits[0].code_onet:
            return None
        return SpanishAnswer((), reading.hits, reading.is_sure, *_asked(reading))
    wishes = find_spanish_wishes(text)
    if not is_spanish(text, english, spanish):
        return None
    is_job = _is_job(text, spanish)
    if not wishes and not is_job and refuses(text):
        message = "Esto dice lo que no quieres, pero no qué buscas"
        return SpanishAnswer((), (), False, message, "¿Qué te gustaría hacer? careerclusters assess")
    if wishes and not is_job:
        labels = "; ".join(wish_label(wish) for wish in wishes)
        return SpanishAnswer(
            wishes, (), False, f"Esto es un deseo, no el nombre de un trabajo: {labels}", _list(wishes)
        )
    reading = spanish.read(text, english, limit=limit)
    if _is_position(text) and not (reading.hits and reading.hits[0].why == "exact title"):
        word = " ".join(text.lower().split())
        question = f"¿En qué se trabaja? Agrégalo, como en «{word} de panadería»."
        return SpanishAnswer(
            wishes, reading.hits, False, "Esto dice el puesto, pero no qué trabajo es", question
        )
    return SpanishAnswer(wishes, reading.hits, reading.is_sure, *_asked(reading))


def _is_job(text: str, spanish: SpanishTitles) -> bool:
    """Whether words that hold a wish name a job: "niñera de noche" does, "trabajar de noche" doesn't.

    A job begins with what people are called.
    """
    words = [word for word in plain_words(text) if spanish_words(word)]
    return bool(words) and form_of(words[0]) in spanish.called


@cache
def _positions() -> frozenset[str]:
    text = (resources.files(__package__) / "positions.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return frozenset(form_of(word) for line in lines for word in line.split())


def _is_position(text: str) -> bool:
    words = spanish_words(text)
    return bool(words) and _positions().issuperset(words)


def _asked(reading: SpanishReading) -> tuple[str | None, str | None]:
    """Message and question of a reading; None where it is sure."""
    if reading.is_sure:
        return None, None
    if not reading.hits:
        return "Ningún nombre de trabajo se parece a esto", None
    likely = [hit for hit in reading.hits if hit.score >= LEAST_ASKED][:MOST_ASKED] or list(reading.hits[:1])
    return "Pueden ser varias ocupaciones, o ninguna que conozcamos", _which(likely)


def _which(hits: Sequence[SpanishHit]) -> str:
    names = list(dict.fromkeys(_small(hit.name_es) for hit in hits))
    if len(names) == 1:
        return f"¿Quieres decir: {names[0]}?"
    # "o" is "u" before another o.
    joint = "u" if names[-1].lower().lstrip("h").startswith(("o", "ó")) else "o"
    return f"¿Cuál quieres decir: {', '.join(names[:-1])} {joint} {names[-1]}?"


def _small(name: str) -> str:
    return name if name[:2].isupper() else name[:1].lower() + name[1:]


def _list(wishes: Sequence[Intent]) -> str:
    lens = next((wish.lens for wish in wishes if wish.lens), None)
    if lens is not None:
        return f"¿Los vemos? careerclusters lens {lens}"
    return "¿Buscamos lo que va contigo? careerclusters assess"
