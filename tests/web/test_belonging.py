"""Where an occupation belongs, in words that say no more than the degrees."""

from __future__ import annotations

import pytest

from careerclusters.web.queries.belonging import Membership, belonging_words


def rows(*shares, role="core", stability=0.8):
    return [
        Membership(
            "group", f"G{at}", f"Group {at}", 0, share, at == 0, role if at == 0 else None, stability, None
        )
        for at, share in enumerate(shares)
    ]


@pytest.mark.parametrize(
    ("shares", "start"),
    [
        ((0.95, 0.05), "It clearly belongs to Group 0."),
        ((0.6, 0.3, 0.1), "It belongs mostly to Group 0, and in part to Group 1."),
        ((0.6, 0.08), "It belongs mostly to Group 0."),
        ((0.4, 0.35), "It stands between groups: most like Group 0, and in part to Group 1."),
    ],
)
def test_words_follow_the_degrees(shares, start):
    assert belonging_words(rows(*shares), "group").startswith(start)
    assert belonging_words(rows(*shares), "fine") == ""


@pytest.mark.parametrize(
    ("stability", "end"),
    [
        (0.98, "nearly every time."),
        (0.72, "in 7 of 10."),
        (0.02, "hardly ever landed here."),
        (None, "Group 0."),
    ],
)
def test_how_steady_it_is_is_said_as_a_count(stability, end):
    assert belonging_words(rows(1.0, stability=stability), "group").endswith(end)


def test_what_was_only_placed_says_so():
    assert "less sure" in belonging_words(rows(1.0, role="placed"), "group")
