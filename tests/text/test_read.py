"""Résumés and postings are read as what they say, and hostile files end in one error."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careerclusters.errors import InputError
from careerclusters.evaluation.texts import evaluate_texts, made_texts
from careerclusters.people.profile.file import person_from_dict
from careerclusters.text.extract import text_of, text_of_file
from careerclusters.text.lines import lines_of, period_in
from careerclusters.text.read import read_text
from careerclusters.text.skills import SkillBook

RESUME = """Maria Carpenter
123 Baker Street, Austin, TX 78701
maria.carpenter@example.com | 512-555-0147

EXPERIENCE
Registered Nurse, Mercy Hospital, Austin, TX    Jan 2018 - Present
• Cared for twelve patients a shift; charted in Epic
Certified Nursing Assistant | Oak Manor | 06/2014 – 12/2017

EDUCATION
BS Nursing, University of Texas, 2010 - 2014

SKILLS
Microsoft Excel, Epic, customer service, R
"""


def test_a_resume_gives_jobs_years_skills_and_a_draft(atlas):
    reading = read_text(atlas, RESUME, now=2025.0)
    assert reading.kind == "resume"
    first, second = reading.jobs
    assert (first.candidates[0].code_onet, first.years) == ("29-1141.00", 7.0)
    assert (second.candidates[0].code_onet, second.years) == ("31-1131.00", 3.6)
    assert all(RESUME[job.start : job.end] == job.title for job in reading.jobs)
    assert all(RESUME[skill.start : skill.end] == skill.text for skill in reading.skills)
    assert {"Epic", "customer service"} <= {skill.text for skill in reading.skills}
    person = person_from_dict(dict(reading.profile))
    assert [held.code_onet for held in person.strengths.occupations] == ["29-1141.00", "31-1131.00"]


def test_names_streets_and_schools_are_no_titles(atlas):
    titles = " ".join(job.title for job in read_text(atlas, RESUME).jobs)
    assert not any(word in titles for word in ("Carpenter", "Baker", "University"))


def test_texts_of_ours_are_read_rightly(atlas):
    measured = evaluate_texts(atlas)
    assert measured["texts"] >= 60
    assert measured["kinds_right"] > 0.95
    assert measured["jobs_found"] > 0.88
    assert measured["false_titles"] < 0.03
    assert measured["years_right"] > 0.95
    assert measured["skills_found"] > 0.9


def test_a_posting_gives_its_occupation_and_what_it_asks(atlas):
    made = next(made for made in made_texts() if made.kind == "posting")
    reading = read_text(atlas, made.text)
    assert reading.kind == "posting"
    assert [job.candidates[0].code_onet[:7] for job in reading.jobs] == list(made.codes)
    assert reading.profile["strengths"]["occupations"] == []


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Jan 2018 - Present", 2018.0, None),
        ("06/2014 – 12/2017", 2014 + 5 / 12, 2018.0),
        ("2012 to 2014", 2012.0, 2014.5),
        ("since March 2020", 2020 + 2 / 12, None),
        ("(2019 - 2021)", 2019.0, 2021.5),
    ],
)
def test_periods(text, start, end):
    period = period_in(f"Cook {text}")
    assert period.start == pytest.approx(start)
    assert period.end == (None if end is None else pytest.approx(end))


def test_plain_words_are_technologies_only_in_lists():
    book = SkillBook({("word",): ("technology", "Microsoft Word", "Microsoft Word")})
    text = "A word about me. Skills: Word"
    assert book.find(text) == []
    assert [skill.text for skill in book.find(text, listed=((17, 29),))] == ["Word"]


def test_phrases_are_whole_words_the_longest_first_and_side_by_side():
    names = ("customer service", "customer service desk", "point of sale", "sales", "c#")
    book = SkillBook({tuple(name.split()): ("element", name, name) for name in names})
    text = "Ünder  CUSTOMER\nservice desk, point of sale. C#/salesman presales; customer service"
    found = book.find(text)
    expected = ["CUSTOMER\nservice desk", "point of sale", "customer service"]
    assert [skill.text for skill in found] == expected
    assert [text[skill.start : skill.end] for skill in found] == expected
    assert [skill.name for skill in book.find("desk sales c#")] == ["sales", "c#"]


@given(st.text(max_size=300))
@settings(max_examples=50, deadline=None)
def test_lines_stand_where_they_say(text):
    for line in lines_of(text):
        assert text[line.start : line.start + len(line.text)] == line.text or "\r" in text


def test_word_and_pdf_files_are_read():
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_paragraph("Registered Nurse 2018 - 2020")
    held = io.BytesIO()
    document.save(held)
    assert "Registered Nurse" in text_of(held.getvalue(), ".docx")
    canvas = pytest.importorskip("reportlab.pdfgen.canvas")
    held = io.BytesIO()
    page = canvas.Canvas(held)
    page.drawString(72, 720, "Registered Nurse 2018 - 2020")
    page.save()
    pytest.importorskip("pypdf")
    assert "Registered Nurse" in text_of(held.getvalue(), ".pdf")


@pytest.mark.parametrize(
    ("content", "ending"),
    [
        (b"PK not a zip", ".docx"),
        (b"%PDF-1.4 broken", ".pdf"),
        (b"", ".txt"),
        (b"   \n", ".md"),
        (b"text", ".exe"),
        (b"x" * (10 * 1024 * 1024 + 1), ".txt"),
    ],
)
def test_what_can_not_be_read_is_one_error(content, ending):
    pytest.importorskip("docx")
    pytest.importorskip("pypdf")
    with pytest.raises(InputError):
        text_of(content, ending)


def test_a_file_that_unpacks_to_too_much_is_refused():
    pytest.importorskip("docx")
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b"0" * (61 * 1024 * 1024))
    with pytest.raises(InputError, match="unpacks to too much"):
        text_of(held.getvalue(), ".docx")


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(InputError, match="missing"):
        text_of_file(tmp_path / "none.txt")
