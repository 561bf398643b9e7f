"""Cards: families, bands, wishes first; the relative view; a match is plain values."""

from __future__ import annotations

import pickle

import numpy as np
import pytest

from careerclusters.errors import InputError
from careerclusters.people import (
    Constraints,
    Held,
    InterestAnswers,
    Matcher,
    Person,
    Preferences,
    StrengthEvidence,
)
from careerclusters.people.profile.instruments import form_items
from careerclusters.people.profile.theme_model import POPULARITY

LIKING = {"R": 2, "I": 5, "A": 3, "S": 4, "E": 1, "C": 3}


def answers():
    return {item.item_id: LIKING[item.theme] for item in form_items("short")}


INTERESTED = Person(InterestAnswers("short", answers()))
WHOLE = Person(
    InterestAnswers("short", answers()),
    StrengthEvidence(occupations=(Held("29-1141.00", 5.0),)),
    Preferences({"outdoors": 1, "sitting": -2}, {"independence": 5}, pay_wish_usd=60_000),
    Constraints({"heights": "never"}, education_max="bachelor", pay_min_usd=35_000),
)


@pytest.fixture(scope="module")
def matcher(catalog, clustering):
    return Matcher.prepare(catalog, clustering)


@pytest.fixture(scope="module")
def matches(matcher):
    return {"interests": matcher.match(INTERESTED, draws=60), "whole": matcher.match(WHOLE, draws=60)}


@pytest.fixture(params=["interests", "whole"])
def found(request, matches):
    return matches[request.param]


def test_the_relative_view_takes_popularity_off(matcher):
    average = dict(zip("RIASEC", POPULARITY, strict=True))
    person = Person(InterestAnswers(themes=average, themes_standard_error=0.3))
    flat = matcher.match(person, draws=0)
    assert not flat.stands_out
    assert len(flat.cards) == 3 == len({card.code_onet[:2] for card in flat.cards})
    assert {card.band for card in flat.cards} == {"look"}
    assert np.ptp(list(flat.themes_relative.values())) == pytest.approx(0, abs=1e-9)
    raw = matcher.match(person, draws=0, view="raw").occupations.sort("code_onet")["interests"]
    assert raw.drop_nulls().std() > 0.5, "as answered, helping leads"
    with pytest.raises(InputError, match="view"):
        matcher.match(person, view="sideways")


def test_straight_lines_are_warned_of_and_not_refused(matcher):
    found = matcher.match(Person(InterestAnswers("short", dict.fromkeys(answers(), 3))), draws=0)
    assert found.is_enough
    assert any("are the same" in words for words in found.warnings)


def test_openings_are_a_part_that_can_be_switched_off(matcher):
    with_them = matcher.match(INTERESTED, draws=0)
    without = matcher.match(INTERESTED, draws=0, weights={"openings": 0})
    assert with_them.occupations["openings"].max() > 0
    assert without.occupations["openings"].abs().max() == 0


def test_families_join_near_twins_once(found):
    codes = [code for card in found.cards for code in (card.code_onet, *card.family)]
    assert len(codes) == len(set(codes))
    for card in found.cards:
        assert all(code[:4] == card.code_onet[:4] for code in card.family)


def test_what_breaks_a_wish_does_not_stand_first(matches):
    found = matches["whole"]
    assert not [card for card in found.cards[:3] if card.breaks]
    assert not [card for card in found.cards if card.breaks and card.band == "strong"]


def test_a_match_is_plain_values(matches):
    for found in matches.values():
        packed = pickle.dumps(found)
        assert len(packed) < 1_000_000
        assert pickle.loads(packed) == found
        with pytest.raises((AttributeError, TypeError)):
            found.weights["interests"] = 5.0
