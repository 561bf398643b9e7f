"""The form: which codes, which fields, how long, how they begin and end."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from word_checks.entries import Entry, Finding, Occupation, sentences, words

FIELDS = ("name", "sentence", "day", "where", "hard", "good_if", "think_twice_if", "search")
SHORT = ("name", "sentence", "where", "search")
BOUNDS = {
    "sentence": (8, 25),
    "day": (4, 16),
    "where": (10, 45),
    "hard": (5, 25),
    "good_if": (6, 25),
    "think_twice_if": (5, 25),
}
MOST_SENTENCES = {"sentence": 1, "where": 3, "hard": 1}
NAME_CHARACTERS = (2, 45)
SEARCH_ENTRIES = (2, 8)
DAY_LINES = (3, 5)
LONGEST_SEARCH = 40
# Base forms that look like another form, and capitals inside a name that are right.
BASE_IN_ING = {"bring", "sing", "ring", "swing", "string", "fling", "wring", "spring"}
BASE_IN_S = {"focus", "bus", "canvas"}
SINGULAR_IN_S = {"bus", "gas", "analysis", "sales", "news", "forces", "sports", "species"}
CAPITALS = {"English", "French", "German", "Spanish", "Latin", "Navy", "Army", "Marine", "Air", "Force"}
CAPITALS |= {"Earth", "Braille", "Montessori", "Internet", "American", "African", "Asian", "Native"}


def check_codes(entries: Iterable[Entry], known: Mapping[str, Occupation]) -> Iterator[Finding]:
    """Codes that are missing, unknown, twice there, in the wrong file or out of order."""
    by_group: dict[str, list[str]] = defaultdict(list)
    seen: set[str] = set()
    for entry in entries:
        if entry.code not in known:
            yield Finding(entry.code, "code", "no such occupation in the catalog")
        if entry.code in seen:
            yield Finding(entry.code, "code", "stands in two files")
        seen.add(entry.code)
        by_group[entry.group].append(entry.code)
        if not entry.code.startswith(f"{entry.group}-"):
            yield Finding(entry.code, "code", f"stands in {entry.group}.toml")
    for group, codes in by_group.items():
        for before, after in pairwise(codes):
            if before > after:
                yield Finding(after, "code", f"stands after {before}")
        for code, occupation in known.items():
            if code.startswith(f"{group}-") and code not in seen:
                yield Finding(code, "code", "is missing", occupation.title)


def missing_groups(entries: Iterable[Entry], known: Mapping[str, Occupation]) -> Iterator[Finding]:
    """Major groups that have no file yet."""
    there = {entry.group for entry in entries}
    for group in sorted({code[:2] for code in known} - there):
        count = sum(code.startswith(f"{group}-") for code in known)
        yield Finding(f"{group}-____.__", "file", f"{group}.toml is missing ({count} occupations)")


def check_fields(entry: Entry, occupation: Occupation | None) -> Iterator[Finding]:
    """Fields that are missing or unknown, lengths, beginnings and endings."""
    is_short = occupation is not None and occupation.is_short
    for field in SHORT if is_short else FIELDS:
        if not entry.fields.get(field):
            yield Finding(entry.code, field, "is missing")
    for field, value in entry.fields.items():
        if field not in FIELDS:
            yield Finding(entry.code, field, "no such field")
        elif isinstance(value, list) is not (field in ("day", "search")):
            yield Finding(entry.code, field, "should be a list" if field in ("day", "search") else "no list")
    for field, text in entry.lines():
        yield from _length(entry.code, field, text)
        yield from _shape(entry.code, field, text)
    day = entry.fields.get("day")
    if isinstance(day, list) and day and not DAY_LINES[0] <= len(day) <= DAY_LINES[1]:
        yield Finding(entry.code, "day", f"{len(day)} lines, {_bounds(DAY_LINES)} wanted")
    search = entry.fields.get("search")
    if isinstance(search, list):
        yield from _search(entry.code, [str(word) for word in search])


def check_names(entries: Sequence[Entry]) -> Iterator[Finding]:
    """Names that are too long, no sentence case, in the plural, or taken."""
    taken: dict[str, str] = {}
    for entry in entries:
        name = entry.name
        if not name:
            continue
        if not NAME_CHARACTERS[0] <= len(name) <= NAME_CHARACTERS[1]:
            yield Finding(entry.code, "name", f"{len(name)} characters, {_bounds(NAME_CHARACTERS)}", name)
        first, *rest = re.findall(r"[^\s()/,-]+", name)
        if not first[0].isupper():
            yield Finding(entry.code, "name", "begins with a small letter", name)
        for word in rest:
            if word[0].isupper() and not word.isupper() and word.rstrip("s") not in CAPITALS:
                yield Finding(entry.code, "name", f"{word!r} has a capital", name)
        head = re.sub(r"\s*\(.*", "", name).split(" of ")[0].split()[-1].lower()
        if re.search(r"[^sui]s$", head) and head not in SINGULAR_IN_S:
            yield Finding(entry.code, "name", "is in the plural", name)
        if name.casefold() in taken:
            yield Finding(entry.code, "name", f"is the name of {taken[name.casefold()]} too", name)
        taken.setdefault(name.casefold(), entry.code)


def _length(code: str, field: str, text: str) -> Iterator[Finding]:
    least, most = BOUNDS[field]
    count = len(words(text))
    if not least <= count <= most:
        yield Finding(code, field, f"{count} words, {least} to {most} wanted", text)
    allowed = MOST_SENTENCES.get(field)
    if allowed and len(sentences(text)) > allowed:
        yield Finding(code, field, f"{len(sentences(text))} sentences, at most {allowed} wanted", text)


def _shape(code: str, field: str, text: str) -> Iterator[Finding]:
    if text != " ".join(text.split()):
        yield Finding(code, field, "spaces that are not single", text)
    first = (words(text) or [""])[0]
    if text and not text[0].isupper() and not text[0].isdigit():
        yield Finding(code, field, "begins with a small letter", text)
    low = first.lower()
    if field == "day":
        if text.endswith((".", "!", ";", ",")):
            yield Finding(code, field, "ends with a stop", text)
        is_base = low in BASE_IN_ING | BASE_IN_S or not re.search(r"ing$|[^s]s$", low)
        if not is_base:
            yield Finding(code, field, f"begins with {first!r}, not with a verb in the base form", text)
        return
    if not text.endswith((".", "!", "?")):
        yield Finding(code, field, "ends without a full stop", text)
    if field == "sentence" and not low.endswith("s"):
        yield Finding(code, field, f"begins with {first!r}, not with a verb in the third person", text)
    if field == "good_if" and not re.match(r"you\b", low):
        yield Finding(code, field, "does not begin with You", text)


def _search(code: str, entries: Sequence[str]) -> Iterator[Finding]:
    if not SEARCH_ENTRIES[0] <= len(entries) <= SEARCH_ENTRIES[1]:
        yield Finding(code, "search", f"{len(entries)} entries, {_bounds(SEARCH_ENTRIES)} wanted")
    if len({entry.casefold() for entry in entries}) < len(entries):
        yield Finding(code, "search", "holds an entry twice", ", ".join(entries))
    for entry in entries:
        is_odd = [word for word in entry.split() if word != word.lower() and not _is_short_form(word)]
        if is_odd:
            yield Finding(code, "search", "lower case but for short forms", entry)
        if len(entry) > LONGEST_SEARCH or not entry.strip():
            yield Finding(code, "search", f"1 to {LONGEST_SEARCH} characters wanted", entry)


def _is_short_form(word: str) -> bool:
    """RN, RNs, PhD, PhDs, O.R., UX/UI: more capitals than small letters."""
    word = word.split("-")[0]
    letters = [letter for letter in word if letter.isalpha()]
    return sum(letter.isupper() for letter in letters) * 2 >= len(letters)


def _bounds(pair: tuple[int, int]) -> str:
    return f"{pair[0]} to {pair[1]}"
