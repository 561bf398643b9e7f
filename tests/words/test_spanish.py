"""The words in Spanish are as complete as the English ones, plain, and read by the same functions."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
import textstat
from word_checks import Entry, read_entries
from word_checks.spanish import ease, in_spanish, spanish_findings, table_findings

from careerclusters.errors import UnknownError
from careerclusters.titles.intents import intents
from careerclusters.words import (
    gloss,
    glosses,
    languages,
    occupation_words,
    tool_name,
    words_hash,
    words_id,
    words_of,
)
from careerclusters.words._tables import read_rows
from careerclusters.words.cluster_words import cluster_words
from careerclusters.words.posters import posters

# Table, and its columns that are of no language.
TABLES = {
    "gloss.csv": ("element_id", "domain", "element_name"),
    "fields.csv": ("field", "breadth", "titles", "unless", "parts"),
    "technologies.csv": ("commodity_code",),
    "programs.csv": ("technology",),
    "tools.csv": ("commodity_code",),
}
GOOD = {
    "name": "Plomero/a",
    "sentence": "Pone y arregla tubos en casas.",
    "day": ["Cortar un tubo", "Buscar una fuga"],
    "where": "Casas y obras.",
    "search": ["fontanero", "plomera", "tubero"],
}


@pytest.fixture(scope="module")
def entries(root: Path) -> tuple[list[Entry], list[Entry]]:
    folder = root / "src" / "careerclusters" / "words"
    spanish, broken = read_entries(folder / "es" / "occupations")
    assert broken == []
    return spanish, read_entries(folder / "occupations")[0]


def test_all_occupations_pass_the_checks(entries):
    assert "\n".join(map(str, spanish_findings(*entries))) == ""
    assert list(occupation_words("es")) == list(occupation_words())


def test_they_are_easy_to_read(entries):
    with in_spanish():
        found = [ease(entry) for entry in entries[0]]
    assert sum(found) / len(found) >= 60


def test_the_measure_reads_english_again_afterwards():
    def language() -> str:
        (name,) = [name for name in vars(textstat.textstat) if name.endswith("__lang")]
        return vars(textstat.textstat)[name]

    def breaks() -> None:
        with in_spanish():
            assert language() == "es"
            raise KeyError

    with pytest.raises(KeyError):
        breaks()
    assert language() == "en_US"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"sentence": "Fixes the pipes and drains."}, "sentence"),
        ({"sentence": "Arregla tubos para tod@s."}, "sentence"),
        ({"where": "Casas y obras"}, "where"),
        ({"day": ["Preguntar dónde está la fuga?"]}, "day"),
        ({"search": ["fontanero"]}, "search"),
        ({"hard": "Hay que cargar."}, "hard"),
    ],
)
def test_each_rule_finds_what_breaks_it(change, field):
    english = Entry("47-2152.00", "47", GOOD)
    assert spanish_findings([Entry("47-2152.00", "47", GOOD)], [english]) == []
    found = spanish_findings([Entry("47-2152.00", "47", GOOD | change)], [english])
    assert field in {finding.field for finding in found}


def test_a_missing_code_and_a_second_use_of_a_name_are_found():
    english = [Entry(code, "47", GOOD) for code in ("47-2151.00", "47-2152.00", "47-2161.00")]
    found = spanish_findings(english[:2], english)
    assert {(finding.code, finding.field) for finding in found} == {
        ("47-2161.00", "code"),
        ("47-2152.00", "name"),
    }


@pytest.mark.parametrize("name", TABLES)
def test_tables_are_complete(name):
    found = table_findings(name, read_rows(name, "es"), read_rows(name), kept=TABLES[name])
    assert "\n".join(map(str, found)) == ""


def test_names_of_clusters_are_complete():
    english, spanish = posters(), posters("es")
    assert [row["english"] for row in read_rows("posters.csv", "es")] == [poster.name for poster in english]
    for one, other in zip(english, spanish, strict=True):
        assert (one.codes, one.unless, len(one.also)) == (other.codes, other.unless, len(other.also))
        assert one.name != other.name
    assert len({poster.name for poster in spanish}) == len(spanish)


def test_wishes_are_complete(root: Path):
    text = (root / "src" / "careerclusters" / "words" / "es" / "intents.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    assert list(table) == list(intents())
    for key, intent in intents().items():
        assert table[key]["label"], key
        assert table[key]["phrases"], key
        assert bool(table[key].get("how")) is bool(intent.how), key


def test_clusters_have_the_same_keys_and_facts():
    english, spanish = cluster_words(), cluster_words("es")
    assert list(english) == list(spanish)
    for key, words in english.items():
        other = spanish[key]
        same = ("typical", "surprising", "claims", "members")
        assert [getattr(words, name) for name in same] == [getattr(other, name) for name in same]
        assert words.unites != other.unites


def test_one_function_reads_both_languages():
    assert languages() == ("en", "es")
    assert words_of("29-1141.00").name == "Registered nurse"
    assert words_of("29-1141.00", "es").name == "Enfermero/a titulado/a (RN)"
    assert gloss("2.A.1.b", "es").plain_name == "Escuchar con atención"
    assert set(glosses("es")) == set(glosses())
    assert tool_name("10111302") != tool_name("10111302", "es")
    assert words_hash("es") in words_id()
    with pytest.raises(UnknownError, match="en"):
        occupation_words("fr")


def test_every_industry_with_a_page_has_a_name(catalog):
    """Also those of five and six digits, which a search shows; a second name would hide the first."""
    from careerclusters.labour.industries import industries

    rows = read_rows("industries.csv", "es")
    codes = [row["code_naics"] for row in rows]
    assert len(set(codes)) == len(codes)
    assert set(industries(catalog)["code_naics"]) - set(codes) == set()
    assert all(row["name"].strip() and len(row["name"]) <= 60 for row in rows)
