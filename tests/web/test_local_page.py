"""Own wage files on the page: as the command reads them, line by line, and nothing kept."""

from __future__ import annotations

import csv
import io

import pytest

FILE = (
    "Bureau of Examples\n"
    "OCC_CODE,OCC_TITLE,TOT_EMP,A_MEDIAN,H_MEAN,NOTES\n"
    '29-1141,Registered Nurses,"3,000","86,070",41.10,x\n'
    "29-1141,Registered Nurses,10,1,,\n"
    "51-4041,Welders,20,50000,,\n"
    "00-0000,All,1000,50000,,\n"
    "99-9999,Nothing,5,50000,,\n"
)


def sent(text: str | bytes, name: str = "county.csv") -> dict:
    return {"file": (name, text if isinstance(text, bytes) else text.encode(), "text/csv")}


def data(client, text: str | bytes = FILE, **given) -> dict:
    answer = client.post("/api/v1/local", data=given, files=sent(text))
    assert answer.status_code == 200, answer.text[:300]
    return answer.json()["data"]


def test_lines_are_those_of_the_command(client, app):
    from careerclusters.text.own_figures import read_own_figures

    told = read_own_figures(app.state.store.current().atlas, FILE.encode(), name="county.csv")
    shown = data(client)
    for name in ("taken_count", "refused_count", "set_aside_count"):
        assert shown[name] == getattr(told, name)
    assert [one["line"] for one in shown["taken"]] == [3]
    assert shown["taken"][0]["occupations"][0] == "Registered nurse"
    reasons = {one["line"]: (one["status"], one["reason"]) for one in shown["refused"]}
    assert reasons[4][0] == "refused"
    assert "Machinists" in reasons[5][1] or "title" in reasons[5][1]
    assert reasons[6][0] == "set aside"
    assert "not in the catalog" in reasons[7][1]


def test_synonyms_of_the_header_are_named(client):
    shown = data(client)
    found = {one["given"]: one["name"] for one in shown["columns"]}
    assert found["OCC_CODE"] == "code"
    assert found["TOT_EMP"] == "employment_jobs"
    assert found["A_MEDIAN"] == "wage_median_usd"
    assert "NOTES" in " ".join(shown["notes"])


def test_columns_of_other_names_can_be_told(client):
    text = "code,Lohn\n29-1141,86070\n"
    refused = data(client, text)
    assert refused["problem"]
    assert "--map" not in refused["problem"]
    assert data(client, text, columns="Lohn = wage_median_usd\n")["taken_count"] == 1


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04broken", b"\x00\x01", b"hello", "code,wage_median_usd\n".encode("utf-16")]
)
def test_what_is_no_wage_file_is_a_sentence_on_the_page(client, parse, content):
    answer = client.post("/local", files=sent(content))
    assert answer.status_code == 200
    page = parse(answer.text)
    assert page.problems == []
    assert (
        [one for one in page.all("p") if one.get("role") == "alert"] or not content or "0 lines" in page.words
    )


def test_a_workbook_that_unpacks_to_more_than_we_take_is_refused(client):
    from zipfile import ZIP_DEFLATED, ZipFile

    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as book:
        for at in range(3):
            book.writestr(f"xl/{at}.xml", b"0" * 30_000_000)
    shown = data(client, packed.getvalue())
    assert "too large when unpacked" in shown["problem"]


def test_the_cleaned_table_goes_back_in_and_nothing_is_kept(client, app):
    before = len(app.state.answers._kept)
    answer = client.post("/download/local.csv", data={"table": "rows"}, files=sent(FILE))
    assert answer.headers["cache-control"] == "private, no-store"
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert {row["code_onet"][:7] for row in rows} == {"29-1141"}
    assert {row["wage_median_usd"] for row in rows} == {"86070"}
    assert data(client, answer.content)["taken_count"] == len(rows)
    report = client.post("/download/local.csv", data={"table": "report"}, files=sent(FILE))
    assert len(list(csv.DictReader(io.StringIO(report.text)))) == 5
    assert len(app.state.answers._kept) == before
