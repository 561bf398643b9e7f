"""Our list of job titles: of occupations that exist, plain, none twice, none that says rank alone."""

from __future__ import annotations

import re
from collections import Counter

from careerclusters.titles.wording import title_words
from careerclusters.titles.wordings import position_words
from careerclusters.words.job_titles import job_titles

PLAIN = re.compile(r"[A-Za-z0-9.][A-Za-z0-9&/'.,+ -]{1,59}")


def test_titles_are_plain_and_of_occupations_that_exist(catalog):
    codes = set(catalog.table("occupations")["code_onet"])
    for code, title in job_titles():
        assert code in codes
        assert PLAIN.fullmatch(title), title
        assert len(title.split()) <= 7, title


def test_no_occupation_has_a_title_twice():
    counts = Counter((code, frozenset(title_words(title))) for code, title in job_titles())
    assert [key for key, count in counts.items() if count > 1] == []


def test_no_title_names_a_rank_alone():
    ranks = position_words()
    assert [title for _, title in job_titles() if ranks.issuperset(title_words(title))] == []


def test_civilian_occupations_have_ten_titles_each(catalog):
    counts = Counter(code for code, _ in job_titles())
    civilian = [code for code in catalog.table("occupations")["code_onet"] if not code.startswith("55")]
    assert [code for code in civilian if counts[code] < 8] == []
