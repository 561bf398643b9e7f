"""Every code in use, in every spelling met: what it means, which are asked about, which aren't read."""

from __future__ import annotations

import pytest

from careerclusters.catalog.codes import read_code

DEVELOPERS = "15-1252.00"


@pytest.mark.parametrize(
    "text",
    [
        "15-1252",
        "151252",
        "15-1252.0",
        "151252.0",
        "15-1252.00",
        "15125200",
        "15–1252",
        "15—1252",
        "15 - 1252",
        '="15-1252"',
        "SOC 15-1252",
        "SOC: 15-1252",
        "SOC 2018 code 15-1252",
        "O*NET 15-1252.00",
        "onet-soc 15-1252",
        "  15-1252 ",
        "15-1132.00",
        "15-1132",
        "15-1133",
        "Software Developers (15-1252)",
    ],
)
def test_software_developers_in_every_spelling(catalog, text):
    reading = read_code(text, catalog)
    assert reading.kind == "code", reading
    assert reading.meaning.main == DEVELOPERS or DEVELOPERS in reading.meaning.occupations


@pytest.mark.parametrize(
    ("text", "system", "expected"),
    [
        ("15-1131", "SOC 2010", "15-1251.00"),
        ("15-1132.00", "O*NET-SOC 2010", DEVELOPERS),
        ("29-1141", "SOC 2018", "29-1141.00"),
        ("6442", "Census 2018", "47-2152.00"),
        ("census 6442", "Census 2018", "47-2152.00"),
        ("http://data.europa.eu/esco/isco/C2221", "ISCO-08", "29-1141.00"),
        ("ISCO 2221", "ISCO-08", "29-1141.00"),
        ("2221", "ISCO-08", "29-1141.00"),
    ],
)
def test_systems(catalog, text, system, expected):
    reading = read_code(text, catalog)
    assert reading.kind == "code", reading
    assert reading.meaning.system == system
    assert expected in reading.meaning.occupations


@pytest.mark.parametrize(
    ("text", "main"),
    [
        ("15-1132.00", DEVELOPERS),
        ("15-1132", DEVELOPERS),
        ("15-1133.00", DEVELOPERS),
        ("15-1141.00", "15-1242.00"),
        # Split in two halves, or into one that is "all other": nobody kept the title.
        ("29-2041.00", None),
        ("53-3041.00", None),
        ("29-1067", None),
        ("11-2031.00", None),
    ],
)
def test_a_code_that_was_split_means_the_occupation_that_kept_its_title(catalog, text, main):
    assert read_code(text, catalog).meaning.main == main


def test_an_old_edition_is_said_not_to_be_read_and_no_neighbour_is_offered(catalog):
    reading = read_code("29-1111", catalog)
    assert (reading.kind, reading.meanings) == ("unknown", ())
    assert "before 2010" in reading.message
    assert "SOC 2018 and 2010" in reading.message
    assert "Therapist" not in reading.message


def test_a_title_beside_an_unknown_code_is_kept_to_decide(catalog):
    assert read_code("29-1111 Registered Nurses", catalog).title == "Registered Nurses"
    assert read_code("Registered Nurse (29-1111)", catalog).title == "Registered Nurse"
    assert read_code("075.364-010 nurse, general duty", catalog).title == "nurse, general duty"


@pytest.mark.parametrize("text", ["075.364-010", "DOT 075.364-010", "NOC 31301", "NAICS 6221"])
def test_lists_that_are_not_read_are_named(catalog, text):
    reading = read_code(text, catalog)
    assert reading.kind == "unknown"
    assert any(name in reading.message for name in ("DOT", "NOC", "NAICS"))


def test_a_number_of_another_list_is_not_known(catalog):
    reading = read_code("6450", catalog)
    assert (reading.kind, reading.meanings) == ("unknown", ())


def test_groups_and_combined_codes_mean_all_their_occupations(catalog):
    computing = read_code("15-0000", catalog).meaning
    assert computing.system == "SOC 2018 group"
    assert computing.main is None
    assert {code[:2] for code in computing.occupations} == {"15"}
    narrower = read_code("15-1200", catalog).meaning
    assert set(narrower.occupations) < set(computing.occupations)
    assert {code[:5] for code in narrower.occupations} == {"15-12"}
    buyers = read_code("13-1020", catalog).meaning
    assert {code[:7] for code in buyers.occupations} == {"13-1021", "13-1022", "13-1023"}


def test_military_codes_with_their_service(catalog):
    infantry = read_code("11B, Army", catalog)
    assert infantry.kind == "code"
    assert infantry.meaning.name == "Infantryman"
    assert read_code("Army MOS 11B", catalog).meaning == infantry.meaning
    assert read_code("11B", catalog).kind == "code"
    assert read_code("11B10 Army", catalog).meaning.occupations == infantry.meaning.occupations
    assert read_code("Marine Corps 0311", catalog).meaning.system == "Marine Corps, enlisted"
    assert read_code("Army 99Z9", catalog).kind == "unknown"


def test_a_number_in_two_lists_is_asked_about(catalog):
    census = set(catalog.table("crosswalk_census2018_soc2018")["code_census2018"])
    isco = set(catalog.table("isco_groups")["code_isco08"])
    both = sorted(code for code in census & isco if len(code) == 4)
    assert both
    readings = [read_code(code, catalog) for code in both]
    asked = [one for one in readings if one.kind == "ambiguous"]
    assert asked
    for reading in asked:
        assert {meaning.system for meaning in reading.meanings} == {"Census 2018", "ISCO-08"}
        assert "Say which" in reading.message


def test_esco_addresses(catalog):
    matched = catalog.table("crosswalk_esco_onet").row(0, named=True)
    address = f"http://data.europa.eu/esco/occupation/{matched['esco_uuid']}"
    reading = read_code(address, catalog)
    assert reading.meaning.system == "ESCO"
    assert matched["code_onet"] in reading.meaning.occupations
    assert read_code(matched["esco_uuid"].upper(), catalog).meaning == reading.meaning


@pytest.mark.parametrize(
    "text",
    [
        "registered nurse",
        "911 dispatcher",
        "4-H youth development specialist",
        "3D animator",
        "F-16 mechanic",
        "Driver 2",
        "RN",
        "marine biologist",
        "army nurse",
        "navy",
        "",
        "soc analyst",
        "3d",
        "B2B",
    ],
)
def test_titles_are_no_codes(catalog, text):
    assert read_code(text, catalog).kind == "none"


def test_every_code_of_the_catalog_is_read_as_itself(catalog):
    for code in catalog.occupations["code_onet"].to_list()[::13]:
        assert read_code(code, catalog).meaning.occupations == (code,)
    for code in catalog.table("crosswalk_soc2010_soc2018")["code_soc2010"].unique().sort().to_list()[::25]:
        assert read_code(code, catalog).kind == "code", code
