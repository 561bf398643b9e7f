"""The closure desk: a list in, questions in place, scenarios, a picture, a brief, tables; nothing kept."""

from __future__ import annotations

import csv
import io
from itertools import pairwise
from types import SimpleNamespace

import pytest

from careerclusters.web.flow_picture import NARROW, NO_PLACE, OTHER_RIGHT, WIDE, flow_picture
from careerclusters.web.guard import MOST_UPLOADED
from careerclusters.web.pages.closure import UPLOAD_BYTES
from careerclusters.web.queries.closing import finding_of
from careerclusters.web.uploads import split_form

LIST = {"lost": "machinist = 300\nwelder=120\nproduction worker=33\nsupervisor=4", "area": "Ohio"}
PICK = {"pick": ["51-2092.00|production worker", "none|supervisor"]}


def data(client, **given) -> dict:
    answer = client.post("/api/v1/closure", data=given)
    assert answer.status_code == 200, answer.text[:300]
    return answer.json()["data"]


def test_the_scenarios_are_those_of_the_library(client, app):
    from careerclusters.atlas.advice import closure_of
    from careerclusters.labour import area_of

    state = app.state.store.current()
    people = {"51-4041.00": 300, "51-4121.00": 120}
    told = closure_of(state.atlas, people, area=area_of(state.catalog, "Ohio")).to_dict()["scenarios"]
    shown = data(client, **LIST)["scenarios"]
    for name in ("name", "people_count", "placed_count", "pay_change_usd_mean", "paid_less_count"):
        assert [one[name] for one in shown] == [one[name] for one in told]
    for one, other in zip(shown, told, strict=True):
        moves = [(row["origin"], row["code_onet"], row["people_count"]) for row in one["moves"]]
        assert moves == [(row["origin"], row["code_onet"], row["people_count"]) for row in other["moves"]]
        assert sum(row["people_count"] for row in one["training"]) == one["placed_count"]


def test_unsure_rows_are_asked_in_place_and_an_answer_counts_them(client, parse):
    page = parse(client.post("/closure", data=LIST).text)
    assert page.problems == []
    options = [
        one["value"] for one in page.all("option") if (one.get("value") or "").endswith("|production worker")
    ]
    assert options[-1] == "none|production worker"
    assert len(options) >= 3
    before, after = data(client, **LIST), data(client, **LIST, **PICK)
    assert (before["people_count"], before["asked_count"]) == (420, 37)
    assert (after["people_count"], after["asked_count"], after["left_out_count"]) == (453, 0, 4)
    kept = parse(client.post("/closure", data=LIST | PICK).text)
    chosen = [one["value"] for one in kept.all("option") if "selected" in one]
    assert chosen == ["51-2092.00|production worker", "none|supervisor"]
    assert "machinist = 300" in kept.words


def test_a_file_is_read_instead_of_the_lines(client):
    sent = {"file": ("roster.csv", b"Title,People\nwelder,12\n", "text/csv")}
    found = client.post("/api/v1/closure", data={"lost": "machinist=5"}, files=sent).json()["data"]
    assert [(job["words"], job["people_count"]) for job in found["jobs"]] == [("welder", 12)]
    assert found["notes"][0] == "Read from roster.csv."
    assert found["lost"].startswith("Title,People")


def test_open_jobs_bound_the_places(client):
    found = data(client, lost="machinist=300", openings="industrial machinery mechanic = 20")
    for one in found["scenarios"]:
        assert {row["code_onet"] for row in one["moves"]} <= {"49-9041.00"}
        assert one["placed_count"] <= 20
        assert one["stranded_count"] == 300 - one["placed_count"]
    assert found["scenarios"][0]["stranded"]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"lost": "x=1\n" * 5001}, "too many lines"),
        ({"lost": "welder=3", "pick": "99-9999.00|welder"}, "No occupation has this code"),
    ],
)
def test_a_list_that_cannot_be_used_says_so_in_a_sentence_and_keeps_the_form(client, parse, given, words):
    answer = client.post("/closure", data=given)
    page = parse(answer.text)
    assert answer.status_code == 200
    assert words in page.words
    assert given["lost"].split("\n")[0] in page.words
    assert not data(client, **given)["scenarios"]


