"""What a text in another language means, told in it: a wish, a rank that doesn't say the work, or a title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from careerclusters.titles.languages.detect import is_clearly_in, likeness_to
from careerclusters.titles.languages.language import Language
from careerclusters.titles.languages.wishes import find_wishes, refuses, wish_label

if TYPE_CHECKING:
    from careerclusters.titles.index import TitleIndex, TitleReading
    from careerclusters.titles.intents import Intent
    from careerclusters.titles.languages.index import (
        LanguageHit,
        LanguageReading,
        LanguageTitles,
        OtherTitles,
    )

__all__ = ["LanguageAnswer", "answer_in_language"]

MOST_ASKED, LEAST_ASKED = 3, 0.02


@dataclass(frozen=True)
class LanguageAnswer:
    """What is found for a text in another language.

    Attributes
    ----------
    language
        Which.
    wishes
        Wishes in it.
    hits
        Occupations, likeliest first; none when it is a wish only.
    is_sure
        Whether the first can be taken without asking.
    message, question
        Why nothing is sure, and what to ask back, in the language; None where it is.
    """

    language: Language
    wishes: tuple[Intent, ...]
    hits: tuple[LanguageHit, ...]
    is_sure: bool
    message: str | None
    question: str | None


def answer_in_language(
    text: str, title: TitleReading, *, english: TitleIndex, others: OtherTitles, limit: int
) -> LanguageAnswer | None:
    """What a text means in another language; None when it is to be read in English.

    Parameters
    ----------
    title
        What the English index makes of it. What an English title has in the very words stays English, unless
        every word is far more often in the other language and both find the same occupation ("plomero").
    """
    is_known = title.is_listed or (bool(title.hits) and title.hits[0].why.startswith("exact"))
    if is_known:
        for titles in others.tongues:
            if is_clearly_in(titles, text, english):
                reading = titles.read(text, english, limit=limit)
                if reading.hits and reading.hits[0].code_onet == title.hits[0].code_onet:
                    return _of_reading((), reading, titles.language)
        return None
    likeness, titles = _most_alike(text, english, others)
    return _answer(text, titles, english, limit) if likeness > 0 else None


def _most_alike(text: str, english: TitleIndex, others: OtherTitles) -> tuple[float, LanguageTitles]:
    """The language that most speaks for, the first of equals."""
    likeness = [likeness_to(titles, text, english) for titles in others.tongues]
    most = max(likeness)
    return most, others.tongues[likeness.index(most)]


def _answer(text: str, titles: LanguageTitles, english: TitleIndex, limit: int) -> LanguageAnswer:
    """What a text means in a language."""
    language = titles.language
    say = language.say
    wishes, is_job = find_wishes(text, language), _is_job(text, titles)
    if not wishes and not is_job and refuses(text, language):
        return LanguageAnswer(language, (), (), False, say("refuses"), say("refuses_question"))
    if wishes and not is_job:
        labels = "; ".join(wish_label(wish, language) for wish in wishes)
        message = say("wish", labels=labels)
        return LanguageAnswer(language, wishes, (), False, message, _list(wishes, language))
    reading = titles.read(text, english, limit=limit)
    if _is_position(text, language) and not (reading.hits and reading.hits[0].why == "exact title"):
        question = say("position_question", word=" ".join(text.lower().split()))
        return LanguageAnswer(language, wishes, reading.hits, False, say("position"), question)
    return _of_reading(wishes, reading, language)


def _of_reading(wishes: tuple[Intent, ...], reading: LanguageReading, language: Language) -> LanguageAnswer:
    return LanguageAnswer(language, wishes, reading.hits, reading.is_sure, *_asked(reading, language))


def _is_job(text: str, titles: LanguageTitles) -> bool:
    """Whether words that hold a wish name a job: "niñera de noche" does, "trabajar de noche" doesn't.

    A job begins with what people are called.
    """
    language = titles.language
    words = [word for word in language.plain_words(text) if language.words(word)]
    return bool(words) and language.form_of(words[0]) in titles.called


def _is_position(text: str, language: Language) -> bool:
    words = language.words(text)
    return bool(words) and language.positions.issuperset(words)


def _asked(reading: LanguageReading, language: Language) -> tuple[str | None, str | None]:
    """Message and question of a reading; None where it is sure."""
    if reading.is_sure:
        return None, None
    if not reading.hits:
        return language.say("nothing"), None
    likely = [hit for hit in reading.hits if hit.score >= LEAST_ASKED][:MOST_ASKED] or list(reading.hits[:1])
    return language.say("several"), _which(likely, language)


def _which(hits: Sequence[LanguageHit], language: Language) -> str:
    called = [_small(hit.name_local) for hit in hits]
    # What is called the same is told apart by its English title.
    labels = (
        name if called.count(name) == 1 else f"{name} ({hit.title})"
        for name, hit in zip(called, hits, strict=True)
    )
    names = list(dict.fromkeys(labels))
    if len(names) == 1:
        return language.say("mean_one", name=names[0])
    *before, last = names
    joints = language.rules["sentences"]
    is_before = last.lower().lstrip("h").startswith(tuple(joints.get("or_before", ())))
    joint = joints["or_else"] if is_before else joints["or"]
    return language.say("mean_many", names=", ".join(before), last=last, **{"or": joint})


def _small(name: str) -> str:
    return name if name[:2].isupper() else name[:1].lower() + name[1:]


def _list(wishes: Sequence[Intent], language: Language) -> str:
    lens = next((wish.lens for wish in wishes if wish.lens), None)
    return language.say("fits") if lens is None else language.say("list", lens=lens)
