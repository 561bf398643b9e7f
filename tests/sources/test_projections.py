"""Projections, separations, schooling, programmes and exposure as published."""

from __future__ import annotations

import polars as pl
import pytest

from careerclusters.errors import DataError
from careerclusters.sources import projections
from careerclusters.sources.projections import EDUCATION_ORDER


def one(catalog, table: str, code: str) -> dict:
    return catalog.table(table).row(by_predicate=pl.col("code_soc2018") == code, named=True)


def test_electricians_are_as_published(catalog):
    row = one(catalog, "projections", "47-2111")
    assert row["education"] == "High school diploma or equivalent"
    assert row["training"] == "Apprenticeship"
    assert row["employment_2024_jobs"] == 818_700
    assert row["wage_median_usd"] == 62_350


def test_growth_agrees_with_the_jobs(catalog):
    frame = catalog.table("projections").filter(pl.col("employment_2024_jobs") >= 50_000)
    computed = (pl.col("employment_2034_jobs") / pl.col("employment_2024_jobs") - 1) * 100
    assert frame.select((computed - pl.col("growth_10yr_pct")).abs().max()).item() <= 0.2


def test_the_workbook_and_the_table_are_of_one_edition(catalog):
    """Jobs now are the same in both, so rates and openings may be used together."""
    now = ("code_soc2018", "employment_2024_jobs")
    table, workbook = (catalog.table(name).select(now) for name in ("projections", "separations"))
    assert table.equals(workbook)


def test_top_coded_and_absent_medians_stay_apart(catalog):
    frame = catalog.table("projections")
    top = frame.filter(pl.col("wage_median_note") == "top_coded")
    assert top.height == 17
    assert top["top_coded_at_usd"].unique().to_list() == [239_200]
    absent = frame.filter(pl.col("wage_median_note") == "not_published")
    assert absent.height == 6
    assert absent["top_coded_at_usd"].null_count() == 6


def test_an_unavailable_self_employed_share_is_not_zero(catalog):
    frame = catalog.table("separations")
    assert frame["self_employed_share"].null_count() == 200
    assert (frame["self_employed_share"] == 0).any()
    assert (
        frame["self_employed_share"].is_null()
        == (frame["self_employed_note"] == "not_published").fill_null(False)
    ).all()


def test_yearly_shares_are_plausible(catalog):
    frame = catalog.table("separations")
    leaving = frame["exit_annual_share"] + frame["transfer_annual_share"]
    assert leaving.is_between(0.02, 0.35).all()


def test_schooling_shares_add_up(catalog):
    sums = catalog.table("attainment").select(pl.sum_horizontal("^attained_.*$")).to_series()
    assert sums.is_between(0.995, 1.005).all()


def test_education_has_an_order(catalog):
    assert set(catalog.table("projections")["education"]) == set(EDUCATION_ORDER)


def test_programmes_leave_out_no_match(catalog):
    frame = catalog.table("programmes")
    assert not frame["code_soc2018"].str.starts_with("99").any()
    assert not frame["code_cip2020"].str.starts_with("99").any()
    assert not frame["programme_title"].str.ends_with(".").any()
    nursing = frame.filter(pl.col("code_soc2018") == "29-1141")["code_cip2020"].to_list()
    assert "51.3801" in nursing


def test_exposure_is_a_share_and_alpha_beta_gamma_nest(catalog):
    frame = catalog.table("exposure_tasks")
    for who in ("human", "model"):
        alpha, beta, gamma = (
            frame[f"exposure_{who}_{degree}_share"] for degree in ("alpha", "beta", "gamma")
        )
        assert (alpha <= beta + 1e-6).all()
        assert (beta <= gamma + 1e-6).all()


def test_an_unknown_education_stops_the_reading(tmp_path):
    header = [*projections._NUMBERS.values(), "Median Annual Wage 2024", *projections._WORDS.values()]
    cells = ["1.0", "1.0", "0.0", "0.0", "0.1", "50,000", "Apprentice of sorcery", "None", "None"]
    lines = [
        ",".join(f'"{cell}"' for cell in ("Occupation Code", *header)),
        ",".join(f'"{cell}"' for cell in ("11-1011", *cells)),
    ]
    (tmp_path / projections.TABLE).write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(DataError, match="sorcery"):
        projections.read_projections(tmp_path)


def test_thousands_become_jobs(tmp_path):
    header = [*projections._NUMBERS.values(), "Median Annual Wage 2024", *projections._WORDS.values()]
    cells = ["1,579.8", "1,652.6", "72.8", "4.6", "124.2", ">=239,200", EDUCATION_ORDER[5], "None", "None"]
    code = '="13-2011"'.replace('"', '""')
    lines = [
        ",".join(f'"{cell}"' for cell in ("Occupation Code", *header)),
        ",".join(f'"{cell}"' for cell in (code, *cells)),
    ]
    (tmp_path / projections.TABLE).write_text("\n".join(lines), encoding="utf-8")
    row = projections.read_projections(tmp_path).row(0, named=True)
    assert row["code_soc2018"] == "13-2011"
    assert row["employment_2024_jobs"] == 1_579_800
    assert row["openings_annual_jobs"] == 124_200
    assert (row["wage_median_usd"], row["wage_median_note"], row["top_coded_at_usd"]) == (
        None,
        "top_coded",
        239_200,
    )
