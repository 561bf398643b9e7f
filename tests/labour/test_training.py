"""Licences in cautious words, ways in with their years, programmes with what their graduates earn."""

from __future__ import annotations

import json

import pytest

from careerclusters.labour import (
    bright_outlook_of,
    find_area,
    how_to_start,
    licence_of,
    licensed_codes,
    programmes_of,
    women_share_of,
)


def test_a_usual_licence_is_said_with_its_spread_and_the_state(catalog):
    licence = licence_of(catalog, "29-1141.00", area=find_area(catalog, "Ohio"))
    assert licence.words() == "A state license is usual for this work: 49 of 50. In Ohio: yes. Ask the board."
    assert (licence.is_usual, licence.here) == (True, True)


def test_california_is_said_to_be_missing_and_not_taken_as_no(catalog):
    licence = licence_of(catalog, "29-1141.00", area=find_area(catalog, "San Jose"))
    assert licence.here is None
    assert "California isn't in this list" in licence.words()


@pytest.mark.parametrize("code", ["17-2051.00", "17-2141.00", "17-2199.03"])
def test_engineers_share_a_licence_that_many_do_without(catalog, code):
    licence = licence_of(catalog, code)
    if licence.is_listed:
        assert not licence.is_usual
        assert "a part of" in licence.words()


def test_physicians_share_records_and_are_licensed_as_a_whole(catalog):
    assert licence_of(catalog, "29-1215.00").is_usual


def test_no_wording_is_a_duty(catalog):
    for place in (None, "Ohio", "California"):
        area = None if place is None else find_area(catalog, place)
        for code in catalog.occupations["code_onet"]:
            words = licence_of(catalog, code, area=area).words().lower()
            assert not any(duty in words for duty in ("need", "must", "require", "have to")), words


def test_whom_to_ask_stands_where_there_is_something_to_ask(catalog):
    legislators = licence_of(catalog, "11-1031.00")
    assert legislators.words() == "No state license is listed under this title."
    there = licence_of(catalog, "11-1031.00", area=find_area(catalog, "California")).words()
    assert there.endswith("California isn't in this list. Ask the board.")


def test_usual_licences_are_those_of_care_law_teaching_and_trades(catalog):
    usual = licensed_codes(catalog)
    assert {"29-1141.00", "23-1011.00", "25-2021.00", "47-2111.00", "39-5012.00"} <= usual
    assert not {"15-1252.00", "41-2011.00", "11-1021.00", "17-2141.00", "47-2031.00"} & usual


@pytest.mark.parametrize(
    ("code", "way", "low", "high"),
    [
        ("47-2111.00", "apprenticeship", 3, 5),
        ("15-1252.00", "degree", 4, 4),
        ("29-1141.00", "degree", 2, 4),
        ("31-9092.00", "short_course", 0.5, 2),
        ("41-2011.00", "on_the_job", 0, 0.1),
    ],
)
def test_ways_in(catalog, code, way, low, high):
    start = how_to_start(catalog, code)
    assert start.way == way
    assert (start.years_low, start.years_high) == (low, high)


def test_nurses_may_start_with_an_associates_degree(catalog):
    start = how_to_start(catalog, "29-1141.00", area=find_area(catalog, "Ohio"))
    assert "A shorter way is an associate's degree" in start.words()[0]
    assert {one.credential for one in start.programmes} == {"associate", "bachelor"}
    assert all(one.earnings.area == "Ohio" for one in start.programmes)


def test_programmes_carry_range_and_count(catalog):
    for programme in programmes_of(catalog, "15-1252.00"):
        assert programme.earnings_low.value <= programme.earnings.value <= programme.earnings_high.value
        assert programme.earnings_schools_count >= 1
        assert programme.earnings.area == "United States"


def test_electricians_apprenticeship_comes_first_and_sites_are_named_without_links(catalog):
    start = how_to_start(catalog, "47-2111.00")
    assert start.apprenticeships[0] == "Electrician"
    assert any("Apprenticeship.gov" in place for place in start.places)
    assert not any("http" in word for word in start.words())
    json.dumps(start.to_dict(), allow_nan=False)


def test_outlook_and_women(catalog):
    assert bright_outlook_of(catalog, "29-1141.00").value == "much growth and many openings"
    assert bright_outlook_of(catalog, "41-3041.00").value is None
    women = women_share_of(catalog, "11-1011")
    assert (women.value, women.year) == (0.292, "2022")


def test_an_occupation_outside_the_surveys_says_so(catalog):
    start = how_to_start(catalog, "55-1011.00")
    assert (start.way, start.years_low) == ("not_known", None)
    assert start.words()[0] == "The usual way in is not known."


def test_fields_count_by_the_share_of_their_programmes_that_leads_there(catalog):
    """One programme on fraud doesn't make security science a way to accounting; HR comes before business."""
    fields = [one.code_cip4 for one in programmes_of(catalog, "13-2011.00")]
    assert fields[0] == "52.03"
    assert "43.04" not in fields
    assert [one.code_cip4 for one in programmes_of(catalog, "13-1071.00")][:2] == ["52.10", "52.02"]
