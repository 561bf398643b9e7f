"""Wage files as they come: OEWS, OFLC and state shapes, title lines, hourly pay, marks, wrong units."""

from __future__ import annotations

import polars as pl
import pytest

from careerclusters.errors import InputError
from careerclusters.labour.local import read_local

OEWS_32 = (
    "AREA,AREA_TITLE,AREA_TYPE,PRIM_STATE,NAICS,NAICS_TITLE,I_GROUP,OWN_CODE,OCC_CODE,OCC_TITLE,O_GROUP,TOT_EMP,"
    "EMP_PRSE,JOBS_1000,LOC_QUOTIENT,PCT_TOTAL,PCT_RPT,H_MEAN,A_MEAN,MEAN_PRSE,H_PCT10,H_PCT25,H_MEDIAN,H_PCT75,"
    "H_PCT90,A_PCT10,A_PCT25,A_MEDIAN,A_PCT75,A_PCT90,ANNUAL,HOURLY"
)


def oews(code: str, title: str, group: str, jobs: str, hourly: str, annual: str) -> str:
    start = f'39,Ohio,2,OH,000000,Cross-industry,cross-industry,1235,{code},"{title}",{group},"{jobs}"'
    return f'{start},1.0,26.1,1.19,,,{hourly},"{annual}",0.4,,,{hourly},,,,,"{annual}",,,,'


def read(catalog, text: str, **given):
    return read_local(text.encode(), catalog, **given)


def refused(market) -> list[tuple[int, str]]:
    rows = market.report.filter(~pl.col("is_taken") & ~pl.col("is_set_aside"))
    return rows.select("line", "reason").rows()


def test_oews_of_32_columns_goes_through(catalog):
    text = "\n".join(
        [
            OEWS_32,
            oews("00-0000", "All Occupations", "total", "5,480,000", "24.1", "50,130"),
            oews("29-0000", "Healthcare Practitioners", "major", "409,590", "38.9", "80,820"),
            oews("29-1141", "Registered Nurses", "detailed", "143,730", "39.67", "82,510"),
            oews("13-1020", "Buyers and Purchasing Agents", "broad", "12,000", "36", "75,000"),
            oews("13-1020", "Buyers and Purchasing Agents", "detailed", "12,000", "36", "75,000"),
            oews("11-1011", "Chief Executives", "detailed", "**", "#", "#"),
        ]
    )
    market = read(catalog, text, name="oews.csv")
    assert (market.taken_count, market.refused_count, market.set_aside_count) == (3, 0, 3)
    nurses = market.figures("29-1141.00")[0]
    assert (nurses["wage_median_usd"].value, nurses["employment_jobs"].value) == (82_510, 143_730)
    assert nurses["area"] == "Ohio"
    chiefs = market.figures("11-1011.00")[0]
    assert (chiefs["wage_median_usd"].note, chiefs["employment_jobs"].note) == ("top_coded", "suppressed")
    assert any("kept aside" in note and "PRIM_STATE" in note for note in market.notes)


def test_oews_of_five_columns(catalog):
    market = read(
        catalog,
        'OCC_CODE,OCC_TITLE,AREA_TITLE,TOT_EMP,A_MEDIAN\n29-1141,Registered Nurses,Ohio,"143,730","82,510"\n',
    )
    assert (market.taken_count, market.notes) == (1, ())


@pytest.mark.releases
def test_the_publishers_own_workbook_goes_through(catalog, releases):
    market = read_local(releases / "national_M2020_dl.xlsx", catalog)
    assert market.refused_count == 0
    assert market.taken_count > 750
    assert market.figures("29-1141.00")[0]["wage_median_usd"].value == 75_330


def test_oflc_hourly_levels_are_turned_into_years_and_said(catalog):
    market = read(
        catalog,
        '"Area","SocCode","GeoLvl","Level1","Level2","Level3","Level4","Average","Label"\n'
        '"18140","29-1141","1","31.20","35.10","39.01","42.92","37.02",""\n',
    )
    figure = market.figures("29-1141.00")[0]["wage_mean_usd"]
    assert figure.value == round(37.02 * 2080)
    assert any("2,080" in note for note in market.notes)
    assert any("Level1" in note for note in market.notes)


