"""Checks of the words in `src/careerclusters/words/occupations/`, for the writers and for the tests.

Each check is a small function from entries to findings; `docs/words.md` is the rule book. A finding
says which occupation and field, what is wrong, and the text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from word_checks.claims import Ratings, claims_against_ratings
from word_checks.copied import Runs, copied_runs, release_runs
from word_checks.entries import Entry, Finding, Occupation, occupations_of, read_entries
from word_checks.form import check_codes, check_fields, check_names
from word_checks.reading import grade, syllables
from word_checks.rubric import alike, banned, gendered, reading_grades

__all__ = [
    "Entry",
    "Finding",
    "Occupation",
    "alike",
    "all_findings",
    "banned",
    "check_codes",
    "check_fields",
    "check_names",
    "claims_against_ratings",
    "copied_runs",
    "gendered",
    "grade",
    "occupations_of",
    "read_entries",
    "reading_grades",
    "release_runs",
    "syllables",
]


def all_findings(
    entries: Sequence[Entry], known: Mapping[str, Occupation], *, ratings: Ratings, runs: Runs
) -> list[Finding]:
    """Every finding, by occupation and in the order of the checks."""
    findings = [*check_codes(entries, known), *check_names(entries), *alike(entries)]
    findings += reading_grades(entries)
    for entry in entries:
        findings += check_fields(entry, known.get(entry.code))
        findings += gendered(entry)
        findings += banned(entry)
        findings += copied_runs(entry, runs, known.get(entry.code))
        findings += claims_against_ratings(entry, ratings)
    return sorted(findings, key=lambda finding: finding.code)
