"""Official clusters, observed moves and crosswalks, on files small enough to check by hand."""

from __future__ import annotations

import pytest

from careerclusters.errors import DataError, InputError
from careerclusters.sources._sheets import MissingFileError
from careerclusters.sources.crosswalks import (
    read_census2018_soc2018,
    read_onet2010_onet2019,
    read_onet2010_soc2018,
    read_soc2010_soc2018,
)
from careerclusters.sources.moves import read_moves, read_moves_file
from careerclusters.sources.official import read_official_clusters

CLUSTERS = """Career Cluster,Career Pathway,Code,Occupation
"Arts, Audio/Video; Arts, Audio/Video; Finance",Stage; Press; Banking,27-3099.00,Media Workers
Finance,Banking,13-2072.00,Loan Officers
"""
MOVES = """origin_code_soc2018_broad,destination_code_soc2018_broad,move_share,origin_title,\
destination_title,origin_employment_jobs,destination_employment_jobs,destination_wage_mean_usd
11-3020,11-1010,0.25,"Managers, Systems",Chiefs,100,200,200140
11-3020,11-3020,0.75,"Managers, Systems","Managers, Systems",100,100,
"""
SOC = """SOCCode2010,SOCTitle2010,SOCCode2018,SOCTitle2018
15-1111,A,15-1241,A
15-1112,B,15-1242,B
15-1113,C,15-1243,C
15-1114,D,15-1244,D
25-1011,E,25-1011,E
25-1021,F,25-1021,F
25-2011,G,25-2011,G
"""
CENSUS = """2018 Census Title ,2018 Census Code,2018 SOC Code
Administrators,1065,15-1244
Others,1070,15-124X
Postsecondary teachers ,2205,25-1000
Preschool teachers,2300,25-2010
Unemployed,9920,none
"""


def test_an_occupation_in_several_clusters_has_a_row_for_each(tmp_path):
    (tmp_path / "All_Career_Clusters.csv").write_text(CLUSTERS)
    assert read_official_clusters(tmp_path).rows() == [
        ("13-2072.00", "Finance", "Banking"),
        ("27-3099.00", "Arts, Audio/Video", "Press"),
        ("27-3099.00", "Arts, Audio/Video", "Stage"),
        ("27-3099.00", "Finance", "Banking"),
    ]


def test_clusters_and_pathways_must_go_together(tmp_path):
    (tmp_path / "All_Career_Clusters.csv").write_text(CLUSTERS.replace("Stage; Press", "Stage"))
    with pytest.raises(DataError, match=r"line 2: .* '3 clusters, 2 pathways'"):
        read_official_clusters(tmp_path)


def test_moves_are_soc_2010_whatever_the_header_says(tmp_path):
    (tmp_path / "moves_cps_asec_all.csv").write_text(MOVES)
    moves = read_moves(tmp_path)
    assert moves.columns[:3] == ["origin_code_soc2010", "destination_code_soc2010", "move_share"]
    assert moves["origin_title"].to_list() == ["Managers, Systems"] * 2
    assert moves["destination_wage_mean_usd"].to_list() == [200140, None]


def test_moves_may_carry_our_own_header_and_no_titles(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text("origin_code_soc2010,destination_code_soc2010,move_share\n11-3020,11-1010,0.5\n")
    assert read_moves_file(path).row(0) == ("11-3020", "11-1010", 0.5, None, None, None, None, None)


def test_moves_written_as_csv_come_back_the_same(catalog, tmp_path):
    table = catalog.table("moves")
    table.write_csv(tmp_path / "moves.csv")
    codes = table.columns[:2]
    assert read_moves_file(tmp_path / "moves.csv").sort(codes).equals(table.sort(codes))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("0.25", "1.25", "line 2, column move_share: the value is above 1. Seen: '1.25'"),
        ("0.25", "half", "line 2, column move_share: not a number. Seen: 'half'"),
        ("0.25", "inf", "line 2, column move_share"),
        ("0.25", "", "line 2, column move_share: the value is missing"),
        ("11-1010", "111010", "line 2, column destination_code_soc2010"),
        ("11-3020,11-3020", "11-3020,11-1010", "more than once. Seen: '11-3020, 11-1010"),
        ("move_share", "share", "lacks the column move_share"),
    ],
)
def test_wrong_moves_are_refused(tmp_path, old, new, message):
    path = tmp_path / "mine.csv"
    path.write_text(MOVES.replace(old, new, 1))
    with pytest.raises(DataError, match=message):
        read_moves_file(path)


def test_no_file_of_moves(tmp_path):
    with pytest.raises(InputError, match="missing"):
        read_moves_file(tmp_path / "none.csv")
    with pytest.raises(MissingFileError, match=r"moves_cps_asec_all\.csv"):
        read_moves(tmp_path)


def test_census_codes_are_resolved_to_detailed_codes(tmp_path):
    (tmp_path / "soc2010_soc2018.csv").write_text(SOC)
    (tmp_path / "census2018_soc2018.csv").write_text(CENSUS)
    rows = [row[:2] for row in read_census2018_soc2018(tmp_path).rows()]
    assert rows == [
        ("1065", "15-1244"),
        ("1070", "15-1241"),
        ("1070", "15-1242"),
        ("1070", "15-1243"),
        ("2205", "25-1011"),
        ("2205", "25-1021"),
        ("2300", "25-2011"),
    ]


@pytest.mark.releases
def test_real_crosswalks(releases):
    census = read_census2018_soc2018(releases)
    detailed = read_soc2010_soc2018(releases)["code_soc2018"].unique()
    assert sorted(census["code_soc2018"]) == sorted(detailed), "each detailed code has one Census code"
    physicians = census.filter(code_census2018="3090")["code_soc2018"].to_list()
    assert "29-1211" not in census.filter(code_census2018="3100")["code_soc2018"]
    assert len(physicians) > 5
    assert read_onet2010_onet2019(releases).height == 1164
    assert read_onet2010_soc2018(releases).height == 1170
    assert read_moves(releases).height == 15426
    assert read_official_clusters(releases)["cluster"].n_unique() == 16
