"""The commands about pathways."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree
from collections import namedtuple

import pytest

pytestmark = pytest.mark.usefixtures("built")

Done = namedtuple("Done", "code out err")


@pytest.fixture
def done(call):
    """As `call`, with names for what comes back."""
    return lambda *arguments: Done(*call(*arguments))


def test_a_plan_as_story_json_and_picture(done, tmp_path):
    picture = tmp_path / "plan.svg"
    found = done("plan", "41-2011", "29-1141", "--out", str(picture))
    assert found.code == 0
    assert "1. Straight there: " in found.out
    assert "A state license is usual" in found.out
    root = ElementTree.parse(picture).getroot()
    assert "Registered nurse" in "".join(root.itertext())
    answer = json.loads(done("plan", "41-2011", "29-1141", "--json").out)
    assert answer["is_feasible"]
    assert answer["ways"][0]["codes"] == ["41-2011.00", "29-1141.00"]
    assert {"kind", "codes", "years", "schooling", "licences"} <= set(answer["ways"][0])


def test_a_plan_from_school_from_a_profile_and_a_question_back(done, tmp_path):
    answer = json.loads(done("plan", "--from-school", "11", "47-2111", "--json").out)
    assert answer["ways"][0]["codes"] == ["47-2111.00"]
    assert answer["ways"][0]["years_until_start"] == 1.5
    profile = tmp_path / "me.json"
    profile.write_text(
        '{"careerclusters_profile": 1, '
        '"strengths": {"occupations": [{"code_onet": "13-2011.00", "years": 6}]}}'
    )
    answer = json.loads(done("plan", "--profile", str(profile), "29-1141", "--json").out)
    assert answer["ways"][0]["years"] <= 4
    asked = json.loads(done("plan", "teacher", "29-1141", "--json").out)
    assert len(asked["ask"]["from"]["candidates"]) > 1
    found = done("plan", "teacher", "29-1141")
    assert found.code == 2
    assert "Which do you mean?" in found.out


def test_what_is_likely_meant_is_answered_beside_the_question(done):
    # "landscaper" may mean the crew or its leader: more likely than not the crew.
    answer = json.loads(done("next", "landscaper", "--json").out)
    assert answer["origin"]["code_onet"] == "37-3011.00"
    assert answer["moves"]
    assert "37-1012.00" in [one["code_onet"] for one in answer["ask"]["candidates"]]
    shown = done("next", "landscaper")
    assert shown.code == 0
    assert "is taken as Landscaper" in shown.err
    answer = json.loads(done("plan", "landscaper", "47-2111", "--json").out)
    assert answer["ways"]
    assert list(answer["ask"]) == ["from"]
    answer = json.loads(done("closure", "landscaper=5", "teacher=3", "--json").out)
    assert [one["typed"] for one in answer["asks"]] == ["landscaper"]
    assert [one["words"] for one in answer["unmatched"]] == ["teacher"]
    assert answer["scenarios"][0]["people_count"] == 5


def test_next_steps_in_three_groups(done):
    answer = json.loads(done("next", "41-2011", "--area", "Ohio", "--json").out)
    assert {move["group"] for move in answer["moves"]} <= {"now", "course", "degree"}
    assert answer["area"]["name"] == "Ohio"
    assert "Without going back to school" in " ".join(done("next", "41-2011").out.split())


def test_openings_of_an_area_are_marked_with_their_rule_everywhere(done):
    rule = "Openings in Ohio are estimates: national openings per job 2024–34 times jobs here in 2025."
    asked = (("next", "41-2011"), ("plan", "41-2011", "29-1141"), ("closure", "51-4041=20"))
    for command in asked:
        assert json.loads(done(*command, "--area", "Ohio", "--json").out)["openings_words"] == rule
        assert json.loads(done(*command, "--json").out)["openings_words"] is None
        assert rule in " ".join(done(*command, "--area", "Ohio").out.split())
    figure = json.loads(done("occupation", "41-2011", "--area", "Ohio", "--json").out)["labour_market"]
    assert figure["in_area"]["openings_annual"]["is_estimated"]


def test_no_way_says_what_blocks(done):
    found = done("plan", "41-2011", "29-1141", "--education-max", "certificate")
    assert found.code == 0
    assert "the most schooling" in found.out
    assert "opens with Bachelor's degree" in found.out


def test_reach_from_and_whatif(done):
    rows = json.loads(done("reach", "41-2011", "--steps", "2", "--limit", "500", "--json").out)
    assert {row["steps_count"] for row in rows} == {1, 2}
    assert "Leavers" in done("reach", "41-2011").out
    assert "Nothing can be reached" in done("reach", "41-2011", "--pay-min", "900000").out
    rows = json.loads(done("from", "29-1141", "--count", "300", "--limit", "900", "--json").out)
    assert sum(row["people_count"] for row in rows) == pytest.approx(300, rel=0.01)
    answer = json.loads(done("whatif", "41-2011", "--learn", "Programming=4", "--json").out)
    assert answer["easier"]
    assert answer["closed"] == []


def test_closure_and_ladder(done, built):
    answer = json.loads(done("closure", "51-4041=200", "51-4121=100", "zzqqxxy=3", "--json").out)
    assert [one["name"] for one in answer["scenarios"]] == ["no_training", "short_course", "two_years"]
    assert answer["scenarios"][0]["people_count"] == 300
    assert answer["unmatched"][0]["words"] == "zzqqxxy"
    assert "find a place" in " ".join(done("closure", "51-4041=5", "--opening", "51-4121=2").out.split())
    answer = json.loads(done("ladder", "B01", "--json").out)
    assert len(answer["path"]) >= 2
    assert "One way up" in done("ladder", "B01").out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("plan", "41-2011", "41-2011"), "same occupation"),
        (("plan", "41-2011", "xqzvw"), "Error"),
        (("plan", "41-2011"), "isn't one way"),
        (("plan", "--from-school", "3", "47-2111"), "grade"),
        (("next", "41-2011", "--area", "Atlantis"), "Atlantis"),
        (("reach", "41-2011", "--education-max", "phd"), "No such schooling"),
        (("whatif", "41-2011"), "Nothing changes"),
        (("whatif", "41-2011", "--learn", "Programing=3"), "Programming"),
        (("whatif", "41-2011", "--learn", "Programming"), "Programming=4"),
        (("closure", "51-4041"), "machinist=300"),
        (("plan", "41-2011", "55-1011"), "Nothing is published"),
    ],
)
def test_wrong_requests_get_one_clear_message(done, arguments, message):
    found = done(*arguments)
    assert found.code == 2
    assert message in found.err
    assert "Traceback" not in found.err
