"""What several rooms know of occupations, by hand; `scripts/mutate` changes these rules one by one."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from careerclusters.catalog import Catalog
from careerclusters.features.estimated_ratings import _mean, _nearest
from careerclusters.features.level_model import LevelModel, _shrunk_covariance, _without_negative
from careerclusters.features.market import market_of
from careerclusters.features.move_groups import group_moves, with_the_rest
from careerclusters.features.stand_ins import civil_work, stand_ins
from careerclusters.features.technologies import software_of

NURSE, ICU, COOK = "29-1141.00", "29-1141.03", "35-2014.00"
BACHELOR = "Bachelor's degree"


def labour_catalog() -> Catalog:
    """Nurses with a speciality a zone above, and cooks; Ohio has a tenth of the nurses."""
    socs = [NURSE[:7], COOK[:7]]
    return Catalog.from_tables(
        {
            "occupations": pl.DataFrame(
                {"code_onet": [NURSE, ICU, COOK], "code_soc2018": [code[:7] for code in (NURSE, ICU, COOK)]}
            ),
            "projections": pl.DataFrame(
                {
                    "code_soc2018": socs, "code_published": socs, "employment_2024_jobs": [1_100, 500],
                    "openings_annual_jobs": [100, 80], "growth_10yr_pct": [5.0, 1.0],
                    "education": [BACHELOR, "No formal educational credential"],
                    "experience": ["None", "Less than 5 years"], "training": ["None", "None"],
                }
            ),
            "wages": pl.DataFrame(
                {
                    "code_soc2018": socs * 2, "code_published": socs * 2, "year": [2025] * 2 + [2020] * 2,
                    "employment_jobs": [1_000, 400, 1, 1], "wage_median_usd": [None, 30_000, 1, 1],
                    "wage_median_note": ["top_coded", None, None, None],
                    "top_coded_at_usd": [239_200, None, None, None],
                    "wage_p10_usd": [60_000, 25_000, 1, 1], "wage_p90_usd": [None, 40_000, 1, 1],
                    "wage_p10_note": [None] * 4, "wage_p90_note": ["top_coded", None, None, None],
                },
                schema_overrides={"wage_p10_note": pl.String},
            ),
            "area_wages": pl.DataFrame(
                {
                    "area_code": ["0039"], "code_published": [NURSE[:7]], "employment_jobs": [100],
                    "wage_median_usd": [80_000], "wage_median_note": [None], "top_coded_at_usd": [None],
                },
                schema_overrides={"wage_median_note": pl.String, "top_coded_at_usd": pl.Int64},
            ),
            "job_zones": pl.DataFrame({"code_onet": [NURSE, ICU, COOK], "job_zone": [3, 4, 2]}),
        }
    )  # fmt: skip


def test_a_published_count_falls_mostly_to_the_main_occupation():
    """.85 of 1,100 jobs and of 100 openings are the nurses', the rest the speciality's; cooks keep theirs."""
    market = market_of(labour_catalog())
    assert market.jobs == pytest.approx([935, 165, 500])
    assert market.openings == pytest.approx([85, 15, 80])
    assert market.is_split.tolist() == [True, True, False]
    # the highest figure that is published stands for a median above it
    assert market.pay.tolist() == [239_200, 239_200, 30_000]
    assert market.pay_low.tolist() == [60_000, 60_000, 25_000]
    # a speciality whose preparation lies a zone higher asks for a step more; "less than 5" counts 2.5 years
    assert market.schooling.tolist() == [5, 6, 0]
    assert market.experience_years.tolist() == [0, 0, 2.5]


def test_an_area_has_its_part_of_the_nation_s_openings():
    """100 of 1,000 employees: a tenth of jobs; openings are 100 of 1,100 jobs times the 100 here, rounded."""
    here = market_of(labour_catalog(), "0039")
    assert here.openings_published[:2] == pytest.approx([9, 9])
    assert here.openings[:2] == pytest.approx([9 * 0.85, 9 * 0.15])
    assert here.jobs[:2] == pytest.approx([93.5, 16.5])
    assert np.isnan(here.openings[2])
    assert here.pay.tolist() == [80_000, 80_000, 30_000]


def test_estimates_weigh_by_likeness():
    """.1 less alike at a sharpness of 6 is e^−.6 of the weight; only eight count."""
    found = _nearest(np.array([[0.5, 0.4, *[-9.0] * 6, 0.3]]))
    whole = 1 + np.exp(-0.6) + np.exp(-1.2)
    assert found[0, [0, 1, 8]] == pytest.approx(np.array([1, np.exp(-0.6), np.exp(-1.2)]) / whole, abs=1e-6)
    assert (found[0] > 0).sum() == 8
    known = _mean(np.array([[0.75, 0.25]]), np.array([[2.0, np.nan, 1.0], [4.0, 5.0, np.nan]]))
    assert known.tolist() == [[2.5, 5.0, 1.0]]


def test_levels_after_one_was_observed():
    """Variance 1 and noise 1: half of the difference of 2; what goes with it by .5 gets half of that."""
    model = LevelModel(("x", "y"), np.array([3.0, 3.0]), np.array([[1.0, 0.5], [0.5, 1.0]]), 0.0, "")
    mean, covariance = model.given(np.array([0]), np.array([5.0]), noise=np.array([[1.0]]))
    assert mean.tolist() == pytest.approx([4.0, 3.5])
    assert covariance.tolist() == [[0.5, 0.25], [0.25, 0.875]]


def test_negative_covariances_are_dropped_and_variances_kept():
    found = _without_negative(np.array([[4.0, -1.0, 0.5], [-1.0, 1.0, 0.2], [0.5, 0.2, 9.0]]))
    assert found == pytest.approx(np.array([[4.0, 0.0, 0.5], [0.0, 1.0, 0.2], [0.5, 0.2, 9.0]]), abs=1e-9)


def moves_catalog(*moves: tuple[str, str, float]) -> Catalog:
    """Four codes of 350, 700, 350 and 350 jobs; the last two share a Census code."""
    socs = ["11-1011", "13-1011", "15-1211", "15-1212"]
    jobs = dict(zip(socs, (350.0, 700.0, 350.0, 350.0), strict=True))
    rows = [(a, b, share, jobs[a], jobs[b]) for a, b, share in moves]
    return Catalog.from_tables(
        {
            "moves": pl.DataFrame(
                rows,
                schema=[
                    "origin_code_soc2010", "destination_code_soc2010", "move_share",
                    "origin_employment_jobs", "destination_employment_jobs",
                ],
                orient="row",
            ),
            "crosswalk_soc2010_soc2018": pl.DataFrame({"code_soc2010": socs, "code_soc2018": socs}),
            "crosswalk_census2018_soc2018": pl.DataFrame(
                {"code_census2018": ["0010", "0500", "1010", "1010"], "code_soc2018": socs}
            ),
        }
    )  # fmt: skip


CODES = ("11-1011.00", "13-1011.00", "15-1211.00", "15-1212.00")


def test_moves_between_groups_by_hand():
    """From the group of two: .2 × 350 + .6 × 350 to the first, .2 × 350 to the second: 80 and 20 %.

    Moves between the two of one Census code are artefacts and don't count; 350 people are one respondent.
    """
    catalog = moves_catalog(
        ("15-1211", "11-1011", 0.2),
        ("15-1211", "13-1011", 0.2),
        ("15-1211", "15-1212", 0.6),
        ("15-1212", "11-1011", 0.6),
        ("11-1011", "13-1011", 1.0),
    )
    found = group_moves(catalog, catalog.table("moves"), codes=CODES)
    assert found.keys == ("11-1011", "13-1011", "15-1211")
    assert found.members.tolist() == [0, 1, 2, 2]
    assert found.shares[2] == pytest.approx([0.8, 0.2, 0])
    assert found.employment.tolist() == [350, 700, 700]
    assert found.respondents == pytest.approx([1.0, 0.0, 1.0])


@pytest.mark.parametrize(("back", "groups"), [(0.4, 2), (0.3, 3)])
def test_codes_that_send_most_leavers_to_each_other_are_one(back, groups):
    """.8 there and .4 back multiply to .32, beyond .3: one group; .8 × .3 isn't."""
    catalog = moves_catalog(
        ("11-1011", "13-1011", 0.8),
        ("11-1011", "15-1211", 0.2),
        ("13-1011", "11-1011", back),
        ("13-1011", "15-1211", 1 - back),
    )
    assert len(group_moves(catalog, catalog.table("moves"), codes=CODES[:3]).keys) == groups


