"""What a title in another language may be in English, word by word: the English titles then speak too.

`dictionary.csv` of a language holds for the forms of its words the English words of titles that they mean,
with shares; `scripts/title_dictionary.py` learns it from texts that stand in both languages.
"""

from __future__ import annotations

from collections.abc import Container

from careerclusters.titles.languages.language import Language, Words

__all__ = ["english_readings"]

MOST_READINGS, MOST_MEANINGS = 6, 2


def english_readings(
    words: Words, english: Container[str], *, language: Language
) -> list[tuple[Words, float]]:
    """Likely English titles of forms of another language, which stand from last to first as English words do.

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
            (other, share)
            for other, share in language.meanings.get(word, ())[:MOST_MEANINGS]
            if other in english
        ]
        if not options and word in english:
            options = [(word, 1.0)]
        if options:
            found = [((*read, other), weight * share) for read, weight in found for other, share in options]
            found = sorted(found, key=lambda one: (-one[1], one[0]))[:MOST_READINGS]
    total = sum(weight for read, weight in found if read)
    return [(read, weight / total) for read, weight in found if read]
