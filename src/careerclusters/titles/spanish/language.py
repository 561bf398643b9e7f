"""Whether a text is Spanish: by its words, against those of English titles. English comes first.

Each word speaks for the language whose titles hold it more often. A text of English words alone, and one that
an English list holds, is English: "actor", "chef", "doctor", "social" are.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from careerclusters.titles.spanish.wishes import wish_words
from careerclusters.titles.spanish.wording import form_of, plain_words
from careerclusters.titles.spelling import correct
from careerclusters.titles.wording import title_words
from careerclusters.titles.wordings import position_words

if TYPE_CHECKING:
    from careerclusters.titles.index import TitleIndex
    from careerclusters.titles.spanish.index import SpanishTitles

__all__ = ["is_clearly_spanish", "is_spanish"]

# Said in Spanish, and hardly in titles.
_SAID_TEXT = """
busco buscando soy quiero quisiera trabajo trabajos trabajar empleo empleos puesto sin con para los las del
una por que donde chamba jale vacante solicito necesito gusta gustaria ganar mucho muy pero noche dia tiempo
experiencia titulo ninos gente como mas
"""
_SAID = frozenset(_SAID_TEXT.split())
# Short words of English that titles leave out, and of both.
_ENGLISH_TEXT = "an and as at by for from in of on or the to with i my is it"
_ENGLISH = frozenset(_ENGLISH_TEXT.split())
_BOTH = frozenset(["a", "no", "me"])
_SIGNS = re.compile("[áíóúñÁÍÓÚÑ¿¡]")
SIGN, SAID, SLIP, MOST = 2.0, 3.0, 1.0, 4.0
# A word that English titles hold too speaks for Spanish from this log of the ratio of shares on.
CLEARLY = 2.5


def is_spanish(text: str, english: TitleIndex, spanish: SpanishTitles) -> bool:
    """Whether a text that no English title has is to be read as Spanish."""
    weights = [_weight(word, english, spanish) for word in plain_words(text)]
    if max(weights, default=0.0) <= 0:
        return False
    return sum(weights) + (SIGN if _SIGNS.search(text) else 0.0) > 0


def is_clearly_spanish(text: str, english: TitleIndex, spanish: SpanishTitles) -> bool:
    """Whether every word is far more often in Spanish titles than in English ones."""
    words = plain_words(text)
    return bool(words) and all(_weight(word, english, spanish) >= CLEARLY for word in words)


def _weight(word: str, english: TitleIndex, spanish: SpanishTitles) -> float:
    """What a word says for Spanish; below 0 for English or another language."""
    if word in _BOTH:
        return 0.0
    if word in _ENGLISH:
        return -SAID
    lexicon = english.scorer.lexicon
    parts = [lexicon.number.get(part) for part in title_words(word)]
    counts = [0 if part is None else int(lexicon.titles_count[part]) for part in parts]
    in_english, in_spanish = min(counts, default=0), spanish.spoken.get(word, 0)
    if not in_english:
        if not in_spanish and word in position_words():
            return -SAID
        if (
            in_spanish
            or word in _SAID
            or word in wish_words()
            or form_of(word) in spanish.scorer.lexicon.number
        ):
            return SAID
        return -SAID if word in english.foreign else _slip(word, english, spanish)
    share = (in_spanish + 0.1) / len(spanish.scorer.known.row)
    other = (in_english + 0.1) / len(english.scorer.known.row)
    weight = max(-MOST, min(MOST, math.log(share / other)))
    return weight if weight >= CLEARLY else min(weight, 0.0)


def _slip(word: str, english: TitleIndex, spanish: SpanishTitles) -> float:
    """An unknown word: whose slip it is, English first."""
    if correct([word], english.scorer.lexicon, is_foreign=english.foreign.__contains__):
        return -SLIP
    return SLIP if correct([form_of(word)], spanish.scorer.lexicon, is_foreign=lambda _: False) else 0.0