def test_occupations_outside_the_moves_are_groups_of_their_own():
    catalog = moves_catalog(("11-1011", "13-1011", 1.0))
    known = group_moves(catalog, catalog.table("moves"), codes=(*CODES[:2], NURSE))
    found = with_the_rest(known, catalog, codes=(*CODES[:2], NURSE))
    assert found.keys[-1] == "29-1141 (2018)"
    assert found.members.tolist() == [0, 1, 2]
    # nobody counts them, so they are as large as the middle of the others: 350 and 700
    assert found.employment[-1] == 525
    assert not found.is_scored[-1]


def test_work_without_ratings_is_read_as_what_is_related_or_near():
    """The list says one; else specialities of the code, then the broad group, then the minor group."""
    codes = ["29-1141.00", "29-1141.03", "29-1142.00", "29-1151.00", "29-2061.00"]
    tables = {"occupations": pl.DataFrame({"code_onet": codes, "title": codes})}
    near = Catalog.from_tables(tables)
    assert stand_ins(near, "29-1141.03", ["29-1141.00", "29-1142.00"]) == {"29-1141.00": 1.0}
    assert stand_ins(near, "29-1141.03", ["29-1142.00", "29-1151.00"]) == {"29-1142.00": 1.0}
    assert stand_ins(near, "29-1141.03", ["29-1151.00", "29-2061.00"]) == {"29-1151.00": 1.0}
    related = pl.DataFrame(
        {"code_onet": ["29-1141.03"] * 2, "related_code_onet": ["29-2061.00", "29-1151.00"], "rank": [1, 2]}
    )
    listed = Catalog.from_tables({**tables, "related": related})
    assert stand_ins(listed, "29-1141.03", codes[:1] + codes[3:]) == {"29-2061.00": 0.5, "29-1151.00": 0.5}


