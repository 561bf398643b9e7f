"""Licences, training, people at work and other codes as published, spot-checked by hand in the files."""

from __future__ import annotations

import polars as pl
import pytest

from careerclusters.catalog.compile import compile_catalog
from careerclusters.errors import DataError


def test_registered_nurses_are_licensed_nearly_everywhere(catalog):
    nurses = catalog.table("licences").filter(pl.col("code_onet") == "29-1141.00")
    assert nurses.height == 49
    assert "OH" in nurses["state_code"].to_list()
    assert "CA" not in catalog.table("licences")["state_code"].to_list()


def test_nursing_graduates_earn_what_the_schools_report(catalog, releases):
    """The median, the range and the count, computed again from the release in another way."""
    raw = pl.read_parquet(releases / "scorecard_field_of_study_2026-06.parquet")
    schools = raw.filter(
        pl.col("cip_code") == "5138",
        pl.col("credential_desc") == "Associate's Degree",
        pl.col("earnings_horizon") == "4yr_after_completion",
        pl.col("state") == "OH",
    )["earnings"].drop_nulls()
    row = catalog.table("programme_outcomes").row(
        by_predicate=(pl.col("code_cip4") == "51.38")
        & (pl.col("credential") == "associate")
        & (pl.col("state_code") == "OH"),
        named=True,
    )
    assert row["horizon_years"] == 4
    assert row["earnings_schools_count"] == len(schools) >= 5
    assert row["earnings_median_usd"] == round(schools.median())
    assert (row["earnings_lowest_usd"], row["earnings_highest_usd"]) == (schools.min(), schools.max())


def test_a_state_needs_five_schools_for_each_figure(catalog):
    states = catalog.table("programme_outcomes").filter(pl.col("state_code") != "US")
    assert states.height > 1_000
    assert states.drop_nulls("earnings_median_usd")["earnings_schools_count"].min() >= 5
    assert states.drop_nulls("debt_median_usd")["debt_schools_count"].min() >= 5


def test_women_are_counted_by_census_code(catalog):
    frame = catalog.table("women_share")
    shares = dict(frame.select("code_soc2018", "women_share").iter_rows())
    assert shares["11-1011"] == pytest.approx(0.292)
    legislators = frame.row(by_predicate=pl.col("code_soc2018") == "11-1031", named=True)
    assert (legislators["women_share"], legislators["women_note"]) == (None, "not_published")
    # Chief executives stand alone; one code covers many kinds of assemblers.
    assert frame.filter(pl.col("is_broader"))["covers_count"].min() == 2


def test_military_codes_differ_by_service(catalog):
    frame = catalog.table("crosswalk_military_onet")
    infantry = frame.filter(pl.col("code_military") == "11B", pl.col("service") == "Army")
    assert infantry["title_military"].unique().to_list() == ["Infantryman"]
    assert frame.filter(pl.col("service") == "Navy").height > 1_000


def test_esco_matches_are_carried_to_2019(catalog):
    known = set(catalog.occupations["code_onet"])
    frame = catalog.table("crosswalk_esco_onet")
    assert set(frame["code_onet"]) <= known
    assert frame["esco_uuid"].n_unique() == 1_680


@pytest.mark.releases
def test_a_source_that_was_cut_off_stops_with_numbers(releases, tmp_path):
    """All the licences of two states only: a file that ends early."""
    for name in ("db_30_1_text.zip", "All_Career_Clusters.csv"):
        (tmp_path / name).symlink_to(releases / name)
    lines = (releases / "licence_states_2024-10.csv").read_text().splitlines(keepends=True)
    (tmp_path / "licence_states_2024-10.csv").write_text("".join(lines[:101]))
    with pytest.raises(DataError, match=r"licences is short.*100 rows, at least 6,500"):
        compile_catalog(tmp_path, tmp_path / "out")


def test_esco_has_other_names_in_every_language(catalog):
    """ESCO 1.0, read by hand: a nurse is also "enfermero/a"; English ones only where there is a match."""
    frame = catalog.table("esco_alternates")
    matched = set(catalog.table("crosswalk_esco_onet")["esco_uuid"])
    english = frame.filter(pl.col("language") == "en")
    assert set(frame["language"]) == {"en", "es", "fr"}
    assert set(english["esco_uuid"]) <= matched
    assert not frame.filter(pl.col("label").str.contains(r"^\s|\s$|\n"))["label"].to_list()
    for code in ("es", "fr"):
        others = frame.filter(pl.col("language") == code)
        assert not set(others["esco_uuid"]) <= matched
        halves = pl.col(f"label_{code}").str.split("/").alias("label")
        preferred = catalog.table("esco_occupations").select("esco_uuid", halves).explode("label")
        assert others.join(preferred, on=["esco_uuid", "label"], how="inner").height == 0
