"""Jobs with people, as they are pasted and as they are exported."""

from __future__ import annotations

import time

import pytest

from careerclusters.errors import InputError, UnknownError
from careerclusters.text.coded_jobs import LEFT_OUT, code_jobs, people_by_code
from careerclusters.text.headcounts import MOST_TITLES, read_headcounts


def pairs(text: str) -> list[tuple[str, int]]:
    return [(row.words, row.people_count) for row in read_headcounts(text).rows]


@pytest.mark.parametrize(
    ("line", "words", "people"),
    [
        ("machinist = 300", "machinist", 300),
        ("machinist, 1,200", "machinist", 1200),
        ("300 welders", "welders", 300),
        ("welder x 120", "welder", 120),
        ("machinist (30)", "machinist", 30),
        ("forklift: 7 people", "forklift", 7),
        ("CNC operator II\t14", "CNC operator II", 14),
        ("51-4041.00 = 3", "51-4041.00", 3),
        ("15-1252 Software Developers, 12", "15-1252 Software Developers", 12),
    ],
)
def test_a_line_is_words_and_a_number(line, words, people):
    assert pairs(line) == [(words, people)]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("51-4041.00", "no number of people"),
        ("machinist", "no number of people"),
        ("nobody = 0", "the number is 0"),
        ("half = 2.5", "isn't a whole number"),
        ("fewer = -3", "isn't a whole number"),
        ("all = 90000000", "more people than any plant"),
        ("a" * 401 + " 3", "more than 400 letters"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line_and_stops_nothing(line, why):
    read = read_headcounts(f"welder = 2\n{line}\nmachinist = 3")
    assert [row.words for row in read.rows] == ["welder", "machinist"]
    assert read.refused[0].line == 2
    assert why in read.refused[0].reason


def test_a_table_is_read_by_its_header_and_the_same_title_is_summed():
    read = read_headcounts(
        'Dept,Job Title,Employees\nA,"Machinist, senior",30\nB,machinist,5\nB,Machinist,"1,007"\n'
    )
    assert [(row.words, row.people_count, row.line) for row in read.rows] == [
        ("Machinist, senior", 30, 2),
        ("machinist", 1012, 3),
    ]
    assert read.notes == ("Columns read: Job Title, Employees.", "Not read: Dept.")


def test_a_roster_counts_one_person_a_line_and_says_so():
    read = read_headcounts("Name;Job title\nAnn;Welder\nBob;Welder\n")
    assert [(row.words, row.people_count) for row in read.rows] == [("Welder", 2)]
    assert "each line counts as one person" in " ".join(read.notes)


def test_bounds():
    for text in (
        "a" * 200_001,
        "x=1\n" * 5_001,
        "\n".join(f"job {chr(97 + i % 26)}{i}x = 1" for i in range(MOST_TITLES + 1)),
    ):
        with pytest.raises(InputError):
            read_headcounts(text)
    start = time.process_time()
    read_headcounts("\n".join(["=" * 399, "1" * 398 + "a", ", " * 199] * 160))
    assert time.process_time() - start < 5


def test_sure_ones_are_taken_unsure_ones_are_asked_and_answers_hold(atlas):
    rows = read_headcounts("welder = 120\nproduction worker = 33\n51-4041 = 7\nsupervisor = 4").rows
    jobs = code_jobs(atlas, rows)
    assert [(job.how, job.code_onet) for job in jobs[:3:2]] == [
        ("sure", "51-4121.00"),
        ("sure", "51-4041.00"),
    ]
    assert [job.how for job in jobs[1::2]] == ["asked", "asked"]
    assert jobs[1].candidates
    assert jobs[1].reason
    chosen = jobs[1].candidates[1].code_onet
    again = code_jobs(atlas, rows, picks={"Production Worker": chosen, "supervisor": LEFT_OUT})
    assert (again[1].how, again[1].code_onet, again[3].how) == ("picked", chosen, "left_out")
    assert people_by_code(again) == {"51-4121.00": 120, chosen: 33, "51-4041.00": 7}
    with pytest.raises(UnknownError):
        code_jobs(atlas, rows, picks={"supervisor": "99-9999.00"})
