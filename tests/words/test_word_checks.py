"""The checks find what they are there for, and leave good words alone."""

from __future__ import annotations

import zipfile

import pytest
from word_checks import (
    Entry,
    Occupation,
    alike,
    all_findings,
    banned,
    check_codes,
    check_fields,
    check_names,
    claims_against_ratings,
    copied_runs,
    gendered,
    occupations_of,
    read_entries,
    reading_grades,
    release_runs,
)
from word_checks.claims import CLAIMS, ratings_of

GOOD = {
    "name": "Registered nurse",
    "sentence": "Cares for sick and injured people, gives them medicine, and tells families what to expect.",
    "day": [
        "Check how each patient is doing: pulse, temperature, pain",
        "Give medicine and watch for bad reactions",
        "Change bandages and set up drips",
        "Write down what changed and tell the doctor",
    ],
    "where": "Hospitals, clinics and nursing homes. Many work nights, on their feet most of the day.",
    "hard": "Patients can be in pain, angry or dying, and a mistake can hurt someone.",
    "good_if": "You stay calm when others are scared, and you like to see people get better.",
    "think_twice_if": "Blood, long shifts or very sad days would wear you out.",
    "search": ["nurse", "RN", "hospital nurse", "ER nurse"],
}
CODE = "O*NET-SOC Code"
NURSE = Occupation("29-1141.00", "Registered Nurses", False)


def entry(code: str = "29-1141.00", **changes: object) -> Entry:
    fields = {field: value for field, value in (GOOD | changes).items() if value is not None}
    return Entry(code, code[:2], fields)


def said(findings: object) -> list[str]:
    return [f"{finding.field}: {finding.what}" for finding in findings]


def test_good_words_pass_all_checks(catalog):
    known = {NURSE.code: NURSE}
    assert all_findings([entry()], known, ratings=ratings_of(catalog), runs={}) == []


@pytest.mark.parametrize(
    ("changes", "finding"),
    [
        ({"hard": None}, "hard: is missing"),
        ({"pay": "Much"}, "pay: no such field"),
        ({"day": "Check pulses"}, "day: should be a list"),
        ({"day": GOOD["day"][:2]}, "day: 2 lines, 3 to 5"),
        ({"day": ["Checking how each patient is doing", *GOOD["day"][1:]]}, "day: begins with 'Checking'"),
        ({"day": ["Check how each patient is doing.", *GOOD["day"][1:]]}, "day: ends with a stop"),
        ({"day": ["Check pulses", *GOOD["day"][1:]]}, "day: 2 words, 4 to 16"),
        ({"sentence": "Care for sick and injured people who need help."}, "sentence: begins with 'Care'"),
        ({"sentence": "Cares for sick and injured people at home"}, "sentence: ends without"),
        ({"hard": "Patients can be angry. A mistake can hurt."}, "hard: 2 sentences"),
        ({"good_if": "Someone who stays calm when others are scared."}, "good_if: does not begin with You"),
        ({"search": ["nurse"]}, "search: 1 entries"),
        ({"search": ["nurse", "Hospital Nurse"]}, "search: lower case"),
        ({"search": ["nurse", "nurse"]}, "search: holds an entry twice"),
    ],
)
def test_the_form_is_checked(changes, finding):
    found = said(check_fields(entry(**changes), NURSE))
    assert any(line.startswith(finding) for line in found), found


def test_bags_and_the_military_may_be_short():
    short = entry("29-1299.00", day=None, hard=None, good_if=None, think_twice_if=None)
    assert said(check_fields(short, Occupation("29-1299.00", "Others", True))) == []
    assert "hard: is missing" in said(check_fields(short, NURSE))


def test_codes_are_all_there_once_and_in_order():
    known = {code: Occupation(code, code, False) for code in ("29-1141.00", "29-1151.00", "29-1161.00")}
    there = [entry("29-1151.00"), entry("29-1141.00"), entry("29-9999.00")]
    assert [(finding.code, finding.what) for finding in check_codes(there, known)] == [
        ("29-9999.00", "no such occupation in the catalog"),
        ("29-1141.00", "stands after 29-1151.00"),
        ("29-1161.00", "is missing"),
    ]


@pytest.mark.parametrize(
    ("name", "finding"),
    [
        ("Registered nurses", "is in the plural"),
        ("registered nurse", "begins with a small letter"),
        ("Registered Nurse", "'Nurse' has a capital"),
        ("N", "1 characters"),
    ],
)
def test_names_are_checked(name, finding):
    assert any(found.what.startswith(finding) for found in check_names([entry(name=name)]))


def test_names_are_taken_once():
    twice = [entry(), entry("29-1151.00", name="Registered NURSE")]
    assert "is the name of 29-1141.00 too" in [finding.what for finding in check_names(twice)]
    for name in ("Truck driver (heavy)", "Bus driver", "Teacher of English", "RN (critical care)", "Boss"):
        assert list(check_names([entry(name=name)])) == []


