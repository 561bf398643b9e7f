"""Titles and wishes typed in Spanish: the same occupations, by words of our own and of ESCO."""

from careerclusters.titles.spanish.index import SpanishHit, SpanishReading, SpanishTitles
from careerclusters.titles.spanish.sources import has_spanish
from careerclusters.titles.spanish.wishes import find_spanish_wishes, wish_label

__all__ = [
    "SpanishHit",
    "SpanishReading",
    "SpanishTitles",
    "find_spanish_wishes",
    "has_spanish",
    "wish_label",
]
