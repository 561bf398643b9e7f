"""Wages and industries as published: reasons kept apart, codes spread, totals that add up."""

from __future__ import annotations

from itertools import pairwise
from unittest.mock import patch

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careerclusters.errors import DataError
from careerclusters.schema import areas, training
from careerclusters.schema.labour import NOTES, TABLES
from careerclusters.sources import oews
from careerclusters.sources._labour_codes import COMBINED_CODES, spread
from careerclusters.sources.labour import LABOUR_READERS

ORDERED = ("p10", "p25", "median", "p75", "p90")
WAGES = [f"A_{name}" for name in oews.STATISTICS.values()]
NATIONAL_2025_JOBS = 155_495_730


@pytest.fixture(scope="module")
def wages(catalog) -> pl.DataFrame:
    return catalog.table("wages")


@pytest.fixture(scope="module")
def edges(catalog) -> pl.DataFrame:
    return catalog.table("industry_employment")


def test_registered_nurses_are_as_published(wages):
    row = wages.row(by_predicate=(pl.col("code_soc2018") == "29-1141") & (pl.col("year") == 2025), named=True)
    assert row["employment_jobs"] == 3_379_720
    assert [row[f"wage_{name}_usd"] for name in ORDERED] == [68_940, 80_330, 97_550, 112_350, 137_470]
    assert row["wage_mean_usd"] == 101_420
    assert not row["is_broader"]


def test_occupations_add_up_to_all_jobs(wages):
    for year in (2020, 2025):
        rows = wages.filter(pl.col("year") == year)
        total = rows.filter(pl.col("code_soc2018") == "00-0000")["employment_jobs"].item()
        parts = rows.filter(pl.col("code_soc2018") != "00-0000").unique("code_published")
        assert parts["employment_jobs"].sum() == pytest.approx(total, rel=0.0005)
    assert total == NATIONAL_2025_JOBS


@pytest.mark.parametrize("table", ["wages", "industry_employment", "area_wages", "wages_hourly"])
def test_percentiles_are_ordered(catalog, table):
    frame = catalog.table(table)
    by = "_hourly" if table == "wages_hourly" else ""
    for low, high in pairwise(ORDERED):
        both = frame.drop_nulls([f"wage_{low}{by}_usd", f"wage_{high}{by}_usd"])
        assert (both[f"wage_{low}{by}_usd"] <= both[f"wage_{high}{by}_usd"]).all()


@pytest.mark.parametrize("table", ["wages", "industry_employment", "area_wages"])
def test_every_missing_wage_has_a_reason_and_no_known_one_has(catalog, table):
    frame = catalog.table(table)
    for name in (*(f"wage_{one}" for one in oews.STATISTICS),):
        missing, note = frame[f"{name}_usd"].is_null(), frame[f"{name}_note"]
        assert (missing == note.is_not_null()).all()
        assert set(note.drop_nulls()) <= set(NOTES)


def test_top_codes_are_those_of_each_year(wages):
    tops = wages.select("year", "top_coded_at_usd").unique().sort("year").rows()
    assert tops == [(2020, 208_000), (2025, 239_200)]
    surgeons = wages.filter(pl.col("wage_p90_note") == "top_coded", pl.col("year") == 2020)
    assert surgeons.height > 30
    # What is published beside a top-coded wage lies below the top code.
    assert (
        (surgeons.drop_nulls("wage_p75_usd").select(pl.col("wage_p75_usd") < pl.col("top_coded_at_usd")))
        .to_series()
        .all()
    )


def test_actors_are_paid_by_the_hour(catalog, wages):
    row = wages.row(by_predicate=(pl.col("code_soc2018") == "27-2011") & (pl.col("year") == 2025), named=True)
    assert row["wage_median_usd"] is None
    assert row["wage_median_note"] == "hourly_only"
    hourly = catalog.table("wages_hourly").filter(pl.col("code_soc2018") == "27-2011", pl.col("year") == 2025)
    assert hourly["wage_median_hourly_usd"].item() == 29.05


def test_combined_codes_are_spread_and_marked(wages):
    buyers = wages.filter(
        pl.col("code_soc2018").is_in(["13-1021", "13-1022", "13-1023"]), pl.col("year") == 2025
    )
    assert buyers.height == 3
    assert buyers["code_published"].unique().to_list() == ["13-1020"]
    assert buyers["is_broader"].all()
    assert buyers["covers_count"].to_list() == [3, 3, 3]
    assert buyers["employment_jobs"].n_unique() == 1


def test_combined_codes_and_detailed_codes_cover_the_soc_once(catalog, wages):
    """All of SOC 2018 but those outside the survey (military, fishers, now legislators), and none twice."""
    detailed = set(catalog.table("crosswalk_soc2010_soc2018")["code_soc2018"])
    outside = {2020: {"45-3031"}, 2025: {"45-3031", "11-1031"}}
    for year in (2020, 2025):
        codes = wages.filter(pl.col("year") == year, pl.col("code_soc2018") != "00-0000")["code_soc2018"]
        assert codes.n_unique() == len(codes)
        assert set(codes) <= detailed
        assert {code for code in detailed - set(codes) if not code.startswith("55-")} == outside[year]


def test_a_combined_code_covers_each_code_once_per_file():
    covered = [code for codes in COMBINED_CODES.values() for code in codes]
    assert len(covered) == len(set(covered))
    assert not set(covered) & set(COMBINED_CODES)


