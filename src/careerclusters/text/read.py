"""Read a résumé or a posting: jobs with their years, skills with where they stand, and a draft profile.

    text ─► lines in sections ─► which of them are titles ─► codes ─► jobs ┐
         └► skills and technologies with spans ───────────────────────────┴► draft, which the person corrects

Nothing is kept. Names, addresses and numbers are never read as titles: a line is a title when its words are
those of a known title or end with what people are called, and when it stands where titles stand.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from careerclusters.finding import Candidate
from careerclusters.results import Value
from careerclusters.text.lines import Line, Period, lines_of
from careerclusters.text.skills import Skill, skill_book
from careerclusters.titles.chance import WAYS
from careerclusters.titles.wording import title_words
from careerclusters.titles.wordings import FINE

if TYPE_CHECKING:
    import polars as pl

    from careerclusters.atlas import Atlas

__all__ = ["Job", "TextReading", "read_text"]

MOST_JOBS = 40
MOST_WORDS = 8
LEAST_CHANCE = 0.3
_CUT = re.compile(r"\s+[|•·]\s+|\t+|\s+[-–—]+\s+|,\s+|\s+(?:at|for|@)\s+|\s*[()]\s*|\s{3,}|;\s+|:\s+")
_FIRM = re.compile(
    r"\b(?:inc|llc|ltd|corp|co|company|university|college|school|schools|hospital|clinic|bank|group|"
    r"department of|"
    r"center|centre|store|stores|restaurant|hotel|county|city of|church|institute|academy|services|solutions|"
    r"systems|partners|associates|logistics|foods|industries|enterprises|supply|district|diner|cafe|"
    r"bakery|farms?)\b\.?$",
    re.I,
)
_POSTING = re.compile(
    r"\b(?:we are (?:looking|hiring|seeking)|we're (?:looking|hiring)|you will|apply (?:now|today|online)|"
    r"equal opportunity|job title|job description|responsibilities|the ideal candidate|join our team|"
    r"requirements)\b",
    re.I,
)
_NAMED = re.compile(
    r"^(?:job title|position|title|role|now hiring|hiring|we are hiring|wanted)\s*[:\-–]\s*(.+)$", re.I
)
_SCHOOL = re.compile(
    r"\b(?:b\.?a|b\.?s|m\.?a|m\.?s|ph\.?d|bachelor|master|associate'?s?|diploma|degree|ged|gpa)\b", re.I
)


@dataclass(frozen=True)
class Job:
    """A job that a text names.

    Attributes
    ----------
    title, start, end
        The words and where they stand in the text.
    period
        From when to when; None where the text doesn't say.
    years
        How long, or None.
    is_sure
        Whether the first candidate may stand until the person corrects it.
    candidates
        Occupations, likeliest first.
    """

    title: str
    start: int
    end: int
    period: Period | None
    years: float | None
    is_sure: bool
    candidates: tuple[Candidate, ...]

    def to_dict(self) -> dict[str, object]:
        """JSON-ready."""
        first = self.candidates[0] if self.candidates else None
        return {
            "title": self.title,
            "start": self.start,
            "end": self.end,
            "period": None if self.period is None else self.period.text,
            "years": self.years,
            "code_onet": None if first is None else first.code_onet,
            "name": None if first is None else first.name,
            "chance": None if first is None else first.chance,
            "is_sure": self.is_sure,
            "candidates": [candidate.to_dict() for candidate in self.candidates],
        }


@dataclass(frozen=True, eq=False)
class TextReading(Value):
    """What a résumé or a posting says.

    Attributes
    ----------
    kind
        "resume" or "posting".
    jobs
        Of a résumé, as they stand; of a posting, the one it offers.
    skills
        With their places.
    """

    kind: str
    jobs: tuple[Job, ...]
    skills: tuple[Skill, ...]

    @property
    def profile(self) -> Mapping[str, Any]:
        """A draft profile of a résumé: sure jobs with years, to be corrected before it is used."""
        held: dict[str, float] = {}
        for job in self.jobs if self.kind == "resume" else ():
            if job.is_sure:
                code = job.candidates[0].code_onet
                held[code] = min(held.get(code, 0.0) + (job.years or 1.0), 60.0)
        occupations = [{"code_onet": code, "years": round(years, 1)} for code, years in held.items()]
        return {"careerclusters_profile": 1, "strengths": {"occupations": occupations}}

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready; `to_ask` are the titles of jobs that the person should name better."""
        return {
            "kind": self.kind,
            "jobs": [job.to_dict() for job in self.jobs],
            "to_ask": [job.title for job in self.jobs if not job.is_sure],
            "skills": [skill.to_dict() for skill in self.skills],
            "profile": dict(self.profile),
        }

    def to_frame(self) -> pl.DataFrame:
        """A row for each job."""
        import polars as pl

        names = ("title", "period", "years", "code_onet", "name", "chance", "is_sure")
        text = dict.fromkeys(names, pl.String) | {
            "years": pl.Float64,
            "chance": pl.Float64,
            "is_sure": pl.Boolean,
        }
        return pl.DataFrame([{name: job.to_dict()[name] for name in names} for job in self.jobs], schema=text)

    def __repr__(self) -> str:
        return f"TextReading({self.kind}: {len(self.jobs)} jobs, {len(self.skills)} skills)"


