"""The words in Spanish: as many as in English, of the same keys, plain, and without English left in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import textstat

from word_checks.entries import Entry, Finding

LEAST_EASE, LEAST_MEAN_EASE = 60.0, 60.0
LONGEST_SENTENCE = 32
SEARCH_ENTRIES = (3, 12)
SENTENCES = ("sentence", "where", "hard", "good_if", "think_twice_if")
ENGLISH = re.compile(r"\b(?:the|and|with|you|your|of|for|their)\b", re.IGNORECASE)
# Other ways to write both genders; ours is a slash with the feminine second.
OTHER_GENDER = re.compile(r"@|\b\w+\((?:a|o)\)|\b(?:tod|niñ|amigu|alumn)es\b|\b\w+xs\b", re.IGNORECASE)
# Adjectives about the reader that take a side.
SIDED = re.compile(
    r"\b(?:eres|estás|te pones|te sientes)\s+(?:muy\s+)?\w{2,}(?:ado|ada|oso|osa|ido|ida)\b", re.IGNORECASE
)

PATTERNS = {"English": ENGLISH, "gender is a slash": OTHER_GENDER, "takes a side": SIDED}
Row = Mapping[str, str]


@contextmanager
def in_spanish() -> Iterator[None]:
    """Textstat reads Spanish inside, and English again afterwards."""
    textstat.set_lang("es")
    try:
        yield
    finally:
        textstat.set_lang("en_US")


def ease(entry: Entry) -> float:
    """Fernández-Huerta's ease of reading of an entry, 0 to 100; call it `in_spanish`."""
    lines = [text if text.endswith((".", "!", "?")) else f"{text}." for _, text in entry.lines()]
    return float(textstat.fernandez_huerta(" ".join(lines)))


def spanish_findings(entries: Sequence[Entry], english: Sequence[Entry]) -> list[Finding]:
    """Every finding of the Spanish words beside the English ones."""
    findings = [*_codes(entries, english), *_names(entries)]
    other = {entry.code: entry for entry in english}
    with in_spanish():
        for entry in entries:
            if entry.code in other:
                findings += _entry(entry, other[entry.code])
        mean = sum(map(ease, entries)) / max(len(entries), 1)
    if entries and mean < LEAST_MEAN_EASE:
        findings.append(
            Finding("all", "ease", f"{mean:.0f} on average, at least {LEAST_MEAN_EASE:.0f} wanted")
        )
    return sorted(findings, key=lambda finding: finding.code)


def table_findings(
    name: str,
    spanish: Sequence[Mapping[str, str]],
    english: Sequence[Mapping[str, str]],
    *,
    kept: Sequence[str],
) -> Iterator[Finding]:
    """A table in Spanish has the rows of the English one, in its order; the columns `kept` are the same."""
    if len(spanish) != len(english):
        yield Finding(name, "rows", f"{len(spanish)}, {len(english)} wanted")
    for here, there in zip(english, spanish, strict=False):
        for column, value in here.items():
            if column in kept and there.get(column) != value:
                yield Finding(name, column, f"{value!r} wanted", str(there.get(column)))
            elif value and not there.get(column):
                yield Finding(name, column, "is empty", value)


def _codes(entries: Sequence[Entry], english: Sequence[Entry]) -> Iterator[Finding]:
    here, there = [entry.code for entry in english], [entry.code for entry in entries]
    for code in sorted(set(here) - set(there)):
        yield Finding(code, "code", "is missing")
    for code in sorted(set(there) - set(here)):
        yield Finding(code, "code", "is not in English")
    if set(here) == set(there) and here != there:
        first = next(one for one, other in zip(there, here, strict=True) if one != other)
        yield Finding(first, "code", "is out of order")


def _names(entries: Sequence[Entry]) -> Iterator[Finding]:
    taken: dict[str, str] = {}
    for entry in entries:
        name = entry.name.casefold()
        if name in taken:
            yield Finding(entry.code, "name", f"is the name of {taken[name]} too", entry.name)
        taken.setdefault(name, entry.code)


def _entry(entry: Entry, english: Entry) -> Iterator[Finding]:
    for field in sorted(set(entry.fields) ^ set(english.fields)):
        yield Finding(entry.code, field, "is missing" if field in english.fields else "is not in English")
    for field, text in entry.lines(SENTENCES):
        if not text.endswith((".", "!", "?")):
            yield Finding(entry.code, field, "ends without a full stop", text)
    sentence = str(entry.fields.get("sentence", ""))
    if len(sentence.split()) > LONGEST_SENTENCE:
        yield Finding(entry.code, "sentence", f"more than {LONGEST_SENTENCE} words", sentence)
    for field, text in entry.lines():
        for pattern, what in (
            (ENGLISH, "English"),
            (OTHER_GENDER, "gender is a slash"),
            (SIDED, "takes a side"),
        ):
            match = pattern.search(text)
            if match:
                yield Finding(entry.code, field, f"{what}: {match[0]!r}", text)
        if ("?" in text and "¿" not in text) or ("!" in text and "¡" not in text):
            yield Finding(entry.code, field, "lacks the opening sign", text)
    value = ease(entry)
    if value < LEAST_EASE:
        yield Finding(entry.code, "ease", f"{value:.0f}, at least {LEAST_EASE:.0f} wanted")
    count = len(entry.fields.get("search", ()))
    least, most = SEARCH_ENTRIES
    if not least <= count <= most:
        yield Finding(entry.code, "search", f"{count} entries, {least} to {most} wanted")
