"""The rubric: plain, fair, this job and no other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from word_checks.entries import TEXTS, Entry, Finding
from word_checks.reading import grade

HARDEST_ENTRY = 10.0
MEAN_GRADE = 8.0
MOST_ALIKE = 90.0
LIKE_FIELDS = ("sentence", "where", "hard", "good_if", "think_twice_if")

GENDERED = re.compile(
    r"\b(?:he|she|his|hers?|him|himself|herself|man|men|woman|women|guys?|lady|ladies|gentlem[ae]n"
    r"|girls?|boys?|moms?|dads?|mothers?|fathers?|wife|wives|husbands?|housewi\w+"
    r"|(?!hu|ger|ro|ra|o|speci|abdo|regi|talis|sha|ye|acu)[a-z]{2,}m[ae]n"
    r"|waitress\w*|actress\w*|hostess\w*|stewardess\w*|seamstress\w*|heroine\w*|mistress\w*|masseuse\w*"
    r"|ballerina\w*|manned|manpower|man-made|male nurse)\b",
    re.IGNORECASE,
)
GENDERED_ALLOWED = {
    "29-1161.00": {"women", "mother", "mothers"},  # nurse midwives: who is cared for
    "29-9099.01": {"women", "mother", "mothers"},  # midwives
    "29-1218.00": {"women", "mother", "mothers"},  # obstetricians and gynecologists
}
BANNED = re.compile(
    r"\butili[sz]\w*|\bensur\w*|\bfacilitat\w*|\bvarious\b|\betc\b|\bvariety of\b|\bcoordinat\w+ activities"
    r"|\brelated duties|\bresponsible for\b|\band/or\b|\bpertaining\b|\bin accordance\b|\bfast-paced\b"
    r"|\bpassionate\b",
    re.IGNORECASE,
)
FIGURES = re.compile(
    r"\$|%|\bper ?cent\b|\bsalar(?:y|ies) of\b|\b\d{1,3},\d{3}\b|\bjob zone\b", re.IGNORECASE
)


def gendered(entry: Entry) -> Iterator[Finding]:
    """Words that make the worker, or anybody, a man or a woman. What people type (`search`) may."""
    allowed = GENDERED_ALLOWED.get(entry.code, set())
    for field, text in entry.lines(("name", *TEXTS)):
        for match in GENDERED.finditer(text):
            if match[0].lower() not in allowed:
                yield Finding(entry.code, field, f"gendered word {match[0]!r}", text)


def banned(entry: Entry) -> Iterator[Finding]:
    """Words that say nothing, and figures that belong into tables."""
    for field, text in entry.lines(("name", *TEXTS)):
        for match in BANNED.finditer(text):
            yield Finding(entry.code, field, f"banned word {match[0]!r}", text)
        for match in FIGURES.finditer(text):
            yield Finding(entry.code, field, f"a figure or code {match[0]!r}", text)


def alike(entries: Sequence[Entry]) -> Iterator[Finding]:
    """Lines that stand twice, and texts of one field that are nearly the same."""
    places: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for entry in entries:
        for field, text in entry.lines():
            places[_bare(text)].append((entry.code, field, text))
    for same in places.values():
        for code, field, text in same[1:]:
            yield Finding(code, field, f"the same as in {same[0][0]}", text)
    for field in LIKE_FIELDS:
        texts = [(entry.code, str(entry.fields[field])) for entry in entries if entry.fields.get(field)]
        yield from _nearly_alike(field, texts)


def _nearly_alike(field: str, texts: Sequence[tuple[str, str]]) -> Iterator[Finding]:
    import numpy as np
    from rapidfuzz import fuzz, process

    bare = [_bare(text) for _, text in texts]
    scores = process.cdist(bare, bare, scorer=fuzz.ratio, score_cutoff=MOST_ALIKE, dtype=np.float32)
    for second, first in np.argwhere(np.tril(scores, -1) >= MOST_ALIKE):
        if bare[first] != bare[second]:
            score = round(float(scores[second, first]))
            yield Finding(
                texts[second][0], field, f"{score} % the same as in {texts[first][0]}", texts[second][1]
            )


def entry_text(entry: Entry) -> str:
    """All lines of an entry as one text, each a sentence."""
    return " ".join(text if text.endswith((".", "!", "?")) else f"{text}." for _, text in entry.lines())


def reading_grades(entries: Sequence[Entry]) -> Iterator[Finding]:
    """Entries above grade 10, and a mean above grade 8."""
    grades = {entry.code: grade(entry_text(entry)) for entry in entries if entry_text(entry)}
    for entry in entries:
        value = grades.get(entry.code, 0.0)
        if value > HARDEST_ENTRY:
            hard = max(entry.lines(), key=lambda line: grade(line[1]))
            yield Finding(entry.code, hard[0], f"the entry has grade {value:.1f}; hardest line", hard[1])
    mean = sum(grades.values()) / max(1, len(grades))
    if mean > MEAN_GRADE:
        yield Finding("all", "reading", f"mean reading grade {mean:.1f}, at most {MEAN_GRADE:g} wanted")


def _bare(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9']+", text.lower()))