def test_no_two_lines_are_alike():
    other = entry("29-1151.00", where="Clinics, hospitals and homes. Days are long, many nights are short.")
    found = said(alike([entry(), other]))
    assert "day: the same as in 29-1141.00" in found
    assert not any(line.startswith("where") for line in found)
    near = entry("29-1151.00", hard="Patients can be in pain, angry or dying, and mistakes can hurt someone.")
    assert any(line.startswith("hard: 9") for line in said(alike([entry(), near])))


@pytest.mark.parametrize("word", ["he", "his", "salesman", "firemen", "waitress", "Manned", "women", "lady"])
def test_gendered_words_are_found(word):
    assert said(gendered(entry(hard=f"Often {word} must wait for a long time.")))
    assert not said(gendered(entry(search=["salesman", "waitress"])))


@pytest.mark.parametrize("word", ["human", "German", "specimen", "the", "manage", "women"])
def test_words_that_only_look_gendered_pass(word):
    code = "29-9099.01" if word == "women" else "29-1141.00"
    assert not said(gendered(entry(code, hard=f"Often {word} things take a long time.")))


def test_empty_words_and_figures_are_found():
    found = said(banned(entry(hard="You utilize various tools and earn $40,000, responsible for all.")))
    assert len([line for line in found if "banned" in line]) == 3
    assert any("figure" in line for line in found)


def test_hard_words_are_found():
    text = "Interdisciplinary methodologies necessitate considerable organizational communication abilities."
    hard = entry(hard=text, where=text, sentence=text, good_if=text, think_twice_if=text)
    assert any("has grade" in line for line in said(reading_grades([hard])))
    assert said(reading_grades([entry()])) == []


def test_runs_of_the_release_are_found_but_for_titles(tmp_path):
    with zipfile.ZipFile(tmp_path / "db_30_1_text.zip", "w") as archive:
        archive.writestr(
            "db/Task Statements.txt",
            "O*NET-SOC Code\tTask\n29-1141.00\tMonitor, record and report symptoms.\n",
        )
        archive.writestr(
            "db/Occupation Data.txt",
            CODE + "\tTitle\tDescription\n51-1.00\tX\tSet up the cutting, punching and press machine.\n",
        )
    runs = release_runs(tmp_path)
    copied = entry(hard="You monitor, record, and report symptoms all night.")
    assert said(copied_runs(entry(hard="You monitor and report symptoms."), runs, NURSE)) == []
    assert [line[:40] for line in said(copied_runs(copied, runs, NURSE))] == [
        "hard: copied: 'monitor record and report"
    ]
    title = Occupation("51-1.00", "Cutting, Punching, and Press Machine Setters", False)
    named = entry("51-1.00", hard="The cutting, punching and press machine is loud.")
    assert said(copied_runs(named, runs, NURSE)) != []
    assert said(copied_runs(named, runs, title)) == []


LOW = {rating: 1.2 for claim in CLAIMS for rating in claim.ratings}
HIGH = dict.fromkeys(LOW, 4.0)


@pytest.mark.parametrize(
    "text",
    [
        "Outdoors in all seasons, near the road.",
        "You lift people out of bed.",
        "Heavy boxes wait at the door.",
        "Patients wait for an answer.",
        "At a desk with two screens.",
        "Mostly at a computer, with one colleague.",
        "On their feet from eight to five.",
        "Drives from home to home.",
        "Crowds come on Saturdays.",
        "The hall is loud all day.",
        "You stand on ladders.",
    ],
)
def test_claims_need_ratings(text):
    code = "29-1141.00"
    low = entry(hard=text, where="Homes.", day=[], think_twice_if="Long days.", sentence="Sees.")
    assert said(claims_against_ratings(low, {code: LOW}))
    assert not said(claims_against_ratings(low, {code: HIGH}))
    assert not said(claims_against_ratings(low, {})), "an occupation without ratings is not checked"


@pytest.mark.parametrize(
    "text",
    [
        "You are patient with slow people.",
        "You drive in screws and nails.",
        "Nobody works outdoors.",
        "You would miss being outdoors.",
        "A forklift brings the parts.",
        "Asks a loud guest to leave.",
    ],
)
def test_words_that_are_no_claims_pass(text):
    quiet = entry(hard=text, where="Homes.", day=[], think_twice_if="Long days.", sentence="Sees all.")
    assert not said(claims_against_ratings(quiet, {"29-1141.00": LOW}))


def test_occupations_of_the_catalog(catalog):
    known = occupations_of(catalog)
    assert len(known) == catalog.occupations.height
    assert not known["29-1141.00"].is_short
    assert known["29-1299.00"].is_short if "29-1299.00" in known else True
    assert all(known[code].is_short for code in known if code.startswith("55-"))


def test_files_that_cannot_be_read_are_named(tmp_path):
    (tmp_path / "29.toml").write_text('["29-1141.00"]\nname = "Nurse"\n["29-1141.00"]\n')
    (tmp_path / "31.toml").write_text('["31-1.00"]\nname = "Aide"\n')
    entries, findings = read_entries(tmp_path)
    assert [entry.name for entry in entries] == ["Aide"]
    assert [finding.code for finding in findings] == ["29.toml"]
    assert read_entries(tmp_path, ["29"])[0] == []
