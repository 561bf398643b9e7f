"""The user's own figures: good rows taken, bad rows refused by line, hostile files harmless."""

from __future__ import annotations

import csv
import io
import json

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careerclusters.errors import InputError
from careerclusters.labour._local_csv import COLUMNS, read_lines
from careerclusters.labour._local_rows import parse_codes
from careerclusters.labour.local import MOST_TITLES, read_local
from careerclusters.labour.occupation import labour_market

HEADER = "code,title,area,wage_median_usd,employment_jobs"


def read(catalog, *lines: str, header: str = HEADER, **given):
    return read_local("\n".join([header, *lines]).encode(), catalog, **given)


def only(market) -> dict:
    assert market.report.height == 1
    return market.report.row(0, named=True)


def test_a_good_row_is_taken_and_labelled_as_the_users_own(catalog):
    market = read(catalog, '29-1141.00,,Ohio,"$86,070","3,000"', name="ohio.csv")
    assert (market.taken_count, market.refused_count) == (1, 0)
    (mine,) = market.figures("29-1141.00")
    assert mine["wage_median_usd"].value == 86_070
    assert mine["wage_median_usd"].source == "own file"
    assert mine["wage_median_usd"].note == "from ohio.csv, line 2"
    shown = labour_market(catalog, "29-1141.00", local=market)
    assert shown.local["employment_jobs"].to_list() == [3_000]
    assert shown.pay.median.value == 97_550
    json.dumps(market.to_dict(), allow_nan=False)
    json.dumps(shown.to_dict(), allow_nan=False)


def test_a_soc_code_means_all_its_occupations_and_says_so(catalog):
    market = read(catalog, "29-1141,,Ohio,86070,")
    assert only(market)["occupations_count"] == 5
    assert market.rows["is_broader"].all()
    assert only(market)["matched_by"] == "SOC code"


def test_a_combined_code_is_understood(catalog):
    market = read(catalog, "13-1020,,Ohio,70000,")
    assert only(market)["matched_by"] == "combined code"
    assert market.rows["code_onet"].to_list() == ["13-1021.00", "13-1022.00", "13-1023.00"]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("99-9999,,,10000,", "not in the catalog"),
        ("15-12,,,10000,", "is no O*NET or SOC code"),
        (",,Ohio,10000,", "neither a code nor a title"),
        ("15-1252,,Ohio,,", "no figure"),
        ("15-1252,,Ohio,12.50,", "2,080"),
        ("15-1252,,Ohio,lots,", "is no number"),
        ("15-1252,,Ohio,,-5", "is no number of jobs"),
        ("15-1252,,Ohio,=1+1,", "is a formula"),
        ("15-1252,,@SUM(A1),10000,", "is a formula"),
        (',"=HYPERLINK(""x"")",Ohio,10000,', "is a formula"),
        ("15-1252,,Ohio,10000", "4 cells where the header has 5"),
        ('15-1252,"open,Ohio,10000,', "quote"),
        (",Wizard,Ohio,10000,", "no occupation is called Wizard"),
        ("15-1252,," + "x" * 5_000 + ",10000,", "longer than"),
    ],
)
def test_a_bad_row_is_refused_with_its_line_and_the_good_one_is_taken(catalog, row, reason):
    market = read(catalog, "29-1141.00,,Ohio,86070,", "", row)
    bad = market.report.filter(~pl.col("is_taken")).row(0, named=True)
    assert bad["line"] == 4
    assert reason in bad["reason"]
    assert market.taken_count == 1


@pytest.mark.parametrize(
    ("header", "problem"),
    [
        ("", "empty"),
        ("code,code,wage_median_usd", "twice"),
        ("code,pay", "no column with figures"),
        ("area,wage_median_usd", "neither"),
        ("code,area", "no column with figures"),
        ("code\x00,wage_median_usd", "zero bytes"),
    ],
)
def test_a_bad_header_stops_all_and_shows_the_expected_one(catalog, header, problem):
    with pytest.raises(InputError, match=problem) as caught:
        read(catalog, header=header)
    assert problem == "zero bytes" or "code,area,wage_median_usd" in str(caught.value)


