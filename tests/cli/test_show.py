"""`clusters`, `cluster` and `occupation` on a small saved clustering."""

from __future__ import annotations

import csv
import io
import json

import pytest

FORMS = (("clusters",), ("cluster", "M02"), ("occupation", "nurse practitioner"))


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("words", FORMS)
def test_every_form_is_printed(saved, call, words):
    for form in ([], ["--json"], ["--csv"]):
        code, out, err = call(*words, *form)
        assert (code, err) == (0, "")
        assert out
        if form == ["--json"]:
            assert json.loads(out)
        if form == ["--csv"]:
            assert rows_of(out)
    code, out, err = call(*words, "--json", "--csv")
    assert (code, out) == (2, "")
    assert "not both" in err


@pytest.mark.parametrize("words", FORMS)
def test_the_same_call_prints_the_same(saved, call, words):
    assert call(*words, "--json") == call(*words, "--json")


def test_the_overview_nests_middle_in_broad(saved, call):
    _, out, _ = call("clusters")
    assert "6 occupations in 2 broad and 3 middle clusters" in out
    at = [
        out.index(name)
        for name in ("Desks [and] people", "  Leading and coding", "  Nursing", "Building", "  Roofs")
    ]
    assert at == sorted(at)
    assert "1 more placed" in out
    assert "loose" in out
    assert "firm" in out


def test_one_level(saved, call):
    assert [row["cluster_id"] for row in rows_of(call("clusters", "--level", "middle", "--csv")[1])] == [
        "M01",
        "M02",
        "M03",
    ]
    code, out, err = call("clusters", "--level", "tiny")
    assert (code, out) == (2, "")
    assert "broad" in err


def test_a_cluster_tells_what_and_who(saved, call):
    _, out, _ = call("cluster", "nursing")
    for words in ("Nursing (M02)", "part of Desks [and] people (B01)", "2 occupations, firm (97%)"):
        assert words in out
    for words in (
        "Active Listening",
        "Medicine",
        "Registered nurse",
        "70%",
        "border",
        "Also belong in part",
    ):
        assert words in out
    _, out, _ = call("cluster", "B01")
    assert "Leading and coding (M01), Nursing (M02)" in out
    _, out, _ = call("cluster", "M02", "--members", "1")
    assert "1 of 3 members" in out


def test_an_occupation_tells_where_it_belongs_and_why(saved, call):
    for query in ("29-1141.00", "29-1141", "registered nurse", "Registered  Nurses", "regisered nurses"):
        code, out, _ = call("occupation", query)
        assert code == 0
        assert out.startswith("Registered nurse\n")
    assert "Nursing" in out
    assert "70%" in out
    assert "skills and tasks" in out
    found = json.loads(call("occupation", "29-1141.00", "--json", "--neighbours", "2")[1])
    assert [row["membership_share"] for row in found["memberships"]] == [1.0, 0.7, 0.3]
    assert len(found["neighbours"]) == 2
    assert found["neighbours"][0]["skills"] == 0.75


def test_name_and_sentence_come_first_and_the_official_title_beside(saved, call):
    out = call("occupation", "29-1141.00")[1]
    lines = out.splitlines()
    assert lines[0] == "Registered nurse"
    assert lines[1].startswith("Cares for ")
    title, place = out.index("Official title: Registered Nurses (29-1141.00)"), out.index("Which clusters")
    assert title < out.index("On a usual day") < out.index("Good if") < place
    found = json.loads(call("occupation", "29-1141.00", "--json")[1])
    assert (found["title"], found["name"]) == ("Registered Nurses", "Registered nurse")
    assert found["words"]["sentence"] in " ".join(out.split())
    assert all(one["name"] for one in found["neighbours"])


def test_the_paragraph_of_a_cluster_leads_and_members_have_names(saved, call):
    found = json.loads(call("cluster", "M02", "--json")[1])
    out = " ".join(call("cluster", "M02")[1].split())
    assert found["paragraph"]["text"] in out
    assert out.index(found["paragraph"]["text"]) < out.index("Nearly all need")
    assert not found["paragraph"]["is_written"], "a clustering of six occupations is none that words are for"
    names = {one["code_onet"]: one["name"] for one in found["members"]}
    assert names["29-1141.00"] == "Registered nurse"
    rows = rows_of(call("cluster", "M02", "--csv")[1])
    assert {row["name"] for row in rows} == set(names.values())


def test_a_placed_occupation_says_so(saved, call):
    _, out, _ = call("occupation", "29-9099.00")
    assert "less certain" in out
    found = json.loads(call("occupation", "29-9099.00", "--json")[1])
    assert found["is_placed"] is True
    assert found["neighbours"] == []


@pytest.mark.parametrize("words", [("cluster", "zzzz"), ("occupation", "zzzz"), ("occupation", "")])
def test_what_is_not_there_is_answered_with_what_is_near(saved, call, words):
    code, out, err = call(*words)
    assert (code, out) == (2, "")
    assert err.startswith("Error: No ")


def test_a_broken_file_says_how_to_mend_it(home, call):
    (home / "atlas" / "one").mkdir(parents=True)
    (home / "atlas" / "current").write_text("one\n")
    code, out, err = call("clusters", "--atlas", str(home / "atlas"))
    assert (code, out) == (2, "")
    assert "careerclusters build --force" in err


def test_a_damaged_part_is_named(saved, home, call):
    folder = home / "atlas" / (home / "atlas" / "current").read_text().strip()
    part = folder / "clustering.part"
    content = part.read_bytes()
    for damaged in (content[:-1], content[:10], b"", content[:8] + b"\xff" * 20 + content[28:]):
        part.write_bytes(damaged)
        code, out, err = call("clusters")
        assert (code, out) == (2, "")
        assert "clustering.part" in err
        assert "careerclusters build --force" in err


def test_an_atlas_of_another_version_is_named_and_never_used(saved, home, call):
    head = home / "atlas" / (home / "atlas" / "current").read_text().strip() / "atlas.json"
    head.write_text(head.read_text().replace('"version": "', '"version": "9'))
    code, out, err = call("clusters", "--atlas", str(home / "atlas"))
    assert (code, out) == (2, "")
    assert "built by version 9" in err


def test_work_is_no_cluster_but_leads_to_one(saved, call):
    code, out, err = call("cluster", "registered nurse")
    assert (code, out) == (2, "")
    assert "where Registered nurse is" in err
    assert "careerclusters cluster B01" in err
