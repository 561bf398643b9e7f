"""How figures of work are split, compared and counted, by hand; `scripts/mutate` changes these rules."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from careerclusters.catalog import Catalog
from careerclusters.labour._lens_labour import entrepreneurial, growth_threshold, nonprofit_public
from careerclusters.labour._quantiles import weighted_quantiles
from careerclusters.labour.area_figures import _openings
from careerclusters.labour.borrowed import borrowed, own_first
from careerclusters.labour.changes import _bound, element_changes
from careerclusters.labour.cluster import _education, _growths
from careerclusters.labour.departures import moves_leaving
from careerclusters.labour.emerging import emerging
from careerclusters.labour.exposure import exposures
from careerclusters.labour.figure import Figure
from careerclusters.labour.jobs import split_jobs
from careerclusters.labour.licences import licence_of
from careerclusters.labour.movers import match_clusters, split_clusters
from careerclusters.labour.pay import pay_changes

NURSE, ICU, COOK, BAKER = "29-1141.00", "29-1141.03", "35-2014.00", "51-3011.00"


def occupations(*codes: str, **columns: object) -> pl.DataFrame:
    return pl.DataFrame({"code_onet": codes, "code_soc2018": [code[:7] for code in codes], **columns})


def projections(**columns: object) -> pl.DataFrame:
    socs = [NURSE[:7], COOK[:7]]
    return pl.DataFrame({"code_soc2018": socs, "code_published": socs, "is_broader": [False] * 2, **columns})


def test_the_smallest_value_with_enough_weight_below():
    """Weights 1, 1, 2 on 10, 20, 30: a quarter is reached at 10, a half at 20, more at 30."""
    found = weighted_quantiles([30, 10, 20], [2, 1, 1], at=(0.25, 0.26, 0.5, 0.51))
    assert found == [10, 20, 20, 30]
    assert weighted_quantiles([30, 10], [1, 0], at=(0.1,)) == [30]


def test_jobs_of_a_code_are_split_among_its_occupations():
    """3,000 nurses are 1,500 of each kind at hand; the cooks keep theirs."""
    catalog = Catalog.from_tables(
        {
            "occupations": occupations(NURSE, ICU, COOK),
            "projections": projections(employment_2024_jobs=[3_000, 400]),
        }
    )
    both = split_jobs(catalog, pl.Series([NURSE, ICU, COOK]))
    assert both["jobs"].to_list() == [1_500, 1_500, 400]
    assert both["is_split"].to_list() == [True, True, False]
    assert split_jobs(catalog, pl.Series([NURSE]))["jobs"].to_list() == [3_000]


def test_a_speciality_shows_borrowed_figures_and_stands_last():
    catalog = Catalog.from_tables(
        {"occupations": occupations(NURSE, ICU, COOK), "projections": projections()}
    )
    assert borrowed(catalog)["is_borrowed"].to_list() == [False, True, False]
    assert borrowed(catalog)["group_count"].to_list() == [2, 2, 1]
    rows = pl.DataFrame({"code_onet": [ICU, NURSE, COOK], "jobs": [9, 1, 5]})
    assert own_first(rows, catalog, by="jobs")["code_onet"].to_list() == [COOK, NURSE, ICU]


def test_a_percentile_counts_ties_half():
    """Scores 1, 2, 2, 4: the lowest is 0, the two in the middle share 50, the highest is 100."""
    codes = ("11-0001.00", "11-0002.00", "11-0003.00", "11-0004.00")
    tasks = pl.DataFrame({"code_onet": codes, "exposure_human_beta_share": [1.0, 2.0, 2.0, 4.0]})
    frame = exposures(Catalog.from_tables({"occupations": occupations(*codes), "exposure_tasks": tasks}))
    assert frame["tasks_percentile"].to_list() == [0, 50, 50, 100]


def test_the_bound_of_benjamini_and_hochberg():
    """Chances .01, .02, .04, .2 against .0125, .025, .0375, .05: the second is the last to pass."""
    from scipy.stats import norm

    z = norm.isf(np.array([0.01, 0.02, 0.04, 0.2]) / 2)
    assert _bound(-z[::-1]) == pytest.approx(z[1])
    assert _bound(norm.isf(np.array([0.2, 0.3]) / 2)) == float("inf")
    # the third passes at .0375 and takes the second with it, though that fails at .025
    z = norm.isf(np.array([0.01, 0.03, 0.037, 0.2]) / 2)
    assert _bound(z) == pytest.approx(z[2])


def test_the_change_of_an_element_in_errors_of_its_mean():
    """Changes 1, 2, 3 of three occupations: mean 2, spread 1, so z is 2 × √3; two of them rose for sure."""
    changes = pl.DataFrame(
        {
            "element_id": ["x"] * 4, "element_name": ["X"] * 4, "domain": ["skills"] * 4,
            "scale_id": ["IM"] * 4, "change": [1.0, 2.0, 3.0, 50.0],
            "kind": ["within noise", "beyond noise", "beyond noise", "carried forward"],
        }
    )  # fmt: skip
    found = element_changes(changes, least=3).row(0, named=True)
    assert found["change_mean"] == 2
    assert found["z"] == pytest.approx(2 * np.sqrt(3))
    assert (found["risen_count"], found["fallen_count"]) == (2, 0)


def test_the_counterpart_of_a_cluster_has_the_greatest_overlap():
    """Of A, two go to x and one to y; B is all of y but one: A is x, B is y by union, not by count."""
    old = ["A", "A", "A", "B", "B", "C", "C", "C", "C"]
    new = ["x", "x", "y", "y", "y", "z", "z", "z", "x"]
    assert match_clusters(old, new) == {"A": "x", "B": "y", "C": "z"}
    assert split_clusters(old, new) == {"A": ["x", "y"], "C": ["z", "x"]}
    assert split_clusters(old, new, part=0.3) == {"A": ["x", "y"]}


def test_pay_change_by_hand():
    """From 40,000 to 50,000 is a quarter more; a code that was counted in a group has no change."""
    wages = pl.DataFrame(
        {
            "code_soc2018": [NURSE[:7], NURSE[:7], COOK[:7], COOK[:7]],
            "code_published": [NURSE[:7], NURSE[:7], COOK[:7], "35-2010"],
            "year": [2025, 2020, 2025, 2020],
            "wage_median_usd": [50_000, 40_000, 30_000, 25_000],
            "wage_median_note": [None] * 4,
            "is_broader": [False, False, False, True],
        },
        schema_overrides={"wage_median_note": pl.String},
    )
    found = pay_changes(Catalog.from_tables({"wages": wages}))
    assert found[NURSE[:7]].value == 25.0
    assert found[COOK[:7]].value is None


def test_openings_of_an_area_are_the_nation_s_rate():
    """300 openings for 3,000 jobs are one in ten: 50 for 500 jobs here."""
    ahead = projections(employment_2024_jobs=[3_000, 0], openings_annual_jobs=[300, 1])
    catalog = Catalog.from_tables({"projections": ahead})
    here = Figure(500, "jobs", "2025", "oews_areas", area="Ohio")
    found = _openings(catalog, NURSE[:7], here)
    assert (found.value, found.is_estimated) == (50, True)
    assert _openings(catalog, COOK[:7], here).value is None


def test_growth_of_a_cluster_counts_by_jobs():
    """300 jobs grow by 10 %, 100 fall by 2 %: 7 % together."""
    members = pl.DataFrame(
        {"jobs": [300.0, 100.0], "growth_10yr_pct": [10.0, -2.0], "education": ["Associate's degree"] * 2}
    )
    assert _growths(members)["mean"].value == 7.0
    assert _growths(members)["p50"].value == 10.0
    assert _growths(members)["p10"].value == -2.0
    assert _education(members)["job_share"].to_list() == [1.0]


def test_twice_the_growth_of_all_jobs():
    """From 1,000 to 1,040 jobs is 4 %; the threshold is 8; a code counted twice counts once."""
    table = pl.DataFrame(
        {
            "code_published": ["a", "a", "b"],
            "employment_2024_jobs": [600, 600, 400],
            "employment_2034_jobs": [630, 630, 410],
        }
    )
    assert growth_threshold(Catalog.from_tables({"projections": table})) == 8.0


def lens_catalog() -> Catalog:
    socs = [code[:7] for code in (NURSE, COOK, BAKER)]
    ratings = pl.DataFrame(
        [(code, f"1.B.1.{letter}", "OI", 4.0) for code in (NURSE, COOK, BAKER) for letter in "abcdef"],
        schema=["code_onet", "element_id", "scale_id", "value"],
        orient="row",
    )
    industries = pl.DataFrame(
        [
            (socs[0], "62", 2, 900), (socs[0], "6221", 4, 600),
            (socs[1], "72", 2, 900), (socs[1], "6221", 4, 100),
            (socs[2], "31", 2, 300),
        ],
        schema=["code_soc2018", "code_naics", "level", "employment_jobs"],
        orient="row",
    )  # fmt: skip
    return Catalog.from_tables(
        {
            "occupations": occupations(NURSE, COOK, BAKER, is_residual=[False] * 3),
            "separations": pl.DataFrame({"code_soc2018": socs, "self_employed_share": [0.01, 0.4, 0.04]}),
            "ratings": ratings,
            "industry_employment": industries,
            "wages": pl.DataFrame({"code_soc2018": socs, "year": [2025] * 3, "employment_jobs": [1_000] * 3}),
        }
    )


def test_entrepreneurial_is_the_self_employed_times_the_interest():
    """Interest 4 of 1 to 7 is a half: .4 × .5 = .2."""
    found = entrepreneurial(lens_catalog())
    assert found["value"].to_list() == pytest.approx([0.005, 0.2, 0.02])
    assert found["is_in"].to_list()[:2] == [False, True]


def test_the_answer_is_open_while_the_unknown_could_turn_it(monkeypatch):
    """With a bar of .5: 600 of 1,000 are in; 100 and 100 unplaced are out; 0 and 700 unplaced is open."""
    from careerclusters.labour import _lens_labour

    monkeypatch.setattr(_lens_labour, "MISSION_INDUSTRIES", ["6221"])
    monkeypatch.setattr(_lens_labour, "MISSION_FROM", 0.5)
    found = nonprofit_public(lens_catalog())
    assert found["value"].to_list() == pytest.approx([0.6, 0.1, 0.0])
    assert found["is_in"].to_list() == [True, False, None]


def test_points_of_emerging_work():
    """Two points are enough: new since 2010 gives two, a group of all others one, a poor fit one.

    Cooks have no forerunner; of two that came from a group of all others one had a code of its own before.
    """
    rest, split_off, renamed = "35-9099.00", "35-9091.00", "35-9092.00"
    codes = (NURSE, COOK, split_off, renamed, rest)
    came_from = [(NURSE, NURSE), (rest, rest), (rest, split_off), (rest, renamed), ("35-3011.00", renamed)]
    names = ["code_onet2010", "code_onet"]
    catalog = Catalog.from_tables(
        {
            "occupations": occupations(*codes, is_residual=[code == rest for code in codes], title=codes),
            "crosswalk_onet2010_onet2019": pl.DataFrame(came_from, schema=names, orient="row"),
            "projections": pl.DataFrame(schema={"code_soc2018": pl.String, "code_published": pl.String}),
        }
    )
    fit = pl.DataFrame({"code_onet": codes, "fit_share": [0.9, 0.9, 0.9, 0.9, 0.7]})
    assert emerging(catalog, fit=fit)["value"].to_list() == [0, 2, 2, 0, 2]
    assert emerging(catalog)["is_in"].to_list() == [False, True, True, False, False]


def licences(*rows: tuple[str, int, int]) -> Catalog:
    """Occupations with (code, states, records in each)."""
    listed = [(code, f"S{state:02}", count) for code, states, count in rows for state in range(states)]
    return Catalog.from_tables(
        {"licences": pl.DataFrame(listed, schema=["code_onet", "state_code", "licences_count"], orient="row")}
    )


def test_a_licence_is_usual_from_forty_states_and_no_manager_s():
    catalog = licences((NURSE, 40, 1), (COOK, 39, 2), ("11-9111.00", 50, 3))
    assert licence_of(catalog, NURSE).is_usual
    assert not licence_of(catalog, COOK).is_usual
    assert not licence_of(catalog, "11-9111.00").is_usual
    assert licence_of(catalog, ICU).is_borrowed
    assert licence_of(catalog, ICU).states_count == 40


def test_a_licence_like_those_of_three_others_is_shared():
    """Engineers of four kinds have the same records in all states; with three kinds only two are alike."""
    four = [(f"17-20{number}1.00", 45, 1) for number in range(1, 5)]
    assert licence_of(licences(*four), four[0][0]).is_shared
    assert not licence_of(licences(*four[:3]), four[0][0]).is_shared
    # of 45 states 40 have the same number, less than nine tenths
    near = licences(*four[:3], ("19-1011.00", 40, 1))
    assert not licence_of(near, "19-1011.00").is_shared
    assert licence_of(licences(*four[:3], ("19-1011.00", 41, 1)), "19-1011.00").is_shared


def test_moves_that_leave_a_cluster_by_hand():
    """Of 100 leavers 75 go to the other cluster; of all 200 who move, 75 arrive there and 125 here."""
    socs = ["11-1011", "11-1021", "13-1011"]
    moves = pl.DataFrame(
        [(socs[0], socs[1], 0.25, 100.0), (socs[0], socs[2], 0.75, 100.0), (socs[2], socs[1], 1.0, 100.0)],
        schema=["origin_code_soc2010", "destination_code_soc2010", "move_share", "origin_employment_jobs"],
        orient="row",
    )
    catalog = Catalog.from_tables(
        {
            "moves": moves,
            "occupations": occupations(*(f"{soc}.00" for soc in socs)),
            "crosswalk_soc2010_soc2018": pl.DataFrame({"code_soc2010": socs, "code_soc2018": socs}),
            "crosswalk_census2018_soc2018": pl.DataFrame(
                {"code_census2018": ["0010", "0020", "0500"], "code_soc2018": socs}
            ),
        }
    )
    memberships = pl.DataFrame(
        {
            "code_onet": [f"{soc}.00" for soc in socs],
            "cluster_id": ["A", "A", "B"],
            "membership_share": [1.0] * 3,
        }
    )
    found = moves_leaving(catalog, memberships)
    assert found["leaving_share"].to_list() == [0.75, 1.0]
    assert found["leaving_by_chance_share"].to_list() == [0.375, 0.625]
