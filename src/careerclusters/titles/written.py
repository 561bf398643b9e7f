"""Titles of our own that no list holds: trade words, new work, kinds by material, machine, place or customer.

They were written from knowledge of working life, without looking at any list, and they count only where no
list has their words. What a list says of a title therefore stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from careerclusters.titles.known import WRITTEN, Source
from careerclusters.titles.wording import title_words
from careerclusters.words.job_titles import job_titles

__all__ = ["WRITTEN_WEIGHT", "written_titles"]

WRITTEN_WEIGHT = 0.6
"""How much such a title speaks for its occupation, beside 1 for one on a list."""


def written_titles(codes: Sequence[str], listed: Sequence[Source]) -> Iterator[Source]:
    """Titles of `job_titles` whose words, in whatever order, none of the titles at hand has.

    Parameters
    ----------
    codes
        Of the occupations, ascending; others are passed over.
    listed
        The titles at hand.
    """
    number = {code: at for at, code in enumerate(codes)}
    bags = {frozenset(words) for _, words, *_ in listed}
    for code, title in job_titles():
        words = title_words(title)
        if code in number and words and frozenset(words) not in bags:
            yield number[code], words, title, WRITTEN_WEIGHT, WRITTEN
