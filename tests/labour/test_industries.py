"""Industries of occupations and clusters, both ways; examples small enough to check by hand."""

from __future__ import annotations

import polars as pl
import pytest

from careerclusters.catalog import Catalog
from careerclusters.errors import InputError, UnknownError
from careerclusters.labour.industries import (
    clusters_in,
    find_industries,
    industries_of,
    industry_profile,
)
from careerclusters.labour.jobs import split_jobs


@pytest.fixture(scope="module")
def groups(catalog) -> pl.DataFrame:
    """Clusters by SOC major group."""
    return catalog.occupations.filter("is_rated").select(
        "code_onet", cluster_id=pl.col("code_onet").str.slice(0, 2), membership_share=pl.lit(1.0)
    )


@pytest.fixture(scope="module")
def small() -> Catalog:
    """Two occupations under one SOC code with 100 jobs, one under another with 300."""
    occupations = pl.DataFrame(
        {
            "code_onet": ["11-1111.00", "11-1111.01", "22-2222.00"],
            "title": ["A", "B", "C"],
            "code_soc2018": ["11-1111", "11-1111", "22-2222"],
        }
    )
    edges = pl.DataFrame(
        {
            "code_soc2018": ["11-1111", "11-1111", "22-2222"],
            "code_naics": ["111", "222", "111"],
            "industry_name": ["Farms", "Mills", "Farms"],
            "level": pl.Series([3, 3, 3], dtype=pl.UInt8),
            "employment_jobs": [60, 40, 300],
            "wage_mean_usd": [1, 2, 3],
            "code_published": ["11-1111", "11-1111", "22-2222"],
        }
    )
    return Catalog.from_tables({"occupations": occupations, "industry_employment": edges})


@pytest.fixture
def members() -> pl.DataFrame:
    return pl.DataFrame(
        {
            "code_onet": ["11-1111.00", "11-1111.01", "22-2222.00"],
            "cluster_id": ["x", "y", "y"],
            "membership_share": [1.0, 1.0, 0.5],
        }
    )


def test_jobs_of_a_shared_code_are_split(small, members):
    frame = industries_of(small, members, "y")
    # Half of the SOC code's 60 and 40, and half of C's 300 for its half membership.
    assert frame.select("code_naics", "jobs").rows() == [("111", 180.0), ("222", 20.0)]
    assert frame["cluster_share"].to_list() == [0.9, 0.1]
    # All jobs counted: x has 30 and 20.
    assert frame["industry_share"].to_list() == pytest.approx([180 / 210, 0.5], abs=1e-6)
    assert frame["concentration"][0] == pytest.approx(0.9 / (210 / 250), abs=1e-6)


def test_clusters_of_an_industry(small, members):
    frame = clusters_in(small, members, "222")
    assert frame.select("cluster_id", "jobs", "industry_share").rows() == [("x", 20.0, 0.5), ("y", 20.0, 0.5)]
    assert frame["occupations"].to_list() == [["A"], ["B"]]


def test_the_order_of_members_does_not_matter(catalog, groups):
    shuffled = groups.sample(fraction=1, shuffle=True, seed=3)
    assert industries_of(catalog, groups, "29").equals(industries_of(catalog, shuffled, "29"))
    assert clusters_in(catalog, groups, "622").equals(clusters_in(catalog, shuffled, "622"))


def test_health_works_in_hospitals_and_hospitals_need_health(catalog, groups):
    assert industries_of(catalog, groups, "29")["code_naics"][0] == "622"
    needed = clusters_in(catalog, groups, "622")
    assert needed["cluster_id"][0] == "29"
    assert needed["industry_share"].sum() == pytest.approx(1, abs=1e-4)


def test_splitting_keeps_the_sum(catalog):
    codes = catalog.occupations["code_onet"]
    jobs = split_jobs(catalog, codes)["jobs"].sum()
    assert jobs == pytest.approx(
        catalog.table("projections").unique("code_published")["employment_2024_jobs"].sum()
    )


def test_registered_nurses_are_concentrated(catalog):
    profile = industry_profile(catalog, "29-1141")
    assert profile.top["code_naics"][0] == "6221"
    assert profile.published_share > 0.99
    assert profile.largest_sector_share == pytest.approx(0.85, abs=0.01)
    assert 1 < profile.effective_sectors < 2


@pytest.mark.parametrize(
    ("query", "code"), [("hospitals", "622"), ("2382", "2382"), ("NAICS 31-33", "31-33")]
)
def test_industries_are_found_by_name_and_code(catalog, query, code):
    assert find_industries(catalog, query)["code_naics"][0] == code


def test_an_unknown_industry_names_near_ones(catalog):
    with pytest.raises(UnknownError, match="622 Hospitals"):
        find_industries(catalog, "hospitlas")
    with pytest.raises(UnknownError):
        clusters_in(
            catalog,
            pl.DataFrame(
                schema={"code_onet": pl.String, "cluster_id": pl.String, "membership_share": pl.Float64}
            ),
            "77",
        )
    with pytest.raises(InputError):
        find_industries(catalog, "  ")


def test_unknown_clusters_and_levels_are_refused(small, members):
    with pytest.raises(UnknownError, match="x, y"):
        industries_of(small, members, "z")
    with pytest.raises(InputError, match="level"):
        industries_of(small, members, "x", level=7)


def test_occupations_counted_as_one_go_by_the_first_of_them(catalog, groups):
    needed = clusters_in(catalog, groups, "622")
    titles = dict(catalog.table("occupations").select("title", "code_onet").iter_rows())
    for row in needed.iter_rows(named=True):
        codes = [titles[title][:7] for title in row["occupations"]]
        assert len(set(codes)) == len(codes)
    assert any("Registered Nurses" in row for row in needed["occupations"])
