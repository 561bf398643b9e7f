"""Words about clusters: their form, and that they are used for the clusters they were written for, only."""

from __future__ import annotations

import pytest
from word_checks.reading import grade
from word_checks.rubric import GENDERED

from careerclusters.words import occupation_words
from careerclusters.words.cluster_words import ALIKE_ENOUGH, cluster_words, written_for

ENTRIES = tuple(cluster_words().values())
TEXTS = ("unites", "day", "varies")


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda one: one.key)
def test_each_entry_is_whole_short_and_easy_to_read(entry):
    known = occupation_words()
    assert len(set(entry.typical)) == 3
    assert entry.surprising not in entry.typical
    assert {*entry.typical, entry.surprising} <= entry.members & known.keys()
    for name in TEXTS:
        text = getattr(entry, name)
        assert 8 <= len(text.split()) <= 36, text
        assert text.endswith(".")
        assert not GENDERED.search(text)
    assert grade(" ".join(getattr(entry, name) for name in TEXTS)) <= 8


def test_no_two_entries_say_the_same():
    for name in TEXTS:
        said = [getattr(entry, name) for entry in ENTRIES]
        assert len(set(said)) == len(said)


def test_words_are_for_their_own_members():
    for entry in ENTRIES:
        assert written_for(entry.members) is entry


def test_a_few_other_members_do_not_matter_but_many_do():
    entry = max(ENTRIES, key=lambda one: len(one.members))
    named = {*entry.typical, entry.surprising}
    others = sorted(entry.members - named)
    some = round(len(entry.members) * (1 - ALIKE_ENOUGH)) - 1
    assert written_for(entry.members - set(others[:some])) is entry
    assert written_for(entry.members - set(others[: 2 * some + 3])) is None


def test_a_job_that_the_words_name_must_be_there():
    entry = ENTRIES[0]
    assert written_for(entry.members - {entry.surprising}) is None
    assert written_for([]) is None
