"""Exposure: two measures side by side, missing where missing."""

from __future__ import annotations

import polars as pl
import pytest

from careerclusters.catalog import Catalog
from careerclusters.labour.exposure import MEASURES, agreement, exposure_of, exposures
from careerclusters.sources.registry import SOURCES


def small(*, with_use: bool = True) -> Catalog:
    codes = [f"11-000{number}.00" for number in range(1, 6)]
    tables = {
        "occupations": pl.DataFrame({"code_onet": codes, "code_soc2018": [code[:7] for code in codes]}),
        "exposure_tasks": pl.DataFrame(
            {"code_onet": codes[:4], "exposure_human_beta_share": [0.0, 0.2, 0.4, 0.6]}
        ),
    }
    if with_use:
        tables["exposure_applicability"] = pl.DataFrame(
            {
                "code_soc2018": [code[:7] for code in codes[:4]],
                "is_broader": [False] * 4,
                "applicability_score": [0.4, 0.3, 0.2, 0.1],
            }
        )
    return Catalog.from_tables(tables)


def test_opposite_orders_disagree_fully():
    found = agreement(small())
    assert found.rank_correlation == -1.0
    assert found.both_count == 4
    assert found.far_apart_share == 1.0


def test_percentiles_and_their_range():
    frame = exposures(small())
    assert frame["tasks_percentile"].to_list()[:4] == pytest.approx([0, 100 / 3, 200 / 3, 100])
    assert frame["range_points"].to_list()[:4] == pytest.approx([100, 100 / 3, 100 / 3, 100])


def test_missing_stays_missing():
    nothing = exposure_of(small(), "11-0005.00")
    assert nothing.percentiles == {"tasks": None, "use": None}
    assert nothing.words() == "Neither measure covers this occupation."
    half = exposure_of(small(with_use=False), "11-0001.00")
    assert half.percentiles["use"] is None
    assert half.agreement.rank_correlation is None
    assert "Not known" in half.words()


def test_the_bundled_measures_agree_in_part(catalog):
    found = agreement(catalog)
    assert found.rank_correlation == 0.74
    assert found.both_count == 923
    assert 0.1 < found.far_apart_share < 0.4


def test_the_correlation_is_spearmans(catalog):
    from scipy.stats import spearmanr

    both = exposures(catalog).drop_nulls(["tasks_score", "use_score"])
    assert spearmanr(both["tasks_score"], both["use_score"]).statistic == pytest.approx(
        agreement(catalog).rank_correlation, abs=0.001
    )


def test_a_score_of_a_wider_group_is_marked(catalog):
    # A combined code, and a SOC code with several occupations.
    assert exposure_of(catalog, "29-2011.00").is_broader["use"]
    assert exposure_of(catalog, "29-1141.00").is_broader["use"]
    assert not exposure_of(catalog, "29-1141.00").is_broader["tasks"]


def test_each_measure_says_what_it_asks_and_whose_it_is(catalog):
    told = exposure_of(catalog, "27-3043.00").to_dict()
    for name, measure in MEASURES.items():
        assert measure.source in SOURCES
        assert told["measures"][name]["asks"]
        assert told["measures"][name]["leaves_out"]
    assert "score" not in told