def test_tables_come_as_csv_and_the_brief_as_one_page(client):
    for table, column in (("moves", "pay_change_usd"), ("stranded", "would_place"), ("training", "share")):
        given = {"lost": "machinist=300", "openings": "welder=5", "table": table}
        answer = client.post("/download/closure.csv", data=given)
        rows = list(csv.DictReader(io.StringIO(answer.text)))
        assert column in rows[0]
        assert {row["scenario"] for row in rows} == {"no_training", "short_course", "two_years"}
    brief = client.post("/closure/brief.pdf", data=LIST)
    assert brief.content.startswith(b"%PDF")
    assert brief.content == client.post("/closure/brief.pdf", data=LIST).content
    assert brief.content.count(b"/Type /Page\n") == 1


def test_nothing_of_a_list_is_kept_and_no_link_holds_it(client, app, parse):
    before = len(app.state.answers._kept)
    answer = client.post("/closure", data={"lost": "welder = 7731"})
    assert answer.headers["cache-control"] == "private, no-store"
    assert (
        client.get("/closure", params={"lost": "welder = 7731"}).headers["cache-control"]
        == "private, no-store"
    )
    assert len(app.state.answers._kept) == before
    page = parse(answer.text)
    assert not [one for one in page.values("href") + page.values("formaction") if "7731" in one]


def test_a_list_goes_along_to_the_other_language_and_back(client, parse):
    for base, other in (("", "/es"), ("/es", "")):
        for path in ("/closure", "/closure/brief"):
            page = parse(client.post(base + path, data=LIST).text)
            languages = [one for one in page.all("button") if "lang" in one]
            assert [(one["form"], one["formaction"]) for one in languages] == [("desk", other + path)]
            rest = {
                one["formaction"] for one in page.all("button") if "formaction" in one and "lang" not in one
            }
            assert {address.startswith("/es/") for address in rest} == {base == "/es"}
            assert f"{base}/closure/brief.pdf" in rest


def test_bounds_of_what_may_be_sent(client, app):
    answer = client.post("/closure", data={"lost": "x" * UPLOAD_BYTES})
    assert answer.status_code == 413
    assert answer.headers["content-type"].startswith("text/html")
    assert client.post("/plan", data={"from": "x" * 20_000}).status_code == 413
    head = {"content-type": "multipart/form-data; boundary=abc"}
    for body in (
        b"",
        b"--abc\r\n",
        b"--abc\r\nno head\r\n--abc--",
        b"--abc\r\n\r\nx" * 1_100 + b"\r\n--abc--",
    ):
        assert client.post("/closure", content=body, headers=head).status_code == 400
    assert (
        client.post("/closure", content=b"x", headers={"content-type": "multipart/form-data"}).status_code
        == 400
    )
    stranger = {"sec-fetch-site": "cross-site"}
    assert client.post("/closure", data=LIST, headers=stranger).status_code == 403
    assert MOST_UPLOADED >= 4 * UPLOAD_BYTES


def test_a_form_is_split_byte_by_byte():
    content = bytes(range(256)) + b"\r\n--ab\r\n"
    body = (
        b'--abc\r\nContent-Disposition: form-data; name="lost"\r\n\r\nwelder=1\r\nx=2\r\n--abc\r\n'
        b'Content-Disposition: form-data; name="file"; filename="C:\\\\a\\\\b.csv"\r\n'
        b"Content-Type: text/csv\r\n\r\n" + content + b"\r\n--abc--\r\n"
    )
    fields, file = split_form(body, "multipart/form-data; boundary=abc")
    assert fields == [("lost", "welder=1\r\nx=2")]
    assert (file.name, file.content) == ("b.csv", content)


