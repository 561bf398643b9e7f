"""The questions and their answers in the language spoken, from `words/<language>/questions.toml`."""

from __future__ import annotations

from typing import Any

from careerclusters.language import ENGLISH
from careerclusters.people.profile.instruments import ANSWERS, FORMS, THEME_NAMES, THEME_WORDS
from careerclusters.people.profile.preferences import WISHES
from careerclusters.words import spoken_language
from careerclusters.words._tables import read_sections

__all__ = [
    "answer_words",
    "form_words",
    "said_of",
    "theme_name",
    "theme_words",
    "wish_answer_words",
]


def said_of(section: str, key: object, text: str) -> str:
    """What a key of a section says, such as R01 of "interests"; else `text`, which is English."""
    language = spoken_language()
    if language == ENGLISH:
        return text
    found: Any = read_sections("questions.toml", language)
    for name in section.split("."):
        found = found.get(name, {})
    return str(found.get(str(key), text))


def theme_name(theme: str) -> str:
    """The name of a theme by its letter."""
    return said_of("theme_names", theme, THEME_NAMES[theme])


def theme_words(theme: str) -> str:
    """What a theme is about, for the middle of a sentence."""
    return said_of("themes", theme, THEME_WORDS[theme])


def answer_words(answer: int) -> str:
    """What an answer from 1 to 5 to an activity says."""
    return said_of("answers", answer, ANSWERS[answer])


def wish_answer_words(wish: int) -> str:
    """What a wish from -2 to 2 says."""
    return said_of("wishes", wish, WISHES[wish])


def form_words(form: str) -> str:
    """What an interest form takes."""
    return said_of("forms", form, FORMS[form])