@pytest.mark.parametrize("start", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0"])
def test_a_broken_spreadsheet_is_named_as_such(catalog, start):
    with pytest.raises(InputError, match="spreadsheet"):
        read_local(start + b"rest", catalog)


def test_a_missing_file_is_an_input_error(catalog, tmp_path):
    with pytest.raises(InputError, match=r"nowhere\.csv"):
        read_local(tmp_path / "nowhere.csv", catalog)


def test_another_encoding_costs_only_its_own_lines(catalog):
    text = f"{HEADER}\n15-1252,,Ohio,100000,\n11-1011,,Québec,100000,\n"
    market = read_local(text.encode("cp1252"), catalog)
    assert market.taken_count == 1
    assert "UTF-8" in market.report["reason"][1]
    assert read_local(text.encode("utf-16"), catalog).taken_count == 2
    assert read_local(text.encode("utf-8-sig"), catalog).taken_count == 2


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_don_t_change_line_numbers(catalog, end):
    market = read_local(end.join([HEADER, "15-1252,,,100000,", "bad,,,1,"]).encode(), catalog)
    assert market.report["line"].to_list() == [2, 3]


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_other_delimiters_are_understood(catalog, delimiter):
    market = read(
        catalog, delimiter.join(["15-1252", "100000"]), header=delimiter.join(["Code", "wage_median_usd"])
    )
    assert market.taken_count == 1


def test_withheld_and_missing_figures_stay_apart(catalog):
    market = read(catalog, "15-1252,,a,*,#", "15-1252,,b,n/a,5", "15-1252,,c,100000,**")
    rows = market.rows.filter(pl.col("code_onet") == "15-1252.00").sort("line")
    assert rows["wage_median_usd"].to_list() == [None, None, 100_000]
    assert rows["wage_median_note"].to_list() == ["suppressed", "not_published", None]
    assert rows["employment_note"].to_list() == ["top_coded", None, "suppressed"]


def test_the_second_line_about_the_same_place_is_refused(catalog):
    market = read(catalog, "15-1252,,Ohio,100000,", "15-1252,,Texas,90000,", "15-1252,,Ohio,80000,")
    assert market.report["is_taken"].to_list() == [True, True, False]
    assert market.report["reason"][2] == "the same occupation and area as line 2"


def test_titles_are_matched_exactly_first_and_then_asked_for_once(catalog):
    asked = []

    def resolve(titles):
        asked.append(list(titles))
        return pl.DataFrame(
            {
                "title": ["Nurse of sorts", "Some job"],
                "code_onet": ["29-1141.00", "15-1252.00"],
                "confidence": [0.8, 0.3],
            }
        )

    market = read(
        catalog,
        ",registered  nurses,Ohio,80000,",
        ",Nurse of sorts,Iowa,70000,",
        ",Some job,Ohio,60000,",
        ",Unheard of,Ohio,60000,",
        ",Unheard of,Iowa,60000,",
        resolve=resolve,
    )
    assert asked == [["Nurse of sorts", "Some job", "Unheard of"]]
    assert market.report["is_taken"].to_list() == [True, True, False, False, False]
    assert market.report["confidence"].to_list()[:2] == [1.0, 0.8]
    assert "may be 15-1252.00 (confidence 0.3)" in market.report["reason"][2]


def test_countless_titles_are_not_all_asked_for(catalog):
    asked = []

    def resolve(titles):
        asked.extend(titles)
        return pl.DataFrame(schema={"title": pl.String, "code_onet": pl.String, "confidence": pl.Float64})

    lines = [f"Nobody {number},50000" for number in range(MOST_TITLES + 500)]
    market = read(catalog, *lines, header="title,wage_median_usd", resolve=resolve)
    assert len(asked) == MOST_TITLES
    assert market.taken_count == 0
    assert market.report["reason"].str.contains("give codes").sum() == 500


@pytest.mark.slow
def test_a_million_rows_are_read(catalog):
    codes = catalog.occupations["code_onet"].to_list()
    lines = (
        f'"{codes[at % len(codes)]}",county {at // len(codes)},{20_000 + at % 90_000}'
        for at in range(1_000_000)
    )
    market = read(catalog, *lines, header="code,area,wage_median_usd")
    assert market.taken_count == 1_000_000


def test_codes_of_many_spellings():
    spelled = pl.DataFrame(
        {"code": ["15-1252.00", "15-1252", "151252", '="13-2011"', "15-1252.0", "=1+1", None]}
    )
    assert spelled.select(parse_codes(pl.col("code"))).to_series().to_list() == [
        "15-1252.00",
        "15-1252",
        "15-1252",
        "13-2011",
        None,
        None,
        None,
    ]


CELL = st.text(
    st.characters(codec="utf-8", exclude_characters="\ufffd\ufeff", exclude_categories=["Cs", "Cc"]),
    max_size=12,
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=8))
def test_what_a_csv_writer_writes_is_read_back(rows):
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows([["code", "area", "wage_median_usd"], *rows])
    lines = read_lines(written.getvalue().encode())
    assert lines.refused.is_empty()
    frame = lines.rows
    expected = [[cell.strip() or None for cell in row] for row in rows]
    read_back = [list(row[1:]) for row in frame.iter_rows()]
    for got, wanted in zip(read_back, expected, strict=True):
        assert [cell and cell.strip() for cell in got] == [
            cell if cell is None or not cell.startswith('="') else got[at] for at, cell in enumerate(wanted)
        ]


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_end_in_rows_or_an_input_error(content):
    try:
        lines = read_lines(b"code,wage_median_usd\n" + content)
    except InputError:
        return
    rows, refused = lines.rows, lines.refused
    assert set(rows.columns) <= {"line", *COLUMNS}
    assert not set(rows["line"]) & set(refused["line"])
