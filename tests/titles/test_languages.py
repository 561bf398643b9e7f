"""What people type in Spanish or French finds the same occupations; English titles stay what they were."""

from __future__ import annotations

import pytest

from careerclusters.errors import UnknownError
from careerclusters.titles.languages import LANGUAGES, get_language
from careerclusters.titles.languages.answer import answer_in_language
from careerclusters.titles.languages.detect import is_in
from careerclusters.titles.languages.translation import english_readings
from careerclusters.titles.languages.wishes import find_wishes, wish_label

SPANISH, FRENCH = (get_language(code) for code in ("es", "fr"))

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

FOUND_FRENCH = [
    ("infirmière", {"29-1141.00"}, True),
    ("infirmiere", {"29-1141.00"}, True),
    ("plombier", {"47-2152.00"}, True),
    ("comptable", {"13-2011.00", "43-3031.00"}, False),
    ("professeur des écoles", {"25-2021.00"}, True),
    ("conducteur de camion", {"53-3032.00"}, True),
    ("conductrice de camion", {"53-3032.00"}, True),
    ("vendeuse", {"41-2031.00"}, None),
    ("cuisinière", {"35-2014.00", "35-2012.00", "35-2013.00"}, None),
    ("aide-soignante", {"31-1131.00"}, True),
    ("ingénieur", {"17-2112.00", "17-2141.00", "17-2051.00", "17-2071.00"}, False),
    ("manager de restaurant", {"11-9051.00"}, None),
    ("je cherche un emploi de plombier", {"47-2152.00"}, True),
    ("développeur web", {"15-1254.00", "15-1255.00", "15-1252.00"}, None),
    ("agent d’entretien", {"37-2011.00"}, None),
]

# Pairs that are read alike: gender, number, accents, words around it, a slip.
ALIKE = [
    ("enfermera", "enfermeros"),
    ("mecánico de autos", "mecanica de autos"),
    ("mesera", "busco trabajo de mesera"),
    ("cajera", "puesto de cajera con experiencia"),
    ("soldador", "soldadr"),
    ("electricista", "se busca electricista urgente"),
    ("infirmier", "infirmières"),
    ("infirmier(ère)", "infirmier/ère"),
    ("électricien", "electricienne"),
    ("coiffeuse", "coiffeur"),
    ("plombier", "plombirr"),
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


@pytest.fixture(scope="module", params=LANGUAGES)
def tongue(atlas, request):
    return atlas.other_titles.in_language(request.param)


@pytest.mark.parametrize(
    ("language", "typed", "codes", "is_sure"),
    [*(("es", *row) for row in FOUND), *(("fr", *row) for row in FOUND_FRENCH)],
)
def test_what_is_typed_is_found(atlas, language, typed, codes, is_sure):
    finding = atlas.find(typed)
    assert finding.language == language
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
    spanish = atlas.other_titles.in_language("es")
    assert (first["name"], first["name_local"]) == (
        atlas.name(first["code_onet"]),
        spanish.names[spanish.codes.index(first["code_onet"])],
    )
    assert first["name"] != first["name_local"]
    assert finding.question.startswith("¿Cuál quieres decir:")
    with pytest.raises(UnknownError, match="Da uno de estos nombres"):
        atlas.code("maestra")


def test_french_asks_in_french_with_names_of_its_labels(atlas):
    finding = atlas.find("comptable")
    assert finding.question.startswith("Que voulez-vous dire : ")
    assert " ou " in finding.question
    assert all(candidate.name_local for candidate in finding.candidates)
    with pytest.raises(UnknownError, match="Donnez un de ces noms ou codes"):
        atlas.code("comptable")


def test_english_answers_have_no_other_name(atlas):
    told = atlas.find("nurse").to_dict()
    assert told["language"] == "en"
    assert {candidate["name_local"] for candidate in told["candidates"]} == {None}


@pytest.mark.parametrize("typed", ENGLISH)
def test_homographs_stay_english(atlas, typed):
    from careerclusters.finding import find

    with_others = atlas.find(typed)
    alone = find(typed, atlas.catalog, atlas.titles, name=atlas.name)
    assert with_others.language == "en"
    assert with_others.candidates == alone.candidates
    assert with_others.is_sure is alone.is_sure


def test_no_english_title_is_taken_for_another_language(atlas, tongue):
    titles = atlas.catalog.table("alternate_titles")["title"].unique().sort().to_list()[::50]
    english = atlas.titles
    taken = [title for title in titles if is_in(tongue, title, english)]
    answers = [
        answer_in_language(title, english.read(title), english=english, others=atlas.other_titles, limit=1)
        for title in taken
    ]
    assert len(taken) <= 3
    assert answers == [None] * len(taken)


@pytest.mark.parametrize(("typed", "keys"), WISHES)
def test_wishes(typed, keys):
    assert [wish.key for wish in find_wishes(typed, SPANISH)] == keys


def test_a_wish_leads_where_the_english_one_leads(atlas):
    finding = atlas.find("trabajar con niños")
    assert finding.intents == atlas.find("work with kids").intents
    assert wish_label(finding.intents[0], SPANISH) in finding.message
    assert finding.candidates == ()


def test_a_job_that_holds_the_words_of_a_wish_is_a_job(atlas):
    assert atlas.find("maestra de niños").candidates


def test_what_is_not_wanted_finds_nothing(atlas):
    finding = atlas.find("no quiero trabajar con niños")
    assert not finding.candidates
    assert finding.question.startswith("¿")


@pytest.mark.parametrize(
    "typed", ["gerente", "jefe", "encargado", "dueño", "employée", "responsable", "stagiaire"]
)
def test_a_position_alone_is_asked_about(atlas, typed):
    finding = atlas.find(typed)
    assert not finding.is_sure
    assert typed in finding.question


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("enfermera", "enfermer"), ("enfermeros", "enfermer"), ("doctores", "doctor"), ("actriz", "actor"),
        ("capataces", "capataz"), ("ayudantes", "ayudant"), ("camiones", "camion"), ("gas", "gas"),
    ],
)  # fmt: skip
def test_forms(word, form):
    assert SPANISH.form_of(word) == form


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("infirmieres", "infirmier"), ("vendeuse", "vendeur"), ("directrices", "directeur"),
        ("employees", "employ"), ("employe", "employ"), ("mecanicienne", "mecanicien"),
        ("journaux", "journal"), ("bateaux", "bateau"), ("assistante", "assistant"), ("gaz", "gaz"),
    ],
)  # fmt: skip
def test_french_forms(word, form):
    assert FRENCH.form_of(word) == form


