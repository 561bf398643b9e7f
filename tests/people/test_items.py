"""The items themselves: balance, plain words, nothing copied, nothing gendered or dated."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter

import pytest

from careerclusters.errors import InputError, UnknownError
from careerclusters.people.profile.instruments import FORMS, check_answers, form_items, load_items, next_item
from careerclusters.people.profile.theme_model import THEMES

GENDERED = """
he she his her hers him himself herself man men woman women boy boys girl girls lady ladies guy guys gentleman
mother father mom dad husband wife son daughter brother sister actress waitress waiter hostess salesman
saleswoman policeman fireman mailman chairman stewardess housewife manly feminine
"""
DATED = """
fax cassette typewriter telegram dictation switchboard stenographer vhs cd dvd pager floppy darkroom secretary
landline newspaper blackboard
"""
ONE_COUNTRY = """
american america county senator congress dollar dollars baseball football gpa sophomore freshman highschool
medicaid medicare irs sheriff ymca thanksgiving prom zip
"""
LONGEST_WORD = 11


def words(text: str) -> list[str]:
    return re.findall(r"[a-zé'-]+", text.lower())


@pytest.fixture(params=["short", "long"])
def items(request):
    return form_items(request.param)


def test_sixty_and_twenty_four():
    assert len(load_items()) == 60
    assert len(form_items("long")) == 60
    assert len(form_items("short")) == 24
    assert len({item.text for item in load_items()}) == 60


def test_each_theme_has_as_many(items):
    assert len(set(Counter(item.theme for item in items).values())) == 1


def test_forms_ask_one_of_each_theme_in_turn(items):
    for start in range(0, len(items), 6):
        assert [item.theme for item in items[start : start + 6]] == list(THEMES)


def test_levels_are_balanced_within_each_theme():
    for theme in THEMES:
        long = Counter(item.level for item in load_items() if item.theme == theme)
        assert min(long["low"], long["mid"], long["high"]) >= 2
        assert max(long.values()) <= 5
        short = Counter(item.level for item in form_items("short") if item.theme == theme)
        assert short["low"] >= 1
        assert short["mid"] >= 1
        assert short["high"] >= 1


def test_places_are_mixed_within_each_theme():
    for theme in THEMES:
        for form in ("short", "long"):
            places = {item.place for item in form_items(form) if item.theme == theme}
            assert "indoor" in places
            assert places & {"outdoor", "either"}


def test_stereotypes_balance_within_each_theme():
    for theme in THEMES:
        for form, allowed in (("short", 1), ("long", 1)):
            tilt = Counter(item.tilt for item in form_items(form) if item.theme == theme)
            assert abs(tilt["women"] - tilt["men"]) <= allowed, (theme, form, tilt)


@pytest.mark.parametrize("avoided", [GENDERED, DATED, ONE_COUNTRY])
def test_no_avoided_word(avoided):
    found = {
        (item.item_id, word) for item in load_items() for word in words(item.text) if word in avoided.split()
    }
    assert found == set()


def test_items_are_short_and_plain():
    for item in load_items():
        assert len(words(item.text)) <= 14, item
        assert max(len(word) for word in words(item.text)) <= LONGEST_WORD, item


SMALL = "a an the of to in on for with and or from that is are what how its it at by your who someone"


def content(text: str) -> set[str]:
    return {re.sub(r"(ing|ed|es|s)$", "", word) for word in words(text)} - set(SMALL.split())


def nearness(left: str, right: str) -> float:
    """Share of the shorter sentence's content words that the other has too."""
    a, b = content(left), content(right)
    return len(a & b) / max(1, min(len(a), len(b)))


def test_items_differ_from_each_other():
    items = load_items()
    pairs = [(a.text, b.text) for i, a in enumerate(items) for b in items[:i]]
    assert [pair for pair in pairs if nearness(*pair) >= 0.6] == []


def test_items_are_not_those_of_the_publisher(releases):
    from rapidfuzz.fuzz import token_sort_ratio

    with zipfile.ZipFile(releases / "db_30_1_text.zip") as archive:
        name = next(n for n in archive.namelist() if n.endswith("Interests Illustrative Activities.txt"))
        lines = io.TextIOWrapper(archive.open(name), encoding="utf-8").read().splitlines()[1:]
    theirs = [line.split("\t")[-1] for line in lines]
    assert len(theirs) > 100
    near = [
        (item.text, other)
        for item in load_items()
        for other in theirs
        if nearness(item.text, other) >= 0.75 or token_sort_ratio(item.text.lower(), other.lower()) >= 75
    ]
    assert near == []


def test_answers_are_checked():
    assert list(check_answers({"C01": 5, "R01": 1})) == ["R01", "C01"]
    for bad in (0, 6, 3.0, "4", True, None):
        with pytest.raises(InputError, match="R01"):
            check_answers({"R01": bad})
    with pytest.raises(UnknownError, match="X99"):
        check_answers({"X99": 3})


def test_an_unknown_form_names_those_there_are():
    with pytest.raises(UnknownError, match="short, long, adaptive"):
        form_items("tiny")


@pytest.mark.parametrize("form", list(FORMS))
def test_each_form_ends(form):
    answers, likes = {}, "AI"
    while item := next_item(form, answers):
        assert item.item_id not in answers
        answers[item.item_id] = 5 if item.theme in likes else 2
    assert len(answers) == {"short": 24, "long": 60}.get(form, len(answers))
    assert 12 <= len(answers) <= 60


def test_the_adaptive_form_asks_more_about_themes_in_contention():
    answers = {}
    while item := next_item("adaptive", answers):
        hash_like = (int(item.item_id[1:]) * 7) % 3 - 1
        answers[item.item_id] = {"A": 4, "S": 4, "I": 3}.get(item.theme, 1) + (
            hash_like if item.theme in "ASI" else 0
        )
    asked = Counter(item_id[0] for item_id in answers)
    assert len(answers) <= 36
    assert asked["A"] + asked["S"] > asked["R"] + asked["C"]


def test_skipped_items_are_not_asked_again():
    skipped = {item.item_id for item in load_items() if item.theme == "R"}
    answers = {}
    while item := next_item("adaptive", answers, skipped=skipped):
        assert item.theme != "R"
        answers[item.item_id] = 3
    assert len(answers) <= 36
