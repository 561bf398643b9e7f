"""Results of students, made once."""

from __future__ import annotations

import pytest

from careerclusters.people import InterestAnswers, Person
from careerclusters.people.profile.instruments import form_items
from careerclusters.web.classroom.result import result_of
from careerclusters.web.profile_code import code_of


def person_who_likes(letters: str) -> Person:
    """Likes all of these themes strongly and nothing else; everything alike with no letters."""
    items = form_items("short")
    likes = {item.item_id: 3 if not letters else 5 if item.item_id[0] in letters else 1 for item in items}
    return Person(InterestAnswers("short", likes))


@pytest.fixture(scope="session")
def me_who_likes():
    """A function from letters of themes to the code of such a person."""
    return lambda letters: code_of(person_who_likes(letters))


@pytest.fixture(scope="session")
def results(app, me_who_likes):
    """A result by letters of themes; "" stands for nobody in particular."""
    state = app.state.store.current()
    return {letters: result_of(state, me_who_likes(letters)) for letters in ("R", "A", "S", "")}