def test_a_state_table_under_title_lines_with_trailing_commas(catalog):
    market = read(
        catalog,
        "Ohio Labor Market Information,,,,\n"
        "Occupational Employment and Wages 2025,,,,\n"
        "\n"
        "SOC Code,Occupation Title,Employment,Median Hourly Wage,\n"
        "29-1141,Registered Nurses,143730,$39.67,\n"
        "53-3032,Heavy and Tractor-Trailer Truck Drivers,80000,N/A,,,\n"
        "41-2011,Cashiers,~,14.50,\n",
    )
    assert (market.taken_count, market.refused_count) == (3, 0)
    assert market.figures("29-1141.00")[0]["wage_median_usd"].value == round(39.67 * 2080)
    assert market.figures("53-3032.00")[0]["wage_median_usd"].note == "not_published"
    assert market.figures("41-2011.00")[0]["employment_jobs"].note == "not_published"
    assert any("above the header" in note for note in market.notes)


def test_pay_of_no_stated_period_is_told_by_its_height(catalog):
    by_hour = read(catalog, "soc,median wage\n29-1141,39.67\n41-2011,14.5\n")
    assert by_hour.figures("41-2011.00")[0]["wage_median_usd"].value == 30_160
    by_year = read(catalog, "soc,median wage\n29-1141,82510\n41-2011,30160\n")
    assert by_year.figures("41-2011.00")[0]["wage_median_usd"].value == 30_160
    assert by_year.notes == ()


def test_columns_can_be_mapped(catalog):
    text = "Berufscode,Lohn\n29-1141,82510\n"
    with pytest.raises(InputError, match="--map"):
        read(catalog, text)
    market = read(catalog, text, mapping={"Berufscode": "code", "Lohn": "wage_median_usd"})
    assert market.taken_count == 1
    with pytest.raises(InputError, match="can't be mapped"):
        read(catalog, text, mapping={"Lohn": "money"})


@pytest.mark.parametrize(
    ("header", "row", "said"),
    [
        ("code,employment_jobs", "29-1141,1691.1", "thousands"),
        ("code,employment_jobs", "29-1141,8.125", "point between thousands"),
        ("code,openings_annual_jobs", "29-1141,189.1", "thousands"),
        ("code,growth_10yr_pct", "29-1141,0.049", "fraction"),
        ("code,title,employment_jobs", "15-1252,Nurses,100", "the title says Nurses"),
        (
            "code,title,employment_jobs",
            "29-1141,Software Developers,100",
            "the title says Software Developers",
        ),
    ],
)
def test_wrong_units_and_wrong_titles_are_refused_with_their_line(catalog, header, row, said):
    market = read(catalog, f"{header}\n{row}\n")
    ((line, reason),) = refused(market)
    assert line == 2
    assert said in reason


def test_a_column_of_fractions_is_caught_and_small_percents_are_not(catalog):
    fractions = read(catalog, "code,growth_10yr_pct\n29-1141,0.05\n41-2011,-0.11\n47-2111,0.10\n")
    assert fractions.taken_count == 0
    percents = read(catalog, "code,growth_10yr_pct\n29-1141,0.5\n41-2011,-0.1\n")
    assert percents.taken_count == 2
    mixed = read(catalog, "code,growth_10yr_pct\n29-1141,0.55\n41-2011,-10.6\n")
    assert mixed.taken_count == 2


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("151252.0", "15-1252.00"),
        ("15–1252", "15-1252.00"),
        ("SOC 15-1252", "15-1252.00"),
        ("15-1131", "15-1251.00"),
        ("15-1132.00", "15-1252.00"),
        ("6442", "47-2152.00"),
    ],
)
def test_codes_in_any_spelling_and_edition(catalog, given, expected):
    market = read(catalog, f'code,wage_median_usd\n"{given}",90000\n')
    assert expected in market.rows["code_onet"].to_list()


def test_a_title_that_names_the_code_another_way_agrees(catalog):
    market = read(
        catalog,
        "code,title,wage_median_usd\n15-1252,Software Engineer,120000\n29-1141,Nurses of all kinds,80000\n",
    )
    assert market.taken_count == 2
