"""A text as lines: which section each stands in, which dates it names, and which lines can't be titles."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Line", "Period", "lines_of", "period_in"]

_SECTIONS = {
    "work": (
        r"(?:work|professional|relevant|job|career|employment)? ?(?:experience|history|employment)|"
        r"career|jobs|employment"
    ),
    "school": r"education(?: and training)?|academic background|schooling|training",
    "skills": (
        r"(?:technical |key |core |computer )?(?:skills?|competenc(?:e|ies)|technologies|software|"
        r"tools)(?: (?:and|&) \w+)?|languages"
    ),
    "proof": (
        r"licen[cs]es?(?: (?:and|&) certifications?)?|certifications?(?: (?:and|&) licen[cs]es?)?|awards|"
        r"honors"
    ),
    "about": (
        r"(?:professional )?(?:summary|profile|objective|about(?: me)?)|interests|hobbies|references|"
        r"volunteer(?:ing| work)?"
    ),
    "asked": (
        r"(?:minimum |preferred |required )?(?:requirements?|qualifications?)|what you(?:'ll)? (?:need|"
        r"bring)|who you are|must haves?"
    ),
    "duties": (
        r"(?:key |job )?(?:responsibilities|duties)|what you(?:'ll)? do|the (?:role|job)|job description|"
        r"about the (?:role|job)"
    ),
    "firm": r"about us|who we are|benefits|what we offer|how to apply|equal opportunity.*",
}
_HEADING = {name: re.compile(rf"^\W*(?:{pattern})\W*$", re.I) for name, pattern in _SECTIONS.items()}
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DATE = rf"(?:{_MONTH},? ?(?:of )?(?:19|20)\d\d|\d{{1,2}}/(?:19|20)\d\d|(?:19|20)\d\d(?:-\d\d)?)"
_NOW = r"(?:present|now|current(?:ly)?|today|ongoing)"
_PERIOD = re.compile(rf"\(?\b(?:since )?({_DATE})\s*(?:-|–|—|to|until|through)\s*({_DATE}|{_NOW})\b\)?", re.I)
_SINCE = re.compile(rf"\(?\bsince ({_DATE})\b\)?", re.I)
_CONTACT = re.compile(
    r"@|https?:|www\.|linkedin|\b\d{3}[-.) ]+\d{3}[- .]\d{4}\b|^\W*(?:phone|tel|email|address|mobile|dob)\b|"
    r"\b\d+\s+\w+(?: \w+)?\s+(?:st(?:reet)?|ave(?:nue)?|r(?:oa)?d|blvd|lane|ln|drive|dr|court|ct|way)\b",
    re.I,
)


@dataclass(frozen=True)
class Period:
    """From when to when, in years with fractions; `end` is None where it goes on."""

    start: float
    end: float | None
    text: str

    def years(self, now: float) -> float:
        """How long, counted until `now` where it goes on; 0.1 to 60."""
        last = now if self.end is None else self.end
        return min(max(round(last - self.start, 1), 0.1), 60.0)


@dataclass(frozen=True)
class Line:
    """A line, where it starts in the text, its section ("" before the first heading), and what it holds."""

    text: str
    start: int
    section: str
    period: Period | None
    is_contact: bool
    is_heading: bool
    is_bullet: bool


def lines_of(text: str) -> list[Line]:
    """The lines of a text that aren't empty."""
    found: list[Line] = []
    section, start = "", 0
    for raw in text.split("\n"):
        stripped = raw.strip().lstrip("#").strip().strip("*_ ")
        if stripped:
            heading = _heading(stripped)
            section = heading or section
            found.append(
                Line(
                    text=stripped,
                    start=start + raw.find(stripped),
                    section=section,
                    period=period_in(stripped),
                    is_contact=bool(_CONTACT.search(stripped)),
                    is_heading=heading is not None,
                    is_bullet=bool(re.match(r"\s*(?:[•·▪‣◦*]|-\s|\d+[.)]\s)", raw)),
                )
            )
        start += len(raw) + 1
    return found


def period_in(text: str) -> Period | None:
    """The first period that a text names."""
    if hit := _PERIOD.search(text):
        end = None if re.fullmatch(_NOW, hit[2], re.I) else _year(hit[2], is_end=True)
        start = _year(hit[1], is_end=False)
        return Period(start, None if end is None else max(end, start), hit[0])
    if hit := _SINCE.search(text):
        return Period(_year(hit[1], is_end=False), None, hit[0])
    return None


def _heading(text: str) -> str | None:
    if len(text) > 45:
        return None
    return next((name for name, pattern in _HEADING.items() if pattern.match(text)), None)


def _year(text: str, *, is_end: bool) -> float:
    """A date as a year with a fraction; a bare year ends at its end and starts at its start."""
    year = re.search(r"(?:19|20)\d\d", text)
    whole = float(year[0]) if year else 0.0
    if month := re.search(r"^(\d{1,2})/|-(\d\d)$", text):
        number = int(month[1] or month[2])
        return whole + (min(max(number, 1), 12) - (0 if is_end else 1)) / 12
    names = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
    word = text[:3].lower()
    if word in names:
        return whole + (names.index(word) + is_end) / 12
    return whole + is_end * 0.5
