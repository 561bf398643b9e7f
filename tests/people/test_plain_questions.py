"""Questions, answers and examples are read with ease, by the measure of all our words."""

from __future__ import annotations

import re

import pytest
from word_checks.reading import grade, syllables

from careerclusters.people.profile.anchors import ANCHORS, examples
from careerclusters.people.profile.experiences import KINDS, experiences
from careerclusters.people.profile.instruments import ANSWERS, THEME_WORDS, load_items
from careerclusters.people.profile.preferences import EDUCATION, RULES, VALUES, WISHES, environment_items
from careerclusters.people.profile.questions import SECTIONS

TEXTS = {
    "activities": [item.text for item in load_items()],
    "answers": [*ANSWERS.values(), *WISHES.values(), *RULES.values()],
    "themes": list(THEME_WORDS.values()),
    "levels": [words for one in ANCHORS for words in (one.skills, one.knowledge, one.abilities)],
    "examples": [text for three in examples().values() for text in three],
    "experiences": [*KINDS.values(), *(one.text for one in experiences().values())],
    "conditions": [item.question for item in environment_items().values()],
    "values": [text for _, text in VALUES.values()],
    "schooling": [text for _, text in EDUCATION.values()],
    "sections": list(SECTIONS.values()),
}
MEAN_GRADE = 6.0
HARDEST = 8.0
LEAST_WORDS = 8
MOST_SYLLABLES = 3
# Longer words that a reader of 14 knows, or that have no shorter word.
LONG_BUT_KNOWN = """
abilities certificate disability electronic experience experiences helicopter individual military university
vegetables
"""
# Words that second-language readers had to look up.
HARD = """
adapt allotment altered appeals appointments batch campaigned carve chaired claim colleague colleagues
convince coordinating crouching election examine flatmate fostered fumes gatherings grid haggle irregular
jamming license minutes newcomers persuading policies pupil purchase quarrel queue queues remains renovated
seasonal second-hand slip soldered stall swap tenants tensions tidying timetable trace utilize
"""


def spoken(texts: list[str]) -> str:
    return " ".join(f"{text.rstrip('.')}." for text in texts)


@pytest.mark.parametrize("kind", sorted(TEXTS))
def test_the_mean_question_is_read_with_ease(kind):
    assert grade(spoken(TEXTS[kind])) <= MEAN_GRADE


@pytest.mark.parametrize("kind", sorted(TEXTS))
def test_each_text_of_some_length_is_read_with_ease(kind):
    hard = {
        text: round(grade(spoken([text])), 1)
        for text in TEXTS[kind]
        if len(text.split()) >= LEAST_WORDS and grade(spoken([text])) > HARDEST
    }
    assert hard == {}


@pytest.mark.parametrize("kind", sorted(TEXTS))
def test_no_text_holds_a_word_to_look_up(kind):
    found = {
        (word, text)
        for text in TEXTS[kind]
        for word in re.findall(r"[a-zé'-]+", text.lower())
        if word in HARD.split() or (syllables(word) > MOST_SYLLABLES and word not in LONG_BUT_KNOWN.split())
    }
    assert found == set()
