"""The vocabulary for names of clusters."""

from __future__ import annotations

import pytest

from careerclusters.catalog import load_catalog
from careerclusters.words.fields import fields, fields_of


def test_the_file_is_in_order():
    known = fields()
    ids = [entry.field for entry in known]
    wordings = [wording.casefold() for entry in known for wording in (entry.label, *entry.also)]

    assert len(set(ids)) == len(ids)
    assert len(set(wordings)) == len(wordings)
    assert max(map(len, wordings)) <= 45
    assert {entry.breadth for entry in known} == {1, 2, 3}
    for place, entry in enumerate(known):
        assert entry.titles or entry.parts, entry.field
        assert set(entry.parts) <= set(ids[:place]), f"parts of {entry.field} must stand above it"


@pytest.mark.parametrize(
    ("title", "field", "is_of"),
    [
        ("Registered Nurses", "nursing", True),
        ("Registered Nurses", "health", True),
        ("Farmworkers and Laborers, Crop, Nursery, and Greenhouse", "nursing", False),
        ("Bus Drivers, School", "driving", True),
        ("Business Intelligence Analysts", "driving", False),
        ("Architects, Except Landscape and Naval", "architecture", True),
        ("Architects, Except Landscape and Naval", "ships", False),
        ("Locomotive Engineers", "engineering", False),
        ("Nursing Instructors and Teachers, Postsecondary", "college", True),
        ("Nursing Instructors and Teachers, Postsecondary", "nursing", False),
    ],
)
def test_titles_speak_of_their_fields(title, field, is_of):
    assert (field in fields_of(title)) is is_of


def test_nearly_every_rated_title_speaks_of_a_field():
    titles = load_catalog().occupations.filter("is_rated")["title"].to_list()
    silent = [title for title in titles if not fields_of(title)]

    assert len(silent) <= 0.01 * len(titles), silent


def test_a_title_may_say_nothing():
    assert fields_of("") == fields_of("Xylq 17") == frozenset()
