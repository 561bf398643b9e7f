"""Read the small CSV files that lie in this folder."""

from __future__ import annotations

import csv
from importlib import resources


def read_rows(name: str) -> list[dict[str, str]]:
    """Rows of the file `name` beside this one, in the order of the file."""
    with (resources.files(__package__) / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