def test_industries_of_one_level_never_exceed_the_occupation(edges, wages):
    national = wages.filter(pl.col("year") == 2025).select("code_soc2018", total="employment_jobs")
    sums = (
        edges.filter(pl.col("level").is_in([2, 3, 4]))
        .group_by("code_soc2018", "level")
        .agg(pl.col("employment_jobs").sum())
    )
    ratio = (
        sums.join(national, on="code_soc2018").select(pl.col("employment_jobs") / pl.col("total")).to_series()
    )
    assert ratio.max() <= 1.01


def test_private_and_government_add_up_to_the_nation(edges, wages):
    owners = edges.filter(pl.col("code_naics").is_in(["000001", "999001"])).drop_nulls("employment_jobs")
    both = (
        owners.filter(pl.len().over("code_soc2018") == 2)
        .group_by("code_soc2018")
        .agg(pl.col("employment_jobs").sum())
    )
    national = wages.filter(pl.col("year") == 2025).select("code_soc2018", total="employment_jobs")
    joined = both.join(national, on="code_soc2018")
    assert joined.height > 600
    assert ((joined["employment_jobs"] - joined["total"]).abs() <= 20).mean() > 0.99


def test_hospital_nurses_of_all_owners_are_counted_once(edges):
    nurses = edges.filter(pl.col("code_soc2018") == "29-1141", pl.col("code_naics") == "622")
    assert nurses["employment_jobs"].to_list() == [2_020_230]


def test_levels_follow_the_codes(edges):
    levels = dict(edges.select("code_naics", "level").unique().iter_rows())
    assert levels["31-33"] == 2
    assert levels["622"] == 3
    assert levels["2382"] == 4
    assert levels["3320A1"] == 4
    assert levels["000001"] == 0


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_labour_table_is_as_described(catalog, table):
    frame = catalog.table(table.name)
    assert frame.schema == pl.Schema(table.dtypes)
    assert not frame.select(table.key).is_duplicated().any()
    assert frame.equals(frame.sort(table.key))
    for column in table.columns:
        values = frame[column.name]
        assert column.is_nullable or not values.null_count(), column.name
        assert column.minimum is None or values.min() >= column.minimum, column.name
        assert column.maximum is None or values.max() <= column.maximum, column.name


def test_all_labour_tables_have_a_reader():
    assert set(LABOUR_READERS) == {
        table.name for part in (TABLES, areas.TABLES, training.TABLES) for table in part
    }


@pytest.mark.releases
@pytest.mark.parametrize("name", sorted(LABOUR_READERS))
def test_the_bundled_table_is_what_the_release_gives(releases, catalog, name):
    assert LABOUR_READERS[name](releases).equals(catalog.table(name))


def test_a_missing_release_says_which_file(tmp_path):
    with pytest.raises(DataError, match="national_M2020"):
        oews.read_wages(tmp_path)


CELL = st.one_of(st.integers(1_000, 239_190).map(str), st.sampled_from(["*", "#"]), st.none())


def sheets(cells: list[str | None], jobs: str | None, *, hourly_only: bool):
    """A workbook of one detailed row, and its field descriptions."""
    row = {"OCC_CODE": "11-1011", "O_GROUP": "detailed", "NAICS": "000000", "NAICS_TITLE": "Cross-industry"}
    row |= {"TOT_EMP": jobs, "ANNUAL": None, "HOURLY": "TRUE" if hourly_only else None}
    row |= dict(zip(WAGES, cells, strict=True))
    note = "#  = indicates a wage equal to or greater than $115.00 per hour or $239,200 per year"

    def read(path, sheet=0, **_):
        if sheet == 0:
            return pl.DataFrame([row], schema=dict.fromkeys(row, pl.String))
        return pl.DataFrame({"a": [note]})

    return patch.object(oews, "read_sheet", read)


@settings(max_examples=60, deadline=None)
@given(st.lists(CELL, min_size=6, max_size=6), st.sampled_from(["120", "**", None]), st.booleans())
def test_withheld_top_coded_and_absent_never_become_numbers_or_each_other(
    tmp_path_factory, cells, jobs, hourly_only
):
    path = tmp_path_factory.mktemp("release") / "file.xlsx"
    with sheets(cells, jobs, hourly_only=hourly_only):
        frame = oews._estimates(path, 2025)
    row = frame.row(0, named=True)
    reasons = {"*": "hourly_only" if hourly_only else "suppressed", "#": "top_coded", None: "not_published"}
    for name, cell in zip(oews.STATISTICS, cells, strict=True):
        if cell in reasons:
            assert (row[f"wage_{name}_usd"], row[f"wage_{name}_note"]) == (None, reasons[cell])
        else:
            assert (row[f"wage_{name}_usd"], row[f"wage_{name}_note"]) == (int(cell), None)
    assert row["employment_jobs"] == (120 if jobs == "120" else None)
    assert row["employment_note"] == {"120": None, "**": "suppressed", None: "not_published"}[jobs]
    assert row["top_coded_at_usd"] == 239_200


def test_an_unknown_mark_stops_the_reading(tmp_path):
    with sheets(["~", *["1000"] * 5], "120", hourly_only=False), pytest.raises(DataError, match="not known"):
        oews._estimates(tmp_path / "file.xlsx", 2025)


def test_spread_keeps_what_is_not_combined():
    frame = spread(pl.DataFrame({"code_published": ["29-1141", "31-1120"], "jobs": [1, 2]}))
    assert frame.sort("code_soc2018").rows() == [
        ("29-1141", "29-1141", False, 1, 1),
        ("31-1121", "31-1120", True, 2, 2),
        ("31-1122", "31-1120", True, 2, 2),
    ]
