"""Wishes are found in what people type, and lead to a lens, a list, the questions or a plan."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from word_checks.reading import grade

from careerclusters.catalog import Catalog
from careerclusters.errors import InputError, UnknownError
from careerclusters.labour import LENSES
from careerclusters.titles import find_intents, get_intent, intent_list, intents, wish_list

LISTS = [key for key, intent in intents().items() if intent.has_list]


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("no degree", ["no_degree"]),
        ("I don't need a degree", ["no_degree"]),
        ("Jobs without a college degree", ["no_degree"]),
        ("help people", ["help_people"]),
        ("start a business", ["start_business"]),
        ("Be my own boss!", ["own_boss"]),
        ("work outside", ["outside"]),
        ("not outside", ["inside"]),
        ("good pay", ["good_pay"]),
        ("what job pays well", ["good_pay"]),
        ("work with kids", ["kids"]),
        ("children", ["kids"]),
        ("at night", ["at_night"]),
        ("work nights", ["at_night"]),
        ("from home", ["from_home"]),
        ("remote jobs", ["from_home"]),
        ("work with animals", ["animals"]),
        ("with my hands", ["things"]),
        ("I hate math", ["no_math"]),
        ("not sitting at a desk", ["active"]),
        ("weekends off", ["regular_hours"]),
        ("what should I do with my life", ["unsure"]),
        ("change careers", ["change"]),
        ("good pay without a degree", ["good_pay", "no_degree"]),
        ("I want a job where I help people from home", ["help_people", "from_home"]),
        ("outside with animals", ["outside", "animals"]),
    ],
)
def test_wishes_are_found_in_the_order_typed(typed, keys):
    assert [intent.key for intent in find_intents(typed)] == keys


@pytest.mark.parametrize(
    "title",
    [
        "nurse",
        "registered nurse",
        "night nurse",
        "kids photographer",
        "dog walker",
        "uber driver",
        "youtuber",
        "coder",
        "art teacher",
        "sales manager",
        "home health aide",
        "game designer",
        "music teacher",
        "truck driver",
        "office clerk",
        "data entry",
        "",
        "!?",
    ],
)
def test_titles_are_no_wishes(title):
    assert find_intents(title) == ()


def test_a_wish_said_with_a_no_is_left_out():
    assert find_intents("I don't want to work with kids") == ()
    assert [intent.key for intent in find_intents("help people but not kids")] == ["help_people"]


@given(st.text(max_size=200))
def test_any_text_is_read(text):
    found = find_intents(text)
    assert len({intent.key for intent in found}) == len(found)


def test_the_table_is_in_order(catalog):
    elements = {
        (row["element_id"], row["scale_id"])
        for row in catalog.table("ratings").select("element_id", "scale_id").unique().iter_rows(named=True)
    }
    seen: dict[str, str] = {}
    for key, intent in intents().items():
        assert intent.leads_to in ("lens", "list", "questions", "plan")
        assert (intent.lens is not None) is (intent.leads_to == "lens")
        assert intent.lens is None or intent.lens in LENSES
        assert intent.leads_to != "list" or intent.has_list
        assert (intent.how is not None) is intent.has_list
        assert intent.label[0].isupper()
        assert grade(f"These are {intent.label.lower()}. It is ranked by {intent.how or 'pay'}.") <= 10
        for phrase in intent.phrases:
            assert seen.setdefault(phrase, key) == key, f"{phrase!r} belongs to two wishes"
            said = find_intents(phrase.removeprefix("="))
            assert said, phrase
            assert said[0].key == key or phrase.startswith("="), phrase
        for part in (intent.measure or "").split(" + "):
            if part.startswith("ratings: "):
                wanted = {tuple(one.lstrip("-").split("/")) for one in part.removeprefix("ratings: ").split()}
                assert wanted <= elements, key


def test_an_unknown_key_names_near_ones():
    with pytest.raises(UnknownError, match="animals"):
        get_intent("animal")


@pytest.mark.parametrize("key", LISTS)
def test_each_list_has_occupations_and_no_bags(catalog, key):
    found = intent_list(catalog, key, limit=None)
    assert 10 <= found.height <= 600
    assert found.columns == ["code_onet", "title", "standing", f"standing_{key}"]
    assert found["standing"].is_sorted(descending=True)
    assert found["standing"].is_between(0, 1).all()
    bags = catalog.occupations.filter("is_residual")["code_onet"]
    assert not set(found["code_onet"]) & set(bags)


@pytest.mark.parametrize(
    ("keys", "members"),
    [
        ("animals", {"29-1131.00", "39-2021.00", "39-2011.00"}),
        ("kids", {"25-2021.00", "25-2011.00"}),
        ("help_people", {"29-1125.00"}),
        ("good_pay", {"29-1242.00"}),
        ("quick", {"35-3023.00", "41-2011.00"}),
        ("computers", {"15-1251.00"}),
        ("from_home", {"15-1251.00", "15-1242.00"}),
        ("at_night", {"33-9032.00"}),
        ("music", {"27-2042.00"}),
        (("good_pay", "no_degree"), {"51-8011.00", "47-4021.00"}),
        (("animals", "outside"), {"11-9013.00", "33-3031.00"}),
    ],
)
def test_lists_hold_whom_people_expect_near_the_top(catalog, keys, members):
    assert members <= set(intent_list(catalog, keys, limit=24)["code_onet"])


def test_joined_wishes_all_hold(catalog):
    both = intent_list(catalog, ("help_people", "no_degree"), limit=None)
    schooling = catalog.occupations.join(catalog.table("projections"), on="code_soc2018")
    asked = dict(schooling.select("code_onet", "education").iter_rows())
    assert both.height > 50
    assert not {asked[code] for code in both["code_onet"]} & {"Bachelor's degree", "Master's degree"}
    assert (both["standing"] == both["standing_help_people"]).all(), "a filter chooses and doesn't rank"


def test_lists_need_a_wish_that_has_one(catalog):
    with pytest.raises(InputError, match="no list"):
        intent_list(catalog, "unsure")
    with pytest.raises(InputError, match="needs a wish"):
        intent_list(catalog, ())


def test_ratings_rank_by_standard_deviations():
    values = {
        "11-0001.00": (1.0, 5.0),
        "11-0002.00": (3.0, 3.0),
        "11-0003.00": (5.0, 1.0),
        "11-0004.00": (5.0, None),
    }
    rows = [
        (code, element, "IM", value)
        for code, pair in values.items()
        for element, value in zip(("2.C.4.a", "2.A.1.e"), pair, strict=True)
        if value is not None
    ]
    rows += [(code, "1.A.1.c.2", "IM", 3.0 + (code == "11-0003.00")) for code in values]
    catalog = Catalog.from_tables(
        {
            "occupations": pl.DataFrame(
                {
                    "code_onet": list(values),
                    "title": list("abcd"),
                    "code_soc2018": [code[:7] for code in values],
                    "is_rated": [True] * 4,
                    "is_residual": [False] * 4,
                }
            ),
            "ratings": pl.DataFrame(
                rows, schema=["code_onet", "element_id", "scale_id", "value"], orient="row"
            ),
        }
    )
    found = intent_list(catalog, "no_math", limit=None)
    assert found.columns[0] == "code_onet"
    assert "11-0004.00" not in found["code_onet"].to_list(), "a missing rating is no rating"
    assert found["code_onet"][0] in ("11-0001.00", "11-0002.00")


def test_a_list_meets_all_wishes_or_is_for_the_first(catalog):
    wishes = find_intents("work with kids and no degree")
    both = wish_list(catalog, wishes, limit=None)
    parts = [set(intent_list(catalog, wish.key, limit=None)["code_onet"]) for wish in wishes]
    assert both.meets_all
    assert both.to_dict()["intents"] == ["kids", "no_degree"]
    assert "39-9011.00" in set(both.occupations["code_onet"]) <= parts[1]
    wishes = (get_intent("games"), get_intent("plants"))
    assert intent_list(catalog, [wish.key for wish in wishes]).is_empty()
    first = wish_list(catalog, wishes)
    assert not first.meets_all
    assert first.occupations.equals(intent_list(catalog, "games"))


def test_a_wish_without_a_list_joins_nothing(catalog):
    wishes = (get_intent("public"), get_intent("outside"))
    assert wish_list(catalog, wishes).to_dict()["intents"] == ["outside"]
    with pytest.raises(InputError, match="has a list"):
        wish_list(catalog, wishes[:1])
