"""`compare` on the bundled catalog: parts add up, both directions agree, absurd input is refused."""

from __future__ import annotations

import json

import pytest

from careerclusters.clustering.compare import compare_occupations
from careerclusters.errors import InputError, UnknownError

NURSE, PRACTITIONER, ROOFER, DEVELOPER = "29-1141.00", "29-1171.00", "47-2181.00", "15-1252.00"


@pytest.fixture(scope="module")
def nurses(catalog):
    return compare_occupations(catalog, NURSE, PRACTITIONER)


def test_the_views_add_up(nurses):
    assert nurses.parts["similarity"].sum() == pytest.approx(nurses.similarity)
    assert nurses.parts["similarity"].is_sorted(descending=True)


def test_turned_round_it_says_the_same(catalog, nurses):
    turned = compare_occupations(catalog, PRACTITIONER, NURSE)
    assert turned.similarity == pytest.approx(nurses.similarity)
    assert (turned.rank_from_first, turned.rank_from_second) == (
        nurses.rank_from_second,
        nurses.rank_from_first,
    )
    assert turned.more_in_first(3)["element_id"].to_list() == nurses.more_in_second(3)["element_id"].to_list()
    assert turned.elements["difference_sd"].abs().equals(nurses.elements["difference_sd"].abs())


def test_nurses_are_near_and_roofers_far_from_developers(catalog, nurses):
    far = compare_occupations(catalog, DEVELOPER, ROOFER)
    assert nurses.rank_from_first <= 20
    assert far.rank_from_first > 400
    assert nurses.similarity > 1 > far.similarity
    assert "Building things" in far.more_in_second()["label"].to_list()


def test_what_cannot_be_compared_is_said(catalog):
    with pytest.raises(InputError, match="not with itself"):
        compare_occupations(catalog, NURSE, NURSE)
    with pytest.raises(UnknownError, match="No occupation has this code"):
        compare_occupations(catalog, NURSE, "99-9999.00")
    with pytest.raises(InputError, match="none can be estimated"):
        compare_occupations(catalog, NURSE, "55-1016.00")


def test_what_is_estimated_is_said(catalog):
    found = compare_occupations(catalog, NURSE, "29-2042.00")
    assert list(found.estimated_from) == ["29-2042.00"]
    assert found.similarity > 0.5
    assert compare_occupations(catalog, NURSE, PRACTITIONER).estimated_from == {}


def test_the_command_prints_it_in_every_form(saved, call):
    code, out, err = call("compare", "registered nurses", PRACTITIONER)
    assert (code, err) == (0, "")
    assert out.startswith("Registered nurse\nCares for")
    for words in ("Both belong to Nursing", "Alike in", "More in Nurse practitioner", "Both use"):
        assert words in out
    found = json.loads(call("compare", NURSE, PRACTITIONER, "--json")[1])
    assert found["second_title"] == "Nurse Practitioners"
    assert call("compare", NURSE, ROOFER, "--csv")[1].startswith("element_id,label,domain,")
    assert "They belong to" in call("compare", NURSE, ROOFER)[1]
    assert call("compare", NURSE, NURSE)[0] == 2
