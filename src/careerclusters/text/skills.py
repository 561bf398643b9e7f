"""Skills and technologies in a text, each with the place where it stands.

One Aho-Corasick automaton holds all phrases and walks a text once, the longest phrase first: the work grows
with the text, not with the thousands of names. Names that are also plain words count only where they are
written as names.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, fields
from functools import cache, cached_property
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

    from careerclusters.catalog import Catalog

__all__ = ["Skill", "SkillBook", "skill_book"]

_TOKEN = re.compile(r"[A-Za-z0-9][\w+#./-]*[\w+#]|[A-Za-z0-9]")
LONGEST = 6
# The automaton reads each word as one sign from here on, and a word of no phrase as a blank.
_FIRST_SIGN, _NO_SIGN = 0x10000, " "
# Makers whose name people leave out: "Excel" is "Microsoft Excel".
_MAKERS = frozenset(
    [
        "microsoft", "adobe", "google", "apple", "oracle", "ibm", "intuit", "autodesk", "sap", "amazon",
        "apache", "esri", "atlassian",
    ]
)  # fmt: skip
_GENERIC = frozenset(
    [
        "software",
        "system",
        "systems",
        "program",
        "programs",
        "tool",
        "tools",
        "suite",
        "app",
        "apps",
    ]
)
# Names of technologies that are plain words too: only as written, with a capital, and in a list of skills.
_PLAIN_WORDS = frozenset(
    [
        "access", "act", "ads", "analytics", "anchor", "balance", "basic", "box", "bridge", "canvas",
        "chef", "chase", "collaborator", "concept", "conductor", "confluence", "calendar", "chat",
        "classroom", "contact", "course", "craft", "edge", "element", "docs", "drive", "earth",
        "express", "field", "forms", "flow", "focus", "front", "go", "illustrator", "impact", "insight",
        "insights", "java", "keynote", "lead", "less", "make", "maps", "maximo", "maya", "meet",
        "motion", "notes", "numbers", "office", "one", "outlook", "pages", "pandas", "paint", "pivot",
        "photo", "photos", "point", "polly", "premiere", "project", "projects", "publisher", "puppet",
        "r", "c", "d", "reader", "reason", "replay", "rest", "ruby", "rust", "salt", "sketch", "scala",
        "sheets", "sites", "slack", "spark", "stata", "swift", "teams", "track", "translate", "unity",
        "vision", "visio", "windows", "word", "works", "zoom",
    ]
)  # fmt: skip


@dataclass(frozen=True)
class Skill:
    """Something a text says that a person can or should be able to do.

    Attributes
    ----------
    name
        The technology or the element.
    kind
        "technology" or "element".
    key
        The technology's name or the element's id.
    text, start, end
        The words in the text and where they stand.
    """

    name: str
    kind: str
    key: str
    text: str
    start: int
    end: int

    def to_dict(self) -> dict[str, object]:
        """All fields, JSON-ready."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


@dataclass(frozen=True)
class SkillBook:
    """Phrases, in lower case, and what each stands for: kind, key, name."""

    phrases: dict[tuple[str, ...], tuple[str, str, str]]

    def find(self, text: str, *, listed: tuple[tuple[int, int], ...] = ()) -> list[Skill]:
        """Skills in a text, in order; none twice.

        Parameters
        ----------
        text
            Any text.
        listed
            Where it lists skills; only there names that are plain words count.
        """
        tokens = list(_TOKEN.finditer(text))
        lower = [token[0].lower().rstrip("./-") for token in tokens]
        entries, signs = self._entries, self._signs
        written = "".join([signs.get(word, _NO_SIGN) for word in lower])
        found: list[Skill] = []
        seen: set[tuple[str, str]] = set()
        for number, at, behind in self._automaton.find_matches_as_indexes(written):
            start, end = tokens[at].start(), tokens[behind - 1].end()
            kind, key, name = entries[number]
            words = text[start:end].rstrip("./-")
            is_fine = (kind, key) not in seen
            is_plain = behind - at == 1 and (lower[at] in _PLAIN_WORDS or len(lower[at]) < 3)
            if is_plain and kind == "technology":
                is_fine &= words[:1].isupper() and any(low <= start < high for low, high in listed)
            if is_fine:
                seen.add((kind, key))
                found.append(Skill(name, kind, key, words, start, start + len(words)))
        return found

    @cached_property
    def _entries(self) -> list[tuple[str, str, str]]:
        return list(self.phrases.values())

    @cached_property
    def _signs(self) -> dict[str, str]:
        words = dict.fromkeys(word for phrase in self.phrases for word in phrase)
        return {word: chr(_FIRST_SIGN + number) for number, word in enumerate(words)}

    @cached_property
    def _automaton(self) -> AhoCorasick:
        from ahocorasick_rs import AhoCorasick, MatchKind

        signs = self._signs
        phrases = ["".join([signs[word] for word in phrase]) for phrase in self.phrases]
        return AhoCorasick(phrases, matchkind=MatchKind.LeftmostLongest, store_patterns=False)


def skill_book(catalog: Catalog) -> SkillBook:
    """Technologies of a catalog, by their names with and without the maker, and our words for elements."""
    phrases: dict[tuple[str, ...], tuple[str, str, str]] = {}
    names: list[str] = []
    if catalog.has("technologies"):
        names = catalog.table("technologies")["technology"].unique().sort().to_list()
    for name in names:
        words = _words(name)
        if not words or len(words) > LONGEST or (len(words) == 1 and words[0] in _GENERIC):
            continue
        entry = ("technology", name, name)
        phrases.setdefault(words, entry)
        if words[-1] in _GENERIC and len(words) > 2:
            phrases.setdefault(words[:-1], entry)
        if len(words) > 1 and words[0] in _MAKERS and not set(words[1:]) <= _GENERIC:
            phrases.setdefault(words[1:], entry)
    elements: dict[str, str] = {}
    if catalog.has("elements"):
        elements = dict(catalog.table("elements").select("element_id", "element_name").iter_rows())
    known = set(names)
    for alias, stands_for in _aliases():
        if stands_for in elements:
            phrases[_words(alias)] = ("element", stands_for, elements[stands_for])
        elif stands_for in known:
            phrases[_words(alias)] = ("technology", stands_for, stands_for)
    return SkillBook(phrases)


def _words(name: str) -> tuple[str, ...]:
    return tuple(hit[0].lower().rstrip("./-") for hit in _TOKEN.finditer(name))


@cache
def _aliases() -> tuple[tuple[str, str], ...]:
    text = (resources.files(__package__) / "skills.csv").read_text(encoding="utf-8")
    return tuple((row["alias"], row["stands_for"]) for row in csv.DictReader(text.splitlines()))
