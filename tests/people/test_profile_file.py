"""The profile file: whole round trip, clear errors for everything else."""

from __future__ import annotations

import json
import os
import stat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerclusters.errors import InputError
from careerclusters.people.profile.file import (
    MOST_BYTES,
    load_profile,
    parse_profile,
    person_from_dict,
    person_to_dict,
    save_profile,
)
from careerclusters.people.profile.person import InterestAnswers, Person
from careerclusters.people.profile.preferences import Constraints, Preferences
from careerclusters.people.profile.strengths import Done, Held, StrengthEvidence

WHOLE = Person(
    InterestAnswers("long", {"R01": 5, "C10": 1}, ("I01",)),
    StrengthEvidence({"2.A.1.a": 4.5}, (Held("29-1141.00", 3),), (Done("band", 2),)),
    Preferences({"outdoors": 2}, {"independence": 5}, ("apprenticeship",), 60_000),
    Constraints({"heights": "never"}, 4, "bachelor", 30_000),
)


def test_a_person_comes_back_the_same(tmp_path):
    path = save_profile(WHOLE, tmp_path / "me.json")
    assert load_profile(path) == WHOLE
    assert parse_profile(path.read_text(encoding="utf-8")) == WHOLE
    first = path.read_bytes()
    save_profile(load_profile(path), path)
    assert path.read_bytes() == first


@pytest.mark.parametrize("part", ["interests", "strengths", "preferences", "constraints"])
def test_any_part_may_be_missing(part):
    data = person_to_dict(WHOLE)
    del data[part]
    person = person_from_dict(data)
    assert person.missing == (part,)
    assert person_from_dict({**data, part: None}) == person
    assert person_from_dict({**data, part: {}}).missing == (part,)


def test_the_least_profile_is_a_person_who_told_nothing():
    person = parse_profile('{"careerclusters_profile": 1}')
    assert person == Person()
    assert len(person.missing) == 4
    assert "nothing told" in repr(person)
    assert person.interest_profile() is None


def test_theme_scores_round_trip():
    person = Person(InterestAnswers(themes=dict(zip("RIASEC", (1, 2, 3, 4, 5, 3), strict=True))))
    assert person_from_dict(person_to_dict(person)) == person
    assert person.missing == ("strengths", "preferences", "constraints")
    assert person.interest_profile().groups[0][0] == "E"


@pytest.mark.skipif(os.name != "posix", reason="file modes are a POSIX matter")
def test_only_the_owner_may_read_it(tmp_path):
    path = save_profile(WHOLE, tmp_path / "me.json")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_another_file_is_not_overwritten(tmp_path):
    path = tmp_path / "notes.json"
    path.write_text('{"mine": 1}', encoding="utf-8")
    with pytest.raises(InputError, match="left alone"):
        save_profile(WHOLE, path)
    assert path.read_text(encoding="utf-8") == '{"mine": 1}'


def test_a_later_versions_profile_is_not_overwritten(tmp_path):
    path = tmp_path / "new.json"
    path.write_text('{"careerclusters_profile": 2}', encoding="utf-8")
    with pytest.raises(InputError, match="later version"):
        save_profile(WHOLE, path)


def test_a_broken_profile_may_be_replaced(tmp_path):
    path = tmp_path / "me.json"
    path.write_text('{"careerclusters_profile": 1, "intere', encoding="utf-8")
    assert load_profile(save_profile(WHOLE, path)) == WHOLE


