"""What people say around a title: "I want to be a nurse", "how much does a welder make", "nurse jobs"."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources

__all__ = ["title_said"]

_SIGNS = " .,:;!?\"'"
# A phrase that starts or ends so many titles that it stays unless another phrase stands beside it.
_ARTICLES = frozenset(("a", "an", "the", "as", "be"))


def title_said(text: str) -> str:
    """The title in what somebody says; the text itself where nothing stands around it or nothing is left.

    "a nurse" is left as it is: words such as "a" go only with a phrase that says more.
    """
    words = text.replace("’", "'").split()
    lower = [word.strip(_SIGNS).lower() for word in words]
    start, end, is_said = 0, len(words), False
    while found := _longest(lower[start:end], "before"):
        is_said |= not _ARTICLES.issuperset(lower[start : start + found])
        start += found
    while found := _longest(lower[start:end][::-1], "behind"):
        is_said = True
        end -= found
    return " ".join(words[start:end]).strip(_SIGNS) if is_said and start < end else text


def _longest(words: list[str], place: str) -> int:
    """How many of the first words are a phrase of that place; of those behind a title the last, turned."""
    phrases = _phrases(place)
    longest = max(map(len, phrases))
    return next(
        (length for length in range(min(longest, len(words)), 0, -1) if tuple(words[:length]) in phrases), 0
    )


@cache
def _phrases(place: str) -> frozenset[tuple[str, ...]]:
    text = (resources.files(__package__) / "around.csv").read_text(encoding="utf-8")
    said = [row["phrase"].split() for row in csv.DictReader(text.splitlines()) if row["place"] == place]
    return frozenset(tuple(words if place == "before" else words[::-1]) for words in said)
