"""Initials that stand alone: what people mean by them, and where they mean several things.

"RN" has one everyday reading. "PM" has several, and no list can say which one is meant: it is asked about.
Inside a longer title ("QA engineer") initials are written out by `wording` instead.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib import resources

from careerclusters.titles.wording import title_words

__all__ = ["LONGEST_UNKNOWN", "initials"]

LONGEST_UNKNOWN = 3
"""A lone word so short that titles don't end with is taken for initials, and asked about."""


@cache
def initials() -> Mapping[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """For initials, as `title_words` gives them, the titles that they stand for, likeliest first."""
    with (resources.files(__package__) / "initials.csv").open(encoding="utf-8") as file:
        return {
            title_words(row["initials"]): tuple(title_words(title) for title in row["readings"].split("|"))
            for row in csv.DictReader(file)
        }
