"""Clusters in the labour market: spreads that can be checked by hand, departures on planted moves."""

from __future__ import annotations

import json

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerclusters.catalog import Catalog
from careerclusters.errors import UnknownError
from careerclusters.labour._quantiles import weighted_quantiles
from careerclusters.labour.cluster import cluster_outlook
from careerclusters.labour.departures import group_move_codes, moves_leaving


@pytest.fixture(scope="module")
def groups(catalog) -> pl.DataFrame:
    return catalog.occupations.filter("is_rated").select(
        "code_onet", cluster_id=pl.col("code_onet").str.slice(0, 2), membership_share=pl.lit(1.0)
    )


@pytest.fixture(scope="module")
def health(catalog, groups):
    return cluster_outlook(catalog, groups, "29")


def test_spreads_are_ordered(health):
    pay = [one.value for one in health.pay.values()]
    assert pay == sorted(pay)
    growth = [health.growth[name].value for name in ("p10", "p50", "p90")]
    assert growth == sorted(growth)
    assert health.slowest[1].value <= growth[0]
    assert health.fastest[1].value >= growth[-1]


def test_schooling_shares_add_up(health):
    assert health.education["job_share"].sum() == pytest.approx(1)


def test_jobs_of_all_clusters_are_all_jobs_of_their_members(catalog, groups):
    leaving = moves_leaving(catalog, groups)
    jobs = sum(
        cluster_outlook(catalog, groups, one, leaving=leaving).jobs.value
        for one in groups["cluster_id"].unique()
    )
    counted = catalog.table("projections").join(
        catalog.occupations.filter("is_rated").select("code_soc2018").unique(), on="code_soc2018", how="semi"
    )
    assert jobs == pytest.approx(counted.unique("code_published")["employment_2024_jobs"].sum(), abs=50)


def test_it_says_that_jobs_are_split_and_that_a_cluster_is_no_destiny(health):
    assert "split equally" in health.jobs.note
    assert any("not a destiny" in sentence for sentence in health.words())
    json.dumps(health.to_dict(), allow_nan=False)


def test_top_coded_medians_read_at_least(catalog):
    doctors = pl.DataFrame({"code_onet": ["29-1022.00"], "cluster_id": ["d"], "membership_share": [1.0]})
    pay = cluster_outlook(catalog, doctors, "d", area="Alabama").pay
    assert pay["p90"].value is None
    assert pay["p90"].text() == "$239,200 a year or more"


def test_an_unknown_cluster_is_refused(catalog, groups):
    with pytest.raises(UnknownError, match="Unknown cluster"):
        cluster_outlook(catalog, groups, "zz")


def planted() -> Catalog:
    """A and B share a Census code; A moves to C (in its cluster) and D (outside), 3 to 1."""
    codes = ["11-1111", "11-1112", "22-2222", "33-3333"]
    occupations = pl.DataFrame({"code_onet": [f"{code}.00" for code in codes], "code_soc2018": codes})
    soc = pl.DataFrame({"code_soc2010": codes, "code_soc2018": codes})
    census = pl.DataFrame({"code_census2018": ["0001", "0001", "0002", "0003"], "code_soc2018": codes})
    moves = pl.DataFrame(
        [
            ("11-1110", "11-1110", 0.8),
            ("11-1110", "22-2222", 0.15),
            ("11-1110", "33-3333", 0.05),
            ("22-2222", "33-3333", 0.5),
        ],
        schema=["origin_code_soc2010", "destination_code_soc2010", "move_share"],
        orient="row",
    ).with_columns(origin_employment_jobs=pl.lit(100))
    return Catalog.from_tables(
        {
            "occupations": occupations,
            "crosswalk_soc2010_soc2018": soc,
            "crosswalk_census2018_soc2018": census,
            "moves": moves,
        }
    )


def test_departures_on_planted_moves():
    members = pl.DataFrame(
        {
            "code_onet": ["11-1111.00", "11-1112.00", "22-2222.00", "33-3333.00"],
            "cluster_id": ["x", "x", "x", "y"],
            "membership_share": [1.0] * 4,
        }
    )
    frame = moves_leaving(planted(), members)
    # Of 15 + 5 + 50 moves out of x, 5 + 50 end in y; nobody was seen to leave y.
    assert frame["leaving_share"].to_list() == pytest.approx([55 / 70, None], abs=1e-6)
    assert frame["origin_groups_count"].to_list() == [2, 0]
    assert frame["leaving_by_chance_share"][0] == pytest.approx(55 / 70, abs=1e-6)


def test_broad_codes_cover_their_detailed_ones():
    groups = group_move_codes(planted())
    assert groups.occupations.filter(pl.col("group") == "11-1110")["code_onet"].to_list() == [
        "11-1111.00",
        "11-1112.00",
    ]


def test_codes_that_share_a_census_code_are_one_group(catalog):
    groups = group_move_codes(catalog)
    sizes = groups.codes.group_by("group").agg(pl.len().alias("size"))
    assert 440 < sizes.height < groups.codes.height
    # No group swallows half of an office: a code that was split in 2018 goes on as one of its parts.
    assert sizes["size"].max() <= 6
    assert groups.occupations["code_onet"].is_unique().all()


def test_one_cluster_of_all_is_never_left(catalog):
    everyone = catalog.occupations.select("code_onet", cluster_id=pl.lit("all"), membership_share=pl.lit(1.0))
    assert moves_leaving(catalog, everyone)["leaving_share"].to_list() == [0.0]


def test_groups_below_chance(catalog, groups):
    frame = moves_leaving(catalog, groups).drop_nulls()
    assert frame.height >= 20
    assert (frame["leaving_share"] < frame["leaving_by_chance_share"]).all()


@given(
    st.lists(st.tuples(st.integers(0, 50), st.integers(0, 9)), min_size=1, max_size=30),
    st.floats(0.01, 1, allow_nan=False),
)
def test_weighted_quantiles_are_values_with_enough_weight_below(pairs, share):
    values, weights = zip(*pairs, strict=True)
    (found,) = weighted_quantiles(values, weights, at=[share])
    total = sum(weights)
    if not total:
        assert found is None
        return
    assert found in values
    assert sum(weight for value, weight in pairs if value <= found) >= share * total - 1e-6
    assert sum(weight for value, weight in pairs if value < found) < share * total + 1e-6


def test_without_moves_departures_are_not_known():
    members = pl.DataFrame({"code_onet": ["11-1111.00"], "cluster_id": ["x"], "membership_share": [1.0]})
    frame = moves_leaving(
        Catalog.from_tables({"occupations": pl.DataFrame({"code_onet": ["11-1111.00"]})}), members
    )
    assert frame.rows() == [("x", None, None, 0)]
