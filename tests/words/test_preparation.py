"""How to get ready, in plain words, for each pair of categories that the tables know."""

from __future__ import annotations

from itertools import product

import pytest
from word_checks.reading import grade
from word_checks.rubric import BANNED

from careerclusters.sources.projections import EDUCATION_ORDER
from careerclusters.words.preparation import preparation, zone_words

HIGH_SCHOOL = "High school diploma or equivalent"
SHORT, LONG = "Short-term on-the-job training", "Long-term on-the-job training"
HARDEST = 8.0


@pytest.mark.parametrize(
    ("education", "training", "zone", "words"),
    [
        (HIGH_SCHOOL, "None", 3, "usually one to two years of training after high school"),
        (HIGH_SCHOOL, SHORT, 2, "usually a high school diploma, then up to a month of training on the job"),
        (HIGH_SCHOOL, LONG, 4, "usually a high school diploma, then two or more years of learning"),
        (
            HIGH_SCHOOL,
            "Apprenticeship",
            3,
            "usually a high school diploma, then an apprenticeship: a few years of paid work and classes",
        ),
        (
            "No formal educational credential",
            SHORT,
            1,
            "no diploma asked for, then up to a month of training on the job",
        ),
        (
            "No formal educational credential",
            LONG,
            3,
            "no diploma asked for, then one to two years of learning",
        ),
        ("Bachelor's degree", "None", 4, "usually a four-year college degree"),
        ("Master's degree", None, 5, "usually four years of college and about two years of study after that"),
        (None, None, 5, "usually more than four years of study after high school"),
        ("A new category", None, 2, "usually a few months of learning on the job"),
    ],
)
def test_the_way_in_is_said(education, training, zone, words):
    assert preparation(education=education, training=training, job_zone=zone).short == words


def test_earlier_work_is_said_and_nothing_is_said_of_nothing():
    found = preparation(education="Bachelor's degree", experience="5 years or more", job_zone=5)
    assert found.sentences == (
        "Most people need a four-year college degree. "
        "Most have done work like it for five years or more before."
    )
    assert found.is_degree is True
    assert preparation(education=HIGH_SCHOOL).is_degree is False
    assert preparation(job_zone=4).is_degree is None
    assert preparation() is None
    assert preparation(education="A new category") is None


def test_each_pair_of_categories_reads_with_ease(catalog):
    table = catalog.table("projections")
    categories = [[*table[name].drop_nulls().unique().to_list(), None] for name in ("training", "experience")]
    assert set(table["education"].drop_nulls().unique()) <= set(EDUCATION_ORDER)
    found = [
        preparation(education=education, training=training, experience=experience, job_zone=zone)
        for education, training, experience, zone in product(
            EDUCATION_ORDER, *categories, (None, *range(1, 6))
        )
    ]
    for one in found:
        assert one is not None
        assert grade(one.sentences) <= HARDEST, one.sentences
        assert not BANNED.search(one.sentences)
        assert len(one.short.split()) <= 30, one.short
        assert "job zone" not in one.sentences
    shorts = {one.short for one in found}
    assert len(shorts) > 25


@pytest.mark.parametrize("zone", range(1, 6))
def test_a_zone_has_words(zone):
    assert grade(preparation(job_zone=zone).sentences) <= HARDEST
    assert preparation(job_zone=zone).short == zone_words(zone)
