"""What people type in Spanish finds the same occupations; English titles stay what they were."""

from __future__ import annotations

import pytest

from careerclusters.errors import UnknownError
from careerclusters.titles.spanish import find_spanish_wishes, wish_label
from careerclusters.titles.spanish.answer import answer_in_spanish
from careerclusters.titles.spanish.language import is_spanish
from careerclusters.titles.spanish.translation import english_readings, meanings
from careerclusters.titles.spanish.wording import form_of, spanish_options, spanish_words, unslashed

# Typed; codes of which one is first; whether it is sure (None: either way).
FOUND = [
    ("enfermera", {"29-1141.00"}, True),
    ("soldador", {"51-4121.00"}, True),
    ("plomero", {"47-2152.00"}, True),
    ("camionero", {"53-3032.00"}, True),
    ("troquero", {"53-3032.00"}, True),
    ("contador", {"13-2011.00"}, True),
    ("ayudante de cocina", {"35-2021.00"}, True),
    ("chofer de uber", {"53-3054.00"}, True),
    ("maestra", {"25-2021.00", "25-2031.00"}, False),
    ("cocinera", {"35-2014.00", "35-2012.00"}, False),
    ("ingeniero", {"17-2112.00", "17-2141.00", "17-2051.00"}, False),
    ("trabajo social", {"21-1029.00"}, None),
    ("actriz", {"27-2011.00"}, True),
    ("manager de restaurante", {"11-9051.00"}, None),
]

# Pairs that are read alike: gender, number, accents, words around it, a slip.
ALIKE = [
    ("enfermera", "enfermeros"),
    ("mecánico de autos", "mecanica de autos"),
    ("mesera", "busco trabajo de mesera"),
    ("cajera", "puesto de cajera con experiencia"),
    ("soldador", "soldadr"),
    ("electricista", "se busca electricista urgente"),
]

WISHES = [
    ("trabajar con niños", ["kids"]),
    ("sin título", ["no_degree"]),
    ("sin titulo", ["no_degree"]),
    ("ganar bien", ["good_pay"]),
    ("de noche", ["at_night"]),
    ("trabajar solo", ["alone"]),
    ("busco trabajo", ["unsure"]),
    ("no con niños", []),
    ("busco trabajo de mesera", []),
]

ENGLISH = [
    "actor",
    "chef",
    "doctor",
    "social",
    "director",
    "conductor",
    "barista",
    "data entry",
    "uber driver",
]


@pytest.fixture(scope="module")
def spanish(atlas):
    return atlas.spanish_titles


@pytest.mark.parametrize(("typed", "codes", "is_sure"), FOUND)
def test_what_is_typed_in_spanish_is_found(atlas, typed, codes, is_sure):
    finding = atlas.find(typed)
    assert finding.language == "es"
    assert finding.candidates[0].code_onet in codes
    if is_sure is not None:
        assert finding.is_sure is is_sure


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_forms_noise_and_slips_change_nothing(atlas, one, other):
    first, second = atlas.find(one), atlas.find(other)
    assert first.candidates[0].code_onet == second.candidates[0].code_onet


def test_candidates_carry_both_names_and_the_question_is_in_spanish(atlas):
    finding = atlas.find("maestra")
    told = finding.to_dict()
    first = told["candidates"][0]
    assert told["language"] == "es"
    assert (first["name"], first["name_es"]) == (
        atlas.name(first["code_onet"]),
        atlas.spanish_titles.names[atlas.spanish_titles.codes.index(first["code_onet"])],
    )
    assert first["name"] != first["name_es"]
    assert finding.question.startswith("¿Cuál quieres decir:")
    with pytest.raises(UnknownError, match="Da uno de estos nombres"):
        atlas.code("maestra")


def test_english_answers_have_no_spanish_name(atlas):
    told = atlas.find("nurse").to_dict()
    assert told["language"] == "en"
    assert {candidate["name_es"] for candidate in told["candidates"]} == {None}


@pytest.mark.parametrize("typed", ENGLISH)
def test_homographs_stay_english(atlas, typed):
    from careerclusters.finding import find

    with_spanish = atlas.find(typed)
    alone = find(typed, atlas.catalog, atlas.titles, name=atlas.name)
    assert with_spanish.language == "en"
    assert with_spanish.candidates == alone.candidates
    assert with_spanish.is_sure is alone.is_sure


def test_no_english_title_is_taken_for_spanish(atlas, spanish):
    titles = atlas.catalog.table("alternate_titles")["title"].unique().sort().to_list()[::50]
    english = atlas.titles
    taken = [title for title in titles if is_spanish(title, english, spanish)]
    answers = [
        answer_in_spanish(title, english.read(title), english=english, spanish=spanish, limit=1)
        for title in taken
    ]
    assert len(taken) <= 3
    assert answers == [None] * len(taken)


@pytest.mark.parametrize(("typed", "keys"), WISHES)
def test_wishes(typed, keys):
    assert [wish.key for wish in find_spanish_wishes(typed)] == keys


def test_a_wish_leads_where_the_english_one_leads(atlas):
    finding = atlas.find("trabajar con niños")
    assert finding.intents == atlas.find("work with kids").intents
    assert wish_label(finding.intents[0]) in finding.message
    assert finding.candidates == ()


def test_a_job_that_holds_the_words_of_a_wish_is_a_job(atlas):
    assert atlas.find("maestra de niños").candidates


def test_what_is_not_wanted_finds_nothing(atlas):
    finding = atlas.find("no quiero trabajar con niños")
    assert not finding.candidates
    assert finding.question.startswith("¿")


@pytest.mark.parametrize("typed", ["gerente", "jefe", "encargado", "dueño"])
def test_a_position_alone_is_asked_about(atlas, typed):
    finding = atlas.find(typed)
    assert not finding.is_sure
    assert typed in finding.question


def test_french_is_still_told_apart(atlas):
    finding = atlas.find("infirmière")
    assert finding.language == "en"
    assert "another language" in finding.message


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("enfermera", "enfermer"), ("enfermeros", "enfermer"), ("doctores", "doctor"), ("actriz", "actor"),
        ("capataces", "capataz"), ("ayudantes", "ayudant"), ("camiones", "camion"), ("gas", "gas"),
    ],
)  # fmt: skip
def test_forms(word, form):
    assert form_of(word) == form


def test_words_stand_from_last_to_first_without_filler():
    assert spanish_words("Enfermero/a de quirófano") == ("quirofan", "enfermer")
    assert unslashed("Conductor/a de camión") == "Conductor de camión"
    assert ("social", "trabaj") in spanish_options("trabajo social")
    assert ("social",) not in spanish_options("trabajo social")


def test_words_are_put_into_english():
    assert meanings()["enfermer"][0][0] == "nurse"
    readings = english_readings(("noch", "enfermer"), {"nurse", "night"})
    assert readings[0][0] == ("night", "nurse")
    assert sum(weight for _, weight in readings) == pytest.approx(1)


def test_the_index_answers_the_same_when_read_again(atlas, spanish, tmp_path):
    from careerclusters.storage import read_value, write_value

    again = read_value(write_value(tmp_path / "part", spanish))
    for typed in ("enfermera", "ayudante de cocina", "soldadr"):
        assert again.read(typed, atlas.titles) == spanish.read(typed, atlas.titles)


def test_a_catalog_of_another_country_has_no_spanish(atlas):
    from careerclusters.catalog import load_country
    from careerclusters.titles.spanish import has_spanish

    assert has_spanish(atlas.catalog)
    assert not has_spanish(load_country("canada"))