def test_military_work_leads_where_a_quarter_of_its_codes_do():
    """Of four codes one maps to police, so it counts; of five one does not."""
    for count, is_first in ((4, True), (5, False)):
        rows = [("A", "E", str(number), "55-3011.00") for number in range(count)]
        rows.append(("A", "E", "0", "33-3051.01"))
        table = pl.DataFrame(rows, schema=["service", "rank", "code_military", "code_onet"], orient="row")
        catalog = Catalog.from_tables({"crosswalk_military_onet": table})
        assert (civil_work(catalog, "55-3011.00")[0] == "33-3051.01") is is_first


def test_software_shows_when_relatives_list_it_more_than_others():
    """Four of ten use a kind, both relatives among them: (2 + 2 × .4) / 4 = .7, 1.75 times as many.

    .7 × log2 1.75 = .565. The other kind, which all list, tells nothing of anybody.
    """
    codes = [f"{10 + number}-1011.00" for number in range(10)]
    kind, common = "43231501", "43231503"
    rows = [(code, common) for code in codes] + [(code, kind) for code in codes[:3] + codes[9:]]
    technologies = pl.DataFrame(
        [(code, kind, kind, "Some Program", False) for code, kind in rows],
        schema=["code_onet", "commodity_code", "commodity_title", "technology", "is_in_demand"],
        orient="row",
    )
    related = pl.DataFrame({"code_onet": [codes[0]] * 2, "related_code_onet": codes[1:3]})
    catalog = Catalog.from_tables({"technologies": technologies, "related": related})
    found = software_of(catalog, codes[0])
    assert [one.commodity_code for one in found] == [kind]
    assert found[0].score == pytest.approx(0.7 * np.log2(1.75))
    wanted = technologies.with_columns(is_in_demand=pl.col("commodity_code") == common)
    asked = software_of(Catalog.from_tables({"technologies": wanted, "related": related}), codes[0])
    assert [one.commodity_code for one in asked] == [common, kind]
    assert asked[0].score == pytest.approx(1.5 * np.log2(2))


@pytest.mark.parametrize("shape", [(30, 7), (5, 12), (3, 2)])
def test_covariance_is_shrunk_as_scikit_learn_does(shape):
    from sklearn.covariance import ledoit_wolf

    levels = np.random.default_rng(sum(shape)).normal(3, 1, shape) @ np.triu(np.ones((shape[1], shape[1])))
    covariance, shrinkage = _shrunk_covariance(levels)
    expected, share = ledoit_wolf(levels)
    assert shrinkage == pytest.approx(share, rel=1e-12)
    assert np.allclose(covariance, expected, rtol=1e-12)
    assert 0 < shrinkage <= 1


def test_levels_that_never_differ_need_no_shrinking():
    covariance, shrinkage = _shrunk_covariance(np.full((4, 3), 2.0))
    assert shrinkage == 0
    assert not covariance.any()
