"""The labour market from the command line: occupations, clusters, industries, lenses, own figures."""

from __future__ import annotations

import json

import pytest

NURSE = "29-1141.00"


def test_an_occupation_shows_pay_jobs_and_sources(built, call):
    code, out, _ = call("occupation", "registered nurses")
    assert code == 0
    for words in ("$97,550 a year", "2024–34", "Bachelor's degree", "Sources:", "two measures", "nominal"):
        assert words in out
    market = json.loads(call("occupation", NURSE, "--json")[1])["labour_market"]
    assert market["pay"]["annual"]["median"]["value"] == 97550
    assert market["pay"]["employees"]["value"] == 3379720
    assert market["yours"] == []
    annual = market["pay"]["annual"]
    percentiles = [annual[name]["value"] for name in ("p10", "p25", "median", "p75", "p90")]
    assert percentiles == sorted(percentiles)


def test_what_is_top_coded_says_at_least(built, call):
    out = call("occupation", "29-1022.00", "--area", "Alabama")[1]
    assert "$239,200 a year or more" in out


def test_ohio_prints_pay_jobs_licence_and_training_with_sources(built, call):
    code, out, _ = call("occupation", "registered nurse", "--area", "Ohio")
    words = " ".join(out.split())
    assert code == 0
    for said in (
        "$82,510 a year",
        "143,700 jobs",
        "In Ohio: yes",
        "49 of 50",
        "associate's degree",
        "Ohio 2025, OEWS",
    ):
        assert said in words, said
    market = json.loads(call("occupation", NURSE, "--area", "OH", "--json")[1])["labour_market"]
    assert market["in_area"]["jobs"]["value"] == 143_730
    assert market["pay"]["annual"]["median"]["area"] == "Ohio"
    assert market["start"]["licence"]["here"] is True


def test_an_area_is_chosen_once_and_holds_everywhere(built, call):
    assert call("area")[1].startswith("No area is chosen")
    assert "Figures are now for Ohio" in call("area", "ohio")[1]
    assert "$82,510 a year" in call("occupation", NURSE)[1]
    assert "In the labour market, Ohio" in call("cluster", built.labels("middle")[NURSE])[1]
    assert "Ohio" in call("lens", "trades", "--limit", "2")[1]
    assert "Ohio" in call("compare", NURSE, "41-2011.00")[1]
    assert "$97,550 a year" in call("occupation", NURSE, "--area", "US")[1]
    assert "Back to the whole nation" in call("area", "--forget")[2]
    assert "$97,550 a year" in call("occupation", NURSE)[1]


def test_a_name_of_several_areas_is_asked_about(built, call):
    code, _, told = call("occupation", NURSE, "--area", "Columbus")
    assert code == 2
    assert "Columbus, GA-AL; Columbus, IN; Columbus, OH" in " ".join(told.split())


def test_a_speciality_says_whose_figures_it_shows_and_never_leads_a_list(built, call):
    out = " ".join(call("occupation", "47-2152.04")[1].split())
    assert "part of a group of 2 occupations" in out
    rows = json.loads(call("lens", "trades", "--json")[1])["occupations"]
    own = [row["group"] is None for row in rows]
    assert own == sorted(own, reverse=True)
    solar = next(row for row in rows if row["code_onet"] == "47-2152.04")
    assert solar["marks"] == "part of a group of 2 occupations"


def test_a_cluster_shows_spreads_and_who_leaves(built, call):
    name = built.cluster(built.labels("middle")[NURSE]).name
    code, out, _ = call("cluster", name)
    assert code == 0
    assert "not a destiny" in " ".join(out.split())
    assert "a tenth of jobs below" in out
    market = json.loads(call("cluster", name, "--json")[1])["labour_market"]
    assert market["pay"]["p10"]["value"] < market["pay"]["p50"]["value"] < market["pay"]["p90"]["value"]
    assert 0 < market["leaving"]["value"] < market["leaving_by_chance"]["value"] <= 1
    assert sum(row["job_share"] for row in market["education"]) == pytest.approx(1, abs=0.02)


