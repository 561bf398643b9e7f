"""What a Spanish title may be in English, word by word: the English titles then speak too.

`dictionary.csv` holds for the forms of Spanish words the English words of titles that they mean, with shares;
`scripts/spanish_dictionary.py` learns it from texts that stand in both languages.
"""

from __future__ import annotations

import csv
from collections.abc import Container, Mapping
from functools import cache
from importlib import resources

__all__ = ["english_readings", "meanings"]

MOST_READINGS, MOST_MEANINGS = 6, 2

Words = tuple[str, ...]


@cache
def meanings() -> Mapping[str, tuple[tuple[str, float], ...]]:
    """English words of each Spanish form, likeliest first, with the share of each."""
    text = (resources.files(__package__) / "dictionary.csv").read_text(encoding="utf-8")
    found = {}
    for row in csv.DictReader(text.splitlines()):
        parts = (part.rsplit(":", 1) for part in row["meanings"].split())
        found[row["form"]] = tuple((word, float(share)) for word, share in parts)
    return found


def english_readings(words: Words, english: Container[str]) -> list[tuple[Words, float]]:
    """Likely English titles of Spanish forms, which stand from last to first as English words do.

    Parameters
    ----------
    words
        Forms; one without a meaning that English titles have too stays, others fall out.
    english
        The words of English titles.

    Returns
    -------
    Titles as words and the weight of each; the weights add up to one. Empty where no word has a meaning.
    """
    found: list[tuple[Words, float]] = [((), 1.0)]
    for word in words:
        options = [
            (other, share) for other, share in meanings().get(word, ())[:MOST_MEANINGS] if other in english
        ]
        if not options and word in english:
            options = [(word, 1.0)]
        if options:
            found = [((*read, other), weight * share) for read, weight in found for other, share in options]
            found = sorted(found, key=lambda one: (-one[1], one[0]))[:MOST_READINGS]
    total = sum(weight for read, weight in found if read)
    return [(read, weight / total) for read, weight in found if read]
