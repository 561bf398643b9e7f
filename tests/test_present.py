"""Words for numbers: a few by hand, the rest by properties."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerclusters import present

FINITE = st.floats(min_value=-1e12, max_value=1e12)
ONE_NUMBER = (
    present.share_words,
    present.percent,
    present.signed_percent,
    present.dollars,
    present.jobs,
    present.people,
    present.difficulty_words,
    present.level_gap_words,
    present.importance_words,
    present.stability_words,
    present.openings_count,
)


@pytest.mark.parametrize("to_words", ONE_NUMBER)
@pytest.mark.parametrize("value", [None, float("nan"), float("inf"), float("-inf")])
def test_unknown_reads_not_known(to_words, value):
    assert to_words(value) == present.UNKNOWN


@pytest.mark.parametrize("to_words", ONE_NUMBER)
@given(value=FINITE)
def test_any_number_gives_plain_words(to_words, value):
    words = to_words(value)
    assert words == words.strip() != ""
    assert not re.search(r"nan|inf\b|e[+-]\d", words)
    assert not re.search(r"[-−]\$?0(\.0+)?\D*$", words), "a zero has no sign"


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0, "none"),
        (0.01, "hardly any"),
        (0.1, "about a tenth"),
        (0.25, "about a quarter"),
        (1 / 3, "about a third"),
        (0.5, "about half"),
        (2 / 3, "about two thirds"),
        (0.75, "about three quarters"),
        (0.97, "nearly all"),
        (1, "all"),
    ],
)
def test_shares_in_words(share, words):
    assert present.share_words(share) == words


@given(st.floats(0, 1), st.floats(0, 1))
def test_words_for_shares_never_swap_order(first, second):
    order = ["none", *(words for _, words in present._SHARES), "all"]
    low, high = sorted((first, second))
    assert order.index(present.share_words(low)) <= order.index(present.share_words(high))


@given(st.floats(0, 1), st.integers(0, 3))
def test_percent_is_zero_or_hundred_only_when_it_is(share, decimals):
    text = present.percent(share, decimals=decimals)
    zero, full = f"{0:.{decimals}f}%", f"{100:.{decimals}f}%"
    assert (text == zero) == (share == 0)
    assert text != full or share * 100 >= 100


def test_percent_and_change_by_hand():
    assert present.percent(0.336) == "34%"
    assert present.percent(0.001) == "under 1%"
    assert present.percent(0.9999) == "over 99%"
    assert present.percent(0.1234, decimals=1) == "12.3%"
    assert present.signed_percent(5.2, decimals=1) == "+5.2%"
    assert present.signed_percent(-3) == "−3%"
    assert present.signed_percent(-0.2) == "0%"


def test_money_by_hand():
    assert present.dollars(86070) == "$86,070 a year"
    assert present.dollars(23.1, per="hour") == "$23.10 an hour"
    assert present.dollars(239200, is_at_least=True) == "$239,200 a year or more"
    assert present.dollars(-1200, per=None) == "−$1,200"


def test_jobs_by_hand():
    assert present.jobs(3_175_400) == "3.2 million jobs"
    assert present.jobs(2_000_000) == "2 million jobs"
    assert present.jobs(999_499) == "999,500 jobs"
    assert present.jobs(999_500) == "1 million jobs"
    assert present.jobs(12_340) == "12,300 jobs"
    assert present.jobs(1) == "1 job"
    assert present.jobs(0) == "0 jobs"
    assert present.people(12_340) == "12,300 people"
    assert present.people(1) == "1 person"


@given(st.floats(1, 1e10))
def test_jobs_stay_within_a_twentieth(count):
    text = present.jobs(count)
    number = float(re.match(r"[\d,.]+", text).group().replace(",", ""))
    number *= 1e6 if "million" in text else 1
    assert number == pytest.approx(count, rel=0.05, abs=0.5)


def test_counts_and_ranges_by_hand():
    assert present.counted(1, "occupation") == "1 occupation"
    assert present.counted(1016, "occupation") == "1,016 occupations"
    assert present.counted(2, "city", plural="cities") == "2 cities"
    assert present.range_words(3, 22) == "3 to 22"
    assert present.range_words(22, 3) == "3 to 22"
    assert present.range_words(3, 3) == "3"
    assert present.range_words(None, 3) == "up to 3"
    assert present.range_words(3, None) == "3 or more"
    assert present.range_words(None, None) == present.UNKNOWN
    assert present.range_words(40_000, 60_000, as_text=present.dollars) == "$40,000 a year to $60,000 a year"


@given(st.lists(st.sampled_from(["skills", "tools", "interests"]), max_size=9), st.integers(1, 5))
def test_listing_shows_what_it_was_given(items, limit):
    assert present.listing(items).count(" and ") == (len(items) > 1)
    shown = re.split(r", | and ", present.listing(items, limit=limit))
    if len(items) > limit:
        assert shown == [*items[:limit], f"{len(items) - limit} more"]
    else:
        assert shown == (items or [""])


def test_listing_by_hand():
    assert present.listing([]) == ""
    assert present.listing(["a"]) == "a"
    assert present.listing(["a", "b", "c"]) == "a, b and c"
    assert present.listing(["a", "b"], joiner="or") == "a or b"
    assert present.listing("abcdef", limit=2) == "a, b and 4 more"


def test_ratings_in_words():
    assert present.importance_words(1) == "hardly matters"
    assert present.importance_words(4.6) == "essential"
    assert present.stability_words(0.2) == "loose"
    assert present.stability_words(0.6) == "fairly firm"
    assert present.stability_words(0.97) == "firm"


def test_difficulty_and_levels_grow_with_the_number():
    assert present.difficulty_words(0) == "little is new"
    assert present.difficulty_words(50) == "about as much is new as in most moves"
    assert present.difficulty_words(100) == "most of it is new"
    assert [present.level_gap_words(points) for points in (0.5, 1, 2, 4)] == [
        "a little more",
        "more",
        "much more",
        "very much more",
    ]


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (0, 0, "no time listed"),
        (0, 1, "up to 1 year"),
        (0.8, 1.2, "1 year"),
        (0.2, 1.4, "0–1 years"),
        (4, 5, "4–5 years"),
        (20, 21, "20–21 years"),
    ],
)
def test_a_range_of_years_has_its_noun(low, high, words):
    assert present.years_phrase(low, high) == words


def test_openings_are_said_in_two_digits():
    assert [present.openings_count(count) for count in (586, 33, 189_100, 1.4, 0.2, 99.6)] == [
        "about 590",
        "about 33",
        "about 190,000",
        "about 1",
        "fewer than 1",
        "about 100",
    ]
    assert present.openings_count(0, is_nation=True) == "fewer than 50"
    assert present.openings_count(None) == "not known"
