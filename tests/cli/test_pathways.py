"""The commands about pathways."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree
from collections import namedtuple

import pytest

Done = namedtuple("Done", "code out err")


@pytest.fixture
def done(call):
    """As `call`, with names for what comes back."""
    return lambda *arguments: Done(*call(*arguments))


def test_a_plan_as_story_json_and_picture(done, tmp_path):
    picture = tmp_path / "plan.svg"
    found = done("plan", "41-2011", "29-1141", "--out", str(picture))
    assert found.code == 0
    assert "Ways that no other beats" in found.out
    assert "no advice" in found.out
    root = ElementTree.parse(picture).getroot()
    assert "Registered Nurses" in "".join(root.itertext())
    told = json.loads(done("plan", "41-2011", "29-1141", "--json", "--alternatives", "1").out)
    assert told["is_feasible"]
    assert len(told["chosen"]) == 1
    assert told["chosen"][0]["codes"][0] == "41-2011.00"


def test_no_way_says_what_blocks(done):
    found = done("plan", "41-2011", "29-1141", "--education-max", "certificate")
    assert found.code == 0
    assert "the most schooling" in found.out
    assert "It opens with Bachelor's degree" in found.out


def test_reach_from_and_whatif(done):
    rows = json.loads(done("reach", "41-2011", "--steps", "2", "--limit", "500", "--json").out)
    assert {row["steps_count"] for row in rows} == {1, 2}
    assert "Leavers" in done("reach", "41-2011").out
    assert "Nothing can be reached" in done("reach", "41-2011", "--pay-min", "900000").out
    rows = json.loads(done("from", "29-1141", "--count", "300", "--limit", "900", "--json").out)
    assert sum(row["people_count"] for row in rows) == pytest.approx(300, rel=0.01)
    told = json.loads(done("whatif", "41-2011", "--learn", "Programming=4", "--json").out)
    assert told["easier"]
    assert told["closed"] == []


def test_closure_and_ladder(done, built):
    told = json.loads(done("closure", "51-4041=200", "51-4121=100", "--json").out)
    assert told["people_count"] == 300
    assert "find a place" in done("closure", "51-4041=5", "--opening", "51-4121=2").out
    told = json.loads(done("ladder", "B01", "--json").out)
    assert len(told["path"]) >= 2
    assert "One way up" in done("ladder", "B01").out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("plan", "41-2011", "41-2011"), "same occupation"),
        (("plan", "41-2011", "xqzvw"), "Error"),
        (("plan", "41-2011", "29-1141", "--prefer", "fun"), "preference"),
        (("reach", "41-2011", "--education-max", "phd"), "No such schooling"),
        (("whatif", "41-2011"), "Nothing changes"),
        (("whatif", "41-2011", "--learn", "Programing=3"), "Programming"),
        (("whatif", "41-2011", "--learn", "Programming"), "Programming=4"),
        (("closure", "51-4041"), "machinist=300"),
        (("plan", "55-1011", "29-1141"), "no ratings"),
    ],
)
def test_wrong_requests_get_one_clear_message(done, arguments, message):
    found = done(*arguments)
    assert found.code == 2
    assert message in found.err
    assert "Traceback" not in found.err
