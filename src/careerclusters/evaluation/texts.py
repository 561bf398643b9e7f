"""Are the jobs and skills of résumés and postings found? Sixty texts of our own, whose truth we know.

`text_corpus.csv` holds people, jobs and skills that we made up; five layouts of a résumé and two of a posting
put them on a page as people do. Names such as Cook, Baker and Fisher stand there on purpose.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from careerclusters.text.read import read_text

if TYPE_CHECKING:
    from careerclusters.atlas import Atlas

__all__ = ["MadeText", "evaluate_texts", "made_texts"]

NOW = 2025.0
_PERIODS = (("Jan 2019", "Present"), ("06/2014", "12/2018"))


@dataclass(frozen=True)
class MadeText:
    """A text of ours, the SOC codes of its jobs, and its skills as written."""

    kind: str
    text: str
    codes: tuple[str, ...]
    skills: tuple[str, ...]


@cache
def made_texts() -> tuple[MadeText, ...]:
    """All of them."""
    text = (resources.files(__package__) / "text_corpus.csv").read_text(encoding="utf-8")
    found = []
    for row in csv.DictReader(text.splitlines()):
        jobs = [job.split("@") for job in row["jobs"].split("|")]
        skills = tuple(skill for skill in row["skills"].split("|") if skill)
        written = _resume(row, jobs, skills) if row["kind"] == "resume" else _posting(row, jobs[0], skills)
        found.append(MadeText(row["kind"], written, tuple(code for *_, code in jobs), skills))
    return tuple(found)


def evaluate_texts(atlas: Atlas) -> dict[str, float | int]:
    """Shares of jobs and skills found, of titles that are none, and of years that are right.

    Returns
    -------
    `texts`, `jobs`; `kinds_right`: résumé or posting; `jobs_found`: the SOC code among the jobs of its text;
    `false_titles`: jobs read beyond those there, by job; `years_right`; `skills_found`.
    """
    kinds = found = jobs = extra = years_right = periods = skills = skills_found = 0
    for made in made_texts():
        reading = read_text(atlas, made.text, now=NOW)
        codes = [job.candidates[0].code_onet[:7] for job in reading.jobs if job.candidates]
        kinds += reading.kind == made.kind
        jobs += len(made.codes)
        found += sum(code in codes for code in made.codes)
        extra += max(len(reading.jobs) - len(made.codes), 0)
        if made.kind == "resume":
            periods += len(made.codes)
            expected = ((2019.0, None), (2014 + 5 / 12, 2019.0))
            for job, (start, end) in zip(reading.jobs, expected, strict=False):
                years_right += (
                    job.period is not None
                    and abs(job.period.start - start) < 0.6
                    and ((job.period.end is None) == (end is None))
                )
        read = {skill.text.lower() for skill in reading.skills}
        skills += len(made.skills)
        skills_found += sum(skill.lower() in read for skill in made.skills)
    return {
        "texts": len(made_texts()),
        "jobs": jobs,
        "kinds_right": round(kinds / len(made_texts()), 4),
        "jobs_found": round(found / jobs, 4),
        "false_titles": round(extra / jobs, 4),
        "years_right": round(years_right / periods, 4),
        "skills_found": round(skills_found / skills, 4),
    }


def _resume(row: dict[str, str], jobs: list[list[str]], skills: tuple[str, ...]) -> str:
    layout = int(row["layout"])
    person = row["person"]
    mail = person.lower().replace(" ", ".") + "@example.com"
    lines = [
        person if layout != 2 else person.upper(),
        "123 Baker Street, Austin, TX 78701",
        f"{mail} | 512-555-0147",
        "",
    ]
    if layout in (0, 3):
        lines += ["SUMMARY", "Reliable person with ten years of work behind them.", ""]
    lines.append(
        ("EXPERIENCE", "Work History", "PROFESSIONAL EXPERIENCE", "## Employment", "Experience:")[layout]
    )
    for (title, firm, _), (start, end) in zip(jobs, _PERIODS, strict=True):
        if layout == 0:
            lines += [f"{title}, {firm}, Austin, TX    {start} - {end}"]
        elif layout == 1:
            lines += [f"{firm} | {start} – {end}", title]
        elif layout == 2:
            lines += [title, f"{firm}", f"{start} to {end}"]
        elif layout == 3:
            lines += [f"**{title}** - {firm} ({start} - {end})"]
        else:
            lines += [f"{start} - {end}: {title} at {firm}"]
        lines += ["• Worked with many people every day", "• Kept records and met goals", ""]
    lines += ["EDUCATION", "Diploma, Marlow College, 2010 - 2014", ""]
    if skills:
        lines += ["SKILLS", ", ".join(skills)]
    return "\n".join(lines)


def _posting(row: dict[str, str], job: list[str], skills: tuple[str, ...]) -> str:
    title, firm, _ = job
    asked = [f"- Experience with {skill}" for skill in skills]
    if row["layout"] == "0":
        head = [f"# {title} - 2nd Shift - $25/hr", f"{firm} is hiring in Dayton, OH. Join our team!"]
    else:
        head = [
            f"{firm}",
            f"Job title: {title}",
            "Location: Dayton, OH",
            "We are looking for a friendly person.",
        ]
    rest = [
        "",
        "Responsibilities",
        "- Do the daily work with care",
        "",
        "Requirements",
        "- High school diploma",
        *asked,
    ]
    return "\n".join([*head, *rest, "", "Apply today. We are an equal opportunity employer."])
