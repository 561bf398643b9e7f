"""Slang, everyday names and new kinds of work that no list of titles holds: our own small table."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from importlib import resources

from careerclusters.titles.known import EVERYDAY, Source
from careerclusters.titles.wording import title_words

__all__ = ["everyday_titles"]


def everyday_titles(codes: Sequence[str]) -> Iterator[Source]:
    """Titles of `everyday.csv` for the occupations of a catalog."""
    number = {code: at for at, code in enumerate(codes)}
    text = (resources.files(__package__) / "everyday.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        for code in row["codes"].split():
            if code in number:
                yield number[code], title_words(row["title"]), row["title"], 1.0, EVERYDAY
