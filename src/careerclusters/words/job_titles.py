"""Job titles of each occupation, written by us without looking at any list: `job_titles.csv`."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from careerclusters.words._tables import folder_of

__all__ = ["job_titles"]


def job_titles() -> Iterator[tuple[str, str]]:
    """Pairs of `code_onet` and a title, by code and title."""
    text = (folder_of("en") / "job_titles.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        for title in row["titles"].split("; "):
            yield row["code_onet"], title