def test_a_failed_save_leaves_the_old_profile(tmp_path, monkeypatch):
    path = save_profile(WHOLE, tmp_path / "me.json")
    monkeypatch.setattr(os, "replace", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left")))
    with pytest.raises(InputError, match="can't be written"):
        save_profile(Person(), path)
    assert load_profile(path) == WHOLE
    assert [p.name for p in tmp_path.iterdir()] == ["me.json"]


def test_files_that_are_none(tmp_path):
    with pytest.raises(InputError, match="nothing"):
        load_profile(tmp_path / "absent.json")
    with pytest.raises(InputError, match="a folder"):
        load_profile(tmp_path)
    big = tmp_path / "big.json"
    big.write_bytes(b" " * (MOST_BYTES + 1))
    with pytest.raises(InputError, match="too large"):
        load_profile(big)


def profile(**parts):
    return json.dumps({"careerclusters_profile": 1, **parts})


HOSTILE = {
    "empty": "",
    "no json": "{oops",
    "not utf-8": b"\xff\xfe\x00",
    "no profile": "{}",
    "a list": "[1]",
    "a number": "7",
    "null": "null",
    "old version": '{"careerclusters_profile": 0}',
    "no version": '{"careerclusters_profile": true}',
    "text version": '{"careerclusters_profile": "1"}',
    "future version": '{"careerclusters_profile": 99, "telepathy": {}}',
    "unknown part": profile(hobbies={}),
    "misspelt part": profile(constraint={}),
    "part of wrong type": profile(interests=[]),
    "text for a part": profile(strengths="many"),
    "deep": "[" * 100_000,
    "deep within": profile(interests={"answers": {"R01": [[[[[[1]]]]]]}}),
    "nan": '{"careerclusters_profile": 1, "constraints": {"pay_min_usd": NaN}}',
    "infinity": '{"careerclusters_profile": 1, "constraints": {"pay_min_usd": Infinity}}',
    "overflow": '{"careerclusters_profile": 1, "constraints": {"pay_min_usd": 1e999}}',
    "endless digits": '{"careerclusters_profile": 1, "constraints": {"pay_min_usd": ' + "9" * 5000 + "}}",
    "huge integer": profile(constraints={"pay_min_usd": 10**400}),
    "twice": '{"careerclusters_profile": 1, "careerclusters_profile": 1}',
    "answer of wrong type": profile(interests={"answers": {"R01": "5"}}),
    "answer off the scale": profile(interests={"answers": {"R01": 6}}),
    "answer is a flag": profile(interests={"answers": {"R01": True}}),
    "answer is a list": profile(interests={"answers": {"R01": [5]}}),
    "unknown item": profile(interests={"answers": {"Z01": 5}}),
    "answers as list": profile(interests={"answers": [5]}),
    "form of wrong type": profile(interests={"form": ["short"]}),
    "form a number": profile(interests={"form": 3}),
    "unknown form": profile(interests={"form": "tiny"}),
    "skipped as text": profile(interests={"skipped": "R01"}),
    "skipped numbers": profile(interests={"skipped": [1]}),
    "unknown skipped": profile(interests={"skipped": ["Q1"]}),
    "themes and answers": profile(interests={"answers": {"R01": 5}, "themes": dict.fromkeys("RIASEC", 3)}),
    "themes in part": profile(interests={"themes": {"R": 3}}),
    "themes as text": profile(interests={"themes": dict.fromkeys("RIASEC", "3")}),
    "theme a flag": profile(interests={"themes": dict.fromkeys("RIASEC", True)}),
    "theme a list": profile(interests={"themes": {key: [3] for key in "RIASEC"}}),
    "theme error of wrong type": profile(
        interests={"themes": dict.fromkeys("RIASEC", 3), "themes_standard_error": "x"}
    ),
    "rating off the scale": profile(strengths={"ratings": {"2.A.1.a": 8}}),
    "unknown element": profile(strengths={"ratings": {"x": 1}}),
    "occupation without code": profile(strengths={"occupations": [{"years": 1}]}),
    "occupation as text": profile(strengths={"occupations": ["29-1141.00"]}),
    "code a number": profile(strengths={"occupations": [{"code_onet": 29}]}),
    "negative years": profile(strengths={"occupations": [{"code_onet": "29-1141.00", "years": -1}]}),
    "years as text": profile(strengths={"experiences": [{"experience_id": "band", "years": "2"}]}),
    "unknown experience": profile(strengths={"experiences": [{"experience_id": "banned"}]}),
    "too many": profile(strengths={"experiences": [{"experience_id": "band"}] * 501}),
    "unknown wish": profile(preferences={"environment": {"moon": 1}}),
    "wish as text": profile(preferences={"environment": {"outdoors": "2"}}),
    "lens as number": profile(preferences={"lenses": [1]}),
    "lens with control": profile(preferences={"lenses": ["a\u0000b"]}),
    "lone surrogate": '{"careerclusters_profile": 1, "\\ud800": 1}',
    "rule as list": profile(constraints={"environment": {"outdoors": ["never"]}}),
    "education as list": profile(constraints={"education_max": ["none"]}),
    "pay as object": profile(constraints={"pay_min_usd": {"a": 1}}),
}


@pytest.mark.parametrize("name", list(HOSTILE))
def test_anything_else_is_a_clear_error(name):
    with pytest.raises(InputError) as caught:
        parse_profile(HOSTILE[name])
    message = str(caught.value)
    assert len(message) < 700
    message.encode("utf-8", "backslashreplace")


def test_messages_say_where_and_what_to_do():
    with pytest.raises(InputError, match="Did you mean 'constraints'"):
        parse_profile(HOSTILE["misspelt part"])
    with pytest.raises(InputError, match=r"version 99.*Update"):
        parse_profile(HOSTILE["future version"])
    with pytest.raises(InputError, match="line 1"):
        parse_profile(HOSTILE["no json"])


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=12), inner, max_size=3),
    max_leaves=8,
)
NAMES = "form answers skipped themes ratings occupations experiences environment values lenses pay_min_usd"
parts = st.dictionaries(st.sampled_from(NAMES.split()), json_values, max_size=4)
shapes = st.dictionaries(
    st.sampled_from(["interests", "strengths", "preferences", "constraints"]), parts | json_values, max_size=4
)


@given(shapes)
def test_no_shape_brings_it_down(shape):
    try:
        person_from_dict({"careerclusters_profile": 1, **shape})
    except InputError as error:
        str(error)


@given(st.binary(max_size=200))
def test_no_bytes_bring_it_down(content):
    with pytest.raises(InputError):
        parse_profile(content)
