"""Jobs with numbers of people, as they are pasted or exported: `machinist = 300`, or a table of any width.

A header is known by its words ("Job title", "Employees"); without one, a line is its words and the number at
its end or beginning. A table with titles but no number is a roster: each line is one person. What can't be
read is refused with its line and the reason; it never stops the rest.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from careerclusters.errors import InputError
from careerclusters.language import _, decimal_text

__all__ = ["MOST_LETTERS", "MOST_LINES", "MOST_PEOPLE", "MOST_TITLES", "Headcount", "Headcounts", "Refused"]
__all__ += ["read_headcounts"]

MOST_LETTERS, MOST_LINES, MOST_TITLES = 200_000, 5_000, 200
MOST_PEOPLE = 1_000_000
"""In one line; no plant is larger."""

LONGEST_TITLE, LONGEST_LINE = 200, 400
_DELIMITERS = ("\t", ";", "|", ",")
_TITLES = (
    "title jobtitle occupation occupationtitle position positiontitle job role jobname classification "
    "jobclassification soctitle occtitle work"
)
_CODES = "code soc soccode onet onetcode occcode occupationcode"
_COUNTS = (
    "count number people employees headcount jobs jobslost lost affected layoffs laidoff workers n total "
    "numberofemployees employeesaffected affectedemployees noofemployees positions openings vacancies "
    "jobsopen numberaffected staff fte"
)
_NUMBER = r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?"
_UNIT = r"(?:\s*(?:people|persons?|jobs?|workers?|employees?|openings?|places?))?"
_LAST = re.compile(
    rf"^(?P<words>.*?)[\s=:;,|(×–—-]*(?<![\d.,-])(?:x\s*)?(?P<number>-?(?:{_NUMBER})){_UNIT}\s*\)?$"
)
_FIRST = re.compile(rf"^(?P<number>{_NUMBER})\s*(?:[x×=:;,|\t]\s*|\s)(?P<words>\D.*)$", re.IGNORECASE)
# A code such as 51-4041.00 ends in digits that count nobody.
_CODE = re.compile(r"^\d{2}-?\d{4}(?:\.\d{2})?$")


@dataclass(frozen=True)
class Headcount:
    """People who hold one job: the line it first stands in, its words, how many.

    `code` is one of any list that stood beside the title; None where there was none.
    """

    line: int
    words: str
    people_count: int
    code: str | None = None


@dataclass(frozen=True)
class Refused:
    """A line that wasn't read: its number, its beginning, and why."""

    line: int
    given: str
    reason: str


@dataclass(frozen=True)
class Headcounts:
    """What a text holds: jobs with people, each title once; lines refused; what was done on the way."""

    rows: tuple[Headcount, ...]
    refused: tuple[Refused, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def people_count(self) -> int:
        """People of all rows."""
        return sum(row.people_count for row in self.rows)


def read_headcounts(text: str) -> Headcounts:
    """Jobs with people from pasted lines or a table.

    Raises
    ------
    InputError
        When the text is longer than 200,000 letters, has more than 5,000 lines, or names more than 200
        different jobs.
    """
    if len(text) > MOST_LETTERS:
        seen = f"{len(text):,} letters"
        raise InputError(
            "The list is too long", seen=seen, todo=_("Give at most {n}.", n=decimal_text(MOST_LETTERS))
        )
    lines = [
        (number, " ".join(line.replace("\t", "\x1f").split()).replace("\x1f", "\t").strip("\ufeff "))
        for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1)
    ]
    lines = [(number, line) for number, line in lines if line.strip("\t ,;|")]
    if len(lines) > MOST_LINES:
        todo = _("Give at most {n}: one for each job title.", n=decimal_text(MOST_LINES))
        raise InputError("The list has too many lines", seen=f"{len(lines):,}", todo=todo)
    header = _header(lines[0][1]) if lines else None
    read, notes = _read_table(lines, header) if header else (list(_read_lines(lines)), ())
    rows = _summed([one for one in read if isinstance(one, Headcount)])
    if len(rows) > MOST_TITLES:
        todo = _("Give at most {n} different ones, or sum those that are alike.", n=MOST_TITLES)
        raise InputError("The list names too many jobs", seen=len(rows), todo=todo)
    return Headcounts(rows, tuple(one for one in read if isinstance(one, Refused)), notes)


@dataclass(frozen=True)
class _Header:
    delimiter: str
    names: tuple[str, ...]
    title: int | None
    code: int | None
    count: int | None


