"""Soft wishes weigh, hard limits remove and say what they removed."""

from __future__ import annotations

import polars as pl
import pytest

from careerclusters.errors import InputError, UnknownError
from careerclusters.people.matching.filters import apply_constraints, environment_levels, wish_fits
from careerclusters.people.profile.preferences import EDUCATION, Constraints, Preferences, environment_items


def test_environment_questions_read_rated_elements(catalog):
    elements = catalog.table("elements").filter(domain="context")["element_id"]
    items = environment_items().values()
    assert {item.element_id for item in items} <= set(elements)
    assert len({item.element_id for item in items}) == len(items)
    for item in items:
        assert item.too_little <= item.too_much


def test_no_rule_removes_everything_or_nothing(catalog):
    total = catalog.occupations.height
    for name in environment_items():
        for rule in ("never", "always"):
            removed = apply_constraints(Constraints({name: rule}), catalog).removed.height
            assert 0.03 * total < removed < 0.85 * total, (name, rule, removed)


def test_without_constraints_nothing_goes(catalog):
    found = apply_constraints(Constraints(), catalog)
    assert len(found.kept) == catalog.occupations.height
    assert found.removed.is_empty()
    assert found.unknown.is_empty()


def test_each_removal_names_its_reason_and_figure(catalog):
    limits = Constraints({"heights": "never", "teamwork": "always"}, 3, "secondary", 40_000)
    found = apply_constraints(limits, catalog)
    assert set(found.counts()) == {
        "never heights",
        "always teamwork",
        "job_zone_max",
        "education_max",
        "pay_min_usd",
    }
    assert set(found.kept) | set(found.removed["code_onet"]) == set(catalog.occupations["code_onet"])
    assert not set(found.kept) & set(found.removed["code_onet"])
    pay = found.removed.filter(constraint="pay_min_usd")
    assert (pay["value"] < 40_000).all()
    zones = found.removed.filter(constraint="job_zone_max")
    assert (zones["value"] > 3).all()
    assert "kept" in repr(found)


def test_what_lacks_a_figure_stays_and_is_listed(catalog):
    found = apply_constraints(Constraints({"heights": "never"}), catalog)
    rated = set(environment_levels(catalog, ("heights",))["code_onet"])
    assert set(found.unknown["code_onet"]) == set(catalog.occupations["code_onet"]) - rated
    assert set(found.unknown["code_onet"]) <= set(found.kept)


def test_a_higher_ceiling_removes_less(catalog):
    removed = [apply_constraints(Constraints(education_max=e), catalog).removed.height for e in EDUCATION]
    assert removed == sorted(removed, reverse=True)
    assert removed[-1] == 0


def test_wishes_point_the_wished_way(catalog):
    fits = wish_fits(Preferences({"outdoors": 2, "noise": -1, "phone": 0}, {"independence": 5}), catalog)
    assert set(fits["wish"]) == {"outdoors", "noise", "independence"}
    assert fits["fit"].is_between(-1, 1).all()
    foresters = fits.filter(code_onet="19-1032.00", wish="outdoors")["fit"][0]
    accountants = fits.filter(code_onet="13-2011.00", wish="outdoors")["fit"][0]
    assert foresters > accountants
    noise = fits.filter(wish="noise")
    assert noise.select(pl.corr("standing", "fit")).item() < -0.99
    assert noise["fit"].abs().max() <= 0.5


def test_neutral_wishes_say_nothing(catalog):
    assert wish_fits(Preferences({"outdoors": 0}, {"support": 3}), catalog).is_empty()


@pytest.mark.parametrize(
    "given",
    [
        {"environment": {"outdoors": 3}},
        {"environment": {"outdoors": True}},
        {"environment": {"outdoors": 1.0}},
        {"values": {"support": 0}},
        {"lenses": ("Not A Lens",)},
        {"lenses": ("a",) * 21},
        {"pay_wish_usd": -1},
        {"pay_wish_usd": float("nan")},
    ],
)
def test_wishes_out_of_range_are_refused(given):
    with pytest.raises(InputError):
        Preferences(**given)


@pytest.mark.parametrize(
    "given",
    [
        {"environment": {"outdoors": "sometimes"}},
        {"environment": {"outdoors": 2}},
        {"job_zone_max": 0},
        {"job_zone_max": 2.0},
        {"education_max": "phd"},
        {"education_max": 3},
        {"pay_min_usd": float("inf")},
        {"pay_min_usd": "lots"},
    ],
)
def test_limits_out_of_range_are_refused(given):
    with pytest.raises(InputError):
        Constraints(**given)


def test_misspelt_names_are_helped():
    with pytest.raises(UnknownError, match="outdoors"):
        Preferences({"outdors": 1})
    with pytest.raises(UnknownError, match="achievement"):
        Preferences(values={"fame": 5})
