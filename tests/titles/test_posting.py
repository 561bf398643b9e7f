"""A posted title is taken apart into what it says besides the work."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerclusters.titles.posting import parse_title

POSTED = [
    ("RN - ICU - nights - $10k sign-on", "RN", 
     {"departments": ("ICU",), "shift": ("nights",), "pay": ("$10k sign-on",)}),
    ("Sr. SWE II", "SWE", {"level": ("Sr.", "II")}),
    ("Software Engineer - Austin, TX", "Software Engineer", {"place": ("Austin, TX",)}),
    ("Accountant - Remote, Full Time", "Accountant", {"place": ("Remote",), "contract": ("Full Time",)}),
    ("CASHIER (REQ-12345)", "CASHIER", {"requisition": ("REQ-12345",)}),
    ("Welder 2nd Shift", "Welder", {"shift": ("2nd Shift",)}),
    ("Warehouse Associate (Full-Time) $18/hr", "Warehouse Associate", 
     {"contract": ("Full-Time",), "pay": ("$18/hr",)}),
    ("Accountant, CPA", "Accountant", {"credentials": ("CPA",)}),
    ("Assistant Manager at Walmart", "Assistant Manager", {"company": "Walmart"}),
    ("Senior care aide", "Senior care aide", {"level": ()}),
    ("Electrician II", "Electrician", {"level": ("II",)}),
    ("Director of Nursing", "Director of Nursing", {"rank": ("Director",)}),
    ("Physical Therapist | PRN | Dallas, TX", "Physical Therapist", 
     {"shift": ("PRN",), "place": ("Dallas, TX",)}),
    ("Temp", "Temp", {}),
    ("Nurse", "Nurse", {"level": (), "departments": ()}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "title", "parts"), POSTED)
def test_parts_of_a_posted_title(text, title, parts):
    parsed = parse_title(text)
    assert parsed.title == title
    for name, value in parts.items():
        assert getattr(parsed, name) == value, name
    assert parsed.to_dict()["text"] == text


@given(st.text(max_size=200))
def test_any_text_is_taken_apart(text):
    parsed = parse_title(text)
    assert parsed.text == text
    assert all(isinstance(value, (str, tuple)) for value in vars(parsed).values())
