"""Every element shown to people has plain words of our own."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections import Counter

import polars as pl
import pytest

from careerclusters.errors import UnknownError
from careerclusters.words import Gloss, explain, gloss, glosses, technology_name, terms

# Elements of O*NET 30.1, with the 16 work styles (1.C) of the model before 30.0.
# Interests and values hold six each and three high points.
EXPECTED = {
    "skills": 35,
    "knowledge": 33,
    "abilities": 52,
    "activities": 41,
    "context": 57,
    "styles": 21 + 16,
    "interests": 6 + 3,
    "values": 6 + 3,
    "education": 6,
}
MOST_WORDS = 16
HARDEST_SENTENCE = 8.0
MEAN_GRADE = 5.0
RATED = {
    "Skills.txt",
    "Knowledge.txt",
    "Abilities.txt",
    "Work Activities.txt",
    "Work Context.txt",
    "Work Styles.txt",
    "Interests.txt",
    "Work Values.txt",
    "Education, Training, and Experience.txt",
}
ALL = list(glosses().values())


def words(text: str) -> list[str]:
    return re.findall(r"[A-Za-z0-9'’-]+", text)


def syllables(word: str) -> int:
    """A rough count: runs of vowels, without a silent e at the end."""
    word = word.lower()
    if len(word) > 3 and not re.search(r"(le|ted|ded)$", word):
        word = re.sub(r"(e|es|ed)$", "", word)
    return max(1, len(re.findall(r"[aeiouy]+", word)))


def school_grade(sentence: str) -> float:
    """Flesch–Kincaid grade of one sentence: the school year in which it is read with ease."""
    found = words(sentence)
    return 0.39 * len(found) + 11.8 * sum(map(syllables, found)) / len(found) - 15.59


def test_the_grade_tells_easy_from_hard():
    assert school_grade("You sit for most of the day.") < 3
    assert school_grade("Utilization of organizational methodologies facilitates productivity.") > 15


def test_each_element_of_the_releases_has_its_gloss():
    assert Counter(entry.domain for entry in ALL) == EXPECTED


def test_each_element_of_the_bundled_catalog_is_glossed(catalog):
    elements = catalog.table("elements")
    elements = elements.filter(pl.col("domain").cast(pl.String) != "basic_interests")  # not shown
    assert set(elements["element_id"]) <= set(glosses())
    ours = {entry.element_id: entry.domain for entry in ALL}
    assert {
        row["element_id"] for row in elements.to_dicts() if ours[row["element_id"]] != row["domain"]
    } == set()


def test_each_kind_of_software_has_a_label(catalog):
    technologies = catalog.table("technologies").drop_nulls("commodity_code")
    silent = {
        row["commodity_title"]
        for row in technologies.select("commodity_code", "commodity_title").unique().to_dicts()
        if technology_name(row["commodity_code"]) is None
    }
    assert silent == set()


@pytest.mark.parametrize("entry", ALL, ids=lambda entry: entry.element_id)
def test_words_are_short_and_easy(entry: Gloss):
    assert entry.sentence[0].isupper()
    assert entry.sentence.endswith(".")
    assert len(words(entry.sentence)) <= MOST_WORDS
    assert school_grade(entry.sentence) <= HARDEST_SENTENCE
    assert 1 <= len(entry.plain_name.split()) <= 5
    assert entry.plain_name[0].isupper()
    for phrase in (entry.noun_phrase, entry.person_phrase):
        assert 1 <= len(phrase.split()) <= 12
        assert not phrase.endswith(".")
        assert not phrase[0].isupper() or phrase.startswith("X-ray")


def test_the_mean_sentence_is_read_by_a_ten_year_old():
    grades = [school_grade(entry.sentence) for entry in ALL]
    assert sum(grades) / len(grades) <= MEAN_GRADE


@pytest.mark.parametrize("field", ["plain_name", "sentence", "noun_phrase", "person_phrase"])
def test_no_two_elements_share_their_words(field):
    seen = Counter(getattr(entry, field).lower() for entry in ALL)
    assert [text for text, times in seen.items() if times > 1] == []


def test_an_element_can_be_looked_up():
    found = gloss("2.B.3.l")
    assert found.plain_name == "Fixing equipment"
    assert found.to_dict()["noun_phrase"] == "hands-on repair of equipment"


def test_an_unknown_element_names_the_closest():
    with pytest.raises(UnknownError) as caught:
        gloss("2.B.3.zz")
    assert caught.value.closest
    assert "2.B.3" in str(caught.value)


def test_high_values_of_oddly_directed_contexts():
    assert "more than 40 hours" in gloss("4.C.3.d.8").sentence
    assert "change" in gloss("4.C.3.d.4").sentence
    assert "You choose" in gloss("4.C.3.b.8").sentence


def test_concepts_are_explained():
    assert len(terms()) >= 25
    assert len({entry.term.lower() for entry in terms()}) == len(terms())
    assert explain("riasec").term == "RIASEC"
    for name in ("cluster", "bridge", "job zone", "modularity", "standard error", "NAICS", "CIP"):
        assert explain(name).meaning.endswith(".")
    with pytest.raises(UnknownError, match="modularity"):
        explain("modularty")


def test_a_label_reads_within_a_sentence():
    assert technology_name("43232604") == "design drawing (CAD) software"
    assert technology_name("99999999") is None
    assert technology_name("99999999", "New software") == "New software"


@pytest.mark.releases
def test_all_elements_of_each_release_are_glossed_in_other_words(releases):
    from rapidfuzz import fuzz

    archives = sorted(releases.glob("db_*_text.zip"))
    assert archives
    for path in archives:
        with zipfile.ZipFile(path) as archive:
            by_name = {name.rsplit("/", 1)[-1]: name for name in archive.namelist()}
            rated = {
                row["Element ID"] for name in RATED & set(by_name) for row in rows(archive, by_name[name])
            }
            theirs = {
                row["Element ID"]: row["Description"]
                for row in rows(archive, by_name["Content Model Reference.txt"])
            }
        assert rated <= set(glosses()), path.name
        for entry in ALL:
            description = theirs.get(entry.element_id, "")
            for text in (entry.sentence, entry.noun_phrase, entry.person_phrase):
                assert fuzz.ratio(text.lower(), description.lower()) <= 85, (entry.element_id, text)


def rows(archive: zipfile.ZipFile, name: str) -> csv.DictReader:
    text = archive.read(name).decode("utf-8")
    return csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE)
