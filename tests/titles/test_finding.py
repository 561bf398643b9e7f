"""What people type means what a counsellor would take it for, or they are asked."""

from __future__ import annotations

import polars as pl
import pytest

from careerclusters.errors import UnknownError
from careerclusters.titles.around import title_said

MEDIA = {
    "27-2099.00",
    "27-2012.00",
    "27-4032.00",
    "27-3043.00",
    "27-3031.00",
    "27-2042.00",
    "13-1161.00",
    "15-1255.01",
}
SOFTWARE = {"15-1252.00", "15-1251.00", "15-1254.00"}

# Typed; codes of which one is among the first n; n; whether it may be sure (None: either way).
FOUND = [
    ("youtuber", MEDIA, 3, None),
    ("content creator", MEDIA, 3, None),
    ("vlogger", MEDIA, 3, None),
    ("uber driver", {"53-3054.00", "53-3053.00"}, 2, None),
    ("lyft driver", {"53-3054.00", "53-3053.00"}, 2, None),
    ("coder", SOFTWARE, 3, False),
    ("coder", {"29-2072.00"}, 3, False),
    ("Sr. SWE II", {"15-1252.00"}, 1, None),
    ("Jr SDE", {"15-1252.00"}, 1, None),
    ("HVAC", {"49-9021.00"}, 1, True),
    ("dog walker", {"39-2021.00"}, 1, None),
    ("Civ Eng", {"17-2051.00"}, 1, None),
    ("Mech Engr", {"17-2141.00"}, 1, None),
    ("Acct Exec", {"41-3091.00", "41-4012.00", "41-3011.00", "41-3031.00"}, 1, None),
    ("Const Wkr", {"47-2061.00"}, 1, None),
    ("Whse Wkr", {"53-7065.00", "53-7062.00"}, 1, None),
    ("RN - ICU - nights - $10k sign-on", {"29-1141.00", "29-1141.01", "29-1141.03"}, 1, None),
    ("LPN - Day Shift - Dayton, OH", {"29-2061.00"}, 1, None),
    ("Operator, forklift", {"53-7051.00"}, 1, True),
    ("bookkeeper accounting full charge", {"43-3031.00"}, 1, None),
    ("sparky", {"47-2111.00"}, 1, None),
    ("chippy", {"47-2031.00"}, 1, None),
    ("trucker", {"53-3032.00"}, 1, None),
    ("prompt engineer", {"15-1252.00", "15-2051.00", "15-1299.00", "15-1251.00"}, 1, None),
    ("15-1131", {"15-1251.00"}, 1, True),
    ("15-1132.00", {"15-1252.00"}, 1, None),
    ("151252.0", {"15-1252.00"}, 1, True),
    ("15–1252", {"15-1252.00"}, 1, True),
    ("registered nurse", {"29-1141.00"}, 1, True),
    ("infirmière", {"29-1141.00"}, 1, None),
    ("boulanger", {"51-3011.00"}, 1, None),
    ("15 1252", {"15-1252.00"}, 1, True),
    ("15.1252", {"15-1252.00"}, 1, True),
    ("I want to be a nurse", {"29-1141.00"}, 1, None),
    ("How much does a welder make?", {"51-4121.00"}, 1, None),
    ("Ops Mgr", {"11-1021.00"}, 1, None),
    ("Dental Hygienist / 4 days a week", {"29-1292.00"}, 1, None),
]  # fmt: skip

ASKED = [
    "Foreman", "Homemaker", "Independent Contractor",
    "Owner", "Intern", "Apprentice", "Team Lead", "Sole Proprietor", "Manager", "Supervisor", "VP", "SVP",
    "EVP",
    "Associate", "Sr. Associate", "Freelancer", "Self employed", "Business Owner", "Crew Member", "Trainee",
    "gig worker", "comptable", "ingeniero", "Machine Operator",
    "doctor",
    "teacher", "engineer",
]  # fmt: skip

WISHES = ["no degree", "help people", "start a business", "work with kids", "from home"]


@pytest.mark.parametrize(("typed", "codes", "first", "is_sure"), FOUND)
def test_what_is_typed_is_found(atlas, typed, codes, first, is_sure):
    finding = atlas.find(typed)
    assert codes & {candidate.code_onet for candidate in finding.candidates[:first]}
    if is_sure is not None:
        assert finding.is_sure is is_sure


@pytest.mark.parametrize("typed", ASKED)
def test_what_does_not_tell_the_work_is_asked(atlas, typed):
    finding = atlas.find(typed)
    assert not finding.is_sure
    assert finding.message
    with pytest.raises(UnknownError):
        atlas.code(typed)


@pytest.mark.parametrize("typed", ["High School Math Teacher", "kids photographer", "night nurse"])
def test_a_job_that_holds_the_words_of_a_wish_is_a_job(atlas, typed):
    assert atlas.find(typed).candidates


@pytest.mark.parametrize("typed", WISHES)
def test_wishes_come_before_titles(atlas, typed):
    finding = atlas.find(typed)
    assert finding.intents
    assert not finding.is_sure
    assert all(candidate.chance < 0.05 for candidate in finding.candidates)
    assert finding.question


def test_a_question_names_the_candidates(atlas):
    finding = atlas.find("coder")
    names = [candidate.name.lower() for candidate in finding.candidates[:2]]
    assert all(name in finding.question.lower() for name in names)
    with pytest.raises(UnknownError) as caught:
        atlas.code("coder")
    assert finding.candidates[0].code_onet in str(caught.value)


def test_a_code_of_an_edition_before_2010_says_which_lists_are_read(atlas):
    finding = atlas.find("29-1111")
    assert not finding.is_sure
    assert not finding.candidates
    assert "Lists that are read" in finding.message


def test_a_cluster_is_found_by_its_name(atlas):
    cluster_id, name = atlas.clustering.clusters.select("cluster_id", "name").row(0)
    assert atlas.find(name).things[0].key == cluster_id


def test_a_finding_as_json_has_the_shape_that_programs_lean_on(atlas):
    found = atlas.find("nurse").to_dict()
    assert {"is_sure", "intents", "candidates"} <= set(found)
    assert {"code_onet", "title", "name", "chance"} <= set(found["candidates"][0])
    assert found["candidates"][0]["name"] == "Registered nurse"
    assert atlas.find("nurse").to_frame().height == len(found["candidates"])


def test_nothing_is_silent_below_one_half(atlas):
    """Titles that several occupations share: what is sure has at least one half."""
    table = atlas.catalog.table("alternate_titles").group_by("title").len()
    table = table.filter(pl.col("len") > 1).sort("title")
    titles = table["title"].to_list()[::7]
    coded = atlas.titles.code_all(titles)
    assert not (coded.is_sure & (coded.chance < 0.5)).any()
    for title in titles[::40]:
        reading = atlas.titles.read(title)
        assert not reading.is_sure or reading.hits[0].score >= 0.5


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("I'm currently working as a cook", "cook"),
        ("How do I become an electrician?", "electrician"),
        ("medical assistant salary", "medical assistant"),
        ("looking for a job as a judge near me", "judge"),
        # Nothing stands around these, or nothing would be left.
        ("a nurse", "a nurse"),
        ("Chief of Staff", "Chief of Staff"),
        ("find a job", "find a job"),
    ],
)
def test_what_people_say_around_a_title_goes(text, title):
    assert title_said(text) == title


def test_fields_of_study_are_no_codes_of_occupations(atlas):
    """51.3801 is nursing in the list of programmes, and 51-3801 is nothing."""
    assert not atlas.find("51.3801").is_sure
