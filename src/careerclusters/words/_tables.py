"""Read the small CSV files that lie in this folder."""

from __future__ import annotations

import csv
import io
from importlib import resources


def read_rows(name: str) -> list[dict[str, str]]:
    """Rows of the file `name` beside this one, in the order of the file."""
    text = (resources.files(__package__) / name).read_bytes().decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))
