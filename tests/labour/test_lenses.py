"""Lenses find what a newcomer would look for, and never turn not known into no."""

from __future__ import annotations

import polars as pl
import pytest

from careerclusters.errors import UnknownError
from careerclusters.labour._lens_labour import (
    MISSION_INDUSTRIES,
    catch_all_codes,
    growth_threshold,
)
from careerclusters.labour.emerging import POINTS, emerging_signs
from careerclusters.labour.lenses import (
    LENSES,
    get_lens,
    lens_answers,
    lens_coverage,
    lens_summary,
    lens_values,
)
from careerclusters.sources.registry import SOURCES


def answer(catalog, lens: str, code: str) -> bool | None:
    return lens_values(catalog, lens).row(by_predicate=pl.col("code_onet") == code, named=True)["is_in"]


@pytest.mark.parametrize(
    ("lens", "code"),
    [
        ("trades", "47-2111.00"),  # electricians
        ("trades", "51-4121.00"),  # welders
        ("trades", "49-3023.00"),  # car mechanics
        ("no_degree", "47-2152.00"),  # plumbers
        ("self_employment", "27-3043.00"),  # writers
        ("self_employment", "41-9022.00"),  # real-estate agents
        ("entrepreneurial", "41-9021.00"),  # real-estate brokers
        ("nonprofit_public", "21-2011.00"),  # clergy
        ("nonprofit_public", "21-1021.00"),  # social workers
        ("nonprofit_public", "25-2021.00"),  # teachers
        ("growing", "29-1171.00"),  # nurse practitioners
        ("emerging", "15-1299.07"),  # blockchain engineers
        ("emerging", "15-2051.00"),  # data scientists
        ("indoor", "23-1011.00"),  # lawyers
        ("outdoor", "47-2061.00"),  # construction labourers
        ("people", "29-1141.00"),  # registered nurses
        ("data", "15-2011.00"),  # actuaries
        ("things", "49-3023.00"),  # car mechanics
    ],
)
def test_a_lens_shows_what_it_is_for(catalog, lens, code):
    assert answer(catalog, lens, code) is True


@pytest.mark.parametrize(
    ("lens", "code"),
    [
        ("trades", "23-1011.00"),
        ("trades", "29-2055.00"),
        ("no_degree", "29-1141.00"),
        ("self_employment", "29-1141.00"),
        ("nonprofit_public", "41-9022.00"),
        ("growing", "43-9022.00"),
        ("emerging", "47-2111.00"),
        ("outdoor", "23-1011.00"),
        ("indoor", "47-2061.00"),
        ("things", "23-1011.00"),
    ],
)
def test_a_lens_hides_what_it_is_not_for(catalog, lens, code):
    assert answer(catalog, lens, code) is False


@pytest.mark.parametrize("name", LENSES)
def test_every_occupation_has_one_row_and_not_known_has_a_reason(catalog, name):
    frame = lens_values(catalog, name)
    assert frame["code_onet"].to_list() == catalog.occupations["code_onet"].sort().to_list()
    unknown = frame.filter(pl.col("is_in").is_null())
    assert not unknown["note"].null_count()
    assert not frame.filter(pl.col("is_in").is_not_null())["note"].drop_nulls().len()
    assert lens_coverage(catalog, name) == pytest.approx(1 - unknown.height / frame.height, abs=1e-4)


@pytest.mark.parametrize("name", LENSES)
def test_a_lens_is_documented(name, root):
    lens = LENSES[name]
    assert lens.rule.endswith(".")
    assert lens.threshold
    assert set(lens.sources) <= set(SOURCES)
    assert f"`{name}`" in (root / "docs" / "methods" / "lenses.md").read_text(encoding="utf-8")


def test_lenses_select_some_but_not_all(catalog):
    summary = lens_summary(catalog)
    assert summary["in_count"].min() >= 20
    assert (summary["in_count"] / catalog.occupations.height).max() < 0.6
    assert summary["coverage_share"].min() > 0.6


def test_figures_of_an_all_other_group_decide_nothing(catalog):
    codes = catch_all_codes(catalog)
    assert "11-9199" in codes.to_list()
    compliance = lens_values(catalog, "self_employment").filter(pl.col("code_onet") == "11-9199.02")
    assert compliance["value"].item() > 0.4
    assert compliance["is_in"].item() is None


def test_mission_industries_do_not_overlap(catalog):
    known = set(catalog.table("industry_employment")["code_naics"])
    assert set(MISSION_INDUSTRIES) <= known
    for code in MISSION_INDUSTRIES:
        assert not [other for other in MISSION_INDUSTRIES if other != code and other.startswith(code)]


def test_a_withheld_industry_keeps_the_answer_open(catalog):
    """No only when it stays no with all employees of unknown industry added."""
    frame = lens_values(catalog, "nonprofit_public").drop_nulls("value")
    assert (
        frame.filter(
            pl.col("is_in").is_null(), pl.col("note") == "industries withheld or not published"
        ).height
        > 0
    )
    assert (frame.filter(pl.col("is_in"))["value"] >= 0.5).all()
    assert (frame.filter(~pl.col("is_in"))["value"] < 0.5).all()


def test_the_growth_threshold_is_twice_that_of_all_jobs(catalog):
    assert growth_threshold(catalog) == 6.1
    assert "6.1%" in LENSES["growing"].threshold


def test_answers_hold_all_lenses(catalog):
    assert lens_answers(catalog).columns == ["code_onet", *LENSES]


def test_signs_without_a_second_release_or_a_clustering_are_not_known(catalog):
    signs = emerging_signs(catalog)
    assert signs["has_new_tools"].null_count() == signs["fits_poorly"].null_count() == signs.height


def test_nothing_is_new_against_the_same_release(catalog):
    signs = emerging_signs(catalog, previous=catalog)
    assert not signs["has_new_tools"].drop_nulls().any()


def test_a_poor_fit_adds_a_point(catalog):
    codes = catalog.occupations["code_onet"].sort()
    fit = pl.DataFrame({"code_onet": codes, "fit_share": [0.1] + [0.9] * (len(codes) - 1)})
    # The lowest tenth reaches up to 0.9 here, so make it strict by ranks.
    fit = fit.with_columns(fit_share=pl.int_range(pl.len()) / pl.len())
    before, after = lens_values(catalog, "emerging"), lens_values(catalog, "emerging", fit=fit)
    assert after["value"][0] == before["value"][0] + POINTS["fits_poorly"]
    assert (after["value"] > before["value"]).mean() == pytest.approx(0.1, abs=0.01)


def test_names_are_found_with_hyphens_and_capitals():
    assert get_lens("No-Degree").name == "no_degree"
    with pytest.raises(UnknownError, match="trades"):
        get_lens("trade")