def test_bands_are_as_thick_as_people_are_many():
    flows = [("A", "X", 60), ("A", None, 20), ("B", "X", 20), *[("B", f"small {at}", 1) for at in range(12)]]
    for measures in (WIDE, NARROW):
        picture = flow_picture(flows, measures=measures, places={"X": 3})
        width = {band.path: band.width for band in picture.bands}
        assert sorted(width.values())[-1] == pytest.approx(320 * 60 / 112, abs=0.1)
        assert [end.people_count for end in picture.left] == [80, 32]
        names = [" ".join(end.lines) for end in picture.right]
        assert names[0] == "X 80"
        assert names[-1] == f"{NO_PLACE} 20"
        assert names[-2].startswith(OTHER_RIGHT)
        assert sum(end.people_count for end in picture.right) == 112
        for side in (picture.left, picture.right):
            for above, below in pairwise(side):
                assert above.y + above.height <= below.y
            assert side[-1].y + side[-1].height <= picture.height
    assert flow_picture([], measures=WIDE, places={}) is None


def test_the_finding_names_each_way_that_places_more():
    def view(placed: int, change: float | None):
        return SimpleNamespace(people_count=10, placed_count=placed, pay_change_usd_mean=change, same_as=None)

    def found(*ways) -> str:
        return finding_of([view(*way) for way in ways], where="Ohio")

    assert found((10, -4_000), (10, -3_000), (10, -500)) == (
        "All 10 people could find other work in Ohio without training. More training would place nobody "
        "more: it would change their pay. Their pay would fall by $4,000 a year on average. With up to two "
        "years of training, it would fall by $500 a year."
    )
    assert found((0, None), (8, -100), (8, -100)) == (
        "None of 10 people could find other work without training. With short courses it is 8."
    )
    assert found((4, 100), (4, 100), (9, 260)) == (
        "4 of 10 people could find other work in Ohio without training. With up to two years of training it "
        "is 9. Their pay would stay about the same on average."
    )


def test_ways_that_place_everybody_are_drawn_by_pay_and_training_alone(client, parse):
    given = {"lost": "machinist = 300\nwelder=120", "area": "Ohio"}
    shown = data(client, **given)
    ways = shown["scenarios"]
    assert {one["placed_count"] for one in ways} == {420}
    assert "it would change their pay" in shown["finding"]
    text = client.post("/closure", data=given).text
    table = text[text.index('class="stack at-once"') :].partition("</table>")[0]
    assert "Placed" not in table
    assert table.count('class="sway"') == table.count('class="mix"') == 3
    most = max(abs(one["pay_change_usd_mean"]) for one in ways)
    for one in ways:
        assert f'width="{abs(one["pay_change_usd_mean"]) / most * 50:.1f}" height="8"' in table
        steps = [row["step"] for row in one["training"]]
        assert steps == sorted(set(steps))
        assert sum(row["share"] for row in one["training"]) == pytest.approx(1)


def test_ways_that_come_to_the_same_are_told_once(client, parse):
    given = {"lost": "cashier = 20", "area": "Ohio"}
    shown = data(client, **given)
    assert [one["same_as"] for one in shown["scenarios"]] == [None, "No training", "No training"]
    assert "More training would change nothing." in shown["finding"]
    page = parse(client.post("/closure", data=given).text)
    assert page.problems == []
    assert page.words.count("who goes where") == 1


def test_who_is_placed_is_drawn_where_the_ways_differ_in_it(client):
    given = {"lost": "machinist = 40", "openings": "welder = 3", "area": "Ohio"}
    assert {one["placed_count"] for one in data(client, **given)["scenarios"]} != {40}
    text = client.post("/closure", data=given).text
    assert text[text.index('class="stack at-once"') :].partition("</table>")[0].count('class="placed"') == 3
