"""A person packed into an address, and back."""

from __future__ import annotations

import base64
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careerclusters.errors import InputError
from careerclusters.people import Done, Held, InterestAnswers, Person, Preferences, StrengthEvidence
from careerclusters.people.profile.anchors import rated_elements
from careerclusters.people.profile.instruments import load_items
from careerclusters.people.profile.preferences import VALUES, Constraints, environment_items
from careerclusters.web.profile_code import LONGEST_CODE, code_of, person_of

ITEMS = [item.item_id for item in load_items()]
people = st.builds(
    Person,
    interests=st.none()
    | st.builds(
        InterestAnswers,
        form=st.sampled_from(("short", "long", "adaptive")),
        answers=st.dictionaries(st.sampled_from(ITEMS), st.integers(1, 5), min_size=1),
    ),
    strengths=st.none()
    | st.builds(
        StrengthEvidence,
        ratings=st.dictionaries(
            st.sampled_from(rated_elements()), st.sampled_from((0.0, 1.5, 6.0)), min_size=1
        ),
        occupations=st.just((Held("29-1141.00", 3.0),)),
        experiences=st.just((Done("band"),)),
    ),
    preferences=st.none()
    | st.builds(
        Preferences,
        environment=st.dictionaries(st.sampled_from(list(environment_items())), st.integers(-2, 2)),
        values=st.dictionaries(st.sampled_from(list(VALUES)), st.integers(1, 5), min_size=1),
    ),
    constraints=st.none() | st.builds(Constraints, pay_min_usd=st.just(30_000.0)),
)


@settings(max_examples=60, deadline=None)
@given(people)
def test_a_person_comes_back_whole(person):
    code = code_of(person)
    assert person_of(code) == person
    assert code_of(person_of(code)) == code
    assert code.replace("-", "").replace("_", "").isalnum() or code == ""


def test_nobody_is_the_empty_code():
    assert code_of(Person()) == ""
    assert person_of("") == Person()


def test_everything_told_fits_an_address():
    everything = Person(
        InterestAnswers("long", {item: 1 + at % 5 for at, item in enumerate(ITEMS)}),
        StrengthEvidence({one: 0.5 * (at % 14) for at, one in enumerate(rated_elements())}),
        Preferences(dict.fromkeys(environment_items(), 2), dict.fromkeys(VALUES, 5)),
        Constraints(pay_min_usd=31_234.0, education_max="bachelor"),
    )
    assert len(code_of(everything)) < LONGEST_CODE / 2


def packed(text: bytes) -> str:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return "1" + base64.urlsafe_b64encode(packer.compress(text) + packer.flush()).rstrip(b"=").decode()


@pytest.mark.parametrize(
    "code",
    [
        "0abc",
        "1",
        "1####",
        "1AAAA",
        "é" * 9,
        "1" + "A" * 5000,
        packed(b"{}" + b" " * 20_000),
        packed(b"[" * 9_000),
        packed(b'{"strengths":{"ratings":{"2.A.1.a":99}}}'),
        packed(b'{"interests":{"answers":{"R01":1e999}}}'),
        packed(b'{"unknown":1}'),
        packed(b"\xff\xfe"),
        code_of(Person(InterestAnswers("short", {"R01": 1, "C01": 4})))[:-3],
    ],
)
def test_what_is_no_code_is_refused(code):
    with pytest.raises(InputError):
        person_of(code)
