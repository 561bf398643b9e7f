"""Titles and wishes typed in another language: the same occupations, by words of our own and of ESCO."""

from careerclusters.titles.languages.index import (
    LanguageHit,
    LanguageReading,
    LanguageTitles,
    OtherTitles,
)
from careerclusters.titles.languages.language import LANGUAGES, Language, get_language
from careerclusters.titles.languages.sources import has_labels

__all__ = [
    "LANGUAGES",
    "Language",
    "LanguageHit",
    "LanguageReading",
    "LanguageTitles",
    "OtherTitles",
    "get_language",
    "has_labels",
]
