"""Which language a text is in: by its words, against those of English titles. English comes first.

Each word speaks for the language whose titles hold it more often. A text of English words alone, and one that
an English list holds, is English: "actor", "chef", "doctor", "social" are.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from careerclusters.titles.languages.wishes import wish_words
from careerclusters.titles.spelling import correct
from careerclusters.titles.wording import title_words
from careerclusters.titles.wordings import position_words

if TYPE_CHECKING:
    from careerclusters.titles.index import TitleIndex
    from careerclusters.titles.languages.index import LanguageTitles

__all__ = ["is_clearly_in", "is_in", "likeness_to"]

# Short words of English that titles leave out, and of both.
_ENGLISH_TEXT = "an and as at by for from in of on or the to with i my is it"
_ENGLISH = frozenset(_ENGLISH_TEXT.split())
SIGN, SAID, FORM, SLIP, MOST = 2.0, 3.0, 2.5, 1.0, 4.0
# A word that so many English titles hold is English too, however often another language says it: "chef".
ENGLISH_TOO = 10
# A word that English titles hold too speaks for another language from this log of the ratio of shares on.
CLEARLY = 2.5


def likeness_to(titles: LanguageTitles, text: str, english: TitleIndex) -> float:
    """How much speaks for reading a text, which no English title has, in the language; 0 or less: English."""
    language = titles.language
    weights = [_weight(word, english, titles) for word in language.plain_words(text)]
    if max(weights, default=0.0) <= 0:
        return 0.0
    return sum(weights) + (SIGN if language.has_signs(text) else 0.0)


def is_in(titles: LanguageTitles, text: str, english: TitleIndex) -> bool:
    """Whether a text that no English title has is to be read in the language."""
    return likeness_to(titles, text, english) > 0


def is_clearly_in(titles: LanguageTitles, text: str, english: TitleIndex) -> bool:
    """Whether every word is far more often in titles of the language, and hardly in English ones."""
    words = titles.language.plain_words(text)
    return bool(words) and all(
        _weight(word, english, titles) >= CLEARLY and _count(word, english) < ENGLISH_TOO for word in words
    )


def _count(word: str, english: TitleIndex) -> int:
    """How many English titles hold a word."""
    lexicon = english.scorer.lexicon
    parts = [lexicon.number.get(part) for part in title_words(word)]
    return min((0 if part is None else int(lexicon.titles_count[part]) for part in parts), default=0)


def _weight(word: str, english: TitleIndex, titles: LanguageTitles) -> float:
    """What a word says for the language; below 0 for English or a third one."""
    language = titles.language
    if word in language.both:
        return 0.0
    if word in _ENGLISH:
        return -SAID
    in_english, in_language = _count(word, english), titles.spoken.get(word, 0)
    if not in_english:
        if not in_language and word in position_words():
            return -SAID
        form = language.form_of(word)
        if (
            in_language
            or word in language.said
            or word in wish_words(language.code)
            or form in language.positions
        ):
            return SAID
        if form in titles.scorer.lexicon.number:
            return FORM
        return -SAID if word in english.foreign else _slip(word, english, titles)
    share = (in_language + 0.1) / len(titles.scorer.known.row)
    other = (in_english + 0.1) / len(english.scorer.known.row)
    weight = max(-MOST, min(MOST, math.log(share / other)))
    return weight if weight >= CLEARLY else min(weight, 0.0)


def _slip(word: str, english: TitleIndex, titles: LanguageTitles) -> float:
    """An unknown word: whose slip it is, English first."""
    if correct([word], english.scorer.lexicon, is_foreign=english.foreign.__contains__):
        return -SLIP
    form = titles.language.form_of(word)
    return SLIP if correct([form], titles.scorer.lexicon, is_foreign=lambda _: False) else 0.0