def _header(line: str) -> _Header | None:
    """What a first line says of the columns; None when it is a job already."""
    for delimiter in _DELIMITERS:
        names = _cells(line, delimiter)
        plain = [re.sub(r"[^a-z0-9]+", "", name.lower()) for name in names]
        title, code, count = (_first(plain, known) for known in (_TITLES, _CODES, _COUNTS))
        if title is None and code is None:
            continue
        if count is None and len([name for name in names if name]) > 1 and any(map(_whole, names)):
            continue
        if count is not None or len(names) > 1 or plain[0] in ("title", "jobtitle", "occupation"):
            return _Header(delimiter, tuple(names), title, code, count)
    return None


def _first(plain: Sequence[str], known: str) -> int | None:
    return next((plain.index(name) for name in known.split() if name in plain), None)


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return [" ".join(cell.split()) for cell in next(csv.reader([line], delimiter=delimiter, strict=True))]
    except (csv.Error, StopIteration):
        return [" ".join(cell.strip('"').split()) for cell in line.split(delimiter)]


def _read_table(
    lines: Sequence[tuple[int, str]], header: _Header
) -> tuple[list[Headcount | Refused], tuple[str, ...]]:
    used = [at for at in (header.title, header.code, header.count) if at is not None]
    aside = [name for at, name in enumerate(header.names) if at not in used and name]
    notes = [_("Columns read: {names}.", names=", ".join(header.names[at] for at in used))]
    if aside:
        names = ", ".join(aside[:8])
        more = _("Not read: {names} and others.", names=names)
        notes.append(more if len(aside) > 8 else _("Not read: {names}.", names=names))
    if header.count is None:
        notes.append(_("No column says how many, so each line counts as one person."))
    return [_row(number, line, header) for number, line in lines[1:]], tuple(notes)


def _row(number: int, line: str, header: _Header) -> Headcount | Refused:
    cells = _cells(line, header.delimiter)

    def cell(at: int | None) -> str:
        return cells[at] if at is not None and at < len(cells) else ""

    code = cell(header.code).removeprefix('="').rstrip('"')
    words = cell(header.title) or code
    return _checked(number, words, "1" if header.count is None else cell(header.count), line, code or None)


def _read_lines(lines: Sequence[tuple[int, str]]) -> Iterator[Headcount | Refused]:
    for number, line in lines:
        if len(line) > LONGEST_LINE:
            yield Refused(number, line[:80], f"the line has more than {LONGEST_LINE} letters")
            continue
        found = _LAST.match(line) or _FIRST.match(line)
        if found is None or _CODE.match(line) or not found["words"].strip(' "\t'):
            yield Refused(number, line[:80], "it has no number of people; write it like machinist = 300")
        else:
            yield _checked(number, found["words"].strip(' "\t'), found["number"], line, None)


def _checked(number: int, words: str, count: str, line: str, code: str | None) -> Headcount | Refused:
    whole = _whole(count)
    reason = None
    if not words:
        reason = _("it names no job")
    elif len(words) > LONGEST_TITLE:
        reason = _("the job title has more than {n} letters", n=LONGEST_TITLE)
    elif whole is None:
        reason = (
            _("“{words}” isn't a whole number of people", words=count[:20])
            if count
            else _("it has no number of people")
        )
    elif whole == 0:
        reason = _("nobody is meant: the number is 0")
    elif whole > MOST_PEOPLE:
        reason = _("more people than any plant has: give at most {n}", n=decimal_text(MOST_PEOPLE))
    if reason is not None or whole is None:
        return Refused(number, line[:80], str(reason))
    return Headcount(number, words, whole, code)


def _whole(text: str) -> int | None:
    plain = text.strip().replace(",", "") if re.fullmatch(rf"\s*(?:{_NUMBER})\s*", text) else ""
    plain = plain.removesuffix(".0").removesuffix(".00")
    return int(plain) if plain.isascii() and plain.isdecimal() and len(plain) < 12 else None


def _summed(rows: Sequence[Headcount]) -> tuple[Headcount, ...]:
    """The same words once, their people together, in the order of the text."""
    found: dict[tuple[str, str | None], Headcount] = {}
    for row in rows:
        key = row.words.casefold(), row.code
        before = found.get(key, Headcount(row.line, row.words, 0, row.code))
        found[key] = Headcount(before.line, before.words, before.people_count + row.people_count, row.code)
    return tuple(found.values())
