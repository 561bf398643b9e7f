"""`match` and `holland` print what the library computed, and `evaluate` its figures."""

from __future__ import annotations

import csv
import io
import json
from functools import partial

import pytest

from careerclusters.people import Constraints, InterestAnswers, Person, StrengthEvidence, save_profile
from careerclusters.people.matching.score import PARTS
from careerclusters.people.profile.instruments import form_items
from careerclusters.people.profile.questions import SHORT_STRENGTHS

LIKING = {"R": 2, "I": 5, "A": 3, "S": 4, "E": 1, "C": 3}


@pytest.fixture
def profile(tmp_path):
    items = {item.item_id: LIKING[item.theme] for item in form_items("short")}
    ratings = {element_id: 3.0 + at % 3 for at, element_id in enumerate(SHORT_STRENGTHS)}
    person = Person(
        InterestAnswers("short", items), StrengthEvidence(ratings), None, Constraints({"heights": "never"})
    )
    return str(save_profile(person, tmp_path / "me.json"))


def test_a_match_for_people(call, saved, profile):
    code, out, err = call("match", "--profile", profile, "--limit", "4")
    assert (code, err) == (0, "")
    for words in ("Clusters that fit", "What may fit", "Why ", "Left out by what you ruled out"):
        assert words in out
    assert "hiring" in out


def test_json_carries_parts_that_add_up_and_reasons(call, saved, profile):
    code, out, _ = call("match", "--profile", profile, "--json", "--limit", "3", "--draws", "30")
    found = json.loads(out)
    assert code == 0
    assert len(found["occupations"]) == 3
    for row in found["occupations"]:
        assert row["score"] == pytest.approx(sum(row[name] or 0 for name in PARTS), abs=1e-6)
        assert 2 <= len(row["reasons"]) <= 6
    assert {"code_onet", "name", "band", "family", "breaks"} <= set(found["suggestions"][0])
    assert found["removed"]["never heights"] > 0
    assert call("match", "--profile", profile, "--json", "--limit", "3", "--draws", "30")[1] == out


def test_csv_has_every_occupation(call, saved, profile):
    code, out, _ = call("match", "--profile", profile, "--csv", "--draws", "0")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert code == 0
    assert len(rows) > 500
    assert rows[0]["rank"] == "1"
    assert rows[0]["rank_low"] == ""


def test_why_and_lift(call, saved, profile):
    code, out, _ = call(
        "match", "--profile", profile, "--why", "registered nurses", "--lift", "Chief Executives"
    )
    assert code == 0
    assert "Why Registered Nurses?" in out
    assert "0 is the average occupation" in out
    assert "Chief Executives is number" in out
    code, out, _ = call("match", "--profile", profile, "--lift", "Roofers", "--json")
    assert json.loads(out)["lift"]["changes"][0]["after"] == "not ruled out"


def test_the_person_stands_on_the_map(call, built, profile, tmp_path):
    import xml.etree.ElementTree as ET

    path = tmp_path / "map.svg"
    code, out, err = call("match", "--profile", profile, "--map", str(path), "--draws", "20", "--json")
    assert (code, "your place" in err) == (0, True)
    place = json.loads(out)["place"]
    ring = ET.parse(path).getroot().findall(".//{*}circle[@r='13']")[0]
    assert float(ring.get("cx")) == pytest.approx(30 + place["x"] * 800, abs=0.1)


def test_weights_are_read_and_refused(call, saved, profile):
    code, out, _ = call("match", "--profile", profile, "--weights", "interests=2, gaps=0", "--json")
    assert code == 0
    assert json.loads(out)["weights"]["interests"] == 2.0
    for weights in ("interests", "interests=much", "money=1", "gaps=-1", "=1"):
        code, _, err = call("match", "--profile", profile, "--weights", weights)
        assert (code, err[:6]) == (2, "Error:")


def test_too_little_is_said_and_a_missing_profile_is_an_error(call, saved, tmp_path):
    path = str(save_profile(Person(), tmp_path / "empty.json"))
    code, out, _ = call("match", "--profile", path)
    assert code == 0
    assert "The answer that would help most" in out
    assert json.loads(call("match", "--profile", path, "--json")[1])["is_enough"] is False
    assert call("match", "--profile", str(tmp_path / "none.json"))[0] == 2


def test_holland_of_clusters_one_cluster_and_an_occupation(call, saved):
    code, out, _ = call("holland")
    assert code == 0
    assert "Roofs and metal" in out
    (row,) = json.loads(call("holland", "Registered Nurses", "--json")[1])
    assert row["code"].startswith("S")
    (row,) = json.loads(call("holland", "M03", "--json")[1])
    assert row["R"] > row["S"]
    assert call("holland", "zzzzz")[0] == 2
    assert call("holland", "--level", "tiny")[0] == 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("instruments", "--people", "40"), "adaptive"),
        (("match", "--people", "20"), "riasec"),
        (("fairness", "--people", "20"), "pay median"),
    ],
)
def test_evaluations_print_their_figures(call, saved, arguments, words, monkeypatch):
    from careerclusters.evaluation import match

    quick = partial(match.evaluate_match, noises=(1.0,), range_people=2)
    monkeypatch.setattr(match, "evaluate_match", quick)
    code, out, err = call("evaluate", *arguments)
    assert (code, err) == (0, "")
    assert words in " ".join(out.split())