def read_text(atlas: Atlas, text: str, *, now: float | None = None) -> TextReading:
    """Read a résumé or a posting.

    Parameters
    ----------
    atlas
        Its titles, names and technologies.
    text
        See `text.extract` for files.
    now
        The year, with a fraction, that "present" stands for; default: today.
    """
    today = datetime.date.today()
    year = today.year + (today.month - 1) / 12 if now is None else now
    lines = lines_of(text)
    is_posting = _is_posting(text, lines)
    places = _offered(lines) if is_posting else _places(lines)
    found = _titles(atlas, places)
    jobs = [_job(atlas, title, start, period, year) for title, start, period in found]
    listed = tuple(
        (line.start, line.start + len(line.text)) for line in lines if line.section in ("skills", "asked")
    )
    book = atlas.derive("skill book", lambda: skill_book(atlas.catalog))
    skills = book.find(text, listed=listed)
    most = 1 if is_posting else MOST_JOBS
    return TextReading("posting" if is_posting else "resume", tuple(jobs[:most]), tuple(skills))


def _is_posting(text: str, lines: Sequence[Line]) -> bool:
    dated = sum(line.period is not None for line in lines)
    sections = {line.section for line in lines if line.is_heading}
    signs = len(set(hit.lower() for hit in _POSTING.findall(text))) + 2 * len(
        sections & {"asked", "duties", "firm"}
    )
    return signs >= 2 and signs > dated and "work" not in sections


# A piece that may be a title: its words, where they start, the period beside it, what the place says for it.
Piece = tuple[str, int, Period | None, float]


def _offered(lines: Sequence[Line]) -> list[list[Piece]]:
    """The first lines of a posting, and those that say "Position: ..."."""
    named = [line for line in lines if _NAMED.match(line.text)]
    first = [line for line in lines if not line.is_contact and not line.is_heading][:3]
    found = []
    for line in [*named, *first]:
        hit = _NAMED.match(line.text)
        text = hit[1] if hit else line.text
        start = line.start + line.text.find(text)
        found.append([(text, start, None, 0.4 if hit else 0.2), *_pieces(text, start, None, 0.1)])
    return found


def _places(lines: Sequence[Line]) -> list[list[Piece]]:
    """Groups of pieces of a résumé, one of which may be a title: a dated line and the lines beside it."""
    has_sections = any(line.section == "work" for line in lines)
    groups: list[list[Piece]] = []
    used: set[int] = set()
    for at, line in enumerate(lines):
        if (
            line.period is None
            or line.section == "school"
            or (has_sections and line.section not in ("work", ""))
        ):
            continue
        group: list[Piece] = []
        for beside in (at, at - 1, at + 1, at - 2):
            if not 0 <= beside < len(lines) or beside in used:
                continue
            other = lines[beside]
            if beside != at and (other.period or other.is_heading or other.is_contact or other.is_bullet):
                continue
            if other.section == "school" or _SCHOOL.search(other.text):
                continue
            text = other.text if other.period is None else other.text.replace(other.period.text, " | ")
            group += _pieces(text, other.start, line.period, 0.25 if beside == at else 0.1)
        if group:
            groups.append(group)
            used.add(at)
    return groups


def _pieces(text: str, start: int, period: Period | None, prior: float) -> list[Piece]:
    found: list[Piece] = []
    at = 0
    for cut in [*_CUT.finditer(text), None]:
        end = len(text) if cut is None else cut.start()
        piece = text[at:end]
        stripped = piece.strip(" -–—|,;:.*•")
        if stripped:
            found.append((stripped, start + at + piece.find(stripped), period, prior))
        at = end if cut is None else cut.end()
    return found


def _titles(atlas: Atlas, groups: Sequence[Sequence[Piece]]) -> list[tuple[str, int, Period | None]]:
    """The likeliest title of each group, where one is likely."""
    texts = list(dict.fromkeys(piece[0][:200] for group in groups for piece in group))
    coded = atlas.titles.code_all(texts)
    number = {text: at for at, text in enumerate(texts)}
    found: dict[int, tuple[str, int, Period | None]] = {}
    for group in groups:
        best: tuple[float, Piece] | None = None
        for piece in group:
            at = number[piece[0][:200]]
            sign = _sign(atlas, piece, int(coded.status[at]), int(coded.way[at]), float(coded.chance[at]))
            if sign > 0 and (best is None or sign > best[0]):
                best = (sign, piece)
        if best is not None:
            title, start, period, _ = best[1]
            found.setdefault(start, (title, start, period))
    return list(found.values())


def _sign(atlas: Atlas, piece: Piece, status: int, way: int, chance: float) -> float:
    """How much speaks for a piece being a title; none from 0 down."""
    text, _, _, prior = piece
    words = title_words(text)
    if (
        not words
        or len(words) > MOST_WORDS
        or sum(letter.isdigit() for letter in text) > 3
        or _FIRM.search(text)
    ):
        return -1.0
    if _SCHOOL.search(text) or (text.rstrip().endswith((".", "!", "?")) and len(words) > 4):
        return -1.0
    is_called = words[-1] in atlas.titles.called or words[0] in atlas.titles.called
    if status != FINE:
        # A position alone ("Owner", "Team Lead") is a job too: it is asked about.
        return prior + 0.1 if status == 1 and len(words) <= 3 else -1.0
    held = WAYS[way] in ("own", "ours", "one", "written", "several")
    if (WAYS[way] == "new" and not is_called) or (chance < LEAST_CHANCE and not (held or is_called)):
        return -1.0
    doubt = 0.2 * (WAYS[way] in ("new", "changed", "corrected"))
    return prior + 0.5 * held + 0.4 * is_called + 0.3 * chance - 0.5 - doubt


def _job(atlas: Atlas, title: str, start: int, period: Period | None, now: float) -> Job:
    from careerclusters.errors import InputError

    years = None if period is None else period.years(now)
    try:
        finding = atlas.find(title[:200], limit=3)
    except InputError:
        return Job(title, start, start + len(title), period, years, False, ())
    return Job(title, start, start + len(title), period, years, finding.is_sure, finding.candidates)
