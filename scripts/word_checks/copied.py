"""Five words in a row that stand in the release's descriptions or task statements."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from word_checks.entries import Entry, Finding, Occupation

RELEASE = "db_30_1_text.zip"
RUN = 5
PROSE = {"Occupation Data.txt": "Description", "Task Statements.txt": "Task", "Emerging Tasks.txt": "Task"}
# Runs that can't be said otherwise, and why.
UNAVOIDABLE: dict[str, str] = {
    "at the end of the": "grammar",
    "the end of the day": "how people name the evening",
}
_TOKEN = re.compile(r"[a-z0-9']+")
_JOINING = {"and", "or", "of", "the", "a", "an", "for", "in", "to"}

Runs = Mapping[tuple[str, ...], str]


def tokens(text: str) -> list[str]:
    """Words of a text in small letters; a hyphen parts words."""
    return _TOKEN.findall(text.lower().replace("’", "'"))


def runs_of(text: str) -> Iterator[tuple[str, ...]]:
    """All runs of five words in a text."""
    found = tokens(text)
    for start in range(len(found) - RUN + 1):
        yield tuple(found[start : start + RUN])


def release_runs(folder: Path) -> Runs:
    """Runs of the release in a folder, each with the code of the first text it stands in."""
    runs: dict[tuple[str, ...], str] = {}
    with zipfile.ZipFile(folder / RELEASE) as archive:
        for member in archive.namelist():
            column = PROSE.get(Path(member).name)
            if column is None:
                continue
            text = io.StringIO(archive.read(member).decode("utf-8"))
            for row in csv.DictReader(text, delimiter="\t", quoting=csv.QUOTE_NONE):
                for run in runs_of(row[column]):
                    runs.setdefault(run, row["O*NET-SOC Code"])
    return runs


def copied_runs(entry: Entry, runs: Runs, occupation: Occupation | None) -> Iterator[Finding]:
    """Runs shared with the release, but for names: runs made wholly of words of the title."""
    own = _JOINING | set(tokens(occupation.title if occupation else ""))
    for field, text in entry.lines():
        shared = [run for run in runs_of(text) if run in runs and not set(run) <= own]
        shared = [run for run in shared if " ".join(run) not in UNAVOIDABLE]
        if shared:
            said = "; ".join(f"{' '.join(run)!r} ({runs[run]})" for run in shared[:3])
            yield Finding(entry.code, field, f"copied: {said}", text)