def test_a_lens_narrows_the_members_of_a_cluster(built, call):
    cluster = built.cluster(built.labels("middle")["51-4121.00"])
    found = json.loads(call("cluster", cluster.cluster_id, "--lens", "trades", "--json")[1])
    codes = {row["code_onet"] for row in found["members"]}
    assert "51-4121.00" in codes
    assert codes < set(cluster.members["code_onet"])


def test_industries_both_ways(built, call):
    code, out, _ = call("industry", "hospitals")
    assert code == 0
    assert "NAICS 622" in out
    found = json.loads(call("industry", "622", "--json")[1])
    assert found["industry"]["code_naics"] == "622"
    assert found["clusters"][0]["cluster_id"] == built.labels("middle")[NURSE]
    assert call("industry", "622", "--csv")[1].startswith("cluster_id,name,")
    out = call("industry", "622", "--area", "Ohio")[1]
    assert "the whole nation; none are published for Ohio" in out
    here = json.loads(call("industry", "622", "--area", "Ohio", "--json")[1])
    assert (here["area"], here["stands_in_for"]) == ("United States", "Ohio")
    assert here["clusters"] == found["clusters"]
    code, _, err = call("industry", "qqqqq")
    assert code == 2
    assert "No industry" in err


def test_lenses_are_listed_with_their_coverage(built, call):
    out = call("lens")[1]
    for name in ("trades", "entrepreneurial", "nonprofit_public", "growing", "emerging", "outdoor"):
        assert name in out
    rows = json.loads(call("lens", "--json")[1])
    assert all(0 < row["coverage_share"] <= 1 for row in rows)
    code, _, err = call("lens", "luck")
    assert code == 2
    assert "trades" in err


@pytest.mark.parametrize(
    ("name", "code_onet"),
    [("trades", "47-2111.00"), ("entrepreneurial", "41-9022.00"), ("nonprofit_public", "25-2021.00")],
)
def test_a_newcomer_finds_a_path_within_two_commands(built, call, name, code_onet):
    assert name in call("lens")[1]
    found = json.loads(call("lens", name, "--json")[1])
    assert code_onet in {row["code_onet"] for row in found["occupations"]}
    assert found["rule"]
    assert found["threshold"]


def test_own_figures_are_checked_kept_labelled_and_forgotten(built, call, tmp_path):
    file = tmp_path / "county.csv"
    file.write_text(
        "title,wage_median_usd,employment_jobs,area\n"
        "Registered nurse,91000,1200,Our county\n"
        "welder,=CMD(),4,Our county\n"
        "asdf qwer,50000,3,Our county\n",
        encoding="utf-8",
    )
    code, out, err = call("local", str(file), "--save")
    assert code == 0
    assert "1 line taken, 2 refused" in out
    assert "is a formula" in out
    assert "Kept" in err
    assert "Yours in Our county: median pay $91,000 a year" in call("occupation", NURSE)[1]
    assert json.loads(call("occupation", NURSE, "--json")[1])["labour_market"]["yours"]
    assert call("local", "--forget")[0] == 0
    assert "Yours" not in call("occupation", NURSE)[1]


def test_a_wrong_header_or_no_file_stops_all(built, call, tmp_path):
    file = tmp_path / "bad.csv"
    file.write_text("occupation;pay\nnurse;3\n", encoding="utf-8")
    code, _, err = call("local", str(file))
    assert code == 2
    assert "wage_median_usd" in err
    assert call("local")[0] == 2
    assert call("local", str(tmp_path / "none.csv"))[0] == 2


def test_drift_refuses_what_is_no_release(call, tmp_path):
    file = tmp_path / "old.zip"
    file.write_bytes(b"nothing")
    code, _, err = call("drift", str(file))
    assert code == 2
    assert err.startswith("Error:")


def test_a_lens_narrows_a_search(built, call):
    rows = json.loads(call("search", "nurse", "--lens", "no_degree", "--json", "--limit", "30")[1])[
        "candidates"
    ]
    assert NURSE not in {row["code_onet"] for row in rows}
    assert rows