def test_every_language_says_the_same_things():
    told = {code: set(get_language(code).rules["sentences"]) - {"or_before", "or_else"} for code in LANGUAGES}
    assert told["es"] == told["fr"]


def test_words_stand_from_last_to_first_without_filler():
    assert SPANISH.words("Enfermero/a de quirófano") == ("quirofan", "enfermer")
    assert SPANISH.unslashed("Conductor/a de camión") == "Conductor de camión"
    assert ("social", "trabaj") in SPANISH.options("trabajo social")
    assert ("social",) not in SPANISH.options("trabajo social")


def test_words_are_put_into_english():
    assert SPANISH.meanings["enfermer"][0][0] == "nurse"
    readings = english_readings(("noch", "enfermer"), {"nurse", "night"}, language=SPANISH)
    assert readings[0][0] == ("night", "nurse")
    assert sum(weight for _, weight in readings) == pytest.approx(1)


def test_french_words_stand_from_last_to_first_too():
    assert FRENCH.words("Agent·e d'entretien") == ("entretien", "agent")
    assert FRENCH.words("agent d’entretien") == ("entretien", "agent")
    assert ("plombier",) in FRENCH.options("je cherche un emploi de plombier H/F")


def test_the_index_answers_the_same_when_read_again(atlas, tongue, tmp_path):
    from careerclusters.storage import read_value, write_value

    again = read_value(write_value(tmp_path / "part", tongue))
    for typed in ("enfermera", "ayudante de cocina", "soldadr", "infirmière", "conducteur de bus"):
        assert again.read(typed, atlas.titles) == tongue.read(typed, atlas.titles)


def test_a_catalog_of_another_country_has_no_other_titles(atlas):
    from careerclusters.catalog import load_country
    from careerclusters.titles.languages import has_labels

    assert has_labels(atlas.catalog)
    assert not has_labels(load_country("canada"))
