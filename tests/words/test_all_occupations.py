"""The words about all occupations pass all checks; `python scripts/check_words.py` prints the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from word_checks import (
    alike,
    all_findings,
    check_codes,
    copied_runs,
    grade,
    occupations_of,
    read_entries,
    release_runs,
)
from word_checks.claims import ratings_of
from word_checks.form import missing_groups
from word_checks.rubric import entry_text

from careerclusters.words import occupation_words


@pytest.fixture(scope="module")
def known(catalog):
    return occupations_of(catalog)


@pytest.fixture(scope="module")
def entries(root: Path):
    found, broken = read_entries(root / "src" / "careerclusters" / "words" / "occupations")
    assert broken == []
    return found


def shown(findings) -> str:
    return "\n".join(map(str, findings))


def test_no_occupation_is_left_out(entries, known):
    assert shown([*check_codes(entries, known), *missing_groups(entries, known)]) == ""
    assert set(occupation_words()) == set(known)


def test_form_rubric_and_claims(entries, known, catalog):
    assert shown(all_findings(entries, known, ratings=ratings_of(catalog), runs={})) == ""


def test_no_two_are_alike(entries):
    assert shown(alike(entries)) == ""


def test_a_fourteen_year_old_follows(entries):
    grades = [grade(entry_text(entry)) for entry in entries]
    assert sum(grades) / len(grades) <= 8
    assert max(grades) <= 10


def test_nothing_is_copied_from_the_release(entries, known, releases):
    runs = release_runs(releases)
    assert len(runs) > 100_000
    assert shown(line for entry in entries for line in copied_runs(entry, runs, known.get(entry.code))) == ""


@pytest.mark.parametrize("typed", ["youtuber", "streamer", "uber driver", "coder", "dog walker"])
def test_everyday_words_are_somewhere(typed):
    assert [one.name for one in occupation_words().values() if any(typed in words for words in one.search)]
