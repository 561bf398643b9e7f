"""The measure of reading: syllables, the grade, and textstat's own grade where it can be had."""

from __future__ import annotations

import pytest
from word_checks.reading import grade, syllables

EASY = "You sit for most of the day. You talk to people on the phone."
NURSE = "Cares for sick and injured people, gives them medicine, and tells families what to expect."
HARD = "Utilization of organizational methodologies facilitates productivity."


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("work", 1),
        ("used", 1),
        ("needed", 2),
        ("lives", 1),
        ("houses", 2),
        ("table", 2),
        ("tables", 2),
        ("safely", 2),
        ("useful", 2),
        ("pavement", 2),
        ("implement", 3),
        ("medicine", 3),
        ("patients", 2),
        ("radio", 3),
        ("clients", 2),
        ("carrying", 3),
        ("someone", 2),
        ("people’s", 2),
        ("X-ray", 2),
        ("RN", 2),
        ("self-service", 3),
    ],
)
def test_syllables_are_counted_as_they_are_spoken(word, count):
    assert syllables(word) == count


def test_the_grade_tells_easy_from_hard():
    assert grade(EASY) < 3
    assert 6 < grade(NURSE) < 9
    assert grade(HARD) > 15


@pytest.mark.parametrize("text", [EASY, NURSE, HARD])
def test_the_grade_is_that_of_textstat(text):
    import nltk
    import textstat

    try:
        nltk.data.find("corpora/cmudict")
    except LookupError:
        pytest.skip("textstat's dictionary (cmudict of nltk) is not on this machine")
    assert grade(text) == pytest.approx(textstat.flesch_kincaid_grade(text), abs=0.6)
