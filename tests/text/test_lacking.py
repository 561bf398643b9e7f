"""What a person lacks of what a posting asks: told things only, nothing that is inferred."""

from __future__ import annotations

import pytest

from careerclusters.errors import InputError
from careerclusters.people.profile.file import person_from_dict
from careerclusters.text.lacking import what_is_lacking
from careerclusters.text.read import read_text

POSTING = """Registered Nurse - Nights
Mercy Hospital, Austin, TX

We are looking for a nurse to join our team.

Requirements
- Active listening, critical thinking, customer service
- Microsoft Excel, Epic Systems, AutoCAD
Apply now. Equal opportunity employer.
"""


def person(**strengths):
    return person_from_dict({"careerclusters_profile": 1, "strengths": strengths})


def keys(skills):
    return {skill.key for skill in skills}


@pytest.fixture(scope="module")
def reading(atlas):
    return read_text(atlas, POSTING)


def test_what_was_said_is_compared_with_the_level_of_the_work(atlas, reading):
    """Nurses listen at level 4 and think at 4 (0–7): a level of 6 has it, one of 1 lacks it."""
    told = {"2.A.1.b": 6.0, "2.A.2.a": 1.0}
    lacking = what_is_lacking(atlas, reading, person(ratings=told))
    assert lacking.code_onet == "29-1141.00"
    assert "2.A.1.b" in keys(lacking.has)
    assert "2.A.2.a" in keys(lacking.lacks)


def test_technologies_are_those_of_occupations_held(atlas, reading):
    lacking = what_is_lacking(atlas, reading, person(occupations=[{"code_onet": "29-1141.00", "years": 5}]))
    assert "Microsoft Excel" in keys(lacking.has)
    assert "Autodesk AutoCAD" in keys(lacking.lacks)


def test_nothing_told_is_not_known_and_never_lacking(atlas, reading):
    lacking = what_is_lacking(atlas, reading, person_from_dict({"careerclusters_profile": 1}))
    assert not lacking.has
    assert not lacking.lacks
    assert keys(lacking.not_known) == keys(reading.skills)
    assert lacking.to_frame()["status"].unique().to_list() == ["not_known"]


def test_each_asked_skill_stands_in_one_list(atlas, reading):
    lacking = what_is_lacking(atlas, reading, person(occupations=[{"code_onet": "31-1131.00", "years": 4}]))
    sorted_in = [*lacking.has, *lacking.lacks, *lacking.not_known]
    assert len(sorted_in) == len(reading.skills) == len(set(sorted_in))


def test_a_resume_asks_for_nothing(atlas):
    resume = read_text(atlas, "EXPERIENCE\nCashier, Corner Store   2019 - 2021\n")
    with pytest.raises(InputError, match="posting"):
        what_is_lacking(atlas, resume, person_from_dict({"careerclusters_profile": 1}))
