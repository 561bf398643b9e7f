"""Titles of our own list: they fill gaps of the lists, and never change what a list says."""

from __future__ import annotations

import polars as pl
import pytest

from careerclusters.titles import TitleIndex
from careerclusters.titles.chance import WAYS
from careerclusters.titles.everyday import everyday_titles
from careerclusters.titles.known import LISTED, WRITTEN, read_titles
from careerclusters.titles.table import code_titles
from careerclusters.titles.wording import title_words
from careerclusters.titles.written import WRITTEN_WEIGHT, written_titles

BAKER, COOK = 0, 1
CODES = ("51-3011.00", "35-2014.00")


@pytest.fixture
def two_titles(monkeypatch):
    """Our list says that bakers are called so, and so are people of a code that the catalog lacks."""
    titles = [(CODES[0], "bun panner"), (CODES[0], "panner of buns"), ("99-9999.00", "loaf spinner")]
    monkeypatch.setattr("careerclusters.titles.written.job_titles", lambda: iter(titles))


def test_a_title_that_no_list_holds_speaks_in_part(two_titles):
    bun = title_words("bun panner")
    assert list(written_titles(CODES, [])) == [
        (BAKER, bun, "bun panner", WRITTEN_WEIGHT, WRITTEN),
        (BAKER, title_words("panner of buns"), "panner of buns", WRITTEN_WEIGHT, WRITTEN),
    ]


def test_what_a_list_says_of_a_title_stays(two_titles):
    """The same words in another order are a cook's on a list, so ours aren't heard."""
    listed = [(COOK, title_words("panner, bun"), "panner, bun", 1.0, LISTED)]
    assert list(written_titles(CODES, listed)) == []


def test_an_answer_from_our_list_is_said_to_be_one(atlas):
    """Its own way, with chances of its own; a title of a list keeps its way."""
    index: TitleIndex = atlas.titles
    known = index.scorer.known
    alone = known.shown[int((known.flags == WRITTEN).argmax())]
    coded = index.code_all([alone, "Registered Nurse"])
    assert [WAYS[way] for way in coded.way.tolist()][1] == "own"
    written = [
        title
        for title in (known.shown[at] for at in range(0, len(known.flags), 97) if known.flags[at] == WRITTEN)
        if WAYS[int(index.code_all([title]).way[0])] == "written"
    ]
    assert len(written) > 50
    assert (
        code_titles(index, pl.Series(written[:3]))["found_by"].to_list()[:3] == ["title of our own list"] * 3
    )


def test_our_list_adds_to_the_lists_of_the_catalog(catalog):
    codes = tuple(catalog.table("occupations").sort("code_onet")["code_onet"])
    listed = [*read_titles(catalog), *everyday_titles(codes)]
    bags = {frozenset(words) for _, words, *_ in listed}
    written = list(written_titles(codes, listed))
    assert len(written) > 12_000
    assert not any(frozenset(words) in bags for _, words, *_ in written)
